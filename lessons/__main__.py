"""The author's and teacher's door: `python -m lessons COMMAND`."""

import argparse
import sys
from collections.abc import Callable

from lessons import data, questions
from lessons.core.paths import UnknownName, lesson_folder, lesson_folders
from lessons.data import expressions

Command = Callable[[list[str]], int]


def build(names: list[str]) -> int:
    """Write what is generated: checksums, the data package, notebooks, README's picture."""
    from lessons.publishing import data_format, datapackage, notebooks, readme_picture

    for change in datapackage.stamp():
        print(change)
    print(datapackage.print_datapackage().name)
    print(data_format.write_data_format().name)
    texts = {text.name: text for text in notebooks.texts()}  # what stands beside has no number
    wanted = [texts.get(name) or lesson_folder(name) for name in names]
    for lesson in wanted or texts.values():
        print(notebooks.print_notebook(lesson).name, flush=True)
    print(readme_picture.write_picture().name)
    return 0


def check(_names: list[str]) -> int:
    """Say everything that is wrong in tables and quiz files; 1 if anything is."""
    faults = [fault for name in data.tables() for fault in data.problems(name)]
    for lesson in lesson_folders():
        faults += questions.problems(lesson / "quiz.toml", calculator())
    print("\n".join(faults) or "All tables and quiz files hold.")
    return 1 if faults else 0


def coverage(_names: list[str]) -> int:
    """Print what of the seed is taught and asked where; 1 if anything is not."""
    from lessons.publishing import coverage as found

    rows = found.coverage()
    print(rows.to_string(index=False))
    faults = found.unknown_tags() + found.uncovered(rows)
    print("\n".join(faults) or "Nothing is uncovered.")
    return 1 if faults else 0


def handout(arguments: list[str]) -> int:
    """Print handouts and answer sheets as PDF, two pages a lesson."""
    from lessons.publishing.handout import command

    return command(arguments)


def slides(arguments: list[str]) -> int:
    """Print slides, one HTML file a lesson, that need no network."""
    from lessons.publishing.slides import command

    return command(arguments)


def lesson_plan(arguments: list[str]) -> int:
    """Print the plans of lessons from the teacher's notes, as pages and as Markdown."""
    from lessons.publishing.lesson_plan import command

    return command(arguments)


def stick(arguments: list[str]) -> int:
    """Pack the course and its packages for a room without internet."""
    from lessons.publishing.offline_bundle import command

    return command(arguments)


def export(arguments: list[str]) -> int:
    """Take questions, cards or the journal to other systems: Moodle, Canvas, QTI, Anki, xAPI."""
    from lessons.publishing.exports import main as command

    return command(arguments)


def nbgrader(arguments: list[str]) -> int:
    """Write the code tasks of lessons as assignments that nbgrader releases and grades."""
    from lessons.publishing.nbgrader_assignments import command

    return command(arguments)


def hand_in(arguments: list[str]) -> int:
    """Make a hand-in from a journal on a stick: JOURNAL --lesson NAME --name NAME."""
    from lessons.classroom import commands

    return commands.hand_in(arguments)


def gradebook(arguments: list[str]) -> int:
    """Mark the hand-ins in a folder and say what to teach again: FOLDER --out DIR."""
    from lessons.classroom import commands

    return commands.gradebook(arguments)


def exam(arguments: list[str]) -> int:
    """Make a sealed exam, or mark it: make NAME --own FILE, mark FOLDER --key KEYFILE."""
    from lessons.classroom import commands

    return commands.exam(arguments)


def calculator() -> dict[str, object]:
    """Return what a question's `compute` may use."""
    return expressions.names()


COMMANDS: dict[str, Command] = {
    "build": build,
    "check": check,
    "coverage": coverage,
    "exam": exam,
    "export": export,
    "gradebook": gradebook,
    "hand-in": hand_in,
    "handout": handout,
    "slides": slides,
    "lesson-plan": lesson_plan,
    "nbgrader": nbgrader,
    "stick": stick,
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m lessons", description=__doc__)
    about = "; ".join(f"{name}: {command.__doc__}" for name, command in COMMANDS.items())
    parser.add_argument("command", choices=COMMANDS, help=about)
    rest = "lessons, such as 3 or the_network; none means all. `COMMAND --help` tells what else"
    parser.add_argument("names", nargs=argparse.REMAINDER, help=rest)
    chosen = parser.parse_args(arguments)
    try:
        return COMMANDS[chosen.command](chosen.names)
    except UnknownName as error:
        sys.exit(str(error))


if __name__ == "__main__":
    sys.exit(main())
