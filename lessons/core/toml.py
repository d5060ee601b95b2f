"""Read TOML that people wrote; a message about a mistake names file, line and what to do.

The parser says where it failed, not what the author did wrong. `toml_faults.toml` lists common
mistakes, such as those in files that teachers wrote in Windows' Notepad or in a word processor.
"""

import pickle
import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from lessons.core.decoding import decoded
from lessons.core.mistakes import Mistake
from lessons.core.paths import LESSONS, shown

FAULTS = LESSONS / "core" / "toml_faults.toml"  # common mistakes, and what explains them
# A text on one line; three quote marks begin or end one of several lines.
ONE_LINE = re.compile(r"""(?!"{3}|'{3})("(?:\\.|[^"\\])*"|'[^']*')""")
AT_LINE = re.compile(r" \(at line (\d+), column \d+\)")
AT_END = " (at end of document)"
OTHER_FAULT = "this is not TOML: {message}. Look at this line and at the one above it"
LEFT_OPEN = re.compile("^Unclosed|^Unterminated|^Expected \"'")  # found only at the end of the file


class BrokenToml(Mistake):
    """Raised for a file that is not TOML; the message names the line and says what to do."""


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file. Raise BrokenToml, or OSError if it cannot be read."""
    return parse_toml(path.read_bytes(), shown(path))


def parse_toml(data: bytes, name: str) -> dict[str, Any]:
    """Return the content of a TOML file from its bytes; `name` is the file's name in messages.

    Raise BrokenToml for another encoding than UTF-8, and for a text that is not TOML.
    """
    text = decoded(data, name, BrokenToml)
    try:
        content: dict[str, Any] = pickle.loads(_parsed(text))  # noqa: S301 (what we parsed)
        return content
    except RecursionError:
        raise BrokenToml(f"{name}: its brackets are nested too deep.") from None
    except ValueError as error:  # beside TOMLDecodeError, for numbers with too many digits
        raise BrokenToml(f"{name}, {_diagnosis(text, str(error))}.") from None


def lines_of(text: str, table: str) -> list[int]:
    """Return the lines of a text, from 1, on which `[[table]]` begins a table of a list."""
    begins = re.compile(rf"\s*\[\[\s*{table}\s*\]\]")
    return [number for number, line in enumerate(text.split("\n"), 1) if begins.match(line)]


@lru_cache(maxsize=8)  # a check reads the same file for one purpose after the other
def _parsed(text: str) -> bytes:
    """Return the content of a TOML file, pickled: whoever gets it may change it."""
    return pickle.dumps(tomllib.loads(text))


def _diagnosis(text: str, error: str) -> str:
    """Return the line where the parser failed with an error, and the likely mistake."""
    lines = text.replace("\r\n", "\n").rstrip().split("\n")
    at, message = AT_LINE.search(error), AT_LINE.sub("", error).removesuffix(AT_END).rstrip(".")
    if at:
        number = min(int(at[1]), len(lines))
    else:
        number = _last_opened(lines) if LEFT_OPEN.search(message) else len(lines)
    found = (_explained(fault, lines[number - 1], message) for fault in read_toml(FAULTS)["fault"])
    return f"line {number}: {next(filter(None, found), '') or OTHER_FAULT.format(message=message)}"


def _explained(fault: dict[str, Any], line: str, message: str) -> str:
    """Return the sentence on a line where the parser failed with a message, or "" if unlike it."""
    text = line if fault.get("whole") else ONE_LINE.sub("", line)
    found = re.search(fault.get("line", ""), text)
    if not found or not re.search(fault.get("parser", ""), message):
        return ""
    return str(fault["says"].format(**found.groupdict()))


def _last_opened(lines: list[str]) -> int:
    """Return the line of the last bracket or quotation mark that is never closed."""
    opening = (
        number
        for number in range(len(lines), 0, -1)
        if re.search("[\\[{\"']", ONE_LINE.sub("", lines[number - 1]))
    )
    return next(opening, len(lines))
