"""Remember which files a notebook was made from, to see whether it must be built again.

While a notebook runs, its kernel lists the course's own files that it opens: code, tables, quiz.
Their checksums are kept in `build/inputs/`, together with that of the notebook itself.
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
from lessons.publishing.cells import notebook_path
from lessons.publishing.clean_run import environment

LIST = "COOPERATIVE_SECURITY_OPENED"  # the file in which the kernel lists what it opens
PINS = ".binder/requirements.txt"  # another version of a package may draw another picture

# Python reports each file that it opens; what reports may open no file itself, hence one handle.
_HOOK = (
    "import os, sys; "
    f"_list = open(os.environ[{LIST!r}], 'a', encoding='utf-8', errors='replace', buffering=1); "
    "sys.addaudithook(lambda event, given, write=_list.write: "
    "write(f'{given[0]}\\n') if event == 'open' and isinstance(given[0], str) else None)"
)
KERNEL_ARGUMENTS = [f"--IPKernelApp.exec_lines={_HOOK}"]


@contextmanager
def recorded(lesson: Lesson) -> Iterator[None]:
    """Keep the checksums of what a lesson's notebook is made from inside this block."""
    with tempfile.TemporaryDirectory() as folder:
        opened = Path(folder, "opened.txt")
        opened.touch()
        with environment(LIST, str(opened)):
            yield
        names = set(opened.read_text(encoding="utf-8", errors="replace").splitlines())
    files = {PINS, paths.shown(notebook_path(lesson)), *filter(None, map(_source, names))}
    sums = {name: _checksum(name) for name in sorted(files)}
    write_text(record(lesson), json.dumps(sums, indent=1))


def have_changed(lesson: Lesson) -> bool:
    """Return whether a file behind a lesson's notebook has changed, or none is known."""
    try:
        sums = json.loads(record(lesson).read_text(encoding="utf-8"))
        return any(_checksum(name) != checksum for name, checksum in sums.items())
    except (OSError, ValueError, AttributeError):
        return True


def record(lesson: Lesson) -> Path:
    """Return the file in which the checksums behind a lesson's notebook are kept."""
    return paths.ROOT / "build" / "inputs" / f"{lesson.name}.json"


def _source(name: str) -> str:
    """Return an opened file of the course, from its folder on; "" for any other file.

    Compiled modules stand for their source.
    """
    # Where a compiled file is fresh, Python opens that one only.
    path = Path(name)
    if path.parent.name == "__pycache__":
        path = path.parents[1] / f"{path.name.partition('.')[0]}.py"
    inside = path.is_relative_to(paths.DATA) or path.is_relative_to(paths.LESSONS)
    return paths.shown(path) if inside and path.is_file() else ""


def _checksum(name: str) -> str:
    path = paths.ROOT / name
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"
