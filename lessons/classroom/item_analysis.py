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
    totals      pupil, handed_in (lessons), answered, asked (of those lessons), of_handed_in and
                of_all: the share of points in lessons handed in, and in all that anybody did
    pupils      pupil, objective, share (of those answered), answered
    objectives  objective, share, answers, pupils
    items       question, lesson, objective, answers, facility, discrimination, low, high, seconds
    wrong       question, choice, chosen, weak, middle, strong (thirds by the other points)
    """

    marks: pl.DataFrame
    totals: pl.DataFrame
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
    bank, labels = _bank(questions), _labels(choices)
    seen = set(answers["question"].unique())
    parts = [
        _lesson(name, own, answers, wrong, labels, (asked or {}).get(name, 0))
        for (name,), own in bank.group_by("lesson", maintain_order=True)
        if seen & set(own["question"])
    ]
    if not parts:
        parts = [_lesson("", bank.clear(), answers.clear(), wrong.clear(), labels.clear(), 0)]
    marks, pupils, objectives, items, mistaken, reliability = zip(*parts, strict=True)
    return Analysis(
        pl.concat(marks),
        _totals(pl.concat(marks)),
        pl.concat(pupils),
        pl.concat(objectives),
        pl.concat(items),
        pl.concat(mistaken),
        tuple(reliability),
    )


def _lesson(
    name: object,
    bank: pl.DataFrame,
    answers: pl.DataFrame,
    wrong: pl.DataFrame,
    labels: pl.DataFrame,
    asked: int,
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame, Reliability]:
    """Return the tables of one lesson: one at a time, so that a country fits into memory."""
    rows = answers.filter(pl.col("question").is_in(bank["question"].implode()))
    points = rows.group_by("pupil").agg(
        pl.col("score").sum().alias("points"), pl.len().alias("answered")
    )
    many = max(asked, rows["question"].n_unique())
    aimed = rows.join(bank.select("question", "objective"), on="question")
    return (
        _marks(points, str(name), many),
        _by_objective(aimed),
        _objectives(aimed),
        _items(rows, points, bank),
        _wrong(wrong, points, labels.filter(pl.col("question").is_in(bank["question"].implode()))),
        _reliability(str(name), rows, points),
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


def _labels(choices: Sequence[tuple[int, str]]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "choice": pl.Series(range(len(choices)), dtype=pl.UInt32),
            "question": pl.Series([it[0] for it in choices], dtype=pl.UInt16),
            "label": pl.Series([it[1] for it in choices], dtype=pl.String),
        }
    )


def _items(rows: pl.DataFrame, points: pl.DataFrame, bank: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each question, in the order of the bank."""
    with_rest = rows.join(points, on="pupil", how="left")
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


def _marks(points: pl.DataFrame, lesson: str, asked: int) -> pl.DataFrame:
    return points.select(
        "pupil",
        pl.lit(lesson, dtype=pl.Categorical).alias("lesson"),
        "points",
        "answered",
        pl.lit(asked, dtype=pl.UInt32).alias("asked"),
        (pl.col("points") / asked).alias("share"),
    ).sort("pupil")


def _totals(marks: pl.DataFrame) -> pl.DataFrame:
    """Return what all lessons of a pupil come to."""
    asked = marks.unique("lesson")["asked"].sum()
    return (
        marks.group_by("pupil")
        .agg(
            pl.len().alias("handed_in"),
            pl.col("answered").sum(),
            pl.col("asked").sum(),
            of_handed_in=pl.col("points").sum() / pl.col("asked").sum(),
            of_all=pl.col("points").sum() / asked,
        )
        .sort("pupil")
    )


def _by_objective(aimed: pl.DataFrame) -> pl.DataFrame:
    return (
        aimed.group_by("pupil", "objective")
        .agg(pl.col("score").mean().alias("share"), pl.len().alias("answered"))
        .sort("pupil", pl.col("objective").cast(pl.String))
    )


def _objectives(aimed: pl.DataFrame) -> pl.DataFrame:
    found = aimed.group_by("objective").agg(
        pl.col("score").mean().alias("share"),
        pl.len().alias("answers"),
        pl.col("pupil").n_unique().alias("pupils"),
    )
    return found.sort(pl.col("objective").cast(pl.String))


def _wrong(wrong: pl.DataFrame, points: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each wrong choice that somebody made, the commonest of a question first."""
    rank = pl.col("points").rank("average") / pl.len()
    third = points.select("pupil", (rank > 1 / 3).cast(pl.UInt8).add(rank > 2 / 3).alias("third"))
    made = wrong.join(labels.select("choice"), on="choice").join(third, on="pupil")
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


def _reliability(lesson: str, rows: pl.DataFrame, points: pl.DataFrame) -> Reliability:
    """Return the reliability of a lesson, unanswered questions giving no points."""
    pupils = points.height
    items = rows.group_by("question").agg(
        (pl.col("score").pow(2).sum() - pl.col("score").sum().pow(2) / pupils).alias("apart"),
        pl.col("score").is_in([0.0, 1.0]).all().alias("plain"),
    )
    variance, plain = points["points"].var(ddof=0), bool(items["plain"].all())
    apart = float(items["apart"].sum()) / max(1, pupils)
    if items.height < 2 or pupils < 3 or not isinstance(variance, float) or variance < 1e-12:
        return Reliability(lesson, pupils, items.height, None, None, None, plain)
    value = items.height / (items.height - 1) * (1 - apart / variance)
    return Reliability(
        lesson, pupils, items.height, value, *_bonett(value, pupils, items.height), plain
    )


def _bonett(alpha: float, pupils: int, items: int) -> tuple[float | None, float | None]:
    """Return within what limits an alpha lies with 95 %."""
    if alpha >= 1:
        return None, None
    off = Z * sqrt(2 * items / ((items - 1) * (pupils - 2)))
    return 1 - exp(log(1 - alpha) + off), 1 - exp(log(1 - alpha) - off)
