"""A hand-in: one small file with a pupil's answers, made from the journal, read with suspicion."""

import errno
import json
import os
import re

import nbformat
import pytest
from browser.lab import (
    cells,
    opened_notebook,
    run_all,
    set_theme,
    settle,
    start_empty,
    violations,
)
from playwright.sync_api import expect

from lessons import course, hand_in, questions
from lessons import journal as progress
from lessons.classroom import reset_between_pupils
from lessons.classroom.hand_in import (
    AnsweredQuestion,
    HandIn,
    checked_name,
    file_name,
    read,
    to_json,
)
from lessons.classroom.hand_in_builder import build, fingerprint, of_lesson, read_journal
from lessons.classroom.regrade import questions_of
from lessons.classroom.validation import Refused
from lessons.core.paths import UnknownName

NETWORK = questions.questions("the_network")


def some_answers():
    first, second, *_ = NETWORK
    progress.record(first.id, "41", score=0, success=False, confidence="sure")
    progress.record(first.id, "28", score=1, success=True)
    progress.record(second.id, ["a", "b"], score=0.5, success=False, hint=True)
    progress.record("operations.x", "of another lesson", score=1, success=True)
    progress.record("the_network.estimate", 60, verb="estimated")


def test_a_hand_in_holds_the_lessons_answers_and_reads_back_as_it_was_written():
    some_answers()
    made = build(of_lesson("03_the_network"), " Ada   Lovelace ")
    first, second = made.answers
    assert (made.name, made.work, made.is_exam) == ("Ada Lovelace", "the_network", False)
    assert (first.first, first.last, first.tries, first.score) == ("41", "28", 2, 0)
    assert (first.sure, first.final) == ("sure", "28")
    assert (second.first, second.last, second.hint) == (["a", "b"], None, True)
    assert read(to_json(made).encode()) == made


def test_the_file_holds_nothing_that_is_not_on_the_list():
    some_answers()
    raw = json.loads(to_json(build(of_lesson("the_network"), "Ada")))
    head = ["format", "version", "name", "lesson", "course", "questions", "made", "answers"]
    assert list(raw) == head
    assert set(raw["answers"][0]) == set(AnsweredQuestion._fields)
    assert set(raw["answers"][1]) == set(AnsweredQuestion._fields) - {"last"}


def test_all_lessons_can_be_handed_in_at_once_and_an_exam_by_its_name():
    some_answers()
    assert [g.question for g in build(of_lesson("all"), "Ada").answers][2] == "operations.x"
    progress.record("autumn.q1", "B")
    exam = build(HandIn("", "autumn", (), is_exam=True, paper="C", questions="abc"), "Ada")
    assert [g.question for g in exam.answers] == ["autumn.q1"]
    again = read(to_json(exam).encode())
    assert again == exam and (again.is_exam, again.paper, again.questions) == (True, "C", "abc")


def test_answers_to_a_former_lesson_are_handed_in_alone_and_with_all_others():
    right = questions.question("priority_areas.talks")
    progress.record(right.id, "a", score=1, success=True)
    for work in ("priority_areas", "all"):
        made = build(of_lesson(work), "Ada")
        assert [given.question for given in made.answers] == [right.id]
    assert right in questions_of("priority_areas")


def test_a_lesson_that_does_not_exist_is_named():
    with pytest.raises(UnknownName, match="the_network"):
        build(of_lesson("the_netwrok"), "Ada")


@pytest.mark.parametrize("name", ["", "  ", "\u202e", "x" * 81])
def test_a_name_that_cannot_be_used_is_refused(name):
    with pytest.raises(Refused, match="name"):
        checked_name(name)


def test_the_files_name_is_plain_whatever_the_pupil_typed():
    some_answers()
    for name in ("../../etc/passwd", "C:\\con", "a\x00b", "<b>", "Zoë", "中文"):
        made = file_name(build(of_lesson("the_network"), name))
        assert not set(made) & set('/\\:*?"<>|\x00') and ".." not in made
    assert file_name(build(of_lesson("the_network"), "Zoë B.")) == "hand-in-the_network-Zoë-B.json"


def test_a_journal_from_a_stick_gives_the_same_hand_in():
    some_answers()
    brought, _ = read_journal(progress.path().read_bytes())
    assert (
        build(of_lesson("the_network"), "Ada", brought).answers
        == build(of_lesson("the_network"), "Ada").answers
    )


