"""Make a gradebook of a folder of hand-ins: tables, a page and a notebook."""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from lessons.classroom import page, pupil_details, pupils, tables, teacher_notebook
from lessons.classroom.file_report import foreign_files, ranked, sentence, without_counted_file
from lessons.classroom.gradebook_builder import GradebookBuilder
from lessons.classroom.hand_in_reader import read_folder
from lessons.classroom.item_analysis import Analysis, analyse
from lessons.classroom.validation import Refused
from lessons.core.names import sort_key, tidy
from lessons.core.paths import ROOT, UnknownName, lesson_folder, slug
from lessons.core.text import counted

MAX_PRINTED = 30  # remarks that the command prints; the page has all
FIRST_ANSWERS = "Marks are computed anew from the first answers."
LAST_ANSWERS = "Marks are computed anew from the last answers."
COMMA = "Their columns are separated by commas; for a spreadsheet that writes 0,5 add --semicolon."
SEMICOLON = "Their columns are separated by semicolons, and numbers are written as 0,5."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Let `gradebook` take a folder, lessons, and what marking exams takes as well."""
    parser.description = __doc__
    parser.add_argument("folder", type=Path, help="where the hand-ins are; ZIPs and folders too")
    add_options(parser, "gradebook")
    parser.add_argument(
        "--lesson", action="append", default=[], help="a lesson that you set; others are left out"
    )


def run(options: argparse.Namespace) -> int:
    """Make the gradebook of a folder; return 1 if nothing in it could be counted."""
    if not options.folder.is_dir():
        print(f"There is no folder {options.folder}. Put the hand-ins into a folder and name it.")
        return 1
    out = options.out or options.folder / "gradebook"
    try:
        names = read_class_list(options.names)
        lessons = [slug(lesson_folder(name)) for name in options.lesson]
    except (Refused, UnknownName) as error:
        print(f"{str(error).rstrip('.')}.")
        return 1
    builder = make(options.folder, out, names=names, semicolon=options.semicolon, lessons=lessons)
    print_summary(builder, out, names=names, semicolon=options.semicolon)
    return 0 if builder.counted else 1


def add_options(parser: argparse.ArgumentParser, out: str) -> None:
    """Add the options that marking lessons and marking exams have in common."""
    parser.add_argument("--out", type=Path, help=f"where to write (default: FOLDER/{out})")
    parser.add_argument("--names", type=Path, help="a text file, one name a line: who is missing?")
    parser.add_argument(
        "--semicolon", action="store_true", help="tables for a spreadsheet that writes 0,5"
    )


def read_class_list(path: Path | None) -> list[str]:
    """Return the names in a class list, one a line. Raise Refused if it cannot be read."""
    if path is None:
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Refused(
            f"{path} is not plain text: save it as text (UTF-8), one name a line"
        ) from None
    return [name for name in map(tidy, text.splitlines()) if name]


def make(
    folder: Path,
    out: Path,
    *,
    names: Sequence[str] = (),
    semicolon: bool = False,
    lessons: Sequence[str] = (),
) -> GradebookBuilder:
    """Read every hand-in in a folder, write the gradebook into `out`, and return its builder."""
    builder = GradebookBuilder()
    for source, data in read_folder(folder, skip=out):
        builder.add(source, data)
    title = f"Gradebook: {folder.resolve().name}"
    write(builder, out, title, names=names, semicolon=semicolon, lessons=lessons)
    return builder


def write(
    builder: GradebookBuilder,
    out: Path,
    title: str,
    *,
    names: Sequence[str] = (),
    semicolon: bool = False,
    lessons: Sequence[str] = (),
) -> Analysis:
    """Write the tables, the page and the notebook into `out`, and return the analysis.

    `names` is a class list, to see who is missing; `lessons` are those that were set, by default
    all that anybody answered.
    """
    builder.report_duplicates()
    bank, choices = builder.questions, list(builder.choices)
    answers, wrong = _of_lessons(lessons, builder)
    sizes = Counter(question.id.partition(".")[0] for question in bank if question.is_marked)
    analysis = analyse(answers, wrong, bank, choices, sizes)
    choosers: dict[int, list[int]] = {}
    if len(builder.pupils) <= pupils.MAX_PUPILS:
        for pupil, choice in wrong.iter_rows():
            choosers.setdefault(choice, []).append(pupil)
    content = page.Content(
        title=title,
        note=LAST_ANSWERS if builder.uses_last_answers else FIRST_ANSWERS,
        analysis=analysis,
        pupils=builder.pupils,
        questions=bank,
        reasons=dict(builder.choices.values()),
        choosers=choosers,
        reports=builder.reports,
        answers=pupil_details.answers_by_pupil(answers, wrong, choices, builder.texts()),
        absent=pupils.Absent(without_counted_file(builder.reports), missing(builder, names)),
    )
    out.mkdir(parents=True, exist_ok=True)
    tables.write(out, analysis, builder.pupils, bank, builder.reports, semicolon=semicolon)
    (out / "gradebook.html").write_text(page.page(content), encoding="utf-8")
    teacher_notebook.write(out / "gradebook.ipynb", semicolon=semicolon)
    return analysis


def _of_lessons(
    lessons: Sequence[str], builder: GradebookBuilder
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the answers and the wrong choices in these lessons; all if none is named."""
    answers, wrong = builder.answers(), builder.wrong_choices()
    if not lessons:
        return answers, wrong
    ids = [question.id for question in builder.questions]
    wanted = {n for n, id in enumerate(ids) if id.partition(".")[0] in lessons}
    choices = [n for n, (question, _) in enumerate(builder.choices) if question in wanted]
    return (
        answers.filter(pl.col("question").is_in(list(wanted))),
        wrong.filter(pl.col("choice").is_in(choices)),
    )


def missing(builder: GradebookBuilder, names: Sequence[str]) -> list[str]:
    """Return the names of a class list under which no hand-in was counted, sorted."""
    present = {sort_key(name)[0] for name in builder.pupils}
    return sorted((name for name in names if sort_key(name)[0] not in present), key=sort_key)


def print_summary(
    builder: GradebookBuilder, out: Path, *, names: Sequence[str] = (), semicolon: bool = False
) -> None:
    """Print the remarks on files, who is missing, and where the gradebook is."""
    reports = ranked(builder.reports)
    for report in reports[:MAX_PRINTED]:
        print(f"{sentence(report)}.")
    if len(reports) > MAX_PRINTED:
        print(f"... and {counted(len(reports) - MAX_PRINTED, 'more remark')}: see the page.")
    if foreign := foreign_files(builder.reports):
        print(foreign)
    if absent := missing(builder, names):
        print(f"On your list, but nothing counted ({len(absent)}): {', '.join(absent)}.")
    print(f"Files looked at: {len(builder.reports):,}. Hand-ins counted: {builder.counted:,}.")
    print(f"Open {out / 'gradebook.html'} in a browser. The tables are beside it as CSV files.")
    print(SEMICOLON if semicolon else COMMA)
    jupyter = ROOT / ".venv" / "bin" / "jupyter"
    if jupyter.is_relative_to(Path.cwd()):
        jupyter = jupyter.relative_to(Path.cwd())
    print(f'To explore them further, type: {jupyter} lab "{out / "gradebook.ipynb"}"')
