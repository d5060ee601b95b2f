"""The gradebook: a folder of hand-ins goes in; tables, a page and a notebook come out."""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from lessons.classroom import page, tables, teacher_notebook
from lessons.classroom.item_analysis import Analysis, analyse
from lessons.classroom.ledger import Ledger
from lessons.classroom.receiving import received

SHOWN = 30  # remarks that the command prints
FIRST = "Marks are computed anew from the first answers."
FINAL = "Marks are computed from the answers that stood at the end."


def command(arguments: Sequence[str]) -> int:
    """Mark a folder of hand-ins: --out says where tables, page and notebook go."""
    parser = argparse.ArgumentParser(prog="python -m lessons gradebook", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the hand-ins are; ZIPs and folders too")
    parser.add_argument("--out", type=Path, help="where to write (default: FOLDER/gradebook)")
    wish = parser.parse_args(arguments)
    if not wish.folder.is_dir():
        print(f"There is no folder {wish.folder}. Put the hand-ins into a folder and name it.")
        return 1
    out = wish.out or wish.folder / "gradebook"
    ledger = make(wish.folder, out)
    tell(ledger, out)
    return 0 if ledger.counted else 1


def make(folder: Path, out: Path) -> Ledger:
    """Read every hand-in in a folder, write the gradebook into `out`, and return the ledger."""
    ledger = Ledger()
    for source, data in received(folder, skip=out):
        ledger.take(source, data)
    write(ledger, out, f"Gradebook: {folder.resolve().name}")
    return ledger


def write(ledger: Ledger, out: Path, title: str) -> Analysis:
    """Write the tables, the page and the notebook of a ledger, and return its analysis."""
    asked = ledger.questions
    choices = list(ledger.choices)
    rows, wrong = ledger.answers(), ledger.wrong()
    sizes = Counter(question.id.partition(".")[0] for question in asked)
    found = analyse(rows, wrong, asked, choices, sizes)
    choosers: dict[int, list[int]] = {}
    if len(ledger.pupils) <= page.CLASS:
        for pupil, choice in wrong.iter_rows():
            choosers.setdefault(choice, []).append(pupil)
    whys = dict(ledger.choices.values())
    note = FINAL if ledger.final else FIRST
    book = page.Book(title, found, ledger.pupils, asked, whys, choosers, ledger.lines, note)
    out.mkdir(parents=True, exist_ok=True)
    tables.write(out, found, ledger.pupils, asked, ledger.lines)
    (out / "gradebook.html").write_text(page.page(book), encoding="utf-8")
    teacher_notebook.write(out / "gradebook.ipynb")
    return found


def tell(ledger: Ledger, out: Path) -> None:
    """Print what there is to say about the files, and where the gradebook is."""
    remarks = [line for line in ledger.lines if line.why]
    for line in remarks[:SHOWN]:
        name = f" ({line.pupil})" if line.pupil else ""
        print(f"{line.file}{name}: {line.done}; {line.why}.")
    if len(remarks) > SHOWN:
        print(f"... and {len(remarks) - SHOWN:,} more remarks in files.csv.")
    print(f"Files looked at: {len(ledger.lines):,}. Hand-ins counted: {ledger.counted:,}.")
    print(f"Open {out / 'gradebook.html'}; the tables and a notebook lie beside it.")
