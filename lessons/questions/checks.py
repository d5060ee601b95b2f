"""Find all mistakes in a quiz file, in sentences: where, what, and how to correct it.

Only authors wait for this: it is imported when a file is checked, or cannot be read.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lessons.core import paths
from lessons.core.toml import BrokenToml, parse_toml
from lessons.data import rows
from lessons.questions.entries import Row, is_number, is_text, tidy, unknown_keys
from lessons.questions.quiz_file import Bank, Estimate, estimate, question
from lessons.questions.types import Question, question_types, type_name
from lessons.questions.types.base import Naming
from lessons.questions.types.numeric import off_by

ENOUGH_TO_COMPARE = 4  # questions with one right option, from which their lengths are compared
Names = Mapping[str, object]
CODE = re.compile("[A-Z]{3}")  # of a country, as in ISO 3166
# Functions that only compute: an expression can neither open files nor import modules.
SAFE = {
    function.__name__: function
    for function in (
        *(abs, all, any, enumerate, filter, len, map, max, min, range, reversed, round),
        *(bool, dict, float, frozenset, int, list, set, sorted, str, sum, tuple, zip),
    )
}


def mistakes(path: Path, names: Names | None) -> list[str]:
    """Return the sentences about a quiz file: see lessons.questions.problems.

    `names` are the functions that `compute` may use, None if nothing is to be recomputed.
    """
    # A teacher's own file may be anywhere: messages give its name without the path.
    inside = path.resolve().is_relative_to(paths.ROOT)
    file = paths.shown(path.resolve()) if inside else path.name
    try:
        raw = parse_toml(path.read_bytes(), file)
    except BrokenToml as error:
        return [str(error)]
    found = [*_file(raw), *_estimate(raw.get("estimate"), names), *_questions(raw, names)]
    return [f"{file}{sentence}" for sentence in found]


def _file(raw: Row) -> Iterator[str]:
    yield from (f": {m}" for m in (*unknown_keys(raw, Bank.keys()), *Bank.faults(raw)))


def _estimate(row: Any, names: Names | None) -> Iterator[str]:
    if isinstance(row, dict):
        yield from _of_entry("estimate", estimate, row, _estimate_row(row), names)


def _estimate_row(row: Row) -> Iterator[str]:
    yield from unknown_keys(row, Estimate.keys())
    yield from Estimate.faults(row, but=("source",))
    numbers: list[Any] = [row.get(key) for key in ("low", "answer", "high")]
    if all(map(is_number, numbers)) and numbers != sorted(numbers):
        yield f"the answer {row['answer']} is not between low and high. Widen them."
    yield from _sources(row)


def _questions(raw: Row, names: Names | None) -> Iterator[str]:
    rows: Any = raw.get("question")
    if not Bank.declared()["questions"].fits(rows):
        return  # as `_file` reports
    goals = raw.get("objectives")
    labels = [label_of(row, place) for place, row in enumerate(rows, 1)]
    for row, label in zip(rows, labels, strict=True):
        found = _question(row, goals if isinstance(goals, dict) else {})
        yield from _of_entry(label, question, row, found, names)
    yield from _twice(rows, labels)
    yield from _longest(rows)


def label_of(row: Row, place: int) -> str:
    """Return how a message names a question: by its id, or else by its place in the file."""
    return f"question '{row['id']}'" if is_text(row.get("id")) else f"question no. {place}"


def _question(row: Row, goals: Row) -> Iterator[str]:
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
    elif objective not in goals:
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
    known = {source.source_id for source in rows("sources")}
    if not keys:
        yield "names no source. Write source = ['a key of data/sources.csv']."
    for key in keys:
        if key not in known:
            hint = paths.nearest(key, known) or " Add it to sources.csv."
            yield f"unknown source '{key}'.{hint}"


def _of_entry(
    label: str, reader: Any, row: Row, found: Iterator[str], names: Names | None
) -> Iterator[str]:
    """Yield the mistakes of an entry with its label; if there are none, what cannot be computed."""
    sentences = list(found)
    if not sentences and names is not None:
        off = _disagreement(reader(row, "lesson"), names)
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
            case {"right": dict(right), "wrong": dict(wrong)} if len(right) == 1 and wrong:
                is_longest[str(row.get("id"))] = len(next(iter(right))) > max(map(len, wrong))
    given_away = [name for name, longest in is_longest.items() if longest]
    if len(is_longest) >= ENOUGH_TO_COMPARE and len(given_away) > len(is_longest) / 2:
        yield (
            f": the longest option is the right one in {len(given_away)} of {len(is_longest)} "
            f"questions ({', '.join(given_away)}). Shorten right options or lengthen wrong ones."
        )


def _disagreement(question: Question | Estimate, names: Names) -> str:
    """Return how the tables contradict a question's answer, or "".

    The tables may give countries as iso3 codes where the options are names, and more countries
    than the options: all right options must be among them, and no wrong one.
    """
    if not question.compute:
        return ""
    try:
        found = eval(question.compute, {**names, "__builtins__": SAFE})  # noqa: S307  (our own text)
        if isinstance(question, Estimate):
            return off_by(question.answer, found)
        return question.disagreement(found, _naming(names))
    # An author's expression may fail in any way that Python can.
    except Exception as error:
        return f"compute does not run: {type(error).__name__}: {error}"


def _naming(names: Names) -> Naming:
    name: Any = names.get("name", str)

    def text(value: object) -> str:
        word = f"{value:g}" if isinstance(value, float) else str(value)
        if not CODE.fullmatch(word):  # to look for the nearest code would take time
            return word
        try:
            return str(name(word))  # of a country, by its code
        except LookupError:
            return word

    return text
