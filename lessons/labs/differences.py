"""Describe how a learner's answer to a task of a lab differs from the expected one.

An answer may be a DataFrame, but pandas is not imported here: unless a cell has imported it, no
answer can be one.
"""

import sys
from typing import TYPE_CHECKING, Any

from lessons.core.text import counted, first_of

if TYPE_CHECKING:
    import pandas as pd

MAX_ANSWER_LENGTH = 60  # characters of an answer in a message
MAX_NAMED = 5  # items that are named one by one
TOLERANCE = 1e-6  # of a number, relative to its size


def difference(got: Any, wanted: Any) -> str:
    """Return sentences on what is wrong in an answer, or "" if it is right.

    Numbers, texts, lists, sets, columns and tables of pandas, and pictures of matplotlib can be
    compared. The sentences describe the learner's answer and do not give the right one away.
    """
    from lessons.labs.pictures import is_picture, picture_faults

    if is_picture(wanted):
        return " ".join(picture_faults(got, wanted))
    if _is_pandas(wanted, "DataFrame"):
        return _frame_difference(got, wanted)
    if _is_pandas(wanted, "Series"):
        return _series_difference(got, wanted)
    if isinstance(wanted, list | tuple | set | frozenset):
        return names_difference(got, wanted)
    if isinstance(wanted, bool | str):
        return "" if got == wanted else f"Your answer is {got!r}; that is not it."
    return _number_difference(got, wanted)


def _number_difference(got: Any, wanted: Any) -> str:
    if not _is_number(got):
        return f"A number is asked for; your answer is {_kind(got)}."
    # NaN is the only value that is not equal to itself.
    if got != got:
        return "Your answer is not a number (NaN)."
    if abs(float(got) - float(wanted)) <= TOLERANCE * max(1.0, abs(float(wanted))):
        return ""
    yours = f"{float(got):,.12g}"
    if float(wanted) % 1 and any(round(float(wanted), n) == float(got) for n in range(7)):
        return f"Your number, {yours}, is close: leave it as Python computes it, unrounded."
    side = "large" if float(got) > float(wanted) else "small"
    return f"Your number, {yours}, is too {side}."


def names_difference(got: Any, wanted: Any) -> str:
    """Return which items of a list are missing, are too many, or are in another order."""
    if _is_pandas(got, "Series", "Index"):
        got = got.tolist()
    if isinstance(got, str) or not hasattr(got, "__iter__"):
        return f"A list is asked for; your answer is {_kind(got)}."
    ours, yours = list(wanted), list(got)
    parts = [
        _listing("Missing", [item for item in ours if item not in yours]),
        _listing("Not wanted", [item for item in yours if item not in ours]),
    ]
    if any(parts):
        return " ".join(part for part in parts if part)
    if len(yours) != len(ours):
        return (
            f"You have {counted(len(yours), 'item')}, {len(ours)} are expected: some occur twice."
        )
    if isinstance(wanted, list | tuple) and yours != ours:
        return "The items are right, but they are in another order."
    return ""


def _series_difference(got: Any, wanted: "pd.Series[Any]") -> str:
    if _is_pandas(got, "DataFrame") and got.shape[1] == 1:
        got = got.iloc[:, 0]
    if not _is_pandas(got, "Series"):
        return f"A single column (a Series) is asked for; your answer is {_kind(got)}."
    labels = names_difference(set(got.index), set(wanted.index))
    if labels:
        return f"Look at the row labels. {labels}"
    if list(got.index) != list(wanted.index):
        return "The rows are right, but they are in another order."
    return _values_difference(got, wanted, "The column")


def _frame_difference(got: Any, wanted: "pd.DataFrame") -> str:
    if not _is_pandas(got, "DataFrame"):
        return f"A table (a DataFrame) is asked for; your answer is {_kind(got)}."
    columns = names_difference(set(got.columns), set(wanted.columns))
    # Reported before missing columns, which would mislead the learner.
    if columns and not names_difference(set(got.index), set(wanted.columns)):
        return "Rows and columns have changed places."
    if columns:
        return f"Look at the columns. {columns}"
    if len(got) != len(wanted):
        return f"Your table has {counted(len(got), 'row')}; {len(wanted)} are expected."
    # The labels of rows depend on how the rows were chosen.
    got, wanted = got.reset_index(drop=True), wanted.reset_index(drop=True)
    columns_off = (_values_difference(got[c], wanted[c], f"The column '{c}'") for c in wanted)
    return next(filter(None, columns_off), "")


def _values_difference(got: "pd.Series[Any]", wanted: "pd.Series[Any]", what: str) -> str:
    import pandas as pd

    for label, yours, ours in zip(wanted.index, got, wanted, strict=True):
        if pd.isna(yours) and pd.isna(ours):
            continue
        if pd.isna(yours) or _is_other(yours, ours):
            shown = f"{float(yours):,.12g}" if _is_number(yours) else repr(yours)
            return f"{what} is off, first in row {label!r}: there you have {shown}."
    return ""


def _is_other(yours: Any, ours: Any) -> bool:
    if _is_number(yours) and _is_number(ours):
        return bool(_number_difference(yours, ours))
    return bool(yours != ours)


def _listing(label: str, items: list[Any]) -> str:
    return f"{label}: {first_of(list(map(_name, items)), MAX_NAMED)}." if items else ""


def _name(item: Any) -> str:
    """Return an item as text; a text that looks like a number is put in quotes."""
    is_text = isinstance(item, str) and item.replace(".", "", 1).isdigit()
    return f"'{item}'" if is_text else str(item)


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return not isinstance(value, str | bool)


def _kind(value: Any) -> str:
    """Return what kind of value this is, as in "your answer is a list"."""
    kinds = {
        str: "text",
        type(None): "nothing (None)",
        list: "a list",
        tuple: "a list",
        set: "a set",
        dict: "a dictionary",
        bool: "true or false",
    }
    if _is_number(value):
        return "a single number"
    if _is_pandas(value, "DataFrame", "Series"):
        return "a table" if _is_pandas(value, "DataFrame") else "a column of a table"
    return kinds.get(type(value), f"of the kind '{type(value).__name__}'")


def shown(value: Any) -> str:
    """Return a short description of a value: after an error, `answer` may be an earlier one."""
    from lessons.labs.pictures import is_picture

    if is_picture(value):
        return "a picture"
    if _is_pandas(value, "DataFrame"):
        return f"a table of {len(value)} rows and {value.shape[1]} columns"
    if _is_pandas(value, "Series"):
        return f"a column of {len(value)} values"
    text = repr(value)
    return text if len(text) <= MAX_ANSWER_LENGTH else f"{text[:MAX_ANSWER_LENGTH]}…"


def _is_pandas(value: Any, *classes: str) -> bool:
    """Return whether a value is of one of pandas' classes, without importing pandas."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, tuple(getattr(pandas, c) for c in classes))
