"""The gradebook as CSV files, which a school's system or a spreadsheet takes.

A spreadsheet takes a cell that begins with = + - or @ for a formula, and runs it. Texts that
begin so get an apostrophe in front, as spreadsheets themselves do.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from lessons.classroom.file_report import Line
from lessons.classroom.item_analysis import Analysis
from lessons.classroom.report_text import goal
from lessons.classroom.validation import in_order, tidy
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
    *,
    semicolon: bool = False,
) -> list[Path]:
    """Write the tables into a folder and return their files, in the order of the names.

    marks.csv       a row for each pupil: per cent of each lesson (empty if none of it was handed
                    in), of what was handed in, and of all lessons that anybody handed in
    objectives.csv  a row for each pupil and objective
    questions.csv   a row for each question
    wrong.csv       a row for each wrong answer that somebody gave
    files.csv       a row for each file, with what was done about it
    """
    names = pl.DataFrame({"pupil": pl.Series(range(len(pupils)), dtype=pl.UInt32)})
    order = sorted(range(len(pupils)), key=lambda it: in_order(pupils[it]))
    names = names.with_columns(cells(pupils).alias("name"))[order]
    ids = pl.DataFrame({"question": pl.Series(range(len(asked)), dtype=pl.UInt16)})
    ids = ids.with_columns(pl.Series("id", [it.id for it in asked], dtype=pl.String))
    asks = ids.with_columns(cells(it.ask for it in asked).alias("ask"))
    tables = {
        "marks": _marks(found, names),
        "objectives": _objectives(found, names),
        "questions": found.items.join(asks.drop("id"), on="question").select(
            "id", "ask", "lesson", "objective", "answers", "facility", "discrimination",
            "low", "high", "seconds",
        ),
        "wrong": found.wrong.join(ids, on="question", maintain_order="left").select(
            "id", cells(found.wrong["label"]).alias("answer"), "chosen", "weak", "middle", "strong"
        ),
        "files": _files(lines),
    }  # fmt: skip
    return [_write(folder / f"{name}.csv", table, semicolon) for name, table in tables.items()]


def _marks(found: Analysis, names: pl.DataFrame) -> pl.DataFrame:
    lessons = found.marks["lesson"].n_unique()
    percent = (100 * pl.col("points") / pl.col("asked")).round(1)
    wide = found.marks.select("pupil", "lesson", percent=percent).pivot(
        on="lesson", index="pupil", values="percent"
    )
    total = found.totals.select(
        "pupil",
        "handed_in",
        pl.lit(lessons).alias("lessons_set"),
        percent_of_handed_in=(100 * pl.col("of_handed_in")).round(1),
        percent_of_all_set=(100 * pl.col("of_all")).round(1),
        answered="answered",
        asked="asked",
    )
    joined = names.join(wide, on="pupil", maintain_order="left")
    return joined.join(total, on="pupil", maintain_order="left").drop("pupil")


def _objectives(found: Analysis, names: pl.DataFrame) -> pl.DataFrame:
    ids = [str(it) for it in found.objectives["objective"]]
    words = pl.DataFrame(
        {"objective": pl.Series(ids, dtype=pl.String), "goal": cells(goal(it) or it for it in ids)}
    )
    rows = found.pupils.with_columns(pl.col("objective").cast(pl.String))
    joined = names.join(rows, on="pupil", maintain_order="left_right")
    return joined.join(words, on="objective", maintain_order="left").select(
        "name", "objective", "goal", pl.col("share").round(4), "answered"
    )


def _files(lines: Sequence[Line]) -> pl.DataFrame:
    told = Line._fields[:4]
    columns = [[str(line[place]) for line in lines] for place in range(len(told))]
    return pl.DataFrame(
        [cells(column).alias(name) for name, column in zip(told, columns, strict=True)]
    )


def _write(path: Path, table: pl.DataFrame, semicolon: bool) -> Path:
    # Spreadsheets need the mark at the start to read é.
    if semicolon:
        table.write_csv(path, include_bom=True, separator=";", decimal_comma=True)
    else:
        table.write_csv(path, include_bom=True)
    return path
