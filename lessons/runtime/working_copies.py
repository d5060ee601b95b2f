"""Give learners copies of the notebooks to open, so that running a lesson changes no course file.

When the course's notebook changes, a copy that the learner only ran is replaced. One with notes or
code of the learner's own is kept under another name, beside the new one.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lessons.core.files import FileProblem, write_bytes, write_text

RECORD = ".originals.json"  # beside the copies: from which notebook each was made
KEPT = (
    "{name} has changed with the course. Your notes and code in it are in {kept}, in the same "
    "folder."
)


def refresh(originals: Path, copies: Path) -> list[str]:
    """Bring the copies of a folder's notebooks up to date.

    Return a sentence for each copy that was kept under another name. Raise FileProblem.
    """
    try:
        copies.mkdir(parents=True, exist_ok=True)
        return list(_refreshed(originals, copies))
    except OSError as error:
        raise FileProblem.of(error) from None


def _refreshed(originals: Path, copies: Path) -> Iterator[str]:
    record = _read(copies / RECORD)
    found = {path.name: path.read_bytes() for path in sorted(originals.glob("*.ipynb"))}
    made = {name: {"file": _sum(data), "text": text_sum(data)} for name, data in found.items()}
    for name, data in found.items():
        copy = copies / name
        if copy.exists() and record.get(name) == made[name]:
            continue
        if copy.exists() and text_sum(copy.read_bytes()) not in _texts(
            record.get(name), made[name]
        ):
            kept = _free_name(copy)
            copy.rename(kept)
            yield KEPT.format(name=name, kept=kept.name)
        write_bytes(copy, data)
    for name in record.keys() - found.keys():
        _remove_unchanged(copies / name, record[name])
    if record != made:
        write_text(copies / RECORD, json.dumps(made, indent=1))


def _texts(*sums: dict[str, str] | None) -> list[str]:
    """Return the sums of the texts that are the course's: in the earlier notebook and in this."""
    return [each["text"] for each in sums if each]


def text_sum(data: bytes) -> str:
    """Return a sum of a notebook's cells, which stays the same when they are only run.

    Empty cells do not count: JupyterLab adds one when the last cell is run. What is no notebook
    counts as a whole.
    """
    try:
        cells = json.loads(data)["cells"]
        texts = [[cell["cell_type"], "".join(cell["source"]).strip()] for cell in cells]
    except (ValueError, KeyError, TypeError, RecursionError):
        return _sum(data)
    return _sum(json.dumps([cell for cell in texts if cell[1]]).encode())


def _remove_unchanged(copy: Path, sums: dict[str, str]) -> None:
    """Remove a copy whose notebook is no longer in the course, unless the learner edited it."""
    if copy.exists() and text_sum(copy.read_bytes()) == sums["text"]:
        copy.unlink()


def _free_name(copy: Path) -> Path:
    """Return a path such as `03_the_network-mine.ipynb` that no file has."""
    number, path = 1, copy.with_stem(f"{copy.stem}-mine")
    while path.exists():
        number += 1
        path = copy.with_stem(f"{copy.stem}-mine-{number}")
    return path


def _read(path: Path) -> dict[str, Any]:
    """Return the record of earlier copies; without one, no notebook counts as copied."""
    try:
        record = json.loads(path.read_bytes())
        return {
            str(name): {"file": sums["file"], "text": sums["text"]} for name, sums in record.items()
        }
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
