"""Print how far the course is from its plan: python tests/benchmarks/course.py [START_TEXT]

For each lesson: words, the mean length of its sentences and the share of those under six words,
the reading grade, new terms, and how often it speaks of its own tables. For the whole course: the
people, positions and failures of the tables that lessons tell of, and the levels of the questions.
With the file of the start text, the runs of six words that the course shares with it.
"""

import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from reading import grade, prose, sentences  # noqa: E402

from lessons.course import Lesson, lessons  # noqa: E402
from lessons.data import rows  # noqa: E402
from lessons.questions.types.base import LEVELS  # noqa: E402

SHORT = 6  # words: a shorter sentence counts as short
RUN = 6  # words in a row
OUR_TABLES = re.compile(r"\bour (?:own )?(?:tables?|rows?)\b", re.IGNORECASE)


def main(start_text: str = "") -> None:
    """Count and print."""
    found = lessons()
    heads = (f"{head:>6}" for head in ("words", "mean", "short", "grade", "terms", "ours"))
    print(f"{'lesson':28}", *heads)
    for lesson in found:
        print(f"{lesson.name:28} {_of_lesson(lesson)}")
    print()
    for what, told, all_rows in _told_of(found):
        print(f"{what}: {told} of {all_rows} are told of in lessons")
    asked = [question for lesson in found for question in lesson.bank.questions]
    levels = Counter(question.level or "without a level" for question in asked)
    for level in (*LEVELS, "without a level"):
        share = levels[level] / len(asked)
        print(f"questions, {level}: {levels[level]} of {len(asked)} ({share:.0%})")
    if start_text:
        shared = _shared_runs(found, Path(start_text).read_text(encoding="utf-8"))
        print(f"runs of {RUN} words shared with the start text: {len(shared)}", *shared, sep="\n  ")


def _of_lesson(lesson: Lesson) -> str:
    text = prose(lesson)
    lengths = [len(words) for words in sentences(text)]
    short = sum(length < SHORT for length in lengths) / len(lengths)
    terms = len(lesson.terms.split(",")) if lesson.terms else 0
    return (
        f"{len(text.split()):6} {statistics.mean(lengths):6.1f} {short:6.0%} {grade(text):6.1f} "
        f"{terms:6} {len(OUR_TABLES.findall(text)):6}"
    )


def _told_of(found: list[Lesson]) -> Iterator[tuple[str, int, int]]:
    """Yield for people, positions and failures how many are told of, and how many there are.

    A person counts whose name is in a lesson, a position whose holder is and one of whose sources
    is cited, a failure one of whose sources is cited.
    """
    text = "\n".join(map(prose, found))
    cited = "\n".join(lesson.text for lesson in found)
    people, positions, failures = rows("people"), rows("positions"), rows("failures")
    yield "people", sum(_is_named(row.name, text) for row in people), len(people)
    told = [row for row in positions if _is_named(row.who, text) and _is_cited(row, cited)]
    yield "positions", len(told), len(positions)
    yield "failures", sum(_is_cited(row, cited) for row in failures), len(failures)


def _is_named(name: str, text: str) -> bool:
    surname = re.split(r" \(|,| and ", name)[0].split()[-1]
    return re.search(rf"\b{re.escape(surname)}\b", text) is not None


def _is_cited(row: Any, text: str) -> bool:
    return any(f'"{source}"' in text for source in row.source_id)


def _shared_runs(found: list[Lesson], start_text: str) -> list[str]:
    known = set(_runs(start_text))
    texts = [prose(lesson) for lesson in found]
    texts += [path.read_text(encoding="utf-8") for path in ROOT.glob("lessons/*/quiz.toml")]
    return sorted({run for text in texts for run in _runs(text) if run in known})


def _runs(text: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+(?:['’][a-z]+)?", text.lower())
    return [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]


if __name__ == "__main__":
    main(*sys.argv[1:])
