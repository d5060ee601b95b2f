"""The gradebook as CSV files, which a school's system or a spreadsheet takes.

A spreadsheet takes a cell that begins with = + - or @ for a formula, and runs it. Texts that
begin so get an apostrophe in front, as spreadsheets themselves do.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from lessons.classroom.checks import tidy
from lessons.classroom.item_analysis import Analysis
from lessons.classroom.ledger import Line
from lessons.questions import Question

FORMULA = tuple("=+-@\t\r\n|%＝＋－＠−")


def cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, on one line."""
    plain = tidy(text)
    return f"'{plain}" if plain.startswith(FORMULA) else plain


def cells(texts: Iterable[str]) -> pl.Series:
    """Return texts as a column of safe cells."""
    return pl.Series([cell(text) for text in texts], dtype=pl.String)


def write(
    folder: Path,
    found: Analysis,
    pupils: Sequence[str],
    asked: Sequence[Question],
    lines: Sequence[Line],
) -> list[Path]:
    """Write the tables into a folder and return their files.

    marks.csv       a row for each pupil: per cent of each lesson, and of all
    objectives.csv  a row for each pupil and objective
    questions.csv   a row for each question
    wrong.csv       a row for each wrong answer that somebody gave
    files.csv       a row for each file, with what was done about it
    """
    names = pl.DataFrame({"pupil": pl.Series(range(len(pupils)), dtype=pl.UInt32)})
    names = names.with_columns(cells(pupils).alias("name"))
    ids = pl.DataFrame({"question": pl.Series(range(len(asked)), dtype=pl.UInt16)})
    ids = ids.with_columns(pl.Series("id", [it.id for it in asked], dtype=pl.String))
    asks = ids.with_columns(cells(it.ask for it in asked).alias("ask"))
    tables = {
        "marks": _marks(found, names),
        "objectives": found.pupils.join(names, on="pupil").select(
            "name", "objective", pl.col("share").round(4), "answered"
        ),
        "questions": found.items.join(asks.drop("id"), on="question").select(
            "id", "ask", "lesson", "objective", "answers", "facility", "discrimination",
            "low", "high", "seconds",
        ),
        "wrong": found.wrong.join(ids, on="question", maintain_order="left").select(
            "id", cells(found.wrong["label"]).alias("answer"), "chosen", "weak", "middle", "strong"
        ),
        "files": _files(lines),
    }  # fmt: skip
    return [_write(folder / f"{name}.csv", table) for name, table in tables.items()]


def _marks(found: Analysis, names: pl.DataFrame) -> pl.DataFrame:
    percent = (100 * pl.col("points") / pl.col("asked")).round(1)
    total = found.marks.group_by("pupil").agg(
        percent_of_all=(100 * pl.col("points").sum() / pl.col("asked").sum()).round(1),
        answered=pl.col("answered").sum(),
        asked=pl.col("asked").sum(),
    )
    wide = found.marks.select("pupil", "lesson", percent=percent).pivot(
        on="lesson", index="pupil", values="percent"
    )
    return names.join(wide, on="pupil").join(total, on="pupil").sort("pupil").drop("pupil")


def _files(lines: Sequence[Line]) -> pl.DataFrame:
    columns = zip(*lines, strict=True) if lines else ((), (), (), ())
    return pl.DataFrame(
        [cells(column).alias(name) for name, column in zip(Line._fields, columns, strict=True)]
    )


def _write(path: Path, table: pl.DataFrame) -> Path:
    table.write_csv(path, include_bom=True)  # spreadsheets need the mark to read é
    return path
