"""Write commands as the shell of this computer takes them, to print them in messages."""

import os
import re
import shlex
import sys
from pathlib import Path


def course_command(*arguments: str | Path) -> str:
    """Return the command line of a command of the course, such as `... -m lessons hand-in FILE`."""
    return python_command("lessons", *arguments)


def python_command(module: str, *arguments: str | Path) -> str:
    """Return a command line that runs a module with the Python of this process.

    It names Python itself and not a program beside it, such as jupyter: such a program holds the
    path of the folder where it was installed, and stops when the course is moved. The path is
    relative where Python lies in the current folder, so that it seldom needs quotes.
    """
    python = Path(sys.executable)
    if python.is_relative_to(Path.cwd()):
        python = python.relative_to(Path.cwd())
    return " ".join(_quoted(str(word)) for word in (python, "-m", module, *arguments))


def _quoted(word: str) -> str:
    """Return a word as the shell of this computer reads it back."""
    if os.name != "nt":
        return shlex.quote(word)
    # A name of a file on Windows holds no quotation mark; what is not plain goes between two.
    return word if re.fullmatch(r"[\w\\/:.=-]+", word) else f'"{word}"'
