"""The files that came back: in a folder, its subfolders, and in ZIPs, which are never unpacked."""

import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from lessons.classroom.hand_in import LARGEST
from lessons.classroom.validation import FOREIGN, NoHandIn, Refused, told

DEEP = 2  # a ZIP may hold ZIPs, which may hold hand-ins
LARGEST_INNER = 50_000_000  # bytes of a ZIP in a ZIP
SWELLS = 60  # times its size that a ZIP may hold: hand-ins come to about 15
SMALL = 1_000_000  # bytes that any ZIP may hold
MOST = 200_000  # files in one ZIP
ZIP = b"PK\x03\x04"
OFFICE = {"[content_types].xml", "mimetype"}  # what a ZIP of an office program holds first
SUFFIXES = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub")
DOCUMENT = "a document of an office program"
OURS = {"gradebook.html", "marks.csv", "files.csv"}  # what tells a gradebook's own folder
WRITTEN = OURS | {"gradebook.ipynb", "objectives.csv", "questions.csv", "wrong.csv"}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a hand-in was found: a file, and the places inside if it is a ZIP."""

    path: Path
    label: str
    inside: tuple[int, ...] = ()

    def data(self) -> bytes:
        """Return the bytes again. Raise Refused if they are gone."""
        for source, found in _opened(self):
            if source.inside == self.inside and isinstance(found, bytes):
                return found
        raise Refused("it is no longer there")


def received(folder: Path, skip: Path | None = None) -> Iterator[tuple[Source, bytes | Refused]]:
    """Yield every file in a folder and in the ZIPs there, in the order of their names.

    What cannot be read comes as Refused, with the reason. `skip` is a folder to leave out.
    """
    for path in _files(folder, skip):
        source = Source(path, path.relative_to(folder).as_posix())
        if path.is_dir() and not path.is_symlink():
            yield source, NoHandIn("a gradebook made earlier, left out as a whole")
            continue
        yield from _opened(source)


def _files(folder: Path, skip: Path | None) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        here = Path(place)
        if names and set(names) >= OURS:
            if here != folder:
                folders.clear()
                yield here
                continue
            names = [name for name in names if name not in WRITTEN]
        folders[:] = sorted(name for name in folders if here / name != skip)
        links = [name for name in folders if (here / name).is_symlink()]
        yield from (here / name for name in sorted([*names, *links]))


def _opened(source: Source) -> Iterator[tuple[Source, bytes | Refused]]:
    bare = Source(source.path, source.label)
    try:
        if source.path.is_symlink() or not source.path.is_file():
            yield bare, NoHandIn("it is a link or no plain file, and was not followed")
            return
        with source.path.open("rb") as file:
            if file.read(4) == ZIP:
                yield from _zipped(bare, file, source.path.stat().st_size, source.inside)
                return
            file.seek(0)
            yield bare, _unread(file.read(LARGEST + 1))
    except OSError as error:
        yield bare, Refused(f"it cannot be read: {error.strerror or error}")


def _unread(data: bytes) -> bytes | Refused:
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return data if start[:1] in (b"{", b"[", b"") else NoHandIn(_kind(start))


def _kind(start: bytes) -> str:
    found = next((kind for begins, kind in KINDS.items() if start.startswith(begins)), "")
    return found or FOREIGN


KINDS = {
    b"\xff\xd8\xff": "a picture",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"%PDF": "a PDF",
}


def _zipped(
    source: Source, file: IO[bytes], size: int, wanted: tuple[int, ...] = ()
) -> Iterator[tuple[Source, bytes | Refused]]:
    """Yield what a ZIP holds; `wanted` names one place in it, to read that alone."""
    try:
        archive = zipfile.ZipFile(file)
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, OSError):
        damaged = Refused("it is a damaged ZIP")
        yield source, NoHandIn(DOCUMENT) if _is_document(source.label, []) else damaged
        return
    if _is_document(source.label, [entry.filename for entry in entries]):
        yield source, NoHandIn(DOCUMENT)
        return
    if len(entries) > MOST:
        yield source, Refused(f"this ZIP holds more than {MOST:,} files")
        return
    if sum(entry.file_size for entry in entries) > max(SMALL, SWELLS * size):
        yield source, Refused("this ZIP would swell far beyond its size, so it was not opened")
        return
    depth = len(source.inside)
    numbers = [wanted[depth]] if len(wanted) > depth else range(len(entries))
    for number in numbers:
        if not entries[number].is_dir():
            yield from _entry(source, archive, number, wanted)


def _is_document(name: str, inside: list[str]) -> bool:
    """Return whether a ZIP is a document of an office program."""
    first = {it.casefold() for it in inside[:3]}
    return name.casefold().endswith(SUFFIXES) or bool(OFFICE & first)


def _entry(
    source: Source, archive: zipfile.ZipFile, number: int, wanted: tuple[int, ...]
) -> Iterator[tuple[Source, bytes | Refused]]:
    entry = archive.infolist()[number]
    label = f"{source.label} › {told(entry.filename, 120).strip(chr(39))}"
    inner = Source(source.path, label, (*source.inside, number))
    try:
        data = _bounded(archive, entry)
    except Refused as trouble:
        yield inner, trouble
        return
    if data[:4] != ZIP:
        yield inner, _unread(data)
    elif len(inner.inside) >= DEEP:
        yield inner, Refused("a ZIP in a ZIP in a ZIP is not opened")
    else:
        yield from _zipped(inner, BytesIO(data), len(data), wanted)


def _bounded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    parts = PurePosixPath(entry.filename.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or ":" in entry.filename[:3]:
        raise Refused("its name points outside the ZIP, so it was not read")
    if entry.flag_bits & 1:
        raise Refused("it is locked with a password")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("it is packed in an unusual way; pack it as a plain ZIP")
    try:
        with archive.open(entry) as file:
            data = file.read(4)
            most = LARGEST_INNER if data == ZIP else LARGEST
            data += file.read(most)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise Refused(f"it is damaged in the ZIP ({type(error).__name__})") from None
    if len(data) > most:
        raise Refused(f"it is larger than {most / 1e6:g} MB")
    return data
