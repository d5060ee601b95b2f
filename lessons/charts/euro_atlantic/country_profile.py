"""The profile of a country: its frameworks, tools, numbers and examples on one page."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Shape, Text, text_width
from lessons.charts.engine.old_bars import each, wrapped
from lessons.charts.engine.theme import GROUPS, is_narrow, width
from lessons.core.text import counted, date_words, said, span
from lessons.data import cite, table
from lessons.data.measures import in_words as spoken
from lessons.data.measures import measured as number
from lessons.data.membership import day, group_of, last_day, name, partners_on, suspended_on

SECTIONS = {
    "frameworks": "Frameworks",
    "tools": "Tools",
    "numbers": "Numbers",
    "examples": "Examples",
}
SHORT = {
    "NACC": "NACC", "PFP": "PfP", "EAPC": "EAPC", "MD": "Mediterranean Dialogue",
    "ICI": "Istanbul Initiative", "PATG": "across the globe", "NUKC": "Ukraine Commission",
    "NUC": "Ukraine Council", "NRC": "Russia Council", "NGC": "Georgia Commission",
}  # fmt: skip
TOOLS = {"PFP_TF": "PfP Trust Fund", "TRUST_FUNDS": "Trust Fund", "IPP": "IPP or IPCP"}
LISTS = {"ISAF": "isaf_contributions", "KFOR": "kfor_contributions", "RSM": "rsm_contributions"}
FEW = 4  # examples drawn; the table holds all
START = date(1991, 1, 1)


def country_profile(country: str = "GEO", show: Sequence[str] = tuple(SECTIONS)) -> Chart:
    """Draw the profile of a partner of today, or of a former one that is an Ally now.

    `country` is an iso3 code of `profile_countries`; `show` lists keys of `SECTIONS`.
    """
    drawing = Drawing(width(), 0)
    y = _heading(drawing, country)
    for key in SECTIONS:
        if key in show:
            y = _section(drawing, y, SECTIONS[key])
            y = DRAW[key](drawing, y, country) + 12
    drawing.height = y
    return Chart(
        drawing,
        says=_says(country),
        source=cite(*_sources(country, show)),
        data=_listing(country, show),
        title=f"{name(country)}: profile",
    )


@cache
def profile_countries() -> dict[str, str]:
    """Return every country that is or was a partner, by iso3 in the order of the alphabet."""
    codes = {*partners_on(last_day()), *table("framework_members")["iso3"]}
    return {code: name(code) for code in sorted(codes, key=name)}


def frameworks(country: str) -> pd.DataFrame:
    """Return the rows of `framework_members` for a country, oldest first."""
    return _rows_of("framework_members", country).sort_values("joined", ignore_index=True)


def tools(country: str) -> pd.DataFrame:
    """Return the rows of `programme_participants` for a country, oldest first."""
    rows = _rows_of("programme_participants", country)
    return rows.sort_values(["start", "programme_id"], na_position="last", ignore_index=True)


def soldiers(country: str) -> pd.DataFrame:
    """Return the largest figure found for a country in each operation, with its day."""
    found = []
    for operation, listed in LISTS.items():
        rows = _rows_of(listed, country)
        if len(rows):
            most = rows.sort_values("troops").iloc[-1]
            ally = bool(most["is_ally_then"])
            found.append((operation, int(most["troops"]), most["as_of"], ally, most["confidence"]))
    return pd.DataFrame(found, columns=["operation", "troops", "as_of", "ally", "confidence"])


def examples(country: str) -> pd.DataFrame:
    """Return the rows of `practice_examples` in which a country took part, oldest first."""
    rows = table("practice_examples")
    rows = rows[[country in str(codes).split(";") for codes in rows["iso3"]]]
    return rows.sort_values(["year_start", "example_id"], ignore_index=True)


def state(country: str) -> str:
    """Return in words what a country is on the last day of the data."""
    group, joined = group_of(country, last_day()), frameworks(country)
    if group == "ally":
        since: Any = table("allies").set_index("iso3").loc[country, "accession_date"]
        return f"an Ally since {said(since.date())}, a partner before"
    words = {
        "euro_atlantic": "a Euro-Atlantic partner",
        "md": "a partner in the Mediterranean Dialogue",
        "ici": "a partner in the Istanbul Cooperation Initiative",
        "patg": "a partner across the globe",
    }[group]
    if country in suspended_on(last_day()):
        since = joined["suspended_from"].dropna().iloc[0]
        return f"{words}, suspended since {date_words(since)}"
    return words


def _rows_of(listed: str, country: str) -> pd.DataFrame:
    rows = table(listed)
    return rows[rows["iso3"] == country].copy()


def _heading(drawing: Drawing, country: str) -> float:
    row = table("countries").set_index("iso3").loc[country]
    group = GROUPS[group_of(country, last_day())]
    hollow = country in suspended_on(last_day())
    drawing.add(
        Shape(14, 17, 9, group.shape, group.role, title=group.words, hollow=hollow),
        Text(32, 24, name(country), size=20, bold=True),
    )
    facts = f"{row['region']}, capital {row['capital']}. On {said(last_day())}: {state(country)}."
    if row["name_2013"] != row["name"]:
        facts += f" NATO's name for it in 2013: {row['name_2013']}."
    if hollow:
        facts += " Hollow and outlined: suspended."
    y = 46.0
    for words in wrapped(facts, width() - 10):
        drawing.add(Text(4, y, words, "muted", 12))
        y += 16
    return y


def _section(drawing: Drawing, y: float, words: str) -> float:
    drawing.add(Line(((4, y - 4), (width() - 4, y - 4)), "grid"))
    drawing.add(Text(4, y + 14, words, size=13, bold=True))
    return y + 20


def _x(on: date) -> float:
    left = 148.0 if is_narrow() else 190.0
    return left + (on - START).days * (width() - left - 12) / (last_day() - START).days


def _frameworks(drawing: Drawing, y: float, country: str) -> float:
    role = GROUPS[group_of(country, last_day())].role
    rows = frameworks(country)
    low = y + 20 * len(rows) + 16
    for year in range(1995, last_day().year, 10 if is_narrow() else 5):
        x = _x(date(year, 1, 1))
        drawing.add(Line(((x, y + 12), (x, low)), "grid"))
        drawing.add(Text(x, y + 8, str(year), "muted", 11, "middle"))
    for place, row in enumerate(each(rows)):
        _spell(drawing, y + 26 + 20 * place, row, role)
    return low


def _spell(drawing: Drawing, y: float, row: Any, role: str) -> None:
    start, end = _x(day(row.joined)), _x(_end(row.left))
    frozen = min(_x(_end(row.suspended_from)), end)
    left = date_words(row.left) if isinstance(row.left, str) else "now"
    title = f"{SHORT[row.framework_id]}: {date_words(row.joined)} to {left}"
    drawing.add(
        Text(4, y + 4, SHORT[row.framework_id]),
        Box(start, y - 7, max(frozen - start, 2), 14, role, opacity=0.3, title=title, radius=1),
        Box(start, y - 7, 4, 14, role, title=title, radius=1),
    )
    if frozen < end:  # only outlined while suspended
        drawing.add(Box(frozen, y - 7, end - frozen, 14, role, outline=True, title=title, radius=1))
    words = _abbreviated(row)
    room = end - start
    if text_width(words, 11) + 16 < room:
        drawing.add(Text(start + 9, y + 4, words, size=11))
    else:
        after = end + 6 + text_width(words, 11) < width()
        x, anchor = (end + 6, "start") if after else (start - 6, "end")
        drawing.add(Text(x, y + 4, words, "muted", 11, anchor, halo=True))


def _end(text: Any) -> date:
    return day(text) if isinstance(text, str) else last_day()


def _or(text: Any, other: str) -> str:
    return text if isinstance(text, str) else other


def _abbreviated(row: Any) -> str:
    tight = is_narrow()
    month = 7 if tight else None  # a phone has room for month and year
    left = f" to {date_words(row.left[:month], tight)}" if isinstance(row.left, str) else ""
    frozen = isinstance(row.suspended_from, str) and not left
    ending = ", suspended" if frozen and not tight else ""
    return f"{date_words(row.joined[:month], tight)}{left}{ending}"


def _tools(drawing: Drawing, y: float, country: str) -> float:
    rows = tools(country)
    if rows.empty:
        return _line(drawing, y, "No row was found for it. The lists of tools are not complete.")
    columns = 2 if is_narrow() else 4
    wide = (width() - 8) / columns
    for place, row in enumerate(each(rows)):
        line, column = divmod(place, columns)
        at = (4 + column * wide, y + 16 + 34 * line)
        short = TOOLS.get(row.programme_id, row.programme_id)
        doubt = " (doubtful)" if row.confidence == "low" else ""
        drawing.add(Text(*at, short, bold=True))
        drawing.add(
            Text(at[0], at[1] + 15, span(row.start, row.end, is_narrow()) + doubt, "muted", 11)
        )
    return y + 34 * -(-len(rows) // columns) + 6


def _numbers(drawing: Drawing, y: float, country: str) -> float:
    for words in _facts(country):
        y = _line(drawing, y, words)
    return y


def _facts(country: str) -> Iterator[str]:
    yield f"People (2024): {spoken(number(country, 'population'), 'population')}"
    yield f"GDP per person (2023): {spoken(number(country, 'gdp'), 'gdp')}"
    yield f"Capital to Brussels: {spoken(number(country, 'distance'), 'distance')}"
    found = soldiers(country)
    for row in each(found):
        doubt = "" if row.confidence == "high" else f", confidence {row.confidence}"
        when = f"{row.as_of:%B %Y}{', as an Ally' if row.ally else ''}"
        yield f"Most soldiers on our lists of {row.operation}: {row.troops:,} ({when}{doubt})"
    if found.empty:
        yield "Soldiers: no figure on our lists, which are not complete"


def _examples(drawing: Drawing, y: float, country: str) -> float:
    rows = examples(country)
    if rows.empty:
        return _line(drawing, y, "None among the examples of this course.")
    for row in each(rows.iloc[::-1].head(FEW)):
        drawing.add(Text(4, y + 16, str(row.year_start), "muted", 12))
        for words in wrapped(row.what, width() - 56):
            drawing.add(Text(46, y + 16, words))
            y += 17
        y += 4
    if len(rows) > FEW:
        words = f"The latest {FEW} of {len(rows)}, newest first. The table holds them all."
        y = _line(drawing, y, words)
    return y


def _line(drawing: Drawing, y: float, words: str) -> float:
    for part in wrapped(words, width() - 10):
        drawing.add(Text(4, y + 16, part))
        y += 18
    return y


DRAW = {
    "frameworks": _frameworks,
    "tools": _tools,
    "numbers": _numbers,
    "examples": _examples,
}


def _says(country: str) -> str:
    rows, used, found = frameworks(country), tools(country), soldiers(country)
    first = rows.iloc[0]
    parts = [
        f"{name(country)}, on {said(last_day())}: {state(country)}.",
        f"First framework: {SHORT[first['framework_id']]}, {date_words(first['joined'])}.",
        f"Our tables hold {counted(len(used), 'tool')} and "
        f"{counted(len(examples(country)), 'example')}.",
        *(
            f"Most soldiers listed in {row.operation}: {row.troops:,}, {row.as_of:%B %Y}."
            for row in each(found)
        ),
        f"People in 2024: {spoken(number(country, 'population'), 'population')}.",
    ]
    return " ".join(parts)


def _sources(country: str, show: Sequence[str]) -> list[str]:
    # The country's own rows are cited, not the whole tables.
    keys = {"b_pop", "b_gdp"} if "numbers" in show else set()
    wanted = {
        "frameworks": [frameworks(country)],
        "tools": [tools(country)],
        "numbers": [_rows_of(listed, country) for listed in LISTS.values()],
        "examples": [examples(country)],
    }
    for key in show:
        for rows in wanted[key]:
            keys |= {part for text in rows["source_id"] for part in str(text).split(";")}
    return sorted(keys) or ["countries"]


def _listing(country: str, show: Sequence[str]) -> pd.DataFrame:
    rows: list[tuple[str, str, str, str, str]] = []
    if "frameworks" in show:
        rows += [
            ("Framework", SHORT[row.framework_id], row.joined, _or(row.left, ""), row.confidence)
            for row in each(frameworks(country))
        ]
    if "tools" in show:
        full = table("programmes").set_index("programme_id")["name"].to_dict()
        rows += [
            ("Tool", full[row.programme_id], _or(row.start, ""), _or(row.end, ""), row.confidence)
            for row in each(tools(country))
        ]
    if "numbers" in show:
        rows += [("Number", words, "", "", "") for words in _facts(country)]
    if "examples" in show:
        rows += [
            ("Example", row.what, str(row.year_start), str(row.year_end), row.confidence)
            for row in each(examples(country))
        ]
    return pd.DataFrame(rows, columns=["Kind", "What", "From", "To", "Confidence"])
