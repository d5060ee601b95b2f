"""Read every file in a folder of hand-ins, in its subfolders, and in ZIPs that stay packed."""

import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from lessons.classroom.hand_in import MAX_BYTES
from lessons.classroom.validation import NOT_A_HAND_IN, NotAHandIn, Refused, quoted

# Limits against ZIPs that are made to fill a computer's memory. All hold many times what a school
# could need.
MAX_DEPTH = 2  # a ZIP may hold ZIPs, which may hold hand-ins
MAX_INNER_ZIP_BYTES = 50_000_000
MAX_COMPRESSION = 60  # times its size that a ZIP may hold; hand-ins come to about 15
ALWAYS_ALLOWED_BYTES = 1_000_000  # that any ZIP may hold, whatever its size
MAX_FILES_IN_ZIP = 200_000

ZIP_SIGNATURE = b"PK\x03\x04"
SIGNATURES = {
    b"\xff\xd8\xff": "a picture",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"%PDF": "a PDF",
}
OFFICE_DOCUMENT = "an office document"
OFFICE_ENTRIES = {"[content_types].xml", "mimetype"}  # among the first files of such a document
OFFICE_SUFFIXES = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub")
GRADEBOOK_FILES = {"gradebook.html", "marks.csv", "files.csv"}  # by these its folder is recognised
ALL_GRADEBOOK_FILES = GRADEBOOK_FILES | {
    "gradebook.ipynb",
    "objectives.csv",
    "questions.csv",
    "wrong.csv",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a file was found.

    `label` is its path as messages show it. In a ZIP, `inside` has the file's number there, with
    a second number for a file in a ZIP in that ZIP.
    """

    path: Path
    label: str
    inside: tuple[int, ...] = ()

    def data(self) -> bytes:
        """Return the file's bytes, read again. Raise Refused if it is no longer there."""
        for source, data in _open(self):
            if source.inside == self.inside and isinstance(data, bytes):
                return data
        raise Refused("it is no longer there")


def read_folder(folder: Path, skip: Path | None = None) -> Iterator[tuple[Source, bytes | Refused]]:
    """Yield every file in a folder and in the ZIPs there, sorted by name, with its bytes.

    In place of the bytes comes Refused, with the reason, for a file that cannot be read. The
    folder `skip` is left out.
    """
    for path in _paths(folder, skip):
        source = Source(path, path.relative_to(folder).as_posix())
        if path.is_dir() and not path.is_symlink():
            yield source, NotAHandIn("a gradebook made earlier, left out as a whole")
        else:
            yield from _open(source)


def _paths(folder: Path, skip: Path | None) -> Iterator[Path]:
    """Yield the files in a folder; a gradebook's own folder comes as one path, its files do not."""
    for directory, folders, names in os.walk(folder):
        here = Path(directory)
        if set(names) >= GRADEBOOK_FILES:
            if here != folder:
                folders.clear()
                yield here
                continue
            names = [name for name in names if name not in ALL_GRADEBOOK_FILES]
        folders[:] = sorted(name for name in folders if here / name != skip)
        links = [name for name in folders if (here / name).is_symlink()]
        yield from (here / name for name in sorted([*names, *links]))


def _open(source: Source) -> Iterator[tuple[Source, bytes | Refused]]:
    """Yield a file, or the files in a ZIP; of a source inside a ZIP, that one file."""
    outer = Source(source.path, source.label)
    try:
        if source.path.is_symlink() or not source.path.is_file():
            yield outer, NotAHandIn("it is a link or not a regular file, and was not opened")
            return
        with source.path.open("rb") as file:
            if file.read(4) == ZIP_SIGNATURE:
                yield from _open_zip(outer, file, source.path.stat().st_size, source.inside)
                return
            file.seek(0)
            yield outer, _if_text(file.read(MAX_BYTES + 1))
    except OSError as error:
        yield outer, Refused(f"it cannot be read: {error.strerror or error}")


def _if_text(data: bytes) -> bytes | Refused:
    """Return the bytes of a file that begins like JSON; the reason for refusing any other."""
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"[", b""):
        return data
    kinds = (kind for signature, kind in SIGNATURES.items() if start.startswith(signature))
    return NotAHandIn(next(kinds, NOT_A_HAND_IN))


def _open_zip(
    source: Source, file: IO[bytes], size: int, wanted: tuple[int, ...] = ()
) -> Iterator[tuple[Source, bytes | Refused]]:
    """Yield the files in a ZIP of `size` bytes, or only the one with the numbers `wanted`."""
    try:
        archive = zipfile.ZipFile(file)
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, OSError):
        is_document = _is_document(source.label, [])
        yield source, NotAHandIn(OFFICE_DOCUMENT) if is_document else Refused("a damaged ZIP")
        return
    if reason := _reason_to_refuse(source, entries, size):
        yield source, reason
        return
    depth = len(source.inside)
    for number in [wanted[depth]] if len(wanted) > depth else range(len(entries)):
        if not entries[number].is_dir():
            yield from _open_entry(source, archive, number, wanted)


def _reason_to_refuse(source: Source, entries: list[zipfile.ZipInfo], size: int) -> Refused | None:
    if _is_document(source.label, [entry.filename for entry in entries]):
        return NotAHandIn(OFFICE_DOCUMENT)
    if len(entries) > MAX_FILES_IN_ZIP:
        return Refused(f"this ZIP holds more than {MAX_FILES_IN_ZIP:,} files")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > max(ALWAYS_ALLOWED_BYTES, MAX_COMPRESSION * size):
        return Refused("this ZIP would be far too large when unpacked, so it was not opened")
    return None


def _is_document(name: str, entries: list[str]) -> bool:
    """Return whether a ZIP is an office document, by its name and the files in it."""
    first = {entry.casefold() for entry in entries[:3]}
    return name.casefold().endswith(OFFICE_SUFFIXES) or bool(OFFICE_ENTRIES & first)


def _open_entry(
    source: Source, archive: zipfile.ZipFile, number: int, wanted: tuple[int, ...]
) -> Iterator[tuple[Source, bytes | Refused]]:
    """Yield one file of a ZIP; or, if that is a ZIP, the files in it."""
    entry = archive.infolist()[number]
    label = f"{source.label} › {quoted(entry.filename, 120).strip(chr(39))}"
    inner = Source(source.path, label, (*source.inside, number))
    try:
        data = _read_entry(archive, entry)
    except Refused as error:
        yield inner, error
        return
    if data[:4] != ZIP_SIGNATURE:
        yield inner, _if_text(data)
    elif len(inner.inside) >= MAX_DEPTH:
        yield inner, Refused("a ZIP in a ZIP in a ZIP is not opened")
    else:
        yield from _open_zip(inner, BytesIO(data), len(data), wanted)


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
