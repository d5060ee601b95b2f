"""Write files whole or not at all, and explain why a file cannot be read or written."""

import errno
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import Self

from lessons.core.mistakes import Mistake
from lessons.core.paths import shown
from lessons.core.toml import read_toml

Content = str | bytes | Iterable[bytes]  # large files are written in pieces

REASONS = {
    getattr(errno, name): str(fault["says"])
    for fault in read_toml(Path(__file__).with_name("file_faults.toml"))["fault"]
    for name in fault["errors"]
}


class FileProblem(Mistake):
    """Raised when a file cannot be read or written; the message says why, and what to do."""

    @classmethod
    def from_error(cls, error: OSError, path: Path | None = None, verb: str = "used") -> Self:
        """Return the problem for an OSError; `path` is the file, by default the error's own.

        `verb` completes "cannot be": used, read or written.
        """
        name = shown(path) if path else error.filename or "Something"
        reason = REASONS.get(error.errno or 0, error.strerror or str(error))
        return cls(f"{name} cannot be {verb}: {reason.rstrip('.')}.")


def read_bytes(path: Path) -> bytes:
    """Return the content of a file. Raise FileProblem if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileProblem.from_error(error, path, "read") from None


def write_text(path: Path, text: str, *, private: bool = False) -> Path:
    """Write a text file whole or not at all, as UTF-8 with LF, and return its path.

    The folder is made if it is missing. A `private` file can be read by this account only. Raise
    FileProblem if that fails; then the file is as it was.
    """
    return write_bytes(path, _encoded(text), private=private)


def write_bytes(path: Path, data: bytes, *, private: bool = False) -> Path:
    """Write a file whole or not at all, and return its path; see `write_text`."""
    with replacing(path, private=private) as temporary:
        temporary.write_bytes(data)
    return path


def write_files(folder: Path, files: Mapping[str, Content]) -> list[Path]:
    """Write files into a folder, by their names: all of them, or none if one fails.

    Return their paths, in the order given. Raise FileProblem for the first that fails.
    """
    with ExitStack() as stack:
        for name, content in files.items():
            temporary = stack.enter_context(replacing(folder / name))
            if isinstance(content, str | bytes):
                temporary.write_bytes(_encoded(content) if isinstance(content, str) else content)
            else:
                with temporary.open("wb") as file:
                    file.writelines(content)
    return [folder / name for name in files]


def visible_files(folder: Path) -> list[Path]:
    """Return the files in a folder and its folders, except hidden ones and links out of it."""
    home = folder.resolve()
    # Before Python 3.13, `resolve` fails for a circle of links, which is no file.
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    inside = (path for path in found if path.resolve().is_relative_to(home))
    names = {path: path.relative_to(folder).parts for path in inside}
    return [path for path, parts in names.items() if not any(p.startswith(".") for p in parts)]


def free_path(path: Path) -> Path:
    """Return a path if no file has it, otherwise the first free one, such as `name-2.json`."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(found for found in chain([path], numbered) if not found.exists())


@contextmanager
def replacing(path: Path, *, private: bool = False) -> Iterator[Path]:
    """Yield the path of a new file, which replaces `path` when the block ends.

    This is for libraries that write to a path themselves. If the block raises, the new file is
    removed and `path` stays as it was. An OSError, here or in the block, becomes a FileProblem.
    """
    target = Path(os.path.realpath(path))  # a link remains a link
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    missing = [folder for folder in target.parents if not folder.exists()]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        opener = partial(os.open, mode=0o600 if private else 0o666)
        open(temporary, "xb", opener=opener).close()
        yield temporary
        with temporary.open("rb+") as file:  # a full disk may be reported only now
            os.fsync(file.fileno())
        os.replace(temporary, target)  # noqa: PTH105 (Path.replace is the same)
    except OSError as error:
        raise FileProblem.from_error(error, path, "written") from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        with suppress(OSError):
            for folder in missing:  # those that were made and are empty
                folder.rmdir()


def _encoded(text: str) -> bytes:
    # A file name that could not be decoded has surrogates, which UTF-8 cannot encode.
    return text.encode("utf-8", errors="backslashreplace")
