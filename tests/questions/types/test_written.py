"""A written position: saved, judged by its writer, read by the teacher, never marked here."""

import html
import json
import re
from html import unescape

import pytest
from defusedxml import ElementTree as Xml
from exporting import cards, unpacked

from lessons import journal, questions, spaced_repetition
from lessons.__main__ import main
from lessons.classroom import hand_in_builder
from lessons.classroom.exams import key, making, paper
from lessons.classroom.hand_in import to_json
from lessons.classroom.regrade import mark_again
from lessons.core import paths
from lessons.journal import records
from lessons.publishing import exports
from lessons.questions.types.written import CRITERIA, MAX_LENGTH
from lessons.spaced_repetition.mastery import mastery
from lessons.widgets.quiz_card import quiz

TEXT = "They should be heard.\nThe last word stays with those who made the promise."
HOSTILE = '=HYPERLINK("http://x")<script>alert(1)</script> [a](javascript:x) \x1b[31m\u202e|'
HEAD = 'minutes = 5\n[objectives]\n1 = "Judge."\n'


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """Return a lesson that asks for a position, then for a choice."""
    folder = tmp_path / "lessons" / "01_votes"
    folder.mkdir(parents=True)
    blocks = [questions.Written.example(), questions.Single.example()]
    (folder / "lesson.md").write_text("# 1 · Votes\n", encoding="utf-8")
    (folder / "quiz.toml").write_text(HEAD + "".join(blocks), encoding="utf-8")
    (folder / "lesson.md").write_text("# 1 · Votes\n", encoding="utf-8")
    monkeypatch.setattr(paths, "LESSONS", folder.parent)
    return "votes"


def save(card, text, *ticked):
    """Save a text as a learner does, and return what the kernel says."""
    return card.handle({"do": "check", "card": 0, "answer": [text, list(ticked)], "sure": ""})


def test_the_model_answer_and_the_criteria_come_only_once_a_text_is_saved(lesson):
    card = quiz(lesson)
    question = card.questions[0]
    before = json.dumps(card.get_state(), default=str) + card.page()
    assert question.model not in before
    assert not any(criterion in before for criterion in question.criteria)
    assert save(card, " ")[0]["heading"] == "Nothing to check yet."
    shown, saved = save(card, TEXT)
    assert (shown["slot"], shown["model"], shown["labels"]) == (
        "criteria",
        question.model,
        question.criteria,
    )
    assert saved["heading"] == "Saved."


def test_the_button_never_offers_to_check_a_text(lesson):
    assert [card.get("act", "Check") for card in quiz(lesson).cards] == ["Save my answer", "Check"]


def test_text_and_self_marks_are_saved_without_a_score_and_come_back(lesson):
    card = quiz(lesson)
    save(card, "A first thought.")
    save(card, TEXT, 0, 2)
    first, last = journal.answers(lesson)
    assert (first.score, first.success, last.score, last.success) == (None,) * 4
    assert last.response == {"text": TEXT, "1": True, "3": True}
    back = [reply for reply in quiz(lesson).handle({"do": "hello"}) if "answer" in reply]
    assert [reply["answer"] for reply in back] == [[TEXT, [0, 2]]]


def test_it_counts_as_answered_and_in_no_share_of_right_answers(lesson):
    card = quiz(lesson)
    save(card, TEXT)
    right = card.layouts[1].values("Austria")
    card.handle({"do": "check", "card": 1, "answer": right, "sure": "sure"})
    assert journal.right_at_first() == {lesson: 1}
    assert [found.state for found in mastery()] == ["written", "strong"]


def test_it_never_comes_due(lesson):
    save(quiz(lesson), TEXT)
    assert spaced_repetition.due() == []
    assert f"{lesson}.why-no-vote" not in spaced_repetition.new_questions()
    session = spaced_repetition.session(seed=1)
    assert not any(question.type == "written" for question in session)


def test_what_a_hand_in_can_hold_is_what_the_card_takes(lesson):
    assert records.MAX_WRITTEN_LENGTH == MAX_LENGTH
    save(quiz(lesson), "x" * (MAX_LENGTH + 50))
    (answer,) = journal.answers()
    assert len(answer.response["text"]) == MAX_LENGTH
    assert not records.is_response({"text": "x" * (MAX_LENGTH + 1)})


