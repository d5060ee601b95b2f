"""Check values that come from a file which somebody else has written."""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from lessons.core.mistakes import Mistake
from lessons.core.names import tidy

ID = re.compile(r"[A-Za-z0-9][\w.+-]{0,159}", re.ASCII)
NOT_A_HAND_IN = "this is not a hand-in of this course"


class Refused(Mistake):
    """Raised when a file, or a part of one, is not accepted; the message says why."""


class NotAHandIn(Refused):
    """Raised for a file that nobody meant to hand in; the message says what it is."""


def load_json(data: bytes, max_bytes: int) -> Any:
    """Return the value that a JSON file holds.

    Raise Refused for a file that is too large, empty, damaged or nested too deeply, and for the
    values NaN and Infinity, which are not JSON.
    """
    if len(data) > max_bytes:
        raise Refused(f"it is larger than {max_bytes / 1e6:g} MB")
    if not data.strip():
        raise Refused("it is empty")
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise Refused("it is not a text file in UTF-8") from None
    except json.JSONDecodeError as error:
        raise Refused(
            f"it is damaged or incomplete from line {error.lineno} on: ask for it again"
        ) from None
    except RecursionError:
        raise Refused("its lists and tables are nested too deeply") from None
    except ValueError:  # NaN, or a number with thousands of digits
        raise Refused("it holds a number that cannot be read") from None


def _refuse_constant(word: str) -> float:
    raise ValueError(word)


def refuse_unknown_keys(table: Mapping[str, Any], known: Collection[str], where: str) -> None:
    """Raise Refused for the first key of a table that is not known; `where` names the table."""
    for key in table:
        if key not in known:
            raise Refused(f"{where} holds something unknown: {quoted(key)}")


def is_id(value: object) -> bool:
    """Return whether a value is a plain identifier: letters, digits and `_ . - +`."""
    return isinstance(value, str) and ID.fullmatch(value) is not None


def quoted(value: object, max_length: int = 60) -> str:
    """Return a value from a file as a message can show it: short, on one line, in quotes.

    >>> quoted("Ada  Lovelace")
    "'Ada Lovelace'"
    """
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a table"
    text = tidy(value) if isinstance(value, str) else str(value)[:max_length]
    return f"'{text}'" if len(text) <= max_length else f"'{text[: max_length - 1]}…'"
