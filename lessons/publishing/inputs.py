"""Record which files a notebook was made from, to know later whether it must be built again.

While a notebook runs, its kernel lists the course's own files that it opens: code, tables, quiz.
Their checksums are stored in `build/inputs/`, together with that of the notebook itself.
"""

import hashlib
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lessons.core import paths
from lessons.core.files import write_text
from lessons.course import Lesson
from lessons.publishing import opened_files
from lessons.publishing.cells import notebook_path
from lessons.publishing.clean_run import environment

PINS = ".binder/requirements.txt"  # another version of a package may draw another picture

# The kernel runs this file before the first cell.
KERNEL_ARGUMENTS = [f"--IPKernelApp.exec_files={Path(__file__).with_name('opened_files.py')}"]


@contextmanager
def recorded(lesson: Lesson) -> Iterator[None]:
    """Store the checksums of the files from which the block makes a lesson's notebook."""
    with tempfile.TemporaryDirectory() as folder:
        opened = Path(folder, "opened.txt")
        opened.touch()
        with environment(opened_files.LIST, str(opened)):
            yield
        names = set(opened.read_text(encoding="utf-8", errors="replace").splitlines())
    files = {PINS, paths.shown(notebook_path(lesson)), *filter(None, map(_source, names))}
    sums = {name: _checksum(name) for name in sorted(files)}
    write_text(record(lesson), json.dumps(sums, indent=1))


def have_changed(lesson: Lesson) -> bool:
    """Return whether a file from which a notebook was made has changed, or none is known."""
    try:
        sums = json.loads(record(lesson).read_text(encoding="utf-8"))
        return any(_checksum(name) != checksum for name, checksum in sums.items())
    except (OSError, ValueError, AttributeError):
        return True


def record(lesson: Lesson) -> Path:
    """Return the path of the file with the checksums for a lesson's notebook."""
    return paths.ROOT / "build" / "inputs" / f"{lesson.name}.json"


def _source(name: str) -> str:
    """Return the path of an opened file in the course's folder; "" for any other file.

    For a compiled module it is that of the source.
    """
    # Python does not open the source of a module whose compiled file is current.
    path = Path(name)
    if path.parent.name == "__pycache__":
        path = path.parents[1] / f"{path.name.partition('.')[0]}.py"
    inside = path.is_relative_to(paths.DATA) or path.is_relative_to(paths.LESSONS)
    return paths.shown(path) if inside and path.is_file() else ""


def _checksum(name: str) -> str:
    path = paths.ROOT / name
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"
