"""Draw the Strategic Concepts: their core tasks, and the eight of them in time.

`core_tasks` compares how NATO itself described its tasks in 2010 and 2022: cooperative security
kept its name, and its neighbours changed theirs. `concept_timeline` sets these two among all
concepts since 1949: the early ones were secret and said nothing about partners.
"""

from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import capitalised
from lessons.data import cite
from lessons.data.nato import concepts, tasks_by_concept

# The colour of each task by its place, the same in both concepts.
BANDS = ("ally", "quiet", "euro_atlantic")
PLACES = ("first", "second", "third")
PUBLIC = draw.Key("public", "ally")
SECRET = draw.Key("secret when it was agreed", "ally", hollow=True)


@draw.chart
def core_tasks() -> draw.Chart:
    """Draw each core task of 2010 beside that of 2022 in the same place, with what it means."""
    (first, old), (last, new) = tasks_by_concept().items()
    pairs = list(zip(old, new, strict=True))
    renamed = sum(before.task != after.task for before, after in pairs)
    title = f"{renamed} of {len(pairs)} tasks got a new name in {last}"
    plot = draw.Plot(title, f"NATO's core tasks of {first} and {last}")
    draw.cards(plot, [_card(task) for pair in pairs for task in pair], columns=2)
    return plot.chart(
        says=f"{title}: {'; '.join(_change(before.task, after.task) for before, after in pairs)}.",
        source=cite("core_tasks"),
        data=draw.Table.of([*old, *new], {
            "Concept of": "concept_year",
            "Place in the list": "order",
            "Core task": "task",
            "What it means, in our words": "definition",
        }),
    )  # fmt: skip


def _card(task: Any) -> draw.Card:
    """Return the card of a task, in the colour of its place."""
    place = task.order - 1
    note = draw.caption(f"{task.concept_year} · {PLACES[place]} task")
    texts = [note, draw.head(task.task.capitalize()), draw.body(task.definition)]
    return draw.Card(texts, BANDS[place])


def _change(before: str, after: str) -> str:
    """Return whether a task kept its name, as a part of a sentence."""
    return f"{before} kept its name" if before == after else f"{before} became {after}"


def concept_names() -> list[str]:
    """Return the year and place of each concept, such as '1949, Washington'."""
    return [f"{row.year}, {row.place}" for row in concepts()]


@draw.explorer("Strategic Concepts on a timeline", concept=draw.Slider("Concept", concept_names))
def concept_timeline(concept: int = 1) -> draw.Chart:
    """Draw the Strategic Concepts on a line of years, and open one, counted from 1.

    Hollow squares were secret when they were agreed.
    """
    found = concepts()
    chosen, public = found[concept - 1], [str(row.year) for row in found if is_public(row)]
    title = f"{len(public)} of {len(found)} Strategic Concepts were public"
    plot = draw.Plot(title, f"NATO's Strategic Concepts, {found[0].year} to {found[-1].year}")
    draw.legend(plot, [PUBLIC, SECRET])
    lanes = [_lane(row, number, number == concept) for number, row in enumerate(found, 1)]
    # The axis begins in the year of the first concept and ends after that of the last.
    first, last = date(found[0].year, 1, 1), date(found[-1].year + 1, 1, 1)
    draw.timeline(plot, lanes, first, last)
    draw.card(plot, *_paragraphs(chosen))
    return plot.chart(
        says=f"{title}: {', '.join(public)}. Opened: {chosen.year}, {chosen.place}.",
        source=cite("strategic_concepts"),
        data=draw.Table.of(found, {
            "Year": "year",
            "Title": "document",
            "Agreed in": "place",
            "Who could read it": "public",
            "What it says, in our words": "essence",
            "About partners": "about_partners",
            "How sure": lambda row: draw.CERTAINTY[row.confidence],
        }),
    )  # fmt: skip


def is_public(row: Any) -> bool:
    """Return whether everybody could read a concept when it was agreed."""
    return bool(row.public == PUBLIC.text)


def _lane(row: Any, number: int, opened: bool) -> draw.Lane:
    """Return the line of a concept with its one square; a click opens the concept."""
    pick = f"concept={number}"
    key = PUBLIC if is_public(row) else SECRET
    point = draw.Point(date(row.year, 1, 1), key, f"{row.year}: {row.document}", pick, opened)
    return draw.Lane(f"{row.year}, {row.place}", [point], bold=opened, pick=pick)


def _paragraphs(row: Any) -> list[draw.Paragraph]:
    """Return the card of a concept: its place, its readers, its content, its partners."""
    reader = PUBLIC if is_public(row) else SECRET
    return [
        draw.caption(f"{row.year} · {row.place} · {reader.text}"),
        draw.head(row.document),
        draw.body(row.essence),
        draw.subhead("About partners"),
        draw.body(f"{capitalised(row.about_partners)}."),
        draw.doubt(row.confidence),
    ]
