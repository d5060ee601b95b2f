"""Make the page that lists the work of others which the website ships, with its licences."""

import json
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markupsafe import Markup

from lessons.core.paths import ROOT
from lessons.publishing.templates import rendered
from lessons.publishing.web.archive import Package, packages
from lessons.publishing.web.pages import Page

OWN = ("LICENSE", "LICENSE-CONTENT.md")


def page(pyodide: Path) -> Page:
    """Return the page; `pyodide` is the folder of the npm package."""
    others = [*_core(pyodide), *packages()]
    own = [(ROOT / name).read_text(encoding="utf-8") for name in OWN]
    body = rendered("web/licences.html.j2", others=others, own=own)
    return Page("licences", "Licences", Markup(body))  # noqa: S704


def _core(pyodide: Path) -> Iterator[Package]:
    """Yield Pyodide and the Python in it, which names no licence file of its own."""
    about: dict[str, Any] = json.loads((pyodide / "package.json").read_text(encoding="utf-8"))
    python = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    yield Package("Pyodide", about["version"], about["license"], about["homepage"])
    # Most installations of Python have its licence beside its standard library.
    text = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    licence = text.read_text(encoding="utf-8") if text.is_file() else ""
    yield Package("Python", python["python"], "PSF-2.0", "https://www.python.org", licence)
