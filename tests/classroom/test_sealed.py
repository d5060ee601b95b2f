"""A sealed quiz takes answers, keeps them, and tells nothing about them."""

import json

import pytest

from lessons import journal
from lessons.core import paths
from lessons.questions.quiz_file import read
from lessons.widgets.quiz_card import Quiz

BANK = read(paths.TESTS / "fixtures" / "quiz" / "all_types.toml", "fixture")


@pytest.fixture
def asked(monkeypatch):
    """Return a sealed quiz of one question of each type, and what it sends."""
    asked = Quiz("Before", BANK.questions, sealed=True)
    asked.sent = []
    monkeypatch.setattr(Quiz, "send", lambda self, replies, *_: self.sent.extend(replies))
    return asked


def tell(asked, **message):
    """Send a message as the browser does, and return what comes back."""
    asked.sent.clear()
    asked._handle_custom_msg(message, [])
    return list(asked.sent)


def answer(asked, option):
    """Answer the first question with one of its options."""
    return tell(asked, do="check", card=0, answer=asked.layouts[0].values(option))


def a_wrong_option():
    return next(iter(BANK.questions[0].wrong))


def a_right_option():
    return next(iter(BANK.questions[0].right))


def test_right_and_wrong_get_the_same_reply(asked):
    right, wrong = answer(asked, a_right_option()), answer(asked, a_wrong_option())
    given = [reply.pop("answer") for reply in (*right, *wrong)]
    assert right == wrong and given[0] != given[1], "only the pupil's own answer comes back"
    assert right[0]["heading"] == "Saved."
    assert "rows" not in right[0]


def test_the_answer_is_kept_with_its_score(asked):
    answer(asked, a_wrong_option())
    answer(asked, a_right_option())
    first, second = journal.answers()
    assert (first.success, second.success) == (False, True)
    assert first.score == BANK.questions[0].mark(a_wrong_option()).score


def test_the_right_answer_is_not_shown_when_asked_for(asked):
    answer(asked, a_wrong_option())
    assert tell(asked, do="show", card=0) == []


def test_nothing_that_is_sent_tells_an_answer(asked):
    spoken = ""
    for number, laid in enumerate(asked.layouts):
        for option in laid.items[:2]:
            ticked = laid.values(option)
            if ticked is not None:
                spoken += json.dumps(tell(asked, do="check", card=number, answer=ticked))
    spoken += json.dumps(tell(asked, do="hello"), ensure_ascii=False)
    assert "Saved." in spoken
    for question in BANK.questions:
        assert not any(part.why in spoken for part in question.solution())


def test_an_answer_comes_back_without_its_mark(asked):
    answer(asked, a_right_option())
    again = Quiz("Before", BANK.questions, sealed=True)
    back = again._welcome()
    assert back[0]["answer"] == again.layouts[0].values(a_right_option())
    assert back[0]["heading"] == "Saved."
    assert back[0]["marks"] == 2, "the browser would offer the answer"


def test_an_empty_answer_is_no_answer(asked):
    assert tell(asked, do="check", card=0, answer=[None])[0]["heading"] == "Nothing to check yet."
    assert journal.answers() == []


def test_it_is_honest_when_keeping_is_switched_off(asked, monkeypatch):
    monkeypatch.setenv("COOPERATIVE_SECURITY_JOURNAL", "off")
    assert answer(asked, a_right_option())[0]["heading"] == "Not saved."


def test_a_failing_disk_is_not_called_kept(asked, monkeypatch):
    def full(*_args, **_more):
        raise journal.NotSaved("The disk is full.")

    monkeypatch.setattr(journal, "record", full)
    replies = answer(asked, a_right_option())
    assert [reply["heading"] for reply in replies] == ["Not saved."]


def test_the_button_of_a_sealed_card_says_what_it_does(asked):
    assert all(each["act"] == "Save my answer" for each in asked.cards)
    assert all("Save my answer" not in each for each in Quiz("Quiz", BANK.questions).cards)
