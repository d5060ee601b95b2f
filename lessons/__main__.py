"""Run a command for authors and teachers: `python -m lessons COMMAND`."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence

from lessons.classroom import commands as classroom
from lessons.core.files import FileProblem
from lessons.core.mistakes import Mistake
from lessons.publishing.commands import COMMANDS

# The classroom's commands read their arguments themselves.
CLASSROOM: dict[str, tuple[str, Callable[[Sequence[str]], int]]] = {
    "hand-in": ("make a hand-in from a journal", classroom.hand_in),
    "gradebook": ("mark the hand-ins in a folder", classroom.gradebook),
    "exam": ("make a sealed exam, or mark it", classroom.exam),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; exit with a sentence if it cannot be done."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    _print_every_letter()
    try:
        code = _run(given)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough, as in `export moodle | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Mistake as reason:
        sys.exit(str(reason))
    except OSError as error:
        sys.exit(str(FileProblem.of(error)))
    return code


def _print_every_letter() -> None:
    """Let the console print letters that its encoding lacks as their codes, such as `\\u0131`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run(given: list[str]) -> int:
    if given and given[0] in CLASSROOM:
        _, run = CLASSROOM[given[0]]
        return run(given[1:])
    parser = _parser(given[0] if given else "")
    options, others = parser.parse_known_args(given)
    # argparse gives up on lessons that stand after an option: `slides --out DIR 3`.
    if any(word.startswith("-") for word in others) or (others and "names" not in options):
        parser.error(f"unknown: {' '.join(others)}. `{given[0]} --help` says what there is.")
    if others:
        options.names += others
    return COMMANDS[options.command].run(options)


def _parser(wanted: str) -> argparse.ArgumentParser:
    """Return a parser that knows all commands, and the arguments of the one that is wanted.

    Those of the others would import what only they need.
    """
    parser = argparse.ArgumentParser(prog="python -m lessons", description=__doc__)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        own = commands.add_parser(
            name, help=command.help, description=command.run.__doc__, aliases=command.aliases
        )
        own.set_defaults(command=name)
        if wanted in (name, *command.aliases):
            command.arguments(own)
    for name, (about, _) in CLASSROOM.items():
        commands.add_parser(name, help=about)
    return parser


if __name__ == "__main__":
    sys.exit(main())
