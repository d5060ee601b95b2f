"""Keep README.md up to date: its lessons, its links to the published course, and its picture."""

import re
from pathlib import Path
from urllib.parse import quote

from lessons import charts
from lessons.core.files import write_bytes, write_text
from lessons.core.paths import NOTEBOOKS, ROOT
from lessons.core.project import project
from lessons.course import lessons

README = ROOT / "README.md"
BINDER = "https://mybinder.org/v2/git/{repository}/HEAD?urlpath=lab/tree/notebooks/{name}.ipynb"
ROW = "| {0.folder.name:.2} | [{0.title}](notebooks/{0.name}.ipynb) | {0.big_question} |\n"
ROWS = re.compile(r"^(?:\| \d\d \| .*\n)+", re.MULTILINE)
LESSON = "the_network"  # whose map is the picture
PICTURE = ROOT / "docs" / "images" / "world_map.png"


def addresses() -> dict[str, str]:
    """Return the address behind each name that README.md uses for one."""
    first = min(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")).stem
    return {"website": project()["urls"]["website"], "binder": on_binder(first)}


def on_binder(notebook: str) -> str:
    """Return the address that opens a notebook on Binder, by the notebook's name."""
    # This form of address suits repositories on any host; a fork sets its own in pyproject.toml.
    return BINDER.format(repository=quote(project()["urls"]["repository"], safe=""), name=notebook)


def updated(text: str) -> str:
    """Return a text of README.md with the rows of its lessons and its addresses as they are now."""
    rows = "".join(map(ROW.format, lessons()))
    text = ROWS.sub(lambda _: rows, text, count=1)
    for name, address in addresses().items():
        text = re.sub(rf"^\[{name}\]: .*$", f"[{name}]: {address}", text, flags=re.MULTILINE)
    return text


def write() -> Path:
    """Bring README.md up to date and return where it is."""
    return write_text(README, updated(README.read_text(encoding="utf-8")))


def write_picture(path: Path = PICTURE) -> Path:
    """Draw the map at the end of 2012 as a PNG, unless it is there already; return where it is.

    Other versions of matplotlib or of the fonts draw the same chart with other bytes, so no test
    compares them.
    """
    content = charts.world_map(year=2012, region="europe").png()
    if not path.exists() or path.read_bytes() != content:
        write_bytes(path, content)
    return path
