"""What the answers of a class say about its pupils and about the questions.

Sums are polars', so that a class and a country take the same path. A question that was left open
gives no points; how easy it is and what it tells apart is said of those who answered it.
The rest of a pupil's points are those of the same lesson, without the question itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atanh, exp, log, sqrt, tanh
from typing import NamedTuple

import polars as pl

from lessons.questions import Question

Z = 1.959963984540054  # of the normal distribution: 95 of 100 lie within


class Reliability(NamedTuple):
    """How far the marks of a lesson would come out the same with other questions of its kind.

    `value` is Cronbach's alpha, which is KR-20 where every answer is right or wrong; `low` and
    `high` hold it with 95 % (Bonett 2002). All are None where nothing can be said.
    """

    lesson: str
    pupils: int
    items: int
    value: float | None
    low: float | None
    high: float | None
    is_kr20: bool


@dataclass(frozen=True)
class Analysis:
    """The tables that follow from a ledger. Shares run from 0 to 1.

    marks       pupil, lesson, points, answered, asked, share (of all questions asked)
    pupils      pupil, objective, share (of those answered), answered
    objectives  objective, share, answers, pupils
    items       question, lesson, objective, answers, facility, discrimination, low, high, seconds
    wrong       question, choice, chosen, weak, middle, strong (thirds by the other points)
    """

    marks: pl.DataFrame
    pupils: pl.DataFrame
    objectives: pl.DataFrame
    items: pl.DataFrame
    wrong: pl.DataFrame
    reliability: tuple[Reliability, ...]


def analyse(
    answers: pl.DataFrame,
    wrong: pl.DataFrame,
    questions: Sequence[Question],
    choices: Sequence[tuple[int, str]],
    asked: Mapping[str, int] | None = None,
) -> Analysis:
    """Return the tables of a class.

    `answers` and `wrong` are a ledger's; their numbers are places in `questions` and `choices`.
    `asked` says how many questions each lesson has, by default those that anybody answered.
    """
    bank = _bank(questions)
    rows = answers.join(bank.select("question", "lesson"), on="question", how="left")
    points = rows.group_by("pupil", "lesson").agg(
        pl.col("score").sum().alias("points"), pl.len().alias("answered")
    )
    items = _items(rows, points, bank)
    return Analysis(
        marks=_marks(points, items, asked or {}),
        pupils=_by_objective(rows, bank),
        objectives=_objectives(rows, bank),
        items=items,
        wrong=_wrong(wrong, points, choices, bank),
        reliability=_reliability(rows, points),
    )


def _bank(questions: Sequence[Question]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "question": pl.Series(range(len(questions)), dtype=pl.UInt16),
            "id": pl.Series([each.id for each in questions], dtype=pl.String),
            "lesson": pl.Series(
                [each.id.partition(".")[0] for each in questions], dtype=pl.Categorical
            ),
            "objective": pl.Series([each.objective for each in questions], dtype=pl.Categorical),
        }
    )


def _items(rows: pl.DataFrame, points: pl.DataFrame, bank: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each question, in the order of the bank."""
    with_rest = rows.join(points, on=["pupil", "lesson"], how="left")
    found = with_rest.group_by("question").agg(
        pl.len().alias("answers"),
        pl.col("score").mean().alias("facility"),
        pl.corr("score", pl.col("points") - pl.col("score")).alias("discrimination"),
        pl.col("seconds").median().alias("seconds"),
        (pl.col("score").max() - pl.col("score").min()).alias("spread"),
        (pl.col("points") - pl.col("score")).std().alias("rest"),
    )
    alike = (pl.col("spread") == 0) | (pl.col("rest") < 1e-12) | (pl.col("answers") < 3)
    found = found.with_columns(
        pl.when(alike).then(None).otherwise(pl.col("discrimination").fill_nan(None))
        .alias("discrimination")
    )  # fmt: skip
    between = [_between(r, n) for r, n in found.select("discrimination", "answers").iter_rows()]
    return (
        found.drop("spread", "rest")
        .with_columns(
            pl.Series("low", [it[0] for it in between], dtype=pl.Float64),
            pl.Series("high", [it[1] for it in between], dtype=pl.Float64),
        )
        .join(bank, on="question")
        .sort("question")
    )


def _between(r: float | None, pupils: int) -> tuple[float | None, float | None]:
    """Return within what limits a correlation lies with 95 % (Fisher's z)."""
    if r is None or pupils < 4 or abs(r) >= 1:
        return None, None
    off = Z / sqrt(pupils - 3)
    return tanh(atanh(r) - off), tanh(atanh(r) + off)


