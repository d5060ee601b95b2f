"""Print a lesson on two pages of A4, and its answers apart."""

import argparse
import sys
from pathlib import Path

from lessons.core.paths import ROOT
from lessons.publishing.lesson_parser import chosen, lesson

try:
    from lessons.publishing.handout.answers import answer_sheet
    from lessons.publishing.handout.pages import handout
except ImportError as error:
    sys.exit(
        f"The package '{error.name}' is missing: learners do without it. "
        "To add what teachers need, type: python3 start.py teacher"
    )


def command(arguments: list[str]) -> int:
    """Write the handouts and answer sheets of lessons as PDF; print where they are."""
    parser = argparse.ArgumentParser(prog="python -m lessons handout", description=__doc__)
    parser.add_argument("lessons", nargs="*", help="such as 3 or the_network; none means all")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "handouts", metavar="DIR")
    wish = parser.parse_args(arguments)
    folders = chosen(wish.lessons)
    wish.out.mkdir(parents=True, exist_ok=True)
    for folder in folders:
        for path in print_handout(folder, wish.out):
            print(path, flush=True)
    return 0


def print_handout(folder: Path, out: Path) -> list[Path]:
    """Write a lesson's handout and answer sheet into `out`; return where they are."""
    parts = lesson(folder)
    sheets = {
        f"{folder.name}.pdf": handout(parts),
        f"{folder.name}-answers.pdf": answer_sheet(parts),
    }
    for name, sheet in sheets.items():
        (out / name).write_bytes(sheet)
    return [out / name for name in sheets]
