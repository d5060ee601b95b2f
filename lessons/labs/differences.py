"""Describe how a learner's answer to a task of a lab differs from the expected one.

As this module imports pandas, it is imported only when an answer is checked.
"""

from numbers import Number
from pathlib import Path
from typing import Any

import pandas as pd

from lessons.core.text import counted, first_of, sentences
from lessons.core.toml import read_toml

MAX_ANSWER_LENGTH = 60  # characters of an answer in a message
MAX_NAMED = 5  # items that are named one by one
TOLERANCE = 1e-6  # of a number, relative to its size
FILL = " `fill_value=0` or `.fillna(0)` puts a 0 where nothing was counted."
KINDS = read_toml(Path(__file__).with_name("kinds.toml"))


def difference(got: Any, wanted: Any, ordered: bool = False) -> str:
    """Return sentences on what is wrong in an answer, or "" if it is right.

    Numbers, texts, lists, sets, columns and tables of pandas, and pictures of matplotlib can be
    compared; the order of items, rows and bars only if `ordered`. The sentences describe the
    learner's answer and do not give the right one away.
    """
    if _is_picture(wanted):
        from lessons.labs.pictures import picture_faults  # it imports this module

        return " ".join(picture_faults(got, wanted, ordered))
    if isinstance(wanted, pd.DataFrame):
        return _frame_difference(got, wanted, ordered)
    if isinstance(wanted, pd.Series):
        return _series_difference(got, wanted, ordered)
    if isinstance(wanted, list | tuple | set | frozenset):
        return names_difference(got, wanted, ordered)
    return _value_difference(got, wanted)


def names_difference(got: Any, wanted: Any, ordered: bool = False) -> str:
    """Return how many items of a list are missing, which are too many, or that the order is wrong.

    Missing items are not named: in many tasks they are the answer.
    """
    if not _is_list(got) or (ordered and isinstance(got, set | frozenset)):
        return f"A list is asked for; your answer is {_kind(got)}."
    ours, yours = list(wanted), list(got)
    missing, extra = _without(ours, yours), _without(yours, ours)
    if missing and sorted(map(str, missing)) == sorted(map(str, extra)):
        return "Numbers and text differ even where they look alike, as 2 and '2' do."
    if missing or extra:
        return sentences(
            f"Missing: {counted(len(missing), 'item')}." if missing else "",
            f"Not wanted: {first_of(sorted(map(_name, extra)), MAX_NAMED)}." if extra else "",
        )
    if len(yours) != len(ours):
        return f"You have {counted(len(yours), 'item')}, not {len(ours)}: some occur twice."
    if ordered and not all(map(_is_same, yours, ours)):
        return "All are right, but in another order."
    return ""


def _value_difference(got: Any, wanted: Any) -> str:
    if _is_missing(wanted) or not _is_number(wanted):
        is_right = _is_missing(got) if _is_missing(wanted) else _is_same(got, wanted)
        return "" if is_right else f"You have {shown(got)}; that is not it."
    if not _is_number(got):
        return f"A number is asked for; your answer is {_kind(got)}."
    if _is_missing(got):
        return "Your number is missing (NaN)." + (FILL if wanted == 0 else "")
    if is_near(got, wanted):
        return ""
    number = f"Your number, {float(got):,.12g},"
    if _is_rounded(got, wanted):
        return f"{number} is close: leave it as Python computes it, unrounded."
    return f"{number} is too {'large' if float(got) > float(wanted) else 'small'}."


def _series_difference(got: Any, wanted: "pd.Series[Any]", ordered: bool) -> str:
    if isinstance(got, pd.DataFrame) and got.shape[1] == 1:
        got = got.iloc[:, 0]
    if not isinstance(got, pd.Series):
        return f"A single column (a Series) is asked for; your answer is {_kind(got)}."
    labels = names_difference(got.index, wanted.index, ordered)
    if labels:
        return f"Look at the row labels. {labels}"
    return _values_difference(got, wanted, "The column")


