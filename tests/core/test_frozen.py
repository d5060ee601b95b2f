"""What is read once and handed to everybody cannot be changed by anybody."""

import copy
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from lessons import questions
from lessons.charts.engine.index import declared
from lessons.core.frozen import freeze
from lessons.core.paths import lesson_folders, slug
from lessons.questions.generated import templates
from lessons.questions.types import Question, question_types
from lessons.spaced_repetition.confusable_pairs import pairs

SHARED = {
    "objectives": lambda: questions.bank("the_network").objectives,
    "feedback": lambda: questions.question("the_network.sum").right,
    "entries": Question.declared,
    "charts": declared,
    "templates": templates,
}


@pytest.mark.parametrize("name", SHARED)
def test_no_caller_changes_what_the_next_one_gets(name: str) -> None:
    with pytest.raises(TypeError, match="does not support item assignment"):
        SHARED[name]()["x"] = "changed"


@dataclass(frozen=True)
class Counted:
    """A frozen dataclass with a field that is computed, not given."""

    names: Mapping[str, list[str]]
    number: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", len(self.names))


def test_a_dataclass_with_a_computed_field_becomes_read_only() -> None:
    frozen = freeze(Counted({"pfp": ["Malta"]}))
    assert (frozen.names["pfp"], frozen.number) == (("Malta",), 1)
    with pytest.raises(TypeError, match="does not support item assignment"):
        frozen.names["x"] = []


def of_type(kind: str) -> list[Question]:
    """Return the questions of a type in all lessons."""
    every = [q for lesson in map(slug, lesson_folders()) for q in questions.questions(lesson)]
    return [question for question in every if type(question) is question_types()[kind]]


@pytest.mark.parametrize("kind", question_types())
def test_a_question_of_every_type_is_read_only(kind: str) -> None:
    for question in of_type(kind):
        assert not [value for value in vars(question).values() if isinstance(value, dict | list)]


@pytest.mark.parametrize("kind", question_types())
def test_a_copy_of_a_question_is_read_only_too(kind: str) -> None:
    for question in of_type(kind):
        for copied in (copy.deepcopy(question), pickle.loads(pickle.dumps(question))):
            assert vars(copied) == vars(question)
            assert {type(v) for v in vars(copied).values()}.isdisjoint({dict, list})


def test_the_pairs_are_read_only() -> None:
    assert all(hash(pair) for pair in pairs())
