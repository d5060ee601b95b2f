"""NATO-led operations on a time line: with or without partners, and on whose word."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Shape, Text
from lessons.charts.engine.old_bars import each, wrapped
from lessons.charts.engine.theme import is_narrow, width
from lessons.core.paths import UnknownName, nearest
from lessons.core.text import counted, date_words, listed, said, span
from lessons.data import cite, passport, table
from lessons.data.membership import day

# The first words of a mandate tell on whose word an operation stood.
BASES = {
    "Article 5": ("article_5", "Article 5"),
    "UNSC": ("un", "UN resolution"),
    "several UNSC": ("un", "UN resolution"),
    "UN resolutions": ("un", "UN resolution"),
    "request": ("request", "request"),
    "agreement": ("agreement", "agreement"),
    "decision": ("summit", "summit decision"),
}
BASIS_WORDS = {
    "un": "UN Security Council resolution",
    "article_5": "Article 5 of the treaty",
    "request": "Request of those concerned",
    "agreement": "Agreement with the government",
    "summit": "Decision of a NATO summit",
}
SIDES = {"yes": "With partners", "no": "Without partners"}
SHORT = {
    "DENY_FLIGHT": "Deny Flight",
    "SHARP_GUARD": "Sharp Guard",
    "OAE": "Active Endeavour",
    "OSG": "Sea Guardian",
    "RSM": "Resolute Support",
    "ALLIED_PROVIDER": "Allied Provider",
    "ALLIED_PROTECTOR": "Allied Protector",
    "OCEAN_SHIELD": "Ocean Shield",
    "OUP": "Unified Protector",
    "NTM_I": "Training Iraq",
    "NMI": "Mission Iraq",
    "AMIS_SUPPORT": "AU in Sudan",
    "AMISOM_SUPPORT": "AU in Somalia",
    "PAK_RELIEF": "Pakistan relief",
}
FIRST, ROW, TOP = 1993, 22.0, 64.0


def operations_time_line(
    year: int = 2012,
    partners: Sequence[str] = tuple(SIDES),
    basis: Sequence[str] = tuple(BASIS_WORDS),
    look: str = "ISAF",
) -> Chart:
    """Draw the operations as bars from start to end, and mark those running as a year ends.

    Solid bars had partners, outlined ones had none. `look` is the operation told in the card.
    """
    known = operations()
    if look not in set(known["operation_id"]):
        raise UnknownName(f"There is no operation '{look}'.{nearest(look, known['operation_id'])}")
    shown = known[known["partners"].isin(list(partners)) & known["basis"].isin(list(basis))]
    told = known[known["operation_id"] == look].iloc[0]
    card = _card(told)
    foot = TOP + ROW * len(shown) + 6
    drawing = Drawing(width(), foot + 22 + 18 * len(card))
    _heading(drawing, year)
    _years(drawing, year, foot)
    for place, row in enumerate(each(shown)):
        _bar(drawing, TOP + ROW * (place + 0.5), row, year, look)
    _tell(drawing, foot + 18, card)
    return Chart(
        drawing,
        says=_says(shown, year, str(told["name"])),
        source=cite("operations"),
        data=_listing(shown, year),
        title="NATO-led operations",
    )


def operations() -> pd.DataFrame:
    """Return the operations in order of their start, with `basis`, `partners` and whole dates."""
    rows = table("operations").copy()
    rows["first"] = [day(text) for text in rows["start"]]
    rows["last"] = [None if pd.isna(text) else day(text, last=True) for text in rows["end"]]
    rows["basis"] = [basis_of(text)[0] for text in rows["mandate"]]
    rows["partners"] = rows["partners_took_part"].map({True: "yes", False: "no"})
    rows["short"] = [SHORT.get(code, code) for code in rows["operation_id"]]
    return rows.sort_values(["first", "operation_id"], ignore_index=True)


def basis_of(mandate: str) -> tuple[str, str]:
    """Return the kind of legal basis that a mandate's first words name, and its short words."""
    for opening, kind in BASES.items():
        if mandate.startswith(opening):
            return kind
    raise ValueError(f"The mandate '{mandate}' names no known basis: {', '.join(BASES)}.")


def running(on: str, partners: str = "") -> list[str]:
    """Return the operations under way on a day, oldest first; only with partners if "yes"."""
    asked = day(on, last=True)
    rows = operations()
    under_way = [
        row.operation_id
        for row in each(rows)
        if row.first <= asked and (row.last is None or row.last >= asked)
        if not partners or row.partners == partners
    ]
    return under_way


def last_day() -> date:
    """Return the day on which the rows on operations end."""
    return day(str(passport("operations")["as_of"]))


def _end_of(year: int) -> date:
    return min(date(year, 12, 31), last_day())


def _left() -> float:
    return 132.0 if is_narrow() else 150.0


