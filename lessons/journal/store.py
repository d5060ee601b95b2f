"""A file of lines that only grows.

Whole lines are appended with one write under a lock that other processes respect. What has been
written survives the end of the process. A kill in the middle of a write leaves a torn line, which
is set aside; after a power cut the last seconds may be missing.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FAR = 0x7FFF0000  # a byte that no journal reaches: Windows locks keep readers of a byte out
TAIL = 256


@dataclass
class Journal:
    """The lines of one file, each made into what `make` returns, kept up to date cheaply.

    Lines that `make` returns None for are passed over; those that it raises ValueError for are
    damaged. `notices` collects, in words, what was found damaged and set aside.
    """

    path: Path
    make: Callable[[dict[str, Any]], Any]
    entries: list[Any] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    _read: int = 0
    _tail: bytes = b""

    def refresh(self) -> list[Any]:
        """Return all lines, reading only what is new. Lines that are damaged are set aside."""
        try:
            with self.path.open("rb") as file, _locked(file.fileno(), shared=True):
                if not self._continues(file):
                    self.entries, self._read, self._tail = [], 0, b""
                file.seek(self._read)
                fresh = file.read()
        except OSError as error:
            self.entries, self._read, self._tail = [], 0, b""
            if not isinstance(error, FileNotFoundError | NotADirectoryError):
                self.notices.append(f"{self.path} cannot be read: {error.strerror}.")
            return self.entries
        bad: list[bytes] = []
        for line in parse(fresh, bad):
            try:
                entry = self.make(line)
            except ValueError:
                bad.append(json.dumps(line).encode())
                continue
            if entry is not None:
                self.entries.append(entry)
        self._read += len(fresh)
        self._tail = (self._tail + fresh)[-TAIL:]
        if bad:
            self._set_aside(bad)
        return self.entries

    def append(self, *lines: str) -> None:
        """Add lines at the end, all or nothing. Raise OSError if they cannot be kept."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _BINARY, 0o600)
        try:
            with _locked(handle):
                size = os.fstat(handle).st_size
                text = "".join(line + "\n" for line in lines)
                torn = size and _byte_at(handle, size - 1) != b"\n"
                _write(handle, (("\n" if torn else "") + text).encode(), size)
        finally:
            os.close(handle)

    def empty(self, copy: Path) -> None:
        """Move every line into `copy`."""
        with self.path.open("r+b") as file, _locked(file.fileno()):
            copy.write_bytes(file.read())
            file.truncate(0)

    def _continues(self, file: Any) -> bool:
        """Return whether the file still begins with what was read before."""
        if os.fstat(file.fileno()).st_size < self._read:
            return False
        file.seek(self._read - len(self._tail))
        return bool(file.read(len(self._tail)) == self._tail)

    def _set_aside(self, bad: list[bytes]) -> None:
        aside = self.path.with_name("journal.damaged.jsonl")
        with suppress(OSError):
            known = set(aside.read_bytes().splitlines())
            bad = [line for line in bad if line not in known]
        if not bad:
            return
        many, were = ("One line", "was") if len(bad) == 1 else (f"{len(bad)} lines", "were")
        try:
            with aside.open("ab") as file:
                file.write(b"".join(line + b"\n" for line in bad))
            where = f"set aside in {aside}"
        except OSError:
            where = "left in place"
        self.notices.append(
            f"{many} of your journal could not be read and {were} {where}. All the rest is there."
        )


def parse(text: bytes, bad: list[bytes]) -> Iterator[dict[str, Any]]:
    """Yield the lines that are JSON objects, and add those that are not to `bad`."""
    for line in text.split(b"\n"):
        try:
            entry = json.loads(line.decode())
        except (ValueError, RecursionError):  # no JSON, or nested without end
            entry = None
        if isinstance(entry, dict):
            yield entry
        elif line.strip():
            bad.append(line)


_BINARY = getattr(os, "O_BINARY", 0)


def _byte_at(handle: int, place: int) -> bytes:
    os.lseek(handle, place, os.SEEK_SET)
    return os.read(handle, 1)


def _write(handle: int, data: bytes, size: int) -> None:
    """Write all of `data`, or leave the file as it was."""
    try:
        written = os.write(handle, data)
        while written < len(data):  # a full disk takes a part, then refuses the rest
            written += os.write(handle, data[written:])
    except OSError:
        with suppress(OSError):
            os.ftruncate(handle, size)
        raise


@contextmanager
def _locked(handle: int, *, shared: bool = False) -> Iterator[None]:
    """Hold the file against other processes. Go on without where locks do not exist."""
    held = False
    with suppress(OSError):
        _lock(handle, shared)
        held = True
    try:
        yield
    finally:
        if held:
            _unlock(handle)


if sys.platform == "win32":

    def _lock(handle: int, shared: bool) -> None:
        _at_far_byte(handle, msvcrt.LK_LOCK)

    def _unlock(handle: int) -> None:
        _at_far_byte(handle, msvcrt.LK_UNLCK)

    def _at_far_byte(handle: int, what: int) -> None:
        here = os.lseek(handle, 0, os.SEEK_CUR)
        os.lseek(handle, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, what, 1)
        finally:
            os.lseek(handle, here, os.SEEK_SET)

else:

    def _lock(handle: int, shared: bool) -> None:
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
