"""Make a ZIP with a page for each pupil: results, what to read again, the teacher's comments."""

from collections.abc import Iterator, Sequence
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from lessons.classroom import report_text
from lessons.classroom.feedback_pdf import pdf
from lessons.classroom.moodle_names import participant
from lessons.classroom.persons import Person
from lessons.classroom.results import Results
from lessons.core.names import file_part, key, sort_key
from lessons.core.templates import templates
from lessons.core.zips import zipped

FILE = "feedback.zip"
READ_AGAIN = report_text.UNDERSTOOD  # below this share an objective is worth reading again
MAX_FOLDER_LENGTH = 60  # letters of a name in the name of a folder
_PAGE = templates(Path(__file__).parent).get_template("feedback.html.j2")


class PupilFeedback(NamedTuple):
    """What a pupil reads about the answers.

    `marks` and `objectives` are rows of a text and per cent. `written` has for each written
    position the question, the points as text or "", and the teacher's comment. `again` has what to
    read again with its address, which is "" where the course is not on a website.
    """

    title: str
    name: str
    comment: str
    marks: Sequence[tuple[str, str]]
    objectives: Sequence[tuple[str, str]]
    written: Sequence[tuple[str, str, str]]
    again: Sequence[tuple[str, str]]


def feedback_zip(results: Results, website: str = "") -> bytes:
    """Return a ZIP with a page for each pupil, as HTML and as PDF.

    `website` is the address of the course, to which links lead, or "". Pages are named by the
    folders that Moodle gave to submissions, so that its "upload multiple feedback files in a zip"
    takes them, otherwise by the pupils' names.
    """
    files: dict[str, bytes] = {}
    folders: set[str] = set()
    for person, found in _all_feedback(results, website):
        folder = _folder(person, folders)
        files[f"{folder}/feedback.html"] = html(found).encode()
        files[f"{folder}/feedback.pdf"] = pdf(found)
    return zipped(files)


def html(feedback: PupilFeedback) -> str:
    """Return a pupil's page as HTML; every text in it is escaped."""
    return _PAGE.render(feedback._asdict(), limit=f"{READ_AGAIN:.0%}".removesuffix("%"))


def _all_feedback(results: Results, website: str) -> Iterator[tuple[Person, PupilFeedback]]:
    """Yield the pupils who answered something, by name, each with the feedback."""
    comments = {key(pupil.name): pupil.comment for pupil in results.settings.listed}
    marks = results.analysis.marks.rows_by_key("pupil", named=True)
    shares = results.analysis.pupils.rows_by_key("pupil", named=True)
    written, persons = _positions(results), results.builder.persons
    for number in sorted(marks, key=lambda n: sort_key(persons[n].name)):
        person, grade = persons[number], results.grades[number]
        percents = [
            (report_text.lesson_heading(row["lesson"]), f"{100 * row['share']:.0f}")
            for row in marks[number]
        ]
        if grade.mark:
            text = (
                f"In all {grade.points:g} of {grade.max_points:g} points. Your mark: {grade.mark}"
            )
            percents.append((text, f"{grade.percent:.0f}"))
        # A teacher's own question may serve no objective of the course.
        rows = [row for row in shares.get(number, ()) if row["objective"]]
        weakest = sorted(rows, key=lambda row: row["share"])
        yield (
            person,
            PupilFeedback(
                results.settings.title,
                person.typed,
                comments.get(key(person.typed), ""),
                percents,
                [(_objective(row["objective"]), f"{100 * row['share']:.0f}") for row in rows],
                written.get(number, ()),
                [_where(r["objective"], website) for r in weakest if r["share"] < READ_AGAIN],
            ),
        )


def _positions(results: Results) -> dict[int, list[tuple[str, str, str]]]:
    """Return the written positions that the teacher marked, by the pupil's number."""
    found: dict[int, list[tuple[str, str, str]]] = {}
    for text in results.written:
        points = "" if text.points is None else f"{text.points} of {text.max_points} points"
        if points or text.comment:
            found.setdefault(text.pupil, []).append((text.question.ask, points, text.comment))
    return found


def _objective(id: str) -> str:
    return report_text.objective_text(id) or id


def _where(id: str, website: str) -> tuple[str, str]:
    """Return which lesson and section teach an objective, the objective, and the address."""
    link = report_text.reading_link(id)
    if link is None:
        return id, ""
    section, page = link
    address = f"{website.rstrip('/')}/{page}" if website else ""
    return f"Lesson {section}: {_objective(id)}", address


def _folder(person: Person, taken: set[str]) -> str:
    """Return a folder's name for a pupil that no other pupil has, and add it to those taken."""
    found = participant([item.file for item in person.accepted])
    wanted = found.folder if found else file_part(person.name)[:MAX_FOLDER_LENGTH] or "pupil"
    # Windows and macOS take names that differ only in capitals for one.
    numbered = chain([wanted], (f"{wanted}{number}" for number in count(2)))
    name = next(name for name in numbered if name.casefold() not in taken)
    taken.add(name.casefold())
    return name
