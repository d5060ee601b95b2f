"""Answers are saved, read again, and can be taken to another computer."""

import errno
import json
import os
import shutil
from datetime import UTC, datetime

import pytest

from lessons import journal
from lessons.core.files import FileProblem


def answer(question="lesson.one", response="yes", score=1.0, **more):
    journal.record(question, response, score=score, success=score == 1, **more)


def lines():
    return [json.loads(line) for line in journal.path().read_text("utf-8").splitlines()]


def test_an_answer_is_read_as_it_was_given():
    answer(response={"Jordan": "MD"}, score=0.5, confidence="think so", hint=True)
    saved = journal.latest("lesson.one")
    assert (saved.response, saved.score, saved.success) == ({"Jordan": "MD"}, 0.5, False)
    assert (saved.confidence, saved.hint) == ("think so", True)


def test_an_answer_that_ends_in_half_a_character_is_saved():
    answer(response="Well done \ud83d")
    assert journal.latest("lesson.one").response == "Well done ?"


def test_the_first_try_counts_and_the_last_is_shown_again():
    answer(score=0.0)
    answer(score=1.0)
    assert journal.first("lesson.one").score == 0
    assert journal.latest("lesson.one").score == 1
    assert journal.right_at_first() == {}
    answer("lesson.two", score=1.0)
    assert journal.right_at_first() == {"lesson": 1}


def test_a_line_has_the_fields_that_other_programs_read():
    answer(confidence="sure")
    (line,) = lines()
    assert line["verb"] == "answered"
    assert line["object"] == "lesson.one"
    assert line["result"] == {"response": "yes", "score": {"scaled": 1.0}, "success": True}
    assert line["context"]["extensions"] == {"confidence": "sure", "hint": False}
    assert {"id", "timestamp", "version"} <= line.keys()


def test_nobody_is_named():
    answer()
    assert not {"actor", "name", "user", "email"} & lines()[0].keys()


def test_answers_are_those_of_one_lesson_or_of_all():
    answer("east.one")
    answer("south.one")
    journal.record("south.estimate", 41.0, verb="estimated")
    assert [answer.question for answer in journal.answers("south")] == ["south.one"]
    assert len(journal.answers()) == 2
    assert journal.latest("south.estimate", verb="estimated").response == 41


def test_switched_off_nothing_is_saved(monkeypatch):
    monkeypatch.setenv("COOPERATIVE_SECURITY_JOURNAL", "off")
    answer()
    assert not journal.path().exists()
    assert journal.answers() == []


def test_the_switch_can_be_turned_in_the_notebook(monkeypatch):
    journal.switch(False)
    answer()
    journal.switch(True)
    monkeypatch.setenv("COOPERATIVE_SECURITY_JOURNAL", "off")
    answer("lesson.two")
    journal.switch(None)
    answer("lesson.three")
    monkeypatch.delenv("COOPERATIVE_SECURITY_JOURNAL")
    assert [answer.question for answer in journal.answers()] == ["lesson.two"]


def test_a_damaged_line_is_set_aside_and_the_rest_is_read():
    answer("lesson.one")
    with journal.path().open("ab") as file:
        file.write(b'{"version": 1, "id": "torn\n\xff\xfe\n[1, 2]\n')
    answer("lesson.two")
    assert [answer.question for answer in journal.answers()] == ["lesson.one", "lesson.two"]
    (notice,) = journal.notices()
    assert "journal: 3 lines" in notice
    aside = journal.path().with_name("journal.damaged.jsonl")
    assert aside.read_bytes().splitlines()[0] == b'{"version": 1, "id": "torn'
    assert journal.notices() == [], "said once"


