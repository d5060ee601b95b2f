"""Write command lines for the shell of this computer, to print them in messages."""

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

    It runs Python itself and not a script such as jupyter, because a script contains the path of
    the folder where it was installed, and fails when the course is moved. If Python is below the
    current folder, its path is relative, and seldom needs quotes.
    """
    python = Path(sys.executable)
    if python.is_relative_to(Path.cwd()):
        python = python.relative_to(Path.cwd())
    return " ".join(_quoted(str(word)) for word in (python, "-m", module, *arguments))


def _quoted(word: str) -> str:
    """Return a word quoted for the shell of this computer, if it needs quotes."""
    if os.name != "nt":
        return shlex.quote(word)
    # On Windows, the name of a file contains no quotation mark.
    return word if re.fullmatch(r"[\w\\/:.=-]+", word) else f'"{word}"'
