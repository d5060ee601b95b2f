"""Write the questions for other systems: a school's platform, or cards to learn with.

One module a format. Each returns files and says what the format cannot hold. The same sources give
the same files, byte for byte.
"""

import importlib
from argparse import Namespace
from pathlib import Path

from lessons.core.paths import shown
from lessons.publishing.exports.export_base import Export, Missing, Request

FORMATS = {
    "moodle": "Moodle XML: one file to import into the question bank",
    "gift": "GIFT: plain text that Moodle and others read",
    "canvas": "QTI 1.2: a quiz for Canvas, one ZIP a lesson",
    "anki": "Anki: cards for questions and glossary, one deck a lesson",
}
IMPORT = {
    "moodle": "Moodle: Question bank > Import > Moodle XML format",
    "gift": "Moodle: Question bank > Import > GIFT format",
    "canvas": "Canvas: Settings > Import Course Content > QTI .zip file, one ZIP at a time",
    "anki": "Anki: File > Import, or open the file",
}
__all__ = ["FORMATS", "IMPORT", "Export", "Missing", "Request", "export", "run"]


def export(form: str, request: Request) -> Export:
    """Return the files of a format for the lessons of a request.

    Raise Missing where a package that the format needs is not installed.
    """
    module = importlib.import_module(f"lessons.publishing.exports.{form}")
    return module.export(request)  # type: ignore[no-any-return]


def run(form: str, lessons: list[str], options: Namespace) -> int:
    """Write the files of a format into `options.out`, and say what they cannot hold."""
    try:
        made = export(form, Request(tuple(lessons), options.date))
    except Missing as reason:
        print(reason)
        return 1
    folder: Path = options.out
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in made.files.items():
        (folder / name).write_bytes(content)
        print(shown(folder / name))
    print(f"To import it: {IMPORT[form]}.")
    print("\n".join(_report(made)))
    return 0


def _report(made: Export) -> list[str]:
    if not made.lost:
        return ["Everything is carried over."]
    return ["", "Not carried over, or in another way:", *made.lost]
