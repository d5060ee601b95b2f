"""A sealed quiz saves answers and gives no feedback on them."""

import json

import pytest

from lessons import journal
from lessons.core import paths
from lessons.questions.quiz_file import read
from lessons.widgets.quiz_card import Quiz

BANK = read(paths.TESTS / "fixtures" / "quiz" / "all_types.toml", "fixture")


@pytest.fixture
def asked():
    """Return a sealed quiz of one question of each type."""
    return Quiz("Before", BANK.questions, sealed=True)


def answer(asked, option):
    """Answer the first question with one of its options."""
    return asked.handle({"do": "check", "card": 0, "answer": asked.layouts[0].values(option)})


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


def test_an_answer_is_saved_with_its_score(asked):
    answer(asked, a_wrong_option())
    answer(asked, a_right_option())
    first, second = journal.answers()
    assert (first.success, second.success) == (False, True)
    assert first.score == BANK.questions[0].mark(a_wrong_option()).score


def test_the_right_answer_is_not_shown_when_asked_for(asked):
    answer(asked, a_wrong_option())
    assert asked.handle({"do": "show", "card": 0}) == []


def test_nothing_that_is_sent_tells_an_answer(asked):
    sent = ""
    for number, laid in enumerate(asked.layouts):
        for option in laid.items[:2]:
            ticked = laid.values(option)
            if ticked is not None:
                sent += json.dumps(asked.handle({"do": "check", "card": number, "answer": ticked}))
    sent += json.dumps(asked.handle({"do": "hello"}), ensure_ascii=False)
    assert "Saved." in sent
    for question in BANK.questions:
        assert not any(part.why in sent for part in question.solution())


def test_an_answer_comes_back_without_its_mark(asked):
    answer(asked, a_right_option())
    again = Quiz("Before", BANK.questions, sealed=True)
    back = again.handle({"do": "hello"})
    assert back[0]["answer"] == again.layouts[0].values(a_right_option())
    assert back[0]["heading"] == "Saved."
    assert back[0]["marks"] == 2, "the browser would offer the answer"


def test_an_empty_answer_is_not_saved(asked):
    (reply,) = asked.handle({"do": "check", "card": 0, "answer": [None]})
    assert reply["heading"] == "Nothing to check yet."
    assert journal.answers() == []


def test_the_card_says_so_when_saving_is_switched_off(asked, monkeypatch):
    monkeypatch.setenv("COOPERATIVE_SECURITY_JOURNAL", "off")
    assert answer(asked, a_right_option())[0]["heading"] == "Not saved."


def test_an_answer_that_the_disk_refused_is_not_called_saved(asked, monkeypatch):
    def full(*_args, **_more):
        raise journal.NotSaved("The disk is full.")

    monkeypatch.setattr(journal, "record", full)
    replies = answer(asked, a_right_option())
    assert [reply["heading"] for reply in replies] == ["Not saved."]


def test_the_button_of_a_sealed_card_says_save(asked):
    assert all(card["act"] == "Save my answer" for card in asked.cards)
    assert all("Save my answer" not in card for card in Quiz("Quiz", BANK.questions).cards)
