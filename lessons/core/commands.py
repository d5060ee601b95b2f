"""Read the command line of `python -m lessons`: commands, and commands of a command."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Command:
    """A command of the command line, with its help, its function and its arguments.

    `run` gets the parsed arguments and returns the exit code; its docstring is the text of
    `--help`. A command with subcommands, such as `exam`, has only `help` and `commands`.
    """

    help: str
    run: Callable[[Namespace], int] | None = None
    arguments: Callable[[ArgumentParser], None] | None = None
    aliases: tuple[str, ...] = ()
    commands: Mapping[str, "Command"] = field(default_factory=dict)


def command_of(module: str, help: str) -> Command:
    """Return the command that a module's `arguments(parser)` and `run(options)` make.

    The module is imported when the command is used, so that other commands work without the
    packages that only this one needs.
    """
    return Command(
        help,
        run=lambda options: import_module(module).run(options),
        arguments=lambda parser: import_module(module).arguments(parser),
    )


def add_commands(parser: ArgumentParser, commands: Mapping[str, Command]) -> None:
    """Add commands to a parser; the parsed options hold the `run` of the chosen command."""
    choices = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_LateParser)
    for name, command in commands.items():
        about = command.run.__doc__ if command.run else command.help
        own = choices.add_parser(
            name, help=command.help, description=about, aliases=command.aliases
        )
        if command.commands:
            add_commands(own, command.commands)
        own.set_defaults(run=command.run)
        own.add_arguments = command.arguments


class _LateParser(ArgumentParser):
    """A parser whose arguments are added when it is used, because that may need imports."""

    add_arguments: Callable[[ArgumentParser], None] | None = None

    def parse_known_args(self, *given: Any, **options: Any) -> Any:
        """Return the options and the unknown arguments, as argparse does."""
        if self.add_arguments:
            self.add_arguments(self)
            self.add_arguments = None
        return super().parse_known_args(*given, **options)
