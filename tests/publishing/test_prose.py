"""The prose is plain, spelt right and of the promised length."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from reading import grade, prose
from spellchecker import SpellChecker
from writing import words_of

from lessons import data
from lessons.charts.euro_atlantic.forum_and_programme import forum_and_programme
from lessons.core.paths import DATA, TESTS, lesson_folder
from lessons.course import lessons, read_lesson

LESSONS = [lesson.folder for lesson in lessons()]
GRADE = 10.0


@pytest.mark.exhaustive  # what measures texts takes seconds to load
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.name)
def test_a_sixteen_year_old_can_read_it(lesson: Path) -> None:
    assert grade(prose(read_lesson(lesson))) <= GRADE


def test_a_list_that_the_prose_names_is_in_the_picture() -> None:
    text = (lesson_folder("euro_atlantic") / "lesson.md").read_text(encoding="utf-8")
    (box,) = re.findall(r"the list \*(.+?)\*", text)
    assert box in words_of(forum_and_programme(1995))


def test_the_tables_tell_of_the_first_meeting_from_one_source() -> None:
    milestone = data.table("policy_milestones").set_index("date").loc["1991-12-20"]
    event = data.table("status_events").set_index("date").loc["1991-12-20"]
    assert milestone["source_id"] == event["source_id"]
    assert "spoke for Russia alone" in milestone["what_changed"]


@pytest.mark.exhaustive
def test_a_hard_text_is_distinguished_from_a_plain_one() -> None:
    plain = "NATO works with many countries. They train together and help each other."
    hard = (
        "Multilateral institutionalisation of interoperability requirements necessitates "
        "comprehensive harmonisation of heterogeneous organisational methodologies."
    )
    assert grade(plain, least=1) < GRADE < grade(hard, least=1)


def texts(lesson: Path) -> Iterator[tuple[str, str]]:
    """Return a lesson's files and what they say."""
    yield "lesson.md", prose(read_lesson(lesson))
    if lab := read_lesson(lesson).lab:
        yield "lab.md", prose(lab)
    for name in ("quiz.toml", "teacher.md"):
        if (lesson / name).exists():
            yield name, (lesson / name).read_text(encoding="utf-8")


@cache
def checker() -> SpellChecker:
    """Return a speller that also knows the words of the tables and those of our own list."""
    known = SpellChecker(language="en", distance=1)
    ours = (TESTS / "words.txt").read_text(encoding="utf-8").split()
    known.word_frequency.load_words([word.lower() for word in (*ours, *_words_of_the_tables())])
    return known


def _words_of_the_tables() -> set[str]:
    files = [DATA / f"{name}.csv" for name in data.tables() if name != "land"]
    found = set()
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                found |= set(WORD.findall(" ".join(row)))
    return found


KEYS = "id|source|in|type|covers|candidates|answer|compute"
CODE = re.compile(rf"`[^`]*`|^\s*({KEYS}) = .*|\{{\{{.*?\}}\}}|https?:\S+", re.MULTILINE)
WORD = re.compile(r"[A-Za-zÀ-ž][A-Za-zÀ-ž’']*[A-Za-zÀ-ž]")


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.name)
def test_every_word_is_spelt_right(lesson: Path) -> None:
    unknown = {f"{name}: {word}" for name, text in texts(lesson) for word in misspelt(text)}
    assert not unknown, f"Correct it, or add it to tests/words.txt: {sorted(unknown)}"


def misspelt(text: str) -> set[str]:
    """Return the words of a text that nobody knows."""
    text = CODE.sub("", text)
    text = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"\b\w*[_/]\w*\b|\b[a-z]+\d+\w*\b|_?answers?_", "", text)
    words = {re.sub(r"[’']s$|[’']$", "", word) for word in WORD.findall(text)}
    return {word for word in checker().unknown(words) if not _is_code(word, text)}


def _is_code(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word.upper())}\b", text) is not None  # an abbreviation


def test_a_misspelt_word_is_found() -> None:
    assert misspelt("The Allience works with partners.") == {"allience"}
