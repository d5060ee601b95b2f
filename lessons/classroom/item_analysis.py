"""Compute from the answers of a class its marks, and the statistics of the questions.

All sums are computed by polars, so that a class and a country take the same path. A question that
was left open gives no points; its facility and discrimination are those among the pupils who
answered it. Discrimination is a corrected point-biserial correlation: of the score in a question
with the points in the other questions of the same lesson.
"""

from collections.abc import Iterator, Mapping, Sequence
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
    pupils      lesson, pupil, objective, share (of those answered), answered
    objectives  objective, share, answers, pupils
    items       question, lesson, objective, answers, facility, discrimination, seconds (median)
    wrong       question, id (of the question), choice, label, chosen
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
        return self.marks["lesson"].unique(maintain_order=True).to_list()


def analyse(
    answers: pl.DataFrame,
    wrong: pl.DataFrame,
    questions: Sequence[Question],
    choices: Sequence[tuple[int, str]],
    sizes: Mapping[str, int] | None = None,
) -> Analysis:
    """Return the tables of a class.

    `answers` and `wrong` are those of a GradebookBuilder; the numbers in them are indexes of
    `questions` and `choices`. `sizes` has the number of questions in each lesson, by default of
    those that anybody answered.
    """
    bank = _bank(questions)
    rows = answers.select("pupil", "question", "score", "seconds").join(
        bank, on="question", maintain_order="left"
    )
    points = rows.group_by("lesson", "pupil").agg(points=pl.col("score").sum(), answered=pl.len())
    marks = _marks(rows, points, sizes or {})
    return Analysis(
        marks,
        _totals(marks),
        _shares(rows, "lesson", "pupil", "objective", answered=pl.len()),
        _shares(
            rows, "lesson", "objective", answers=pl.len(), pupils=pl.col("pupil").n_unique()
        ).drop("lesson"),
        _items(rows, points, bank),
        _wrong(wrong, choices, bank),
        tuple(_reliability(rows, points)),
    )


def _bank(questions: Sequence[Question]) -> pl.DataFrame:
    """Return number, id, lesson and objective of each question."""
    # An Enum holds each text once, however many rows of a country name it, and sorts by its order.
    lessons = pl.Enum(list(dict.fromkeys(q.lesson for q in questions)))
    objectives = pl.Enum(sorted({q.objective for q in questions}))
    return pl.DataFrame(
        {
            "question": pl.Series(range(len(questions)), dtype=pl.UInt16),
            "id": pl.Series([q.id for q in questions], dtype=pl.String),
            "lesson": pl.Series([q.lesson for q in questions], dtype=lessons),
            "objective": pl.Series([q.objective for q in questions], dtype=objectives),
        }
    )


def _marks(rows: pl.DataFrame, points: pl.DataFrame, sizes: Mapping[str, int]) -> pl.DataFrame:
    answered = rows.group_by("lesson").agg(pl.col("question").n_unique()).iter_rows()
    asked = [(lesson, max(number, sizes.get(lesson, 0))) for lesson, number in answered]
    schema = [("lesson", rows.schema["lesson"]), ("asked", pl.UInt32())]
    return (
        points.join(pl.DataFrame(asked, schema=schema, orient="row"), on="lesson")
        .with_columns(share=pl.col("points") / pl.col("asked"))
        .select("pupil", "lesson", "points", "answered", "asked", "share")
        .sort("lesson", "pupil")
    )


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


def _shares(rows: pl.DataFrame, *keys: str, **more: pl.Expr) -> pl.DataFrame:
    """Return the share of points of each group of answers, with more figures of it."""
    return rows.group_by(keys).agg(share=pl.col("score").mean(), **more).sort(keys)


def _items(rows: pl.DataFrame, points: pl.DataFrame, bank: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each question that was answered, in the order of the bank."""
    # The points in the other questions: with its own, each question would seem to discriminate.
    rest = pl.col("points") - pl.col("score")
    # Where nothing varies a correlation is rounding, if it is a number at all.
    varies = (pl.col("score").max() > pl.col("score").min()) & (rest.std() >= ALMOST_ZERO)
    correlation = pl.corr("score", rest).fill_nan(None)
    items = (
        rows.join(points, on=["lesson", "pupil"], maintain_order="left")
        .group_by("question")
        .agg(
            answers=pl.len(),
            facility=pl.col("score").mean(),
            discrimination=pl.when(varies & (pl.len() >= 3)).then(correlation),
            seconds=pl.col("seconds").median(),
        )
    )
    return items.join(bank, on="question").sort("lesson", "question")


def _wrong(
    wrong: pl.DataFrame, choices: Sequence[tuple[int, str]], bank: pl.DataFrame
) -> pl.DataFrame:
    """Return a row for each wrong choice that somebody made, the commonest of a question first."""
    rows = [(n, question, label) for n, (question, label) in enumerate(choices)]
    schema = {"choice": pl.UInt32, "question": pl.UInt16, "label": pl.String}
    labels = pl.DataFrame(rows, schema=schema, orient="row").join(bank, on="question")
    found = wrong.group_by("choice").agg(chosen=pl.len()).join(labels, on="choice")
    return found.sort("lesson", "question", -pl.col("chosen").cast(pl.Int64), "choice").select(
        "question", "id", "choice", "label", "chosen"
    )


def _reliability(rows: pl.DataFrame, points: pl.DataFrame) -> Iterator[Reliability]:
    """Yield the reliability of each lesson; unanswered questions give no points."""
    lessons = points.group_by("lesson").agg(pupils=pl.len(), variance=pl.col("points").var(ddof=0))
    score = pl.col("score")
    items = rows.group_by("lesson", "question").agg(squares=score.pow(2).sum(), sum=score.sum())
    # The variances are those over all pupils: those who left a question open have 0 points in it.
    variance = pl.col("squares") / pl.col("pupils") - (pl.col("sum") / pl.col("pupils")).pow(2)
    found = (
        items.join(lessons, on="lesson")
        .group_by("lesson", "pupils", "variance")
        .agg(items=pl.len(), of_items=variance.sum())
        .sort("lesson")
    )
    for lesson, pupils, of_all, number, of_items in found.iter_rows():
        if number < 2 or pupils < 3 or of_all < ALMOST_ZERO:
            yield Reliability(lesson, pupils, number, None, None, None)
        else:
            alpha = number / (number - 1) * (1 - of_items / of_all)
            yield Reliability(lesson, pupils, number, alpha, *_bonett(alpha, pupils, number))


def _bonett(alpha: float, pupils: int, items: int) -> tuple[float | None, float | None]:
    """Return the 95 % confidence interval of an alpha (Bonett 2002)."""
    if alpha >= 1:
        return None, None
    half = Z_95 * sqrt(2 * items / ((items - 1) * (pupils - 2)))
    return 1 - exp(log(1 - alpha) + half), 1 - exp(log(1 - alpha) - half)