def test_lines_of_a_journal_that_are_not_answers_are_skipped():
    some_answers()
    data = progress.path().read_bytes()
    line = json.loads(data.splitlines()[0])
    broken = [
        line | {"timestamp": "yesterday"},
        line | {"object": ["a"]},
        line | {"id": {}, "object": 3},
        line | {"result": {"response": {"a": {"b": []}}}},
        line | {"result": "x"},
        line | {"context": []},
        line | {"result": {"response": "x", "score": {"scaled": 1}, "success": 1}},
    ]
    more = "\n".join(map(json.dumps, broken))
    newer = json.dumps(line | {"version": 2})
    torn = [b"{torn", b'{"a":' * 50_000, b"\xff\xfe"]
    lines = b"\n".join([more.encode(), newer.encode(), *torn, data])
    answers, damaged = read_journal(lines)
    assert answers == read_journal(data)[0]
    assert sorted(damaged) == sorted([*torn, *more.encode().splitlines()])


def test_time_is_counted_from_the_answer_before_unless_there_was_a_pause():
    line = progress.Answer("1", "2026-01-01T10:00:00Z", "answered", "the_network.a", "x")
    given = [
        line,
        line._replace(id="2", timestamp="2026-01-01T10:00:40.5Z", question="the_network.b"),
        line._replace(id="3", timestamp="2026-01-01T11:00:00Z", question="the_network.c"),
        line._replace(id="4", timestamp="2026-01-01T10:59:00Z", question="the_network.d"),
    ]
    made = build(of_lesson("the_network"), "Ada", given)
    assert [answer.seconds for answer in made.answers] == [None, 40.5, None, None]


def test_lessons_with_other_questions_have_other_fingerprints():
    assert fingerprint("the_network") == fingerprint("the_network") != fingerprint("operations")


# The form.


def test_the_form_says_how_much_is_done_and_gives_the_file():
    some_answers()
    form = hand_in("the_network", name="Ada")
    assert form.texts[1] == "Ada"
    count = {"summary": f"2 of {len(NETWORK)} questions answered."}
    assert form.handle({"do": "hello"})[0] == form.handle({"do": "count"})[0] == count
    reply, summary, _ = form.handle({"do": "make", "name": "Ada"})
    assert summary == count
    name, text = reply["file"]
    assert name in reply["text"]
    assert read(text.encode()).name == "Ada"


def test_with_open_questions_the_form_asks_once():
    some_answers()
    form = hand_in("the_network")
    (asked,) = form.handle({"do": "make", "name": "Ada", "ask": True})
    assert asked["asked"] and f"{len(NETWORK) - 2} questions are open" in asked["heading"]
    assert "file" in form.handle({"do": "make", "name": "Ada", "ask": False})[0]
    for question in NETWORK[2:]:
        progress.record(question.id, "x", score=0, success=False)
    assert "file" in form.handle({"do": "make", "name": "Ada", "ask": True})[0]


def test_the_form_says_what_the_file_holds():
    some_answers()
    text = hand_in("the_network").texts[0]
    words_for = {
        "name": "name", "lesson": "lesson", "course": "version", "questions": "version",
        "made": "was made", "first": "first", "last": "last answer", "tries": "how often",
        "at": "when", "seconds": "how fast", "sure": "how sure", "hint": "hint",
        "right": "right", "score": "right", "question": "each question",
    }  # fmt: skip
    raw = json.loads(to_json(build(of_lesson("the_network"), "Ada")))
    keys = {*raw, *(key for answer in raw["answers"] for key in answer)} - {
        "format", "version", "answers",
    }  # fmt: skip
    assert keys == words_for.keys()
    assert all(word in text for word in words_for.values())
    assert "nothing else" not in text


def test_the_next_pupil_at_a_shared_computer_starts_empty_and_nothing_is_lost():
    some_answers()
    form = hand_in("the_network")
    _, offer = form.handle({"do": "hello"})
    assert f"2 answers of {len(NETWORK)} saved" in offer["heading"]
    assert "start empty" in offer["offer"]
    assert form.handle({"do": "make", "name": "Ann"})[-1]["offer"].startswith("Next pupil")
    before = progress.path().read_bytes()
    done, count = form.handle({"do": "empty"})
    assert count["summary"].startswith("0 of") and not progress.answers()
    (copy,) = [path for path in progress.path().parent.iterdir() if path != progress.path()]
    assert copy.read_bytes() == before and str(copy) in done["text"]
    assert len(hand_in("the_network").handle({"do": "hello"})) == 1


