"""Compute answers from the tables, for tests and authors only."""

import re
from collections.abc import Mapping
from typing import Any

from lessons.data import BrokenTable
from lessons.questions.bank import Estimate
from lessons.questions.types import Question
from lessons.questions.types.base import Naming
from lessons.questions.types.numeric import off_by

Names = Mapping[str, object]
CODE = re.compile("[A-Z]{3}")  # of a country, as in ISO 3166
# Functions that only compute: an expression can neither open files nor import modules.
SAFE = {
    function.__name__: function
    for function in (
        *(abs, all, any, enumerate, filter, len, map, max, min, range, reversed, round),
        *(bool, dict, float, frozenset, int, list, set, sorted, str, sum, tuple, zip),
    )
}


def evaluate(expression: str, names: Names) -> Any:
    """Return the value of an author's expression; `names` are the functions that it may use."""
    return eval(expression, {**names, "__builtins__": SAFE})  # noqa: S307  (the course's own text)


def disagreement(question: Question | Estimate, names: Names) -> str:
    """Return how the tables contradict a question's answer, or "".

    The tables may give countries as iso3 codes where the options are names, and more countries
    than the options: all right options must be among them, and no wrong one. Raise BrokenTable
    where a table breaks its schema.
    """
    if not question.compute:
        return ""
    try:
        found = evaluate(question.compute, names)
        if isinstance(question, Estimate):
            return off_by(question.answer, found)
        return question.disagreement(found, _naming(names))
    except BrokenTable:
        raise
    # An author's expression may fail in any way that Python can.
    except Exception as error:
        return f"compute does not run: {type(error).__name__}: {error}"


def _naming(names: Names) -> Naming:
    name: Any = names.get("name", str)

    def text(value: object) -> str:
        word = f"{value:g}" if isinstance(value, float) else str(value)
        if not CODE.fullmatch(word):  # to look for the nearest code would take time
            return word
        try:
            return str(name(word))  # of a country, by its code
        except LookupError:
            return word

    return text
