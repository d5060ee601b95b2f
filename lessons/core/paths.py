"""Where things are."""

import difflib
import re
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
LESSONS = ROOT / "lessons"
NOTEBOOKS = ROOT / "notebooks"
TESTS = ROOT / "tests"


class UnknownName(LookupError):
    """Say that there is no such thing, and name the nearest one."""

    def _render_traceback_(self) -> list[str]:
        # In a notebook: the sentence alone. Dozens of lines of code would hide it.
        return [str(self)]


class UnknownAttribute(UnknownName, AttributeError):
    """Say that a module offers no such thing, and name the nearest one."""


def lesson_folders() -> list[Path]:
    """Return the lessons' folders in the order of the course."""
    return sorted(p for p in LESSONS.glob("[0-9][0-9]_*") if p.is_dir())


def slug(folder: Path) -> str:
    """Return a lesson's name without its number: `03_the_network` is `the_network`."""
    return folder.name[3:]


def lesson_folder(name: str) -> Path:
    """Return the folder of a lesson: `3`, `03`, `the_network` and `03_the_network` are one."""
    folders = lesson_folders()
    number, title = re.fullmatch(r"(\d{0,2})_?(.*)", str(name).strip(), re.DOTALL).groups()  # type: ignore[union-attr]
    for folder in folders:
        if title == slug(folder) or (not title and number and int(number) == int(folder.name[:2])):
            return folder
    known = ", ".join(f"{int(folder.name[:2])} {slug(folder)}" for folder in folders)
    guess = nearest(title, map(slug, folders)) if title else ""
    guess = guess if "Did you mean" in guess else ""
    raise UnknownName(f"There is no lesson '{name}'.{guess} The lessons are: {known}.")


def lesson_number(name: str) -> int:
    """Return a lesson's number: that of `the_network` is 3. Raise UnknownName."""
    return int(lesson_folder(name).name[:2])


def lesson_title(name: str) -> str:
    """Return a lesson's title, the first heading of its text. Raise UnknownName."""
    with (lesson_folder(name) / "lesson.md").open(encoding="utf-8") as text:
        return next(line[2:].strip() for line in text if line.startswith("# "))


def nearest(word: str, words: Iterable[str]) -> str:
    """Return " Did you mean 'x'?" for the nearest of `words`, or nothing."""
    by_lower = {known.lower(): known for known in words}
    close = difflib.get_close_matches(str(word).lower(), by_lower, n=1, cutoff=0.5)
    if close:
        return f" Did you mean '{by_lower[close[0]]}'?"
    known = ", ".join(f"'{known}'" for known in by_lower.values())
    return f" There are: {known}." if known and len(known) < 300 else ""
