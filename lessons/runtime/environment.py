"""Find out what is wrong with the installation of the course.

`start.py check` runs this file by itself. Each import that may fail is made inside the check that
can report its failure.
"""

import importlib
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PINS = ROOT / ".binder" / "requirements.txt"
REINSTALL = "Delete the folder .venv and start the course again."
FRONT_ENDS = {"ipywidgets": "@jupyter-widgets/jupyterlab-manager", "anywidget": "anywidget"}


def report() -> int:
    """Print the result of each check; return 1 if any found a problem."""
    number = 0
    for name, check in CHECKS.items():
        problems = list(check())
        number += len(problems)
        print(f"{name}: {'problem' if problems else 'ok'}", *problems, sep="\n  ", flush=True)
    if not any(unwritable_journal()):
        print(f"Your answers are saved in {importlib.import_module('lessons.journal').place()}.")
    if number == 0:
        print("No problem was found.")
    return min(number, 1)


def wrong_versions() -> Iterator[str]:
    """Yield which packages are missing, or of another version than the course was tested with."""
    try:
        from packaging.requirements import Requirement
    except ImportError:
        yield f"The package 'packaging' is missing. {REINSTALL}"
        return
    for line in PINS.read_text(encoding="utf-8").splitlines():
        pin = Requirement(line)
        if pin.marker and not pin.marker.evaluate():
            continue
        try:
            version = metadata.version(pin.name)
        except metadata.PackageNotFoundError:
            yield f"{pin.name} is missing. {REINSTALL}"
            continue
        if not pin.specifier.contains(version, prereleases=True):
            wanted = str(pin.specifier).removeprefix("==")
            yield f"{pin.name} is version {version}; the course needs {wanted}. {REINSTALL}"


def missing_front_ends() -> Iterator[str]:
    """Yield the widget packages whose part for the browser JupyterLab would not find."""
    try:
        from jupyter_core.paths import jupyter_path
    except ImportError:
        yield f"Jupyter is missing. {REINSTALL}"
        return
    for package, extension in FRONT_ENDS.items():
        places = [Path(place) / extension for place in jupyter_path("labextensions")]
        if not any((place / "package.json").is_file() for place in places):
            yield f"The part of {package} for the browser is missing from JupyterLab. {REINSTALL}"


def broken_imports() -> Iterator[str]:
    """Yield why the course cannot be imported."""
    try:
        lessons = importlib.import_module("lessons")
    except Exception as error:
        yield f"The course cannot be imported: {error}. {REINSTALL}"
        return
    home = Path(str(lessons.__file__)).resolve().parent.parent
    if home != ROOT:
        yield f"The course that is imported is in {home}, not in {ROOT}. {REINSTALL}"


def unwritable_journal() -> Iterator[str]:
    """Yield why answers could not be saved."""
    try:
        folder = importlib.import_module("lessons.journal").place().parent
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        yield (
            f"Your answers cannot be saved in {error.filename} ({error.strerror}). Make that "
            "folder writable, or set the variable COOPERATIVE_SECURITY_HOME to another one."
        )
    except Exception as error:
        yield f"Your answers cannot be saved: {error}. {REINSTALL}"


def missing_notebooks() -> Iterator[str]:
    """Yield the lessons that have no notebook."""
    lessons = sorted(p.name for p in (ROOT / "lessons").glob("[0-9][0-9]_*") if p.is_dir())
    if not lessons:
        yield f"There is no lesson in {ROOT / 'lessons'}. Download the course again."
    for lesson in lessons:
        if not (ROOT / "notebooks" / f"{lesson}.ipynb").is_file():
            yield f"notebooks/{lesson}.ipynb is missing. Download the course again."


def broken_tables() -> Iterator[str]:
    """Yield the problems in the tables."""
    try:
        data = importlib.import_module("lessons.data")
        for name in data.tables():
            yield from data.problems(name)
    except Exception as error:
        yield f"The tables cannot be read: {error}. {REINSTALL}"


CHECKS: dict[str, Callable[[], Iterator[str]]] = {
    "Packages": wrong_versions,
    "Widgets in JupyterLab": missing_front_ends,
    "The course": broken_imports,
    "Your answers": unwritable_journal,
    "Notebooks": missing_notebooks,
    "Tables": broken_tables,
}

if __name__ == "__main__":
    sys.exit(report())
