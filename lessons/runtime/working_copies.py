"""Give learners copies of the notebooks to open, so that running a lesson changes no course file.

When the course's notebook changes, a copy that the learner only ran is replaced. One with notes or
code of the learner's own is renamed, and stays beside the new one.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from lessons.core.files import FileProblem, free_path, write_bytes, write_text

Sums = dict[str, str]  # checksums of a notebook: of its whole "file", and of its "text" alone
RECORD = ".originals.json"  # beside the copies: from which notebook each was made
RENAMED = (
    "{name} has changed with the course. Your notes and code in it are in {copy}, in the same "
    "folder."
)


def refresh(originals: Path, copies: Path) -> list[str]:
    """Bring the copies of a folder's notebooks up to date.

    Return a sentence for each copy that was renamed. Raise FileProblem.
    """
    try:
        copies.mkdir(parents=True, exist_ok=True)
        return list(_refreshed(originals, copies))
    except OSError as error:
        raise FileProblem.from_error(error) from None


def _refreshed(originals: Path, copies: Path) -> Iterator[str]:
    """Make, replace, rename and remove copies; yield a sentence for each that was renamed."""
    record = _read(copies / RECORD)
    found = {path.name: path.read_bytes() for path in sorted(originals.glob("*.ipynb"))}
    made = {name: {"file": _sum(data), "text": text_sum(data)} for name, data in found.items()}
    for name, data in found.items():
        copy = copies / name
        if copy.exists():
            if record.get(name) == made[name]:
                continue
            if _is_edited(copy, record.get(name), made[name]):
                renamed = copy.rename(free_path(copy.with_stem(f"{copy.stem}-mine")))
                yield RENAMED.format(name=name, copy=renamed.name)
        write_bytes(copy, data)
    for name in record.keys() - found.keys():  # such as an exam that was removed
        copy = copies / name
        if copy.exists() and not _is_edited(copy, record[name]):
            copy.unlink()
    # The record is written last: if the start is interrupted, the next one compares again.
    if record != made:
        write_text(copies / RECORD, json.dumps(made, indent=1))


def _is_edited(copy: Path, *originals: Sums | None) -> bool:
    """Return whether a copy's text differs from that of each of these notebooks."""
    text = text_sum(copy.read_bytes())
    return not any(sums and sums["text"] == text for sums in originals)


def text_sum(data: bytes) -> str:
    """Return a checksum of a notebook's cells, which stays the same when they are only run.

    Empty cells are ignored, because JupyterLab adds one when the last cell is run. For a file that
    is not a notebook, it is the checksum of the whole file.
    """
    try:
        cells = json.loads(data)["cells"]
        texts = [[cell["cell_type"], "".join(cell["source"]).strip()] for cell in cells]
    except (ValueError, KeyError, TypeError, RecursionError):
        return _sum(data)
    return _sum(json.dumps([cell for cell in texts if cell[1]]).encode())


def _read(path: Path) -> dict[str, Sums]:
    """Return the record of earlier copies, which is empty if the file is missing or damaged.

    Without it, every copy that differs from the course's notebook counts as edited.
    """
    try:
        record = json.loads(path.read_bytes())
        return {name: {"file": copy["file"], "text": copy["text"]} for name, copy in record.items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
