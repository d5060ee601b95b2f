"""The gradebook: a class hands in, and its teacher sees who needs what, and what to teach again."""

import csv
import gzip
import html
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import venv
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import nbformat
import polars as pl
import pytest
from markupsafe import escape
from nbclient import NotebookClient
from simulated_class import mark_folder, pupil, pupils, read_folder, right

from lessons import __main__ as command_line
from lessons import journal, questions
from lessons.classroom import gradebook, pupil_rows, report_text
from lessons.classroom.gradebook_builder import GradebookBuilder
from lessons.classroom.hand_in import HandIn, file_name, read, to_json
from lessons.classroom.hand_in_reader import Source
from lessons.classroom.item_analysis import Analysis
from lessons.classroom.marker import MAX_WRONG_ANSWERS, OTHER_ANSWER
from lessons.classroom.needs_help import needs_help

LESSON = "the_network"
ASKED = questions.questions(LESSON)
MARKED = [question for question in ASKED if question.is_marked]
BANK = {question.id: question for question in ASKED}
TWO = (LESSON, "operations")


def put(folder, work, name=None):
    path = folder / (name or file_name(work))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_json(work), encoding="utf-8")
    return path


@cache
def ada(seed=5):
    return pupil("Ada", LESSON, ASKED, 0.3, "steady", seed)


def made(folder):
    return mark_folder(folder, folder / "out")


def report_on(builder, file):
    (found,) = [line for line in builder.reports if line.file == file]
    return found


