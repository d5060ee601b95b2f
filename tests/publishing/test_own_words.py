"""The course uses its own words: it contains no long run of words from the start text.

The start text is a paper of NATO's and no part of this project. `fixtures/start_text_runs.txt`
holds only a fingerprint of each of its runs of ten words, one a line, so that the text itself
cannot be read from there. Whoever has it can write the file again:

    runs = "\\n".join(sorted({fingerprint(run) for run in runs_of(words_of(text))}))
"""

import csv
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from lessons.core.paths import DATA, LESSONS, TESTS, lesson_folders
from lessons.course import read_lesson
from lessons.data import tables
from lessons.publishing.prose import filled

RUN = 10
WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
WRITTEN = [folder / name for folder in lesson_folders() for name in ("quiz.toml", "teacher.md")]


@cache
def fingerprints() -> frozenset[str]:
    """Return the fingerprints of the start text's runs of ten words."""
    file = TESTS / "fixtures" / "start_text_runs.txt"
    return frozenset(file.read_text(encoding="utf-8").split())


def words_of(text: str) -> list[str]:
    """Return a text's words in small letters, without marks."""
    return WORD.findall(text.lower())


def runs_of(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield every run of ten words."""
    return zip(*(words[start:] for start in range(RUN)), strict=False)


def fingerprint(run: tuple[str, ...]) -> str:
    """Return twelve digits that tell a run without saying it."""
    return hashlib.sha256(" ".join(run).encode()).hexdigest()[:12]


def taken_over(text: str) -> list[str]:
    """Return the runs of a text that are in the start text too."""
    return [" ".join(run) for run in runs_of(words_of(text)) if fingerprint(run) in fingerprints()]


@pytest.mark.parametrize("lesson", lesson_folders(), ids=lambda path: path.name)
def test_a_lesson_is_in_our_own_words(lesson: Path) -> None:
    text = read_lesson(lesson)
    assert taken_over(filled(text).text) == []
    assert not text.lab or taken_over(filled(text.lab).text) == []


@pytest.mark.parametrize("file", WRITTEN, ids=lambda path: str(path.relative_to(LESSONS)))
def test_questions_and_notes_are_in_our_own_words(file: Path) -> None:
    if not file.exists():
        pytest.skip(f"{file.name} is not written yet")
    assert taken_over(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", tables())
def test_a_table_is_in_our_own_words(name: str) -> None:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        cells = {cell for row in csv.reader(file) for cell in row if cell.count(" ") >= RUN - 1}
    assert [run for cell in sorted(cells) for run in taken_over(cell)] == []


def test_a_run_that_was_taken_over_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = "one two three four five six seven eight nine ten"
    known = frozenset({fingerprint(tuple(ours.split()))})
    monkeypatch.setattr(f"{__name__}.fingerprints", lambda: known)
    assert taken_over(f"He said: {ours.upper()}, and left.") == [ours]
    assert taken_over(ours.replace("five", "5")) == []


def test_the_fingerprints_cover_the_complete_text() -> None:
    assert len(fingerprints()) > 500
    assert all(re.fullmatch(r"[0-9a-f]{12}", mark) for mark in fingerprints())
