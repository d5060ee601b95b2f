"""Append lines to a file that several processes share, and read them back.

Whole lines are appended with one write under a lock that other processes respect. What has been
written survives the end of the process. A process that is killed during a write leaves an
incomplete line, which is copied to another file; after a power cut the last seconds may be missing.
"""

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lessons.core.files import FileProblem, write_bytes
from lessons.core.text import counted
from lessons.journal.records import Answer, read

TAIL_LENGTH = 256  # bytes that are compared to notice that another file has taken its place


@dataclass
class Journal:
    """The answers in one file; only what is new is read again.

    Damaged lines are copied to another file, and `notices` has a sentence about each time that this
    happened.
    """

    path: Path
    entries: list[Answer] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    _read: int = 0
    _tail: bytes = b""

    def refresh(self) -> list[Answer]:
        """Return the answers in all lines.

        A file that cannot be read has none, and a notice says so.
        """
        try:
            with self.path.open("rb") as file, _locked(file.fileno(), SHARED):
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
        self.entries += answers_in(new, damaged)
        self._read += len(new)
        self._tail = (self._tail + new)[-TAIL_LENGTH:]
        if damaged:
            self._set_aside(damaged)
        return self.entries

    def append(self, *lines: str) -> None:
        """Add lines at the end: all of them, or none and raise OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch(mode=0o600)
        with self.path.open("a+b", buffering=0) as file, _locked(file.fileno(), EXCLUSIVE):
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 1))
            # After a crash the last line may be incomplete: the new ones must not continue it.
            start = "" if file.read() in (b"", b"\n") else "\n"
            write_or_undo(file, "".join([start, *(f"{line}\n" for line in lines)]).encode(), size)

    def empty(self, copy: Path) -> None:
        """Move every line into `copy`, or raise FileProblem and change nothing."""
        try:
            with self.path.open("r+b") as file, _locked(file.fileno(), EXCLUSIVE):
                write_bytes(copy, file.read(), private=True)
                file.truncate(0)
        except OSError as error:
            raise FileProblem.from_error(error, self.path, "emptied") from None

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


def answers_in(data: bytes, damaged: list[bytes]) -> Iterator[Answer]:
    """Yield the answers in the lines of a journal; append lines that are damaged to `damaged`.

    Lines of a newer version are left out.
    """
    for line in parse(data, damaged):
        try:
            if answer := read(line):
                yield answer
        except ValueError:
            damaged.append(json.dumps(line).encode())


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


def write_or_undo(file: io.FileIO, data: bytes, size: int) -> None:
    """Write all of `data`, or cut the file back to `size` bytes and raise OSError."""
    try:
        while data:  # a full disk takes a part and refuses the rest
            data = data[file.write(data) :]
    except OSError:
        with suppress(OSError):
            file.truncate(size)
        raise


if sys.platform == "win32":
    import msvcrt

    SHARED = EXCLUSIVE = msvcrt.LK_LOCK
    UNLOCKED = msvcrt.LK_UNLCK
    LOCKED_BYTE = 0x7FFF0000  # beyond the end of any journal: a locked byte cannot be read

    def lock(handle: int, mode: int) -> None:
        """Lock or unlock a byte that no reader needs."""
        position = os.lseek(handle, 0, os.SEEK_CUR)
        os.lseek(handle, LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, mode, 1)
        finally:
            os.lseek(handle, position, os.SEEK_SET)

else:
    import fcntl

    SHARED, EXCLUSIVE, UNLOCKED = fcntl.LOCK_SH, fcntl.LOCK_EX, fcntl.LOCK_UN

    def lock(handle: int, mode: int) -> None:
        """Lock or unlock a file."""
        fcntl.flock(handle, mode)


@contextmanager
def _locked(handle: int, mode: int) -> Iterator[None]:
    """Lock the file against other processes, if the file system supports locks."""
    with suppress(OSError):
        lock(handle, mode)
    try:
        yield
    finally:
        with suppress(OSError):
            lock(handle, UNLOCKED)