def test_the_form_says_what_is_missing():
    form = hand_in("the_network")
    assert "Answer some questions first" in form.handle({"do": "make", "name": "Ada"})[0]["text"]
    assert "Type your name" in form.handle({"do": "make", "name": " "})[0]["text"]
    assert "network at a glance" in repr(form)
    assert "run all cells" in form.page()


def test_with_the_journal_off_the_form_says_so(monkeypatch):
    monkeypatch.setenv("COOPERATIVE_SECURITY_JOURNAL", "off")
    (reply,) = hand_in().handle({"do": "make", "name": "Ada"})
    assert "switched off" in reply["text"] and "file" not in reply


# The form, in a real notebook.


def notebook(lab, code):
    """Write a notebook of one cell into the course that is served, and return its name."""
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(made, lab.folder / "notebooks" / "handing-in.ipynb")
    return "handing-in"


@pytest.mark.exhaustive
@pytest.mark.browser
def test_a_pupil_hands_in_by_keyboard_alone(lab, browser, tmp_path, monkeypatch):
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(lab.home))
    for path in lab.home.rglob("journal*"):
        path.unlink()
    some_answers()
    code = 'from lessons import hand_in\nhand_in("the_network")'
    with opened_notebook(lab, browser, notebook(lab, code), height=2000) as page:
        run_all(page)
        hand_in_by_keyboard(page, tmp_path)


def hand_in_by_keyboard(page, folder):
    """Hand in, read what the file says, look at the form in two windows, and start empty."""
    card = page.get_by_role("group", name=f"Hand in: {course.lesson('the_network').title}")
    expect(card).to_contain_text(f"2 of {len(NETWORK)} ")
    before = cells(page)
    name = card.get_by_label("Your name or code")
    name.focus()
    page.keyboard.press("Enter")
    status = card.get_by_role("status").first
    expect(status).to_contain_text("Type your name")
    page.keyboard.type("Bob dday mxyz")
    page.keyboard.press("Enter")
    expect(status).to_contain_text(f"{len(NETWORK) - 2} questions are open")
    expect(card.get_by_role("button", name="Save my hand-in")).to_be_hidden()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    saved = folder / download.value.suggested_filename
    download.value.save_as(saved)
    assert saved.name == "hand-in-the_network-Bob-dday-mxyz.json"
    assert read(saved.read_bytes()).name == "Bob dday mxyz"
    expect(status).to_contain_text(re.compile("Ready.*has saved"))
    card.locator("summary").focus()
    for key in ("b", "m", "d", "d", "x"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(card.get_by_role("region", name="The file")).to_contain_text('"name": "Bob dday mxyz"')
    assert cells(page) == before
    found = []
    for width, theme in ((1280, "Light"), (390, "Dark")):
        page.set_viewport_size({"width": width, "height": 2000})
        set_theme(page, f"JupyterLab {theme}")
        settle(page)
        found += violations(page, ".cs-hand-in")
    assert not found
    boxes = [
        element.bounding_box() for element in card.locator("button:visible, input, summary").all()
    ]
    assert all(box["width"] >= 24 and box["height"] >= 24 for box in boxes if box)
    progress.record(NETWORK[2].id, "x", score=0, success=False)
    name.focus()
    expect(card).to_contain_text(f"3 of {len(NETWORK)} ")
    start_empty(page, card, "Next pupil: start empty")
    expect(card).to_contain_text(f"0 of {len(NETWORK)} ")
    expect(name).to_have_value("")
    assert not progress.answers() and cells(page) == before


def test_starting_empty_on_a_full_disk_says_so_and_keeps_the_answers(monkeypatch):
    def refuse(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    progress.record("the_network.sum", "43", score=1, success=True)
    monkeypatch.setattr(os, "fsync", refuse)
    reply = reset_between_pupils.empty("Run the cells again.")
    assert "emptied" not in reply
    assert "disk is full" in str(reply)
    assert progress.answers()
