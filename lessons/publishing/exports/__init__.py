"""To other systems: questions for a school's platform or cards, answers for a record store.

One module a format. Each returns files and says, question by question, what the format cannot
carry. The same sources give the same files, byte for byte.
"""

import argparse
import importlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from lessons.core.paths import lesson_folder, lesson_folders, slug
from lessons.publishing.exports.export_base import Export, Missing, Nothing, Wish

FORMATS = {
    "moodle": "Moodle XML: one file to import into the question bank",
    "gift": "GIFT: plain text that Moodle and others read",
    "canvas": "QTI 1.2: a quiz for Canvas, one ZIP a lesson",
    "anki": "Anki: cards for questions and glossary, one deck a lesson",
}
BRING_IN = {
    "moodle": "Moodle: Question bank > Import > Moodle XML format",
    "gift": "Moodle: Question bank > Import > GIFT format",
    "canvas": "Canvas: Settings > Import Course Content > QTI .zip file, one ZIP at a time",
    "anki": "Anki: File > Import, or open the file",
}
__all__ = ["FORMATS", "Export", "Missing", "Nothing", "Wish", "export", "main"]


def export(form: str, wish: Wish) -> Export:
    """Return the files of a format for the lessons of a wish. Raise Missing without its tools."""
    module = importlib.import_module(f"lessons.publishing.exports.{form}")
    return module.export(wish)  # type: ignore[no-any-return]


def main(arguments: Sequence[str]) -> int:
    """Write the files of one format, and say what they cannot carry; 1 if none can be made."""
    asked = _parser().parse_intermixed_args(arguments)
    lessons = [slug(lesson_folder(name)) for name in asked.lessons] or _with_questions()
    wish = Wish(tuple(lessons), asked.date, asked.home, asked.learner, asked.hand_ins, asked.names)
    try:
        made = export(asked.format, wish)
    except (Missing, Nothing) as reason:
        print(reason)
        return 1
    asked.out.mkdir(parents=True, exist_ok=True)
    for name, content in made.files.items():
        (asked.out / name).write_bytes(content)
        print(asked.out / name)
    print(f"To bring it in. {BRING_IN[asked.format]}.")
    print("\n".join(_report(made)))
    return 0


def _report(made: Export) -> list[str]:
    if not made.lost:
        return ["Nothing is lost."]
    return ["", "Not carried, or carried in another way:", *made.lost]


def _with_questions() -> list[str]:
    return [slug(folder) for folder in lesson_folders() if (folder / "quiz.toml").exists()]


def _parser() -> argparse.ArgumentParser:
    formats = "; ".join(f"{name}: {about}" for name, about in FORMATS.items())
    parser = argparse.ArgumentParser(prog="python -m lessons export", description=__doc__)
    parser.add_argument("format", choices=FORMATS, help=formats)
    parser.add_argument("lessons", nargs="*", help="such as 3 or the_network; none means all")
    out = "where to write (default: build/exports)"
    parser.add_argument("--out", type=Path, default=Path("build/exports"), help=out)
    day = "anki: day of the cards; a later one than last time makes Anki take changed texts"
    parser.add_argument("--date", type=date.fromisoformat, help=day)
    parser.add_argument("--home", default=Wish.home, help="xapi: address that names the course")
    parser.add_argument("--learner", default=Wish.learner, help="xapi: code of the learner")
    folder = "xapi: a folder of hand-ins, to be told instead of this computer's journal"
    parser.add_argument("--hand-ins", type=Path, metavar="FOLDER", help=folder)
    names = "xapi: tell the pupils of hand-ins by name, not by number"
    parser.add_argument("--names", action="store_true", help=names)
    return parser
