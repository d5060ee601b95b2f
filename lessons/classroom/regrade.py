"""Marking again what was handed in: what a file claims about its own marks is never believed."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from typing import Any, NamedTuple

from lessons import questions
from lessons.classroom.validation import told
from lessons.core.paths import lesson_folders, slug
from lessons.data import membership
from lessons.questions import (
    Classify,
    Locate,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Question,
    Single,
    TrueFalse,
)
from lessons.questions.marking import Mark, mark
from lessons.questions.numerals import NotANumber, readings


class Choice(NamedTuple):
    """A part of an answer: what was chosen, whether rightly, and what the bank says about it."""

    label: str
    right: bool
    why: str


class Marked(NamedTuple):
    """An answer, marked; `score` is None where nothing could be marked, and `why` says why."""

    score: float | None
    choices: tuple[Choice, ...] = ()
    why: str = ""


OPEN = Marked(None, why="left open")
STRANGE = Marked(None, why="fits no option of the question")
UNKNOWN = Marked(None, why="the course has no such question")
UNREADABLE = Marked(None, why="could not be read as one answer")


def whole_bank() -> list[Question]:
    """Return all questions of the course, in its order."""
    return [each for folder in lesson_folders() for each in bank_of(slug(folder)).values()]


@lru_cache(maxsize=200)
def bank_of(lesson: str) -> dict[str, Question]:
    """Return a lesson's questions by their ids; none for what is no lesson."""
    found = {slug(folder): folder for folder in lesson_folders()}
    if lesson not in found or not (found[lesson] / "quiz.toml").exists():
        return {}
    return {each.id: each for each in questions.questions(lesson)}


def remark(question: Question, answer: Any) -> Marked:
    """Mark an answer that somebody else has written down. Never raise for a strange one."""
    if not fits(question, answer):
        return STRANGE
    marked = mark(question, answer)
    if marked.empty:
        return OPEN
    if marked.ask_back:
        return UNREADABLE
    return Marked(marked.score, tuple(choices(question, answer, marked)))


def fits(question: Question, answer: Any) -> bool:
    """Return whether an answer has its question's form, and names only what is there."""
    if answer in ("", [], {}):
        return True
    match question:
        case Single() | Multiple():
            listed = _texts(answer) if isinstance(question, Multiple) else _text(answer)
            return set(listed) <= {*question.right, *question.wrong} and bool(listed)
        case TrueFalse():
            return _is_judgement(question, answer)
        case Matching():
            return _is_rows(answer, question.pairs, {*question.pairs.values(), *question.extra})
        case Classify():
            return _is_rows(answer, question.items, set(question.groups))
        case Ordering():
            return sorted(_texts(answer)) == sorted(question.items)
        case Locate():
            return isinstance(answer, str) and answer in question.candidates
    return isinstance(answer, str)


def _text(answer: Any) -> list[str]:
    return [answer] if isinstance(answer, str) else []


def _texts(answer: Any) -> list[str]:
    good = isinstance(answer, list) and all(isinstance(it, str) for it in answer)
    return answer if good else []


def _is_judgement(question: TrueFalse, answer: Any) -> bool:
    return (
        isinstance(answer, dict)
        and answer.keys() <= {"verdict", "reason"}
        and answer.get("verdict") in (None, True, False)
        and not isinstance(answer.get("verdict"), str)
        and answer.get("reason") in (None, "", *question.right, *question.wrong)
    )


def _is_rows(answer: Any, rows: Mapping[str, str], options: set[str]) -> bool:
    return (
        isinstance(answer, dict)
        and answer.keys() <= rows.keys()
        and all(isinstance(it, str) and it in {*options, ""} for it in answer.values())
    )


def choices(question: Question, answer: Any, marked: Mark) -> Iterator[Choice]:
    """Yield what was chosen, in the words that a teacher sees."""
    match question:
        case Multiple():
            yield from _said(marked)
            for option, why in question.right.items():
                if option not in answer:
                    yield Choice(f"not ticked: {option}", False, why)
        case Matching(pairs=goes_with) | Classify(items=goes_with):
            for row, choice in answer.items():
                if choice:
                    right = goes_with[row] == choice
                    yield Choice(f"{row} → {choice}", right, question.why[row])
        case Ordering():
            yield from _swapped(question, answer)
        case Numeric():
            (said,) = marked.feedback
            yield Choice(_number(question, answer), said.right, said.why)
        case Locate():
            (said,) = marked.feedback
            yield Choice(_country(said.option), said.right, said.why)
        case _:
            yield from _said(marked)


def _said(marked: Mark) -> Iterator[Choice]:
    for said in marked.feedback:
        yield Choice(said.option, said.right, said.why)


def _swapped(question: Ordering, answer: list[str]) -> Iterator[Choice]:
    place = {item: number for number, item in enumerate(answer)}
    for first, second in combinations(question.items, 2):
        if place[first] > place[second]:
            why = f"{question.why[second]} {question.why[first]}"
            yield Choice(f"{second} before {first}", False, why)


def _number(question: Numeric, answer: str) -> str:
    try:
        value = readings(answer, question.unit)[0]
    except NotANumber:
        return told(answer)
    return f"{value:.6g} {question.unit}".strip()


def _country(code: str) -> str:
    try:
        return membership.name(code)
    except LookupError:
        return code
