"""Make quiz files with random mistakes, and check how the course reads them."""

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lessons import questions
from lessons.classroom.exams.teacher_questions import own_questions
from lessons.classroom.validation import Refused
from lessons.core.mistakes import Mistake
from lessons.core.paths import LESSONS, TESTS
from lessons.questions.entries import as_tuple, tidy
from lessons.questions.quiz_file import read
from lessons.questions.types import type_name

ORIGINALS = [
    TESTS / "fixtures" / "quiz" / "all_types.toml",
    LESSONS / "03_the_network" / "quiz.toml",
]
SIGNS = "\"'[]{}=\\,.#\n\r\t \u00a0\u200b\u2028\u202e“’\0\x07é5"
VALUES = [
    *("5", "-1", "0", "12,5", "1.5", "nan", "-inf", "1e400", "1e16", "'x'", "'''x", "''", "' '"),
    *("True", "true", "no", "None", "2024-01-01", "2024-13-01", "'\u00a0'", "'\u200b'"),
    *("[]", "{}", "['']", "['a',5]", "[[1]]", "{a=1}", "{a=''}", '"C:\\Users"', '"C:\\temp"'),
]
NAMES = [
    *("id", "ask", "right", "wrong", "items", "why", "answer", "near", "type", "truth", "groups"),
    *("pairs", "x"),
]
ENCODINGS = ("utf-8-sig", "cp1252", "utf-16", "utf-16-be", "utf-32", "cp1251")


def mutated(rng: random.Random) -> bytes:
    """Return a quiz file with one to four changes, now and then in another encoding."""
    text = rng.choice(ORIGINALS).read_text(encoding="utf-8")
    if rng.random() < 0.7:  # a few questions, so that a change more often affects one
        head, *cards = text.split("[[question]]")
        text = "[[question]]".join([head, *rng.sample(cards, min(3, len(cards)))])
    for _ in range(rng.randint(1, 4)):
        text = rng.choice((_sign, _line, _value, _name, _cut))(rng, text)
    encoding = rng.choice(ENCODINGS) if rng.random() < 0.1 else "utf-8"
    return text.encode(encoding, "replace")


def _sign(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(["", *SIGNS]) + text[at + rng.choice((0, 1)) :]


def _line(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    changed = rng.choice(([], [lines[at]] * 2, [lines[other]]))
    return "\n".join([*lines[:at], *changed, *lines[at + 1 :]])


def _value(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    at = rng.choice([n for n, line in enumerate(lines) if "=" in line] or [0])
    lines[at] = f"{lines[at].partition('=')[0]}= {rng.choice(VALUES)}"
    return "\n".join(lines)


def _name(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    at = rng.choice([n for n, line in enumerate(lines) if "=" in line] or [0])
    name = rng.choice(NAMES)
    lines[at] = f"{name} ={lines[at].partition('=')[2]}"
    return "\n".join(lines)


def _cut(rng: random.Random, text: str) -> str:
    return text[: rng.randrange(len(text) + 1)] if rng.random() < 0.2 else text


def faults(path: Path) -> Iterator[str]:
    """Yield what goes wrong with a quiz file: a wrong mark, or a message that names no place."""
    found = questions.problems(path)
    yield from (f"names no file: {text}" for text in found if not text.startswith(path.name))
    yield from (f"has no end: {text}" for text in found if not text.endswith((".", "?")))
    rows = _rows(path)
    if not found:
        yield from _wrong_marks(rows, list(read(path, "x").questions))
    try:
        yield from _wrong_marks(rows, own_questions(path, "An exam"))
    except (Refused, Mistake) as refused:
        if path.name not in str(refused):
            yield f"names no file: {refused}"


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        return list(tomllib.loads(path.read_text(encoding="utf-8-sig")).get("question", ()))
    except ValueError:
        return []


def _wrong_marks(rows: list[dict[str, Any]], asked: list[questions.Question]) -> Iterator[str]:
    for row, question in zip(rows, asked, strict=True):
        for answer, score in _marks(row):
            got = question.mark(answer).score
            if got != score and not (score == 0 and got is not None and got < 1):
                yield f"{row}: {answer} gets {got}, not {score}"


def _marks(row: dict[str, Any]) -> Iterator[tuple[Any, float | None]]:
    """Yield answers with their score, going by the row of the file alone."""
    options = row.get("right")
    right = list(map(tidy, options)) if isinstance(options, dict | list) else []
    match type_name(row):
        case "single":
            yield from ((option, 1) for option in right)
            yield from ((tidy(option), 0) for option in row["wrong"])
        case "multiple":
            yield right, 1
            yield from ([([*right, tidy(option)], 0) for option in row["wrong"]])
        case "true_false":
            for reason in row["reasons"]["right"]:
                yield {"verdict": row["answer"], "reason": tidy(reason)}, 1
                yield {"verdict": not row["answer"], "reason": tidy(reason)}, 0
        case "numeric":
            yield f"{row['answer']:.15g}", 1
        case "ordering":
            items = [tidy(item) for item in as_tuple(row["items"])]
            yield items, 1
            yield items[::-1], 0
        case "locate":
            yield from ((code, 1) for code in as_tuple(row["answer"]))
        case "matching" | "classify":
            table = row.get("pairs") or row.get("items")
            yield {tidy(left): tidy(right) for left, right in table.items()}, 1
        case "written":
            yield {"text": "Yes."}, None
