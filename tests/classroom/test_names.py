"""Every name comes back as it was typed: hand-in, gradebook, exam, class list and journal."""

import csv
import io

import pandas as pd
import pytest
from simulated_class import pupil

from lessons import __main__ as command_line
from lessons import hand_in, journal, questions
from lessons.classroom import gradebook
from lessons.classroom.class_list import names_in
from lessons.classroom.exams.marking import ExamGradebookBuilder
from lessons.classroom.gradebook_builder import GradebookBuilder
from lessons.classroom.hand_in import AnsweredQuestion, HandIn, file_name, read, to_json
from lessons.classroom.hand_in_reader import Source
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


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """Return the gradebook's folder of a class with all these names."""
    folder = tmp_path_factory.mktemp("class")
    for number, name in enumerate(NAMES):
        (folder / f"{number}-{file_name(given(name, number))}").write_text(
            to_json(given(name, number)), encoding="utf-8"
        )
    gradebook.make(folder, folder / "out")
    return folder / "out"


@pytest.mark.parametrize("name", NAMES)
def test_a_hand_in_holds_the_name_as_it_was_typed(name):
    journal.record(ASKED[0].id, "x", score=0, success=False)
    file, text = hand_in(LESSON).hear({"do": "make", "name": name})[0]["file"]
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


def test_the_notebook_reads_codes_as_text(tables, monkeypatch):
    import nbformat

    monkeypatch.chdir(tables)
    names = {}
    exec(nbformat.read(tables / "gradebook.ipynb", as_version=4).cells[1].source, names)
    for table in ("marks", "objectives"):
        found = names[table]["name"]
        assert set(found.str.removeprefix("'")) == set(NAMES)
        assert pd.api.types.is_numeric_dtype(names["marks"]["answered"])


@pytest.mark.parametrize("name", NAMES)
def test_an_exam_is_marked_under_the_name_as_it_was_typed(name):
    question = next(it for it in ASKED if it.type == "single")
    work = HandIn(
        name, "autumn", (AnsweredQuestion(question.id, "x", "2026-11-23T10:00:00Z"),),
        is_exam=True, made="2026-11-23T10:00:00Z",
    )  # fmt: skip
    builder = GradebookBuilder([question], uses_last_answers=True, takes_exams=True)
    builder.add(Source(None, "x"), to_json(work).encode())
    assert builder.pupils == [name] and issubclass(ExamGradebookBuilder, GradebookBuilder)


@pytest.mark.parametrize("name", NAMES)
def test_a_journal_is_kept_and_handed_in_under_every_name(name, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COOPERATIVE_SECURITY_LEARNER", name)
    journal.record(ASKED[0].id, "x", score=0, success=False)
    assert journal.place().parent.name == folder_name(name)
    monkeypatch.setenv("COOPERATIVE_SECURITY_LEARNER", name.upper())
    assert len(journal.answers()) == 1
    asked = ["hand-in", str(journal.place()), f"--name={name}", "--out", str(tmp_path)]
    assert command_line.main(asked) == 0
    (file,) = tmp_path.glob("hand-in-*.json")
    assert read(file.read_bytes()).name == name
    assert name in capsys.readouterr().out


def test_all_names_are_of_different_people():
    assert len({folder_name(name) for name in NAMES}) == len(NAMES)


def test_a_class_list_gives_every_name_back():
    assert names_in("\n".join(["Name", *NAMES])) == [
        "Seán O'Brien" if name == "O'Brien, Seán" else name for name in NAMES
    ]
    assert names_in("\n".join(NAMES[:50])) == NAMES[:50]
