"""Draw the Strategic Concepts: their core tasks, and the eight of them in time.

`core_tasks` compares how NATO itself described its tasks in 2010 and 2022: cooperative security
kept its name, and its neighbours changed theirs. `concept_time_line` sets these two among all
concepts since 1949: the early ones were secret and said nothing about partners.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.fact_cards import doubt
from lessons.core.text import sentences
from lessons.data import cite, rows

# The two concepts whose core tasks the table holds.
OLD, NEW = 2010, 2022
CONCEPTS = {str(OLD): str(OLD), str(NEW): str(NEW), "both": f"{OLD} and {NEW}"}
# The colour of each task by its place, the same in both concepts.
BANDS = ("ally", "quiet", "euro_atlantic")
PLACES = ("first", "second", "third")
TASK = "cooperative security"
SHORT_WORD = 3  # letters: "and" is no new word
PUBLIC = draw.Key("public", "ally")
SECRET = draw.Key("secret when it was agreed", "ally", hollow=True)
SILENT = "nothing about partners"  # as the column `about_partners` says it
TASK_COLUMNS: dict[str, draw.Value] = {
    "Concept of": "concept_year",
    "Place in the list": "order",
    "Core task": "task",
    "What it means, in our words": "definition",
    "Name compared with the other concept": lambda task: change_of(task),
}
CONCEPT_COLUMNS: dict[str, draw.Value] = {
    "Year": "year",
    "Title": "document",
    "Agreed in": "place",
    "Who could read it": "public",
    "What it says, in our words": "essence",
    "About partners": "about_partners",
    "How sure": lambda row: draw.CERTAINTY[row.confidence],
}


@draw.explorer("The core tasks", concept=draw.Choice("Concept of", CONCEPTS))
def core_tasks(concept: str = "2010") -> draw.Chart:
    """Draw the three core tasks of 2010 or of 2022 with their meaning, or the names of both.

    The two concepts stand side by side, and the later one says which words of a name are new.
    """
    both = concept == "both"
    tasks = [task for task in _tasks() if both or concept == str(task.concept_year)]
    plot = draw.Plot(_title(tasks), f"NATO's core tasks of {CONCEPTS[concept]}")
    found = [_card(task, both) for task in sorted(tasks, key=lambda task: task.order)]
    draw.cards(plot, found, 2 if both else len(tasks))
    return plot.chart(
        says=_says_tasks(tasks, both),
        source=cite("core_tasks"),
        data=draw.Table.of(tasks, TASK_COLUMNS),
    )


def _tasks() -> list[Any]:
    """Return the rows of `core_tasks`, by concept and then in the order of the concept."""
    return sorted(rows("core_tasks"), key=lambda task: (task.concept_year, task.order))


def _title(tasks: Sequence[Any]) -> str:
    """Return the place of one task, or how many of them have a new name in the later concept."""
    if len({task.concept_year for task in tasks}) == 1:
        (place,) = (task.order for task in tasks if task.task == TASK)
        return f"{TASK.capitalize()} is the {PLACES[place - 1]} of {len(tasks)} core tasks"
    changed = len({task.task for task in tasks}) - len(PLACES)
    return f"{changed} of {len(PLACES)} tasks got a new name in {NEW}"


def change_of(task: Any) -> str:
    """Return how a task's name differs from that in the other concept, in words."""
    (other,) = {one.task for one in _tasks() if one.order == task.order and one != task}
    if task.concept_year == OLD:
        same = other == task.task
        return f"The same name in {NEW}." if same else f"Called '{other}' in {NEW}."
    old, new = other.split(), task.task.split()
    # Small words such as "and" come and go without changing a task.
    added = [word for word in new if word not in old and len(word) > SHORT_WORD]
    lost = [word for word in old if word not in new]
    new_word = f"New word: {', '.join(added)}." * bool(added)
    lost_word = f"Lost: {', '.join(lost)}." * bool(lost)
    return sentences(new_word, lost_word) or f"The same name as in {OLD}."


def _card(task: Any, both: bool) -> draw.Card:
    """Return the card of a task: what it means, or beside the other concept what changed."""
    place = task.order - 1
    return draw.Card(
        [
            draw.caption(f"{task.concept_year} · {PLACES[place]} task"),
            draw.head(task.task.capitalize()),
            draw.body("" if both else task.definition),
            draw.caption(change_of(task) if both and task.concept_year == NEW else ""),
        ],
        BANDS[place],
    )


def _says_tasks(tasks: Sequence[Any], both: bool) -> str:
    """Return the tasks with what they mean, or those of both concepts with what changed."""
    parts = []
    for year in dict.fromkeys(task.concept_year for task in tasks):
        names = [task.task for task in tasks if task.concept_year == year]
        parts.append(f"{year}: {'; '.join(names)}.")
    parts += [
        f"{task.task.capitalize()}: {change_of(task) if both else task.definition}"
        for task in tasks
        if not both or task.concept_year == NEW
    ]
    return f"The core tasks in NATO's order. {' '.join(parts)}"


def concepts() -> list[Any]:
    """Return the rows of `strategic_concepts`, the oldest first."""
    return sorted(rows("strategic_concepts"), key=lambda row: row.year)


def concept_names() -> list[str]:
    """Return the year and place of each concept, such as '1949, Washington'."""
    return [f"{row.year}, {row.place}" for row in concepts()]


@draw.explorer(
    "Strategic Concepts on a time line", concept=draw.Slider("Concept", words=concept_names)
)
def concept_time_line(concept: int = 1) -> draw.Chart:
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
        data=draw.Table.of(found, CONCEPT_COLUMNS),
    )


def is_public(row: Any) -> bool:
    """Return whether everybody could read a concept when it was agreed."""
    return bool(row.public == PUBLIC.text)


def speaks_of_partners(row: Any) -> bool:
    """Return whether a concept speaks of partners or of work with outsiders."""
    return bool(row.about_partners != SILENT)


def _lane(row: Any, number: int, opened: bool) -> draw.Lane:
    """Return the line of a concept with its one square; a click opens the concept."""
    pick = f"concept={number}"
    key = PUBLIC if is_public(row) else SECRET
    point = draw.Point(date(row.year, 1, 1), key, f"{row.year}: {row.document}", pick, opened)
    return draw.Lane(f"{row.year}, {row.place}", [point], bold=opened, pick=pick)


def _paragraphs(row: Any) -> list[draw.Paragraph]:
    """Return the card of a concept: its place, its readers, its content, its partners."""
    reader, about = PUBLIC if is_public(row) else SECRET, str(row.about_partners)
    about = f"About partners: {about}" if speaks_of_partners(row) else about.capitalize()
    return [
        draw.caption(f"{row.year} · {row.place} · {reader.text}"),
        draw.head(row.document),
        draw.body(row.essence),
        draw.body(f"{about}."),
        doubt(row.confidence),
    ]