def rows(out, name):
    text = (out / f"{name}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def class_of_thirty(tmp_path_factory):
    """Return the builder and the output of thirty pupils in two lessons."""
    folder = tmp_path_factory.mktemp("class")
    for work in pupils(TWO):
        put(folder, work)
    return made(folder), folder / "out"


# A class.


def test_every_pupil_gets_the_mark_that_marking_gives(class_of_thirty):
    _, out = class_of_thirty
    marks = {row["name"]: row for row in rows(out, "marks")}
    assert len(marks) == 30
    for work in pupils(TWO):
        bank = {
            question.id: question
            for question in questions.questions(work.work)
            if question.is_marked
        }
        given = (answer for answer in work.answers if answer.question in bank)
        points = sum(bank[answer.question].mark(answer.first).score for answer in given)
        percent = float(marks[work.name][work.work])
        assert percent == pytest.approx(100 * points / len(bank), abs=0.051)


def test_the_tables_agree_with_each_other(class_of_thirty):
    builder, out = class_of_thirty
    given = sum(int(row["answers"]) for row in rows(out, "questions"))
    assert given == builder.columns.answers().height
    assert given == sum(int(row["answered"]) for row in rows(out, "marks"))
    assert given == sum(int(row["answered"]) for row in rows(out, "objectives"))
    assert len(rows(out, "files")) == 60
    facility = {row["id"]: float(row["facility"]) for row in rows(out, "questions")}
    first = ASKED[0]
    scores = [first.mark(w.answers[0].first).score for w in pupils(TWO) if w.work == LESSON]
    assert facility[first.id] == pytest.approx(sum(scores) / 30)


def test_the_page_says_what_to_teach_again_in_the_words_of_the_bank(class_of_thirty):
    builder, out = class_of_thirty
    text = (out / "gradebook.html").read_text(encoding="utf-8")
    again = text.split('id="again"')[1].split('id="objectives"')[0]
    assert again.count("<h3>") == 3
    whys = dict(builder.choices.values())
    assert sum(f'<span class="why">{escape(why)}</span>' in again for why in whys.values()) >= 3
    assert "Cronbach" in text
    assert "wide range" in text
    for name in ("Amina", "Håkon", "Élodie"):
        assert name in text


def test_the_page_names_each_pupils_strong_and_weak_objectives(class_of_thirty):
    _, out = class_of_thirty
    text = (out / "gradebook.html").read_text(encoding="utf-8")
    for name in ("Amina", "Ben", "Chloé", "Dmitri"):
        row = text.split(f">{name}</span></th>")[1].split("</tr>")[0]
        own = [row for row in rows(out, "objectives") if row["name"] == name]
        sure = [row for row in own if int(row["answered"]) >= 2]
        strong, weak = row.rsplit('<td class="text"', 2)[1:]
        for found, fits in (
            (strong, [row for row in sure if float(row["share"]) >= 0.85]),
            (weak, [row for row in sure if float(row["share"]) < 0.6]),
        ):
            named = sum(
                f"{report_text.objective_number(row['objective'])}" in found for row in fits
            )
            assert named == min(3, len(fits))


@pytest.mark.parametrize(
    ("shares", "answered", "strong", "weak"),
    [
        ([1.0, 1.0, 1.0], 1, "–", "–"),
        ([1.0, 1.0, 1.0], 2, "x.1, x.2, x.3", "–"),
        ([0.0] * 4, 2, "–", "x.1, x.2, x.3 +1"),
        ([0.9, 1.0, 0.7, 0.9, 1.0, 0.7, 0.7, 0.7, 0.7], 2, "x.2, x.5, x.1 +1", "–"),
        ([0.1] * 4 + [0.7] * 2, 2, "–", "x.1, x.2, x.3 +1"),
        ([0.2, 0.1, 0.1, 0.7, 0.9], 2, "x.5", "x.2, x.3, x.1"),
    ],
)
def test_strong_and_weak_need_two_answers_and_keep_the_order_of_the_course(
    shares, answered, strong, weak
):
    rows = [
        {"objective": f"x.{n}", "share": share, "answered": answered}
        for n, share in enumerate(shares, 1)
    ]
    assert report_text.strong_and_weak(rows) == (strong, weak)


def test_a_name_folds_out_into_its_answers(class_of_thirty, tmp_path):
    _, out = class_of_thirty
    text = (out / "gradebook.html").read_text(encoding="utf-8")
    work = next(work for work in pupils(TWO) if work.name == "Amina")
    fold = text.split(">Amina</span></b>: ")[1].split("</details>")[0]
    assert fold.count("<tr>") == 1 + sum(
        len(work.answers) for work in pupils(TWO) if work.name == "Amina"
    )
    bank = {question.id: question for question in MARKED}
    for given in (answer for answer in work.answers if answer.question in bank):
        row = fold.split(f"{escape(bank[given.question].ask)}</th>")[1].split("</tr>")[0]
        assert ("right" in row) == (bank[given.question].mark(given.first).score == 1)
        assert f"<td>{given.tries}</td>".replace("<td>", ">") in row
        assert (given.sure or "–") in row and ("read" in row) >= given.hint


def test_figures_that_rest_on_little_say_so(tmp_path):
    put(tmp_path, ada()._replace(answers=ada().answers[:1]))
    made(tmp_path)
    text = (tmp_path / "out" / "gradebook.html").read_text(encoding="utf-8")
    _, marks, objectives, *_ = text.split(">Ada</span></th>")
    assert 'few" title="1 answered"' in objectives.split("</tr>")[0]
    assert marks.split("</tr>")[0].count("–</td>") == 2
    assert "rests on 1 answer " in text or "No objective needs" in text
    assert "1 pupils" not in text and "1 pupil and 1 question" in text
    page = one_lesson(tmp_path / "whole").read_text(encoding="utf-8")
    assert "Files with a remark" not in page


def test_the_notebook_runs_beside_its_tables_and_holds_no_name(class_of_thirty):
    _, out = class_of_thirty
    text = (out / "gradebook.ipynb").read_text(encoding="utf-8")
    assert "Amina" not in text
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    NotebookClient(notebook, resources={"metadata": {"path": str(out)}}, timeout=600).execute()
    shown = json.dumps(notebook.cells[5].outputs, ensure_ascii=False)
    assert "Amina" in shown and report_text.objective_text(f"{LESSON}.1") in html.unescape(shown)
    assert "NaN" not in json.dumps([cell.get("outputs") for cell in notebook.cells])


@pytest.mark.browser
@pytest.mark.exhaustive
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_and_asks_for_no_network(class_of_thirty, browser, scheme):
    from browser.lab import violations

    _, out = class_of_thirty
    shown = browser.new_page(viewport={"width": 390, "height": 900}, color_scheme=scheme)
    asked = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto((out / "gradebook.html").as_uri())
    assert violations(shown, "html") == []
    width = shown.evaluate("document.documentElement.scrollWidth")
    shown.close()
    assert width <= 390, "the page itself scrolls sideways"
    assert len(asked) == 1


def test_the_page_first_says_who_needs_help_and_why(tmp_path):
    weak = pupil("Bob", LESSON, ASKED, -3, "steady", 1)
    put(tmp_path, weak)
    put(tmp_path, ada()._replace(name="Cem", answers=ada().answers[:3]))
    strong = [
        answer._replace(first=right(BANK[answer.question]), last=None) for answer in ada().answers
    ]
    put(tmp_path, ada()._replace(name="Dan", answers=tuple(strong)))
    names = tmp_path / "names.txt"
    names.write_text("Bob\nCem\nDan\nEva\n", encoding="utf-8")
    out = tmp_path.parent / f"{tmp_path.name}-out"
    command = ["gradebook", str(tmp_path), "--names", str(names), "--out", str(out)]
    assert command_line.main(command) == 0
    text = (out / "gradebook.html").read_text(encoding="utf-8")
    first = text.split("<section")[1]
    assert 'id="help"' in first
    eva, *others = first.split("<li>")[1:]
    assert ">Eva</span>" in eva and "nothing handed in" in eva
    assert "left open" in next(row for row in others if ">Cem</span>" in row)
    assert "of the points" in next(row for row in others if ">Bob</span>" in row)
    assert ">Dan</span>" not in first


def test_a_pupil_whose_points_fall_needs_help():
    marks = {"pupil": [0, 1, 0, 1], "lesson": ["a", "a", "b", "b"], "share": [1.0, 0.7, 0.65, 0.7]}
    totals = {"pupil": [0, 1], "handed_in": 2, "answered": 10, "asked": 10}
    totals |= {"of_handed_in": [0.8, 0.7], "of_all": [0.8, 0.7]}
    pupils = pl.DataFrame(schema={"pupil": int, "objective": str, "share": float, "answered": int})
    empty = pl.DataFrame()
    analysis = Analysis(pl.DataFrame(marks), pl.DataFrame(totals), pupils, empty, empty, empty, ())
    (found,), more = needs_help(analysis, ["Ada", "Bob"])
    assert not more
    assert found.name == "Ada" and len(found.reasons) == 1 and "100%" in found.reasons[0]


@pytest.mark.browser
def test_tables_are_sorted_and_searched_and_names_hidden(class_of_thirty, browser):
    _, out = class_of_thirty
    shown = browser.new_page()
    shown.goto((out / "gradebook.html").as_uri())
    table = shown.locator("#pupils table").first
    head = table.locator("thead th", has_text="% of all set")
    column = head.evaluate("head => head.cellIndex") + 1
    for direction in ("ascending", "descending"):
        head.locator("button").press("Enter")
        assert head.get_attribute("aria-sort") == direction
        cells = table.locator(f"tbody td:nth-child({column})").all_text_contents()
        figures = [int(cell) for cell in cells]
        assert figures == sorted(figures, reverse=direction == "descending")
    shown.locator("#pupils input[type=search]").first.fill("amina")
    assert table.locator("tbody tr:visible").count() == 1
    name = table.locator("tbody tr:visible .name")
    assert name.evaluate("name => getComputedStyle(name).visibility") == "visible"
    shown.get_by_role("button", name="Hide names").press("Enter")
    assert name.evaluate("name => getComputedStyle(name).visibility") == "hidden"
    shown.close()


def test_times_and_counts_carry_the_plain_number_by_which_they_are_sorted(tmp_path):
    shown = {40: ("40.0", "40 s"), 150: ("150.0", "2.5 min"), None: ("", "not known")}
    answers = [
        answer._replace(seconds=(*shown,)[place % 3]) for place, answer in enumerate(ada().answers)
    ]
    put(tmp_path, ada()._replace(answers=tuple(answers)))
    made(tmp_path)
    text = (tmp_path / "out" / "gradebook.html").read_text(encoding="utf-8")
    assert set(re.findall('"Time" data-sort="(.*?)">(.*?)</td>', text)) == {*shown.values()}
    assert set(re.findall('"Answers" data-sort="(.*?)">(.*?)</td>', text)) == {("1", "1")}


# Files of every kind: each named, with what was done.


def test_the_same_file_twice_is_counted_once(tmp_path):
    put(tmp_path, ada(), "a.json")
    put(tmp_path / "deep" / "er", ada(), "renamed.json")
    builder = read_folder(tmp_path)
    assert builder.counted == 1 and len(builder.pupils) == 1
    assert report_on(builder, "a.json").status == "counted"
    assert "see a.json" in report_on(builder, "deep/er/renamed.json").remark


def test_the_same_answers_under_another_name_count_for_both_with_a_remark(tmp_path):
    for name in ("Ada", "Bob", "Cem"):
        put(tmp_path, ada()._replace(name=name))
    put(tmp_path, ada()._replace(name="Bob"), "z.json")
    put(tmp_path, ada(6)._replace(name="Dan"))
    builder = read_folder(tmp_path)
    assert builder.pupils == ["Ada", "Bob", "Cem", "Dan"] and builder.counted == 4
    for name, others in (("Ada", "'Bob' "), ("Bob", "'Ada' "), ("Cem", "'Bob' ")):
        line = report_on(builder, file_name(ada()._replace(name=name)))
        assert line.status == "counted" and line.remark.count("ask both") == 1
        assert f"{len(ASKED)} of {len(ASKED)} answers " in line.remark
        assert others in line.remark
    assert not report_on(builder, file_name(ada()._replace(name="Dan"))).remark
    assert "adds no answer" in report_on(builder, "z.json").remark


@pytest.mark.parametrize("count", [2, 3])
def test_answers_left_on_a_shared_computer_get_a_remark_for_both_pupils(tmp_path, count):
    theirs = ada(6).answers
    mixed = tuple(answer if n < count else theirs[n] for n, answer in enumerate(ada().answers))
    put(tmp_path, ada(), "a.json")
    put(tmp_path, ada()._replace(name="Bob", answers=mixed), "b.json")
    put(tmp_path, ada(7)._replace(name="Cem"), "c.json")
    builder = read_folder(tmp_path)
    assert builder.counted == 3
    for file, other in (("a.json", "'Bob' (b.json)"), ("b.json", "'Ada' (a.json)")):
        remark = report_on(builder, file).remark
        assert (other in remark and "ask both" in remark) == (count == 3)
    assert not report_on(builder, "c.json").remark


def test_a_class_that_copies_gets_short_remarks_in_time(tmp_path):
    for number in range(60):
        put(tmp_path, ada()._replace(name=f"P{number}"))
        part = ada()._replace(name=f"Q{number}", answers=ada().answers[:9])
        put(tmp_path, part)
    builder = read_folder(tmp_path)
    assert builder.counted == 120
    assert all("ask both" in line.remark and len(line.remark) < 700 for line in builder.reports)


def test_a_hand_in_with_nothing_but_later_tries_adds_no_answer(tmp_path):
    later = ada()._replace(
        answers=tuple(answer._replace(tries=answer.tries + 1) for answer in ada().answers)
    )
    put(tmp_path, ada(), "a.json")
    put(tmp_path, later, "b.json")
    assert "see a.json" in report_on(read_folder(tmp_path), "b.json").remark


def test_a_journal_or_a_cut_file_is_reported_with_its_probable_pupil(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path.parent)
    journal.record(ASKED[0].id, right(ASKED[0]), score=1, success=True)
    for lines in (1, 2):
        shutil.copy(journal.path(), tmp_path / f"cooperative-security-{lines}.jsonl")
        journal.record(ASKED[1].id, right(ASKED[1]), score=1, success=True)
    data = to_json(ada()._replace(name="Xenia")).encode()
    (tmp_path / "cut.json").write_bytes(data[:-200])
    for work in ("the_network-Zoë-B", "autumn-743b75-Ngũgĩ"):
        (tmp_path / f"hand-in-{work}.json").write_bytes(b'{"nam')
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(400))
    with zipfile.ZipFile(tmp_path / "essay.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", "<x/>")
    put(tmp_path, ada())
    builder = made(tmp_path)
    for lines in (1, 2):
        why = report_on(builder, f"cooperative-security-{lines}.jsonl").remark
        command = why.rpartition("type: ")[2]
        subprocess.run(command, shell=True, check=True, capture_output=True)
        assert (tmp_path.parent / "hand-in-all-NAME.json").is_file()
        assert (
            why.startswith("this is a journal") and f"hand-in {shlex.quote(str(tmp_path))}" in why
        )
    assert report_on(builder, "cut.json").pupil == "Xenia (a guess)"
    assert report_on(builder, "hand-in-the_network-Zoë-B.json").pupil == "Zoë B (a guess)"
    assert report_on(builder, "hand-in-autumn-743b75-Ngũgĩ.json").pupil == "Ngũgĩ (a guess)"
    assert report_on(builder, "essay.docx").remark == "an office document"
    text = (tmp_path / "out" / "gradebook.html").read_text(encoding="utf-8")
    guesses = [f"{name} (a guess)" for name in ("Ngũgĩ", "Xenia", "Zoë B")]
    assert ", ".join(guesses) in text
    assert "2 files" in text and "essay.docx (an office document)" in text


