"""Define what an export is asked for and returns, and what every format writes of a question.

Each question becomes one part or several: see `lessons.questions.shapes`.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from textwrap import shorten
from typing import BinaryIO

from lessons import course, data, questions
from lessons.core.zips import zipped
from lessons.publishing.lettered_map import lettered_map
from lessons.publishing.templates import rendered
from lessons.questions import Question, locate_map
from lessons.questions.shapes import Choice, NumberPart, Order, Pairs, Part, Picture, mixed

NAME_LENGTH = 70  # letters of a question in a list
# One such character in a text, and a system would refuse the whole file.
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
WITHOUT_HINTS = ("canvas", "gift", "spreadsheet")  # formats that cannot hold one
NO_ESTIMATE = "Guesses before a lesson ({}): never scored, they stay in the notebook."


@dataclass(frozen=True)
class Request:
    """Which lessons to export, the day of the cards, and whether the Moodle knows orders."""

    lessons: tuple[str, ...]
    day: date | None = None
    has_orders: bool = False

    @property
    def name(self) -> str:
        """The stem of a file that holds all these lessons."""
        return self.lessons[0] if len(self.lessons) == 1 else "cooperative-security"


@dataclass(frozen=True)
class Export:
    """Files by name, and a sentence for each kind of thing that they do not hold as it was."""

    files: Mapping[str, bytes]
    lost: list[str]


def written(template: str, **values: object) -> bytes:
    """Return a template of the exports, filled in, without the characters that XML forbids.

    Every template may also use `asks`, `closing`, `matched`, and `shape_of`, the name of the class
    of a part, such as "Choice".
    """
    functions = {"asks": asks, "closing": closing, "matched": matched}
    functions["shape_of"] = lambda part: type(part).__name__
    return NOT_IN_XML.sub("", rendered(f"exports/{template}.j2", **functions, **values)).encode()


def repacked(packed: BinaryIO) -> bytes:
    """Return a ZIP with the same files, which does not depend on the time of packing."""
    with zipfile.ZipFile(packed) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def lost(
    request: Request,
    system: str,
    also: Callable[[Question], list[str]] = lambda _: [],
) -> list[str]:
    """Return a sentence for each kind of loss of a format, with how many questions it concerns.

    `system` is the key of the format in a type's `losses`, perhaps followed by a version, as in
    "moodle 4.4"; `also` returns what a single question loses in addition.
    """
    losing: dict[str, list[str]] = {}
    name = system.partition(" ")[0]
    for question in (q for lesson in request.lessons for q in questions.questions(lesson)):
        of_type = question.losses.get(system) or question.losses.get(name)
        hint = "the hint is not carried" if question.hint and name in WITHOUT_HINTS else None
        for loss in filter(None, (of_type, hint, *also(question))):
            losing.setdefault(loss, []).append(question.type)
    guesses = sum(questions.bank(lesson).estimate is not None for lesson in request.lessons)
    changed = [f"{by_type(kinds)}: {loss}." for loss, kinds in losing.items()]
    return [*changed, NO_ESTIMATE.format(guesses)] if guesses else changed


def by_type(kinds: Sequence[str]) -> str:
    """Return how many questions there are of each type: "19 ordering, 2 true/false questions"."""
    by_kind = (f"{times} {kind.replace('_', '/')}" for kind, times in Counter(kinds).items())
    return f"{', '.join(by_kind)} question{'' if len(kinds) == 1 else 's'}"


def edition() -> date:
    """Return the day of the course's data: the latest of its tables."""
    days: list[date] = [data.schema(name)["as_of"] for name in data.tables()]
    return max(days)


# Questions as parts


def _with_map(part: Part) -> Part:
    """Return a part; one that asks for a place with its map, lettered from west to east."""
    if not isinstance(part, Choice) or not part.places:
        return part
    labels = locate_map.letters(part.places)
    alt = f"Map with marked places. {'; '.join(labels.values())}."
    return replace(part, picture=Picture(f"{part.id}.png", lettered_map([*labels]).png(), alt))


def lesson_parts(lesson: str, *, pictures: bool = True) -> list[Part]:
    """Return all questions of a lesson as parts, each with its name.

    A verdict and its reason are two parts. Without `pictures`, places on a map are offered by name.
    A name begins with the numbers of the lesson and of the part, so that lists sort by lesson.
    """
    bank = questions.questions(lesson)
    asked = [_with_map(part) for question in bank for part in question.shapes(pictures=pictures)]
    number = title(lesson).partition(" · ")[0]
    return [
        replace(
            part, name=f"{number}.{place:02} {shorten(part.ask, NAME_LENGTH, placeholder=' …')}"
        )
        for place, part in enumerate(asked, 1)
    ]


def asks(part: Part) -> str:
    """Return what a part asks, with the unit of a number where the question does not name it."""
    if not isinstance(part, NumberPart) or not part.unit:
        return part.ask
    # "How many countries" needs no "(in countries)", nor "how many of 100" "(in of 100 soldiers)".
    is_named = part.unit.split()[-1].casefold() in part.ask.casefold()
    return part.ask if is_named else f"{part.ask} (in {part.unit})"


def title(lesson: str) -> str:
    """Return a lesson's title with its number in two digits: other systems sort 10 before 2."""
    return re.sub(r"^(?=\d\D)", "0", course.lesson(lesson).heading)


def closing(part: Part) -> list[str]:
    """Return what is shown after every answer: the objective and the sources."""
    question = part.question
    aim = questions.objectives(question.lesson).get(question.objective)
    goal = [f"Objective: {aim}"] if aim else []
    return [*goal, *(f"Source: {data.cite(key)}" for key in question.source)]


def by_category(request: Request, *, pictures: bool = True) -> list[tuple[str, list[Part]]]:
    """Return the category of each lesson in Moodle's question bank, with its questions as parts."""
    # A slash in a title is doubled: a single one begins a category within the category.
    return [
        (
            f"$course$/top/Cooperative Security/{title(lesson).replace('/', '//')}",
            lesson_parts(lesson, pictures=pictures),
        )
        for lesson in request.lessons
    ]


def matched(part: Pairs | Order) -> list[tuple[str, str]]:
    """Return the pairs of a part, then each thing on the right that belongs to no row.

    In an order, each item belongs to the number of its place.
    """
    if isinstance(part, Order):
        places = {item: str(place) for place, (item, _) in enumerate(part.items, 1)}
        # Not every system mixes the rows: in the right order they would tell their places.
        return [(item, places[item]) for item in mixed(places, part.id)]
    taken = {row.right for row in part.rows}
    unused = [("", right) for right in part.rights if right not in taken]
    return [*((row.left, row.right) for row in part.rows), *unused]
