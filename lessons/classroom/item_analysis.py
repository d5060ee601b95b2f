"""Compute from the answers of a class its marks, and the statistics of the questions.

All sums are computed by polars, so that a class and a country take the same path. A question that
was left open gives no points; its facility and discrimination are those among the pupils who
answered it. Discrimination is a corrected point-biserial correlation: of the score in a question
with the points in the other questions of the same lesson.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import NamedTuple

import polars as pl

from lessons.questions import Question

Z_95 = 1.959963984540054  # 95 % of a normal distribution lie within so many standard deviations
ALMOST_ZERO = 1e-12  # a spread below this is rounding


class Reliability(NamedTuple):
    """The internal consistency of a lesson's marks.

    `value` is Cronbach's alpha; `low` and `high` are the limits of its 95 % confidence interval
    (Bonett 2002). All three are None where pupils or questions are too few, or do not differ.
    """

    lesson: str
    pupils: int
    items: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Analysis:
    """The tables of a gradebook. Shares run from 0 to 1, times are in seconds.

    marks       pupil, lesson, points, answered, asked, share (of all questions asked)
    totals      pupil, handed_in (lessons), answered, asked (of those lessons), of_handed_in and
                of_all: the share of points in lessons handed in, and in all that anybody did
    pupils      pupil, objective, share (of those answered), answered
    objectives  objective, share, answers, pupils
    items       question, lesson, objective, answers, facility, discrimination, seconds (median)
    wrong       question, choice, label, chosen
    """

    marks: pl.DataFrame
    totals: pl.DataFrame
    pupils: pl.DataFrame
    objectives: pl.DataFrame
    items: pl.DataFrame
    wrong: pl.DataFrame
    reliability: tuple[Reliability, ...]

    @property
    def lessons(self) -> list[str]:
        """The names of the lessons, in the order of the bank."""
        return [str(name) for name in self.marks["lesson"].unique(maintain_order=True)]


def analyse(
    answers: pl.DataFrame,
    wrong: pl.DataFrame,
    questions: Sequence[Question],
    choices: Sequence[tuple[int, str]],
    sizes: Mapping[str, int] | None = None,
) -> Analysis:
    """Return the tables of a class.

    `answers` and `wrong` are those of a GradebookBuilder; the numbers in them are places in
    `questions` and `choices`. `sizes` has the number of questions in each lesson, by default of
    those that anybody answered.
    """
    bank, labels = _bank(questions), _labels(choices)
    answered = set(answers["question"].unique())
    parts = [
        _lesson(name, own, answers, wrong, labels, (sizes or {}).get(name, 0))
        for (name,), own in bank.group_by("lesson", maintain_order=True)
        if answered & set(own["question"])
    ]
    # A gradebook without answers still has all columns.
    if not parts:
        parts = [_lesson("", bank.clear(), answers.clear(), wrong.clear(), labels.clear(), 0)]
    *tables, reliability = zip(*parts, strict=True)
    marks, pupils, objectives, items, mistaken = map(pl.concat, tables)
    return Analysis(marks, _totals(marks), pupils, objectives, items, mistaken, reliability)


def _lesson(
    name: object,
    bank: pl.DataFrame,
    answers: pl.DataFrame,
    wrong: pl.DataFrame,
    labels: pl.DataFrame,
    size: int,
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame, Reliability]:
    """Return the tables of one lesson: one at a time, so that a country fits into memory."""
    own = bank["question"].implode()
    rows = answers.filter(pl.col("question").is_in(own))
    points = rows.group_by("pupil").agg(points=pl.col("score").sum(), answered=pl.len())
    size = max(size, rows["question"].n_unique())
    by_objective = rows.join(bank.select("question", "objective"), on="question")
    return (
        _marks(points, str(name), size),
        _objectives_by_pupil(by_objective),
        _objectives(by_objective),
        _items(rows, points, bank),
        _wrong(wrong, labels.filter(pl.col("question").is_in(own))),
        _reliability(str(name), rows, points),
    )


def _bank(questions: Sequence[Question]) -> pl.DataFrame:
    rows = [(n, q.id, q.lesson, q.objective) for n, q in enumerate(questions)]
    schema = {"question": pl.UInt16, "id": pl.String}
    # Categories hold each text once, however many rows of a country name it.
    schema |= {"lesson": pl.Categorical, "objective": pl.Categorical}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _labels(choices: Sequence[tuple[int, str]]) -> pl.DataFrame:
    rows = [(n, question, label) for n, (question, label) in enumerate(choices)]
    schema = {"choice": pl.UInt32, "question": pl.UInt16, "label": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _items(rows: pl.DataFrame, points: pl.DataFrame, bank: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each question that was answered, in the order of the bank."""
    # The points in the other questions: with its own, each question would seem to discriminate.
    rest = pl.col("points") - pl.col("score")
    items = (
        rows.join(points, on="pupil", how="left")
        .group_by("question")
        .agg(
            answers=pl.len(),
            facility=pl.col("score").mean(),
            correlation=pl.corr("score", rest),
            seconds=pl.col("seconds").median(),
            spread=pl.col("score").max() - pl.col("score").min(),
            rest_spread=rest.std(),
        )
    )
    # Where nothing varies a correlation is rounding, if it is a number at all.
    is_undefined = (
        (pl.col("spread") == 0) | (pl.col("rest_spread") < ALMOST_ZERO) | (pl.col("answers") < 3)
    )
    correlation = pl.col("correlation").fill_nan(None)
    discrimination = pl.when(is_undefined).then(None).otherwise(correlation)
    return (
        items.with_columns(discrimination=discrimination)
        .drop("correlation", "spread", "rest_spread")
        .join(bank, on="question")
        .sort("question")
    )


