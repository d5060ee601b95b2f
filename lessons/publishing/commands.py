"""Define the commands for authors and teachers that write something from the lessons."""

import argparse
import gc
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from lessons.classroom.commands import EXAM
from lessons.core.commands import Command, command_of
from lessons.core.mistakes import Mistake
from lessons.core.paths import ROOT, lesson_folders, shown
from lessons.course import Lesson, extras, labs, lesson, lessons, read_lesson
from lessons.publishing import exports

BUILD = ROOT / "build"
CHANGED = "those that have changed"

# Each command imports what it needs when it runs: some packages take long to import, and those
# that only teachers have may be missing.


def lesson_arguments(parser: ArgumentParser, none: str = "all lessons") -> None:
    """Let a command take lessons, by number or name, each with or without `--lesson`."""
    about = f"a lesson, such as 3 or the_network; without any: {none}"
    both: dict[str, Any] = {"action": "extend", "metavar": "LESSON", "default": SUPPRESS}
    parser.add_argument("names", nargs="*", help=about, **both)
    about = "the same; may be given several times"
    parser.add_argument("--lesson", dest="names", nargs=1, help=about, **both)
    parser.set_defaults(names=[])


def out_argument(parser: ArgumentParser, name: str) -> None:
    """Let a command take the folder to write into, by default `build/NAME`."""
    folder = BUILD / name
    about = f"the folder to write into (default: {shown(folder)})"
    parser.add_argument("--out", type=Path, default=folder, metavar="DIR", help=about)


# For authors


def _build_arguments(parser: ArgumentParser) -> None:
    """Let `build` take lessons, or build all of them."""
    lesson_arguments(parser, none=CHANGED)
    parser.add_argument("--all", action="store_true", help="build all notebooks, changed or not")


def build(options: Namespace) -> int:
    """Write the data package, README and references, then notebooks: those named, or changed."""
    from lessons.publishing import cells, datapackage, notebooks, readme, reference_pages

    for name in datapackage.stamp():
        print(f"data/{name}.toml: the checksum of {name}.csv is brought up to date")
    datapackage.write_datapackage()
    reference_pages.write_pages()
    readme.write()
    # Tables first: a notebook that is built now reads them.
    wanted = _wanted(options)
    code = _write_each(wanted, lambda page: [notebooks.build(page)])
    if readme.LESSON in [page.slug for page in wanted]:
        readme.write_picture()
    if options.names and not code:
        print("Is it open in JupyterLab? Reload the page in your browser.")
        path = shown(cells.notebook_path(wanted[0]))
        print(f"Otherwise type: {shown(Path(sys.executable))} -m jupyter lab {path}")
    return code


def _wanted(options: Namespace) -> list[Lesson]:
    """Return the pages that are named, or all; otherwise print and return those that changed."""
    from lessons.publishing import notebooks

    if options.all or options.names:
        return _pages() if options.all else list(_named(options.names))
    changed = list(notebooks.changed(_pages()))
    print(f"Changed: {', '.join(page.name for page in changed) or 'nothing'}.", flush=True)
    drafts = [page.slug for page in map(read_lesson, lesson_folders()) if page.is_draft]
    if drafts:
        print(f"Drafts are built only if you name them: {', '.join(drafts)}.", flush=True)
    return changed


def _pages() -> list[Lesson]:
    """Return all that learners open: lessons, labs, and pages such as the glossary."""
    return [*lessons(), *labs(), *extras()]


def _named(wanted: list[str]) -> Iterator[Lesson]:
    """Yield the pages that are named: a lesson with its lab, a lab alone, or another page."""
    pages = {page.name: page for page in _pages()}
    for name in wanted:
        page = pages.get(name) or lesson(name)
        yield page
        # The lab of a former lesson holds the solution of its task, and has no notebook.
        if page.lab and page.folder in lesson_folders():
            yield page.lab


def check(options: Namespace) -> int:
    """Print everything that is wrong in the course's files; return 1 if anything is."""
    gc.disable()  # collecting takes a tenth of the time, and frees little before the process ends
    from lessons.publishing.check import problems

    with ExitStack() as stack:
        executor = None
        with suppress(ImportError, NotImplementedError, OSError):  # no processes, as on Android
            from concurrent.futures import ProcessPoolExecutor

            processes = stack.enter_context(ProcessPoolExecutor(max_workers=1))
            processes.submit(bool)  # the process begins with its first task
            executor = processes
        found = problems(options.names, executor)
    print("\n".join(found) or "Nothing is wrong in the lessons, tables and pages.")
    gc.freeze()  # at its end, Python would collect once more
    return 1 if found else 0


def coverage(_options: Namespace) -> int:
    """Print where the course teaches what NATO's backgrounder says; return 1 if it misses any."""
    from lessons.publishing import coverage as backgrounder

    items = backgrounder.coverage()
    print(backgrounder.as_text(items))
    found = backgrounder.unknown_tags() + backgrounder.uncovered(items)
    print("\n".join(found) or "Everything is covered.")
    return 1 if found else 0


def new_lesson(options: Namespace) -> int:
    """Write the skeleton of a lesson. Raise UnknownName for a name or number that is taken."""
    from lessons.publishing.skeleton import write_skeleton

    for path in write_skeleton(options.slug, options.number):
        print(shown(path))
    print(f"Fill it in, then type: python -m lessons build {options.slug}")
    return 0


