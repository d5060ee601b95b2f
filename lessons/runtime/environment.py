"""Say in words what is wrong with the environment of the course.

The front door runs this file by itself, so each import that may fail stands where its
failure can be put into words.
"""

import importlib
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PINS = ROOT / ".binder" / "requirements.txt"
AGAIN = "Delete the folder .venv and start the course again."
FRONT_ENDS = {"ipywidgets": "@jupyter-widgets/jupyterlab-manager", "anywidget": "anywidget"}


def report() -> int:
    """Print what holds and what does not; return 1 if anything does not."""
    wrong = 0
    for name, look in LOOKS.items():
        found = list(look())
        wrong += len(found)
        print(f"{name}: {'not well.' if found else 'well.'}", *found, sep="\n  ", flush=True)
    if not any(unwritable_progress()):
        print(f"Your answers are kept in {importlib.import_module('lessons.journal').place()}.")
    if wrong == 0:
        print("All is well.")
    return min(wrong, 1)


def wrong_versions() -> Iterator[str]:
    """Say which packages are missing or are not what the course was tested with."""
    try:
        from packaging.requirements import Requirement
    except ImportError:
        yield f"The package 'packaging' is missing. {AGAIN}"
        return
    for line in PINS.read_text(encoding="utf-8").splitlines():
        pin = Requirement(line)
        if pin.marker and not pin.marker.evaluate():
            continue
        try:
            version = metadata.version(pin.name)
        except metadata.PackageNotFoundError:
            yield f"{pin.name} is missing. {AGAIN}"
            continue
        if not pin.specifier.contains(version, prereleases=True):
            wanted = str(pin.specifier).removeprefix("==")
            yield f"{pin.name} is version {version}; the course needs {wanted}. {AGAIN}"


def missing_front_ends() -> Iterator[str]:
    """Say which half of the widgets, the one in the browser, JupyterLab would not find."""
    try:
        from jupyter_core.paths import jupyter_path
    except ImportError:
        yield f"Jupyter is missing. {AGAIN}"
        return
    for package, extension in FRONT_ENDS.items():
        places = [Path(place) / extension for place in jupyter_path("labextensions")]
        if not any((place / "package.json").is_file() for place in places):
            yield f"JupyterLab cannot show {package}: its half in the browser is missing. {AGAIN}"


def broken_imports() -> Iterator[str]:
    """Say why the course cannot be imported."""
    try:
        lessons = importlib.import_module("lessons")
    except Exception as error:
        yield f"The course cannot be imported: {error}. {AGAIN}"
        return
    home = Path(str(lessons.__file__)).resolve().parent.parent
    if home != ROOT:
        yield f"The course that is imported lies in {home}, not here in {ROOT}. {AGAIN}"


def unwritable_progress() -> Iterator[str]:
    """Say why answers could not be kept."""
    try:
        folder = importlib.import_module("lessons.journal").place().parent
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        yield (
            f"Your answers cannot be kept in {error.filename} ({error.strerror}). Make that folder "
            "writable, or name another one in the variable COOPERATIVE_SECURITY_HOME."
        )
    except Exception as error:
        yield f"Your answers cannot be kept: {error}. {AGAIN}"


def missing_notebooks() -> Iterator[str]:
    """Say which lessons have no notebook."""
    lessons = sorted(p.name for p in (ROOT / "lessons").glob("[0-9][0-9]_*") if p.is_dir())
    if not lessons:
        yield f"There is no lesson in {ROOT / 'lessons'}. Fetch the course again."
    for lesson in lessons:
        if not (ROOT / "notebooks" / f"{lesson}.ipynb").is_file():
            yield f"notebooks/{lesson}.ipynb is missing. Fetch the course again."


def broken_tables() -> Iterator[str]:
    """Say what in the tables does not hold."""
    try:
        data = importlib.import_module("lessons.data")
        for name in data.tables():
            yield from data.problems(name)
    except Exception as error:
        yield f"The tables cannot be read: {error}. {AGAIN}"


LOOKS: dict[str, Callable[[], Iterator[str]]] = {
    "Packages": wrong_versions,
    "Widgets in JupyterLab": missing_front_ends,
    "The course": broken_imports,
    "Your answers": unwritable_progress,
    "Notebooks": missing_notebooks,
    "Tables": broken_tables,
}

if __name__ == "__main__":
    sys.exit(report())
