"""What may stand in a file that somebody else has written."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

ID = re.compile(r"[A-Za-z0-9][\w.+-]{0,159}", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?")


FOREIGN = "it is no hand-in of this course"


class Refused(ValueError):
    """Say in words why a file, or a part of it, is not taken."""


class NoHandIn(Refused):
    """Say in words what a file is that nobody means to hand in."""


def loads(data: bytes, largest: int) -> Any:
    """Return what a JSON file holds. Raise Refused for one that is too large, deep or broken."""
    if len(data) > largest:
        raise Refused(f"it is larger than {largest / 1e6:g} MB")
    if not data.strip():
        raise Refused("it is empty")
    try:
        return json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number
        )
    except UnicodeDecodeError:
        raise Refused("its letters are not UTF-8, or it is no text at all") from None
    except json.JSONDecodeError as error:
        raise Refused(
            f"it is damaged or cut off at line {error.lineno}: ask for it again"
        ) from None
    except RecursionError:
        raise Refused("it is nested too deep") from None
    except Refused:
        raise
    except ValueError:  # a number of thousands of digits
        raise Refused("it holds a number that is far too long") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Refused("it says one thing twice")
    return found


def _no_number(word: str) -> float:
    raise Refused(f"it holds {word}, which is no number")


def no_more(found: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    """Raise Refused if there is more than what is known."""
    for key in found:
        if key not in set(known):
            raise Refused(f"{where} holds something unknown: {told(key)}")


def is_id(value: object) -> bool:
    """Return whether a value is a plain word: letters, digits, `_`, `.`, `-`, `+`."""
    return isinstance(value, str) and ID.fullmatch(value) is not None


def is_day(value: object) -> bool:
    """Return whether a value is a moment such as 2026-11-23T10:15:00Z."""
    if not isinstance(value, str) or not MOMENT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def tidy(text: str) -> str:
    """Return a text on one line, without signs that cannot be seen or that turn it round."""
    composed = unicodedata.normalize("NFC", text[:10_000])
    plain = "".join(
        " " if unicodedata.category(sign) in _UNSEEN else sign
        for place, sign in enumerate(composed)
        if unicodedata.category(sign) not in ("Cf", "Cs") or _joins(composed, place)
    )
    return " ".join(plain.split())


_UNSEEN = ("Cc", "Zl", "Zp", "Cn", "Co")
_JOINER, _PICTURE, _PICTURES = "\u200d", "\ufe0f", ("So", "Sk")


def _joins(text: str, place: int) -> bool:
    """Return whether a sign joins two pictures into one, as in a flag of the rainbow."""
    if text[place] != _JOINER or not 0 < place < len(text) - 1:
        return False
    before, after = text[place - 1], text[place + 1]
    shown = before == _PICTURE or unicodedata.category(before) in _PICTURES
    return shown and unicodedata.category(after) in _PICTURES


def many(number: int, what: str) -> str:
    """Return how many there are of a thing: '1 file', '2 files'."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def in_order(name: str) -> tuple[str, str]:
    """Return what to sort a name by, as people do: accents and capitals make no difference."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)), name


_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def told(value: object, most: int = 60) -> str:
    """Return a value as it can be said in a sentence: short, on one line."""
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a table"
    text = tidy(value) if isinstance(value, str) else str(value)[:most]
    return f"'{text}'" if len(text) <= most else f"'{text[: most - 1]}…'"
