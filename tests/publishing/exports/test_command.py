"""The command that takes questions to other systems, and the journal to a record store."""

import json
import os
import re
import subprocess
import sys

import pytest
import tincan
from exporting import asked, cards, nasty_lesson, wish_for

from lessons import journal, questions
from lessons.__main__ import main
from lessons.classroom.hand_in import AnsweredQuestion, HandIn, to_json
from lessons.core import paths
from lessons.publishing import exports


@pytest.fixture(params=["course", "nasty"])
def wish(request, tmp_path, monkeypatch):
    """Return a wish for the whole course, then for a bank full of signs that formats use."""
    if request.param == "nasty":
        monkeypatch.setattr(paths, "LESSONS", nasty_lesson(tmp_path / "lessons").parent)
    return wish_for(request.param)


def test_a_number_that_canvas_cannot_take_is_left_out_by_name(tmp_path, monkeypatch):
    lesson = nasty_lesson(tmp_path)
    text = (lesson / "quiz.toml").read_text(encoding="utf-8").replace("= -3.25", "= 0.5")
    (lesson / "quiz.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(paths, "LESSONS", tmp_path)
    made = exports.export("canvas", exports.Wish(("nasty",)))
    assert any(line.startswith("nasty.numeric") and "LEFT OUT" in line for line in made.lost)


def test_anki_knows_a_card_again_when_its_text_has_changed(tmp_path, monkeypatch):
    lesson = nasty_lesson(tmp_path)
    monkeypatch.setattr(paths, "LESSONS", tmp_path)
    before, decks, _ = cards(exports.Wish(("nasty",)))
    text = (lesson / "quiz.toml").read_text(encoding="utf-8")
    (lesson / "quiz.toml").write_text(text.replace("ends in", "stops at"), encoding="utf-8")
    questions._read.cache_clear()
    after, same, _ = cards(exports.Wish(("nasty",)))
    assert before != after
    assert {name: guid for name, (guid, _) in before.items()} == {
        name: guid for name, (guid, _) in after.items()
    }
    assert decks == same


def right_answer(question) -> object:
    match question:
        case questions.Single(right=right):
            return next(iter(right))
        case questions.Multiple(right=right):
            return list(right)
        case questions.TrueFalse():
            return {"verdict": question.answer, "reason": next(iter(question.right))}
        case questions.Matching(pairs=pairs) | questions.Classify(items=pairs):
            return dict(pairs)
        case questions.Ordering(items=items):
            return list(items)
        case questions.Numeric():
            return f"{question.answer:.12g}"
    return question.answer[0]


def statements(wish) -> list[tincan.Statement]:
    (content,) = exports.export("xapi", wish).files.values()
    return [tincan.Statement.from_json(line) for line in content.decode().splitlines()]


def test_every_kind_of_right_answer_fits_the_pattern_of_right_answers(wish):
    bank = asked(wish)
    for question in bank:
        answer = right_answer(question)
        assert question.mark(answer).score == 1.0
        journal.record(question.id, answer, score=1.0, success=True, confidence="sure", hint=True)
    found = {each.object.definition.name["en"]: each for each in statements(wish)}
    assert found.keys() == {question.id for question in bank}
    for question in bank:
        said, wanted = found[question.id].result, found[question.id].object.definition
        assert said.score.scaled == 1.0 and said.success is True
        assert wanted.description["en"] == question.ask
        assert fits(said.response, wanted), question.id


def fits(response: str, wanted) -> bool:
    patterns = wanted.correct_responses_pattern
    if wanted.interaction_type == "numeric":
        low, high = patterns[0].split("[:]")
        return float(low) <= float(response) <= float(high)
    if wanted.interaction_type == "sequencing":
        return response in patterns
    return set(response.split("[,]")) in [set(each.split("[,]")) for each in patterns]


def test_xapi_lists_every_option_once(wish):
    for question in asked(wish):
        journal.record(question.id, right_answer(question), score=1.0, success=True)
    for each in statements(wish):
        wanted = each.object.definition
        for part in (wanted.choices, wanted.source, wanted.target):
            names = [component.id for component in part or []]
            assert len(names) == len(set(names))


def test_xapi_names_the_learner_by_a_code_and_keeps_the_time_and_the_guess():
    journal.record("the_network.estimate", 40, verb="estimated")
    journal.record("the_network.gone", "x", score=0.0, success=False)
    journal.record("the_network.sum", ["not", "a", "number"], score=0.0, success=False)
    wish = exports.Wish(("the_network",), home="https://school.example/cs/", learner="K7")
    guess, gone, damaged = statements(wish)
    kept = [*journal.answers(verb="estimated"), *journal.answers()]
    assert [str(each.id) for each in (guess, gone, damaged)] == [each.id for each in kept]
    assert guess.actor.account.name == "K7"
    assert guess.actor.account.home_page == "https://school.example/cs/"
    assert guess.verb.id == "http://adlnet.gov/expapi/verbs/responded"
    assert guess.result.score is None and guess.result.response == "40"
    assert gone.object.id == "https://school.example/cs/question/the_network.gone"
    assert json.loads(damaged.result.response) == ["not", "a", "number"]
    assert any("the_network.gone" in line for line in exports.export("xapi", wish).lost)


def test_an_empty_journal_writes_no_file_and_says_where_it_looked(tmp_path, capsys):
    out = tmp_path / "new"
    assert main(["export", "xapi", "03", "--out", str(out)]) == 1
    said = capsys.readouterr().out
    assert f"({journal.place()}) holds no answers to the_network" in said
    assert not out.exists()


# A class


@pytest.fixture
def class_folder(tmp_path):
    """Return the hand-ins of Ada, who did so twice, and Ben; an exam's; and a file that is none."""
    folder = tmp_path / "class"
    folder.mkdir()
    given = AnsweredQuestion("the_network.sum", "22 + 7 + 4 + 8", "2026-11-23T10:15:00Z", score=0.0)
    late = given._replace(first="28 + 7 + 4 + 2", at="2026-11-23T11:00:00Z", sure="guess")
    for number, (name, first) in enumerate([("Ada L.", given), ("Ada L.", given), ("Ben", late)]):
        work = HandIn(name, "the_network", (first,), made="2026-11-23T12:00:00Z")
        (folder / f"{number}.json").write_text(to_json(work), encoding="utf-8")
    paper = HandIn("Ben", "autumn", (late,), is_exam=True, made="2026-11-23T12:00:00Z")
    (folder / "exam.json").write_text(to_json(paper), encoding="utf-8")
    (folder / "holiday.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


def class_statements(out) -> list[tincan.Statement]:
    (path,) = out.iterdir()
    lines = path.read_text(encoding="utf-8").splitlines()
    return [tincan.Statement.from_json(line) for line in lines]


def test_hand_ins_are_told_by_number_marked_again_and_each_answer_once(
    class_folder, tmp_path, capsys
):
    order = ["export", "xapi", "--hand-ins", str(class_folder), "3"]
    assert main([*order, "--out", str(tmp_path / "out")]) == 0
    ada, ben = class_statements(tmp_path / "out")
    assert [each.actor.account.name for each in (ada, ben)] == ["pupil-1", "pupil-2"]
    assert ada.result.success is True and ada.result.score.scaled == 1.0
    assert ben.result.success is False and ben.result.score.scaled == 0.0
    said = capsys.readouterr().out
    assert "Pupils are called pupil-1" in said
    assert "holiday.jpg: left out" in said and "exam.json: left out; it is of an exam" in said
    (path,) = (tmp_path / "out").iterdir()
    assert not re.search("Ada|Ben", path.read_text(encoding="utf-8"))
    again = exports.export("xapi", exports.Wish(("the_network",), folder=class_folder))
    assert list(again.files.values()) == [path.read_bytes()], "the same hand-ins, the same bytes"


def test_names_are_told_only_if_asked_for(class_folder, tmp_path, capsys):
    order = ["export", "xapi", "3", "--hand-ins", str(class_folder), "--names"]
    assert main([*order, "--out", str(tmp_path / "out")]) == 0
    names = [each.actor.account.name for each in class_statements(tmp_path / "out")]
    assert names == ["Ada L.", "Ben"]
    assert "pupil-1" not in capsys.readouterr().out


def test_a_folder_without_answers_writes_nothing(class_folder, tmp_path, capsys):
    out = tmp_path / "out"
    order = ["export", "xapi", "priority_areas", "--out", str(out), "--hand-ins"]
    assert main([*order, str(class_folder)]) == 1
    assert "hold no answers to priority_areas" in capsys.readouterr().out
    assert main([*order, str(tmp_path / "nowhere")]) == 1
    assert "There is no folder" in capsys.readouterr().out
    assert not out.exists()


# The command


def test_the_same_sources_give_the_same_bytes():
    journal.record("the_network.sum", "41", score=1.0, success=True)
    say = (
        "import hashlib; from lessons.publishing.exports import *\n"
        "for form in FORMATS:\n"
        "    made = export(form, Wish(('the_network',)))\n"
        "    print(form, [hashlib.sha256(c).hexdigest() for c in made.files.values()])\n"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", say],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            cwd=paths.ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    first, second = (run.communicate()[0] for run in runs)
    assert first == second
    assert first.count("\n") == len(exports.FORMATS)


@pytest.mark.parametrize("form", exports.FORMATS)
def test_the_command_writes_files_and_says_what_is_not_carried(form, tmp_path, capsys):
    journal.record("the_network.sum", "41", score=1.0, success=True)
    assert main(["export", form, "03_the_network", "--out", str(tmp_path / "new")]) == 0
    said = capsys.readouterr().out
    written = list((tmp_path / "new").iterdir())
    assert written and all(str(each) in said and each.stat().st_size for each in written)
    assert f"To bring it in. {exports.BRING_IN[form]}." in said
    assert said.count("nothing is marked") == (form == "anki"), "said once, not for each card"
    if form != "xapi":
        assert "the_network.estimate: " in said and "the_network.mauritania (locate): " in said


def test_a_missing_tool_is_named_with_the_way_to_get_it(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "genanki", None)
    assert main(["export", "anki", "the_network"]) == 1
    assert "genanki is needed" in capsys.readouterr().out
