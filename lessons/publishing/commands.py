"""The commands for authors and teachers that make something of the lessons."""

import argparse
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from lessons.core.paths import ROOT, shown
from lessons.course import BrokenLesson, Lesson, extras, labs, lesson, lessons
from lessons.publishing import exports

BUILD = ROOT / "build"
GET_TOOLS = (
    "The package '{}' is missing: learners do without it. "
    "To add what teachers need, type: python3 start.py teacher"
)


@dataclass(frozen=True)
class Command:
    """A command of `python -m lessons`: what it is for, its arguments, and what it does.

    `run` gets the arguments as they were read and returns the exit code.
    """

    help: str
    run: Callable[[Namespace], int]
    arguments: Callable[[ArgumentParser], None]
    aliases: tuple[str, ...] = ()


def chosen(options: Namespace) -> list[Lesson]:
    """Return the lessons that were named, or all. Raise UnknownName for a name that is none."""
    return lessons(names(options))


def names(options: Namespace) -> list[str]:
    """Return the lessons as they were named, after `--lesson` or without it."""
    return [*options.names, *options.more_names]


def lesson_arguments(parser: ArgumentParser, none: str = "all lessons") -> None:
    """Let a command take lessons, by number or name, each with or without `--lesson`."""
    about = f"a lesson, such as 3 or the_network; without any: {none}"
    parser.add_argument("names", nargs="*", metavar="LESSON", help=about)
    parser.add_argument(
        "--lesson",
        dest="more_names",
        metavar="LESSON",
        action="append",
        default=[],
        help="the same; may be given several times",
    )


def out_arguments(name: str) -> Callable[[ArgumentParser], None]:
    """Return what lets a command take lessons and a folder, by default `build/NAME`."""
    folder = BUILD / name

    def arguments(parser: ArgumentParser) -> None:
        lesson_arguments(parser)
        about = f"the folder to write into (default: {shown(folder)})"
        parser.add_argument("--out", type=Path, default=folder, metavar="DIR", help=about)

    return arguments


# For authors


def _build_arguments(parser: ArgumentParser) -> None:
    lesson_arguments(parser, none="those that have changed")
    parser.add_argument("--all", action="store_true", help="build all notebooks, changed or not")


def build(options: Namespace) -> int:
    """Write the data package, then the notebooks that are named or have changed."""
    from lessons.publishing import data_format, datapackage, notebooks, readme_picture

    for name in datapackage.stamp():
        print(f"data/{name}.toml: the checksum of {name}.csv is brought up to date")
    datapackage.write_datapackage()
    data_format.write_data_format()
    everything = _pages()
    wanted = list(_named(names(options)))
    if not (wanted or options.all):
        wanted, everything = list(notebooks.changed(everything)), []
        print(f"Changed: {', '.join(it.name for it in wanted) or 'nothing'}.", flush=True)
    code = _write_each(wanted or everything, lambda it: [notebooks.build(it)])
    if readme_picture.LESSON in [it.slug for it in wanted or everything]:
        readme_picture.write_picture()
    return code


def preview(options: Namespace) -> int:
    """Build one lesson and its lab, and say how to look at it."""
    from lessons.publishing import cells, notebooks

    wanted = list(_named([options.name]))
    code = _write_each(wanted, lambda it: [notebooks.build(it)])
    if not code:
        path = shown(cells.notebook_path(wanted[0]))
        print("Is it open in JupyterLab? Choose File > Reload Notebook from Disk.")
        print(f"Otherwise type: {shown(Path(sys.executable))} -m jupyter lab {path}")
    return code


def _pages() -> list[Lesson]:
    """Return all that has a notebook: lessons, labs, and pages such as the glossary."""
    return [*lessons(), *labs(), *extras()]


def _named(wanted: list[str]) -> Iterator[Lesson]:
    """Yield what is named: a lesson and its lab, a lab alone, or a page beside the lessons."""
    pages = {it.name: it for it in _pages()}
    for name in wanted:
        page = pages.get(name) or lesson(name)
        yield page
        # The lab of a former lesson holds the solution of its task, and has no notebook.
        if page.lab and page.lab.name in pages:
            yield page.lab


def check(options: Namespace) -> int:
    """Say everything that is wrong in the course's files; 1 if anything is."""
    from lessons.publishing.check import problems

    found = problems(names(options))
    print("\n".join(found) or "Nothing is wrong in the lessons, tables and pages.")
    return 1 if found else 0


def coverage(_options: Namespace) -> int:
    """Say what of the seed text is taught and asked where; 1 if anything is not."""
    from lessons.publishing import coverage as seed

    items = seed.coverage()
    print(seed.as_text(items))
    found = seed.unknown_tags() + seed.uncovered(items)
    print("\n".join(found) or "Everything is covered.")
    return 1 if found else 0


