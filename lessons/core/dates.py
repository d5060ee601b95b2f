"""Read dates as the tables write them: a day, a month or a year."""

import re
from calendar import monthrange
from datetime import date, datetime

from lessons.core.mistakes import Mistake

Day = date | str


def day(text: Day, last: bool = False) -> date:
    """Return the first (or last) day that a date such as `1994` or `1994-12` can mean."""
    if isinstance(text, date):
        # A datetime is an instance of date, but never equal to one.
        return text.date() if isinstance(text, datetime) else text
    try:
        if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
            raise ValueError(text)
        # A missing part is 0, and becomes the first or the last month or day below.
        year, month, at = (*map(int, text.split("-")), 0, 0)[:3]
        month = month or (12 if last else 1)
        return date(year, month, at or (monthrange(year, month)[1] if last else 1))
    except (ValueError, TypeError) as fault:
        message = f"{text!r} is not a date. Write '1994-12-01', '1994-12' or '1994'."
        raise Mistake(message) from fault