def _marks(points: pl.DataFrame, items: pl.DataFrame, asked: Mapping[str, int]) -> pl.DataFrame:
    seen = {str(lesson): many for lesson, many in items.group_by("lesson").len().iter_rows()}
    many = {lesson: max(count, asked.get(lesson, 0)) for lesson, count in seen.items()}
    total = pl.DataFrame(
        {
            "lesson": pl.Series(list(many), dtype=pl.Categorical),
            "asked": pl.Series(list(many.values()), dtype=pl.UInt32),
        }
    )
    return (
        points.join(total, on="lesson")
        .with_columns((pl.col("points") / pl.col("asked")).alias("share"))
        .sort("pupil", "lesson")
    )


def _by_objective(rows: pl.DataFrame, bank: pl.DataFrame) -> pl.DataFrame:
    aimed = rows.join(bank.select("question", "objective"), on="question")
    return (
        aimed.group_by("pupil", "objective")
        .agg(pl.col("score").mean().alias("share"), pl.len().alias("answered"))
        .sort("pupil")
    )


def _objectives(rows: pl.DataFrame, bank: pl.DataFrame) -> pl.DataFrame:
    aimed = rows.join(bank.select("question", "objective"), on="question")
    found = aimed.group_by("objective").agg(
        pl.col("score").mean().alias("share"),
        pl.len().alias("answers"),
        pl.col("pupil").n_unique().alias("pupils"),
        pl.col("question").min().alias("first"),
    )
    return found.sort("first").drop("first")


def _wrong(
    wrong: pl.DataFrame,
    points: pl.DataFrame,
    choices: Sequence[tuple[int, str]],
    bank: pl.DataFrame,
) -> pl.DataFrame:
    """Return a row for each wrong choice that somebody made, the commonest of a question first."""
    labels = pl.DataFrame(
        {
            "choice": pl.Series(range(len(choices)), dtype=pl.UInt32),
            "question": pl.Series([it[0] for it in choices], dtype=pl.UInt16),
            "label": pl.Series([it[1] for it in choices], dtype=pl.String),
        }
    )
    rank = pl.col("points").rank("average").over("lesson") / pl.len().over("lesson")
    third = points.select(
        "pupil", "lesson", (rank > 1 / 3).cast(pl.UInt8).add(rank > 2 / 3).alias("third")
    )
    of = labels.join(bank.select("question", "lesson"), on="question").select("choice", "lesson")
    made = wrong.join(of, on="choice").join(third, on=["pupil", "lesson"])
    return (
        made.group_by("choice")
        .agg(
            pl.len().alias("chosen"),
            *(
                (pl.col("third") == number).sum().alias(name)
                for number, name in enumerate(("weak", "middle", "strong"))
            ),
        )
        .join(labels, on="choice")
        .sort(["question", "chosen", "choice"], descending=[False, True, False])
    )


def _reliability(rows: pl.DataFrame, points: pl.DataFrame) -> tuple[Reliability, ...]:
    """Return the reliability of each lesson, unanswered questions giving no points."""
    items = rows.group_by("lesson", "question").agg(
        pl.col("score").sum().alias("sum"),
        (pl.col("score") ** 2).sum().alias("squares"),
        pl.col("score").is_in([0.0, 1.0]).all().alias("plain"),
    )
    totals = points.group_by("lesson", maintain_order=True).agg(
        pl.len().alias("pupils"), pl.col("points").var(ddof=0).alias("variance")
    )
    spread = (pl.col("squares") - pl.col("sum") ** 2 / pl.col("pupils")) / pl.col("pupils")
    found = (
        items.join(totals, on="lesson")
        .group_by("lesson")
        .agg(
            pl.col("pupils").first(),
            pl.len().alias("items"),
            spread.sum().alias("apart"),
            pl.col("variance").first(),
            pl.col("plain").all(),
            pl.col("question").min().alias("first"),
        )
        .sort("first")
    )
    return tuple(_alpha(*row[:6]) for row in found.iter_rows())


def _alpha(
    lesson: str, pupils: int, items: int, apart: float, variance: float | None, plain: bool
) -> Reliability:
    if items < 2 or pupils < 3 or not variance or variance < 1e-12:
        return Reliability(lesson, pupils, items, None, None, None, plain)
    value = items / (items - 1) * (1 - apart / variance)
    if value >= 1:
        return Reliability(lesson, pupils, items, value, None, None, plain)
    off = Z * sqrt(2 * items / ((items - 1) * (pupils - 2)))
    low, high = (1 - exp(log(1 - value) + sign * off) for sign in (1, -1))
    return Reliability(lesson, pupils, items, value, low, high, plain)
