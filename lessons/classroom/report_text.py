"""What the figures of a class mean, in sentences, and what to teach again."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from lessons import course, questions
from lessons.classroom.item_analysis import Analysis, Reliability
from lessons.classroom.validation import many
from lessons.core.paths import UnknownName
from lessons.questions import Question

UNDERSTOOD = 0.85  # the share of points from which an objective need not be taught again
WEAK = 0.6
AGAIN = 3
SECONDS = 90
LEAST = 5  # answers from which something can be said of a class


class Misunderstanding(NamedTuple):
    """A wrong answer that many gave, with what the bank says about it."""

    ask: str
    label: str
    chosen: int
    answers: int
    why: str


class Again(NamedTuple):
    """An objective to teach again, how much of it was understood, and what got in the way."""

    objective: str
    share: float
    answers: int
    misunderstood: tuple[Misunderstanding, ...]


def teach_again(
    found: Analysis, asked: Sequence[Question], whys: Mapping[int, str]
) -> tuple[Again, ...]:
    """Return the objectives that a class understood least, at most three.

    Objectives that less than half of the class met are left out, if there are others.
    """
    rows = list(found.objectives.iter_rows(named=True))
    most = max((row["pupils"] for row in rows), default=0)
    met = [row for row in rows if row["objective"] and row["pupils"] * 2 >= most]
    weak = sorted((row for row in met if row["share"] < UNDERSTOOD), key=lambda row: row["share"])
    return tuple(
        Again(
            row["objective"],
            row["share"],
            row["answers"],
            _tempting(row["objective"], found, asked, whys),
        )
        for row in weak[:AGAIN]
    )


def _tempting(
    objective: str, found: Analysis, asked: Sequence[Question], whys: Mapping[int, str]
) -> tuple[Misunderstanding, ...]:
    answers = dict(found.items.select("question", "answers").iter_rows())
    made = [
        Misunderstanding(
            asked[row["question"]].ask,
            row["label"],
            row["chosen"],
            answers[row["question"]],
            whys[row["choice"]],
        )
        for row in found.wrong.iter_rows(named=True)
        if asked[row["question"]].objective == objective
    ]
    made.sort(key=lambda it: -it.chosen / it.answers)
    return tuple(made[:2])


def reliability_says(it: Reliability) -> str:
    """Return in words what a reliability means, and how little a class proves."""
    if it.value is None:
        return (
            f"{many(it.pupils, 'pupil')} and {many(it.items, 'question')} are too few, or too much "
            "alike, to say how reliable the marks are."
        )
    kind = "KR-20" if it.is_kr20 else "Cronbach's alpha"
    says = f"{kind} is {it.value:.2f}: {_meaning(it.value)}."
    if it.low is not None and it.high is not None:
        says += (
            f" With {many(it.pupils, 'pupil')} the true figure may well lie anywhere from "
            f"{it.low:.2f} to {it.high:.2f}{_width(it.high - it.low)}."
        )
    return says


def _meaning(value: float) -> str:
    if value < 0:
        return "pupils strong in one question tend to be weak in others, so a sum says nothing"
    if value < 0.5:
        return "other questions of this kind would rank the pupils quite differently"
    if value < 0.7:
        return "good enough to see what a class needs, too little for a mark"
    if value < 0.9:
        return "good enough to compare pupils roughly; a difference of a few points means nothing"
    return "other questions of this kind would rank the pupils much the same"


def _width(width: float) -> str:
    return ", which is a wide range: a class proves little" if width > 0.15 else ""


def item_says(
    facility: float, discrimination: float | None, high: float | None, answers: int
) -> str:
    """Return what is worth a second look in a question, or nothing.

    `high` is how much it might tell apart at best, as few answers prove little.
    """
    if answers < LEAST:
        return "too few answers to say more"
    if high is not None and high < 0:
        return "strong pupils miss it more than weak ones: read the question and its key again"
    if facility > 0.95:
        return "nearly everybody knows it: it tells nothing apart"
    if facility < 0.25:
        return "hardly anybody knows it: teach it, or ask it more clearly"
    if discrimination is not None and discrimination < 0.1:
        chance = ", which may be chance in so few answers" if high is None or high > 0.2 else ""
        return f"strong pupils do hardly better than weak ones{chance}"
    return ""


def whom(weak: int, middle: int, strong: int) -> str:
    """Return whom a wrong answer attracts."""
    many = weak + middle + strong
    thirds = f"weak third {weak}, middle {middle}, strong {strong}"
    if many >= 4 and strong * 2 > many:
        return f"{thirds}: mostly strong pupils, so look at the wording"
    return thirds


def spoken(seconds: float | None) -> str:
    """Return a time in words."""
    if seconds is None:
        return "not known"
    return f"{seconds:.0f} s" if seconds < SECONDS else f"{seconds / 60:.1f} min"


def titled(lesson: str) -> str:
    """Return a lesson's title with its number; an exam is no lesson and keeps its own name."""
    try:
        return course.lesson(lesson).heading
    except UnknownName:
        return lesson


def short(lesson: str) -> str:
    """Return a lesson's short name, such as L3; the name of an exam as it is."""
    try:
        return f"L{course.lesson(lesson).number}"
    except UnknownName:
        return lesson


def number(objective: str) -> str:
    """Return an objective's short number: that of its lesson, and its own."""
    lesson, _, own = objective.rpartition(".")
    try:
        return f"{course.lesson(lesson).number}.{own}"
    except UnknownName:
        return objective


def goal(objective: str) -> str:
    """Return an objective in words; nothing for one of an exam, whose words are its name."""
    lesson = objective.rpartition(".")[0]
    try:
        return questions.objectives(lesson).get(objective, objective)
    except UnknownName:
        return ""


def strong_and_weak(shares: pl.DataFrame, least: int) -> tuple[str, str]:
    """Return in what a pupil is strong and in what weak, of objectives with enough answers.

    The three clearest are named, those of one share in the order of the course.
    """
    rows = [it for it in shares.iter_rows(named=True) if it["objective"]]
    sure = [row for row in rows if row["answered"] >= least]
    strong = sorted(
        (row for row in sure if row["share"] >= UNDERSTOOD), key=lambda row: -row["share"]
    )
    weak = sorted((row for row in sure if row["share"] < WEAK), key=lambda row: row["share"])
    return _named(strong, len(sure)), _named(weak, len(sure))


def _named(rows: Sequence[Mapping[str, Any]], of: int) -> str:
    numbers = [number(row["objective"]) for row in rows]
    if len(numbers) == of > 1:
        return f"all {of}"
    if len(numbers) > AGAIN and len(numbers) * 2 > of:
        return f"most ({len(numbers)} of {of})"
    more = f" +{len(numbers) - AGAIN}" if len(numbers) > AGAIN else ""
    return f"{', '.join(numbers[:AGAIN])}{more}" or "–"
