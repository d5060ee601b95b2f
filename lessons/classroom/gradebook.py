"""Make a gradebook of a folder of hand-ins: tables, a page and a notebook."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from urllib.parse import urlsplit

import polars as pl

from lessons.classroom import (
    feedback,
    grade_files,
    page,
    pupil_rows,
    tables,
    teacher_notebook,
    weeks,
    written_marks,
)
from lessons.classroom.class_list import compare, read_pupils
from lessons.classroom.file_report import foreign_files, ranked, sentence
from lessons.classroom.gradebook_builder import GradebookBuilder
from lessons.classroom.grading_scheme import SCALES, Scheme, read_scheme
from lessons.classroom.hand_in_builder import course_website
from lessons.classroom.hand_in_reader import read_folder
from lessons.classroom.item_analysis import analyse
from lessons.classroom.results import Results, Settings
from lessons.classroom.validation import Refused
from lessons.core.files import write_bytes, write_files
from lessons.core.paths import UnknownName, lesson_folder, slug
from lessons.core.shell import python_command
from lessons.core.text import counted

MAX_PRINTED = 30  # remarks that the command prints; the page shows them all
COMMA = "Their columns are separated by commas; for a spreadsheet that writes 0,5 add --semicolon."
SEMICOLON = "Their columns are separated by semicolons, and numbers are written as 0,5."


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `gradebook`: those that it shares with marking exams, and lessons."""
    parser.description = __doc__
    add_options(parser, "gradebook")
    about = "a lesson that you set, such as 3 or the_network; others are left out; "
    about += "may be given several times"
    parser.add_argument("--lesson", action="append", default=[], help=about)


def add_options(parser: ArgumentParser, out: str) -> None:
    """Add the options that marking lessons and marking exams have in common."""
    website = "where your pupils open the course: links in their feedback lead there"
    scheme = "your own points and marks, as TOML; the two options above are then not used"
    due = "2026-11-30, or the_network=2026-11-30: hand-ins made later get a remark"
    add = parser.add_argument
    add("folder", type=Path, help="where the hand-ins are: a folder, or a ZIP")
    add("--out", type=Path, help=f"where to write (default: FOLDER/{out})")
    add("--names", type=Path, help="a class list, as text or CSV: who is missing?")
    add("--feedback", action="store_true", help=f"write {feedback.FILE}: a page for each pupil")
    add("--website", type=_website, metavar="ADDRESS", help=website)
    add("--scale", choices=SCALES, default="percent", help="the marks you give")
    add("--count-written", action="store_true", help="count written positions, too")
    add("--scheme", type=Path, help=scheme)
    add("--due", type=_due, action="append", default=[], metavar="[LESSON=]DAY", help=due)
    add("--written", type=Path, help=f"{written_marks.FILE}: your marks of written positions")
    add("--class", dest="class_name", metavar="NAME", help="what the page is for")
    add("--semicolon", action="store_true", help="tables for a spreadsheet that writes 0,5")


def _website(text: str) -> str:
    """Return the address of a website. Raise ArgumentTypeError for any other text."""
    parts = urlsplit(text)
    if parts.scheme not in ("https", "http") or not parts.netloc:
        raise ArgumentTypeError(f"'{text}' is not an address such as https://example.org/course/")
    return text


def _due(text: str) -> tuple[str, datetime]:
    """Return a lesson, or "" for all, and the end of a day in this computer's time zone.

    Raise ArgumentTypeError for another text.
    """
    lesson, _, day = text.rpartition("=")
    try:
        until = datetime.combine(date.fromisoformat(day), time.max).astimezone()
        return slug(lesson_folder(lesson)) if lesson else "", until
    except ValueError:
        raise ArgumentTypeError(f"'{text}' is not a day such as 2026-11-30") from None
    except UnknownName as error:
        raise ArgumentTypeError(str(error)) from None


def run(options: Namespace) -> int:
    """Make the gradebook of a folder; return 1 if nothing in it could be counted."""
    lessons = [slug(lesson_folder(name)) for name in options.lesson]
    return mark(options, GradebookBuilder(), "gradebook", "Gradebook", lessons)


