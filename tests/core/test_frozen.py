"""What is read once and handed to everybody cannot be changed by anybody."""

import pytest

from lessons import questions
from lessons.charts.engine.index import declared
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


@pytest.mark.parametrize("kind", question_types())
def test_a_question_of_every_type_is_read_only(kind: str) -> None:
    every = [q for lesson in map(slug, lesson_folders()) for q in questions.questions(lesson)]
    for question in [q for q in every if type(q) is question_types()[kind]]:
        assert not [value for value in vars(question).values() if isinstance(value, dict | list)]


def test_the_pairs_are_read_only() -> None:
    assert all(hash(pair) for pair in pairs())
