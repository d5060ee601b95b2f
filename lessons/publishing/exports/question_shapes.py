"""Turn the course's questions into parts that every export writes: see lessons.questions.shapes."""

import re
from dataclasses import replace
from textwrap import shorten

from lessons import course, questions
from lessons.data import cite
from lessons.publishing.lettered_map import lettered_map
from lessons.questions import Question, locate_map
from lessons.questions.shapes import Choice, Number, Order, Pairs, Part, Picture, mixed

NAME_LENGTH = 70  # letters of a question in a list


def parts(question: Question, *, pictures: bool = True) -> list[Part]:
    """Return a question as one part, or as two: a verdict and its reason.

    Without `pictures`, places on a map are offered by name.
    """
    return [_with_map(part) for part in question.shapes(pictures=pictures)]


def _with_map(part: Part) -> Part:
    """Return a part; one that asks for a place with its map, lettered from west to east."""
    if not isinstance(part, Choice) or not part.places:
        return part
    labels = locate_map.letters(part.places)
    alt = f"Map with marked places. {'; '.join(labels.values())}."
    return replace(part, picture=Picture(f"{part.id}.png", lettered_map([*labels]).png(), alt))


def lesson_parts(lesson: str, *, pictures: bool = True) -> list[Part]:
    """Return all questions of a lesson as parts, each with its name.

    A name begins with the numbers of the lesson and of the part, so that lists sort by lesson.
    """
    bank = questions.questions(lesson)
    asked = [part for question in bank for part in parts(question, pictures=pictures)]
    number = title(lesson).partition(" · ")[0]
    return [
        replace(
            part, name=f"{number}.{place:02} {shorten(part.ask, NAME_LENGTH, placeholder=' …')}"
        )
        for place, part in enumerate(asked, 1)
    ]


def asks(part: Part) -> str:
    """Return what a part asks, with the unit of a number where the question does not name it."""
    if not isinstance(part, Number) or not part.unit:
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
    return [*goal, *(f"Source: {cite(key)}" for key in question.source)]


def category(lesson: str) -> str:
    """Return a lesson's place in Moodle's question bank; a slash in its title is doubled."""
    return f"$course$/top/Cooperative Security/{title(lesson).replace('/', '//')}"


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
