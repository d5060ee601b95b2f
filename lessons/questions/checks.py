"""Find all mistakes in a quiz file, in sentences: where, what, and how to correct it.

Only authors wait for this: it is imported when a file is checked, or cannot be read.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lessons.core import paths
from lessons.core.toml import BrokenToml, lines_of, parse_toml
from lessons.data import BrokenTable, cached_on, rows
from lessons.questions.bank import Estimate
from lessons.questions.entries import Row, is_number, is_text, tidy, unknown_keys
from lessons.questions.parser import estimate, question
from lessons.questions.recompute import Names, disagreement
from lessons.questions.types import question_types, type_name

KEYS = {"minutes", "needs", "objectives", "estimate", "question"}
RETIRED = "retired.toml"  # beside quiz.toml: questions that are asked no more
ID = re.compile(r"[A-Za-z0-9-]+")  # a full id is `lesson.id`, which is split at the full stop
TWICE = {
    "id": "this is also the id of {}. Give each its own.",
    "ask": "asks the same as {}. Ask something else, or drop one.",
}
NOT_CHECKED = "this reads a table with mistakes, and was not checked."
ENOUGH_TO_COMPARE = 4  # questions with one right option, from which their lengths are compared


def mistakes(path: Path, names: Names | None) -> list[str]:
    """Return the sentences about a quiz file: see lessons.questions.problems.

    `names` are the functions that `compute` may use, None if nothing is to be recomputed.
    """
    # A teacher's own file may be anywhere: messages give its name without the path.
    inside = path.resolve().is_relative_to(paths.ROOT)
    file = paths.shown(path.resolve()) if inside else path.name
    try:
        raw, lines = _parsed(path.read_bytes(), file)
    except BrokenToml as error:
        return [str(error)]
    if path.name == RETIRED:  # holds questions alone, whose objectives may be gone
        found = [*_unknown_parts(raw, {"question"}), *_questions(raw, lines, None, None)]
    else:
        found = [*_file(raw), *_estimate(raw.get("estimate"), names)]
        goals = raw.get("objectives")
        found += _questions(raw, lines, goals if isinstance(goals, dict) else {}, names)
    return [f"{file}{sentence}" for sentence in found]


def labelled(path: Path) -> Iterator[tuple[str, Row]]:
    """Yield each question of a quiz file as it is written, and how a message names it.

    Raise BrokenToml.
    """
    raw, lines = _parsed(path.read_bytes(), paths.shown(path))
    rows = raw.get("question", [])
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        yield from zip(_labels(rows, lines), rows, strict=True)


def _parsed(data: bytes, file: str) -> tuple[Row, list[int]]:
    """Return what a quiz file holds, and the lines of its questions."""
    return parse_toml(data, file), lines_of(data.decode("utf-8-sig"), "question")


def _labels(rows: list[Row], lines: list[int]) -> list[str]:
    """Return how a message names each question of a file: with its line, if that is known."""
    labels = [label_of(row, place) for place, row in enumerate(rows, 1)]
    if len(lines) != len(rows):  # the questions are written in another way
        return labels
    return [f"line {line}, {label}" for line, label in zip(lines, labels, strict=True)]


def _unknown_parts(raw: Row, known: set[str]) -> Iterator[str]:
    for key in sorted(raw.keys() - known):
        yield f": unknown part '{key}'.{paths.nearest(key, known)}"


def _file(raw: Row) -> Iterator[str]:
    yield from _unknown_parts(raw, KEYS)
    # Not isinstance: in Python, True is a whole number.
    if type(raw.get("minutes")) is not int or raw["minutes"] < 1:
        yield ": no minutes. Write how long the lesson takes, such as minutes = 40."
    needs = raw.get("needs", [])
    if not isinstance(needs, list) or not all(type(need) is int for need in needs):
        yield ": needs is a list of the lessons to take before, such as needs = [1, 3]."
    goals = raw.get("objectives")
    if not isinstance(goals, dict) or not goals:
        yield ": no objectives. Write [objectives] and 1 = 'what a learner will be able to do'."
    elif not all(map(is_text, goals.values())):
        yield ": an objective is a text, such as 1 = 'what a learner will be able to do'."
    if not raw.get("question"):
        yield ": no questions. Write at least one [[question]]."


def _estimate(row: Any, names: Names | None) -> Iterator[str]:
    if row is None:
        return
    if not isinstance(row, dict):
        yield ": an estimate is a table: write [estimate] in a line of its own."
        return
    yield from _of_entry("estimate", estimate, row, _estimate_row(row), names)


def _estimate_row(row: Row) -> Iterator[str]:
    yield from unknown_keys(row, set(Estimate.declared()))
    yield from Estimate.faults(row)
    numbers: list[Any] = [row.get(key) for key in ("low", "answer", "high")]
    if all(map(is_number, numbers)) and numbers != sorted(numbers):
        yield f"the answer {row['answer']} is not between low and high. Widen them."
    yield from _sources(row)


def _questions(raw: Row, lines: list[int], goals: Row | None, names: Names | None) -> Iterator[str]:
    """Yield what is wrong in the questions of a file; without `goals`, any objective will do."""
    rows = raw.get("question", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield ": questions are written with two brackets: [[question]]."
        return
    labels = _labels(rows, lines)
    for row, label in zip(rows, labels, strict=True):
        yield from _of_entry(label, question, row, _question(row, goals), names)
    yield from _twice(rows, labels, "id")
    if goals is not None:
        yield from _twice(rows, labels, "ask")
        yield from _longest(rows)


def label_of(row: Row, place: int) -> str:
    """Return how a message names a question: by its id, or else by its place in the file."""
    return f"question '{row['id']}'" if is_text(row.get("id")) else f"question no. {place}"


def _question(row: Row, goals: Row | None) -> Iterator[str]:
    if not is_text(row.get("id")):
        yield "no id. Write id = 'a-short-name'."
    elif not ID.fullmatch(row["id"]):
        yield "an id has letters from a to z, digits and hyphens alone, such as 'a-short-name'."
    if not is_text(row.get("ask")):
        yield "asks nothing. Write ask = '...'."
    objective = str(row.get("objective", ""))
    if not objective:
        yield "names no objective. Write objective = 1."
    elif goals is not None and objective not in goals:
        yield f"there is no objective {objective}.{paths.nearest(objective, goals)}"
    yield from _sources(row)
    types, name = question_types(), type_name(row)
    if name in types:
        yield from types[name].mistakes(row)
    else:
        yield f"unknown type '{name}'.{paths.nearest(name, types)}"


def _sources(row: Row) -> Iterator[str]:
    entry = Estimate.declared()["source"]
    keys = entry.read(row["source"]) if entry.fits(row.get("source")) else ()
    known = _known_sources()
    if not keys:
        yield "names no source. Write source = ['a key of data/sources.csv']."
    for key in keys:
        if key not in known:
            hint = paths.nearest(key, known) or " Add it to sources.csv."
            yield f"unknown source '{key}'.{hint}"


@cached_on("sources")
def _known_sources() -> frozenset[str]:
    return frozenset(source.source_id for source in rows("sources"))


def _of_entry(
    label: str, reader: Any, row: Row, found: Iterator[str], names: Names | None
) -> Iterator[str]:
    """Yield the mistakes of an entry with its label; if there are none, what cannot be computed."""
    try:
        sentences = list(found)
        if not sentences and names is not None:
            off = disagreement(reader(row, "lesson"), names)
            sentences = [f"{off}. Correct the answer or its compute."] if off else []
    except BrokenTable:
        sentences = [NOT_CHECKED]
    yield from (f", {label}: {sentence}" for sentence in sentences)


def _twice(rows: list[Row], labels: list[str], key: str) -> Iterator[str]:
    """Yield the questions that have the id of an earlier one, or ask the same."""
    seen: dict[str, str] = {}
    for row, label in zip(rows, labels, strict=True):
        # Capitals and line breaks do not make another question.
        value = tidy(str(row.get(key, ""))).casefold()
        if value and seen.setdefault(value, label) is not label:
            yield f", {label}: {TWICE[key].format(seen[value])}"


def _longest(rows: list[Row]) -> Iterator[str]:
    """Yield a warning if the longest option is the right one in most questions."""
    is_longest: dict[str, bool] = {}
    for row in rows:
        match row.get("reasons", row):
            case {"right": dict(right), "wrong": dict(wrong)} if len(right) == 1 and wrong:
                is_longest[str(row.get("id"))] = len(next(iter(right))) > max(map(len, wrong))
    given_away = [name for name, longest in is_longest.items() if longest]
    if len(is_longest) >= ENOUGH_TO_COMPARE and len(given_away) > len(is_longest) / 2:
        yield (
            f": the longest option is the right one in {len(given_away)} of {len(is_longest)} "
            f"questions ({', '.join(given_away)}). Shorten right options or lengthen wrong ones."
        )
