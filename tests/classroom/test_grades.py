"""Grades: a teacher's own points and scale, and files for Moodle, Canvas and other systems."""

import csv
import io
import re

import pytest
from simulated_class import pupil

from lessons import __main__ as command_line
from lessons import questions
from lessons.classroom.grading_scheme import SCALES, Scheme, read_scheme
from lessons.classroom.hand_in import to_json
from lessons.core.mistakes import Mistake

TWO = ("the_network", "operations")


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Return the gradebook's folder of two pupils, of whom Moodle knows one."""
    folder = tmp_path_factory.mktemp("graded")
    for number, (name, place) in enumerate(
        [("Ada", "Ada_12_assignsubmission_file_"), ("=1+1", "x")]
    ):
        for lesson in TWO[: 2 - number]:
            path = folder / "in" / place / f"{lesson}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            work = pupil(name, lesson, questions.questions(lesson), 1.0, "steady", number)
            path.write_text(to_json(work), encoding="utf-8")
    names, scheme = folder / "list.csv", folder / "scheme.toml"
    names.write_text("Name,ID,E-mail\nAda,0042,ada@school.example\n", encoding="utf-8")
    scheme.write_text('scale = "A-F"\n[points]\nthe_network = 10\n8 = 30\n', encoding="utf-8")
    command = ["gradebook", str(folder / "in"), "--names", str(names), "--scheme", str(scheme)]
    assert command_line.main(command) == 0
    return folder / "in" / "gradebook"


def test_points_of_lessons_and_a_scale_make_the_grade(graded):
    marks = {row["name"]: row for row in rows(graded / "marks.csv")}
    for row in rows(graded / "grades.csv"):
        shares = [float(marks[row["name"]][lesson] or 0) for lesson in TWO]
        points = (10 * shares[0] + 30 * shares[1]) / 100
        assert float(row["points"]) == pytest.approx(points, abs=0.03)
        assert (row["of"], row["mark"]) == (
            "40.0",
            Scheme(SCALES["A-F"]).mark(float(row["percent"])),
        )
    assert '<th scope="col">Mark</th>' in (graded / "gradebook.html").read_text(encoding="utf-8")


def test_a_mark_without_a_name_has_its_own_column(tmp_path):
    asked = questions.questions(TWO[0])
    for number, (name, ability) in enumerate([("Ada", 0.0), ("Ben", 50.0)]):
        work = pupil(name, TWO[0], asked, ability, "steady", number)
        (tmp_path / f"{name}.json").write_text(to_json(work), encoding="utf-8")
    scheme = tmp_path / "scheme.toml"
    scheme.write_text('[marks]\n"" = 0\nB = 90\n', encoding="utf-8")
    assert command_line.main(["gradebook", str(tmp_path), "--scheme", str(scheme)]) == 0
    marks = {row["name"]: row["mark"] for row in rows(tmp_path / "gradebook" / "grades.csv")}
    assert marks == {"Ada": "", "Ben": "B"}
    page = (tmp_path / "gradebook" / "gradebook.html").read_text(encoding="utf-8")
    head, *found = re.findall("<tr>.*?</tr>", page[page.index("by pupil</caption>") :], re.DOTALL)
    assert '<th scope="col">Mark</th>' in head
    assert {row.count("<td") for row in found[:2]} == {head.count('<th scope="col">') - 1}


def test_moodle_finds_a_pupil_by_participant_or_address(graded):
    ada, other = sorted(rows(graded / "grades-moodle.csv"), key=lambda row: row["Identifier"] == "")
    assert (ada["Identifier"], ada["Email address"]) == ("Participant 12", "ada@school.example")
    assert ada["ID number"] == "0042" and float(ada["Grade"]) <= float(ada["Maximum Grade"]) == 40
    assert other["Identifier"] == "" and other["Full name"] == "'=1+1"


def test_canvas_gets_the_points_possible_first(graded):
    possible, *pupils = rows(graded / "grades-canvas.csv")
    (title,) = set(possible) - {"Student", "ID", "SIS User ID", "SIS Login ID", "Section"}
    assert possible["Student"] == "Points Possible" and float(possible[title]) == 40
    assert {row["SIS User ID"] for row in pupils} == {"0042", ""}


@pytest.mark.parametrize(
    ("scale", "percent", "mark"),
    [
        ("A-F", 89.96, "A"),
        ("A-F", 89.9, "B"),
        ("1-6", 100, "1"),
        ("1-6", 0, "6"),
        ("1-15", 100, "15"),
        ("1-15", 0, "0"),
        ("percent", 50, ""),
    ],
)
def test_a_scale_gives_its_mark_from_its_limit_on(scale, percent, mark):
    assert Scheme(SCALES[scale]).mark(percent) == mark


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("scal = 'A-F'", "'scal'"),
        ("scale = 'A-G'", "A-G.*percent, A-F, 1-6, 1-15"),
        ("scale = 'A-F'\n[marks]\nA = 0", "not both"),
        ("[marks]\ngood = 50", "lowest one 0"),
        ("[marks]\ngood = 0\nbad = 0", "another per cent"),
        ("[marks]\ngood = 101", "'good' .+ 0 to 100"),
        ("[points]\nthe_network = true", "'the_network' must"),
        ("[points]\nthe_netwrk = 3", "Did you mean 'the_network'"),
        ("points = 3", "table"),
        ("[points", "scheme.toml"),
    ],
)
def test_a_wrong_scheme_is_refused_by_the_files_name_and_key(tmp_path, text, word):
    path = tmp_path / "scheme.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Mistake, match=word) as refused:
        read_scheme(path)
    assert "scheme.toml" in str(refused.value)


def test_a_scale_of_ones_own_is_taken(tmp_path):
    path = tmp_path / "scheme.toml"
    path.write_text('[marks]\n"very good" = 80\nfair = 0\n', encoding="utf-8")
    assert [read_scheme(path).mark(percent) for percent in (79.9, 80)] == ["fair", "very good"]