def _frame_difference(got: Any, wanted: "pd.DataFrame", ordered: bool) -> str:
    if not isinstance(got, pd.DataFrame):
        return f"A table (a DataFrame) is asked for; your answer is {_kind(got)}."
    # `values=["name"]` in a pivot table puts this one name above all columns.
    if got.columns.nlevels > 1 and got.columns.get_level_values(0).nunique() == 1:
        got = got.droplevel(0, axis=1)
    columns = names_difference(got.columns, wanted.columns)
    # Reported before missing columns, which would mislead the learner.
    if columns and not names_difference(got.index, wanted.columns):
        return "Rows and columns have changed places."
    if columns:
        return f"Look at the columns. {columns}"
    if len(got) != len(wanted):
        return f"Your table has {counted(len(got), 'row')}; {len(wanted)} are expected."
    got, wanted = _labelled(got, wanted)
    rows = names_difference(got.index, wanted.index, ordered)
    if rows:
        return f"Look at the rows. {rows}"
    faults = (_values_difference(got[c], wanted[c], f"The column {_name(c)}") for c in wanted)
    return next(filter(None, faults), "")


def _labelled(got: Any, wanted: Any) -> tuple[Any, Any]:
    """Label the rows of both tables by the first column of different texts.

    Tables that have labels keep them. Plain row numbers depend on how the rows were chosen.
    """
    is_numeric = pd.api.types.is_numeric_dtype
    if wanted.index.name is not None or not is_numeric(wanted.index):
        return got, wanted
    texts = [c for c in wanted if wanted[c].is_unique and not is_numeric(wanted[c])]
    if not texts:
        return got.reset_index(drop=True), wanted.reset_index(drop=True)
    return got.set_index(texts[0], drop=False), wanted.set_index(texts[0], drop=False)


def _values_difference(got: "pd.Series[Any]", wanted: "pd.Series[Any]", what: str) -> str:
    yours = dict(zip(got.index, got, strict=True))
    for label, ours in zip(wanted.index, wanted, strict=True):
        if fault := _value_difference(yours[label], ours):
            return f"{what} is off, first in row {_name(label)}. {fault}"
    return ""


def is_near(first: Any, second: Any) -> bool:
    """Return whether two numbers are equal but for the errors of floating-point arithmetic."""
    return abs(float(first) - float(second)) <= TOLERANCE * max(1.0, abs(float(second)))


def _is_rounded(got: Any, wanted: Any) -> bool:
    exact = float(wanted)
    return bool(exact % 1) and any(round(exact, digits) == float(got) for digits in range(7))


def _is_same(first: Any, second: Any) -> bool:
    try:
        return bool(first == second)
    except (TypeError, ValueError):  # such as a table, which compares cell by cell
        return False


def _without(items: list[Any], others: list[Any]) -> list[Any]:
    """Return the items that are not among the others; a set would need hashable ones."""
    return [item for item in items if not any(_is_same(item, other) for other in others)]


def _is_list(value: Any) -> bool:
    """Return whether a value holds items; an iterator may never end."""
    if isinstance(value, str | bytes | dict | pd.DataFrame):
        return False
    return hasattr(value, "__iter__") and not hasattr(value, "__next__")


def _is_number(value: Any) -> bool:
    return isinstance(value, Number) and not isinstance(value, bool)


def _is_missing(value: Any) -> bool:
    """Return whether a value is None, NaN, NaT, or pandas' NA."""
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def _name(item: Any) -> str:
    """Return an item as text. Text is quoted, so that blanks show and 2 differs from '2'."""
    if isinstance(item, list):
        return f"[{', '.join(map(_name, item[:MAX_ANSWER_LENGTH]))}]"
    return repr(item) if isinstance(item, str) else str(item)


def _kind(value: Any) -> str:
    """Return what kind of value this is, as in "your answer is a list"."""
    if _is_number(value):
        return "a single number"
    name = type(value).__name__
    if name not in KINDS and callable(value):
        return "a method that has not been called: put brackets () after its name"
    return str(KINDS.get(name, f"of the kind '{name}'"))


def shown(value: Any) -> str:
    """Return a short description of a value: after an error, `answer` may be an earlier one."""
    if _is_picture(value):
        return "a picture"
    if isinstance(value, pd.DataFrame):
        return f"a table of {len(value)} rows and {value.shape[1]} columns"
    if isinstance(value, pd.Series):
        return f"a column of {len(value)} values"
    text = " ".join(_name(value).split())
    return text if len(text) <= MAX_ANSWER_LENGTH else f"{text[:MAX_ANSWER_LENGTH]}…"


def _is_picture(value: Any) -> bool:
    """Return whether a value is a figure of matplotlib, axes, or something drawn on axes."""
    from lessons.labs.pictures import axes_of  # it imports this module

    return bool(axes_of(value))
