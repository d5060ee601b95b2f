"""The review, the charts of progress, and the journal to download and upload."""

import errno
import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from past_answers import write_answer

import lessons
from lessons import course, journal, my_progress, questions, review, spaced_repetition
from lessons.charts.engine import theme
from lessons.charts.engine.drawing import Drawing, Text
from lessons.charts.engine.text_fit import text_width
from lessons.charts.engine.theme import NARROW
from lessons.classroom import reset_between_pupils
from lessons.core.paths import UnknownName, lesson_folder
from lessons.dashboard import journal_controls, note
from lessons.dashboard.journal_controls import JournalControls
from lessons.dashboard.progress_charts import confidence_chart, lessons_chart, objectives_chart
from lessons.dashboard.review import Review
from lessons.spaced_repetition import STATES

NETWORK = questions.questions("the_network")
ENDED = re.compile(r"[.!?]$")


def some_answers():
    for number, question in enumerate(NETWORK[:8]):
        sure = ("sure", "think so", "guess")[number % 3]
        write_answer(question.id, score=number % 2, days=-600 + 200 * (number % 3), confidence=sure)


def texts_of(replies):
    return " ".join(
        str(reply.get("heading", "")) + " " + str(reply.get("text", "")) for reply in replies
    )


# Review.


def test_with_an_empty_journal_the_review_says_what_to_do():
    shown = review()
    assert isinstance(shown, note.Note)
    assert "lesson 1" in repr(shown)
    assert repr(shown) in shown._repr_html_()
    assert 'href="01_cooperative_security.ipynb"' in shown._repr_html_()


def test_with_the_journal_off_review_says_so(monkeypatch):
    monkeypatch.setenv("COOPERATIVE_SECURITY_JOURNAL", "off")
    assert "not being saved" in repr(review())
    assert len(review(of="terms").questions) == 8


def test_a_review_is_one_card_of_eight_to_ten_questions():
    some_answers()
    shown = review()
    assert 8 <= len(shown.questions) <= 10
    assert len(review(3).questions) == 3


def test_a_warm_up_prints_the_same_for_everybody():
    before = review(2, "operations")
    assert repr(before).startswith("Warm-up: 2 questions")
    texts = before._repr_mimebundle_()
    write_answer(NETWORK[2].id, days=300)
    after = review(2, "operations")
    assert after.questions[0].id == NETWORK[2].id != before.questions[0].id
    for kind in ("text/plain", "text/html"):
        assert after._repr_mimebundle_()[kind] == texts[kind]
    assert not any(q.ask in texts["text/html"] for q in before.questions)


def test_every_lesson_that_promises_a_warm_up_has_one():
    first, *others = [lesson.slug for lesson in course.lessons() if lesson.number]
    assert isinstance(review(2, first), note.Note)
    promised = [name for name in others if "review(2" in lesson_text(name)]
    assert len(promised) == 11
    for lesson in promised:
        assert len(review(2, lesson).questions) == 2


def lesson_text(lesson):
    return (lesson_folder(lesson) / "lesson.md").read_text(encoding="utf-8")


def test_an_old_answer_is_not_shown_again_but_one_of_this_card_is():
    some_answers()
    shown = review(9, "operations")
    assert not [reply for reply in shown.handle({"do": "hello"}) if "card" in reply]
    number = next(n for n, q in enumerate(shown.questions) if isinstance(q, questions.Single))
    (right,) = shown.questions[number].right
    answer = shown.layouts[number].values(right)
    shown.handle({"do": "check", "card": number, "answer": answer, "sure": ""})
    back = [reply["card"] for reply in shown.handle({"do": "hello"}) if "card" in reply]
    assert back == [number]


def test_an_answer_in_a_review_moves_the_question_into_the_future():
    single = next(question for question in NETWORK if question.type == "single")
    write_answer(single.id, days=300)
    shown = review(1)
    assert [q.id for q in shown.questions] == [single.id]
    (right,) = single.right
    answer = shown.layouts[0].values(right)
    shown.handle({"do": "check", "card": 0, "answer": answer, "sure": "sure"})
    assert spaced_repetition.due() == []


def test_a_session_ends_with_what_was_right_at_the_first_try():
    singles = [question for question in NETWORK if isinstance(question, questions.Single)][:3]
    shown = Review("Review", singles, "all due")

    def check(card, option):
        answer = shown.layouts[card].values(option)
        return shown.handle({"do": "check", "card": card, "answer": answer, "sure": ""})

    begun = [check(0, next(iter(singles[0].wrong))), check(0, *singles[0].right)]
    begun.append(check(1, *singles[1].right))
    assert not [reply for replies in begun for reply in replies if "end" in reply]
    (end,) = [reply for reply in check(2, *singles[2].right) if "end" in reply]
    assert "3 questions in 1 minute, 2 right" in end["text"]


def test_practice_needs_no_answers():
    facts, terms = review(of="facts"), review(5, of="terms")
    assert len(facts.questions) == 8
    assert len(terms.questions) == 5
    assert {q.id.split(".")[1] for q in terms.questions} <= {"term", "name"}


