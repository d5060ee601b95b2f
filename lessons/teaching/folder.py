"""Manage the teacher's folder: files dropped on the page, and files that jobs have written."""

import json
import shutil
from pathlib import Path
from typing import Any

from lessons import journal
from lessons.core.files import free_path, read_bytes, visible_files, write_bytes, write_text
from lessons.core.mistakes import Mistake
from lessons.core.names import RESERVED, tidy
from lessons.teaching.jobs import BOXES, HAND_INS, JOBS, Job

MAX_FILE_BYTES = 200_000_000  # of one file that is dropped: a class's ZIP has about 20 MB
MAX_PART = 120  # letters of the name of a file or folder
MAX_DEPTH = 8  # folders in folders
FORBIDDEN = set('<>:"|?*')  # in names of files on Windows
SETTINGS = "settings.json"
Entry = tuple[str, str]  # a file's path in the teacher's folder, and what it is


class NotTaken(Mistake):
    """Raised when a dropped file cannot be saved; the message says why."""


def teacher_folder() -> Path:
    """Return the teacher's folder, beside the working copies of the notebooks.

    Jupyter shows it in its list of files; it is never inside the course's own folder.
    """
    return journal.path().parent / "course" / "for teachers"


# Files that are dropped


def receive(box: str, name: str, data: bytes) -> Path:
    """Save a file that was dropped into a box, and return its path.

    `name` may contain folders, such as those that Moodle makes for pupils. In a box for many files,
    a file of the same name is not replaced, because two pupils may have chosen it. Raise NotTaken
    or FileProblem.
    """
    folder = _box_folder(box)
    parts = safe_parts(name)
    if not BOXES[box].takes_many:
        empty(box)
        return write_bytes(folder / parts[-1], data)
    path = folder.joinpath(*parts)
    return path if _holds(path, data) else write_bytes(free_path(path), data)


def safe_parts(name: str) -> list[str]:
    """Return the folders and the file in a path, without parts that could lead elsewhere.

    Raise NotTaken for a path without a file's name, or with too many folders.
    """
    parts = [_safe(part) for part in name.replace("\\", "/").split("/")]
    parts = [part for part in parts if part]
    if not parts or len(parts) > MAX_DEPTH:
        raise NotTaken("A file without a usable name was not taken.")
    return parts


def dropped(box: str) -> list[Path]:
    """Return the files in a box, by name; for hand-ins only their folder, if it has files."""
    folder = _box_folder(box)
    found = visible_files(folder)
    return [folder] if found and box == HAND_INS else found


def class_hand_ins() -> list[Path]:
    """Return the hand-ins that pupils sent to `start.py class` on this account."""
    return sorted((journal.path().parent / "class" / "hand-ins").glob("P*/*.json"))


def collect() -> None:
    """Copy the class's hand-ins into the box for hand-ins. Raise NotTaken or FileProblem."""
    for path in class_hand_ins():
        receive(HAND_INS, f"class/{path.parent.name}/{path.name}", read_bytes(path))


def shown_in(box: str) -> list[str]:
    """Return the names of the files in a box, as the page shows them."""
    folder = _box_folder(box)
    return [path.relative_to(folder).as_posix() for path in visible_files(folder)]


def empty(box: str) -> None:
    """Remove the files in a box: they are copies of the teacher's own."""
    shutil.rmtree(_box_folder(box), ignore_errors=True)


# Files that jobs have written


def results(job: Job) -> list[Entry]:
    """Return the files that a job offers, in the order of its patterns."""
    if not job.command:
        return []
    folder = teacher_folder() / job.folder
    paths = visible_files(folder)
    found: dict[Path, str] = {}
    for pattern, label in (job.results or {"*": ""}).items():
        found |= {path: label for path in paths if path not in found and path.match(pattern)}
    return [(path.relative_to(teacher_folder()).as_posix(), what) for path, what in found.items()]


def clear(job: Job) -> None:
    """Remove what a job has written before."""
    shutil.rmtree(teacher_folder() / job.folder, ignore_errors=True)


def readable(name: str) -> Path | None:
    """Return the file that a path in the teacher's folder names; None for any other path."""
    folder = teacher_folder().resolve()
    try:
        path = (folder / name).resolve()
    except (ValueError, OSError, RuntimeError):  # a null byte, or a circle of links
        return None
    return path if path.is_relative_to(folder) and path.is_file() else None


def exams() -> dict[str, str]:
    """Return the key of each exam that was made here, and the exam's name, the newest first."""
    keys = (teacher_folder() / JOBS["exam"].folder).glob("*/key-*.json")
    newest = sorted(keys, key=lambda path: path.stat().st_mtime, reverse=True)
    return {str(path): path.stem.removeprefix("key-") for path in newest}


# Settings


def settings() -> dict[str, Any]:
    """Return the chosen lessons, under "lessons", and the values of each form, under "forms"."""
    try:
        found = json.loads((teacher_folder() / SETTINGS).read_bytes())
        return {"lessons": list(found["lessons"]), "forms": dict(found["forms"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {"lessons": [], "forms": {}}


def remember(settings: dict[str, Any]) -> None:
    """Save what `settings` returns. Raise FileProblem."""
    write_text(teacher_folder() / SETTINGS, json.dumps(settings, ensure_ascii=False, indent=1))


def _box_folder(box: str) -> Path:
    if box not in BOXES:
        raise NotTaken("There is no such place for files.")
    return teacher_folder() / "dropped" / box


def _safe(part: str) -> str:
    """Return a part of a path that is valid on every system, without dots at its ends."""
    plain = "".join("-" if sign in FORBIDDEN else sign for sign in tidy(part)).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    # The ending stays, because the gradebook and Windows recognise the kind of file by it.
    if len(plain) > MAX_PART:
        plain = f"{stem[: MAX_PART - len(ending) - 1]}{dot}{ending}"[-MAX_PART:]
    return f"_{plain}" if RESERVED.fullmatch(plain.partition(".")[0]) else plain


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
