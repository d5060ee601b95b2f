"""Every name comes back as it was typed: hand-in, gradebook, exam, class list and journal."""

import csv
import html
import io
import re
import zipfile

import pytest
from sampling import exhaustive
from simulated_class import pupil, right

from lessons import __main__ as command_line
from lessons import hand_in, journal, questions
from lessons.classroom import feedback
from lessons.classroom.class_list import pupils_in
from lessons.classroom.exams import key, making, paper
from lessons.classroom.hand_in import AnsweredQuestion, HandIn, file_name, read, to_json
from lessons.core.names import folder_name

LESSON = "the_network"
ASKED = questions.questions(LESSON)
NAMES = [
    "Ayşe Yılmaz", "IŞIL ÇAĞLAR", "İnci", "Zoë Weiß", "Łukasz Żółć", "Þórdís Eðvarðsdóttir",
    "Ngũgĩ wa Thiong’o", "Nguyễn Thị Ánh", "Σίσυφος", "Ђорђе", "Ёлкин", "Անահիտ", "ნინო",
    "שָׂרָה", "علی\u200cرضا", "أحمد", "ܐܒܪܗܡ", "ދިވެހި", "सीता", "सोता", "ব\u09cdয\u09be", "ਗੁਰਮੀਤ",
    "ગીતા", "தமிழ்", "తెలుగు", "ಕನ್ನಡ", "മോഹന്\u200d", "ශ්\u200dරී", "สมชาย", "ລາວ", "བསོད་ནམས", "မောင်",
    "ខ្មែរ", "አበበ", "ᏣᎳᎩ", "ᠮᠣᠩᠭᠣᠯ", "王伟", "さくら", "김민준", "ⵜⵉⴼⵉⵏⴰⵖ", "𞤀𞤣𞤤𞤢𞤥",
    "0042", "1E5", "NA", "null", "None", "True", "1/2", "2026-11-28", "-", "O'Brien, Seán",
    "Anna & Bob <x>", "CON", "a.b", "🏳️\u200d🌈 Fox", "x" * 80,
]  # fmt: skip


def given(name, number):
    return pupil(name, LESSON, ASKED, 0.3, "steady", number)


@pytest.fixture(scope="module", params=[exhaustive("gradebook"), exhaustive("exam mark")])
def tables(request, tmp_path_factory):
    """Return the gradebook's folder of a class with all these names, of a lesson or an exam."""
    folder = tmp_path_factory.mktemp("class")
    (paper_given,), keyed = making.make("autumn", "Autumn", ASKED, 1, 1)
    (folder / "key.json").write_text(key.to_json(keyed), encoding="utf-8")
    (folder / "in").mkdir()
    for number, name in enumerate(NAMES):
        is_exam = request.param != "gradebook"
        work = in_exam(name, paper_given, keyed) if is_exam else given(name, number)
        file = folder / "in" / f"{number}-{file_name(work)}"
        file.write_text(to_json(work), encoding="utf-8")
    arguments = [*request.param.split(), str(folder / "in"), "--out", str(folder / "out")]
    arguments += ["--key", str(folder / "key.json")] * is_exam
    assert command_line.main([*arguments, "--feedback"]) == 0
    return folder / "out"


def in_exam(name, exam, keyed):
    """Return what a pupil of this name hands in, with one answer."""
    question = next(question for question in keyed.questions if question.type == "single")
    answer = AnsweredQuestion(
        question.id, right(question), f"2026-11-23T10:{NAMES.index(name):02}:00Z"
    )
    return HandIn(
        name, exam.exam, (answer,), is_exam=True, paper=exam.paper,
        questions=paper.fingerprint(exam), made="2026-11-23T11:00:00Z",
    )  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_hand_in_holds_the_name_as_it_was_typed(name):
    journal.record(ASKED[0].id, "x", score=0, success=False)
    file, text = hand_in(LESSON).handle({"do": "make", "name": name})[0]["file"]
    assert read(text.encode()).name == name
    assert not set(file) & set('<>:"/\\|?*')


def test_a_file_has_a_name_of_its_own_for_every_name_of_letters():
    letters = [name for name in NAMES if name.replace(" ", "").isalpha() or not name.isascii()]
    assert len({file_name(given(name, 1)) for name in letters}) == len(letters)


def test_the_tables_hold_every_name_as_it_was_typed(tables):
    for table in ("marks", "objectives"):
        text = (tables / f"{table}.csv").read_text(encoding="utf-8-sig")
        found = {row["name"].removeprefix("'") for row in csv.DictReader(io.StringIO(text))}
        assert found == set(NAMES)


def test_every_pupil_gets_a_page_of_feedback_under_the_name_as_it_was_typed(tables):
    with zipfile.ZipFile(tables / feedback.FILE) as archive:
        pages = [
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".html")
        ]
    headings = [re.search("<h1[^>]*>(.*?)</h1>", page)[1] for page in pages]
    assert sorted(map(html.unescape, headings)) == sorted(NAMES)


def test_the_notebook_reads_codes_as_text(tables, monkeypatch):
    import nbformat
    import pandas as pd

    monkeypatch.chdir(tables)
    names = {}
    exec(nbformat.read(tables / "gradebook.ipynb", as_version=4).cells[1].source, names)
    for table in ("marks", "objectives"):
        found = names[table]["name"]
        assert set(found.str.removeprefix("'")) == set(NAMES)
        assert pd.api.types.is_numeric_dtype(names["marks"]["answered"])


@pytest.mark.parametrize("name", NAMES)
def test_a_journal_is_kept_and_handed_in_under_every_name(name, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COOPERATIVE_SECURITY_LEARNER", name)
    journal.record(ASKED[0].id, "x", score=0, success=False)
    assert journal.path().parent.name == folder_name(name)
    monkeypatch.setenv("COOPERATIVE_SECURITY_LEARNER", name.upper())
    assert len(journal.answers()) == 1
    asked = ["hand-in", str(journal.path()), f"--name={name}", "--out", str(tmp_path)]
    assert command_line.main(asked) == 0
    (file,) = tmp_path.glob("hand-in-*.json")
    assert read(file.read_bytes()).name == name
    assert name in capsys.readouterr().out


def test_all_names_are_of_different_people():
    assert len({folder_name(name) for name in NAMES}) == len(NAMES)


def test_a_class_list_gives_every_name_back():
    headed, bare = pupils_in("\n".join(["Name", *NAMES])), pupils_in("\n".join(NAMES[:50]))
    assert [pupil.name for pupil in headed] == [
        "Seán O'Brien" if name == "O'Brien, Seán" else name for name in NAMES
    ]
    assert [pupil.name for pupil in bare] == NAMES[:50]
