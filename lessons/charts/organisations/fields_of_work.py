"""Draw which organisation works with NATO in which field, and how well that is documented."""

from collections.abc import Sequence
from dataclasses import dataclass

from lessons.charts import engine as draw
from lessons.core.text import counted, date_words
from lessons.data import cached_on, cite, rows
from lessons.data.illustrations import fields_of_work
from lessons.data.summaries import short_name

NAMED_2013 = ("UN", "EU", "OSCE", "AU", "ICRC", "IOM", "WB", "ICAO")
WHO = {"three": "UN, EU and OSCE", "named": "The eight of 2013", "all": "All that we found"}
EVIDENCE = {
    "link": "a dated link with NATO is documented",
    "contact": "a dated contact, but no agreement",
    "named": "named, but no document was found",
    "none": "no source was found",
}


@dataclass(frozen=True)
class Organisation:
    """An organisation, what it works on with NATO, and what documents that.

    `fields` are the fields of work into which `areas` fall, by our own reading. `first_step` is
    the earliest date in `organisation_milestones`, or empty; `evidence` is a key of EVIDENCE.
    """

    org_id: str
    name: str
    kind: str
    founded: str
    seat: str
    summary: str
    areas: tuple[str, ...]
    fields: tuple[str, ...]
    link: str
    first_step: str
    evidence: str

    @property
    def is_documented(self) -> bool:
        """Whether a date of working together is documented."""
        return self.evidence in ("link", "contact")


def _organisation_names() -> dict[str, str]:
    return {row.org_id: short_name(row.org_id) for row in rows("organisations")}


@draw.explorer(
    "Who works with NATO on what",
    who=draw.Choice("Show", WHO),
    look=draw.Choice("Open", _organisation_names),
)
def who_does_what(who: str = "named", look: str = "UN") -> draw.Chart:
    """Draw organisations against fields of common work, and open one of them.

    A filled mark means that a date is documented, a hollow one that the organisation is only
    named.
    """
    shown = organisations(who)
    chosen = next(one for one in organisations() if one.org_id == look)
    widest = _widest(shown)
    title = f"{widest.name} in the most fields: {len(widest.fields)} of {len(_fields())}"
    plot = draw.Plot(title, f"Fields of common work with NATO: {WHO[who]}")
    draw.legend(plot, [
        draw.Key("documented, with a date", "ally", "circle"),
        draw.Key("only named", "quiet", "circle", hollow=True),
    ])  # fmt: skip
    numbered = enumerate(_fields(), start=1)
    heads = [draw.Heading(field, short=str(number)) for number, field in numbered]
    draw.matrix(plot, heads, [_matrix_row(one, one.org_id == look) for one in shown])
    draw.card(plot, *_paragraphs(chosen), band="quiet")
    listed = [*shown, *([] if chosen in shown else [chosen])]
    return plot.chart(
        says=_says(shown, chosen),
        source=cite("organisations", "organisation_milestones"),
        data=draw.Table(
            ("Organisation", "Kind", "Seat", "Works on", "Fields", "In short", "First dated step",
             "Link shown by", "How sure"),
            map(_row, listed),
        ),
    )  # fmt: skip


def organisations(who: str = "all") -> tuple[Organisation, ...]:
    """Return the organisations of a key of WHO, in the order of the table."""
    chosen = {"three": NAMED_2013[:3], "named": NAMED_2013}.get(who)
    return tuple(one for one in _organisations() if not chosen or one.org_id in chosen)


def fields_of(areas: Sequence[str]) -> tuple[str, ...]:
    """Return the fields of work into which areas such as 'training' fall."""
    return tuple(field for field, words in fields_of_work() if set(areas) & set(words))


@cached_on("organisations", "organisation_milestones", "fields_of_work")
def _organisations() -> tuple[Organisation, ...]:
    first: dict[str, str] = {}
    for row in sorted(rows("organisation_milestones"), key=lambda row: row.date):
        first.setdefault(row.org_id, row.date)
    found = []
    for row in rows("organisations"):
        step, areas = first.get(row.org_id, ""), tuple(_split(row.areas))
        link = row.first_formal_link
        document = f"{row.link_document}, {date_words(link)}" if link else ""
        evidence = "link" if link else "contact" if step else "named" if row.source_id else "none"
        found.append(
            Organisation(
                row.org_id, row.name, row.kind, str(row.founded), row.seat, row.summary, areas,
                fields_of(areas), document, step, evidence,
            )
        )  # fmt: skip
    return tuple(found)


def _split(areas: str | Sequence[str]) -> Sequence[str]:
    return [part.strip() for part in areas.split(";")] if isinstance(areas, str) else areas


def _fields() -> list[str]:
    return [field for field, _areas in fields_of_work()]


def _widest(shown: Sequence[Organisation]) -> Organisation:
    return max(shown, key=lambda one: len(one.fields))


def _matrix_row(one: Organisation, chosen: bool) -> draw.MatrixRow:
    pick = f"look={one.org_id}"
    heading = draw.Heading(short_name(one.org_id), bold=chosen, pick=pick)
    return draw.MatrixRow(heading, [_cell(one, field, pick) for field in _fields()])


def _cell(one: Organisation, field: str, pick: str) -> draw.Cell:
    if field not in one.fields:
        return draw.Cell(pick=pick)
    areas = "; ".join(area for area in one.areas if field in fields_of([area]))
    role = "ally" if one.is_documented else "quiet"
    return draw.Cell(
        form="circle", role=role, hollow=not one.is_documented, title=f"{one.name}: {areas}",
        pick=pick,
    )  # fmt: skip


def _paragraphs(one: Organisation) -> list[draw.Paragraph]:
    verb = "Works with NATO" if one.is_documented else "Named together with NATO"
    return [
        draw.caption(f"{one.kind.capitalize()} · since {one.founded} · {one.seat}"),
        draw.head(one.name),
        draw.body(one.summary),
        draw.body(f"{verb} on: {', '.join(one.areas)}."),
        draw.caption(_evidence(one)),
    ]


def _evidence(one: Organisation) -> str:
    first = f"First dated step: {date_words(one.first_step)}." if one.first_step else ""
    if one.evidence == "link":
        return f"{first} Documented by: {one.link}."
    return f"{EVIDENCE[one.evidence].capitalize()}. {first}".strip()


def _says(shown: Sequence[Organisation], chosen: Organisation) -> str:
    undocumented = sum(not one.is_documented for one in shown)
    widest = _widest(shown)
    return (
        f"{counted(len(shown), 'organisation')} by {len(_fields())} fields of work, "
        f"{undocumented or 'none'} of them only named, without a document. The {widest.name} "
        f"works in the most fields, {len(widest.fields)}. Opened: {chosen.name}, in "
        f"{counted(len(chosen.fields), 'field')}."
    )


def _row(one: Organisation) -> tuple[str, ...]:
    first = date_words(one.first_step) if one.first_step else ""
    areas, fields = "; ".join(one.areas), "; ".join(one.fields)
    sure = EVIDENCE[one.evidence]
    return one.name, one.kind, one.seat, areas, fields, one.summary, first, one.link, sure
