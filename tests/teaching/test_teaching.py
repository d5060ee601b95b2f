"""The page for teachers: each job runs its command and offers the files that it made."""

import json
import shutil
import threading
import zipfile
from collections.abc import Iterator
from io import BytesIO
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from simulated_class import pupils

from lessons import for_teachers
from lessons.__main__ import read
from lessons.classroom.hand_in import file_name, to_json
from lessons.core.names import RESERVED
from lessons.core.paths import TESTS, UnknownName
from lessons.course import lessons
from lessons.publishing import exports, offline_bundle
from lessons.teaching import folder, page
from lessons.teaching.jobs import BOXES, JOBS, SECTIONS, Given, arguments

EXAM = TESTS / "fixtures" / "first_edition" / "exam"
PATIENCE = 180  # seconds after which a command is taken to hang


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the teacher a new folder, and return the learner's folder around it."""
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


class Teacher:
    """Somebody who uses the page: presses buttons, drops files, and reads what it says."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.heard: list[dict[str, Any]] = []
        self.endings: list[dict[str, Any]] = []
        self.has_news = threading.Condition()
        monkeypatch.setattr(
            page.ForTeachers, "send", lambda card, messages: self.handle(card, messages)
        )
        self.cards = {what: for_teachers(what) for what in page.TITLES}

    def handle(self, card: page.ForTeachers, messages: list[dict[str, Any]]) -> None:
        """Take the messages that a part of the page receives.

        Each part is informed when a job ends, one after the other; only the job's own part counts.
        """
        with self.has_news:
            self.heard += messages
            ended = [message for message in messages if message.get("running") == 0]
            self.endings += [
                message for message in ended if card.section == part_of(message["job"])
            ]
            self.has_news.notify_all()

    def say(self, part: str, **message: Any) -> list[dict[str, Any]]:
        """Send a message to a part of the page and return its own replies."""
        replies: list[dict[str, Any]] = self.cards[part].handle(message)
        return replies

    def press(self, job: str, **values: Any) -> dict[str, Any]:
        """Press a button, wait until the command has ended, and return what it says then."""
        number = len(self.endings)
        (reply,) = self.say(part_of(job), do="run", job=job, values=values)
        return self.ending(number) if reply.get("running") else reply

    def ending(self, number: int) -> dict[str, Any]:
        """Wait until one more job than this number has ended; return what was said of it then."""
        with self.has_news:
            assert self.has_news.wait_for(lambda: len(self.endings) > number, PATIENCE)
        return self.endings[number]


def part_of(job: str) -> str:
    """Return the part of the page that offers a job."""
    return next(name for name, jobs in SECTIONS.items() if JOBS[job] in jobs)


@pytest.fixture
def teacher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Teacher]:
    """Return somebody who uses the page; a command that is still at work at the end is stopped."""
    yield Teacher(monkeypatch)
    for run in list(page.RUNNING):
        run.stop()


def names(ending: dict[str, Any]) -> list[str]:
    """Return the names of the files that an ending offers."""
    return [path.rpartition("/")[2] for path, _ in ending["files"]]


def class_zip(work: str, number: int = 4) -> bytes:
    """Return a ZIP with what a class hands in, as a learning platform makes it."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for hand_in in pupils([work], number):
            archive.writestr(f"{hand_in.name}/{file_name(hand_in)}", to_json(hand_in))
    return packed.getvalue()


@pytest.mark.exhaustive
def test_a_week_from_the_plan_to_the_feedback(teacher: Teacher) -> None:
    teacher.say("lessons", do="choose", lessons=["the_network", "no such lesson"])
    assert teacher.heard[-1]["chosen"] == ["the_network"]

    plan = teacher.press("plan")
    assert plan["tone"] == "good"
    assert names(plan) == ["03_the_network.html", "03_the_network.md"]
    assert names(teacher.press("slides")) == ["03_the_network.html"]

    exam = teacher.press("exam", name="autumn", number="5", versions="2", title="-- Autumn --")
    assert exam["tone"] == "good", exam
    assert [name[:4] for name in names(exam)] == ["key-", "autu", "autu"]
    key = next(iter(folder.exams()))
    paper = teacher.press("paper", key=key)
    assert len(names(paper)) == 4, "a key, a marking sheet and two versions"

    folder.receive("hand-ins", "9b.zip", class_zip("the_network"))
    folder.receive("class-list", "9b.csv", b"Amina\nBen\nNobody\n")
    marked = teacher.press("mark", **{"class": "9b", "scale": "A-F", "work": ""})
    assert marked["tone"] == "good", marked
    assert names(marked)[0] == "gradebook.html"
    assert "Nobody" in " ".join(marked["lines"])
    feedback = teacher.press("feedback")
    assert feedback["tone"] == "good", feedback
    assert names(feedback) == [
        "feedback.zip",
        "grades.csv",
        "grades-moodle.csv",
        "grades-canvas.csv",
    ]
    with zipfile.ZipFile(folder.teacher_folder() / "gradebook" / "feedback.zip") as archive:
        assert "Your mark" in archive.read("Amina/feedback.html").decode()


