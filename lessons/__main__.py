"""Run a command for authors and teachers: `python -m lessons COMMAND`."""

import argparse
import io
import os
import sys
from collections.abc import Sequence

from lessons.classroom import commands as classroom
from lessons.core.commands import Command, add_commands, command_of
from lessons.core.files import FileProblem
from lessons.core.mistakes import Mistake
from lessons.publishing import commands as publishing

COMMANDS: dict[str, Command] = publishing.COMMANDS | classroom.COMMANDS
COMMANDS["class"] = command_of(
    "lessons.runtime.class_server.command", "serve the website to a class, and collect hand-ins"
)
GET_TOOLS = (
    "The package '{}' is missing, which learners do not need. "
    "To add what teachers need, type: python3 start.py teacher"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; exit with a sentence if it cannot be done."""
    replace_unknown_letters()
    try:
        options = read(sys.argv[1:] if arguments is None else list(arguments))
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of the output has ended, as in `export moodle | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Mistake as mistake:
        sys.exit(str(mistake))
    except OSError as error:
        sys.exit(str(FileProblem.from_error(error)))
    except ModuleNotFoundError as error:
        if not error.name or error.name.startswith("lessons"):
            raise
        sys.exit(GET_TOOLS.format(error.name))
    return code


def replace_unknown_letters() -> None:
    """Let the console print a letter that its encoding lacks as its code, such as `\\u0131`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def read(given: list[str]) -> argparse.Namespace:
    """Return the options of a command line; exit with a sentence if there is no such command."""
    parser = argparse.ArgumentParser(prog="python -m lessons", description=__doc__)
    add_commands(parser, COMMANDS)
    options, others = parser.parse_known_args(given)
    # argparse does not accept lessons after an option: `slides --out DIR 3`.
    if any(word.startswith("-") for word in others) or (others and "names" not in options):
        parser.error(f"unknown: {' '.join(others)}. `{given[0]} --help` lists what it takes.")
    if others:
        options.names += others
    return options


if __name__ == "__main__":
    sys.exit(main())