def mark(
    options: Namespace,
    builder: GradebookBuilder,
    name: str,
    title: str,
    lessons: Sequence[str] = (),
) -> int:
    """Mark the hand-ins that the options name, write the gradebook, and print what was done.

    `name` is that of the new folder, `title` is the page's heading. Return 1 if nothing could be
    counted. Raise Mistake for a folder or class list that cannot be read.
    """
    folder = folder_of(options)
    # Beside a ZIP there may be others, as in a folder of downloads: each gets its own gradebook.
    inside, beside = folder / name, folder.with_name(f"{folder.stem}-{name}")
    out = options.out or (inside if folder.is_dir() else beside)
    # First the files that a teacher has written: a mistake in one is reported before a long wait.
    scheme = Scheme(SCALES[options.scale], count_written=options.count_written)
    settings = Settings(
        f"{title}, {options.class_name or folder.resolve().stem}",
        read_pupils(options.names) if options.names else (),
        lessons,
        read_scheme(options.scheme) if options.scheme else scheme,
        written_marks.read_points(options.written) if options.written else {},
        options.semicolon,
    )
    builder.due = dict(options.due)
    read_into(builder, folder)
    if not builder.reports:
        raise Refused(
            f"{folder} holds no file. Looked for hand-ins, such as hand-in-the_network-Amina.json, "
            "in this folder, its subfolders and ZIPs in them."
        )
    results = write(builder, out, settings)
    if options.feedback:
        made = feedback.feedback_zip(results, options.website or course_website())
        print(f"Feedback for each pupil: {write_bytes(out / feedback.FILE, made)}")
    print_summary(results, out)
    return 0 if builder.counted else 1


def folder_of(options: Namespace) -> Path:
    """Return the folder or ZIP that the options name. Raise Refused if it does not exist."""
    folder: Path = options.folder
    if not folder.exists():
        raise Refused(f"There is no folder {folder}. Put the hand-ins into a folder and name it.")
    return folder


def read_into(builder: GradebookBuilder, folder: Path) -> None:
    """Add every file in a folder to a builder."""
    for source, data in read_folder(folder):
        builder.add(source, data)


def write(builder: GradebookBuilder, out: Path, settings: Settings) -> Results:
    """Write the tables, the page and the notebook into `out`; return what they show."""
    builder.report_duplicates(settings.names)
    results = _results(builder, settings)
    notebook = teacher_notebook.text(semicolon=settings.semicolon)
    others = {"gradebook.html": page.page(results), "gradebook.ipynb": notebook}
    # All or none: where a spreadsheet has one of them open, no mixture of old and new is left.
    write_files(out, {**tables.files(results), **grade_files.grade_files(results), **others})
    return results


def _results(builder: GradebookBuilder, settings: Settings) -> Results:
    """Return the results, with no more answers than a page can show."""
    scheme, points = settings.scheme, settings.points
    lessons = settings.lessons or [question.lesson for question in builder.questions]
    asked = [n for n, question in enumerate(builder.questions) if question.lesson in lessons]
    can_show = builder.columns.texts().height <= page.MAX_WRITTEN
    written = [
        answer for answer in (written_marks.marked(builder, points) if points or can_show else ())
        if answer.number in asked
    ]  # fmt: skip
    answers, wrong = (
        rows.filter(pl.col("question").is_in(asked))
        for rows in (builder.columns.answers(), builder.columns.wrong_choices())
    )
    by_week = weeks.by_week(answers)
    # A copy: a slice alone would keep all answers in memory.
    shown, sizes = answers.head(pupil_rows.MAX_ANSWERS + 1).clone(), builder.sizes
    if scheme.count_written:
        answers = pl.concat([answers, written_marks.scores(written)])
        sizes = sizes + Counter(q.lesson for q in builder.questions if q.guide)
    analysis = analyse(answers, wrong, builder.questions, list(builder.choices), sizes)
    comparison = compare(settings.names, [person.typed for person in builder.persons])
    grades = scheme.grades(analysis)
    return Results(settings, builder, analysis, shown, wrong, comparison, grades, written, by_week)


def print_summary(results: Results, out: Path) -> None:
    """Print the remarks on files, who is missing, and where the gradebook is."""
    builder, settings = results.builder, results.settings
    reports = ranked(builder.reports)
    for report in reports[:MAX_PRINTED]:
        print(f"{sentence(report)}.")
    if len(reports) > MAX_PRINTED:
        print(f"... and {counted(len(reports) - MAX_PRINTED, 'more remark')}: see the page.")
    if foreign := foreign_files(builder.reports):
        print(foreign)
    if names := settings.names:
        # So that the teacher notices at once if the list was misread.
        print(f"Names on your list: {len(names)}, from {names[0]!r} to {names[-1]!r}.")
    for line in results.comparison.sentences():
        print(line)
    print(f"Files looked at: {len(builder.reports):,}. Hand-ins counted: {builder.counted:,}.")
    print(f"Open {out / 'gradebook.html'} in a browser. The tables are beside it as CSV files.")
    print(SEMICOLON if settings.semicolon else COMMA)
    command = python_command("jupyterlab", out / "gradebook.ipynb")
    print(f"To explore them further, type: {command}")
