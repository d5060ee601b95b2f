"""Write the questions for other systems: a school's platform, or flashcards.

Each format is a module with a function `export`, which returns files and says what the format
cannot hold. The same sources give the same files, byte for byte.
"""

import importlib
from pathlib import Path

from lessons.core.files import write_files
from lessons.core.paths import shown
from lessons.core.toml import read_toml
from lessons.publishing.exports.export_base import Export, Request

# What each format is, `about`, and how to import its files, `how_to_import`.
FORMATS = read_toml(Path(__file__).with_name("formats.toml"))
__all__ = ["FORMATS", "Export", "Request", "export", "write"]


def export(form: str, request: Request) -> Export:
    """Return the files of a format for the lessons of a request.

    Raise ModuleNotFoundError where a package that the format needs is not installed.
    """
    module = importlib.import_module(f"lessons.publishing.exports.{form}")
    return module.export(request)  # type: ignore[no-any-return]


def write(form: str, request: Request, folder: Path) -> None:
    """Write the files of a format into a folder, and print what they cannot hold."""
    made = export(form, request)
    print(*map(shown, write_files(folder, made.files)), sep="\n")
    print(f"To import it: {FORMATS[form]['how_to_import']}.")
    if made.lost:
        print("", "Not carried over, or in another way:", *made.lost, sep="\n")
    else:
        print("Everything is carried over.")
