"""Print an exam on paper: a PDF of each version, and for the teacher a key and a marking sheet.

The versions are those of the exam's notebooks: same questions, same order, same letters. Each
version shuffles the questions and their options by a rule that follows from the exam's name, the
version's letter and the seed.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from lessons.classroom.exams import paper
from lessons.classroom.exams.key import Key
from lessons.classroom.exams.marking import read_key
from lessons.classroom.validation import Refused
from lessons.core.files import write_files
from lessons.core.text import counted
from lessons.publishing.handout.answers import begin, write_answers
from lessons.publishing.handout.pages import Asked, Line, block, columns, flow
from lessons.publishing.handout.sheet import INNER, LAST, MARGIN, Sheet

SIZE, GAP = 9.5, 4.0  # points of the questions' type, and millimetres between two questions
# The marking sheet: rows for pupils and columns for questions on a page, then in millimetres the
# widths of the columns for names and sums and the height of a row.
PUPILS, QUESTIONS, NAME, SUM, ROW = 30, 20, 46.0, 14.0, 7.5


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `exam paper`: an exam's key, and where to write."""
    parser.description = __doc__
    parser.add_argument("--key", type=Path, required=True, help="the exam's key file")
    about = "where to write (default: a folder `paper` beside the key)"
    parser.add_argument("--out", type=Path, metavar="DIR", help=about)


def run(options: Namespace) -> int:
    """Print an exam on paper and say where the files are."""
    folder = options.out or options.key.parent / "paper"
    *papers, key, sheet = write_exam(read_key(options.key), folder)
    print("For pupils:", *papers, sep="\n  ")
    print("For you alone, never for pupils:", key, sheet, sep="\n  ")
    return 0


def write_exam(exam: Key, folder: Path) -> list[Path]:
    """Write an exam as PDF into a folder; return its versions' paths, the key's and the sheet's.

    Raise Refused where this version of the course would print other papers than those given out.
    """
    return write_files(folder, printed(exam))


def printed(exam: Key) -> dict[str, bytes]:
    """Return the PDFs of an exam by the names of their files, as `write_exam` writes them."""
    by_id = {question.id: question for question in exam.questions}
    made = paper.papers(exam.title, by_id, exam.seed, len(exam.papers))
    if {version.paper: paper.fingerprint(version) for version in made} != exam.papers:
        raise Refused(
            "This exam was made by another version of the course, which put its questions into "
            "another order: make it again, then print it."
        )
    versions = {
        version.paper: [Asked(by_id[layout.id], layout) for layout in version.questions]
        for version in made
    }
    files = {
        f"{exam.exam}-{letter}.pdf": _pages(exam, letter, asked)
        for letter, asked in versions.items()
    }
    files[f"key-{exam.exam}.pdf"] = _key(exam, versions)
    files[f"marking-sheet-{exam.exam}.pdf"] = _marking_sheet(exam, versions)
    return files


def _pages(exam: Key, letter: str, asked: Sequence[Asked]) -> bytes:
    """Return a version for pupils: its questions in two columns on as many pages as it takes."""
    sheet = Sheet(f"{exam.title}, paper {letter}", exam.title, f"Paper {letter}", named=True)
    sheet.add_page()
    sheet.say(exam.title, 14, "B", tag="H1")
    total = sum(item.question.points for item in asked)
    sheet.say(f"{counted(total, 'point')} in all. Points reached: ________", 9)
    top = sheet.y + 2
    blocks = [
        part
        for number, item in enumerate(asked, 1)
        for part in _parts(block(sheet, number, item, SIZE), LAST - top)
    ]
    # As many columns of questions as there are, two to a page.
    while True:
        fitting = [part for column in columns(blocks, LAST - top, GAP)[:2] for part in column]
        flow(sheet, fitting, top, GAP)
        blocks = blocks[len(fitting) :]
        if not blocks:
            return sheet.pdf()
        sheet.add_page()
        top = sheet.y + 2


def _parts(lines: list[Line], room: float) -> Iterator[list[Line]]:
    """Yield the lines of a question in parts, none of them higher than a column."""
    start, used = 0, 0.0
    for number, line in enumerate(lines):
        height = 0.0 if line.row.beside else line.height
        if used + height > room and number > start:
            yield lines[start:number]
            start, used = number, 0.0
        used += height
    yield lines[start:]


def _key(exam: Key, versions: dict[str, list[Asked]]) -> bytes:
    """Return the answers to each version, in its order and letters, each on new pages."""
    sheet = Sheet(f"Key: {exam.title}", f"{exam.title}, seed {exam.seed}", "Key")
    for letter, asked in versions.items():
        begin(sheet, f"Key: {exam.title}, paper {letter}", exam.questions)
        write_answers(sheet, asked)
    return sheet.pdf()


def _marking_sheet(exam: Key, versions: dict[str, list[Asked]]) -> bytes:
    """Return tables in which the points of pupils are written, for each version."""
    sheet = Sheet(f"Marking sheet: {exam.title}", exam.title, "Marking sheet")
    for letter, asked in versions.items():
        points = [(number, item.question.points) for number, item in enumerate(asked, 1)]
        for start in range(0, len(points), QUESTIONS):
            sheet.add_page()
            sheet.say(f"Marking sheet: {exam.title}, paper {letter}", 14, "B", tag="H1")
            sheet.y += 2
            _table(sheet, points[start : start + QUESTIONS])
    return sheet.pdf()


def _table(sheet: Sheet, points: Sequence[tuple[int, int]]) -> None:
    """Draw a table with a column for each question, its number and points above, and their sum."""
    width = (INNER - NAME - SUM) / QUESTIONS
    lefts = [MARGIN + NAME + number * width for number in range(len(points) + 1)]
    numbers, most = zip(*points, strict=True)
    for head in (("Question", *numbers, "Sum"), ("Points", *most, sum(most))):
        top = sheet.y
        for text, x in zip(head, [MARGIN, *lefts], strict=True):
            sheet.y = top
            sheet.say(str(text), 8, "B", x=x + 1, width=NAME)
    sheet.say("Name", 8, "B", x=MARGIN + 1, width=NAME)
    top, right = sheet.y + 1, lefts[-1] + SUM
    for number in range(PUPILS + 1):
        sheet.rule(MARGIN, top + number * ROW, right - MARGIN, "quiet")
    for x in (MARGIN, *lefts, right):
        sheet.rule(x, top, 0, "quiet", height=PUPILS * ROW)