def test_a_gradebook_in_the_folder_is_not_read(tmp_path, capsys):
    put(tmp_path, ada())
    assert command_line.main(["gradebook", str(tmp_path), "--out", str(tmp_path / "earlier")]) == 0
    assert command_line.main(["gradebook", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert printed.count("looked at: 1") == 2 and "marks.csv" not in printed
    assert command_line.main(["gradebook", str(tmp_path), "--out", str(tmp_path)]) == 0
    assert command_line.main(["gradebook", str(tmp_path), "--out", str(tmp_path)]) == 0
    assert "marks.csv" not in capsys.readouterr().out


def test_missing_pupils_are_named_from_a_list(tmp_path, capsys):
    put(tmp_path, ada()._replace(name="zoë"))
    names = tmp_path.parent / f"{tmp_path.name}.txt"
    names.write_text("Zoe\n\nÉlodie\n Zara \nEva\n", encoding="utf-8")
    assert command_line.main(["gradebook", str(tmp_path), "--names", str(names)]) == 0
    assert "(3): Élodie, Eva, Zara." in capsys.readouterr().out
    text = (tmp_path / "gradebook" / "gradebook.html").read_text(encoding="utf-8")
    absent = [name for name in ("Élodie", "Eva", "Zara") if f">{name}</span></b>: nothing" in text]
    assert len(absent) == 3
    with pytest.raises(SystemExit, match=r"no\.txt cannot be read"):
        command_line.main(["gradebook", str(tmp_path), "--names", str(tmp_path / "no.txt")])


def test_names_are_in_the_order_that_people_expect(tmp_path):
    order = ["anna", "Élodie", "Eva", "Øystein", "Paul", "zara", "Zoë"]
    for number, name in enumerate(reversed(order)):
        put(tmp_path, ada(number)._replace(name=name), f"{number}.json")
    made(tmp_path)
    assert [row["name"] for row in rows(tmp_path / "out", "marks")] == order
    text = (tmp_path / "out" / "gradebook.html").read_text(encoding="utf-8")
    table = text.split('id="pupils"')[1]
    places = [table.index(f">{name}</span></th>") for name in order]
    assert places == sorted(places)


def test_tables_with_semicolons_have_decimal_commas_and_no_formula(tmp_path, capsys, monkeypatch):
    put(tmp_path, ada()._replace(name="=1;2"))
    assert command_line.main(["gradebook", str(tmp_path), "--semicolon"]) == 0
    assert "semicolons" in capsys.readouterr().out
    out = tmp_path / "gradebook"
    data = (out / "objectives.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    (row, *_) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")
    assert row["name"] == "'=1;2" and float(row["share"].replace(",", ".")) <= 1
    notebook, names = nbformat.read(out / "gradebook.ipynb", as_version=4), {}
    monkeypatch.chdir(out)
    exec(notebook.cells[1].source, names)  # the cell that reads the tables
    assert names["objectives"]["share"].dtype == float


def test_one_lesson_of_two_is_a_share_of_what_was_handed_in_and_of_all(class_of_thirty, tmp_path):
    put(tmp_path, ada())
    other = pupil("Ben", "operations", questions.questions("operations"), 0.2, "steady", 5)
    put(tmp_path, other)
    made(tmp_path)
    row = rows(tmp_path / "out", "marks")[0]
    assert (row["handed_in"], row["lessons_set"], row["operations"]) == ("1", "2", "")
    part = len(ASKED) / (len(ASKED) + len(questions.questions("operations")))
    handed, of_all = float(row["percent_of_handed_in"]), float(row["percent_of_all_set"])
    assert handed == float(row[LESSON]) and of_all == pytest.approx(handed * part, abs=0.1)
    text = (tmp_path / "out" / "gradebook.html").read_text(encoding="utf-8")
    assert ">1 of 2</td>" in text and "% of all set" in text
    assert "% of all set" not in "".join(
        page.read_text("utf-8") for page in [one_lesson(tmp_path / "one")]
    )


def test_lessons_that_were_not_set_are_left_out_when_the_others_are_named(tmp_path, capsys):
    other = pupil("Ada", "operations", questions.questions("operations"), 0.2, "steady", 5)
    put(tmp_path, ada()._replace(work="all", answers=ada().answers + other.answers))
    asked = ["gradebook", str(tmp_path), "--lesson"]
    assert command_line.main([*asked, LESSON]) == 0
    (row,) = rows(tmp_path / "gradebook", "marks")
    assert row["lessons_set"] == "1" and "operations" not in row
    assert row["percent_of_all_set"] == row[LESSON]
    assert {row["lesson"] for row in rows(tmp_path / "gradebook", "questions")} == {LESSON}
    capsys.readouterr()
    with pytest.raises(SystemExit, match="Did you mean 'the_network'"):
        command_line.main([*asked, "the_netwrk"])


def one_lesson(folder):
    put(folder, ada())
    made(folder)
    return folder / "out" / "gradebook.html"


def test_answers_in_a_hurry_get_a_remark(tmp_path):
    quick = tuple(answer._replace(seconds=1.5) for answer in ada().answers)
    put(tmp_path, ada()._replace(answers=quick), "quick.json")
    put(tmp_path, ada(6)._replace(name="Bob"), "calm.json")
    builder = read_folder(tmp_path)
    assert "1.5 seconds" in report_on(builder, "quick.json").remark
    assert "hurry" not in report_on(builder, "calm.json").remark


def test_blanks_and_joiners_that_nobody_sees_make_no_other_name(tmp_path):
    for number, name in enumerate(("Ada ", "🏳️\u200d🌈 Fox", "A\u200dda")):
        put(tmp_path, ada(number)._replace(name=name), f"{number}.json")
    builder = read_folder(tmp_path)
    assert sorted(builder.pupils) == ["Ada", "Ada (2)", "🏳️\u200d🌈 Fox"]


def test_a_later_hand_in_takes_the_place_of_an_earlier_one(tmp_path):
    early = ada()._replace(answers=ada().answers[:5])
    for folder, (first, second) in {"x": (early, ada()), "y": (ada(), early)}.items():
        put(tmp_path / folder, first, "1.json")
        put(tmp_path / folder, second, "2.json")
        builder = read_folder(tmp_path / folder)
        assert builder.counted == 1
        assert builder.columns.answers().height == len(MARKED)
        assert [line.status for line in builder.reports].count("counted") == 1


def test_parts_of_a_lesson_handed_in_apart_are_put_together(tmp_path):
    answers = ada().answers
    for number, part in enumerate(
        (answers[:6], answers[4:9], answers[8:], answers[:6] + answers[9:])
    ):
        put(tmp_path, ada()._replace(answers=part), f"{number}.json")
        rows = read_folder(tmp_path).columns.answers()
        assert rows.height == rows["question"].n_unique()
    assert rows.height == len(MARKED)
    assert "put together with" in report_on(read_folder(tmp_path), "1.json").remark


def test_all_lessons_after_one_lesson_count_each_answer_once(tmp_path):
    other = pupil("ADA", "operations", questions.questions("operations"), 0.2, "steady", 5)
    both = ada()._replace(work="all", answers=ada().answers + other.answers)
    for folder, works in {"x": (ada(), other, both), "y": (ada(), both, other)}.items():
        for number, work in enumerate(works):
            put(tmp_path / folder, work, f"{number}.json")
        builder = made(tmp_path / folder)
        rows = builder.columns.answers()
        numbers = {question.id: n for n, question in enumerate(builder.questions)}
        assert builder.pupils == ["Ada"] and builder.counted < 3
        marked = [
            answer
            for answer in both.answers
            if builder.questions[numbers[answer.question]].is_marked
        ]
        assert rows.height == len(marked) == rows["question"].n_unique()


def test_two_pupils_of_one_name_are_kept_apart(tmp_path):
    put(tmp_path, ada(), "1.json")
    put(tmp_path, ada(6), "2.json")
    builder = read_folder(tmp_path)
    assert builder.pupils == ["Ada", "Ada (2)"]
    assert "two pupils" in report_on(builder, "2.json").remark
    assert builder.columns.answers().height == 2 * len(MARKED)


def test_other_versions_and_unfinished_work_get_a_remark(tmp_path):
    first, second, *rest = ada().answers
    gone = first._replace(question=f"{LESSON}.gone")
    other = second._replace(first="An option of last year", last=None)
    put(tmp_path, ada()._replace(answers=(gone, other, *rest[:4]), questions="0000"), "old.json")
    line = report_on(read_folder(tmp_path), "old.json")
    assert line.status == "counted"
    assert "made with other questions" in line.remark
    assert "1 answer not marked" in line.remark
    assert f"6 of {len(ASKED)} questions answered" in line.remark
    assert "fits no option" in line.remark


def test_an_exam_and_an_empty_hand_in_are_not_counted(tmp_path):
    put(tmp_path, ada()._replace(is_exam=True, work="autumn"), "exam.json")
    put(tmp_path, ada()._replace(answers=()), "empty.json")
    builder = made(tmp_path)
    assert "exam" in report_on(builder, "exam.json").remark
    assert "nothing is answered" in report_on(builder, "empty.json").remark
    assert builder.counted == 0
    assert "nothing to show" in (tmp_path / "out" / "gradebook.html").read_text(encoding="utf-8")


def test_hand_ins_in_a_zip_are_read_and_its_other_files_named(tmp_path):
    with zipfile.ZipFile(tmp_path / "class.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("8a/Ada.json", to_json(ada()))
        archive.writestr("8a/", "")
        archive.writestr("8a/notes.txt", "Ada was ill")
    builder = read_folder(tmp_path)
    assert [line.status for line in builder.reports] == ["counted", "not counted"]
    assert builder.reports[0].file == "class.zip › 8a/Ada.json"


def test_an_exams_questions_can_be_the_teachers_own_and_the_last_answer_count():
    question = next(question for question in ASKED if question.type == "single")
    wrong, good = next(iter(question.wrong)), right(question)
    given = ada().answers[0]._replace(question=question.id, first=wrong, last=good, tries=2)
    exam = HandIn("Ada", "autumn", (given,), is_exam=True, made=ada().made)
    lesson = exam._replace(is_exam=False, work="the_network")
    for hand_in, score in ((lesson, 0.0), (exam, 1.0)):
        builder = GradebookBuilder([question], is_exam=hand_in.is_exam)
        builder.add(Source(Path("x"), "x"), to_json(hand_in).encode())
        assert builder.columns.answers()["score"].to_list() == [score]


def test_a_thousand_different_wrong_numbers_do_not_fill_the_page():
    question = next(question for question in ASKED if question.type == "numeric")
    builder = GradebookBuilder(ASKED)
    for number in range(MAX_WRONG_ANSWERS + 50):
        given = (
            ada().answers[0]._replace(question=question.id, first=str(10_000 + number), last=None)
        )
        work = ada()._replace(name=f"P{number}", answers=(given,))
        builder.add(Source(Path("x"), str(number)), to_json(work).encode())
    labels = [label for _, label in builder.choices]
    assert len(labels) == MAX_WRONG_ANSWERS + 1 and labels[-1] == OTHER_ANSWER
    assert builder.columns.answers()["score"].sum() == 0


def test_a_large_class_gets_a_page_without_a_row_for_each_pupil(tmp_path, monkeypatch):
    monkeypatch.setattr(pupil_rows, "MAX_PUPILS", 1)
    put(tmp_path, ada(), "1.json")
    put(tmp_path, ada(6)._replace(name="Bob"), "2.json")
    made(tmp_path)
    assert "too many" in (tmp_path / "out" / "gradebook.html").read_text("utf-8")


def test_a_hand_in_made_after_the_day_it_was_due_is_called_late(tmp_path, capsys):
    put(tmp_path, ada()._replace(made="2026-11-22T10:00:00Z"), "early.json")
    put(tmp_path, ada(6)._replace(name="Bob", made="2026-11-25T10:00:00Z"), "late.json")
    assert command_line.main(["gradebook", str(tmp_path), "--due", "2026-11-23"]) == 0
    why = {row["file"]: row["why"] for row in rows(tmp_path / "gradebook", "files")}
    assert "late: made on 25 November 2026" in why["late.json"] and not why["early.json"]
    capsys.readouterr()
    with pytest.raises(SystemExit):
        command_line.main(["gradebook", str(tmp_path), "--due", "soon"])
    assert "soon" in capsys.readouterr().err


# Commands.


def test_the_command_says_what_it_did(tmp_path, capsys):
    put(tmp_path, ada())
    (tmp_path / "notes.txt").write_text("Ada was ill")
    assert command_line.main(["gradebook", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "notes.txt" in printed
    assert "add --semicolon" in printed and "jupyterlab" in printed
    assert "looked at: 2." in printed and "counted: 1." in printed
    assert (tmp_path / "gradebook" / "gradebook.html").exists()
    assert command_line.main(["gradebook", str(tmp_path)]) == 0, "its own output is not read again"
    assert "looked at: 2" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="no folder"):
        command_line.main(["gradebook", str(tmp_path / "nowhere")])


def test_without_polars_the_command_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.delitem(sys.modules, "lessons.classroom.gradebook")
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(SystemExit, match=r"polars.* start\.py teacher"):
        command_line.main(["gradebook", str(tmp_path)])


def test_learners_do_without_polars_to_hand_in():
    code = "import sys, lessons; lessons.hand_in('the_network'); print('polars' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_journal_on_a_stick_is_handed_in_by_a_command(tmp_path, capsys):
    for question in ASKED[:3]:
        journal.record(question.id, right(question), score=1, success=True)
    stick = ["hand-in", str(journal.path()), "--out", str(tmp_path / "new" / "folder")]
    (tmp_path / "IMG.jpg").write_bytes(b"\xff\xd8\xff\n\xe0")
    assert command_line.main([*stick, "--lesson", LESSON, "--name", "Ada"]) == 0
    assert "3 answers by Ada" in capsys.readouterr().out
    (path,) = tmp_path.glob("new/folder/hand-in-*.json")
    assert read(path.read_bytes()).name == "Ada"
    for wrong, word in (
        ([*stick, "--lesson", "the_netwrk", "--name", "Ada"], "Did you mean"),
        ([*stick, "--lesson", LESSON, "--name", " "], "Type your name"),
        ([*stick, "--lesson", "operations", "--name", "Ada"], "no answers"),
        (["hand-in", str(tmp_path / "none"), "--name", "Ada"], "cannot be read"),
        (["hand-in", str(tmp_path / "IMG.jpg"), "--name", "Ada"], "not a journal"),
    ):
        with pytest.raises(SystemExit, match=word):
            command_line.main(wrong)


def test_every_question_of_the_course_can_be_handed_in_and_marked_right():
    builder = GradebookBuilder()
    given = [
        ada().answers[0]._replace(question=question.id, first=right(question), last=None)
        for question in builder.questions
        if question.is_marked
    ]
    work = ada()._replace(work="all", answers=tuple(given))
    builder.add(Source(Path("x"), "x"), to_json(work).encode())
    assert builder.columns.answers()["score"].to_list() == [1.0] * len(given)
    assert builder.columns.wrong_choices().height == 0
    assert gradebook.MAX_PRINTED > 0


# What schools' systems and pupils' programs make of files.


def text_of(name="Zoë"):
    return to_json(ada()._replace(name=name))


STRANGE = {
    "utf-16": (text_of().encode("utf-16"), "UTF-16", "Zoë"),
    "utf-16 without a mark": (text_of().encode("utf-16-le"), "UTF-16", "Zoë"),
    "gzip": (gzip.compress(text_of().encode()), "gzip", "Ben"),
    "a line in front": (b"From: Zoe\n\n" + text_of().encode(), "in front", "Zoë"),
    "a web page": (b"<!DOCTYPE html><html><title>Sign in</title>", "web page", "Ben"),
    "a formatted text": (b"{\\rtf1\\ansi " + text_of().encode(), "RTF", "Zoë"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(99), "make a ZIP", "Ben"),
    "rar": (b"Rar!\x1a\x07\x01" + bytes(99), "make a ZIP", "Ben"),
    "a picture": (b"\xff\xd8\xff\xe0" + bytes(99), "picture", "Ben"),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_a_hand_in_of_another_form_is_named_with_whose_it_is(tmp_path, kind):
    data, word, name = STRANGE[kind]
    (tmp_path / "hand-in-the_network-Ben.json").write_bytes(data)
    put(tmp_path, ada())
    builder = read_folder(tmp_path)
    report = report_on(builder, "hand-in-the_network-Ben.json")
    assert word in report.remark and report.pupil == f"{name} (a guess)"
    assert builder.counted == 1


@pytest.mark.parametrize(
    "name", ["desktop.ini", "Thumbs.db", ".DS_Store", "._Ada.json", "~$list.docx", "__MACOSX/x"]
)
def test_files_of_the_system_are_not_looked_at(tmp_path, name):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"[.ShellClassInfo]\n")
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr(name, b"[x]")
        archive.writestr("Ada.json", to_json(ada()))
    assert [report.file for report in read_folder(tmp_path).reports] == ["class.zip › Ada.json"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_a_file_name_in_another_encoding_stops_nothing(tmp_path, capsys):
    (tmp_path / os.fsdecode(b"hand-in-x-Z\xff.json")).write_bytes(b"{")
    put(tmp_path, ada())
    assert command_line.main(["gradebook", str(tmp_path)]) == 0
    assert "Hand-ins counted: 1." in capsys.readouterr().out


def test_a_zip_can_be_named_itself(tmp_path, capsys):
    with zipfile.ZipFile(tmp_path / "9b.zip", "w") as archive:
        archive.writestr("Ada.json", to_json(ada()))
    assert command_line.main(["gradebook", str(tmp_path / "9b.zip")]) == 0
    page_text = (tmp_path / "9b-gradebook" / "gradebook.html").read_text(encoding="utf-8")
    assert "<h1>Gradebook, 9b</h1>" in page_text
    assert {path.name for path in tmp_path.iterdir()} == {"9b.zip", "9b-gradebook"}


def test_an_empty_folder_says_what_was_looked_for_and_writes_nothing(tmp_path):
    with pytest.raises(SystemExit, match=r"hand-in-the_network-Amina\.json"):
        command_line.main(["gradebook", str(tmp_path)])
    assert not list(tmp_path.iterdir())


def test_near_names_are_asked_about_and_the_same_ones_are_one(tmp_path):
    early = ada()._replace(answers=ada().answers[:5], name="Işıl Çağlar")
    put(tmp_path, early, "1.json")
    put(tmp_path, ada()._replace(name="IŞIL ÇAĞLAR"), "2.json")
    put(tmp_path, ada(6)._replace(name="Anna Müller"), "3.json")
    put(tmp_path, ada(7)._replace(name="Anna Muller"), "4.json")
    builder = read_folder(tmp_path)
    assert builder.pupils == ["Işıl Çağlar", "Anna Müller", "Anna Muller"]
    assert "'Anna Muller': one pupil" in report_on(builder, "3.json").remark
    assert "'Anna Müller': one pupil" in report_on(builder, "4.json").remark
    assert "one pupil" not in report_on(builder, "2.json").remark


def test_the_page_names_class_lessons_and_day(tmp_path):
    put(tmp_path, ada())
    assert command_line.main(["gradebook", str(tmp_path), "--class", "9b & c"]) == 0
    text = (tmp_path / "gradebook" / "gradebook.html").read_text(encoding="utf-8")
    assert "<h1>Gradebook, 9b &amp; c</h1>" in text
    assert "3 · The network" in text and f"{date.today():%B %Y}" in text


@pytest.mark.parametrize("place", ["plain", "with blanks & more", "o'clock"])
def test_the_printed_command_runs_as_printed(tmp_path, place, monkeypatch, capsys):
    folder = tmp_path / place / "hand-ins"
    put(folder, ada())
    course = tmp_path / place / "moved"
    venv.create(course, symlinks=os.name != "nt")
    python = course / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    monkeypatch.setattr(sys, "executable", str(python))
    assert command_line.main(["gradebook", str(folder)]) == 0
    printed = capsys.readouterr().out.rpartition("type: ")[2].strip()
    (python.parents[1] / "jupyterlab.py").write_text(
        "import pathlib, sys; print(pathlib.Path(sys.argv[1]).is_file())"
    )
    done = subprocess.run(
        printed, shell=True, capture_output=True, text=True, check=True, cwd=python.parents[1]
    )
    assert done.stdout.strip() == "True"
