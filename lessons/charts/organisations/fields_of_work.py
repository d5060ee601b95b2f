"""Who does what: organisations that work with NATO, and their fields."""

from typing import Any

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Shape, Text
from lessons.charts.engine.old_bars import each
from lessons.charts.engine.old_cards import Part, card
from lessons.charts.engine.theme import is_narrow, width
from lessons.charts.objectives.row_summaries import short
from lessons.core.paths import UnknownName, nearest
from lessons.core.text import counted, date_words
from lessons.data import cite, table

# Which field of work each entry of the column `areas` belongs to is our own reading.
FIELDS = {
    "Crises and disasters": (
        "peace operations", "crisis management", "conflict prevention", "disaster relief",
        "African Standby Force", "Libya",
    ),
    "People and law": (
        "protection of civilians", "women, peace and security", "laws of war", "human rights",
        "rule of law", "good government",
    ),
    "After a war": (
        "mines and roadside bombs", "return of soldiers to civilian life",
        "civil-military coordination", "Afghanistan and other countries after war",
    ),
    "Terror, crime, cyber": (
        "counter-terrorism", "border security", "training of drug officers", "terrorism",
        "smuggling", "cyber and hybrid threats",
    ),
    "Weapons control": (
        "small arms", "arms control", "chemical weapons",
        "conferences on weapons of mass destruction", "nuclear safety and non-proliferation",
    ),
    "Routes and energy": (
        "military mobility", "air and sea transport", "air traffic", "use of airspace",
        "civil and military air traffic", "security of air traffic control", "energy", "sea routes",
    ),
    "Training, building up": (
        "capability development", "support to shared partners", "training", "planning",
    ),
    "One region": (
        "Ukraine", "Central Asia", "Afghanistan", "Gulf security", "regional security",
    ),
}  # fmt: skip
NAMED_2013 = ("UN", "EU", "OSCE", "AU", "ICRC", "IOM", "WB", "ICAO")
WHO = {"three": "UN, EU and OSCE", "named": "The eight of 2013", "all": "All in our table"}
PROOFS = {
    "link": "a dated link with NATO is documented",
    "contact": "a dated contact, but no agreement",
    "named": "named, but no document was found",
    "none": "no source was found",
}
ROW = 26.0


def who_does_what(who: str = "named", look: str = "UN") -> Chart:
    """Draw organisations against fields of common work, and open one of them.

    `who` is a key of `WHO`, `look` an `org_id`. A filled mark means that a date is documented,
    a hollow one that the organisation is only named.
    """
    rows = organisations(who)
    chosen = organisation(look)
    drawing = Drawing(width(), 0)
    title = "Who works with NATO on what"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    _legend(drawing)
    foot = _matrix(drawing, rows, look)
    wide = width() - 8
    drawing.height = foot + 12 + card(drawing, (4, foot + 6), wide, _parts(chosen), band="quiet")
    return Chart(
        drawing,
        says=_says(rows, chosen),
        source=cite("organisations", "organisation_milestones"),
        data=_listing(rows, chosen),
        title=title,
    )


def organisations(who: str = "all") -> pd.DataFrame:
    """Return the rows that `who` chooses, each with its `fields`, its `proof` and its `first` step.

    For every organisation the first step is the earliest one of `organisation_milestones`.
    """
    rows = table("organisations")
    first = table("organisation_milestones").groupby("org_id")["date"].min()
    rows["first"] = rows["org_id"].map(first).fillna("")
    rows["fields"] = [fields_of(areas) for areas in rows["areas"]]
    rows["proof"] = [_proof(row) for row in each(rows)]
    wanted = {"three": NAMED_2013[:3], "named": NAMED_2013}.get(who, tuple(rows["org_id"]))
    return rows[rows["org_id"].isin(wanted)].reset_index(drop=True)


def organisation(org_id: str) -> Any:
    """Return one organisation's row; UnknownName names the nearest."""
    rows = organisations().set_index("org_id", drop=False)
    if org_id not in rows.index:
        hint = nearest(org_id, rows["org_id"].tolist())
        raise UnknownName(f"There is no organisation '{org_id}'.{hint}")
    return rows.loc[org_id]


def fields_of(areas: str) -> list[str]:
    """Return the fields of work that a list such as 'training; planning' falls into."""
    items = {item.strip() for item in areas.split(";")}
    return [field for field, words in FIELDS.items() if items & set(words)]


def _proof(row: Any) -> str:
    if pd.notna(row.first_formal_link):
        return "link"
    if row.first:
        return "contact"
    return "named" if pd.notna(row.source_id) else "none"


def _legend(drawing: Drawing) -> None:
    drawing.add(
        Shape(10, 33, 5.5, "circle", "ally"), Text(22, 37, "documented, with a date"),
        Shape(192, 33, 5.5, "circle", "quiet", hollow=True), Text(204, 37, "only named"),
    )  # fmt: skip


