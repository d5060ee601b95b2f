"""Find the course's folders, and a lesson's folder by its number or name."""

import difflib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from lessons.core.mistakes import Mistake

# The course's folder: a copy of the repository, or of an installed wheel.
ROOT = Path(__file__).resolve().parents[2]
INSTALLED_DATA = ROOT / "lessons" / "data" / "tables"  # where a wheel puts the folder `data`
DATA = INSTALLED_DATA if INSTALLED_DATA.is_dir() else ROOT / "data"
LESSONS = ROOT / "lessons"
NOTEBOOKS = ROOT / "notebooks"
TESTS = ROOT / "tests"
SIMILAR = 0.5  # how similar a word must be to be suggested, from 0 to 1 as difflib measures it
MAX_LIST_LENGTH = 300  # letters of a list of names in a message; a longer one would not help
Named = TypeVar("Named")


class UnknownName(Mistake, LookupError):
    """Raised for a name that does not exist; the message suggests the nearest one."""


class UnknownAttribute(UnknownName, AttributeError):
    """Raised for a name that a module does not have; the message suggests the nearest one."""


def lesson_folders() -> list[Path]:
    """Return the lessons' folders in the order of the course."""
    return _numbered(LESSONS)


def former_folders() -> list[Path]:
    """Return the folders of pages for lessons of the first edition that were merged into others.

    Such a page links to where its subjects are now. Its quiz file stays as it was, because saved
    notebooks, journals and hand-ins name its questions; no lesson asks them any more.
    """
    return _numbered(LESSONS / "extras")


def _numbered(parent: Path) -> list[Path]:
    """Return the folders in a folder whose names begin with two digits and _, in order."""
    if not parent.is_dir():
        return []
    # Several times as fast as Path.glob: lessons are looked up by name everywhere.
    with os.scandir(parent) as entries:
        names = [it.name for it in entries if it.name[:2].isdigit() and it.name[2:3] == "_"]
    return [parent / name for name in sorted(names) if (parent / name).is_dir()]


def slug(folder: Path) -> str:
    """Return a lesson's name without its number: `03_the_network` is `the_network`."""
    return folder.name[3:] if folder.name[:2].isdigit() else folder.name


def folder_number(folder: Path) -> int | None:
    """Return a lesson's number: 3 for `03_the_network`; None for a page that is not a lesson."""
    digits = folder.name[:2]
    return int(digits) if digits.isdigit() else None


def shown(path: Path) -> str:
    """Return a path for messages: relative to the course's folder, if it is in it."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def lesson_folder(name: str) -> Path:
    """Return the folder of a lesson: `3`, `03`, `the_network` and `03_the_network` are the same.

    A former lesson is found only by its name: its number belongs to another lesson now.
    """
    folders = lesson_folders()
    title = re.sub(r"^\d\d?_", "", str(name).strip())
    for folder in folders:
        if title in (slug(folder), folder.name[:2], str(folder_number(folder))):
            return folder
    for folder in former_folders():
        if title == slug(folder):
            return folder
    known = ", ".join(f"{folder_number(folder)} {slug(folder)}" for folder in folders)
    guess = similar(title, map(slug, folders))
    raise UnknownName(f"There is no lesson '{name}'.{guess} The lessons are: {known}.")


def lesson_number(name: str) -> int:
    """Return a lesson's number, such as 3 for `the_network`. Raise UnknownName."""
    return folder_number(lesson_folder(name)) or 0


def named(what: str, name: str, known: Mapping[str, Named], where: str = "") -> Named:
    """Return what has a name among those known. Raise UnknownName where nothing has it.

    `what` says in the message what the name would be of, such as "question", and `where` what
    would have it, such as " in the table 'allies'".
    """
    if name not in known:
        raise UnknownName(f"There is no {what} '{name}'{where}.{nearest(name, known)}")
    return known[name]


def nearest(word: str, words: Iterable[str]) -> str:
    """Return " Did you mean 'x'?" for the nearest of `words`, otherwise a list of all words.

    Return "" if there are none, or too many to list.
    """
    known = list(dict.fromkeys(words))
    listed = ", ".join(f"'{name}'" for name in known)
    everything = f" Choose from: {listed}." if listed and len(listed) < MAX_LIST_LENGTH else ""
    return similar(word, known) or everything


def similar(word: str, words: Iterable[str]) -> str:
    """Return " Did you mean 'x'?" for the most similar of `words`, or "" if none is similar."""
    by_lower = {known.lower(): known for known in words}
    close = difflib.get_close_matches(str(word).lower(), by_lower, n=1, cutoff=SIMILAR)
    return f" Did you mean '{by_lower[close[0]]}'?" if close else ""
