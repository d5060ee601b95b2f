"""Gather what the browser's Python needs: the course, its tables and a few packages."""

from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from lessons.core import paths
from lessons.course.reader import LAB

# What widgets and the review import. `lessons.web.stand_in` replaces ipywidgets.
PACKAGES = ("fsrs", "traitlets")
# All that they use of typing_extensions, which is larger than both, is in Python by now.
STAND_IN = ("typing_extensions.py", b"from typing import Self\n")
# What only authors, teachers and servers need, and what would give solutions away.
LEFT_OUT = ("publishing", "runtime", "widgets/js", "widgets/labextensions", "classroom/exams")
LEFT_OUT_NAMES = {"__pycache__", "tests", "teacher.md", "handout.toml", "datapackage.json", LAB}
BUNDLES = "widgets/js/bundle"
VERSION = "pyproject.toml"  # hand-ins name the version of the course


def files() -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file, from a folder on Python's path on."""
    yield STAND_IN
    yield VERSION, (paths.ROOT / VERSION).read_bytes()
    for top in (paths.LESSONS, paths.DATA):
        for path in sorted(top.rglob("*")):
            if path.is_file() and _is_needed(path.relative_to(top.parent)):
                yield path.relative_to(top.parent).as_posix(), path.read_bytes()
    for package in map(distribution, PACKAGES):
        for file in sorted(package.files or []):
            if file.suffix == ".py" and not LEFT_OUT_NAMES & set(file.parts):
                yield file.as_posix(), Path(str(file.locate())).read_bytes()


def _is_needed(path: Path) -> bool:
    if LEFT_OUT_NAMES & set(path.parts) or path.suffix in (".pyc", ".j2"):
        return False
    below = path.as_posix().partition("/")[2]
    return below.startswith(BUNDLES) or not below.startswith(LEFT_OUT)
