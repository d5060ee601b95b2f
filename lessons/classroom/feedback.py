"""Give each pupil a page with results, what to read again and the teacher's remark, in one ZIP."""

import logging
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lessons.classroom import report_text
from lessons.classroom.grading_scheme import Grade
from lessons.classroom.item_analysis import Analysis
from lessons.classroom.moodle_names import participant_of
from lessons.classroom.persons import Person
from lessons.core.names import file_part, sort_key

FILE = "feedback.zip"
READ_AGAIN = report_text.UNDERSTOOD  # below this share an objective is worth reading again
NOT_DATED = (1980, 1, 1, 0, 0, 0)  # of every file in the ZIP: the same results, the same bytes
MAX_LENGTH = 60  # letters of a name in the name of a folder
TITLE_SIZE, HEAD_SIZE, TEXT_SIZE = 18, 13, 10.5  # points
LINE, PERCENT_WIDTH = 6, 20  # millimetres


class Feedback(NamedTuple):
    """What a pupil is told: rows of a text and per cent, and sentences on what to read again."""

    title: str
    name: str
    remark: str
    marks: Sequence[tuple[str, str]]
    objectives: Sequence[tuple[str, str]]
    again: Sequence[str]


def zipped(
    title: str,
    analysis: Analysis,
    persons: Sequence[Person],
    remarks: Mapping[str, str],
    grades: Mapping[int, Grade],
) -> bytes:
    """Return a ZIP with a page for each pupil, as HTML and as PDF.

    Pages are named by the folders that Moodle gave to submissions, so that its "upload multiple
    feedback files in a zip" takes them, otherwise by the pupils' names. `remarks` has the
    teacher's remarks by name, `grades` the grades by number.
    """
    packed = BytesIO()
    folders: set[str] = set()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, found in _all_feedback(title, analysis, persons, remarks, grades):
            folder = _folder(persons[number], folders)
            for name, data in (("html", html(found).encode()), ("pdf", pdf(found))):
                entry = zipfile.ZipInfo(f"{folder}/feedback.{name}", NOT_DATED)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, data)
    return packed.getvalue()


def html(feedback: Feedback) -> str:
    """Return a pupil's page as HTML; every text in it is escaped."""
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    template = environment.get_template("feedback.html.j2")
    return template.render(feedback._asdict(), limit=f"{READ_AGAIN:.0%}".removesuffix("%"))


def pdf(feedback: Feedback) -> bytes:
    """Return a pupil's page as PDF; letters that its font does not have stay blank."""
    sheet = _sheet(feedback.title)

    def write(text: str, size: float, style: str = "") -> None:
        sheet.set_font("body", style, size)
        sheet.multi_cell(0, LINE, text, new_x="LMARGIN", new_y="NEXT")

    write(feedback.name, TITLE_SIZE, "B")
    write(feedback.title, TEXT_SIZE)
    if feedback.remark:
        write("\nFrom your teacher", HEAD_SIZE, "B")
        write(feedback.remark, TEXT_SIZE)
    for head, rows in (("Your results", feedback.marks), ("By objective", feedback.objectives)):
        write(f"\n{head}", HEAD_SIZE, "B")
        for text, percent in rows:
            write(f"{percent} %   {text}", TEXT_SIZE)
    write("\nWhat to read again", HEAD_SIZE, "B")
    for line in feedback.again or ["Nothing."]:
        write(line, TEXT_SIZE)
    return bytes(sheet.output())


def _sheet(title: str) -> Any:
    """Return an empty page of A4."""
    from fpdf import FPDF

    # Its remarks on letters that the font does not have: the page as HTML shows them.
    logging.getLogger("fpdf.output").setLevel(logging.ERROR)
    sheet = FPDF(format="A4")
    found = find_spec("matplotlib")  # has fonts for most alphabets, and is not imported for them
    assert found and found.origin
    fonts = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
    sheet.add_font("body", "", fonts / "DejaVuSans.ttf")
    sheet.add_font("body", "B", fonts / "DejaVuSans-Bold.ttf")
    sheet.set_title(title)
    sheet.set_lang("en-GB")
    sheet.add_page()
    return sheet


def _all_feedback(
    title: str,
    analysis: Analysis,
    persons: Sequence[Person],
    remarks: Mapping[str, str],
    grades: Mapping[int, Grade],
) -> Iterator[tuple[int, Feedback]]:
    """Yield the number and the feedback of each pupil who answered something, by name."""
    marks = _grouped(analysis.marks)
    shares = _grouped(analysis.pupils)
    for number in sorted(marks, key=lambda it: sort_key(persons[it].name)):
        person = persons[number]
        rows = [row for row in shares.get(number, ()) if row["objective"]]
        weak = sorted((it for it in rows if it["share"] < READ_AGAIN), key=lambda it: it["share"])
        yield (
            number,
            Feedback(
                title,
                person.typed,
                remarks.get(person.typed, ""),
                [*map(_lesson_row, marks[number]), *_in_all(grades[number])],
                [(_objective(row["objective"]), f"{100 * row['share']:.0f}") for row in rows],
                [_where(row["objective"]) for row in weak],
            ),
        )


def _lesson_row(row: Mapping[str, Any]) -> tuple[str, str]:
    return report_text.lesson_heading(str(row["lesson"])), f"{100 * row['share']:.0f}"


def _in_all(grade: Grade) -> Iterator[tuple[str, str]]:
    """Yield a row with the mark, if the teacher gives marks."""
    if grade.mark:
        text = f"In all {grade.points:g} of {grade.most:g} points. Your mark: {grade.mark}"
        yield text, f"{grade.percent:.0f}"


def _grouped(table: pl.DataFrame) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in table.iter_rows(named=True):
        found.setdefault(row["pupil"], []).append(row)
    return found


def _objective(id: str) -> str:
    return report_text.objective_text(id) or id


def _where(id: str) -> str:
    """Return which lesson has an objective, and the objective."""
    lesson = id.rpartition(".")[0]
    return f"Lesson {report_text.lesson_heading(lesson)}: {_objective(id)}" if lesson else id


def _folder(person: Person, taken: set[str]) -> str:
    """Return a folder's name for a pupil that no other pupil has, and add it to those taken."""
    found = participant_of(item.file for item in person.accepted)
    wanted = found.folder if found else file_part(person.name)[:MAX_LENGTH] or "pupil"
    name = next(it for it in _numbered(wanted) if it.casefold() not in taken)
    taken.add(name.casefold())
    return name


def _numbered(name: str) -> Iterable[str]:
    """Yield a name, then the same with a number behind it: 2, 3 and so on."""
    yield name
    number = 2
    while True:
        yield f"{name}{number}"
        number += 1
