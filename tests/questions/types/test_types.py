"""Every type keeps the contract: examples hold, answers come back, files cannot break marking."""

import ast
import json
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simulated_class import right, wrong

from lessons import questions
from lessons.core.paths import LESSONS, TESTS
from lessons.data import expressions
from lessons.questions.quiz_file import read
from lessons.questions.types import Question, question_type, question_types

BANK = read(TESTS / "fixtures" / "quiz" / "all_types.toml", "fixture").questions
KINDS = question_types()
HEAD = 'minutes = 5\n[objectives]\n1 = "Know."\n'
texts = st.text(max_size=8)
hostile = st.one_of(
    texts,
    st.lists(texts, max_size=4),
    st.dictionaries(
        st.one_of(texts, st.sampled_from(["verdict", "reason", "text", "1"])),
        st.one_of(texts, st.booleans()),
        max_size=4,
    ),
)


@pytest.mark.parametrize("name", KINDS)
def test_the_example_of_a_type_holds(name, tmp_path):
    file = tmp_path / "quiz.toml"
    file.write_text(HEAD + KINDS[name].example(), encoding="utf-8")
    assert questions.problems(file, expressions.names()) == []
    (question,) = read(file, "fixture").questions
    assert question.type == name


@pytest.mark.parametrize("question", BANK, ids=lambda question: question.type)
def test_a_type_says_what_to_do_and_what_a_teacher_looks_for(question):
    assert question.instruction and question.paper_instruction
    assert question.points >= 1
    assert question.key() and all(part for part, _ in question.key())
    assert question.solution() and all(part.right and part.why for part in question.solution())


@pytest.mark.parametrize("question", BANK, ids=lambda question: question.type)
def test_an_answer_comes_back_from_the_fields_as_it_was(question):
    for seed in range(20):
        layout, rng = question.layout(seed), random.Random(seed)
        for answer in (right(question), wrong(question, rng)):
            values = json.loads(json.dumps(layout.values(answer)))
            assert layout.answer(values) == answer


@pytest.mark.parametrize("question", BANK, ids=lambda question: question.type)
def test_a_question_comes_back_from_a_key_file_and_marks_the_same(question):
    again = type(question).unpack(json.loads(json.dumps(question.pack())))
    assert again.mark(right(question)) == question.mark(right(question))
    assert again.parts() == question.parts()


@given(st.sampled_from(BANK), hostile)
def test_no_answer_from_a_file_breaks_a_question(question, answer):
    layout = question.layout()
    values = layout.values(answer)
    assert values is None or isinstance(values, list)
    if question.fits(answer):
        mark = question.mark(answer)
        assert mark.score is None or 0 <= mark.score <= 1


@pytest.mark.parametrize("question", BANK, ids=lambda question: question.type)
def test_nothing_that_is_shown_tells_the_answer(question):
    layout = question.layout()
    shown = json.dumps([layout, layout.fields, type(question).printed(layout)])
    reasons = [part.why for part in question.solution()]
    assert not any(reason in shown for reason in reasons)
    again = [question.layout(seed) for seed in (3, 3)]
    assert again[0] == again[1]


def test_an_unknown_type_names_the_nearest():
    with pytest.raises(questions.UnknownName, match="Did you mean 'ordering'"):
        question_type("odering")


def test_only_the_types_themselves_depend_on_the_type_of_a_question():
    own = LESSONS / "questions" / "types"
    files = [path for path in LESSONS.rglob("*.py") if own not in path.parents]
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    # Only these files are parsed, which takes time.
    names = re.compile(rf"\b({'|'.join(kind.__name__ for kind in KINDS.values())}|type)\b")
    asked = {
        f"{path.relative_to(LESSONS)}:{line}"
        for path, text in texts.items()
        if names.search(text)
        for line in lines_that_ask(text)
    }
    assert asked == set()


def lines_that_ask(text: str) -> list[int]:
    """Return the lines that match on a class of question, or compare a type's name."""
    classes = {kind.__name__ for kind in KINDS.values()}
    found = []
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.MatchClass(cls=ast.Name(id=name) | ast.Attribute(attr=name)):
                found += [node.lineno] * (name in classes)
            case ast.Call(func=ast.Name(id="isinstance"), args=[_, kind]):
                names = {getattr(n, "id", getattr(n, "attr", "")) for n in ast.walk(kind)}
                found += [node.lineno] * bool(names & classes)
            case ast.Compare(left=ast.Attribute(attr="type")):
                constants = [n for n in ast.walk(node) if isinstance(n, ast.Constant)]
                found += [node.lineno] * any(n.value in KINDS for n in constants)
    return found


def test_a_line_that_asks_for_a_type_is_found():
    assert lines_that_ask("isinstance(x, Single | Numeric)") == [1]
    assert lines_that_ask("match x:\n    case questions.Locate():\n        pass") == [2]
    assert lines_that_ask("y = x.type == 'matching'") == [1]
    assert lines_that_ask("isinstance(x, Question)") == []


def test_every_type_is_known_by_the_name_of_its_file():
    files = {path.stem for path in (LESSONS / "questions" / "types").glob("[!_]*.py")}
    assert set(KINDS) == files - {"base"}
    assert all(issubclass(kind, Question) for kind in KINDS.values())


def test_a_level_is_one_of_the_known_ones():
    row = {"id": "a", "ask": "A?", "right": {"b": "c"}, "wrong": {"d": "e"}}
    kind = question_types()["single"]
    assert any("no level 'recal'" in fault for fault in kind.mistakes(row | {"level": "recal"}))
    assert not any("level" in fault for fault in kind.mistakes(row | {"level": "recall"}))