def test_no_answer_is_part_of_the_state_of_a_review():
    some_answers()
    shown = review()
    state = json.dumps(shown.get_state(), default=str)
    reasons = [part.why for question in shown.questions for part in question.solution()]
    assert len(reasons) >= 8
    assert not [reason for reason in reasons if reason in state]


def test_for_an_unknown_name_the_nearest_is_suggested():
    with pytest.raises(UnknownName, match="Did you mean 'terms'"):
        review(of="term")
    with pytest.raises(UnknownName, match="Did you mean 'operations'"):
        review(2, "operation")
    with pytest.raises(UnknownName, match="Did you mean 'journal'"):
        my_progress("journals")


def test_notebooks_can_import_every_part_of_the_dashboard():
    assert {"my_progress", "review", "search"} <= set(lessons.__all__)


# Progress.


@pytest.mark.parametrize("what", ["lessons", "objectives", "confidence"])
def test_with_an_empty_journal_progress_says_what_to_do(what):
    shown = my_progress(what)
    assert isinstance(shown, note.Note)
    assert ENDED.search(repr(shown))


@pytest.mark.parametrize("what", ["lessons", "objectives", "confidence"])
def test_progress_is_a_picture_a_sentence_and_a_table(what):
    some_answers()
    shown = my_progress(what)
    assert ENDED.search(repr(shown))
    assert shown.view["table"]["rows"]
    assert shown.view["svg"].startswith("<svg")
    assert shown.call == f"my_progress('{what}')"
    wide_picture = shown.view["svg"]
    shown.narrow = True
    assert shown.view["svg"] != wide_picture
    assert f'viewBox="0 0 {NARROW} ' in shown.view["svg"]


def test_the_table_by_lesson_adds_up_to_what_the_sentence_says():
    some_answers()
    chart = my_progress().chart
    data = chart.data
    for row in data:
        assert sum(row[text.capitalize()] for text in STATES.values()) == row["Questions"]
    questions_of_all = sum(data.column("Questions"))
    assert sum(data.column("Answered")) == 8
    assert questions_of_all == len(spaced_repetition.mastery())
    assert f"8 of {questions_of_all} questions" in chart.title and "1 lesson" in chart.title
    for state, text in STATES.items():
        number = sum(mastery.state == state for mastery in spaced_repetition.mastery())
        if state != "open" and number:
            assert f"{number} {text}" in chart.says


def test_the_objectives_are_those_of_lessons_begun():
    some_answers()
    data = my_progress("objectives").chart.data
    assert len(data) == len({q.objective for q in NETWORK})
    assert all(objective.startswith("3.") for objective in data.column("Objective"))


@pytest.mark.parametrize(
    ("sure", "right", "advice"),
    [
        (10, 5, "sure more often"),
        (10, 10, "mostly rely on it"),
        (2, 2, "more answers"),
    ],
)
def test_calibration_is_described_in_words(sure, right, advice):
    asked = [q for lesson in ("the_network", "operations") for q in questions.questions(lesson)]
    for number in range(sure):
        write_answer(asked[number].id, score=float(number < right), confidence="sure")
    chart = my_progress("confidence").chart
    assert f"{right} of {sure} " in chart.says and f"({right / sure:.0%})" in chart.says
    assert advice in chart.says
    assert list(chart.data.rows) == [("sure", sure, right, round(100 * right / sure))]


def test_what_colours_show_is_also_written():
    some_answers()
    for narrow in (False, True):
        with theme.page(narrow=narrow):
            svg = my_progress().chart.svg()
        row = next(row for row in my_progress().chart.data if row["Lesson"].startswith("3 "))
        assert f"{row['Not yet answered']} not yet answered" in svg


# The journal.


def test_answers_are_downloaded_as_they_are():
    some_answers()
    (reply,) = JournalControls().handle({"do": "download"})
    name, text = reply["file"]
    assert re.fullmatch(r"cooperative-security-\d{4}-\d\d-\d\d\.jsonl", name)
    assert text == journal.path().read_text("utf-8")


def test_what_was_downloaded_can_be_uploaded_elsewhere(tmp_path, monkeypatch):
    some_answers()
    (reply,) = JournalControls().handle({"do": "download"})
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path / "other"))
    write_answer(NETWORK[9].id)
    card = JournalControls()
    first, counted = card.handle({"do": "upload", "text": reply["file"][1]})
    assert first["text"].startswith("8 new, 0 ")
    assert counted["summary"] == "9 answers saved."
    again, _ = card.handle({"do": "upload", "text": reply["file"][1]})
    assert again["text"].startswith("0 new, 8 ")
    assert len(journal.answers()) == 9


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=300) | st.recursive(st.integers() | st.text(), st.lists).map(json.dumps))
def test_no_upload_loses_an_answer_or_adds_what_is_not_one(text):
    if not journal.path().exists():
        some_answers()
    before = journal.path().read_bytes()
    refused, counted = JournalControls().handle({"do": "upload", "text": text})
    assert refused["heading"] == "Not uploaded."
    assert counted["count"] == 8
    assert journal.path().read_bytes() == before


