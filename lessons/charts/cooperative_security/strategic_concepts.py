"""Draw the Strategic Concepts: their core tasks, and the eight of them in time.

`core_tasks` compares how NATO itself described its tasks in 2010 and 2022: cooperative security
kept its name, and its neighbours changed theirs. `concept_time_line` sets these two among all
concepts since 1949: the early ones were secret and said nothing about partners.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import sentences
from lessons.data import cite, rows

# The two concepts whose core tasks the table holds.
OLD, NEW = 2010, 2022
CONCEPTS = {str(OLD): str(OLD), str(NEW): str(NEW), "both": f"{OLD} and {NEW}"}
SHOWN = {"meaning": "What it means", "changes": "New and lost words"}
# The colour of each task by its place, the same in both concepts.
BANDS = ("ally", "quiet", "euro_atlantic")
PLACES = ("first", "second", "third")
SHORT_WORD = 3  # letters: "and" is no new word
# What the squares show, and what a filled and a hollow one stand for.
MARKS = {"reader": "Who could read it", "partners": "What it says about partners"}
FILLED = {"reader": "public", "partners": "speaks of partners or of work with outsiders"}
HOLLOW = {"reader": "secret when it was agreed", "partners": "nothing about partners"}
DOUBTS = {
    "medium": "The details rest on one overview.",
    "low": "Doubtful: these details could not be confirmed.",
}
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
    "Confidence": "confidence",
}


@draw.explorer(
    "The core tasks",
    concept=draw.Choice("Concept of", CONCEPTS),
    show=draw.Toggles("Show", SHOWN),
)
def core_tasks(concept: str = "2010", show: Sequence[str] = ("meaning",)) -> draw.Chart:
    """Draw the three core tasks of 2010, of 2022, or of both, one card for each.

    `show` opens what a task means, and which words of its name are new.
    """
    tasks = [task for task in _tasks() if concept in ("both", str(task.concept_year))]
    plot = draw.Plot(_title(tasks), f"NATO's core tasks of {CONCEPTS[concept]}")
    # The two concepts stand side by side, or the three tasks of one.
    by_task = sorted(tasks, key=lambda task: task.order)
    columns = 2 if concept == "both" else len(tasks)
    draw.cards(plot, [_card(task, concept, show) for task in by_task], columns)
    return plot.chart(
        says=_says_tasks(tasks, concept, show),
        source=cite("core_tasks"),
        data=draw.Table.of(tasks, TASK_COLUMNS),
    )


def _tasks() -> list[Any]:
    """Return the rows of `core_tasks`, by concept and then in the order of the concept."""
    return sorted(rows("core_tasks"), key=lambda task: (task.concept_year, task.order))


def _title(tasks: Sequence[Any]) -> str:
    """Return the names of the tasks, or how many of them have a new name in the later concept."""
    years = {task.concept_year for task in tasks}
    names = list(dict.fromkeys(task.task for task in tasks))
    if len(years) == 1:
        return ", ".join(names).capitalize()
    changed = len(names) - len(tasks) // len(years)
    return f"{changed} of {len(PLACES)} tasks got a new name in {max(years)}"


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


def _card(task: Any, concept: str, show: Sequence[str]) -> draw.Card:
    """Return the card of a task; `show` opens its meaning and what changed in its name."""
    place, tells = task.order - 1, "changes" in show and _tells_change(task, concept)
    return draw.Card(
        [
            draw.caption(f"{task.concept_year} · {PLACES[place]} task"),
            draw.head(task.task.capitalize()),
            draw.body(task.definition if "meaning" in show else ""),
            draw.caption(change_of(task) if tells else ""),
        ],
        BANDS[place],
    )


def _tells_change(task: Any, concept: str) -> bool:
    # Beside each other, only the later card says what changed.
    return concept != "both" or bool(task.concept_year == NEW)


def _says_tasks(tasks: Sequence[Any], concept: str, show: Sequence[str]) -> str:
    """Return the tasks of each concept, with their meaning and their changes where shown."""
    parts = []
    for year in dict.fromkeys(task.concept_year for task in tasks):
        of_year = [task for task in tasks if task.concept_year == year]
        parts.append(f"{year}: {'; '.join(task.task for task in of_year)}.")
        if "meaning" in show and concept != "both":
            parts += [f"{task.task.capitalize()}: {task.definition}" for task in of_year]
    if "changes" in show:
        changed = [task for task in tasks if _tells_change(task, concept)]
        parts += [f"{task.task.capitalize()}: {change_of(task)}" for task in changed]
    return f"The core tasks in NATO's order. {' '.join(parts)}"


def concepts() -> list[Any]:
    """Return the rows of `strategic_concepts`, the oldest first."""
    return sorted(rows("strategic_concepts"), key=lambda row: row.year)


def concept_names() -> list[str]:
    """Return the year and place of each concept, such as '1949, Washington'."""
    return [f"{row.year}, {row.place}" for row in concepts()]


@draw.explorer(
    "Strategic Concepts on a time line",
    concept=draw.Slider("Concept", words=concept_names),
    mark=draw.Choice("Squares show", MARKS),
)
def concept_time_line(concept: int = 1, mark: str = "reader") -> draw.Chart:
    """Draw the Strategic Concepts on a line of years, and open one, counted from 1.

    `mark` chooses what a hollow square stands for.
    """
    found = concepts()
    chosen = found[concept - 1]
    # Both choices are a yes or no, so one square for each concept is enough.
    filled = [row for row in found if is_filled(row, mark)]
    verb = {"reader": "were public", "partners": "speak of partners or outsiders"}[mark]
    title = f"{len(filled)} of {len(found)} Strategic Concepts {verb}"
    plot = draw.Plot(title, f"NATO's Strategic Concepts, {found[0].year} to {found[-1].year}")
    hollow_key = draw.Key(HOLLOW[mark], "ally", hollow=True)
    draw.legend(plot, [draw.Key(FILLED[mark], "ally"), hollow_key])
    lanes = [_lane(row, number, number == concept, mark) for number, row in enumerate(found, 1)]
    # The axis begins in the year of the first concept and ends after that of the last.
    first, last = date(found[0].year, 1, 1), date(found[-1].year + 1, 1, 1)
    draw.timeline(plot, lanes, first, last)
    draw.card(plot, *_paragraphs(chosen))
    return plot.chart(
        says=_says_concepts(found, mark, chosen),
        source=cite("strategic_concepts"),
        data=draw.Table.of(found, CONCEPT_COLUMNS),
    )


def is_filled(row: Any, mark: str) -> bool:
    """Return whether a concept was public, or speaks of partners, by a key of MARKS."""
    if mark == "reader":
        return bool(row.public == "public")
    return bool(row.about_partners != HOLLOW["partners"])


def _lane(row: Any, number: int, opened: bool, mark: str) -> draw.Lane:
    """Return the line of a concept with its one square; a click opens the concept."""
    pick = f"concept={number}"
    point = draw.Point(
        date(row.year, 1, 1), "square", "ally", f"{row.year}: {row.document}", pick,
        not is_filled(row, mark), opened,
    )  # fmt: skip
    return draw.Lane(f"{row.year}, {row.place}", [point], bold=opened, pick=pick)


def _paragraphs(row: Any) -> list[draw.Paragraph]:
    """Return the card of a concept: its place, its readers, its content, its partners."""
    reader = FILLED["reader"] if is_filled(row, "reader") else HOLLOW["reader"]
    return [
        draw.caption(f"{row.year} · {row.place} · {reader}"),
        draw.head(row.document),
        draw.body(row.essence),
        draw.body(f"{_about(row)}."),
        draw.caption(DOUBTS.get(row.confidence, "")),
    ]


def _says_concepts(found: Sequence[Any], mark: str, chosen: Any) -> str:
    """Return which concepts have the chosen mark, and which one is opened."""
    filled = ", ".join(str(row.year) for row in found if is_filled(row, mark))
    kind = "Public" if mark == "reader" else "With words on partners"
    return (
        f"Time line of {len(found)} Strategic Concepts, {found[0].year} to {found[-1].year}. "
        f"{kind}: {filled}. Opened: {chosen.year}, {chosen.place}."
    )


def _about(row: Any) -> str:
    """Return as a sentence what a concept says about partners."""
    text = str(row.about_partners)
    return text.capitalize() if text == HOLLOW["partners"] else f"About partners: {text}"
