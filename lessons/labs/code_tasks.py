"""Check a learner's answer to the code task of a lesson, and say what is wrong with it.

An answer may be a DataFrame, but pandas is not imported here: where no cell has imported it,
no answer can be one.
"""

import sys
from typing import TYPE_CHECKING, Any

from lessons import course
from lessons.core.paths import UnknownName

if TYPE_CHECKING:
    import pandas as pd

ANSWER_LENGTH = 60  # characters of an answer that are repeated
NAMED = 5  # at most this many items are named one by one


def check(lesson: str, answer: Any) -> str:
    """Return a sentence that says whether `answer` solves the lesson's code task, or why not.

    Raises UnknownName where there is no such lesson, or where it has no code task.
    """
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
    """Return a sentence that says how `got` differs from `wanted`; empty where it does not."""
    if _is_pandas(wanted, "DataFrame"):
        return _frame_difference(got, wanted)
    if _is_pandas(wanted, "Series"):
        return _series_difference(got, wanted)
    if isinstance(wanted, list | tuple | set | frozenset):
        return _names_difference(got, wanted)
    if isinstance(wanted, bool | str):
        return "" if got == wanted else f"Your answer is {got!r}; that is not it."
    return _number_difference(got, wanted)


def _number_difference(got: Any, wanted: Any) -> str:
    if not _is_number(got):
        return f"A number is asked for; your answer is {_kind(got)}."
    if got != got:
        return "Your answer is not a number (NaN)."
    if abs(float(got) - float(wanted)) <= 1e-6 * max(1.0, abs(float(wanted))):
        return ""
    yours = f"{float(got):,.12g}"
    if float(wanted) % 1 and any(round(float(wanted), n) == float(got) for n in range(7)):
        return f"Your number, {yours}, is close: leave it as Python computes it, unrounded."
    side = "large" if float(got) > float(wanted) else "small"
    return f"Your number, {yours}, is too {side}."


def _names_difference(got: Any, wanted: Any) -> str:
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
        return f"You have {len(yours)} items, {len(ours)} are expected: some stand there twice."
    if isinstance(wanted, list | tuple) and yours != ours:
        return "The items are right, but they stand in another order."
    return ""


def _series_difference(got: Any, wanted: "pd.Series[Any]") -> str:
    if _is_pandas(got, "DataFrame") and got.shape[1] == 1:
        got = got.iloc[:, 0]
    if not _is_pandas(got, "Series"):
        return f"A single column (a Series) is asked for; your answer is {_kind(got)}."
    labels = _names_difference(set(got.index), set(wanted.index))
    if labels:
        return f"Look at the row labels. {labels}"
    if list(got.index) != list(wanted.index):
        return "The rows are right, but they stand in another order."
    return _values_difference(got, wanted, "The column")


def _frame_difference(got: Any, wanted: "pd.DataFrame") -> str:
    if not _is_pandas(got, "DataFrame"):
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


def _values_difference(got: "pd.Series[Any]", wanted: "pd.Series[Any]", what: str) -> str:
    import pandas as pd

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
    more = f" and {len(items) - NAMED} more" if len(items) > NAMED else ""
    return f"{label}: {', '.join(map(_named, items[:NAMED]))}{more}."


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
    """Return what sort of thing a value is, as in "your answer is a list"."""
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


def _shown(value: Any) -> str:
    """Return in a few words what `answer` holds: after an error it is still the former one."""
    if _is_pandas(value, "DataFrame"):
        return f"a table of {len(value)} rows and {value.shape[1]} columns"
    if _is_pandas(value, "Series"):
        return f"a column of {len(value)} values"
    text = repr(value)
    return text if len(text) <= ANSWER_LENGTH else f"{text[:ANSWER_LENGTH]}…"


def _is_pandas(value: Any, *classes: str) -> bool:
    """Return whether a value is of one of pandas' classes, without importing pandas."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, tuple(getattr(pandas, c) for c in classes))
