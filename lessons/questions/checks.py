"""What is wrong with a quiz file, all at once and in words."""

import csv
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lessons.core import paths
from lessons.questions.bank import Estimate
from lessons.questions.entries import Row, is_number, is_text, names, tidy, unknown_keys
from lessons.questions.parser import estimate, question
from lessons.questions.recompute import disagreement
from lessons.questions.types import question_types, type_name

KEYS = {"minutes", "needs", "objectives", "estimate", "question"}


def mistakes(
    path: Path, calculator: Mapping[str, object] | None, sources: set[str] | None
) -> list[str]:
    """Return all sentences about a quiz file: see lessons.questions.problems."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return [f"{_shown(path)}: this is not TOML: {error}. Quotes and brackets come in pairs."]
    known = _source_ids() if sources is None else sources
    found = [*_file(raw), *_estimate(raw, known, calculator), *_questions(raw, known, calculator)]
    return [f"{_shown(path)}{sentence}" for sentence in found]


def _shown(path: Path) -> str:
    inside = path.resolve().is_relative_to(paths.ROOT)
    return path.resolve().relative_to(paths.ROOT).as_posix() if inside else path.name


def _source_ids() -> set[str] | None:
    path = paths.DATA / "sources.csv"
    if not path.exists():
        return None
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["source_id"] for row in csv.DictReader(file)}


def _file(raw: Row) -> Iterator[str]:
    for key in sorted(raw.keys() - KEYS):
        yield f": unknown part '{key}'.{paths.nearest(key, KEYS)}"
    if not isinstance(raw.get("minutes"), int):
        yield ": no minutes. Write how long the lesson takes, such as minutes = 40."
    needs = raw.get("needs", [])
    if not isinstance(needs, list) or not all(type(it) is int for it in needs):
        yield ": needs is a list of the lessons to take before, such as needs = [1, 3]."
    if not raw.get("objectives"):
        yield ": no objectives. Write [objectives] and 1 = 'what a learner will be able to do'."
    if not raw.get("question"):
        yield ": no questions. Write at least one [[question]]."


def _estimate(
    raw: Row, known: set[str] | None, calculator: Mapping[str, object] | None
) -> Iterator[str]:
    row = raw.get("estimate")
    if row is None:
        return
    for sentence in _estimate_row(row, known):
        yield f", estimate: {sentence}"
    if calculator and (off := _recomputed(estimate, row, calculator)):
        yield f", estimate: {off}. Correct the answer or its compute."


def _estimate_row(row: Row, known: set[str] | None) -> Iterator[str]:
    entries = Estimate.declared()
    yield from unknown_keys(row, set(entries))
    yield from Estimate.faults(row, entries)
    numbers: list[Any] = [row.get(key) for key in ("low", "answer", "high")]
    if all(map(is_number, numbers)) and numbers != sorted(numbers):
        yield f"the answer {row['answer']} is not between low and high. Widen them."
    yield from _sources(row, known)


def _questions(
    raw: Row, known: set[str] | None, calculator: Mapping[str, object] | None
) -> Iterator[str]:
    rows = raw.get("question", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield ": questions are written with two brackets: [[question]]."
        return
    labels = [_label(row, place) for place, row in enumerate(rows, 1)]
    for row, label in zip(rows, labels, strict=True):
        shape = list(_question(row, raw.get("objectives", {}), known))
        yield from (f", {label}: {sentence}" for sentence in shape)
        if not shape and calculator and (off := _recomputed(question, row, calculator)):
            yield f", {label}: {off}. Correct the answer or its compute."
    yield from _twice(rows, labels)
    yield from _longest(rows)


def _label(row: Row, place: int) -> str:
    return f"question '{row['id']}'" if is_text(row.get("id")) else f"question no. {place}"


def _question(row: Row, objectives: Mapping[str, str], sources: set[str] | None) -> Iterator[str]:
    if not is_text(row.get("id")):
        yield "no id. Write id = 'a-short-name'."
    elif "." in row["id"]:
        yield "an id may hold no full stop. Use a hyphen."
    if not is_text(row.get("ask")):
        yield "asks nothing. Write ask = '...'."
    objective = str(row.get("objective", ""))
    if not objective:
        yield "names no objective. Write objective = 1."
    elif objective not in objectives:
        yield f"there is no objective {objective}.{paths.nearest(objective, objectives)}"
    yield from _sources(row, sources)
    known = question_types()
    if type_name(row) not in known:
        yield f"unknown type '{row['type']}'.{paths.nearest(row['type'], known)}"
    else:
        yield from known[type_name(row)].mistakes(row)


def _sources(row: Row, known: set[str] | None) -> Iterator[str]:
    keys = names(row.get("source", ()))
    if not keys:
        yield "names no source. Write source = ['a key of data/sources.csv']."
    for key in keys:
        if known is not None and key not in known:
            yield f"unknown source '{key}'.{paths.nearest(key, known) or ' Add it to sources.csv.'}"


def _recomputed(reader: Any, row: Row, calculator: Mapping[str, object]) -> str:
    try:
        return disagreement(reader(row, "lesson"), calculator)
    except (KeyError, TypeError, AttributeError):
        return ""  # its shape is wrong, and has been said


def _twice(rows: list[Row], labels: list[str]) -> Iterator[str]:
    for name, times in Counter(str(row.get("id", "")) for row in rows).items():
        if name and times > 1:
            yield f", question '{name}': this id is used {times} times. Give each its own."
    seen: dict[str, str] = {}
    for row, label in zip(rows, labels, strict=True):
        asked = tidy(str(row.get("ask", ""))).casefold()
        if asked and asked in seen:
            yield f", {label}: asks the same as {seen[asked]}. Ask something else, or drop one."
        seen.setdefault(asked, label)


def _longest(rows: list[Row]) -> Iterator[str]:
    """Yield a warning if a learner could pick the longest option and be right mostly."""
    told = [row for row in map(_one_of_several, rows) if row]
    given_away = [name for name, right, wrong in told if right > wrong]
    if len(told) >= 4 and len(given_away) > len(told) / 2:
        yield (
            f": the longest option is the right one in {len(given_away)} of {len(told)} questions"
            f" ({', '.join(given_away)}). Shorten right options or lengthen wrong ones."
        )


def _one_of_several(row: Row) -> tuple[str, int, int] | None:
    options = row.get("reasons", row)
    if not isinstance(options, dict):
        return None
    right, wrong = options.get("right"), options.get("wrong")
    if not isinstance(right, dict) or not isinstance(wrong, dict) or len(right) != 1 or not wrong:
        return None
    return str(row.get("id", "?")), len(next(iter(right))), max(map(len, wrong))