@pytest.mark.parametrize("text", [TEXT, HOSTILE])
def test_the_teacher_reads_the_text_in_the_gradebook_as_text(lesson, tmp_path, text, capsys):
    card = quiz(lesson)
    save(card, text, 0)
    card.handle({"do": "check", "card": 1, "answer": card.layouts[1].values("Austria")})
    work = hand_in_builder.build(hand_in_builder.of_lesson(lesson), "Amina")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "amina.json").write_text(to_json(work), encoding="utf-8")
    assert main(["gradebook", str(inbox), "--out", str(tmp_path / "book")]) == 0
    page = (tmp_path / "book" / "gradebook.html").read_text(encoding="utf-8")
    first = re.split(r"[\n<]", text)[0]
    assert first in html.unescape(page)
    assert page.count("<script") == 1  # the one of the page itself, which sorts its tables
    assert not any(sign in page for sign in ("\x1b", "\u202e"))
    marks = (tmp_path / "book" / "marks.csv").read_text(encoding="utf-8-sig")
    assert "100.0" in marks, "the text is in no sum"
    assert text not in marks
    assert "\x1b" not in capsys.readouterr().out


def test_an_exam_may_ask_for_it_and_leaves_the_mark_to_the_teacher():
    question = questions.Written(
        id="x.q", ask="Take a position.", model="M.", criteria=("One.", "Two.", "Three.")
    )
    papers, keyed = making.make("autumn", "Autumn", [question], 1, 1)
    text = paper.to_json(papers[0])
    assert paper.read(text) == papers[0]
    assert "M." not in text and "One." not in text
    (again,) = key.read(key.to_json(keyed).encode()).questions
    marked = mark_again(again, {"text": TEXT, "2": True})
    assert marked.score is None
    assert TEXT in marked.text and "Two." in marked.text


@pytest.mark.parametrize(
    "answer",
    [
        "text",
        ["text"],
        {"1": True},
        {"text": True},
        {"text": "x", "4": True},
        {"text": "x", "1": "x"},
    ],
)
def test_an_answer_of_another_form_is_refused(answer):
    question = questions.Written(id="l.q", ask="?", model="M.", criteria=("a", "b", "c"))
    assert not question.fits(answer)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('    "It says yes or no.",\n', "", f"{CRITERIA} or more texts"),
        ("model =", "modle =", "model needs a text"),
        ('type = "written"', 'type = "written"\ncompute = "1"', "remove compute"),
    ],
)
def test_mistakes_of_an_author_are_reported(tmp_path, old, new, says):
    text = questions.Written.example()
    assert old in text
    file = tmp_path / "quiz.toml"
    file.write_text(HEAD + text.replace(old, new), encoding="utf-8")
    assert any(says in sentence for sentence in questions.problems(file, {"x": 1}))


@pytest.mark.parametrize("system", ["moodle", "gift", "canvas", "anki"])
def test_other_systems_ask_for_a_text_and_show_the_model_answer_afterwards(lesson, system):
    question = questions.questions(lesson)[0]
    made = exports.export(system, exports.Request((lesson,)))
    (content,) = made.files.values()
    shown, marks = "", ()
    match system:
        case "moodle":
            (node,) = Xml.fromstring(content).iterfind("question[@type='essay']")
            marks = [node.findtext("graderinfo/text")]
            shown = node.findtext("generalfeedback/text")
        case "gift":
            block = content.decode().split("::")[2]
            marks, shown = [block.partition("{")[2].partition("#")[0].strip() == ""], block
        case "canvas":
            shown = b"".join(unpacked(content).values()).decode()
            marks = ["essay_question" in shown]
        case "anki":
            notes, _, _ = cards(exports.Request((lesson,)))
            marks, shown = [True], notes[question.id][1][4]
    text = re.sub(r"<[^>]+>|[^\w ]", "", unescape(unescape(shown)))
    for part in (question.model, *question.criteria):
        assert re.sub(r"[^\w ]", "", part) in text
    assert all(marks)
