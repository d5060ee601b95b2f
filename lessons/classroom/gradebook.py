"""The gradebook: a folder of hand-ins goes in; tables, a page and a notebook come out."""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from lessons.classroom import page, pupil_details, pupils, tables, teacher_notebook
from lessons.classroom.file_report import foreigners, guessed, in_words, ranked
from lessons.classroom.gradebook_builder import Ledger
from lessons.classroom.item_analysis import Analysis, analyse
from lessons.classroom.submission_reader import received
from lessons.classroom.validation import Refused, in_order, many, tidy
from lessons.core.paths import ROOT, UnknownName, lesson_folder, slug

SHOWN = 30  # remarks that the command prints
FIRST = "Marks are computed anew from the first answers."
FINAL = "Marks are computed from the answers that stood at the end."
COMMA = "columns apart by commas; for a spreadsheet that writes 0,5 add --semicolon"
SEMICOLON = "columns apart by semicolons, numbers as 0,5"


def command(arguments: Sequence[str]) -> int:
    """Mark a folder of hand-ins: --out says where tables, page and notebook go."""
    parser = argparse.ArgumentParser(prog="python -m lessons gradebook", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the hand-ins are; ZIPs and folders too")
    options(parser, "gradebook")
    parser.add_argument(
        "--lesson", action="append", default=[], help="a lesson that you set; others are left out"
    )
    wish = parser.parse_args(arguments)
    if not wish.folder.is_dir():
        print(f"There is no folder {wish.folder}. Put the hand-ins into a folder and name it.")
        return 1
    out = wish.out or wish.folder / "gradebook"
    try:
        names = names_in(wish.names)
        lessons = [slug(lesson_folder(name)) for name in wish.lesson]
    except (Refused, UnknownName) as trouble:
        print(f"{str(trouble).rstrip('.')}.")
        return 1
    ledger = make(wish.folder, out, names=names, semicolon=wish.semicolon, lessons=lessons)
    tell(ledger, out, names=names, semicolon=wish.semicolon)
    return 0 if ledger.counted else 1


def options(parser: argparse.ArgumentParser, out: str) -> None:
    """Add the options that marking lessons and marking exams share."""
    parser.add_argument("--out", type=Path, help=f"where to write (default: FOLDER/{out})")
    parser.add_argument("--names", type=Path, help="a text file, one name a line: who is missing?")
    parser.add_argument(
        "--semicolon", action="store_true", help="tables for a spreadsheet that writes 0,5"
    )


def names_in(path: Path | None) -> list[str]:
    """Return the names of a class list, one a line. Raise Refused if it cannot be read."""
    if path is None:
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Refused(
            f"{path} is no plain text: save it as text (UTF-8), one name a line"
        ) from None
    return [name for name in map(tidy, text.splitlines()) if name]


def make(
    folder: Path,
    out: Path,
    *,
    names: Sequence[str] = (),
    semicolon: bool = False,
    lessons: Sequence[str] = (),
) -> Ledger:
    """Read every hand-in in a folder, write the gradebook into `out`, and return the ledger."""
    ledger = Ledger()
    for source, data in received(folder, skip=out):
        ledger.take(source, data)
    title = f"Gradebook: {folder.resolve().name}"
    write(ledger, out, title, names=names, semicolon=semicolon, lessons=lessons)
    return ledger


def write(
    ledger: Ledger,
    out: Path,
    title: str,
    *,
    names: Sequence[str] = (),
    semicolon: bool = False,
    lessons: Sequence[str] = (),
) -> Analysis:
    """Write the tables, the page and the notebook of a ledger, and return its analysis.

    `names` is a class list, to see who is missing; `lessons` are those that were set.
    """
    ledger.compare()
    asked = ledger.questions
    choices = list(ledger.choices)
    rows, wrong = _of(lessons, ledger)
    sizes = Counter(question.id.partition(".")[0] for question in asked if question.is_marked)
    found = analyse(rows, wrong, asked, choices, sizes)
    choosers: dict[int, list[int]] = {}
    if len(ledger.pupils) <= pupils.CLASS:
        for pupil, choice in wrong.iter_rows():
            choosers.setdefault(choice, []).append(pupil)
    whys = dict(ledger.choices.values())
    note = FINAL if ledger.final else FIRST
    book = page.Book(
        title, found, ledger.pupils, asked, whys, choosers, ledger.lines, note,
        pupil_details.given(rows, wrong, choices, ledger.texts()),
        pupils.Absent(guessed(ledger.lines), missing(ledger, names)),
    )  # fmt: skip
    out.mkdir(parents=True, exist_ok=True)
    tables.write(out, found, ledger.pupils, asked, ledger.lines, semicolon=semicolon)
    (out / "gradebook.html").write_text(page.page(book), encoding="utf-8")
    teacher_notebook.write(out / "gradebook.ipynb", semicolon=semicolon)
    return found


def _of(lessons: Sequence[str], ledger: Ledger) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the answers, and the wrong choices, of these lessons; of all if none is named."""
    rows, wrong = ledger.answers(), ledger.wrong()
    if not lessons:
        return rows, wrong
    kept = [n for n, it in enumerate(ledger.questions) if it.id.partition(".")[0] in lessons]
    chosen = [n for n, (question, _) in enumerate(ledger.choices) if question in kept]
    of_those = pl.col("question").is_in(kept), pl.col("choice").is_in(chosen)
    return rows.filter(of_those[0]), wrong.filter(of_those[1])


def missing(ledger: Ledger, names: Sequence[str]) -> list[str]:
    """Return who of a class list has handed in nothing that was counted."""
    here = {in_order(name)[0] for name in ledger.pupils}
    return sorted((name for name in names if in_order(name)[0] not in here), key=in_order)


def tell(ledger: Ledger, out: Path, *, names: Sequence[str] = (), semicolon: bool = False) -> None:
    """Print what there is to say about the files, and where the gradebook is."""
    remarks = ranked(ledger.lines)
    for line in remarks[:SHOWN]:
        print(f"{in_words(line)}.")
    if len(remarks) > SHOWN:
        print(f"... and {many(len(remarks) - SHOWN, 'more remark')}: the page has them.")
    if others := foreigners(ledger.lines):
        print(others)
    if absent := missing(ledger, names):
        print(f"On your list, but nothing counted ({len(absent)}): {', '.join(absent)}.")
    print(f"Files looked at: {len(ledger.lines):,}. Hand-ins counted: {ledger.counted:,}.")
    print(f"Open {out / 'gradebook.html'} in a browser. The tables lie beside it as CSV files,")
    print(f"{SEMICOLON if semicolon else COMMA}.")
    lab = ROOT / ".venv" / "bin" / "jupyter"
    start = lab.relative_to(Path.cwd()) if lab.is_relative_to(Path.cwd()) else lab
    print(f'To ask them more, type: {start} lab "{out / "gradebook.ipynb"}"')
