"""Make the gradebook's CSV files, for a spreadsheet or a school's own system.

A file comes in pieces: those of a country need not fit into memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

import polars as pl

from lessons.classroom.file_report import FileReport
from lessons.classroom.item_analysis import Analysis
from lessons.classroom.report_text import objective_text
from lessons.classroom.results import Results
from lessons.core.names import sort_key
from lessons.core.spreadsheets import cell

ROWS_IN_A_PIECE = 200_000


def cells(texts: Iterable[str]) -> pl.Series:
    """Return a column of texts that no spreadsheet takes for formulas."""
    return pl.Series([cell(text) for text in texts], dtype=pl.String)


def files(results: Results) -> dict[str, Iterator[bytes]]:
    """Return the pieces of each CSV file, by their names.

    marks.csv       a row for each pupil: per cent of each lesson (empty if none of it was handed
                    in), of what was handed in, and of all lessons that anybody handed in
    objectives.csv  a row for each pupil and objective
    questions.csv   a row for each question
    wrong.csv       a row for each wrong answer that somebody gave
    files.csv       a row for each file, with what was done about it
    weeks.csv       a row for each pupil and week
    """
    analysis, pupils, bank = results.analysis, results.builder.pupils, results.builder.questions
    # Polars sorts by code points, which puts É behind z.
    order = sorted(range(len(pupils)), key=lambda pupil: sort_key(pupils[pupil]))
    numbers = pl.Series(order, dtype=pl.UInt32)
    names = pl.DataFrame({"pupil": numbers, "name": cells(pupils[pupil] for pupil in order)})
    items = analysis.items.with_columns(
        ask=cells(bank[number].ask for number in analysis.items["question"]),
        objective=cells(analysis.items["objective"]),  # in an exam, the teacher's own sentence
    )
    tables = {
        "marks": _marks(analysis, names),
        "objectives": _objectives(analysis, names),
        "questions": items.select(
            "id", "ask", "lesson", "objective", "answers", "facility", "discrimination", "seconds"
        ),
        "wrong": analysis.wrong.select(
            "id", answer=cells(analysis.wrong["label"]), chosen="chosen"
        ),
        "files": _files(results.builder.reports),
        "weeks": _weeks(results.weeks, names),
    }
    semicolon = results.settings.semicolon
    return {f"{name}.csv": _csv(table, semicolon) for name, table in tables.items()}


def _marks(analysis: Analysis, names: pl.DataFrame) -> pl.DataFrame:
    lessons = len(analysis.lessons)
    percent = (100 * pl.col("points") / pl.col("asked")).round(1)
    by_lesson = analysis.marks.select("pupil", "lesson", percent=percent).pivot(
        on="lesson", index="pupil", values="percent"
    )
    total = analysis.totals.select(
        "pupil",
        "handed_in",
        pl.lit(lessons).alias("lessons_set"),
        percent_of_handed_in=(100 * pl.col("of_handed_in")).round(1),
        percent_of_all_set=(100 * pl.col("of_all")).round(1),
        answered="answered",
        asked="asked",
    )
    joined = names.join(by_lesson, on="pupil", maintain_order="left")
    return joined.join(total, on="pupil", maintain_order="left").drop("pupil")


def _objectives(analysis: Analysis, names: pl.DataFrame) -> pl.DataFrame:
    known = analysis.objectives["objective"].unique()
    goals = pl.DataFrame(
        {
            "id": known,
            "shown": cells(known),
            "goal": cells(objective_text(id) or id for id in known),
        }
    )
    rows = names.join(analysis.pupils, on="pupil", maintain_order="left_right")
    joined = rows.join(goals, left_on="objective", right_on="id", maintain_order="left")
    return joined.select(
        "name", pl.col("shown").alias("objective"), "goal", pl.col("share").round(4), "answered"
    )


def _files(reports: Sequence[FileReport]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "file": cells(report.file for report in reports),
            "pupil": cells(report.pupil for report in reports),
            "done": cells(report.status for report in reports),
            "why": cells(report.remark for report in reports),
            "lesson": cells(report.lesson for report in reports),
            "made": cells(report.made for report in reports),
            "answers": [report.answers for report in reports],
            "new": [report.new for report in reports],
        }
    )


def _weeks(weeks: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    joined = names.join(weeks, on="pupil", maintain_order="left_right").drop("pupil")
    return joined.with_columns(pl.col("share").round(4), pl.col("week").cast(pl.String))


def _csv(table: pl.DataFrame, semicolon: bool) -> Iterator[bytes]:
    """Yield a table as CSV, with quotes around every text: a code such as 0042 is not a number."""
    pieces = table.iter_slices(ROWS_IN_A_PIECE) if table.height else [table]
    for number, piece in enumerate(pieces):
        file = BytesIO()
        piece.write_csv(
            file,
            include_bom=not number,  # without it a spreadsheet does not read é
            include_header=not number,
            separator=";" if semicolon else ",",
            decimal_comma=semicolon,
            quote_style="non_numeric",
        )
        yield file.getvalue()