def test_a_line_nested_too_deeply_is_set_aside_and_the_rest_is_read():
    answer()
    with journal.path().open("a", encoding="utf-8") as file:
        file.write('{"a":' * 100_000 + "\n")
    answer("lesson.two")
    assert [a.question for a in journal.answers()] == ["lesson.one", "lesson.two"]
    assert "journal: 1 line" in journal.notices()[0]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", 3), ("id", ""), ("timestamp", 5), ("timestamp", "yesterday"), ("verb", []),
        ("timestamp", "2026-11-23T10:00:00"), ("timestamp", "2026-13-23T10:00:00Z"),
        ("object", {}), ("result", "x"), ("result", {}), ("context", []), ("version", "1"),
        ("result", {"response": 3}), ("result", {"response": {"a": []}}),
        ("result", {"response": "x", "score": {"scaled": 2}}),
        ("result", {"response": "x", "score": {"scaled": 1}, "success": 1}),
        ("context", {"extensions": {"confidence": "very", "hint": False}}),
        ("context", {"extensions": {"hint": 0}}),
    ],
)  # fmt: skip
def test_a_line_that_is_not_an_answer_is_set_aside_and_the_rest_is_read(field, value):
    answer()
    line = json.loads(journal.path().read_text(encoding="utf-8"))
    with journal.path().open("a", encoding="utf-8") as file:
        file.write(json.dumps(line | {field: value}) + "\n")
    answer("lesson.two")
    assert [a.question for a in journal.answers()] == ["lesson.one", "lesson.two"]
    assert "journal: 1 line" in journal.notices()[0]
    aside = journal.path().with_name("journal.damaged.jsonl").read_text(encoding="utf-8")
    assert json.loads(aside) == line | {field: value}


def test_after_an_incomplete_line_the_next_answer_is_whole():
    answer("lesson.one")
    data = journal.path().read_bytes()
    journal.path().write_bytes(data + data[: len(data) // 2])
    answer("lesson.two")
    assert [answer.question for answer in journal.answers()] == ["lesson.one", "lesson.two"]


def test_lines_of_a_newer_version_stay_and_are_not_read():
    answer("lesson.one")
    newer = '{"version": 2, "id": "n", "verb": "pondered", "mood": {"calm": true}}\n'
    with journal.path().open("a", encoding="utf-8") as file:
        file.write(newer)
    answer("lesson.two")
    assert len(journal.answers()) == 2
    assert newer in journal.path().read_text("utf-8")
    assert journal.notices() == []


def test_unknown_fields_of_a_line_do_no_harm():
    answer()
    line = lines()[0] | {"id": "x", "object": "lesson.two", "weather": "fine"}
    with journal.path().open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
    assert journal.latest("lesson.two").response == "yes"


def test_a_journal_is_merged_once_on_another_computer(tmp_path, monkeypatch):
    answer("lesson.one")
    carried = shutil.copy(journal.path(), tmp_path / "mine.jsonl")
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path / "elsewhere"))
    answer("lesson.two")
    assert journal.merge(carried.read_bytes())[0] == 1
    assert journal.merge(carried.read_bytes())[0] == 0, "nothing is taken twice"
    assert {answer.question for answer in journal.answers()} == {"lesson.one", "lesson.two"}


def test_after_a_merge_the_first_try_is_the_earlier_one(tmp_path, monkeypatch, clock):
    clock("2026-11-23T10:00:00+00:00")
    answer(score=0.0)
    carried = shutil.copy(journal.path(), tmp_path / "mine.jsonl")
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path / "elsewhere"))
    clock("2026-11-23T10:00:01+00:00")
    answer(score=1.0)
    journal.merge(carried.read_bytes())
    assert journal.first("lesson.one").score == 0
    assert journal.latest("lesson.one").score == 1


def test_a_merge_takes_a_newer_line_without_an_id_once():
    newer = b'{"version": 2, "verb": "pondered"}\n'
    assert journal.merge(newer) == (1, 0, 0)
    assert journal.merge(newer) == (0, 1, 0)
    assert newer.decode() in journal.path().read_text("utf-8")


