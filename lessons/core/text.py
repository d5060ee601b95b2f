"""Write dates, counts and lists in words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lessons.core.dates import day


def day_words(on: date, short: bool = False) -> str:
    """Return a day in words, such as '31 December 2012', or '31 Dec 2012' if `short`."""
    return f"{on.day} {on:%b %Y}" if short else f"{on.day} {on:%B %Y}"


def date_words(text: Any, short: bool = False) -> str:
    """Return a date of the tables in words: '27 May 1997', 'March 1992' or '2005'."""
    # 2005 has no dash, 2005-03 has one: the words are as exact as the table.
    on, dashes = day(str(text)), str(text).count("-")
    month = f"{on:%b %Y}" if short else f"{on:%B %Y}"
    return (str(on.year), month, day_words(on, short))[dashes]


def span(start: Any, end: Any) -> str:
    """Return in words when something began and ended, as far as that is known."""
    first, last = (date_words(text) if isinstance(text, str) else "" for text in (start, end))
    if not first:
        return f"until {last}" if last else "start not found"
    return f"{first} to {last}" if last else f"from {first}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return how many: '1 country', '28 countries'; the default `plural` adds an s."""
    return f"{number:,} {singular if number == 1 else plural or f'{singular}s'}"


def figure(value: float) -> str:
    """Return a number as a reader sees it: whole above 10, otherwise with one decimal."""
    # Small ones are rounded first: 9.96 is written 10, as 10.04 is.
    value = value if value >= 10 else round(value, 1)
    return f"{value:,.0f}" if value >= 10 or float(value).is_integer() else f"{value:.1f}"


def capitalised(text: str) -> str:
    """Return a text with a capital letter first; the others stay as they are."""
    return text[:1].upper() + text[1:]


def listed(words: Sequence[str]) -> str:
    """Return a list as in a sentence: 'Russia, Ukraine and Georgia'."""
    *rest, last = words or [""]
    return f"{', '.join(rest)} and {last}" if rest else last


def first_of(words: Sequence[str], limit: int) -> str:
    """Return the first words of a list, and how many are left out: 'Ada, Ben and 3 more'."""
    more = f" and {len(words) - limit} more" if len(words) > limit else ""
    return f"{', '.join(words[:limit])}{more}"


def sentences(*parts: str) -> str:
    """Return sentences as one text, without those that are empty."""
    return " ".join(filter(None, parts))
