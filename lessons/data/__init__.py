"""Tables checked against their passports.

A table is a CSV beside its passport, a TOML in the words of the Frictionless Table
Schema. While the file is the one that its author checked, it is only read; once it has
changed, it is checked again, and what does not hold is said in words.
"""

import copy
import functools
import hashlib
import os
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd

from lessons.core import paths
from lessons.core.paths import UnknownName, nearest
from lessons.data.checking import faults, passport_faults
from lessons.data.reading import Sheet, Unreadable, read_sheet, typed

__all__ = [
    "BrokenTable",
    "cite",
    "edition",
    "passport",
    "problems",
    "sources",
    "table",
    "tables",
]

SHOWN = 10
Edition = tuple[int, int, int]


class BrokenTable(ValueError):
    """Say what in a table does not hold."""


def tables() -> list[str]:
    """Return the names of all tables, in alphabetical order."""
    return sorted(p.stem for p in paths.DATA.glob("*.csv") if p.with_suffix(".toml").exists())


def table(name: str) -> pd.DataFrame:
    """Return a table, typed as its passport says; a fresh copy at every call.

    Raises UnknownName for a table that is not there, BrokenTable for one that does not hold.
    """
    return _typed(_csv(name), edition(name)).copy()


def passport(name: str) -> dict[str, Any]:
    """Return a table's passport: title, licence, and what every column means and may be."""
    path = _csv(name).with_suffix(".toml")
    return copy.deepcopy(_passport(path, path.stat().st_mtime_ns))


def problems(name: str) -> list[str]:
    """Return a sentence for everything in a table that does not hold; none if all is well."""
    path = _csv(name)
    try:
        card = passport(name)
        flaws = passport_faults(card, path.with_suffix(".toml").name)
        return flaws or faults(_sheet(path), card, path.name, _allowed_keys)
    except Unreadable as reason:
        return reason.sentences
    except BrokenTable as reason:
        return [str(reason)]


def edition(name: str) -> Edition:
    """Return a stamp that changes when a table's file or passport does; good as a cache key."""
    try:
        csv_stat = os.stat(f"{paths.DATA}/{name}.csv")  # noqa: PTH116  # asked at every redraw
        toml_stat = os.stat(f"{paths.DATA}/{name}.toml")  # noqa: PTH116
    except FileNotFoundError:
        raise UnknownName(f"There is no table '{name}'.{nearest(name, tables())}") from None
    return csv_stat.st_mtime_ns, csv_stat.st_size, toml_stat.st_mtime_ns


def sources(*keys: str) -> list[dict[str, str]]:
    """Return the sources behind tables or source ids, each once, in the order of the rows.

    Each is a dict of `source_id`, `title`, `publisher`, `date` and `url`; unknown is empty.
    """
    by_id = _sources(_csv("sources"), edition("sources"))
    found: dict[str, dict[str, str]] = {}
    for key in keys:
        rows = [by_id[key]] if key in by_id else _sources_of(key, by_id)
        for row in rows:
            found.setdefault(row["url"] or row["title"], row)
    return [dict(row) for row in found.values()]


def cite(*keys: str) -> str:
    """Return the sources behind tables or source ids as text, one a line."""
    return "\n".join(_line(row) for row in sources(*keys))


def _csv(name: str) -> Path:
    path = paths.DATA / f"{name}.csv"
    if not (path.exists() and path.with_suffix(".toml").exists()):
        raise UnknownName(f"There is no table '{name}'.{nearest(name, tables())}")
    return path


@functools.lru_cache(maxsize=128)
def _typed(path: Path, _edition: Edition) -> pd.DataFrame:
    card = passport(path.stem)
    if hashlib.sha256(path.read_bytes()).hexdigest() != card.get("sha256"):
        _hold(path.name, problems(path.stem))
    return typed(_sheet(path), card)


def _hold(file: str, sentences: list[str]) -> None:
    if not sentences:
        return
    more = len(sentences) - SHOWN
    lines = [f"- {sentence}" for sentence in sentences[:SHOWN]]
    lines += [f"- and {more} more."] if more > 0 else []
    raise BrokenTable(
        f"data/{file} has changed, and no longer holds:\n"
        + "\n".join(lines)
        + "\nCorrect this, or bring the original file back, and run the cell again."
    )


@functools.lru_cache(maxsize=128)
def _passport(path: Path, _mtime: int) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        raise BrokenTable(f"{path.name} cannot be read: {reason}.") from reason


def _sheet(path: Path) -> Sheet:
    names = [field["name"] for field in passport(path.stem)["fields"]]
    return read_sheet(path, names)


def _allowed_keys(name: str, column: str) -> frozenset[str]:
    return _keys(_csv(name), edition(name), column)


@functools.lru_cache(maxsize=128)
def _keys(path: Path, _edition: Edition, column: str) -> frozenset[str]:
    return frozenset(_sheet(path).columns[column]) - {""}


@functools.lru_cache(maxsize=2)
def _sources(path: Path, stamp: Edition) -> dict[str, dict[str, str]]:
    rows = _typed(path, stamp).fillna("").to_dict("records")
    return {row["source_id"]: {str(k): str(v) for k, v in row.items()} for row in rows}


def _sources_of(name: str, by_id: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    if name not in tables():
        known = [*tables(), *by_id]
        raise UnknownName(f"There is no table or source '{name}'.{nearest(name, known)}")
    card = passport(name)
    rows = [
        {
            "source_id": "",
            "title": s["title"],
            "publisher": "",
            "date": "",
            "url": s.get("path", ""),
        }
        for s in card.get("sources", [])
    ]
    rows += [row for other in card.get("computed_from", []) for row in sources(other)]
    if "source_id" in (frame := _typed(_csv(name), edition(name))):
        cells = frame["source_id"].dropna().drop_duplicates()
        keys = dict.fromkeys(key.strip() for cell in cells for key in cell.split(";"))
        rows += [by_id[key] for key in keys]
    return rows


def _line(row: dict[str, str]) -> str:
    publisher = f"{row['publisher']}: " if row["publisher"] else ""
    date = f" ({row['date']})" if row["date"] else ""
    return f"{publisher}{row['title']}{date}."
