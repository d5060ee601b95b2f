"""Make the page that lists the work of others which the website ships, with its licences."""

import json
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from markupsafe import Markup

from lessons.core.paths import ROOT
from lessons.publishing.templates import rendered
from lessons.publishing.web.archive import PACKAGES
from lessons.publishing.web.pages import Page

OWN = ("LICENSE", "LICENSE-CONTENT.md")


@dataclass(frozen=True)
class Package:
    """A package that the website ships: `home` is its address, `text` that of its licence."""

    name: str
    version: str
    licence: str
    home: str
    text: str = ""


def page(pyodide: Path) -> Page:
    """Return the page; `pyodide` is the folder of the npm package."""
    others = [*_core(pyodide), *map(package, PACKAGES)]
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


def package(name: str) -> Package:
    """Return a package that is installed here, with its licence."""
    found = distribution(name)
    about = found.metadata
    licence = (about["License-Expression"] or about["License"] or "see its text").splitlines()[0]
    # "Homepage, https://..."
    home = next(iter(about.get_all("Project-URL") or [about["Home-page"]])).rpartition(" ")[2]
    texts = [file.read_text() for file in found.files or [] if "licenses" in file.parts]
    return Package(about["Name"], found.version, licence, home, "\n\n".join(filter(None, texts)))