@pytest.mark.parametrize(
    ("unreadable", "says"),
    [
        ('{"version": 1, "id": "x"\n{"name": "not an answer"}\n', " 2 lines could not"),
        ('{"version": 2, "id": "half a letter", "text": "\\ud83d"}\n', " 1 line could not"),
    ],
)
def test_an_upload_takes_what_it_can_read_and_says_what_it_left_out(
    tmp_path, monkeypatch, unreadable, says
):
    some_answers()
    text = journal.path().read_text("utf-8")
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path / "other"))
    reply, _ = JournalControls().handle({"do": "upload", "text": text + unreadable})
    assert "8 new" in reply["text"]
    assert says in reply["text"]
    assert len(journal.answers()) == 8


def test_a_file_of_something_else_is_refused_in_words():
    for text in ("", "a,b\n1,2\n", '{"cells": []}', "\x00\x01"):
        reply, _ = JournalControls().handle({"do": "upload", "text": text})
        assert "no answers" in reply["text"]


def test_a_reset_keeps_a_copy_and_says_where():
    some_answers()
    before = journal.path().read_bytes()
    done, counted = JournalControls().handle({"do": "reset"})
    assert done["heading"] == "Deleted."
    (backup,) = journal.path().parent.glob("journal-*.jsonl")
    assert str(backup) in done["text"]
    assert backup.read_bytes() == before
    assert counted["count"] == 0


def test_in_a_browser_a_backup_can_be_downloaded(monkeypatch):
    some_answers()
    before = journal.path().read_text("utf-8")
    monkeypatch.setattr(journal, "is_in_browser", lambda: True)
    assert "My progress" in reset_between_pupils.empty("")["text"]
    _, offer = JournalControls().handle({"do": "hello"})
    ((name, _when),) = offer["earlier"]
    (reply,) = JournalControls().handle({"do": "fetch", "name": name})
    assert reply["file"][1] == before


def test_without_answers_there_is_nothing_to_take_or_delete():
    card = JournalControls()
    assert "Nothing to download" in texts_of(card.handle({"do": "download"}))
    assert "Nothing to delete" in texts_of(card.handle({"do": "reset"}))


def test_a_full_disk_is_reported_and_no_answer_is_lost(monkeypatch):
    some_answers()
    text = journal.path().read_text("utf-8")
    before = journal.path().read_bytes()

    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("lessons.journal.store.Journal.append", full)
    other = text.replace('"id": "', '"id": "other-')
    reply, _ = JournalControls().handle({"do": "upload", "text": other})
    assert (reply["heading"], "No space left" in reply["text"]) == ("Not uploaded.", True)
    assert journal.path().read_bytes() == before


@pytest.mark.parametrize("name", journal_controls.BINDER_VARIABLES)
def test_on_binder_the_card_says_that_answers_do_not_last(name, monkeypatch):
    for other in journal_controls.BINDER_VARIABLES:
        monkeypatch.delenv(other, raising=False)
    assert "saved on this computer" in JournalControls().page()
    monkeypatch.setenv(name, "somewhere")
    assert "Binder" in JournalControls().page()
    assert "ownload" in JournalControls().texts[0]


def test_switched_off_the_card_says_so(monkeypatch):
    monkeypatch.setenv("COOPERATIVE_SECURITY_JOURNAL", "off")
    (counted,) = JournalControls().handle({"do": "hello"})
    assert "switched off" in counted["summary"]
    assert "switched off" in texts_of(JournalControls().handle({"do": "upload", "text": "{}"}))


def test_no_answer_and_no_place_is_part_of_the_cards_state():
    some_answers()
    state = json.dumps(JournalControls().get_state(), default=str)
    assert str(journal.path().parent) not in state
    assert NETWORK[0].id not in state


# Where to go on, and words that are not cut.


@pytest.mark.parametrize("narrow", [False, True])
def test_no_objective_is_cut(narrow):
    for lesson in ("then_and_now", "capstone", "limits_and_critics"):
        write_answer(questions.questions(lesson)[0].id)
    with theme.page(narrow=narrow):
        chart = objectives_chart()
    assert isinstance(chart.picture, Drawing)
    texts = [mark for mark in chart.picture.marks if isinstance(mark, Text)]
    shown = " ".join(mark.text for mark in texts)
    assert "…" not in shown
    for objective in chart.data.column("Objective"):
        assert all(word in shown for word in objective.rstrip(".").split())
    assert all(mark.x + text_width(mark.text, mark.size) <= chart.picture.width for mark in texts)


@pytest.mark.parametrize("draw", [lessons_chart, objectives_chart, confidence_chart])
def test_the_title_of_progress_is_a_finding_also_without_answers(draw):
    assert re.search(r"\d|^No ", draw().title)
    some_answers()
    assert re.search(r"\d", draw().title)