def test_a_merge_takes_what_it_can_read_and_what_is_newer(tmp_path):
    other = tmp_path / "other.jsonl"
    other.write_bytes(b'{"version": 9, "id": "z"}\nnot a line\n')
    assert journal.merge(other.read_bytes())[0] == 1
    assert lines() == [{"version": 9, "id": "z"}]


def test_a_merge_takes_half_a_character_as_it_is():
    answer()
    extended = lines()[0] | {"id": "x", "note": "\ud83d"}
    newer = {"version": 2, "id": "y", "mood": ["fine", "\udc00", "ş"]}
    other = "\n".join(map(json.dumps, (extended, newer))).encode()
    assert journal.merge(other) == (2, 0, 0)
    assert journal.merge(other) == (0, 2, 0)
    assert lines()[1]["note"] == "\ud83d"
    assert lines()[2] == newer
    assert [a.id for a in journal.answers()][1:] == ["x"]


def test_a_reset_keeps_a_backup():
    answer()
    before = journal.path().read_bytes()
    backup = journal.reset()
    assert journal.answers() == []
    assert backup.read_bytes() == before
    answer("lesson.two")
    assert [answer.question for answer in journal.answers()] == ["lesson.two"]


def test_a_reset_without_a_journal_does_nothing():
    assert journal.reset() is None


def test_a_full_disk_keeps_the_answers_and_leaves_no_file(monkeypatch):
    def refuse(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    answer()
    monkeypatch.setattr(os, "fsync", refuse)
    for _ in range(2):
        with pytest.raises(FileProblem, match="disk is full"):
            journal.reset()
    assert len(journal.answers()) == 1
    assert [path.name for path in journal.path().parent.iterdir()] == [journal.path().name]


def test_a_journal_that_was_replaced_is_read_again():
    answer("lesson.one")
    assert len(journal.answers()) == 1
    other = journal.path().read_text("utf-8").replace("lesson.one", "lesson.two")
    journal.path().write_text(other * 2, encoding="utf-8")
    assert [answer.question for answer in journal.answers()] == ["lesson.two"] * 2


def test_ten_thousand_answers_are_read_and_summed_up():
    answer()
    line = journal.path().read_text("utf-8")
    copies = (line.replace("lesson.one", f"lesson{n % 14}.q{n % 170}") for n in range(10_000))
    journal.path().write_text("".join(copies), encoding="utf-8")
    assert len(journal.answers()) == 10_000
    assert sum(journal.right_at_first().values()) == len({a.question for a in journal.answers()})


@pytest.mark.parametrize("name", ["", "sub/folder"])
def test_the_folder_is_made_when_it_is_needed(tmp_path, monkeypatch, name):
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path / "new" / name))
    answer()
    assert journal.path().parent == tmp_path / "new" / name
    assert len(lines()) == 1


def test_two_learners_on_one_account_have_separate_journals(monkeypatch):
    shared = journal.path()
    monkeypatch.setenv("COOPERATIVE_SECURITY_LEARNER", "lena-7b")
    answer("the_network.a", "x")
    assert len(journal.answers()) == 1
    monkeypatch.setenv("COOPERATIVE_SECURITY_LEARNER", "Omar")
    assert journal.answers() == []
    assert journal.path() == shared.parent / "learners" / "omar" / "journal.jsonl"
    for hostile in ("../../x", "a/b", "..\\c"):
        monkeypatch.setenv("COOPERATIVE_SECURITY_LEARNER", hostile)
        assert journal.path().parent.parent == shared.parent / "learners"


def test_by_default_the_journal_is_in_the_users_data_folder(monkeypatch):
    monkeypatch.delenv("COOPERATIVE_SECURITY_HOME")
    assert "cooperative-security" in journal.path().parts


# Clocks and names.


