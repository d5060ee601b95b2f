"""Draw which organisation works with NATO in which field, and how well that is documented.

The fields are our own: `fields_of_work.csv` sorts the areas of `organisations.csv` into them. That
an organisation is named beside NATO does not mean that the work is documented.
"""

from collections.abc import Sequence
from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import capitalised, date_words
from lessons.data import cite, record
from lessons.data.examples import short_names
from lessons.data.organisations import fields_of, fields_of_work, first_step, organisations

WHO = {"three": "UN, EU and OSCE", "named": "The eight of 2013", "all": "All that we found"}
_DOCUMENTED = draw.Key("documented, with a date", "ally", "circle")
_NAMED = draw.Key("only named", "quiet", "circle", hollow=True)


@draw.explorer(
    "Who works with NATO on what",
    who=draw.Choice("Show", WHO),
    look=draw.Choice("Open", lambda: short_names("organisations")),
)
def who_does_what(who: str = "named", look: str = "UN") -> draw.Chart:
    """Draw organisations against fields of common work, and open one of them.

    A filled mark means that a date is documented, a hollow one that the organisation is only
    named.
    """
    shown, opened = organisations(who), record("organisations", look)
    fields = [field for field, _areas in fields_of_work()]
    widest = max(shown, key=lambda row: len(fields_of(row.areas)))
    title = f"{widest.name} in the most fields: {len(fields_of(widest.areas))} of {len(fields)}"
    plot = draw.Plot(title, f"Fields of joint work with NATO, not all that they do: {WHO[who]}")
    draw.legend(plot, [_DOCUMENTED, _NAMED])
    heads = [draw.Heading(text, short=str(number)) for number, text in enumerate(fields, start=1)]
    draw.matrix(plot, heads, [_matrix_row(row, fields, row == opened) for row in shown])
    draw.card(plot, *_paragraphs(opened), band="quiet")
    named = ", ".join(row.short_name for row in shown if not is_documented(row)) or "none"
    return plot.chart(
        says=f"{title}. Only named, without a document: {named}. Opened: {opened.name}.",
        source=cite("organisations", "organisation_milestones"),
        data=draw.Table.of(dict.fromkeys([*shown, opened]), {
            "Organisation": "name",
            "Kind": "kind",
            "Seat": "seat",
            "Works on": lambda row: "; ".join(row.areas),
            "Fields": lambda row: "; ".join(fields_of(row.areas)),
            "In short": "summary",
            "First dated step": lambda row: first_step(row.org_id),
            "Link shown by": _document,
        }),
    )  # fmt: skip


def is_documented(row: Any) -> bool:
    """Return whether a date of an organisation's work with NATO is documented."""
    return bool(first_step(row.org_id))


def _matrix_row(row: Any, fields: Sequence[str], chosen: bool) -> draw.MatrixRow:
    cells = [_cell(row, field) for field in fields]
    return draw.MatrixRow(row.short_name, cells, bold=chosen, pick=f"look={row.org_id}")


def _cell(row: Any, field: str) -> draw.Cell:
    """Return a cell with a mark where an organisation works in a field; a click opens the row."""
    areas = [area for area in row.areas if field in fields_of([area])]
    mark = _DOCUMENTED if is_documented(row) else _NAMED
    title = f"{row.name}: {'; '.join(areas) or 'nothing found'}"
    return draw.Cell(key=mark if areas else None, title=title, pick=f"look={row.org_id}")


def _paragraphs(row: Any) -> list[draw.Paragraph]:
    """Return what the card of the opened organisation says, its evidence last."""
    # Without a dated document the text claims no work, only that both are named together.
    verb = "Works with NATO" if is_documented(row) else "Named together with NATO"
    step, document = first_step(row.org_id), _document(row)
    proof = f"Documented by: {document}" if document else "We found no agreement"
    first = f"First dated step: {date_words(step)}. {proof}" if step else "We found no document"
    return [
        draw.caption(f"{capitalised(row.kind)} · since {row.founded} · {row.seat}"),
        draw.head(row.name),
        draw.body(row.summary),
        draw.body(f"{verb} on: {', '.join(row.areas)}."),
        draw.caption(f"{first}."),
    ]


def _document(row: Any) -> str:
    link = row.first_formal_link
    return f"{row.link_document}, {date_words(link)}" if link else ""
