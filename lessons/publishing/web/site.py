"""Write the website into a folder: pages, pictures, scripts, and Python for the browser."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from lessons.core.files import write_files
from lessons.core.mistakes import Mistake
from lessons.core.paths import ROOT
from lessons.course import extras, labs, lessons
from lessons.publishing.templates import rendered
from lessons.publishing.web.archive import course_archive
from lessons.publishing.web.pages import Page, page_of
from lessons.widgets.base import bundle

PYODIDE = ROOT / "node_modules" / "pyodide"
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
SCRIPTS = ("host.js", "worker.js")
DIGITS = 12  # of a checksum in a name


class NotInstalled(Mistake):
    """Say what has to be installed before the website can be built."""


def build_site(folder: Path) -> list[Path]:
    """Write the website into an empty folder and return the paths of its pages.

    Raise NotInstalled where Pyodide is missing.
    """
    files = python_files()
    python = f"python-{_checksum(*files.values())}"
    assets = dict(_assets())
    version = _checksum(*assets.values())
    site = {f"{python}/{name}": content for name, content in files.items()}
    site |= {f"course-{version}/{name}": content for name, content in assets.items()}
    made = [page_of(each) for each in (*lessons(), *labs(), *extras())]
    for page in made:
        site |= {f"pictures/{name}": content for name, content in page.pictures.items()}
        site[f"{page.name}.html"] = html(page, python, f"course-{version}").encode()
    shutil.rmtree(folder, ignore_errors=True)
    write_files(folder, site)
    return [folder / f"{page.name}.html" for page in made]


def python_files() -> dict[str, bytes]:
    """Return the files of Pyodide's core by their names, without the list of its packages."""
    if not PYODIDE.is_dir():
        raise NotInstalled("Python for the browser is missing. Install node, then type: npm install")
    found = {name: (PYODIDE / name).read_bytes() for name in PYODIDE_FILES}
    # The list names packages of Pyodide's own distribution, which lessons never load.
    lock = json.loads((PYODIDE / LOCK).read_text(encoding="utf-8"))
    return found | {LOCK: json.dumps({"info": lock["info"], "packages": {}}).encode()}


def html(page: Page, python: str, assets: str) -> str:
    """Return a page as HTML; the folders of Python and of the course's scripts are named in it."""
    course = {
        "python": f"{python}/",
        "archive": f"{assets}/course.zip",
        "worker": f"{assets}/worker.js",
        "cells": page.cells,
    }
    # In a script element nothing ends the text but a closing tag.
    text = json.dumps(course).replace("<", "\\u003c")
    return rendered("web/page.html.j2", page=page, assets=assets, course=text)


def _assets() -> Iterator[tuple[str, bytes]]:
    yield "course.zip", course_archive()
    yield "web.css", rendered("web/web.css").encode()
    for name in SCRIPTS:
        yield name, bundle(f"web/{name}").encode()


def _checksum(*contents: bytes) -> str:
    return hashlib.sha256(b"".join(contents)).hexdigest()[:DIGITS]
