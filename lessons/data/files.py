"""Find the files of a table, and notice when they, or other files that were read, change.

The files of a table are its CSV and, beside it, its schema.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from lessons.core import paths
from lessons.core.paths import UnknownName, nearest

Stamp = tuple[str, int, int, int, int]
Stamps = dict[str | Path, Stamp]  # by the names of tables and the paths of other files
# What `each_file_seen_once` and `observed_files` have found, inside their blocks.
_known: ContextVar[Stamps | None] = ContextVar("known", default=None)
_observed: ContextVar[Stamps | None] = ContextVar("observed", default=None)


def tables() -> list[str]:
    """Return the names of all tables, in alphabetical order."""
    return sorted(p.stem for p in paths.DATA.glob("*.csv") if p.with_suffix(".toml").exists())


def csv_path(name: str) -> Path:
    """Return the path of a table's CSV; raise UnknownName where there is no such table."""
    stamp(name)
    return paths.DATA / f"{name}.csv"


@contextmanager
def each_file_seen_once() -> Iterator[None]:
    """Take files for unchanged inside this block, so that none is looked at twice."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


@contextmanager
def observed_files() -> Iterator[Stamps]:
    """Yield a dictionary that fills with the stamps of the tables and files read in the block.

    What is read in an inner block counts for the outer one too.
    """
    outer = _observed.get()
    found: Stamps = {}
    token = _observed.set(found)
    try:
        yield found
    finally:
        _observed.reset(token)
        if outer is not None:
            for name, then in found.items():
                outer.setdefault(name, then)


def stamp(name: str | Path) -> Stamp:
    """Return a stamp that changes when a file does; a good cache key.

    A name is that of a table: the stamp holds the folder, and the time of the last change (in
    nanoseconds) and the size (in bytes) of its CSV and its schema. Raises UnknownName where there
    is no such table. A path is that of another file, such as a lesson's quiz.toml, which need not
    exist: its stamp holds the path, the time and the size.
    """
    known, observed = _known.get(), _observed.get()
    if known is None:
        found = _read_stamp(name)
    else:
        found = known[name] if name in known else known.setdefault(name, _read_stamp(name))
    if observed is not None:
        observed.setdefault(name, found)
    return found


def _read_stamp(name: str | Path) -> Stamp:
    if isinstance(name, Path):
        found = name.stat() if name.exists() else None
        return str(name), found.st_mtime_ns if found else 0, found.st_size if found else 0, 0, 0
    folder = str(paths.DATA)
    try:
        # os.stat with a text is faster than Path.stat, and this runs several times at every redraw.
        table = os.stat(f"{folder}/{name}.csv")  # noqa: PTH116
        schema = os.stat(f"{folder}/{name}.toml")  # noqa: PTH116
    except FileNotFoundError:
        # Without this, an author who forgot the schema would look for a misspelt name.
        if (paths.DATA / f"{name}.csv").exists():
            message = f"The table '{name}' has no schema: describe it in data/{name}.toml."
            raise UnknownName(message) from None
        raise UnknownName(f"There is no table '{name}'.{nearest(name, tables())}") from None
    return folder, table.st_mtime_ns, table.st_size, schema.st_mtime_ns, schema.st_size
