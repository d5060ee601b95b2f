"""Read the points that a teacher gave to written positions, and count them if the scheme says so.

The gradebook's page saves them as a file, `written_marks.csv`, with these columns:

    pupil, question     whose answer it is, and the question's id
    points              from 0 to the number of sentences in the question's guide
    text                a fingerprint of the answer: points for another text do not count
    comment             the teacher's comment for the pupil (may be left out)

A pupil or comment that a spreadsheet would take for a formula has an apostrophe in front.
"""

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import polars as pl

from lessons.classroom.answer_columns import ANSWERS
from lessons.classroom.gradebook_builder import GradebookBuilder
from lessons.classroom.validation import Refused, quoted
from lessons.core.files import read_bytes
from lessons.core.names import tidy
from lessons.core.spreadsheets import typed
from lessons.questions import Question

FILE = "written_marks.csv"
COLUMNS = ("pupil", "question", "points", "text", "comment")
NEEDED = COLUMNS[:-1]
MAX_BYTES = 10_000_000
MAX_COMMENT = 2_000  # letters


class MarkedPosition(NamedTuple):
    """A written answer with its fingerprint, and the points and comment given.

    `pupil` and `number` are the numbers of its pupil and its question.
    """

    pupil: int
    number: int
    question: Question
    text: str
    fingerprint: str
    points: int | None
    comment: str = ""

    @property
    def max_points(self) -> int:
        """The most points that the answer can get: one for each sentence of the guide."""
        return len(self.question.guide)


Key = tuple[str, str, str]  # pupil, question and fingerprint
Points = Mapping[Key, tuple[int | None, str]]  # the points or None, and a comment or ""


def fingerprint(text: str) -> str:
    """Return a short text by which an answer is recognised."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def read_points(path: Path) -> Points:
    """Return the points and comments in a file that the page saved.

    Raise Refused, with the file, row and column, for a file that the page cannot have saved.
    """
    data = read_bytes(path)
    if len(data) > MAX_BYTES:
        raise Refused(f"{path.name} is larger than {MAX_BYTES / 1e6:g} MB.")
    try:
        rows = csv.DictReader(StringIO(data.decode("utf-8-sig")), strict=True)
        if tuple(rows.fieldnames or ()) not in (NEEDED, COLUMNS):
            raise Refused(f"{path.name} must have the columns {', '.join(COLUMNS)}.")
        return dict(_entry(path.name, number, row) for number, row in enumerate(rows, 2))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"{path.name} is not a table as the page saves it: {error}.") from None


def _entry(
    name: str, number: int, row: Mapping[str, str | None]
) -> tuple[Key, tuple[int | None, str]]:
    points, comment = row["points"] or "", tidy(typed(row.get("comment") or ""))[:MAX_COMMENT]
    # No guide has a thousand sentences, and int() fails for thousands of digits.
    is_number = points.isascii() and points.isdecimal() and len(points) <= 3
    if not is_number and (points or not comment):
        raise Refused(
            f"{name}, row {number}: 'points' must be a whole number, not {quoted(points)}."
        )
    own = typed(row["pupil"] or ""), row["question"] or "", row["text"] or ""
    return own, (int(points) if points else None, comment)


def marked(builder: GradebookBuilder, points_of: Points) -> Iterator[MarkedPosition]:
    """Yield the written answers, by question and then in the order of the pupils."""
    names = builder.pupils
    for pupil, number, text in builder.columns.texts().sort("question", "pupil").iter_rows():
        question = builder.questions[number]
        if question.guide:
            own = fingerprint(text)
            points, comment = points_of.get((names[pupil], question.id, own), (None, ""))
            if points is not None and points > len(question.guide):
                points = None
            yield MarkedPosition(pupil, number, question, text, own, points, comment)


def scores(found: Sequence[MarkedPosition]) -> pl.DataFrame:
    """Return the answers with points as a table with the columns of ANSWERS."""
    rows = [
        (answer.pupil, answer.number, answer.points / answer.max_points, None, 1, 0, 0)
        for answer in found
        if answer.points is not None
    ]
    return pl.DataFrame(rows, schema=ANSWERS, orient="row")
