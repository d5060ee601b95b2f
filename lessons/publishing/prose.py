"""Fill the expressions of a lesson's text, `{{ ... }}`, from the tables and the quiz."""

import re
import traceback
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError, nodes

from lessons import questions
from lessons.core.mistakes import Mistake
from lessons.core.paths import nearest
from lessons.core.text import listed
from lessons.course import BrokenLesson, Lesson, heading_fragment
from lessons.data import BrokenTable, expressions, membership
from lessons.publishing import glossary_links
from lessons.publishing.templates import rendered

# The texts are the course's own and become Markdown, so nothing is escaped.
_RULES = Environment(  # noqa: S701
    undefined=StrictUndefined, keep_trailing_newline=True, comment_start_string="{##"
)
NUMBERS = ["no", "one", "two", "three", "four", "five", "six"]
NUMBERS += ["seven", "eight", "nine", "ten", "eleven", "twelve"]


def filled(lesson: Lesson) -> Lesson:
    """Return a lesson with the expressions in its text replaced by their values.

    Raise BrokenLesson, with file and line, for an expression that cannot be computed.
    """
    known = names(lesson)
    try:
        tree = _RULES.parse(lesson.text)
        used = [*tree.find_all(nodes.Name)]
        defined = {*known, *_RULES.globals, "loop", *(n.name for n in used if n.ctx == "store")}
        unknown = {name.name: name.lineno for name in reversed(used) if name.name not in defined}
        if unknown:
            raise BrokenLesson(
                "\n".join(
                    f"{lesson.path}, line {line}: '{name}' in an expression is not known."
                    f"{nearest(name, known)}"
                    for name, line in sorted(unknown.items())
                )
            )
        return lesson.with_text(_RULES.from_string(tree).render(known))
    except (BrokenLesson, BrokenTable, questions.BrokenQuiz):
        raise  # these name their own file
    except Exception as error:  # an expression may fail in any way that Python can
        line = getattr(error, "lineno", None) or _line_of(error)
        place = f"{lesson.path}, line {line}" if line else lesson.path
        raise BrokenLesson(f"{place}: {_reason(error)}") from error


def as_prose(text: str) -> str:
    """Return what a learner reads of a text: no code, no tables, no remarks and no markup."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"^\|.*\|$", "", text, flags=re.MULTILINE)
    text = re.sub(r"`[^`]*`", "it", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<[^>]+>", "", text)
    text = re.sub(r"^(#+|[-*]|\d+\.) +(.*?)([.?!:]?)$", r"\2.", text, flags=re.MULTILINE)
    return re.sub(r"[*]|\b_|_\b", "", text)


def number_in_words(number: int) -> str:
    """Return a whole number up to twelve as a word, a larger one in figures with commas."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"


_RULES.filters["words"] = number_in_words
_RULES.filters["names"] = lambda codes: listed([*map(membership.name, codes)])
_RULES.filters["number"] = lambda number: f"{number:,}"


def names(lesson: Lesson) -> dict[str, Any]:
    """Return the names that the expressions of a lesson may use, with their values."""
    label = "Start this page" if lesson.number is None else "Start this lesson"
    common = {
        # With the course's extension, JupyterLab starts the lesson by the button in this text and
        # hides the sentence. Without it, JupyterLab runs the button's command if the notebook is
        # trusted; other programs show only the text.
        "how_to_run": rendered("how_to_run.md.j2", label=label).rstrip(),
        "how_to_work": rendered("how_to_work.md.j2").rstrip(),
        "len": len,
        "terms_by_lesson": glossary_links.terms_by_lesson,
        "terms_by_letter": glossary_links.terms_by_letter,
        "heading_fragment": heading_fragment,
    }
    known = {**expressions.names(), **common}
    if lesson.number is not None:  # the other pages have no quiz and no objectives
        known["objectives"] = "\n".join(f"- {text}" for text in lesson.objectives)
        known["minutes"] = lesson.minutes
    return known


def _line_of(error: BaseException) -> int | None:
    # In a traceback, Jinja's steps have this file name and the line numbers of the text.
    steps = traceback.extract_tb(error.__traceback__)
    return next((step.lineno for step in steps[::-1] if step.filename == "<template>"), None)


def _reason(error: Exception) -> str:
    """Return why an expression failed."""
    # The message of a KeyError is only the key, so its type is named, too.
    if isinstance(error, TemplateError | LookupError | Mistake) and not isinstance(error, KeyError):
        return str(error)
    return f"{type(error).__name__}: {error}"
