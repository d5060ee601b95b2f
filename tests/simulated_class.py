"""An invented class: pupils of different strength and habits, and what they hand in."""

import math
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from lessons import questions
from lessons.classroom import gradebook
from lessons.classroom.gradebook_builder import GradebookBuilder
from lessons.classroom.hand_in import AnsweredQuestion, HandIn
from lessons.classroom.hand_in_builder import course_version, fingerprint
from lessons.classroom.results import Settings
from lessons.questions import (
    Classify,
    Locate,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Question,
    TrueFalse,
    Written,
)

NAMES = [
    "Amina",
    "Ben",
    "Chloé",
    "Dmitri",
    "Élodie",
    "Farid",
    "Greta",
    "Håkon",
    "Ines",
    "Jakub",
    "Kira",
    "Luca",
    "Mirela",
    "Nour",
    "Oskar",
    "Paula",
    "Quentin",
    "Rosa",
    "Samir",
    "Tereza",
    "Umut",
    "Vera",
    "Wanda",
    "Xenia",
    "Yusuf",
    "Zoë",
    "Anton",
    "Bruna",
    "Cem",
    "Daria",
]
HABITS = ("steady", "steady", "steady", "quick", "slow", "stops early")
START = datetime(2026, 11, 23, 9, tzinfo=UTC)


def right(question: Question) -> Any:
    """Return a question's right answer."""
    match question:
        case Multiple():
            return list(question.right)
        case TrueFalse():
            return {"verdict": question.answer, "reason": next(iter(question.right))}
        case Matching():
            return dict(question.pairs)
        case Ordering():
            return list(question.items)
        case Classify():
            return dict(question.items)
        case Numeric():
            return f"{question.answer:g}"
        case Locate():
            return question.answer[0]
        case Written():
            return {"text": question.model, "1": True}
    return next(iter(question.right))  # type: ignore[attr-defined]


def wrong(question: Question, rng: random.Random) -> Any:
    """Return one of a question's wrong answers; its first wrong option tempts most."""
    match question:
        case Multiple():
            ticked = [*[*question.right][:-1], _tempting(list(question.wrong), rng)]
            return ticked if rng.random() < 0.7 else ticked[:-1] or ticked
        case TrueFalse():
            reason = _tempting([*question.wrong, *question.right], rng)
            return {"verdict": rng.random() < 0.4, "reason": reason} | (
                {"verdict": not question.answer} if rng.random() < 0.6 else {}
            )
        case Matching():
            rights = [*question.pairs.values()]
            rights[0], rights[1] = rights[1], rights[0]
            return dict(zip(question.pairs, rights, strict=True))
        case Classify():
            item = _tempting(list(question.items), rng)
            other = next(group for group in question.groups if group != question.items[item])
            return dict(question.items) | {item: other}
        case Ordering():
            items = list(question.items)
            at = rng.randrange(len(items) - 1)
            items[at], items[at + 1] = items[at + 1], items[at]
            return items
        case Numeric():
            values = [near.value for near in question.near] or [question.answer * 2 + 1]
            return f"{_tempting(values, rng):g}"
        case Written():
            return {"text": "I do not know."}
        case Locate():
            others = [code for code in question.candidates if code not in question.answer]
            return _tempting(others, rng)
    return _tempting(list(question.wrong), rng)  # type: ignore[attr-defined]


def _tempting(options: Sequence[Any], rng: random.Random) -> Any:
    return options[0] if rng.random() < 0.6 else rng.choice(options)


@cache
def hardness(id: str) -> float:
    """Return how hard a question is: the same in every run."""
    return random.Random(id).gauss(-0.4, 1.0)


def pupil(
    name: str, work: str, asked: Sequence[Question], strength: float, habit: str, seed: int
) -> HandIn:
    """Return what one pupil hands in."""
    rng = random.Random(f"{seed}/{name}/{work}")
    moment = START + timedelta(seconds=rng.random() * 600)
    last = max(3, int(len(asked) * 0.6)) if habit == "stops early" else len(asked)
    pace = {"quick": 9.0, "slow": 70.0}.get(habit, 30.0)
    given = []
    for question in asked[:last]:
        chance = 1 / (1 + math.exp(-(strength - hardness(question.id)) * 1.4))
        knows = rng.random() < chance
        first = right(question) if knows else wrong(question, rng)
        score = marked(question, first)
        again = not knows and rng.random() < 0.7
        took = round(rng.lognormvariate(math.log(pace), 0.4), 1)
        moment += timedelta(seconds=took)
        given.append(
            AnsweredQuestion(
                question.id,
                first,
                moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                2 if again else 1,
                right(question) if again else None,
                took,
                *((round(score, 4), knows) if score is not None else (None, None)),
                rng.choice(["", "sure", "think so", "guess"]),
                rng.random() < 0.15,
            )
        )
    made = (moment + timedelta(minutes=1)).isoformat(timespec="seconds").replace("+00:00", "Z")
    return HandIn(name, work, tuple(given), False, "", course_version(), fingerprint(work), made)


def pupils(works: Sequence[str], many: int = 30, seed: int = 1) -> Iterator[HandIn]:
    """Yield what a class hands in: one for each pupil and each lesson."""
    rng = random.Random(seed)
    for number in range(many):
        name = NAMES[number] if number < len(NAMES) else f"{NAMES[number % 30]} {number}"
        strength, habit = rng.gauss(0, 1), rng.choice(HABITS)
        for work in works:
            yield pupil(name, work, questions.questions(work), strength, habit, seed)


def marked(question: Question, answer: Any) -> float | None:
    """Return the score of an answer by marking alone."""
    return question.mark(answer).score


def read_folder(folder: Path) -> GradebookBuilder:
    """Read and mark the hand-ins in a folder, write nothing, and return the builder."""
    builder = GradebookBuilder()
    gradebook.read_into(builder, folder)
    builder.report_duplicates()
    return builder


def mark_folder(
    folder: Path, out: Path, builder: GradebookBuilder | None = None
) -> GradebookBuilder:
    """Mark the hand-ins in a folder, write the gradebook into `out`, and return its builder."""
    builder = builder or GradebookBuilder()
    gradebook.read_into(builder, folder)
    gradebook.write(builder, out, Settings("Gradebook"))
    return builder
