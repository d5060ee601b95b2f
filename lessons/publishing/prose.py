"""Fill the figures of a lesson's prose from the tables."""

import inspect
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError

from lessons import questions
from lessons.core.paths import slug
from lessons.core.text import listed
from lessons.data import expressions, membership

SMALL = ["no", "one", "two", "three", "four", "five", "six"]
SMALL += ["seven", "eight", "nine", "ten", "eleven", "twelve"]
HOW_TO_RUN = (
    "*To bring this page to life, choose **Run → Run All Cells** in the menu above, or press "
    "Shift + Enter to go on cell by cell. You need not read or change the code.*"
)


class ProseError(ValueError):
    """Say which lesson's text could not be filled, and why."""


def fill(lesson: Path) -> str:
    """Return the text of a lesson's `lesson.md` with its figures written in."""
    text = (lesson / "lesson.md").read_text(encoding="utf-8")
    try:
        return _environment().from_string(text).render(_names(lesson))
    except (TemplateError, LookupError, TypeError, ValueError) as error:
        line = getattr(error, "lineno", None) or _line_of(error)
        place = f", line {line}" if line else ""
        raise ProseError(f"{lesson.name}/lesson.md{place}: {error}") from error


def words(number: int) -> str:
    """Return a whole number up to twelve as a word, a larger one in figures with commas."""
    return SMALL[number] if 0 <= number < len(SMALL) else f"{number:,}"


def _environment() -> Environment:
    # Prose is our own text and becomes Markdown: nothing to escape.
    environment = Environment(  # noqa: S701
        undefined=StrictUndefined, keep_trailing_newline=True, comment_start_string="{##"
    )
    environment.filters["words"] = words
    environment.filters["names"] = lambda codes: listed([*map(membership.name, codes)])
    environment.filters["number"] = lambda number: f"{number:,}"
    return environment


def _names(lesson: Path) -> dict[str, Any]:
    functions = expressions.names()
    common = {"how_to_run": HOW_TO_RUN, "len": len}
    numbered = lesson.name[:2].isdigit()  # the others stand beside the lessons: no quiz, no goals
    return functions | common | (_of_quiz(slug(lesson)) if numbered else {})


def _of_quiz(name: str) -> dict[str, Any]:
    goals = questions.objectives(name).values()
    return {
        "objectives": "\n".join(f"- {text}" for text in goals),
        "minutes": questions.bank(name).minutes,
    }


def _line_of(error: BaseException) -> int | None:
    lines = [
        frame.lineno
        for frame in inspect.getinnerframes(error.__traceback__)  # type: ignore[arg-type]
        if frame.filename == "<template>"
    ]
    return lines[-1] if lines else None