@pytest.mark.exhaustive
def test_feedback_of_another_class_is_not_offered(teacher: Teacher) -> None:
    folder.receive("hand-ins", "9a.zip", class_zip("operations", 1))
    teacher.press("mark", work="")
    assert "feedback.zip" in names(teacher.press("feedback"))
    folder.empty("hand-ins")
    folder.receive("hand-ins", "9b.zip", b"damaged")
    assert teacher.press("mark", work="")["tone"] == "bad"
    assert not any("feedback" in path for path, _ in folder.results(JOBS["feedback"]))


def test_what_a_class_has_sent_is_taken_over(teacher: Teacher, home: Path) -> None:
    for pupil in ("P01", "P02"):
        path = home / "class" / "hand-ins" / pupil / "hand-in.json"
        path.parent.mkdir(parents=True)
        path.write_text(pupil, encoding="utf-8")
    messages = for_teachers("mark").handle({"do": "hello"})
    assert next(message["sent"] for message in messages if message.get("box") == "hand-ins") == 2
    for _ in range(2):
        teacher.say("mark", do="collect")
        assert len(folder.shown_in("hand-ins")) == 2, "the same files are taken once"


def test_without_the_packages_for_teachers_one_sentence_says_how_to_get_them(
    teacher: Teacher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = "raise ModuleNotFoundError('No module named mistune', name='mistune')"
    (tmp_path / "mistune.py").write_text(missing, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    teacher.say("lessons", do="choose", lessons=["the_network"])
    ending = teacher.press("plan")
    assert ending["tone"] == "bad"
    assert ending["text"].endswith("python3 start.py teacher")


def test_hand_ins_of_lessons_are_not_marked_as_an_exam(teacher: Teacher) -> None:
    (key,) = EXAM.glob("key-*.json")
    made = folder.teacher_folder() / JOBS["exam"].folder / "autumn"
    made.mkdir(parents=True)
    shutil.copy(key, made)
    folder.receive("hand-ins", "9b.zip", class_zip("the_network", 1))
    ending = teacher.press("mark", work=next(iter(folder.exams())))
    assert ending["tone"] == "bad"
    assert "the lesson 'the_network'" in " ".join(ending["lines"])


def test_what_is_missing_is_named_before_anything_runs(teacher: Teacher) -> None:
    for job, values in [("slides", {}), ("mark", {}), ("feedback", {}), ("exam", {"name": " "})]:
        assert teacher.press(job, **values)["heading"] == "One thing is missing.", job
    assert not page.RUNNING


def test_work_can_be_stopped_and_only_one_runs_at_a_time(teacher: Teacher) -> None:
    teacher.say("lessons", do="choose", lessons=[lesson.slug for lesson in lessons()])
    (reply,) = teacher.say("prepare", do="run", job="handout", values={})
    assert reply["running"]
    (other,) = teacher.say("teach", do="run", job="slides", values={})
    assert "Handout" in other["heading"]
    (again,) = [
        message
        for message in for_teachers("prepare").handle({"do": "hello"})
        if message.get("running")
    ]
    assert again["job"] == "handout", "a page that is loaded again shows what is at work"
    teacher.say("prepare", do="stop", job="handout")
    assert teacher.ending(0)["heading"] == "Stopped."


def test_what_was_chosen_and_made_comes_back(teacher: Teacher) -> None:
    teacher.say("mark", do="fill", job="mark", values={"class": "9b", "unknown": 1})
    folder.receive("hand-ins", "a.json", b"{}")
    messages = for_teachers("mark").handle({"do": "hello"})
    assert next(message["values"] for message in messages if message.get("job") == "mark") == {
        "class": "9b"
    }
    assert next(message["dropped"] for message in messages if message.get("box") == "hand-ins") == [
        "a.json"
    ]
    teacher.say("mark", do="empty", box="hand-ins")
    assert not folder.dropped("hand-ins")


def test_damaged_settings_are_as_none(home: Path) -> None:
    (folder.teacher_folder()).mkdir(parents=True)
    (folder.teacher_folder() / folder.SETTINGS).write_text("[1]")
    assert folder.settings() == {"lessons": [], "forms": {}}


def test_a_part_that_there_is_not_is_refused() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'prepare'"):
        for_teachers("prepared")


# The forms offer what the commands take


@pytest.mark.parametrize(
    "job", [job for job in JOBS.values() if job.command], ids=attrgetter("name")
)
def test_a_job_is_a_command_that_its_parser_takes(job: Any, tmp_path: Path) -> None:
    values = {field.name: field.value or "1" for field in job.fields if field.kind != "date"}
    values |= {"due": "2026-11-30", "work": "", "scale": "A-F", "class": "-x"}
    values |= {"website": "https://example.org/"} if job.name == "feedback" else {}
    given = Given(["the_network"], values, {name: [tmp_path] for name in BOXES})
    options = read(arguments(job, given))
    assert options.run


def test_the_choices_are_those_of_the_commands() -> None:
    fields = {field.name: field for job in JOBS.values() for field in job.fields}
    assert fields["format"].choices.keys() == exports.FORMATS.keys()
    assert fields["platform"].choices.keys() == offline_bundle.SYSTEMS.keys()
    assert tuple(fields["python"].choices) == offline_bundle.PYTHONS


def test_nothing_is_written_into_the_course(home: Path) -> None:
    assert folder.teacher_folder().is_relative_to(home)


# Attacks


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.json", "/etc/evil.json", "C:\\evil.json", "..\\..\\evil.json",
        "a/../../evil.json", "....//evil.json", "evil.json\0.png", "con", "NUL.json",
        "a" * 400 + ".json", "<b>.json",
        ".bashrc", "evil\n.json", "a:stream.json", "\u202egpj.evil.json",
    ],
)  # fmt: skip
def test_a_dropped_name_stays_in_its_box(name: str) -> None:
    path = folder.receive("hand-ins", name, b"{}")
    box = folder.teacher_folder() / "dropped" / "hand-ins"
    assert path.resolve().is_relative_to(box.resolve())
    assert path.name.isprintable()
    assert not path.name.startswith(".")
    assert not set('<>:"|?*\\') & set(path.relative_to(box).as_posix())
    assert len(path.name) <= folder.MAX_PART + 1
    assert RESERVED.fullmatch(path.name.partition(".")[0]) is None


