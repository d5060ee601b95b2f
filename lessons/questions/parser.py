"""From a quiz file's text to questions."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lessons.questions import kinds

Row = dict[str, Any]


def read(path: Path, slug: str) -> kinds.Bank:
    """Return a lesson's bank. Expect a file that holds: `problems` says so."""
    raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    objectives = {f"{slug}.{no}": text for no, text in raw.get("objectives", {}).items()}
    return kinds.Bank(
        minutes=raw.get("minutes", 0),
        objectives=objectives,
        questions=tuple(question(row, slug) for row in raw.get("question", [])),
        estimate=estimate(raw["estimate"], slug) if "estimate" in raw else None,
        needs=tuple(raw.get("needs", ())),
    )


def question(row: Row, slug: str) -> kinds.Question:
    """Return the question that one `[[question]]` describes."""
    common = {
        "id": f"{slug}.{row['id']}",
        "ask": tidy(row["ask"]),
        "objective": f"{slug}.{row['objective']}" if "objective" in row else "",
        "place": row.get("in", ""),
        "hint": tidy(row.get("hint", "")),
        "source": names(row.get("source", ())),
        "compute": row.get("compute", ""),
        "review": row.get("review", True),
    }
    return READERS[kind(row)](row, common)


def estimate(row: Row, slug: str) -> kinds.Estimate:
    """Return the warm-up that `[estimate]` describes."""
    return kinds.Estimate(
        id=f"{slug}.estimate",
        ask=tidy(row["ask"]),
        answer=row["answer"],
        low=row["low"],
        high=row["high"],
        step=row.get("step", 1),
        unit=row.get("unit", ""),
        why=tidy(row.get("why", "")),
        source=names(row.get("source", ())),
        compute=row.get("compute", ""),
    )


def kind(row: Row) -> str:
    """Return the type of a question: written, or told by the number of right options."""
    return str(row.get("type", "multiple" if len(row.get("right", ())) > 1 else "single"))


def names(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return keys as a tuple, whether one was written or a list."""
    return (value,) if isinstance(value, str) else tuple(value)


def tidy(text: str) -> str:
    """Return a text on one line: quiz files may break long ones."""
    return " ".join(text.split())


def _tidied(table: Mapping[str, str]) -> dict[str, str]:
    return {tidy(key): tidy(text) for key, text in table.items()}


def _single(row: Row, common: Row) -> kinds.Question:
    return kinds.Single(**common, right=_tidied(row["right"]), wrong=_tidied(row["wrong"]))


def _multiple(row: Row, common: Row) -> kinds.Question:
    return kinds.Multiple(**common, right=_tidied(row["right"]), wrong=_tidied(row["wrong"]))


def _true_false(row: Row, common: Row) -> kinds.Question:
    return kinds.TrueFalse(
        **common,
        answer=row["answer"],
        truth={True: tidy(row["truth"]["true"]), False: tidy(row["truth"]["false"])},
        right=_tidied(row["reasons"]["right"]),
        wrong=_tidied(row["reasons"]["wrong"]),
    )


def _matching(row: Row, common: Row) -> kinds.Question:
    return kinds.Matching(
        **common,
        pairs=_tidied(row["pairs"]),
        why=_tidied(row["why"]),
        extra=tuple(map(tidy, row.get("extra", ()))),
    )


def _ordering(row: Row, common: Row) -> kinds.Question:
    return kinds.Ordering(**common, items=tuple(map(tidy, row["items"])), why=_tidied(row["why"]))


def _classify(row: Row, common: Row) -> kinds.Question:
    return kinds.Classify(
        **common,
        groups=tuple(map(tidy, row["groups"])),
        items=_tidied(row["items"]),
        why=_tidied(row["why"]),
    )


def _numeric(row: Row, common: Row) -> kinds.Question:
    return kinds.Numeric(
        **common,
        answer=row["answer"],
        right=tidy(row["right"]),
        wrong=tidy(row["wrong"]),
        unit=row.get("unit", ""),
        tolerance=row.get("tolerance", 0),
        near=tuple(
            kinds.Near(value=near["value"], why=tidy(near["why"]), within=near.get("within", 0))
            for near in row.get("near", ())
        ),
    )


def _locate(row: Row, common: Row) -> kinds.Question:
    return kinds.Locate(
        **common,
        answer=names(row["answer"]),
        candidates=tuple(row["candidates"]),
        why=_tidied(row["why"]),
    )


READERS: dict[str, Callable[[Row, Row], kinds.Question]] = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "classify": _classify,
    "numeric": _numeric,
    "locate": _locate,
}
