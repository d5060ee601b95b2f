"""The course covers the complete start text, and the bank has the promised size and variety."""

from collections import Counter

import pytest

from lessons.course import lessons
from lessons.publishing.coverage import Item, coverage, uncovered, unknown_tags

TYPES = {
    "single", "multiple", "true_false", "matching", "ordering", "classify", "numeric", "locate",
}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> list[Item]:
    return coverage()


def test_nothing_of_the_seed_is_uncovered(found: list[Item]) -> None:
    assert uncovered(found) == []


def test_every_tag_names_something() -> None:
    assert unknown_tags() == []


def test_the_table_counts_the_seed_right(found: list[Item]) -> None:
    kinds = Counter(item.kind for item in found)
    assert (kinds["claim"], kinds["objective"], kinds["area"]) == (30, 8, 8)
    assert kinds["country"] == 41


def test_what_is_missing_is_named() -> None:
    untaught = Item("claim", "c01", "a", [], ["q"])
    unasked = Item("claim", "c02", "b", ["03"], [])
    country = Item("country", "ALB", "Albania", ["03"], [])
    first, second = uncovered([untaught, unasked, country])
    assert "No lesson" in first and "claim c01 (a)" in first
    assert "No question" in second and "claim c02 (b)" in second


def test_the_bank_is_large_and_holds_all_types() -> None:
    bank = [question for lesson in lessons() for question in lesson.bank.questions]
    assert len(bank) >= 150
    kinds = Counter(question.type for question in bank if question.is_marked)
    assert set(kinds) == TYPES
    assert min(kinds.values()) >= 5, kinds
