"""Written positions: the teacher marks them on the page, and they count if wanted."""

import csv
import io
import json
import re

import pytest
from markupsafe import escape
from simulated_class import pupil

from lessons import __main__ as command_line
from lessons import questions
from lessons.classroom.hand_in import to_json
from lessons.classroom.written_marks import read_points
from lessons.core.mistakes import Mistake
from lessons.core.names import tidy
from lessons.core.paths import TESTS
from lessons.questions import Written

LESSON = next(
    folder
    for folder in ("the_network", "operations", "organisations", "euro_atlantic")
    if any(isinstance(question, Written) for question in questions.questions(folder))
)
ASKED = questions.questions(LESSON)
MARKED = [question for question in ASKED if question.is_marked]
SELECT = re.compile(r'<select data-pupil="(.*?)" data-question="(.*?)" data-text="(.*?)">')


def hand_in(folder, name, text):
    """Let a pupil hand in whose written position is a text, and return the folder."""
    work = pupil(name, LESSON, ASKED, 1.0, "steady", 1)
    written = {question.id for question in ASKED if isinstance(question, Written)}
    answers = tuple(
        answer._replace(first={"text": text}, last=None) if answer.question in written else answer
        for answer in work.answers
    )
    (folder / "in").mkdir(exist_ok=True)
    file = folder / "in" / f"{len(list((folder / 'in').iterdir()))}.json"
    file.write_text(to_json(work._replace(answers=answers)), encoding="utf-8")


def book(folder, *options):
    """Make the gradebook, and return its page and the rows of its marks."""
    assert command_line.main(["gradebook", str(folder / "in"), *map(str, options)]) == 0
    out = folder / "in" / "gradebook"
    marks = (out / "marks.csv").read_text(encoding="utf-8-sig")
    return (out / "gradebook.html").read_text(encoding="utf-8"), [
        *csv.DictReader(io.StringIO(marks))
    ]


def test_points_given_on_the_page_come_back_and_count_if_wanted(tmp_path):
    hand_in(tmp_path, "Ada", "Yes, because partners share the risk.")
    page, (before,) = book(tmp_path)
    pupil_name, question, text = SELECT.search(page).groups()
    guide = next(position for position in ASKED if position.id == question)
    assert all(sentence in page for sentence in guide.criteria)
    saved, scheme = tmp_path / "written_marks.csv", tmp_path / "scheme.toml"
    saved.write_text(f'pupil,question,points,text\r\n"{pupil_name}","{question}","2","{text}"\r\n')
    scheme.write_text("count_written = true", encoding="utf-8")
    page, (shown,) = book(tmp_path, "--written", saved)
    assert "<option selected>2</option>" in page and shown == before
    _, (counted,) = book(tmp_path, "--written", saved, "--scheme", scheme)
    _, (again,) = book(tmp_path, "--written", saved, "--count-written")
    assert again == counted
    written = sum(isinstance(question, Written) for question in ASKED)
    points = float(before[LESSON]) / 100 * len(MARKED) + 2 / len(guide.criteria)
    assert float(counted[LESSON]) == pytest.approx(100 * points / (len(MARKED) + written), abs=0.1)


def test_points_for_another_text_do_not_count(tmp_path):
    hand_in(tmp_path, "Ada", "No.")
    saved = tmp_path / "written_marks.csv"
    written = next(question for question in ASKED if isinstance(question, Written))
    saved.write_text(f"pupil,question,points,text\nAda,{written.id},2,0123456789abcdef\n")
    page, _ = book(tmp_path, "--written", saved)
    assert "<option selected>" not in page


def test_what_was_typed_like_a_formula_is_read_back_as_typed(tmp_path):
    formulas = json.loads((TESTS / "fixtures" / "formulas.json").read_text(encoding="utf-8"))
    path = tmp_path / "written_marks.csv"
    for typed in (*formulas, *(f"'{text}" for text in formulas)):
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("pupil", "question", "points", "text", "comment"))
            rows.writerow((f"'{typed}", "x", "2", "y", f"'{typed}"))
        assert read_points(path) == {(typed, "x", "y"): (2, tidy(typed))}


def test_a_comment_needs_no_points(tmp_path):
    path = tmp_path / "written_marks.csv"
    path.write_text("pupil,question,points,text,comment\nAda,x,,y,See me\nBob,x,2,y,\n")
    assert [*read_points(path).values()] == [(None, "See me"), (2, "")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a,b\n1,2\n", "columns pupil, question, points, text"),
        ("pupil,question,points,text\nAda,x,two,y\n", "row 2: 'points'"),
        ("pupil,question,points,text\nAda,x,-1,y\n", "row 2: 'points'"),
        ("pupil,question,points,text\nAda\n", "row 2: 'points'"),
        ('pupil,question,points,text\n"Ada', "not a table"),
    ],
)
def test_a_file_that_was_changed_is_refused_by_row_and_column(tmp_path, text, word):
    path = tmp_path / "written_marks.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Mistake, match=word):
        read_points(path)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "comment", "cell"),
    [
        ('Ada "L", <b>', 'Say "why",\nand who', 'Say "why",\nand who'),
        ("=1+1", "-1 for spelling", "'-1 for spelling"),
    ],
)
def test_the_page_saves_points_as_a_file_that_is_read_again(tmp_path, browser, name, comment, cell):
    hand_in(tmp_path, name, "</select><script>alert(1)</script>")
    book(tmp_path)
    shown = browser.new_page()
    shown.goto((tmp_path / "in" / "gradebook" / "gradebook.html").as_uri())
    shown.locator("select[data-text]").first.select_option("3")
    shown.get_by_label("Comment").first.fill(comment)
    with shown.expect_download() as waiting:
        shown.get_by_role("button", name="written_marks.csv").click()
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    shown.close()
    (row,) = csv.DictReader(io.StringIO(saved.read_text(encoding="utf-8-sig")))
    assert row["comment"] == cell and not row["pupil"].startswith("=")
    page, _ = book(tmp_path, "--written", saved)
    assert "<option selected>3</option>" in page and page.count("<script") == 1
    (given,) = read_points(saved).values()
    assert given == (3, comment.replace("\n", " "))
    assert f"{escape(given[1])}</textarea>" in page
