"""Write the website into a folder: pages, pictures, scripts, and Python for the browser."""

import base64
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from lessons.core.files import write_files
from lessons.core.paths import ROOT, shown
from lessons.course import extras, labs, lessons
from lessons.publishing.templates import rendered
from lessons.publishing.web import archive, licences
from lessons.publishing.web.compiled import NotBuilt, compiled
from lessons.publishing.web.pages import Page, home_page, page_of, webp
from lessons.widgets.bundles import bundle

PYODIDE = ROOT / "node_modules" / "pyodide"
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
LIBRARY = "python_stdlib.zip"
# Under gzip; a name that says so would let some servers unpack them on their way.
ARCHIVE, PACKED_LIBRARY = "course.pack", "library.pack"
LOCK = "pyodide-lock.json"
# The frame of a page looks as it does in JupyterLab; rules for JupyterLab's own parts find nothing.
NOTEBOOK_STYLE = ROOT / ".binder" / "jupyter" / "custom" / "custom.css"
SERVICE_WORKER = "service-worker.js"  # at the top: it serves the files in its folder and below
DIGITS = 12  # of a checksum in the name of a folder


def build_site(folder: Path) -> list[Path]:
    """Write the website into a folder and return the paths of its pages.

    An earlier website in the folder is replaced. Raise NotBuilt where Pyodide is missing, or where
    the folder holds anything else.
    """
    earlier = _earlier_files(folder)
    python = python_files()
    course, library = compiled(dict(archive.files()), python.pop(LIBRARY))
    python[PACKED_LIBRARY] = library
    assets = {ARCHIVE: course, **_assets()}
    folders = {"python": f"python-{_checksum(python)}", "assets": f"course-{_checksum(assets)}"}
    site = {f"{folders['python']}/{name}": content for name, content in python.items()}
    site |= {f"{folders['assets']}/{name}": content for name, content in assets.items()}
    pages, pictures = course_pages(), dict[str, bytes]()
    for page in pages:
        pictures |= page.pictures
        site[f"{page.name}.html"] = html(page, **folders).encode()
    for name, content in pictures.items():
        site[f"pictures/{name}"] = webp(content) if name.endswith(".webp") else content
    site[SERVICE_WORKER] = service_worker(site)
    write_files(folder, site)
    for path in earlier - {folder / name for name in site}:
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    return [folder / f"{page.name}.html" for page in pages]


def course_pages() -> list[Page]:
    """Return all pages of the website, the home page first."""
    made = map(page_of, (*lessons(), *labs(), *extras()))
    return [home_page(), *made, licences.page(PYODIDE)]


def python_files() -> dict[str, bytes]:
    """Return the files of Pyodide's core by their names, without the list of its packages."""
    if not PYODIDE.is_dir():
        raise NotBuilt(
            "Python for the browser is missing: node_modules has no pyodide. Install node 20.19 "
            "or newer, then type: npm install"
        )
    found = {name: (PYODIDE / name).read_bytes() for name in (*PYODIDE_FILES, LIBRARY)}
    # The list names packages of Pyodide's own distribution, which lessons never load.
    lock = json.loads((PYODIDE / LOCK).read_text(encoding="utf-8"))
    return found | {LOCK: json.dumps({"info": lock["info"], "packages": {}}).encode()}


def html(page: Page, python: str, assets: str) -> str:
    """Return a page as HTML that names the folders of Python and of the course's scripts."""
    course = {
        "python": f"{python}/",
        "archive": f"{assets}/{ARCHIVE}",
        "worker": f"{assets}/worker.js",
        "cells": page.cells,
    }
    # Only a closing tag could end the text of a script element early.
    data = Markup(json.dumps(course).replace("<", "\\u003c"))  # noqa: S704
    return rendered("web/page.html.j2", page=page, assets=assets, course=data)


def service_worker(site: Mapping[str, bytes]) -> bytes:
    """Return the script that keeps the site in a browser, with the checksum of each file."""
    # Browsers compare these checksums with those of what they fetch.
    sums = {name: hashlib.sha256(content).digest() for name, content in site.items()}
    files = {name: f"sha256-{base64.b64encode(total).decode()}" for name, total in sums.items()}
    course = {"version": _checksum(site), "files": files}
    return f"const COURSE = {json.dumps(course)};\n{bundle('web/service-worker.js')}".encode()


def _assets() -> dict[str, bytes]:
    """Return the style sheet and the scripts of all pages, by their names."""
    notebooks = NOTEBOOK_STYLE.read_text(encoding="utf-8")
    style = f"{notebooks}\n{rendered('web/web.css')}"
    scripts = {name: bundle(f"web/{name}").encode() for name in ("host.js", "worker.js")}
    return {"web.css": style.encode(), **scripts}


def _checksum(files: Mapping[str, bytes]) -> str:
    """Return some digits that differ for other contents."""
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(name.encode() + hashlib.sha256(content).digest())
    return digest.hexdigest()[:DIGITS]


def _earlier_files(folder: Path) -> set[Path]:
    """Return the files of an earlier website. Raise NotBuilt if the folder holds anything else."""
    found = {path for path in folder.rglob("*") if path.is_file()}
    if found and not (folder / SERVICE_WORKER).is_file():
        raise NotBuilt(f"{shown(folder)} holds other files. Name another folder with --out.")
    return found
