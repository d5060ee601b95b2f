"""Open the course, or find out why that is not possible.

`start.py` runs this file as a script, in the environment that it has made. An import that may fail
is inside the check that reports the failure.
"""

import argparse
import importlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PINS = ROOT / ".binder" / "requirements.txt"
REINSTALL = "Delete the folder .venv and start the course again."
KERNEL_SECONDS = 60  # after which a kernel counts as not started


def main(arguments: list[str]) -> int:
    """Run `check` or `open`, and return the exit code."""
    for stream in (sys.stdout, sys.stderr):  # names of folders may have letters the console lacks
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["check", "open"])
    parser.add_argument("--port", type=int)
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--page", default="", help="the notebook to open (default: lesson 0)")
    options = parser.parse_args(arguments)
    with suppress(Exception):  # the checks report why this fails
        home = importlib.import_module("lessons.runtime.serve").own_home()
        os.environ.update(home.variables())  # look at the kernels and settings that will be used
    return report() if options.command == "check" else open_course(options)


def report() -> int:
    """Print the result of each check; return 1 if any found a problem."""
    number = 0
    for name, check in CHECKS.items():
        problems = list(check())
        number += len(problems)
        print(f"{name}: {'problem' if problems else 'ok'}", *problems, sep="\n  ", flush=True)
    if not any(unwritable_folders()):
        print(f"Your answers are saved in {importlib.import_module('lessons.journal').path()}.")
    if number == 0:
        print("No problem was found.")
    return min(number, 1)


def open_course(options: argparse.Namespace) -> int:
    """Serve the course until it is closed; print why if that is not possible, and return 1.

    If the start fails for a reason that the first checks do not find, the others are made, too: one
    of them may name the cause.
    """
    problems = [problem for check in NEEDED.values() for problem in check()]
    if not problems:
        from lessons.core.files import FileProblem
        from lessons.core.mistakes import Mistake
        from lessons.runtime import serve

        try:
            port = options.port or serve.PORT
            return serve.serve(port, browser=not options.no_browser, page=options.page)
        except (Mistake, OSError) as error:
            reason = FileProblem.from_error(error) if isinstance(error, OSError) else error
            others = [check for check in CHECKS.values() if check is not refused_start]
            problems = [str(reason), *(problem for check in others for problem in check())]
    print(*problems, sep="\n", file=sys.stderr)
    return 1


# The checks: each yields a sentence for each problem


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


def unwritable_folders() -> Iterator[str]:
    """Yield why answers, working copies or settings could not be saved."""
    try:
        home = importlib.import_module("lessons.runtime.serve").own_home()
    except Exception as error:
        yield f"Your answers cannot be saved: {error}. {REINSTALL}"
        return
    for folder in (home.learner, home.course / "notebooks", home.config):
        try:
            _try_to_write(folder)
        except OSError as error:
            yield (
                f"Your work cannot be saved in {folder} ({error.strerror}). Make that folder "
                "writable, or set the variable COOPERATIVE_SECURITY_HOME to another one."
            )
            return


def _try_to_write(folder: Path) -> None:
    """Raise OSError if nothing can be written into a folder, or if it could not be made."""
    while not folder.exists():
        folder = folder.parent
    tempfile.TemporaryFile(dir=folder).close()


def wrong_versions() -> Iterator[str]:
    """Yield the packages that are missing, or whose version is not the one that was tested."""
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


def broken_kernel() -> Iterator[str]:
    """Yield why notebooks would not run, or would run with another Python than the course's."""
    try:
        prefix = _prefix_of_a_kernel()
    except Exception as error:
        yield f"Notebooks cannot be run: {error}. {REINSTALL}"
        return
    if prefix != repr(sys.prefix):
        yield f"Notebooks would run with the Python in {prefix}, not in {sys.prefix}. {REINSTALL}"


def _prefix_of_a_kernel() -> str:
    """Start a kernel as JupyterLab does, and return where its Python is installed, in quotes."""
    from jupyter_client.manager import KernelManager

    # Its channels are encrypted, as `.binder/jupyter/jupyter_server_config.py` asks for.
    manager = KernelManager(transport_encryption="required")
    manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.blocking_client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=KERNEL_SECONDS)
        asked = {"prefix": "__import__('sys').prefix"}
        reply = client.execute("", user_expressions=asked, reply=True, timeout=KERNEL_SECONDS)
        return str(reply["content"]["user_expressions"]["prefix"]["data"]["text/plain"])
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def missing_notebooks() -> Iterator[str]:
    """Yield the lessons that have no notebook."""
    lessons = sorted(p.name for p in (ROOT / "lessons").glob("[0-9][0-9]_*") if p.is_dir())
    if not lessons:
        yield f"There is no lesson in {ROOT / 'lessons'}. Download the course again."
    for lesson in lessons:
        if not (ROOT / "notebooks" / f"{lesson}.ipynb").is_file():
            yield f"notebooks/{lesson}.ipynb is missing. Download the course again."


def refused_start() -> Iterator[str]:
    """Yield why JupyterLab does not start: start it, and end it again."""
    if any(problem for check in NEEDED.values() for problem in check()):
        return  # the reason is known
    try:
        serve = importlib.import_module("lessons.runtime.serve")
        with serve.running(serve.own_home(), serve.PORT):
            pass
    except Exception as error:
        yield str(error)


# The checks that are made before each start, because they are fast.
NEEDED: dict[str, Callable[[], Iterator[str]]] = {
    "The course": broken_imports,
    "Your folder": unwritable_folders,
    "Notebooks": missing_notebooks,
}
CHECKS = NEEDED | {
    "Packages": wrong_versions,
    "JupyterLab": refused_start,
    "Kernel": broken_kernel,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