@pytest.fixture
def clock(monkeypatch):
    """Return a function that sets the clock by which answers are dated."""

    class Clock(datetime):
        at = datetime.now(UTC)

        @classmethod
        def now(cls, tz=None):
            return cls.at

    def set_to(text):
        Clock.at = datetime.fromisoformat(text)

    monkeypatch.setattr(journal, "datetime", Clock)
    return set_to


def test_the_first_answer_stays_the_first_when_the_clock_is_set_back(clock):
    for time_of_day, score in (("10:00", 0.0), ("09:55", 1.0)):
        clock(f"2026-11-23T{time_of_day}:00+00:00")
        answer(score=score)
    assert journal.first("lesson.one").score == 0
    assert journal.latest("lesson.one").score == 1
    assert not journal.right_at_first()


def test_a_clock_that_was_set_back_is_reported_once(clock):
    clock("2036-01-05T10:00:00+00:00")
    answer()
    assert journal.notices() == []
    clock("2026-11-23T10:00:00+00:00")
    answer()
    (notice,) = journal.notices()
    assert "5 January 2036" in notice
    answer()
    assert journal.notices() == []


def test_a_clock_that_is_corrected_by_seconds_is_not_reported(clock):
    for time_of_day in ("10:00:00", "09:59:40"):
        clock(f"2026-11-23T{time_of_day}+00:00")
        answer()
    assert journal.notices() == []


def test_imported_answers_are_put_between_the_others_in_their_order(tmp_path, monkeypatch, clock):
    def given(*days, folder):
        monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path / folder))
        for number in days:
            clock(f"2026-11-{number:02}T10:00:00+00:00")
            answer(f"lesson.{folder}{number}")

    given(2, 6, 4, folder="school")  # on the 4th the clock was wrong
    carried = shutil.copy(journal.path(), tmp_path / "school.jsonl")
    given(1, 5, 9, folder="home")
    journal.merge(carried.read_bytes())
    given(3, folder="home")
    order = ["home1", "school2", "home5", "school6", "school4", "home9", "home3"]
    assert [answer.question for answer in journal.answers()] == [f"lesson.{name}" for name in order]
    again = shutil.copy(journal.path(), tmp_path / "home.jsonl")
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path / "third"))
    journal.merge(again.read_bytes())
    assert sorted(answer.question for answer in journal.answers()) == sorted(
        f"lesson.{n}" for n in order
    )


@pytest.mark.parametrize(
    ("name", "other"),
    [("Işıl", "IŞIL"), ("Weiß", "WEISS"), (" Anna  Müller", "anna mu\u0308ller"), ("1E5", "1e5")],
)
def test_one_name_has_one_folder_however_it_is_typed(monkeypatch, name, other):
    monkeypatch.setenv("COOPERATIVE_SECURITY_LEARNER", name)
    answer()
    monkeypatch.setenv("COOPERATIVE_SECURITY_LEARNER", other)
    assert len(journal.answers()) == 1


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("सीता", "सोता"),
        ("Müller", "Muller"),
        ("0042", "42"),
        ("Anna Lena", "Anna/Lena"),
        ("a.", "a"),
    ],
)
def test_two_names_have_two_folders(monkeypatch, name, other):
    monkeypatch.setenv("COOPERATIVE_SECURITY_LEARNER", name)
    answer()
    monkeypatch.setenv("COOPERATIVE_SECURITY_LEARNER", other)
    assert journal.answers() == []


@pytest.mark.parametrize(
    ("folder", "name"), [("weiß", "Weiß"), ("anna-müller", "Anna Müller"), ("ışıl", "IŞIL")]
)
def test_folders_of_the_first_edition_are_found(monkeypatch, folder, name):
    home = journal.path().parent
    answer()
    (home / "learners" / folder).mkdir(parents=True)
    journal.path().rename(home / "learners" / folder / "journal.jsonl")
    monkeypatch.setenv("COOPERATIVE_SECURITY_LEARNER", name)
    assert len(journal.answers()) == 1
