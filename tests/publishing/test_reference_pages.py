"""The reference pages are generated from the code, and current."""

import re
from collections.abc import Mapping

import pytest

from lessons.core.paths import former_folders, lesson_folders, slug
from lessons.core.toml import read_toml
from lessons.data import schema, tables
from lessons.data.schema_keys import KEYS, TYPES
from lessons.publishing.reference_pages import DOCS, pages
from lessons.questions.quiz_file import Bank, Estimate
from lessons.questions.types import question_types, type_name
from lessons.questions.types.base import UNREAD


@pytest.mark.parametrize("name", pages())
def test_a_page_is_current(name):
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[name], (
        f"docs/{name} is older than the code: type  python -m lessons build"
    )


def keys(table, place="schema"):
    """Yield the place and the name of each key in a schema."""
    for key, value in table.items():
        yield place, key
        for inner in value if isinstance(value, tuple) else [value]:
            if isinstance(inner, Mapping):
                yield from keys(inner, key)


USED = {pair for name in tables() for pair in keys(schema(name))}


@pytest.mark.parametrize("key", sorted({key for _, key in USED} | set(TYPES)))
def test_every_key_and_type_in_a_schema_is_explained(key):
    page = pages()["data-format.md"]
    assert f"| `{key}` |" in page or f"| {key} |" in page


def test_the_page_explains_no_key_that_no_table_uses():
    assert {(place, key) for place, known in KEYS.items() for key in known} == USED
    types = {field["type"] for name in tables() for field in schema(name)["fields"]}
    assert types == set(TYPES)


QUIZ = pages()["quiz-format.md"]
EXPLAINED = {  # the keys in the table of each section
    section.partition("\n")[0]: set(re.findall(r"^\| `(\w+)", section, re.MULTILINE))
    for section in re.split(r"^#+ ", QUIZ, flags=re.MULTILINE)
}
BEFORE_TYPES = QUIZ.partition("\n## classify")[0]
COMMON = EXPLAINED["What every question may hold"]
FILE, ESTIMATE = EXPLAINED["The format of quiz.toml"], EXPLAINED["What the estimate may hold"]


def test_the_page_on_quizzes_explains_each_key_that_is_accepted_and_no_other():
    assert Bank.keys() == FILE
    assert Estimate.keys() == ESTIMATE
    for name, kind in question_types().items():
        assert kind.keys() | UNREAD.keys() == COMMON | EXPLAINED[name]


@pytest.mark.parametrize("folder", [*lesson_folders(), *former_folders()], ids=slug)
def test_every_key_in_a_quiz_is_explained(folder):
    quiz = read_toml(folder / "quiz.toml")
    assert quiz.keys() <= FILE
    assert quiz.get("estimate", {}).keys() <= ESTIMATE
    for row in quiz["question"]:
        assert row.keys() <= COMMON | EXPLAINED[type_name(row)]


def test_the_page_says_which_keys_are_required():
    found = re.findall(r"^\| `(\w+)` \|.*\| yes \|", BEFORE_TYPES, re.MULTILINE)
    estimate = ["ask", "answer", "low", "high", "why", "source"]
    question = ["id", "ask", "objective", "source"]
    assert found == ["minutes", "objectives", "question", *estimate, *question]
