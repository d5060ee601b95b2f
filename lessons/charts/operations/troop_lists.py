"""Say in words what a dated list of soldiers is: its day, how complete it is, how sure its rows."""

from datetime import date
from typing import Any

from lessons.core.text import day_words
from lessons.data import record
from lessons.data.contributions import complete_enough, has_mixed_dates

_SEASONS = ("winter", "spring", "summer", "autumn")  # winter begins in December
_MIN_SHARE_NAMED = 0.8  # share of the nations that a list must name before it is read as a whole


def lists() -> dict[str, str]:
    """Return the titles of the lists that can be drawn, by their keys."""
    return {key: _title(row) for key, row in complete_enough().items()}


def nearly_complete_lists() -> dict[str, str]:
    """Return the titles of the lists that name enough nations to be read as a whole."""
    return {key: title for key, title in lists().items() if names_enough_nations(key)}


def heading(on: str) -> str:
    """Return the operation and the day of a list."""
    return _title(record("contribution_snapshots", on)).split(" (")[0]


def when(row: Any, *, short: bool = False) -> str:
    """Return the day of a list in words, or the month of a list of KFOR, which names no day."""
    if row.operation == "KFOR" or has_mixed_dates(row.as_of):
        return in_month(row.as_of, short=short)
    return day_words(row.as_of, short)


def in_month(as_of: date, *, short: bool = False) -> str:
    """Return the month of a list in words; of the list with several dates only a season."""
    if has_mixed_dates(as_of):
        return f"{_SEASONS[as_of.month % 12 // 3]} {as_of.year}"
    return f"{as_of:%b %Y}" if short else f"{as_of:%B %Y}"


def completeness(on: str) -> str:
    """Return in words how complete a list is, with the sum of its rows and its total."""
    row = record("contribution_snapshots", on)
    listed, nations = row.nations_listed, row.nations_published
    # A list may be printed whole and still leave out nations that others count.
    whole = "Complete list" if listed == nations else "List as printed"
    text = f"{whole if row.complete_list else 'Not complete'}: {listed} of {nations} nations."
    if row.published_total is None:
        return f"{text} No total was printed with it."
    return f"{text} The rows give {row.sum_listed:,}, the printed total is {row.published_total:,}."


def names_enough_nations(on: str) -> bool:
    """Return whether a list names enough nations to be read as a whole."""
    row = record("contribution_snapshots", on)
    return bool(row.nations_listed >= _MIN_SHARE_NAMED * row.nations_published)


def _title(row: Any) -> str:
    mixed = ", mixed dates" * has_mixed_dates(row.as_of)
    nations = f"{row.nations_listed} of {row.nations_published} nations"
    return f"{row.operation}, {when(row)} ({nations}{mixed})"
