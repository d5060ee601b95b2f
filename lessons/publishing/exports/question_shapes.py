"""The course's questions as parts that every export format writes: see lessons.questions.shapes."""

import re
from dataclasses import replace

from lessons import course, questions
from lessons.publishing.exports import maps
from lessons.questions import Question
from lessons.questions.shapes import Choice, Number, Pairs, Part

# What is said where a system wants feedback and the author wrote none for this answer.
NOT_A_PAIR = "These two do not go together."
MORE_TO_TICK = "There is more to tick."


def parts(question: Question, *, pictures: bool = True) -> list[Part]:
    """Return a question as one part, or as two: a verdict and its reason.

    Without `pictures`, places on a map are offered by name.
    """
    return [_with_map(part) for part in question.shapes(pictures=pictures)]


def _with_map(part: Part) -> Part:
    if isinstance(part, Choice) and part.places:
        return replace(part, picture=maps.draw(part.id, part.places))
    return part


def lesson_parts(lesson: str, *, pictures: bool = True) -> list[Part]:
    """Return all questions of a lesson as parts."""
    asked = questions.questions(lesson)
    return [part for question in asked for part in parts(question, pictures=pictures)]


def asks(part: Part) -> str:
    """Return what a part asks, with the unit of a number that is asked for."""
    return f"{part.ask} (in {part.unit})" if isinstance(part, Number) and part.unit else part.ask


def title(lesson: str) -> str:
    """Return a lesson's title with its number in two digits: other systems sort 10 before 2."""
    return re.sub(r"^(?=\d\D)", "0", course.lesson(lesson).heading)


def aim(part: Part) -> str:
    """Return the objective that a part serves, in words."""
    lesson = part.id.partition(".")[0]
    return questions.objectives(lesson).get(part.objective, "")


def closing(part: Part) -> list[str]:
    """Return what is said to everyone after the answer: the objective and the sources."""
    goal = [f"Objective: {aim(part)}"] if aim(part) else []
    return [*goal, *(f"Source: {source}" for source in part.sources)]


def category(lesson: str) -> str:
    """Return a lesson's place in Moodle's question bank; a slash in its title is doubled."""
    return f"$course$/top/Cooperative Security/{title(lesson).replace('/', '//')}"


def with_unused(part: Pairs) -> list[tuple[str, str]]:
    """Return the pairs of a part, then each thing on the right that belongs to no row."""
    taken = {row.right for row in part.rows}
    unused = [("", right) for right in part.rights if right not in taken]
    return [*((row.left, row.right) for row in part.rows), *unused]