def _x(when: date) -> float:
    right = 14.0 if is_narrow() else 190.0
    years = when.year + (when.timetuple().tm_yday - 1) / 366 - FIRST
    return _left() + years * (width() - _left() - right) / (last_day().year + 1 - FIRST)


def _heading(drawing: Drawing, year: int) -> None:
    on = _end_of(year)
    drawing.add(
        Text(4, 16, f"NATO-led operations; the line: {said(on)}", size=13, bold=True),
        Box(6, 27, 22, 9, "euro_atlantic", radius=1),
        Text(34, 36, "with partners", "muted", size=11),
        Box(136, 27, 22, 9, "muted", outline=True, radius=1),
        Text(164, 36, "without partners", "muted", size=11),
    )
    if not is_narrow():
        words = "words on the right: on whose word it stood"
        drawing.add(Text(width() - 8, 36, words, "muted", size=11, anchor="end"))


def _years(drawing: Drawing, year: int, foot: float) -> None:
    for mark in range(1995, last_day().year + 1, 10 if is_narrow() else 5):
        x = _x(date(mark, 1, 1))
        drawing.add(
            Line(((x, TOP - 2), (x, foot))),
            Text(x, TOP - 6, str(mark), "muted", size=11, anchor="middle"),
        )
    x = _x(_end_of(year))
    drawing.add(Line(((x, TOP - 2), (x, foot)), role="md", width=2, dashed=True))


def _bar(drawing: Drawing, y: float, row: Any, year: int, look: str) -> None:
    start, end = _x(row.first), _x(row.last or last_day())
    role = "euro_atlantic" if row.partners == "yes" else "muted"
    long, pick = max(end - start, 3.0), f"look={row.operation_id}"
    words = f"{row.name}, {_dates(row)}: {row.mandate}"
    now = _runs(row, year)
    drawing.add(Text(4, y + 4, row.short, size=12, bold=row.operation_id == look, pick=pick))
    plain = row.partners == "no"
    drawing.add(Box(start, y - 5, long, 10, role, outline=plain, title=words, pick=pick, radius=1))
    if now:
        drawing.add(Shape(_x(_end_of(year)), y, 5, "diamond", "md", title="under way on this day"))
    if not is_narrow():
        short = basis_of(row.mandate)[1]
        drawing.add(Text(width() - 8, y + 4, short, "muted", size=12, anchor="end"))


def _runs(row: Any, year: int) -> bool:
    on = _end_of(year)
    return bool(row.first <= on and (row.last is None or row.last >= on))


def _dates(row: Any) -> str:
    return span(row.start, row.end)


def _card(row: Any) -> list[tuple[str, bool]]:
    sure = {"high": "well sourced", "medium": "one report or a reference work", "low": "doubtful"}
    with_partners = "yes" if row["partners"] == "yes" else "no"
    until = ", and still running" if row["last"] is None else ""
    facts = [
        f"{row['name']}, {row['place']}",
        f"When: {span(row['start'], row['end'])}{until}. With partners: {with_partners}.",
        f"Mandate: {row['mandate']}.",
        f"{row['summary']}",
        f"How sure: {sure[row['confidence']]}.",
    ]
    room = width() - 30
    return [(line, fact is facts[0]) for fact in facts for line in wrapped(fact, room)]


def _tell(drawing: Drawing, y: float, card: list[tuple[str, bool]]) -> None:
    drawing.add(Line(((4, y - 14), (width() - 4, y - 14)), role="muted"))
    for place, (words, bold) in enumerate(card):
        drawing.add(Text(8, y + 4 + 18 * place, words, size=12, bold=bold))


def _says(shown: pd.DataFrame, year: int, card: str) -> str:
    if shown.empty:
        return "No operation is shown. Choose at least one kind of each."
    now = [row for row in each(shown) if _runs(row, year)]
    with_partners = sum(row.partners == "yes" for row in now)
    names = listed([row.short for row in now]) if now else "none of these"
    many = with_partners or "none"
    joint = f" Partners took part in {many} of these {len(now)}." if len(now) > 1 else ""
    if len(now) == 1:
        joint = f" Partners {'took part' if with_partners else 'did not take part'} in it."
    return (
        f"{counted(len(shown), 'NATO-led operation')} shown,"
        f" {(shown['partners'] == 'yes').sum()} of them with partners."
        f" Under way on {said(_end_of(year))}: {names}.{joint} The card tells of {card}."
    )


def _listing(shown: pd.DataFrame, year: int) -> pd.DataFrame:
    on = _end_of(year)
    return pd.DataFrame(
        {
            "Operation": shown["name"],
            "Place": shown["place"],
            "Start": shown["start"].map(date_words),
            "End": ["still running" if pd.isna(end) else date_words(end) for end in shown["end"]],
            "Mandate": shown["mandate"],
            "Partners": shown["partners"],
            f"Under way on {said(on)}": [
                "yes" if _runs(row, year) else "no" for row in each(shown)
            ],
            "How sure": shown["confidence"],
        }
    )
