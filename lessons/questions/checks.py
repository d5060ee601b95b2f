"""Find all mistakes in a quiz file, in sentences: where, what, and how to correct it.

Only authors wait for this: it is imported when a file is checked, or cannot be read.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lessons.core import paths
from lessons.core.toml import BrokenToml, parse_toml
from lessons.data import rows
from lessons.questions.entries import Row, is_number, is_text, tidy, unknown_keys
from lessons.questions.quiz_file import Estimate, estimate, question
from lessons.questions.types import Question, question_types, type_name
from lessons.questions.types.base import Naming
from lessons.questions.types.numeric import off_by

KEYS = {"minutes", "needs", "objectives", "estimate", "question"}
MIN_TO_COMPARE = 4  # questions with one right option, from which their lengths are compared
Names = Mapping[str, object]
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


def _estimate(row: Any, names: Names | None) -> Iterator[str]:
    if row is None:
        return
    if not isinstance(row, dict):
        yield ": an estimate is a table: write [estimate] in a line of its own."
        return
    yield from _entry_mistakes("estimate", estimate, row, _estimate_row(row), names)


def _estimate_row(row: Row) -> Iterator[str]:
    yield from unknown_keys(row, set(Estimate.declared()))
    yield from Estimate.faults(row)
    numbers: list[Any] = [row.get(key) for key in ("low", "answer", "high")]
    if all(map(is_number, numbers)) and numbers != sorted(numbers):
        yield f"the answer {row['answer']} is not between low and high. Widen them."
    yield from _sources(row)


def _questions(raw: Row, names: Names | None) -> Iterator[str]:
    rows = raw.get("question", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield ": questions are written with two brackets: [[question]]."
        return
    goals = raw.get("objectives")
    labels = [label_of(row, place) for place, row in enumerate(rows, 1)]
    for row, label in zip(rows, labels, strict=True):
        found = _question(row, goals if isinstance(goals, dict) else {})
        yield from _entry_mistakes(label, question, row, found, names)
    yield from _duplicates(rows, labels)
    yield from _length_warning(rows)


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
        yield "there is no text in ask. Write ask = '...'."
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


def _entry_mistakes(
    label: str, reader: Any, row: Row, found: Iterator[str], names: Names | None
) -> Iterator[str]:
    """Yield the mistakes of an entry with its label; if there are none, what cannot be computed."""
    sentences = list(found)
    if not sentences and names is not None:
        off = _disagreement(reader(row, "lesson"), names)
        sentences = [f"{off}. Correct the answer or its compute."] if off else []
    yield from (f", {label}: {sentence}" for sentence in sentences)


def _duplicates(rows: list[Row], labels: list[str]) -> Iterator[str]:
    for name, times in Counter(str(row.get("id", "")) for row in rows).items():
        if name and times > 1:
            yield f", question '{name}': this id is used {times} times. Give each question its own."
    seen: dict[str, str] = {}
    for row, label in zip(rows, labels, strict=True):
        # Capitals and line breaks do not make another question.
        asked = tidy(str(row.get("ask", ""))).casefold()
        if asked and asked in seen:
            yield f", {label}: asks the same as {seen[asked]}. Ask something else, or remove it."
        seen.setdefault(asked, label)


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
        try:
            return str(name(word))  # of a country, by its code
        except LookupError:
            return word

    return text
