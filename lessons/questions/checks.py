"""Find all mistakes in a quiz file, in sentences: where, what, and how to correct it.

Only authors wait for this: it is imported when a file is checked, or cannot be read.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessons.core import paths
from lessons.core.toml import BrokenToml, parse_toml
from lessons.data import rows
from lessons.questions.bank import Estimate
from lessons.questions.entries import Row, is_number, is_text, names, tidy, unknown_keys
from lessons.questions.parser import estimate, question
from lessons.questions.recompute import disagreement
from lessons.questions.types import question_types, type_name

KEYS = {"minutes", "needs", "objectives", "estimate", "question"}
ENOUGH_TO_COMPARE = 4  # questions with one right option, from which their lengths are compared


@dataclass(frozen=True)
class Known:
    """What the entries of a quiz file may refer to.

    `sources` are ids of sources; `calculator` has the functions that `compute` may use, None if
    nothing is to be recomputed.
    """

    objectives: Mapping[str, str]
    sources: set[str]
    calculator: Mapping[str, object] | None


def mistakes(path: Path, calculator: Mapping[str, object] | None) -> list[str]:
    """Return the sentences about a quiz file: see lessons.questions.problems."""
    # A teacher's own file may be anywhere: messages give its name without the path.
    inside = path.resolve().is_relative_to(paths.ROOT)
    name = paths.shown(path.resolve()) if inside else path.name
    try:
        raw = parse_toml(path.read_bytes(), name)
    except BrokenToml as error:
        return [str(error)]
    goals = raw.get("objectives")
    known = Known(
        goals if isinstance(goals, dict) else {},
        {row.source_id for row in rows("sources")},
        calculator,
    )
    found = [*_file(raw), *_estimate(raw.get("estimate"), known), *_questions(raw, known)]
    return [f"{name}{sentence}" for sentence in found]


def _file(raw: Row) -> Iterator[str]:
    for key in sorted(raw.keys() - KEYS):
        yield f": unknown part '{key}'.{paths.nearest(key, KEYS)}"
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


def _estimate(row: Any, known: Known) -> Iterator[str]:
    if row is None:
        return
    if not isinstance(row, dict):
        yield ": an estimate is a table: write [estimate] in a line of its own."
        return
    yield from _of_entry("estimate", estimate, row, _estimate_row(row, known), known)


def _estimate_row(row: Row, known: Known) -> Iterator[str]:
    yield from unknown_keys(row, set(Estimate.declared()))
    yield from Estimate.faults(row)
    numbers: list[Any] = [row.get(key) for key in ("low", "answer", "high")]
    if all(map(is_number, numbers)) and numbers != sorted(numbers):
        yield f"the answer {row['answer']} is not between low and high. Widen them."
    yield from _sources(row, known)


def _questions(raw: Row, known: Known) -> Iterator[str]:
    rows = raw.get("question", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield ": questions are written with two brackets: [[question]]."
        return
    labels = [label_of(row, place) for place, row in enumerate(rows, 1)]
    for row, label in zip(rows, labels, strict=True):
        yield from _of_entry(label, question, row, _question(row, known), known)
    yield from _twice(rows, labels)
    yield from _longest(rows)


def label_of(row: Row, place: int) -> str:
    """Return how a message names a question: by its id, or else by its place in the file."""
    return f"question '{row['id']}'" if is_text(row.get("id")) else f"question no. {place}"


def _question(row: Row, known: Known) -> Iterator[str]:
    if not is_text(row.get("id")):
        yield "no id. Write id = 'a-short-name'."
    elif "." in row["id"]:
        # The full id is `lesson.id`, which is split at the first full stop.
        yield "an id may hold no full stop. Use a hyphen."
    if not is_text(row.get("ask")):
        yield "asks nothing. Write ask = '...'."
    objective = str(row.get("objective", ""))
    if not objective:
        yield "names no objective. Write objective = 1."
    elif objective not in known.objectives:
        yield f"there is no objective {objective}.{paths.nearest(objective, known.objectives)}"
    yield from _sources(row, known)
    types, name = question_types(), type_name(row)
    if name in types:
        yield from types[name].mistakes(row)
    else:
        yield f"unknown type '{name}'.{paths.nearest(name, types)}"


def _sources(row: Row, known: Known) -> Iterator[str]:
    entry = Estimate.declared()["source"]
    keys = names(row["source"]) if entry.fits(row.get("source")) else ()
    if not keys:
        yield "names no source. Write source = ['a key of data/sources.csv']."
    for key in keys:
        if key not in known.sources:
            hint = paths.nearest(key, known.sources) or " Add it to sources.csv."
            yield f"unknown source '{key}'.{hint}"


def _of_entry(
    label: str, reader: Any, row: Row, found: Iterator[str], known: Known
) -> Iterator[str]:
    """Yield the mistakes of an entry with its label; if there are none, what cannot be computed."""
    sentences = list(found)
    if not sentences and known.calculator is not None:
        off = disagreement(reader(row, "lesson"), known.calculator)
        sentences = [f"{off}. Correct the answer or its compute."] if off else []
    yield from (f", {label}: {sentence}" for sentence in sentences)


def _twice(rows: list[Row], labels: list[str]) -> Iterator[str]:
    for name, times in Counter(str(row.get("id", "")) for row in rows).items():
        if name and times > 1:
            yield f", question '{name}': this id is used {times} times. Give each its own."
    seen: dict[str, str] = {}
    for row, label in zip(rows, labels, strict=True):
        # Capitals and line breaks do not make another question.
        asked = tidy(str(row.get("ask", ""))).casefold()
        if asked and asked in seen:
            yield f", {label}: asks the same as {seen[asked]}. Ask something else, or drop one."
        seen.setdefault(asked, label)


def _longest(rows: list[Row]) -> Iterator[str]:
    """Yield a warning if the longest option is the right one in most questions."""
    is_longest: dict[str, bool] = {}
    for row in rows:
        match row.get("reasons", row):
            case {"right": {**right}, "wrong": {**wrong}} if len(right) == 1 and wrong:
                is_longest[str(row.get("id"))] = len(next(iter(right))) > max(map(len, wrong))
    given_away = [name for name, longest in is_longest.items() if longest]
    if len(is_longest) >= ENOUGH_TO_COMPARE and len(given_away) > len(is_longest) / 2:
        yield (
            f": the longest option is the right one in {len(given_away)} of {len(is_longest)} "
            f"questions ({', '.join(given_away)}). Shorten right options or lengthen wrong ones."
        )
