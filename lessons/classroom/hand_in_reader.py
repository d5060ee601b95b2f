"""Read every file in a folder of hand-ins, its subfolders and its ZIPs, without unpacking them."""

import os
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from lessons.classroom.hand_in import MAX_BYTES
from lessons.classroom.validation import NotAHandIn, Refused
from lessons.core.files import REASONS
from lessons.core.names import tidy

# Limits against ZIPs that are made to fill a computer's memory. All allow many times what a school
# needs.
MAX_DEPTH = 2  # a ZIP may hold ZIPs, which may hold hand-ins
MAX_INNER_ZIP_BYTES = 50_000_000
MAX_COMPRESSION = 60  # times its size that a ZIP may hold; hand-ins come to about 15
ALWAYS_ALLOWED_BYTES = 1_000_000  # that any ZIP may hold, whatever its size
MAX_FILES_IN_ZIP = 200_000
MAX_LABEL_LENGTH = 120  # letters of the name of a file in a ZIP

ZIP_SIGNATURE = b"PK\x03\x04"
OFFICE_ENTRIES = {"[content_types].xml", "mimetype"}  # among the first files of such a document
OFFICE_SUFFIXES = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub")
# What Windows and macOS put beside people's files, and what gradebooks are made of: nobody hands
# these in.
IGNORED_FILES = {
    *("desktop.ini", "thumbs.db", ".ds_store", ".localized"),
    *("gradebook.html", "gradebook.ipynb", "feedback.zip", "written_marks.csv"),
    *("grades.csv", "grades-moodle.csv", "grades-canvas.csv", "marks.csv", "files.csv"),
    *("objectives.csv", "questions.csv", "weeks.csv", "wrong.csv"),
}
IGNORED_PREFIXES = ("._", "~$")
IGNORED_FOLDERS = {"__macosx", ".trashes", ".spotlight-v100", "$recycle.bin"}


class Source(NamedTuple):
    """Where a file was found; `label` is its path as messages show it.

    A file that is `packed` is in the ZIP at `path`.
    """

    path: Path
    label: str
    packed: bool = False


File = tuple[Source, bytes | Refused]  # a file's bytes, or why it cannot be read


def read_folder(folder: Path) -> Iterator[File]:
    """Yield every file in a folder and in the ZIPs there, sorted by name, with its bytes.

    `folder` may be a single file, such as a ZIP. In place of the bytes comes Refused, with the
    reason, for a file that cannot be read. Files of systems and of gradebooks are left out.
    """
    if folder.is_file():
        yield from _open(Source(folder, _label(folder.name)))
        return
    unreadable: list[OSError] = []
    for path in _paths(folder, unreadable):
        yield from _open(Source(path, _label(path.relative_to(folder).as_posix())))
    for error in unreadable:
        path = Path(error.filename)
        yield Source(path, _label(path.name)), _unreadable(error)


def _paths(folder: Path, unreadable: list[OSError]) -> Iterator[Path]:
    """Yield the files in a folder and its subfolders, and the links there."""
    for directory, folders, names in os.walk(folder, onerror=unreadable.append):
        parent = Path(directory)
        folders[:] = sorted(name for name in folders if not _is_ignored(name))
        links = [name for name in folders if (parent / name).is_symlink()]
        names = [name for name in names if not _is_ignored(name)]
        yield from (parent / name for name in sorted([*names, *links]))


def _is_ignored(path: str) -> bool:
    """Return whether a file or folder was made by a system, an open document or a gradebook."""
    *folders, name = path.casefold().replace("\\", "/").rstrip("/").split("/")
    is_file = name in IGNORED_FILES or name.startswith(IGNORED_PREFIXES)
    return is_file or not IGNORED_FOLDERS.isdisjoint([*folders, name])


def _label(path: str) -> str:
    """Return a path on one line; bytes that are not valid in the encoding become question marks."""
    return tidy(path.encode(errors="replace").decode())


def _unreadable(error: OSError) -> Refused:
    return Refused(f"it cannot be read: {REASONS.get(error.errno or 0, error.strerror)}")


def _open(source: Source) -> Iterator[File]:
    """Yield a file, or the files in a ZIP."""
    try:
        if source.path.is_symlink() or not source.path.is_file():
            yield source, NotAHandIn("it is a link or not a regular file, and was not opened")
            return
        with source.path.open("rb") as file:
            if file.read(4) == ZIP_SIGNATURE:
                yield from _open_zip(source, file, source.path.stat().st_size)
                return
            file.seek(0)
            yield source, file.read(MAX_BYTES + 1)
    except OSError as error:
        yield source, _unreadable(error)


def _open_zip(source: Source, file: IO[bytes], size: int, depth: int = 1) -> Iterator[File]:
    """Yield the files in a ZIP of `size` bytes, and in ZIPs in it down to MAX_DEPTH."""
    try:
        archive = _archive(source.label, file, size)
    except Refused as error:
        yield source, error
        return
    for entry in archive.infolist():
        if entry.is_dir() or _is_ignored(entry.filename):
            continue
        label = f"{source.label} › {_label(entry.filename)[:MAX_LABEL_LENGTH]}"
        inner = Source(source.path, label, packed=True)
        try:
            data = _read_entry(archive, entry)
        except Refused as error:
            yield inner, error
            continue
        if data[:4] != ZIP_SIGNATURE:
            yield inner, data
        elif depth >= MAX_DEPTH:
            yield inner, Refused("a ZIP in a ZIP in a ZIP is not opened")
        else:
            yield from _open_zip(inner, BytesIO(data), len(data), depth + 1)


def _archive(label: str, file: IO[bytes], size: int) -> zipfile.ZipFile:
    """Open a ZIP of `size` bytes.

    Raise NotAHandIn for an office document, Refused for a ZIP that is damaged or would fill the
    memory.
    """
    try:
        archive = zipfile.ZipFile(file)
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, OSError):
        archive, entries = None, []
    first = {entry.filename.casefold() for entry in entries[:3]}
    if label.casefold().endswith(OFFICE_SUFFIXES) or OFFICE_ENTRIES & first:
        raise NotAHandIn("an office document")
    if archive is None:
        raise Refused("a damaged ZIP")
    if len(entries) > MAX_FILES_IN_ZIP:
        raise Refused(f"this ZIP holds more than {MAX_FILES_IN_ZIP:,} files")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > max(ALWAYS_ALLOWED_BYTES, MAX_COMPRESSION * size):
        raise Refused("this ZIP would be far too large when unpacked, so it was not opened")
    return archive


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a file in a ZIP. Raise Refused where that is unsafe or too large.

    The size that a ZIP gives for an entry may be wrong, so no more is read than is allowed.
    """
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in entry.filename[:3]:
        raise Refused("its name points outside the ZIP, so it was not read")
    if entry.flag_bits & 1:
        raise Refused("it is locked with a password")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("it is compressed in an unusual way: make an ordinary ZIP of it")
    try:
        with archive.open(entry) as file:
            data = file.read(4)
            limit = MAX_INNER_ZIP_BYTES if data == ZIP_SIGNATURE else MAX_BYTES
            data += file.read(limit)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise Refused(f"it is damaged in the ZIP ({type(error).__name__})") from None
    if len(data) > limit:
        raise Refused(f"it is larger than {limit / 1e6:g} MB")
    return data
