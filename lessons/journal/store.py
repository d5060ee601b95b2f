"""Append lines to a file that several processes share, and read them back.

Whole lines are appended with one write under a lock that other processes respect. What has been
written survives the end of the process. A process that is killed during a write leaves an
incomplete line, which is copied to another file; after a power cut the last seconds may be missing.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lessons.core.files import FileProblem, write_bytes
from lessons.core.text import counted

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCKED_BYTE = 0x7FFF0000  # beyond the end of any journal: on Windows a locked byte cannot be read
TAIL_LENGTH = 256  # bytes that are compared to notice that another file has taken its place


@dataclass
class Journal:
    """The lines of one file, each converted by `convert`; only what is new is read again.

    `convert` takes a line's JSON object. It returns None for a line that is to be left out, and
    raises ValueError for one that is damaged. Damaged lines are copied to another file, and
    `notices` has a sentence about each time that this happened.
    """

    path: Path
    convert: Callable[[dict[str, Any]], Any]
    entries: list[Any] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    _read: int = 0
    _tail: bytes = b""

    def refresh(self) -> list[Any]:
        """Return the entries of all lines.

        A file that cannot be read has none, and a notice says so.
        """
        try:
            with self.path.open("rb") as file, _locked(file.fileno(), shared=True):
                # The file was emptied or replaced by another one.
                if not self._continues(file):
                    self.entries, self._read, self._tail = [], 0, b""
                file.seek(self._read)
                new = file.read()
        except OSError as error:
            self.entries, self._read, self._tail = [], 0, b""
            if not isinstance(error, FileNotFoundError | NotADirectoryError):
                self.notices.append(f"{self.path} cannot be read: {error.strerror}.")
            return self.entries
        damaged: list[bytes] = []
        self.entries += convert_lines(new, self.convert, damaged)
        self._read += len(new)
        self._tail = (self._tail + new)[-TAIL_LENGTH:]
        if damaged:
            self._set_aside(damaged)
        return self.entries

    def append(self, *lines: str) -> None:
        """Add lines at the end: all of them, or none and raise OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _BINARY, 0o600)
        try:
            with _locked(handle):
                size = os.fstat(handle).st_size
                # After a crash the last line may be incomplete: the new ones must not continue it.
                text = "".join(line + "\n" for line in lines)
                is_incomplete = size and _byte_at(handle, size - 1) != b"\n"
                _write(handle, (("\n" if is_incomplete else "") + text).encode(), size)
        finally:
            os.close(handle)

    def empty(self, copy: Path) -> None:
        """Move every line into `copy`, or raise FileProblem and change nothing."""
        try:
            with self.path.open("r+b") as file, _locked(file.fileno()):
                write_bytes(copy, file.read(), private=True)
                file.truncate(0)
        except OSError as error:
            raise FileProblem.of(error, self.path, "emptied") from None

    def _continues(self, file: Any) -> bool:
        """Return whether the file still begins with the bytes that were read before."""
        if os.fstat(file.fileno()).st_size < self._read:
            return False
        file.seek(self._read - len(self._tail))
        return bool(file.read(len(self._tail)) == self._tail)

    def _set_aside(self, damaged: list[bytes]) -> None:
        """Copy damaged lines that are not there yet into a file beside this one."""
        copy = self.path.with_name("journal.damaged.jsonl")
        with suppress(OSError):
            known = set(copy.read_bytes().splitlines())
            damaged = [line for line in damaged if line not in known]
        if not damaged:
            return
        try:
            with copy.open("ab") as file:
                file.write(b"".join(line + b"\n" for line in damaged))
            where = f" A copy is in {copy}."
        except OSError:
            where = ""
        lines = counted(len(damaged), "line")
        self.notices.append(
            f"Unreadable in your journal: {lines}. All other answers are there.{where}"
        )


def convert_lines(
    data: bytes, convert: Callable[[dict[str, Any]], Any], damaged: list[bytes]
) -> Iterator[Any]:
    """Yield the result of `convert` for each line, except None; append bad lines to `damaged`."""
    for line in parse(data, damaged):
        try:
            entry = convert(line)
        except ValueError:
            damaged.append(json.dumps(line).encode())
            continue
        if entry is not None:
            yield entry


def parse(data: bytes, damaged: list[bytes]) -> Iterator[dict[str, Any]]:
    """Yield the lines that are JSON objects, and append those that are not to `damaged`."""
    for line in data.split(b"\n"):
        try:
            entry = json.loads(line.decode())
        except (ValueError, RecursionError):  # not JSON, or nested too deeply
            entry = None
        if isinstance(entry, dict):
            yield entry
        elif line.strip():
            damaged.append(line)


_BINARY = getattr(os, "O_BINARY", 0)


def _byte_at(handle: int, position: int) -> bytes:
    os.lseek(handle, position, os.SEEK_SET)
    return os.read(handle, 1)


def _write(handle: int, data: bytes, size: int) -> None:
    """Write all of `data`, or cut the file back to `size` bytes and raise OSError."""
    try:
        written = os.write(handle, data)
        while written < len(data):  # a full disk takes a part and refuses the rest
            written += os.write(handle, data[written:])
    except OSError:
        with suppress(OSError):
            os.ftruncate(handle, size)
        raise


@contextmanager
def _locked(handle: int, *, shared: bool = False) -> Iterator[None]:
    """Lock the file against other processes, if the file system supports locks."""
    is_locked = False
    with suppress(OSError):
        _lock(handle, shared)
        is_locked = True
    try:
        yield
    finally:
        if is_locked:
            _unlock(handle)


if sys.platform == "win32":

    def _lock(handle: int, shared: bool) -> None:
        _lock_byte(handle, msvcrt.LK_LOCK)

    def _unlock(handle: int) -> None:
        _lock_byte(handle, msvcrt.LK_UNLCK)

    def _lock_byte(handle: int, mode: int) -> None:
        position = os.lseek(handle, 0, os.SEEK_CUR)
        os.lseek(handle, LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, mode, 1)
        finally:
            os.lseek(handle, position, os.SEEK_SET)

else:

    def _lock(handle: int, shared: bool) -> None:
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
