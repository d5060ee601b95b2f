"""The seed is taught whole, and the bank is as large and as varied as promised."""

from collections import Counter

import pandas as pd
import pytest

from lessons import questions
from lessons.core.paths import lesson_folders, slug
from lessons.publishing.coverage import coverage, uncovered, unknown_tags

LESSONS = [folder for folder in lesson_folders() if folder.name[:2] not in ("00", "13")]
TYPES = {
    "single", "multiple", "true_false", "matching", "ordering", "classify", "numeric", "locate",
}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    return coverage()


def test_nothing_of_the_seed_is_uncovered(found: pd.DataFrame) -> None:
    assert uncovered(found) == []


def test_every_tag_names_something() -> None:
    assert unknown_tags() == []


def test_the_table_counts_the_seed_right(found: pd.DataFrame) -> None:
    kinds = Counter(found["kind"])
    assert (kinds["claim"], kinds["objective"], kinds["area"]) == (30, 8, 8)
    assert kinds["country"] == 41


def test_what_is_missing_is_said(found: pd.DataFrame) -> None:
    gap = found.copy()
    gap.loc[0, "lessons"] = ""
    gap.loc[1, "questions"] = 0
    assert uncovered(gap) == [
        f"No lesson teaches claim c01 ({gap.loc[0, 'words']}).",
        f"No question asks about claim c02 ({gap.loc[1, 'words']}).",
    ]


@pytest.mark.parametrize("folder", LESSONS, ids=lambda folder: folder.name)
def test_every_lesson_has_its_twelve_questions_and_every_objective_three(folder) -> None:
    bank = questions.questions(slug(folder))
    assert len(bank) >= 12
    asked = Counter(question.objective for question in bank)
    assert all(asked[objective] >= 3 for objective in questions.objectives(slug(folder)))
    assert all(question.source for question in bank)
    assert {question.type for question in bank if question.is_marked} == TYPES
    assert sum(bool(question.compute) for question in bank) >= 5  # recomputed in test_questions


def test_the_bank_is_large_and_holds_all_types() -> None:
    bank = [question for folder in LESSONS for question in questions.questions(slug(folder))]
    assert len(bank) >= 150
    kinds = Counter(question.type for question in bank if question.is_marked)
    assert set(kinds) == TYPES
    assert min(kinds.values()) >= 10, kinds
