"""Answers followed from the tables, for tests and authors only."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lessons.questions.kinds import (
    Classify,
    Estimate,
    Locate,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Question,
    Single,
    TrueFalse,
)

Names = Mapping[str, object]
SAFE = {
    function.__name__: function
    for function in (
        *(abs, all, any, enumerate, filter, len, map, max, min, range, reversed, round),
        *(bool, dict, float, frozenset, int, list, set, sorted, str, sum, tuple, zip),
    )
}


def evaluate(expression: str, names: Names) -> Any:
    """Return what an author's expression gives: `names` are the functions that it may use."""
    return eval(expression, {**names, "__builtins__": SAFE})  # noqa: S307  (the course's own text)


def disagreement(question: Question | Estimate, names: Names) -> str:
    """Return how the tables contradict a question's answer, or nothing.

    Countries may come as iso3 codes where the options are names. For options the tables may
    give more than was asked: all right options must be among them, and no wrong one.
    """
    if not question.compute:
        return ""
    try:
        found = evaluate(question.compute, names)
        return COMPARE[type(question)](question, found, _namer(names))
    except Exception as error:
        return f"compute does not run: {type(error).__name__}: {error}"


def _namer(names: Names) -> Callable[[object], str]:
    naming: Any = names.get("name")

    def text(value: object) -> str:
        word = f"{value:g}" if isinstance(value, float) else str(value)
        if naming and len(word) == 3 and word.isalpha() and word.isupper():
            try:
                return str(naming(word))
            except LookupError:
                return word
        return word

    return text


def _several(found: Any) -> list[Any]:
    if isinstance(found, Mapping):
        return [key for key, holds in found.items() if holds]
    if isinstance(found, str) or not isinstance(found, Iterable):
        return [found]
    return list(found)


def _options(question: Any, found: Any, text: Callable[[object], str]) -> str:
    true = {text(value) for value in _several(found)} | {str(value) for value in _several(found)}
    missing = [option for option in question.right if option not in true]
    extra = [option for option in question.wrong if option in true]
    return _say(missing, "right in the file, not in the tables") or _say(
        extra, "wrong in the file, right in the tables"
    )


def _say(options: list[str], what: str) -> str:
    return f"{', '.join(repr(option) for option in options)}: {what}" if options else ""


def _verdict(question: Any, found: Any, _text: object) -> str:
    says = bool(found)
    return "" if says == question.answer else f"the file says {question.answer}, the tables {says}"


def _number(question: Any, found: Any, _text: object) -> str:
    allowed = getattr(question, "tolerance", 0) or abs(question.answer) * 1e-9
    if abs(float(found) - question.answer) <= allowed:
        return ""
    return f"the file says {question.answer:g}, the tables give {float(found):g}"


def _order(question: Any, found: Any, text: Callable[[object], str]) -> str:
    in_tables = [word for value in _several(found) if (word := text(value)) in question.items]
    if in_tables == list(question.items):
        return ""
    return f"the tables give the order {', '.join(in_tables) or 'of none of the items'}"


def _mapping(question: Any, found: Any, text: Callable[[object], str]) -> str:
    given = {text(key): text(value) for key, value in dict(found).items()}
    given |= {str(key): given[text(key)] for key in dict(found)}
    said = question.pairs if isinstance(question, Matching) else question.items
    off = [key for key, value in said.items() if given.get(key) != value]
    return "; ".join(f"'{key}': the tables give '{given.get(key, 'nothing')}'" for key in off)


def _place(question: Any, found: Any, _text: object) -> str:
    true = set(map(str, _several(found)))
    missing = [code for code in question.answer if code not in true]
    extra = [c for c in question.candidates if c in true and c not in question.answer]
    return _say(missing, "right in the file, not in the tables") or _say(
        extra, "wrong in the file, right in the tables"
    )


COMPARE: dict[type, Callable[[Any, Any, Callable[[object], str]], str]] = {
    Single: _options,
    Multiple: _options,
    TrueFalse: _verdict,
    Matching: _mapping,
    Ordering: _order,
    Classify: _mapping,
    Numeric: _number,
    Locate: _place,
    Estimate: _number,
}
