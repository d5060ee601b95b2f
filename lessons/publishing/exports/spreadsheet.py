"""Write spreadsheets (XLSX) for Kahoot and Quizizz, with the columns of their own templates.

Both take only choices, and Kahoot only short ones. What does not fit is left out and counted.
The templates are in `spreadsheet.toml`.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from lessons.core.spreadsheets import cell
from lessons.core.toml import read_toml
from lessons.publishing.exports.export_base import (
    Export,
    Request,
    by_type,
    edition,
    lesson_parts,
    lost,
    repacked,
)
from lessons.questions.shapes import Choice, Part, Verdict

TIMES = (20, 30, 60, 90, 120, 240)  # seconds; Kahoot takes no others
LETTERS_A_SECOND = 10  # the pace of a slow reader
CELL = 32_767  # letters that a cell of a spreadsheet holds
NO_FEEDBACK = "All questions: Kahoot shows no feedback."
Row = Mapping[str, Any]  # what a row shows of a question, by the names in `spreadsheet.toml`


@dataclass(frozen=True)
class Sheet:
    """The template of a system: its columns, and how much fits in; see `spreadsheet.toml`."""

    takes: str
    above: int
    columns: Mapping[str, str]
    options: int
    question: int = CELL
    answer: int = CELL

    def fits(self, ask: str, options: list[str]) -> bool:
        """Return whether a choice fits into the template."""
        is_short = len(ask) <= self.question and max(map(len, options)) <= self.answer
        return is_short and len(options) <= self.options


SHEETS = {
    system: Sheet(**about)
    for system, about in read_toml(Path(__file__).with_suffix(".toml")).items()
}


def export(request: Request) -> Export:
    """Return a spreadsheet for each lesson and system, unless nothing of a lesson fits."""
    files: dict[str, bytes] = {}
    missing = []
    for system, sheet in SHEETS.items():
        left_out: list[str] = []
        for lesson in request.lessons:
            rows = []
            for part in lesson_parts(lesson, pictures=False):
                if row := row_of(part, sheet):
                    rows.append(row)
                else:
                    left_out.append(part.question.type)
            if rows:
                files[f"{lesson}.{system.lower()}.xlsx"] = _book(system, sheet, rows)
        if left_out:
            reason = f"left out for {system}, which takes only {sheet.takes}."
            missing.append(f"{by_type(left_out)}: {reason}")
    return Export(files, [*missing, NO_FEEDBACK, *lost(request, "spreadsheet")])


def row_of(part: Part, sheet: Sheet) -> Row:
    """Return a choice as a row; an empty one for a part that is not a choice, or does not fit.

    No text in it is a formula.
    """
    if not isinstance(part, Choice | Verdict):
        return {}
    ask, options = cell(part.ask), [cell(option.text) for option in part.options]
    if not sheet.fits(ask, options):
        return {}
    letters = len(ask) + sum(map(len, options))
    enough = (seconds for seconds in TIMES if seconds * LETTERS_A_SECOND >= letters)
    right = [str(number) for number, option in enumerate(part.options, 1) if option.right]
    return {
        "ask": ask,
        "kind": "Multiple Choice" if len(right) == 1 else "Checkbox",
        "key": ",".join(right),
        "seconds": next(enough, TIMES[-1]),
        "why": cell(" ".join(option.why for option in part.options if option.right)),
        **{f"option {number}": text for number, text in enumerate(options, 1)},
    }


def _book(system: str, sheet: Sheet, rows: list[Row]) -> bytes:
    """Return a spreadsheet with a row for each question: the same bytes for the same rows."""
    book = Workbook()
    book.properties.created = book.properties.modified = datetime.combine(edition(), time())
    page = book.worksheets[0]
    page.title = system
    for _ in range(sheet.above):
        page.append([""])
    page.append([*sheet.columns])
    for number, row in enumerate(rows, 1):
        known = {"number": number, **row}
        page.append([known.get(name, "") for name in sheet.columns.values()])
    packed = io.BytesIO()
    # `Workbook.save` would write the time of saving, and an ordinary ZIP the time of packing.
    with zipfile.ZipFile(packed, "w") as archive:
        ExcelWriter(book, archive).write_data()
    return repacked(packed)
