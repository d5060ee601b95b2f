"""Find all mistakes in a quiz file, in sentences: where, what, and how to correct it.

Only authors wait for this: it is imported when a file is checked, or cannot be read.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lessons.core import paths
from lessons.core.toml import BrokenToml, lines_of, parse_toml
from lessons.data import BrokenTable, cached_on_tables, rows
from lessons.questions.entries import Row, is_number, is_text, tidy, unknown_keys
from lessons.questions.quiz_file import Bank, Estimate, estimate, question
from lessons.questions.types import Question, question_types, type_name
from lessons.questions.types.base import Naming
from lessons.questions.types.numeric import off_by

RETIRED = "retired.toml"  # beside quiz.toml: questions that are asked no more
ID = re.compile(r"[A-Za-z0-9-]+")  # a full id is `lesson.id`, which is split at the full stop
TWICE = {
    "id": "this is also the id of {}. Give each its own.",
    "ask": "asks the same as {}. Ask something else, or remove one.",
}
NOT_CHECKED = "this reads a table with mistakes, and was not checked."
MIN_TO_COMPARE = 4  # questions with one right option, from which their lengths are compared
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
        raw, lines = _parsed(path.read_bytes(), file)
    except BrokenToml as error:
        return [str(error)]
    if path.name == RETIRED:  # holds questions alone, whose objectives may be gone
        found = [f": {m}" for m in unknown_keys(raw, {"question"})]
        found += _questions(raw, lines, None, None)
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
    labels = [label_of(row, number) for number, row in enumerate(rows, 1)]
    if len(lines) != len(rows):  # the questions are written in another way
        return labels
    return [f"line {line}, {label}" for line, label in zip(lines, labels, strict=True)]


def _file(raw: Row) -> Iterator[str]:
    yield from (f": {m}" for m in (*unknown_keys(raw, Bank.keys()), *Bank.faults(raw)))


def _estimate(row: Any, names: Names | None) -> Iterator[str]:
    if isinstance(row, dict):
        yield from _entry_mistakes("estimate", estimate, row, _estimate_row(row), names)


def _estimate_row(row: Row) -> Iterator[str]:
    yield from unknown_keys(row, Estimate.keys())
    yield from Estimate.faults(row, without=("source",))
    numbers: list[Any] = [row.get(key) for key in ("low", "answer", "high")]
    if all(map(is_number, numbers)) and numbers != sorted(numbers):
        yield f"the answer {row['answer']} is not between low and high. Widen them."
    yield from _sources(row)


def _questions(raw: Row, lines: list[int], goals: Row | None, names: Names | None) -> Iterator[str]:
    """Yield what is wrong in the questions of a file; without `goals`, any objective will do."""
    rows: Any = raw.get("question")
    if not Bank.declared()["questions"].fits(rows):
        return  # as `_file` reports
    labels = _labels(rows, lines)
    for row, label in zip(rows, labels, strict=True):
        yield from _entry_mistakes(label, question, row, _question(row, goals), names)
    yield from _duplicates(rows, labels, "id")
    if goals is not None:
        yield from _duplicates(rows, labels, "ask")
        yield from _length_warning(rows)


def label_of(row: Row, number: int) -> str:
    """Return how a message names a question: by its id, or else by its number in the file."""
    return f"question '{row['id']}'" if is_text(row.get("id")) else f"question no. {number}"


def _question(row: Row, goals: Row | None) -> Iterator[str]:
    if not is_text(row.get("id")):
        yield "no id. Write id = 'a-short-name'."
    elif not ID.fullmatch(row["id"]):
        yield "an id has letters from a to z, digits and hyphens alone, such as 'a-short-name'."
    if not str(row.get("objective", "")):
        yield "names no objective. Write objective = 1."
    yield from _sources(row)
    yield from question_mistakes(row, goals)


def question_mistakes(row: Row, goals: Row | None) -> Iterator[str]:
    """Yield what is wrong in a question, which need not have an id, an objective or a source.

    `goals` are the objectives of its file by number; without them, any objective will do.
    """
    if not is_text(row.get("ask")):
        yield "there is no text in ask. Write ask = '...'."
    objective = str(row.get("objective", ""))
    if objective and goals is not None and objective not in goals:
        yield f"there is no objective {objective}.{paths.nearest(objective, goals)}"
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


@cached_on_tables()
def _known_sources() -> frozenset[str]:
    return frozenset(source.source_id for source in rows("sources"))


def _entry_mistakes(
    label: str, reader: Any, row: Row, found: Iterator[str], names: Names | None
) -> Iterator[str]:
    """Yield the mistakes of an entry with its label; if there are none, what cannot be computed."""
    try:
        sentences = list(found)
        if not sentences and names is not None:
            off = _disagreement(reader(row, "lesson"), names)
            sentences = [f"{off}. Correct the answer or its compute."] if off else []
    except BrokenTable:
        sentences = [NOT_CHECKED]
    yield from (f", {label}: {sentence}" for sentence in sentences)


def _duplicates(rows: list[Row], labels: list[str], key: str) -> Iterator[str]:
    """Yield the questions that have the id of an earlier one, or ask the same."""
    seen: dict[str, str] = {}
    for row, label in zip(rows, labels, strict=True):
        # Capitals and line breaks do not make another question.
        value = tidy(str(row.get(key, ""))).casefold()
        if value and seen.setdefault(value, label) is not label:
            yield f", {label}: {TWICE[key].format(seen[value])}"


def _length_warning(rows: list[Row]) -> Iterator[str]:
    """Yield a warning if the longest option is the right one in most questions."""
    is_longest: dict[str, bool] = {}
    for row in rows:
        match row.get("reasons", row):
            case {"right": dict(right), "wrong": dict(wrong)} if len(right) == 1 and wrong:
                is_longest[str(row.get("id"))] = len(next(iter(right))) > max(map(len, wrong))
    given_away = [name for name, longest in is_longest.items() if longest]
    if len(is_longest) >= MIN_TO_COMPARE and len(given_away) > len(is_longest) / 2:
        yield (
            f": the longest option is the right one in {len(given_away)} of {len(is_longest)} "
            f"questions ({', '.join(given_away)}). Shorten right options or lengthen wrong ones."
        )


def _disagreement(question: Question | Estimate, names: Names) -> str:
    """Return how the tables contradict a question's answer, or "".

    The tables may give countries as iso3 codes where the options are names, and more countries
    than the options: all right options must be among them, and no wrong one. Raise BrokenTable
    where a table breaks its schema.
    """
    if not question.compute:
        return ""
    try:
        found = eval(question.compute, {**names, "__builtins__": SAFE})  # noqa: S307  (our own text)
        if isinstance(question, Estimate):
            return off_by(question.answer, found)
        return question.disagreement(found, _naming(names))
    except BrokenTable:
        raise
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
