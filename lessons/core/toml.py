"""Read TOML that people wrote; a message about a mistake names file, line and what to do.

The parser says where it failed, not what the author did wrong. `FAULTS` lists common mistakes, such
as those in files that teachers wrote in Windows' Notepad or in a word processor.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessons.core.decoding import decoded
from lessons.core.mistakes import Mistake
from lessons.core.paths import shown

# A text on one line; three quote marks begin or end one of several lines.
ONE_LINE = re.compile(r"""(?!"{3}|'{3})("(?:\\.|[^"\\])*"|'[^']*')""")
AT_LINE = re.compile(r" \(at line (\d+), column \d+\)")
AT_END = " (at end of document)"
LEFT_OPEN = re.compile("^Unclosed|^Unterminated|^Expected \"'")  # found only at the end of the file


class BrokenToml(Mistake):
    """A file that is not TOML; the message names the line, and says what to do."""


@dataclass(frozen=True)
class Fault:
    """A common mistake in TOML: how to recognise it, and the sentence that explains it.

    `line` is a pattern for the line without its quoted texts, or for the whole line if `whole`;
    `parser` is one for the parser's message. `says` may contain groups of `line`.
    """

    says: str
    line: str = ""
    parser: str = ""
    whole: bool = False

    def found(self, line: str, message: str) -> str:
        """Return the sentence on a line where the parser failed with a message, or ""."""
        found = re.search(self.line, line if self.whole else ONE_LINE.sub("", line))
        if not found or not re.search(self.parser, message):
            return ""
        return self.says.format(**found.groupdict())


# The first that is found is reported: certain mistakes come before likely ones.
FAULTS = (
    Fault(
        "the curly quote {sign} comes from a word processor. Put a straight quote mark in its "
        "place, in a plain text editor",
        line="(?P<sign>[“”„‟‘’‚«»])",
    ),
    Fault(
        "there is a space that is no plain one, perhaps a no-break space. Delete the spaces "
        "outside the quote marks and type them again",
        line=r"[^\S \t\r\n]|[\u200b-\u200f\u2060\ufeff]",
    ),
    Fault(
        "in {number} the comma should be a decimal point, as in 12.5. Thousands have no mark",
        line=r"=\s*(?P<number>[-+]?\d+,\d+)\s*(#|$)",
        whole=True,
    ),
    Fault(
        "{word} is not how TOML writes it. Write true or false, in small letters",
        line=r"(?i:=\s*(?P<word>true|false|yes|no)\s*(#|$))",
        whole=True,
    ),
    Fault(
        "a backslash in double quotes has a meaning of its own. Put the text in single quotes, "
        r"such as 'C:\Users', or write two backslashes for one",
        parser="^Unescaped|^Invalid hex value|^Escaped character",
    ),
    Fault(
        "a quote mark is missing: a text ends with the quote mark that it begins with, on the "
        "same line, and a longer text begins and ends with three",
        line="[\"']",
        parser=r"character '\\[nr]'|^Unterminated string|^Expected \"'",
        whole=True,
    ),
    Fault(
        "the text ends at its second quote mark. A text with an apostrophe stands in double "
        "quotes, one with double quotes in single ones, one with both between three of them",
        line="[\"'].*[\"']",
        parser="^Expected newline",
        whole=True,
    ),
    Fault(
        "a list that begins here or above has no closing bracket, or no comma between two items",
        parser="^Unclosed",
    ),
    Fault(
        "{key} needs quote marks: it has more than plain letters, digits and hyphens",
        line=r"^\s*(?P<key>[^\s=\[\"'#][^=\[\"'#]*?)\s*=",
        parser="key|^Invalid statement",
    ),
    Fault(
        "{word} is neither a text nor a number. A text needs quote marks, a number has digits and "
        "no unit",
        line=r"=\s*(?P<word>[^\s\"'\[{#][^\"'\[{#]*?)\s*(#|$)",
        parser="^Invalid|^Expected newline",
        whole=True,
    ),
)
STOCK = "this is not TOML: {message}. Look at this line and at the one above it"


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file. Raise BrokenToml, or OSError if it cannot be read."""
    return parse_toml(path.read_bytes(), shown(path))


def parse_toml(data: bytes, name: str) -> dict[str, Any]:
    """Return the content of a TOML file from its bytes; `name` is the file's name in messages.

    Raise BrokenToml for another encoding than UTF-8, and for a text that is not TOML.
    """
    text = decoded(data, name, BrokenToml)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise BrokenToml(f"{name}: its brackets are nested too deep.") from None
    except ValueError as error:  # beside TOMLDecodeError, for numbers with too many digits
        raise BrokenToml(f"{name}, {_diagnosis(text, str(error))}.") from None


def _diagnosis(text: str, error: str) -> str:
    """Return the line where the parser failed with an error, and the likely mistake."""
    lines = text.replace("\r\n", "\n").rstrip().split("\n")
    at, message = AT_LINE.search(error), AT_LINE.sub("", error).removesuffix(AT_END).rstrip(".")
    if at:
        number = min(int(at[1]), len(lines))
    else:
        number = _last_opened(lines) if LEFT_OPEN.search(message) else len(lines)
    faults = (fault.found(lines[number - 1], message) for fault in FAULTS)
    return f"line {number}: {next(filter(None, faults), '') or STOCK.format(message=message)}"


def _last_opened(lines: list[str]) -> int:
    """Return the line of the last bracket or quotation mark that is never closed."""
    opening = (
        number
        for number in range(len(lines), 0, -1)
        if re.search("[\\[{\"']", ONE_LINE.sub("", lines[number - 1]))
    )
    return next(opening, len(lines))