def _new_lesson_arguments(parser: ArgumentParser) -> None:
    """Let `new-lesson` take a short name and a number."""
    parser.add_argument("slug", help="the lesson's short name, such as arms_control")
    about = "the lesson's number (default: the next one that is free)"
    parser.add_argument("--number", type=int, help=about)


# For teachers


def writing(module: str, write: str, folder: str, help: str) -> Command:
    """Return a command that lets a function of a module write each lesson into a folder.

    The function gets the lesson and the folder, by default `build/FOLDER`, and returns the paths.
    """

    def run(options: Namespace) -> int:
        write_lesson = getattr(import_module(f"lessons.publishing.{module}"), write)
        return _write_each(lessons(options.names), lambda lesson: write_lesson(lesson, options.out))

    def arguments(parser: ArgumentParser) -> None:
        lesson_arguments(parser)
        out_argument(parser, folder)

    run.__doc__ = f"{help.capitalize()}."  # what `--help` says
    return Command(help, run, arguments)


def web(options: Namespace) -> int:
    """Write the course as a website that runs in the reader's browser."""
    from lessons.publishing.web import build_site

    home, *others = build_site(options.out)
    print(f"{shown(home)} and {len(others)} more pages")
    print(f"Look at them: {shown(Path(sys.executable))} -m http.server --directory {options.out}")
    return 0


def nbgrader(options: Namespace) -> int:
    """Write the code tasks of labs as an nbgrader course."""
    from lessons.publishing.nbgrader_assignments import write_course

    # Without a name, all that have a lab.
    wanted = lessons(options.names or [lab.slug for lab in labs()])
    for path in write_course(wanted, options.out):
        print(path, flush=True)
    print(f"Next, in {options.out}: nbgrader generate_assignment {wanted[0].slug}")
    print("How to install nbgrader, and what to do next: python -m lessons nbgrader --help")
    return 0


def _nbgrader_arguments(parser: ArgumentParser) -> None:
    """Let `nbgrader` take lessons and a folder; its help says what to do with nbgrader."""
    from lessons.publishing import nbgrader_assignments

    lesson_arguments(parser)
    out_argument(parser, "nbgrader")
    parser.description = nbgrader_assignments.__doc__
    parser.formatter_class = argparse.RawDescriptionHelpFormatter


def export(options: Namespace) -> int:
    """Write questions for another system, and print what it cannot hold."""
    wanted = tuple(lesson.slug for lesson in lessons(options.names))
    request = exports.Request(wanted, options.date, has_orders=options.moodle == "4.4")
    exports.write(options.format, request, options.out)
    return 0


def _export_arguments(parser: ArgumentParser) -> None:
    """Let `export` take a format, lessons, a folder, the day of the cards and Moodle's version."""
    formats = "; ".join(f"{name}: {format['about']}" for name, format in exports.FORMATS.items())
    parser.add_argument("format", choices=exports.FORMATS, help=formats)
    lesson_arguments(parser)
    out_argument(parser, "exports")
    day = "anki: day of the cards; a later one than last time makes Anki take changed texts"
    parser.add_argument("--date", type=date.fromisoformat, metavar="YYYY-MM-DD", help=day)
    old = "moodle: the oldest version that must read the file (default: 3.9); with 4.4, orders are "
    old += "asked as orders, and not as matching"
    parser.add_argument("--moodle", choices=("3.9", "4.4"), default="3.9", help=old)


def _write_each(wanted: Iterable[Lesson], write: Callable[[Lesson], list[Path]]) -> int:
    """Write files for each lesson and print their paths; return 1 if any lesson failed.

    A lesson that fails does not keep the others from being written.
    """
    # Paths are flushed one by one: all lessons take minutes, and somebody waits.
    failed = []
    for page in wanted:
        try:
            print(*map(shown, write(page)), sep="\n", flush=True)
        except Mistake as reason:
            print(reason, file=sys.stderr, flush=True)
            failed.append(page.name)
    if len(failed) > 1:
        print(f"Not written: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


PAPER = command_of("lessons.publishing.exam_papers", "print an exam, its key and a marking sheet")
COMMANDS = {
    "build": Command("build the notebooks that have changed", build, _build_arguments),
    "check": Command("find what is wrong in lessons, tables and pages", check, lesson_arguments),
    "coverage": Command(
        "show where NATO's backgrounder is taught and asked", coverage, lambda _: None
    ),
    "new-lesson": Command("write the skeleton of a lesson", new_lesson, _new_lesson_arguments),
    "handout": writing(
        "handout", "write_handout", "handouts", "write two pages of paper, and the answers"
    ),
    "slides": writing("slides", "write_slides", "slides", "write slides that need no network"),
    "lesson-plan": writing(
        "lesson_plan", "write_plan", "lesson-plans", "write lesson plans for the teacher"
    ),
    "exam": Command("make a sealed exam, print it, or mark it", commands=EXAM | {"paper": PAPER}),
    "web": Command(
        "write the course as a website", web, lambda parser: out_argument(parser, "web")
    ),
    "export": Command(
        "write questions for Moodle, Canvas, Kahoot, Quizizz or Anki", export, _export_arguments
    ),
    "nbgrader": Command(
        "write code tasks as assignments for nbgrader", nbgrader, _nbgrader_arguments
    ),
    # Its name in the first edition was `stick`.
    "bundle": replace(
        command_of("lessons.publishing.offline_bundle", "pack the course for use without internet"),
        aliases=("stick",),
    ),
}