def _marks(points: pl.DataFrame, lesson: str, size: int) -> pl.DataFrame:
    return points.select(
        "pupil",
        pl.lit(lesson, dtype=pl.Categorical).alias("lesson"),
        "points",
        "answered",
        pl.lit(size, dtype=pl.UInt32).alias("asked"),
        (pl.col("points") / size).alias("share"),
    ).sort("pupil")


def _totals(marks: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each pupil: the sums over all lessons."""
    asked_of_all = marks.unique("lesson")["asked"].sum()
    return (
        marks.group_by("pupil")
        .agg(
            pl.len().alias("handed_in"),
            pl.col("answered").sum(),
            pl.col("asked").sum(),
            of_handed_in=pl.col("points").sum() / pl.col("asked").sum(),
            of_all=pl.col("points").sum() / asked_of_all,
        )
        .sort("pupil")
    )


def _objectives_by_pupil(rows: pl.DataFrame) -> pl.DataFrame:
    return (
        rows.group_by("pupil", "objective")
        .agg(share=pl.col("score").mean(), answered=pl.len())
        .sort("pupil", pl.col("objective").cast(pl.String))
    )


def _objectives(rows: pl.DataFrame) -> pl.DataFrame:
    found = rows.group_by("objective").agg(
        share=pl.col("score").mean(), answers=pl.len(), pupils=pl.col("pupil").n_unique()
    )
    return found.sort(pl.col("objective").cast(pl.String))


def _wrong(wrong: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each wrong choice that somebody made, the commonest of a question first."""
    return (
        wrong.group_by("choice")
        .agg(chosen=pl.len())
        .join(labels, on="choice")
        .sort(["question", "chosen", "choice"], descending=[False, True, False])
    )


def _reliability(lesson: str, rows: pl.DataFrame, points: pl.DataFrame) -> Reliability:
    """Return the reliability of a lesson; unanswered questions give no points."""
    pupils = points.height
    score = pl.col("score")
    items = rows.group_by("question").agg(
        # Squared deviations over all pupils: those who left the question open have 0 points.
        squares=score.pow(2).sum() - score.sum().pow(2) / pupils,
    )
    number, variance = items.height, points["points"].var(ddof=0)
    if number < 2 or pupils < 3 or not isinstance(variance, float) or variance < ALMOST_ZERO:
        return Reliability(lesson, pupils, number, None, None, None)
    of_items = float(items["squares"].sum()) / pupils
    alpha = number / (number - 1) * (1 - of_items / variance)
    return Reliability(lesson, pupils, number, alpha, *_bonett(alpha, pupils, number))


def _bonett(alpha: float, pupils: int, items: int) -> tuple[float | None, float | None]:
    """Return the 95 % confidence interval of an alpha (Bonett 2002)."""
    if alpha >= 1:
        return None, None
    half = Z_95 * sqrt(2 * items / ((items - 1) * (pupils - 2)))
    return 1 - exp(log(1 - alpha) + half), 1 - exp(log(1 - alpha) - half)
