"""The optional code task of a lesson: its solution, and a check that says what is off."""

from typing import Any

import pandas as pd

from lessons import course
from lessons.core.paths import UnknownName

WIDE = 60  # letters of an answer that are repeated
SHOWN = 5  # at most this many things are named one by one


def check(lesson: str, answer: Any) -> str:
    """Return in words whether `answer` solves the lesson's code task, and if not, what is off."""
    if answer is ...:
        return "Nothing to check yet: write your code above and put the result into `answer`."
    fault = difference(answer, expected(lesson))
    if not fault:
        return "Right. That is the same as our solution gives."
    return f"Not yet. {fault} (This was about `answer` as it is now: {_shown(answer)}.)"


def solution(lesson: str) -> str:
    """Return the code of a lesson's solution. Raise UnknownName where the lesson has no task."""
    found = course.lesson(lesson).solution
    if found is None:
        raise UnknownName(f"The lesson '{lesson}' has no code task.")
    return found.text


def expected(lesson: str) -> Any:
    """Return what `answer` holds after the lesson's own solution has run."""
    names: dict[str, Any] = {}
    path = course.lesson(lesson).path
    exec(compile(solution(lesson), path, "exec"), names)  # noqa: S102 (the course's own text)
    if "answer" not in names:
        raise ValueError(f"The solution in {path} does not set `answer`.")
    return names["answer"]


def difference(got: Any, wanted: Any) -> str:
    """Return in words how `got` differs from `wanted`; empty when it does not."""
    if isinstance(wanted, pd.DataFrame):
        return _frame_difference(got, wanted)
    if isinstance(wanted, pd.Series):
        return _series_difference(got, wanted)
    if isinstance(wanted, list | tuple | set | frozenset):
        return _names_difference(got, wanted)
    if isinstance(wanted, bool | str):
        return "" if got == wanted else f"Your answer is {got!r}; that is not it."
    return _number_difference(got, wanted)


def _number_difference(got: Any, wanted: Any) -> str:
    if not _is_number(got):
        return f"A number is asked for; your answer is {_kind(got)}."
    if pd.isna(got):
        return "Your answer is not a number (NaN)."
    if abs(float(got) - float(wanted)) <= 1e-6 * max(1.0, abs(float(wanted))):
        return ""
    yours = f"{float(got):,.12g}"
    if float(wanted) % 1 and any(round(float(wanted), n) == float(got) for n in range(7)):
        return f"Your number, {yours}, is close: leave it as Python computes it, unrounded."
    side = "large" if float(got) > float(wanted) else "small"
    return f"Your number, {yours}, is too {side}."


def _names_difference(got: Any, wanted: Any) -> str:
    if isinstance(got, pd.Series | pd.Index):
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
        return f"You have {len(yours)} items, {len(ours)} are expected: some stand there twice."
    if isinstance(wanted, list | tuple) and yours != ours:
        return "The items are right, but they stand in another order."
    return ""


def _series_difference(got: Any, wanted: pd.Series) -> str:
    if isinstance(got, pd.DataFrame) and got.shape[1] == 1:
        got = got.iloc[:, 0]
    if not isinstance(got, pd.Series):
        return f"A single column (a Series) is asked for; your answer is {_kind(got)}."
    labels = _names_difference(set(got.index), set(wanted.index))
    if labels:
        return f"Look at the row labels. {labels}"
    if list(got.index) != list(wanted.index):
        return "The rows are right, but they stand in another order."
    return _values_difference(got, wanted, "The column")


def _frame_difference(got: Any, wanted: pd.DataFrame) -> str:
    if not isinstance(got, pd.DataFrame):
        return f"A table (a DataFrame) is asked for; your answer is {_kind(got)}."
    columns = _names_difference(set(got.columns), set(wanted.columns))
    if columns and not _names_difference(set(got.index), set(wanted.columns)):
        return "Rows and columns have changed places."
    if columns:
        return f"Look at the columns. {columns}"
    if len(got) != len(wanted):
        return f"Your table has {len(got)} rows; {len(wanted)} are expected."
    for column in wanted.columns:
        fault = _values_difference(
            got[column].reset_index(drop=True),
            wanted[column].reset_index(drop=True),
            f"The column '{column}'",
        )
        if fault:
            return fault
    return ""


def _values_difference(got: pd.Series, wanted: pd.Series, what: str) -> str:
    for label, mine, ours in zip(wanted.index, got, wanted, strict=True):
        both_missing = bool(pd.isna(mine)) and bool(pd.isna(ours))
        if both_missing or (not pd.isna(mine) and not _cell_differs(mine, ours)):
            continue
        return f"{what} is off, first in row {label!r}: there you have {_plain(mine)}."
    return ""


def _plain(value: Any) -> str:
    return f"{float(value):,.12g}" if _is_number(value) else repr(value)


def _cell_differs(mine: Any, ours: Any) -> bool:
    if _is_number(mine) and _is_number(ours):
        return bool(_number_difference(mine, ours))
    return bool(mine != ours)


def _listing(label: str, items: list[Any]) -> str:
    if not items:
        return ""
    more = f" and {len(items) - SHOWN} more" if len(items) > SHOWN else ""
    return f"{label}: {', '.join(map(_named, items[:SHOWN]))}{more}."


def _named(item: Any) -> str:
    """Return an item in words; a number that is written as text is told from a number."""
    return f"'{item}'" if isinstance(item, str) and _is_digits(item) else str(item)


def _is_digits(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return not isinstance(value, str | bool)


def _kind(value: Any) -> str:
    kinds = {
        pd.DataFrame: "a table",
        pd.Series: "a column of a table",
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
    return kinds.get(type(value), f"of the kind '{type(value).__name__}'")


def _shown(value: Any) -> str:
    """Return in a few words what `answer` holds: after an error it is still that of before."""
    if isinstance(value, pd.DataFrame):
        return f"a table of {len(value)} rows and {value.shape[1]} columns"
    if isinstance(value, pd.Series):
        return f"a column of {len(value)} values"
    text = repr(value)
    return text if len(text) <= WIDE else f"{text[:WIDE]}…"