def new_lesson(options: Namespace) -> int:
    """Write the skeleton of a lesson; 1 if there is one of that name."""
    from lessons.publishing.skeleton import write_skeleton

    for path in write_skeleton(options.slug, options.number):
        print(shown(path))
    print(f"Fill it in, then type: python -m lessons preview {options.slug}")
    return 0


def _new_lesson_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("slug", help="the lesson's short name, such as arms_control")
    about = "the lesson's number (default: the next one that is free)"
    parser.add_argument("--number", type=int, help=about)


def _preview_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="LESSON", help="such as 3, the_network, 03_the_network_lab or glossary"
    )


# For teachers


def handout(options: Namespace) -> int:
    """Write handouts and answer sheets as PDF."""
    if not find_spec("fpdf"):
        print(GET_TOOLS.format("fpdf2"))
        return 1
    from lessons.publishing.handout import write_handout

    return _write_each(chosen(options), lambda it: write_handout(it, options.out), options.out)


def slides(options: Namespace) -> int:
    """Write slides, one HTML file a lesson."""
    from lessons.publishing.slides import write_slides

    return _write_each(chosen(options), lambda it: [write_slides(it, options.out)], options.out)


def lesson_plan(options: Namespace) -> int:
    """Write lesson plans as pages and as Markdown; 1 if a lesson has no teacher's notes."""
    if not find_spec("mistune"):
        print(GET_TOOLS.format("mistune"))
        return 1
    from lessons.publishing.lesson_plan import write_plan

    return _write_each(chosen(options), lambda it: write_plan(it, options.out), options.out)


def nbgrader(options: Namespace) -> int:
    """Write the code tasks of labs as an nbgrader course."""
    from lessons.publishing.nbgrader_assignments import write_course

    wanted = chosen(options) if names(options) else [it for it in lessons() if it.lab]
    for path in write_course(wanted, options.out):
        print(path, flush=True)
    print(f"Next, in {options.out}: nbgrader generate_assignment {wanted[0].slug}")
    print("How to install nbgrader, and what comes then: python -m lessons nbgrader --help")
    return 0


def _nbgrader_arguments(parser: ArgumentParser) -> None:
    from lessons.publishing import nbgrader_assignments

    out_arguments("nbgrader")(parser)
    parser.description = nbgrader_assignments.__doc__
    parser.formatter_class = argparse.RawDescriptionHelpFormatter


def bundle(options: Namespace) -> int:
    """Write a ZIP of the course and its packages for computers without internet."""
    from lessons.publishing import offline_bundle

    return offline_bundle.run(options)


def _bundle_arguments(parser: ArgumentParser) -> None:
    from lessons.publishing import offline_bundle

    offline_bundle.arguments(parser)


def export(options: Namespace) -> int:
    """Write questions for another system, and say what it cannot hold; 1 if none can be made."""
    return exports.run(options.format, [it.slug for it in chosen(options)], options)


def _export_arguments(parser: ArgumentParser) -> None:
    formats = "; ".join(f"{name}: {about}" for name, about in exports.FORMATS.items())
    parser.add_argument("format", choices=exports.FORMATS, help=formats)
    out_arguments("exports")(parser)
    day = "anki: day of the cards; a later one than last time makes Anki take changed texts"
    parser.add_argument("--date", type=date.fromisoformat, help=day)


def _write_each(
    wanted: Iterable[Lesson], write: Callable[[Lesson], list[Path]], out: Path | None = None
) -> int:
    """Write something for each lesson and print its path; 1 if a lesson could not be used.

    What is wrong with one lesson does not keep the others from being written.
    """
    if out:
        out.mkdir(parents=True, exist_ok=True)
    code = 0
    for each in wanted:
        try:
            print(*map(shown, write(each)), sep="\n", flush=True)
        except BrokenLesson as reason:
            print(reason, file=sys.stderr, flush=True)
            code = 1
    return code


COMMANDS = {
    "build": Command("build the notebooks that have changed", build, _build_arguments),
    "check": Command("say what is wrong in lessons, tables and pages", check, lesson_arguments),
    "coverage": Command("say what of the seed text is taught where", coverage, lambda _: None),
    "new-lesson": Command("write the skeleton of a lesson", new_lesson, _new_lesson_arguments),
    "preview": Command(
        "build one lesson, its lab too, and look at it", preview, _preview_arguments
    ),
    "handout": Command("two pages of paper, and the answers", handout, out_arguments("handouts")),
    "slides": Command("slides that need no network", slides, out_arguments("slides")),
    "lesson-plan": Command("plans with notes", lesson_plan, out_arguments("lesson-plans")),
    "export": Command("questions for Moodle, Canvas or Anki", export, _export_arguments),
    "nbgrader": Command("code tasks as assignments for nbgrader", nbgrader, _nbgrader_arguments),
    "bundle": Command("the course without internet", bundle, _bundle_arguments, ("stick",)),
}
