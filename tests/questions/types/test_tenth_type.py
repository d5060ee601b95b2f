"""A further type of question is one new file: from quiz.toml to card, marking, paper, exports."""

import json
import sys

import pytest
from exporting import cards

from lessons import journal, questions
from lessons.classroom.exams import key, making, paper
from lessons.classroom.exams.teacher_questions import own_questions
from lessons.classroom.regrade import mark_again
from lessons.core import paths
from lessons.publishing import exports
from lessons.publishing.handout.pages import rows
from lessons.publishing.reference_pages import pages
from lessons.questions import types
from lessons.widgets.quiz_card import quiz

MODULE = '''
"""Write a word backwards."""

from dataclasses import dataclass

from lessons.questions.entries import FeedbackText, Text, entry
from lessons.questions.layout import Choices
from lessons.questions.marking import Feedback, scored
from lessons.questions.shapes import Essay
from lessons.questions.types.base import Question


@dataclass(frozen=True, kw_only=True, eq=False)
class Backwards(Question):
    """A word to write from its end to its beginning. An answer is the text as typed.

    [[question]]
    id = "spell"
    type = "backwards"
    objective = 1
    ask = "What is this word from its end?"
    source = ["nato-patg-2012"]
    word = "pact"
    right = "A cap with a t."
    """

    word: str = entry(Text("The word."))
    right: str = entry(FeedbackText("What is said to the right answer."))

    has_items = False
    instruction = "Write it backwards."
    paper_instruction = "Write it backwards on the line."
    losses = {"moodle": "an essay, which is marked by hand"}

    @classmethod
    def contradictions(cls, row):
        if row.get("word") == str(row.get("word"))[::-1]:
            yield "the word is its own mirror image. Choose another."

    @classmethod
    def fields(cls, layout):
        return [{"kind": "text", "rows": 1}]

    @classmethod
    def answer_of(cls, layout, values):
        return values[0]

    @classmethod
    def values_of(cls, layout, answer):
        return [answer]

    @classmethod
    def lists(cls, layout):
        return [Choices(("",), "rule", lettered=False)]

    def judge(self, answer):
        right = answer.strip() == self.word[::-1]
        why = self.right if right else "Begin with its last letter."
        return scored(float(right), [Feedback(answer, right, why)])

    def solution(self):
        return (Feedback(self.word[::-1], True, self.right),)

    def fits(self, answer):
        return isinstance(answer, str)

    def shapes(self, *, pictures=True):
        return [Essay(**self.common(), model=self.word[::-1], criteria=(self.right,))]
'''
HEAD = 'minutes = 5\n[objectives]\n1 = "Spell."\n'


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """Add the type, and a lesson that asks one such question; return its quiz file."""
    added = tmp_path / "types"
    added.mkdir()
    (added / "backwards.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.setattr(types, "__path__", [*types.__path__, str(added)])
    folder = tmp_path / "lessons" / "00_letters"
    folder.mkdir(parents=True)
    file = folder / "quiz.toml"
    file.write_text(HEAD + types.question_type("backwards").example(), encoding="utf-8")
    monkeypatch.setattr(paths, "LESSONS", folder.parent)
    yield file
    sys.modules.pop("lessons.questions.types.backwards", None)


def test_its_quiz_file_is_read_and_its_mistakes_are_reported(lesson):
    assert questions.problems(lesson) == []
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace('"pact"', '"noon"').replace("right =", "rihgt ="))
    found = "\n".join(questions.problems(lesson))
    for part in ("unknown key 'rihgt'", "right needs a text", "mirror image"):
        assert part in found


def test_its_card_is_answered_marked_and_saved(lesson):
    asked = quiz("letters")
    assert [card["instruction"] for card in asked.cards] == ["Write it backwards."]
    assert set(asked.fields) == {"pick", "text"}
    assert "tcap" not in json.dumps(asked.get_state(), default=str) + asked.page()
    heads = [
        asked.handle({"do": "check", "card": 0, "answer": [typed]})[0]["heading"]
        for typed in ("", "pact", "tcap")
    ]
    assert heads == ["Nothing to check yet.", "Not right yet.", "Right."]
    assert [answer.score for answer in journal.answers()] == [0, 1]
    assert quiz("letters").handle({"do": "hello"})[0]["answer"] == ["tcap"]


def test_it_has_a_form_on_paper_and_a_key(lesson):
    (question,) = questions.questions("letters")
    assert [row.mark for row in rows(question.layout())] == ["rule"]
    assert question.key() == [("tcap", "A cap with a t.")]


def test_it_can_be_asked_in_an_exam_and_marked_again(lesson, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(lesson.read_text(encoding="utf-8").replace("right =", "# "), encoding="utf-8")
    papers, keyed = making.make("autumn", "Autumn", own_questions(own, "Autumn"), 1, 2)
    text = paper.to_json(papers[0])
    assert paper.read(text) == papers[0]
    assert "pact" not in text
    (question,) = key.read(key.to_json(keyed).encode()).questions
    assert (mark_again(question, "tcap").score, mark_again(question, ["tcap"]).score) == (1, None)


@pytest.mark.parametrize("system", exports.FORMATS)
def test_it_travels_to_other_systems(lesson, system):
    made = exports.export(system, exports.Request(("letters",)))
    if system == "anki":
        notes, _, _ = cards(exports.Request(("letters",)))
        assert "tcap" in notes["letters.spell"][1][4]
    elif system == "spreadsheet":  # it holds nothing but choices
        assert "1 backwards question" in made.lost[0]
    else:
        assert made.files
    assert any("marked by hand" in line for line in made.lost) == (system == "moodle")


def test_it_is_on_the_reference_page(lesson):
    assert "## backwards" in pages()["quiz-format.md"]
