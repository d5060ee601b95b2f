"""Write spreadsheets (XLSX) for Kahoot and Quizizz, with the columns of their own templates.

Both take only choices, and Kahoot only short ones. What does not fit is left out and counted.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from itertools import product

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from lessons.core.spreadsheets import cell
from lessons.publishing.exports.export_base import (
    Export,
    Request,
    counted,
    edition,
    lost,
    no_hint,
    repacked,
)
from lessons.publishing.exports.question_shapes import lesson_parts
from lessons.questions.shapes import Choice, Part, Verdict

TIMES = (20, 30, 60, 90, 120, 240)  # seconds; Kahoot takes no others
LETTERS_A_SECOND = 10  # the pace of a slow reader
CELL = 32_767  # letters that a cell of a spreadsheet holds


@dataclass(frozen=True)
class Row:
    """A question as a row: its options, the numbers of the right ones, and the feedback."""

    ask: str
    options: tuple[str, ...]
    right: tuple[int, ...]
    why: str

    @property
    def key(self) -> str:
        """The numbers of the right options, as both systems read them."""
        return ",".join(map(str, self.right))

    @property
    def seconds(self) -> int:
        """The time to answer, by the length of what is to be read."""
        letters = len(self.ask) + sum(map(len, self.options))
        enough = (seconds for seconds in TIMES if seconds * LETTERS_A_SECOND >= letters)
        return next(enough, TIMES[-1])

    def padded(self, number: int) -> list[str]:
        """Return the options, and empty texts for those that a question does not have."""
        return [*self.options, *[""] * (number - len(self.options))]


@dataclass(frozen=True)
class Sheet:
    """The template of a system: its heading, the cells of a question, and how much fits in.

    `takes` says that in words. `above` rows stand above the heading; `question` and `answer` are
    the most letters.
    """

    system: str
    takes: str
    above: int
    heading: tuple[str, ...]
    cells: Callable[[int, Row], list[str | int]]
    options: int
    question: int = CELL
    answer: int = CELL

    def fits(self, row: Row) -> bool:
        """Return whether a question fits into the template."""
        is_short = len(row.ask) <= self.question and max(map(len, row.options)) <= self.answer
        return is_short and len(row.options) <= self.options


KAHOOT = Sheet(
    "Kahoot",
    "choices of at most 4 options, with 120 letters in the question and 75 in an answer",
    7,
    (
        "",
        "Question - max 120 characters",
        *(f"Answer {number} - max 75 characters" for number in range(1, 5)),
        "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
        "Correct answer(s) - choose at least one",
    ),
    lambda number, row: [number, row.ask, *row.padded(4), row.seconds, row.key],
    options=4,
    question=120,
    answer=75,
)
QUIZIZZ = Sheet(
    "Quizizz",
    "choices of at most 5 options",
    0,
    (
        "Question Text",
        "Question Type",
        *(f"Option {number}" for number in range(1, 6)),
        "Correct Answer",
        "Time in seconds",
        "Image Link",
        "Answer explanation",
    ),
    lambda _, row: [
        row.ask,
        "Multiple Choice" if len(row.right) == 1 else "Checkbox",
        *row.padded(5),
        row.key,
        row.seconds,
        "",
        row.why,
    ],
    options=5,
)
SILENT = "All questions: Kahoot shows no feedback."


def export(request: Request) -> Export:
    """Return a spreadsheet for each lesson and system, unless nothing of a lesson fits."""
    files: dict[str, bytes] = {}
    left_out: dict[Sheet, list[str]] = {KAHOOT: [], QUIZIZZ: []}
    for sheet, lesson in product(left_out, request.lessons):
        rows = []
        for part in lesson_parts(lesson, pictures=False):
            row = row_of(part)
            if row and sheet.fits(row):
                rows.append(row)
            else:
                left_out[sheet].append(part.question.type)
        if rows:
            files[f"{lesson}.{sheet.system.lower()}.xlsx"] = _book(sheet, rows)
    missing = [
        f"{counted(kinds)}: left out for {sheet.system}, which takes only {sheet.takes}."
        for sheet, kinds in left_out.items()
        if kinds
    ]
    return Export(files, [*missing, SILENT, *lost(request, "spreadsheet", no_hint)])


def row_of(part: Part) -> Row | None:
    """Return a part as a row, or None if it is no choice; no text in it is a formula."""
    if not isinstance(part, Choice | Verdict):
        return None
    return Row(
        cell(part.ask),
        tuple(cell(option.text) for option in part.options),
        tuple(number for number, option in enumerate(part.options, 1) if option.right),
        cell(" ".join(option.why for option in part.options if option.right)),
    )


def _book(sheet: Sheet, rows: list[Row]) -> bytes:
    """Return a spreadsheet with a row for each question: the same bytes for the same rows."""
    book = Workbook()
    book.properties.created = book.properties.modified = datetime.combine(edition(), time())
    page = book.worksheets[0]
    page.title = sheet.system
    for _ in range(sheet.above):
        page.append([""])
    page.append(sheet.heading)
    for number, row in enumerate(rows, 1):
        page.append(sheet.cells(number, row))
    packed = io.BytesIO()
    # `Workbook.save` would write the time of saving, and an ordinary ZIP the time of packing.
    with zipfile.ZipFile(packed, "w") as archive:
        ExcelWriter(book, archive).write_data()
    return repacked(packed)
