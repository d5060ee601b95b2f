"""A class over weeks: points by week, repeated or late hand-ins, and the use of memory."""

import csv
import io
import tracemalloc

import pytest
from simulated_class import pupil, right, wrong

from lessons import __main__ as command_line
from lessons import questions
from lessons.classroom.gradebook_builder import GradebookBuilder
from lessons.classroom.hand_in import to_json
from lessons.classroom.hand_in_reader import Source

LESSON = "the_network"
ASKED = questions.questions(LESSON)
MARKED = [question for question in ASKED if question.is_marked]
FIRST, SECOND = "2026-11-01", "2026-11-02"  # a Sunday, and the Monday after it
MAX_BYTES_PER_HAND_IN = 20_000


def hand_in(folder, name, file, answers, made=f"{SECOND}T12:00:00Z"):
    """Write a hand-in whose answers are (question, answer, day)."""
    work = pupil(name, LESSON, ASKED, 0.0, "steady", 1)
    given = {answer.question: answer for answer in work.answers}
    sample = work.answers[0]
    entries = tuple(
        given.get(question.id, sample)._replace(
            question=question.id, first=answer, last=None, at=f"{day}T09:{number:02}:00.000Z"
        )
        for number, (question, answer, day) in enumerate(answers)
    )
    folder.mkdir(exist_ok=True)
    text = to_json(work._replace(answers=entries, made=made))
    (folder / file).write_text(text, encoding="utf-8")


def rows(out, name):
    text = (out / f"{name}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def gradebook(tmp_path_factory):
    """Return the folder of a gradebook: a pupil in two weeks, who hands in again, late."""
    import random

    folder = tmp_path_factory.mktemp("weeks")
    rng = random.Random(1)
    first = [(question, right(question), FIRST) for question in MARKED[:4]]
    second = [(question, wrong(question, rng), SECOND) for question in MARKED[4:6]]
    hand_in(folder / "in", "Ada", "1.json", first, f"{FIRST}T12:00:00Z")
    hand_in(folder / "in", "Ada", "2.json", first + second)
    command = ["gradebook", str(folder / "in"), "--due", "the_network=2026-11-01"]
    assert command_line.main([*command, "--due", "2026-12-01"]) == 0
    return folder / "in" / "gradebook"


def test_an_answer_belongs_to_the_week_in_which_it_was_first_given(gradebook):
    before, after = rows(gradebook, "weeks")
    assert (before["week"], before["share"], before["answered"]) == ("2026-10-26", "1.0", "4")
    assert (after["week"], after["answered"]) == ("2026-11-02", "2")
    assert float(after["share"]) < 1


def test_the_page_shows_the_change_and_what_of_each_hand_in_counts(gradebook):
    page = (gradebook / "gradebook.html").read_text(encoding="utf-8")
    section = page.split('id="weeks"')[1].split("</section>")[0]
    change = float(rows(gradebook, "weeks")[1]["share"]) - 1
    assert f">{100 * change:+.0f}<" in section
    earlier, later = section.split("Hand-ins by pupil")[1].split("<tr>")[2:]
    assert "not counted" in earlier and ">late<" not in earlier
    assert "2 new answers of 6" in later and ">late<" in later


def test_the_table_of_files_says_how_much_of_each_is_new(gradebook):
    found = {row["file"]: row for row in rows(gradebook, "files")}
    assert (found["2.json"]["answers"], found["2.json"]["new"]) == ("6", "2")
    assert found["1.json"]["done"] == "not counted" and "late" in found["2.json"]["why"]


def test_one_week_without_repeated_or_late_hand_ins_needs_no_section(tmp_path):
    hand_in(tmp_path / "in", "Ada", "1.json", [(MARKED[0], right(MARKED[0]), FIRST)])
    assert command_line.main(["gradebook", str(tmp_path / "in")]) == 0
    page = (tmp_path / "in" / "gradebook" / "gradebook.html").read_text(encoding="utf-8")
    assert 'id="weeks"' not in page


@pytest.mark.parametrize("due", ["soon", "the_netwrk=2026-11-01", "2026-02-30"])
def test_an_invalid_day_or_lesson_is_named(tmp_path, capsys, due):
    with pytest.raises(SystemExit):
        command_line.main(["gradebook", str(tmp_path), "--due", due])
    assert due.partition("=")[0] in capsys.readouterr().err


def test_only_numbers_of_a_hand_in_stay_in_memory(tmp_path):
    texts = [
        to_json(pupil(f"P{number}", LESSON, ASKED, 0.0, "steady", number)).encode()
        for number in range(80)
    ]
    builder = GradebookBuilder()

    def take(some):
        for text in some:
            builder.add(Source(tmp_path, str(len(builder.reports))), text)

    take(texts[:30])  # marks that are remembered for all pupils
    tracemalloc.start()
    take(texts[30:])
    memory, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert memory / 50 < MAX_BYTES_PER_HAND_IN