def _matrix(drawing: Drawing, rows: pd.DataFrame, look: str) -> float:
    left = 104.0 if is_narrow() else 176.0
    step = (width() - left - 4) / len(FIELDS)
    top = _heads(drawing, left, step)
    for place, row in enumerate(each(rows)):
        y = top + ROW * (place + 0.5)
        _line(drawing, y, row, row.org_id == look)
        for column, field in enumerate(FIELDS):
            if field in row.fields:
                _mark(drawing, left + step * (column + 0.5), y, row, field)
    return top + ROW * len(rows)


def _heads(drawing: Drawing, left: float, step: float) -> float:
    if is_narrow():
        return _numbers(drawing, left, step)
    for place, field in enumerate(FIELDS):
        x = left + step * (place + 0.5)
        for line, words in enumerate(Part(field).lines(step - 2)):
            drawing.add(Text(x, 62 + 15 * line, words, "muted", 12, "middle"))
    return 88.0


def _numbers(drawing: Drawing, left: float, step: float) -> float:
    # No room for words above the columns: numbers, and what they mean.
    for place, field in enumerate(FIELDS):
        x, y = 6 + 198 * (place % 2), 60 + 17 * (place // 2)
        drawing.add(Text(x, y, f"{place + 1}  {field}", "muted"))
        drawing.add(Text(left + step * (place + 0.5), 144, str(place + 1), anchor="middle"))
    return 152.0


def _line(drawing: Drawing, y: float, row: Any, chosen: bool) -> None:
    pick = f"look={row.org_id}"
    label = short(row.org_id)
    if is_narrow() and len(label) > 14:
        label = row.org_id
    shade = 0.9 if chosen else 0.0
    box = Box(2, y - ROW / 2, width() - 4, ROW, "land", shade, title=row.name, pick=pick)
    edge = Line(((4, y + ROW / 2), (width() - 4, y + ROW / 2)))
    size = 11.0 if is_narrow() else 12.0
    drawing.add(box, edge, Text(8, y + 4, label, size=size, bold=chosen, pick=pick))


def _mark(drawing: Drawing, x: float, y: float, row: Any, field: str) -> None:
    sure = row.proof in ("link", "contact")
    title = f"{row.name}: {_items(row, field)}"
    role, pick = ("ally" if sure else "quiet"), f"look={row.org_id}"
    drawing.add(Shape(x, y, 6.5, "circle", role, title, pick, hollow=not sure))


def _items(row: Any, field: str) -> str:
    items = [item.strip() for item in row.areas.split(";")]
    return "; ".join(item for item in items if item in FIELDS[field])


def _parts(row: Any) -> list[Part]:
    parts = [
        Part(f"{row['kind'].capitalize()} · since {row['founded']} · {row['seat']}", 12, "muted"),
        Part(row["name"], 15, bold=True),
        Part(row["summary"], 13, gap=8),
        Part(f"{_verb(row)} on: {row['areas'].replace(';', ',')}.", 13, gap=8),
    ]
    return [*parts, Part(_link(row), 12, "muted", bold=True, gap=8)]


def _verb(row: Any) -> str:
    return "Works with NATO" if row["proof"] in ("link", "contact") else "Named beside NATO"


def _link(row: Any) -> str:
    first = f"First dated step in our rows: {date_words(row['first'])}." if row["first"] else ""
    if row["proof"] == "link":
        shown = date_words(row["first_formal_link"])
        return f"{first} Link shown by: {row['link_document']}, {shown}."
    return f"{PROOFS[row['proof']].capitalize()}. {first}".strip()


def _says(rows: pd.DataFrame, chosen: Any) -> str:
    proofs = rows["proof"].value_counts()
    bare = int(proofs.get("named", 0) + proofs.get("none", 0))
    widest = max(each(rows), key=lambda row: len(row.fields))
    only = f"{bare or 'none'} of them only named, without a document"
    return (
        f"{counted(len(rows), 'organisation')} by {len(FIELDS)} fields of work, {only}. The "
        f"{widest.name} works in the most fields, {len(widest.fields)}. Opened: {chosen['name']}, "
        f"in {counted(len(chosen['fields']), 'field')}."
    )


def _listing(rows: pd.DataFrame, chosen: Any) -> pd.DataFrame:
    ids = [*rows["org_id"], *([] if chosen["org_id"] in set(rows["org_id"]) else [chosen.name])]
    known = organisations().set_index("org_id").loc[ids]
    told = [
        (
            row.name, row.kind, row.seat, row.areas, "; ".join(row.fields), row.summary,
            date_words(row.first) if row.first else "", "" if pd.isna(row.link_document)
            else f"{row.link_document}, {date_words(row.first_formal_link)}",
            PROOFS[row.proof],
        )
        for row in each(known)
    ]  # fmt: skip
    names = ["Organisation", "Kind", "Seat", "Works on", "Fields", "In short", "First dated step"]
    return pd.DataFrame(told, columns=[*names, "Link shown by", "How sure"])
