"""Let Pyodide's own Python compile what the website ships, so that browsers need not."""

import gzip
import json
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from lessons.core.files import write_files
from lessons.core.mistakes import Mistake
from lessons.core.paths import LESSONS

SCRIPT = LESSONS / "widgets" / "js" / "web" / "compile.js"
NO_NODE = "The website needs node 20.19 or newer, and there is none. Install it from nodejs.org."


class NotBuilt(Mistake):
    """Raised when the website cannot be built; the message says why and what to do."""


def compiled(course: Mapping[str, bytes], library: bytes) -> tuple[bytes, bytes]:
    """Return the course and the standard library as archives of compiled modules.

    `library` is Pyodide's ZIP of sources; of it only what the course may need is kept. Raise
    NotBuilt where node is missing or fails.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_files(folder / "course", course)
        with zipfile.ZipFile(BytesIO(library)) as archive:
            archive.extractall(folder / "library")
        _run(folder)
        return _packed(folder / "course"), _packed(folder / "library")


def _packed(folder: Path) -> bytes:
    """Return a line of JSON with the sizes of a folder's files, and then their contents.

    Browsers unpack this faster than a ZIP, and it takes a sixth less: it is compressed as a whole.
    """
    # Files of one kind beside each other take less.
    found = sorted((path.suffix, path) for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for _, path in found}
    sizes = json.dumps({name: len(content) for name, content in files.items()})
    return gzip.compress(b"\n".join([sizes.encode(), b"".join(files.values())]), mtime=0)


def _run(folder: Path) -> None:
    try:
        command = ["node", str(SCRIPT), str(folder)]
        done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603
    except FileNotFoundError:
        raise NotBuilt(NO_NODE) from None
    if done.returncode != 0:
        reason = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise NotBuilt(f"node {SCRIPT.name} failed: {' '.join(reason)}")
