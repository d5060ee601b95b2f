"""What a teacher's file leaves out: feedback that nobody reads in an exam, and a type now and then.

A sign stands for the feedback while a question is checked; nothing stands there afterwards.
"""

from typing import Any

from lessons.questions import Question, shapes

UNSAID = "\u2060"
Row = dict[str, Any]


def meant(row: Row) -> str:
    """Return which type a question without one seems to be, or nothing."""
    answer = row.get("answer")
    if isinstance(answer, bool) or "truth" in row or "reasons" in row:
        return "true_false"
    if "candidates" in row or isinstance(answer, list | str):
        return "locate"
    if shapes.number(answer):
        return "numeric"
    if "pairs" in row:
        return "matching"
    if "items" in row:
        return "classify" if "groups" in row else "ordering"
    return ""


def filled(row: Row) -> Row:
    """Return a question with a sign in place of each feedback that was left out."""
    full = _options(row)
    match full.get("type"):
        case "true_false":
            full["reasons"] = _options(_table(full.get("reasons")))
            full["truth"] = _why(["true", "false"], full.get("truth"))
        case "numeric":
            full |= _why(["right", "wrong"], {key: full.get(key) for key in ("right", "wrong")})
            if isinstance(near := full.get("near"), list):
                full["near"] = [it | _why(["why"], it) for it in near if isinstance(it, dict)]
        case "matching" | "ordering" | "classify" | "locate" as type:
            about = full.get({"matching": "pairs", "locate": "candidates"}.get(type, "items"))
            full["why"] = _why(about, full.get("why"))
    return full


def unfilled(made: Question, goal: str) -> Question:
    """Return a question with nothing where nothing was said, aimed at its objective."""
    parts = {name: _unsaid(value) for name, value in vars(made).items()}
    return type(made)(**{**parts, "objective": goal})


def _options(row: Row) -> Row:
    """Return a row whose options have feedback, whether they were a list or a table."""
    given = {key: row[key] for key in ("right", "wrong") if isinstance(row.get(key), list | dict)}
    return row | {key: _why(options, options) for key, options in given.items()}


def _why(about: Any, given: Any) -> Row:
    """Return feedback about each thing: what was given, or the sign."""
    names = [it for it in about if isinstance(it, str)] if isinstance(about, list | dict) else []
    said = {name: why for name, why in _table(given).items() if why not in ("", None)}
    return dict.fromkeys(names, UNSAID) | said


def _table(value: Any) -> Row:
    return value if isinstance(value, dict) else {}


def _unsaid(value: Any) -> Any:
    match value:
        case dict():
            return {key: _unsaid(it) for key, it in value.items()}
        case tuple() if value and hasattr(value[0], "why"):
            return tuple(type(it)(**_unsaid(vars(it))) for it in value)
    return "" if value == UNSAID else value