@pytest.mark.parametrize("name", ["", "/", "..", "../..", " . ", "a/" * 20 + "b"])
def test_a_name_that_names_no_file_is_refused(name: str) -> None:
    with pytest.raises(folder.NotTaken):
        folder.receive("hand-ins", name, b"{}")


@pytest.mark.parametrize("box", ["../x", "", "settings.json", "hand-ins/.."])
def test_there_are_no_other_boxes(box: str) -> None:
    with pytest.raises(folder.NotTaken):
        folder.receive(box, "a.json", b"{}")


def test_files_of_one_name_are_all_kept(home: Path) -> None:
    first = folder.receive("hand-ins", "hand-in.json", b"1")
    second = folder.receive("hand-ins", "hand-in.json", b"2")
    assert folder.receive("hand-ins", "hand-in.json", b"1") == first
    assert [first.read_bytes(), second.read_bytes()] == [b"1", b"2"]
    class_list = folder.receive("class-list", "a.csv", b"1")
    folder.receive("class-list", "b.csv", b"2")
    assert not class_list.exists(), "a class has one list"


def test_no_path_leads_out_of_the_teachers_folder(home: Path) -> None:
    secret = home / "journal.jsonl"
    folder.teacher_folder().mkdir(parents=True)
    secret.write_text("secret")
    (folder.teacher_folder() / "link.html").symlink_to(secret)
    (folder.teacher_folder() / "circle.html").symlink_to("circle.html")
    links = "link.html", "circle.html"
    for name in (*links, "../../journal.jsonl", str(secret), "..", "", "no\0thing"):
        assert folder.readable(name) is None, name


def test_a_bomb_a_script_and_a_formula_do_no_harm(teacher: Teacher) -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("hand-in.json", b"0" * 3_000_000)
    folder.receive("hand-ins", "bomb.zip", bomb.getvalue())
    evil = next(pupils(["the_network"], 1))._replace(
        name='=HYPERLINK("x")<script>alert(1)</script>'
    )
    folder.receive("hand-ins", "<script>alert(1)</script>.json", to_json(evil).encode())
    ending = teacher.press("mark", **{"class": "<script>alert(2)</script>"})
    made = folder.teacher_folder() / "gradebook"
    assert "too large when unpacked" in " ".join(ending["lines"])
    assert "<script>alert" not in (made / "gradebook.html").read_text(encoding="utf-8")
    rows = (made / "marks.csv").read_text(encoding="utf-8-sig").splitlines()
    assert not any(cell.startswith("=") for row in rows for cell in row.split(","))
    assert "=HYPERLINK" in " ".join(rows)
    assert json.dumps(ending)
