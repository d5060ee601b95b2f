"""A new question clears the answers to the last one, unless they came with it."""

from lessons.charts.engine import start_anew

LINK = start_anew("claim", guess="open")


def test_another_question_clears_the_answer():
    before = {"claim": "c01", "guess": "confirmed"}
    assert LINK(before, before | {"claim": "c02"}) == {"claim": "c02", "guess": "open"}


def test_an_answer_alone_and_one_set_with_its_question_are_left():
    before = {"claim": "c01", "guess": "open"}
    for after in (before | {"guess": "confirmed"}, {"claim": "c02", "guess": "confirmed"}):
        assert LINK(before, after) == after
