"""The command that writes the questions for other systems."""

import os
import subprocess
import sys

import pytest
from defusedxml import ElementTree as Xml
from exporting import cards, nasty_lesson, unpacked

from lessons.__main__ import main
from lessons.core import paths
from lessons.publishing import exports


def test_anki_knows_a_card_again_when_its_text_has_changed(tmp_path, monkeypatch):
    lesson = nasty_lesson(tmp_path)
    monkeypatch.setattr(paths, "LESSONS", tmp_path)
    before, decks, _ = cards(exports.Request(("nasty",)))
    text = (lesson / "quiz.toml").read_text(encoding="utf-8")
    lesson = nasty_lesson(tmp_path / "later")
    (lesson / "quiz.toml").write_text(text.replace("ends in", "stops at"), encoding="utf-8")
    monkeypatch.setattr(paths, "LESSONS", tmp_path / "later")
    after, same, _ = cards(exports.Request(("nasty",)))
    assert before != after
    assert {name: guid for name, (guid, _) in before.items()} == {
        name: guid for name, (guid, _) in after.items()
    }
    assert decks == same


def test_a_control_character_does_not_break_a_file(tmp_path, monkeypatch):
    lesson = nasty_lesson(tmp_path)
    text = (lesson / "quiz.toml").read_text(encoding="utf-8")
    text = text.replace("ends in", r"ends \u0001\u000b in")
    (lesson / "quiz.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(paths, "LESSONS", tmp_path)
    files = {}
    for form in exports.FORMATS:
        files |= exports.export(form, exports.Request(("nasty",))).files
    files |= unpacked(files["nasty.canvas.zip"])
    read = [Xml.fromstring(files[name]) for name in files if name.endswith(".xml")]
    assert len(read) == 4


# The command


def test_a_version_of_moodle_that_makes_no_difference_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["export", "moodle", "3", "--moodle=4.5", "--out", str(tmp_path)])
    assert "4.4" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.exhaustive
def test_the_same_sources_give_the_same_bytes():
    say = (
        "import hashlib; from lessons.publishing.exports import *\n"
        "for form in FORMATS:\n"
        "    made = export(form, Request(('the_network',)))\n"
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
    assert main(["export", form, "03_the_network", "--out", str(tmp_path / "new")]) == 0
    printed = capsys.readouterr().out
    written = list((tmp_path / "new").iterdir())
    assert written and all(str(path) in printed and path.stat().st_size for path in written)
    assert exports.FORMATS[form]["how_to_import"] in printed
    assert "the_network." not in printed.replace("the_network.canvas", "").replace(
        "the_network.", "", len(written)
    ), "remarks name kinds, not questions"
    assert len(printed.splitlines()) < 15


@pytest.mark.parametrize(
    ("package", "command"),
    [
        ("genanki", ["export", "anki"]),
        ("fpdf", ["handout"]),
        ("openpyxl", ["export", "spreadsheet"]),
        ("mistune", ["lesson-plan"]),
    ],
)
def test_a_missing_package_is_named_with_the_way_to_get_it(monkeypatch, package, command, tmp_path):
    users = [f"lessons.publishing.{name}" for name in ("exports", "handout", "lesson_plan")]
    for name in list(sys.modules):
        if name.startswith((f"{package}.", *users)) and name != "lessons.publishing.exports":
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(SystemExit) as end:
        main([*command, "the_network", "--out", str(tmp_path)])
    assert f"The package '{package}" in str(end.value.code)
    assert "start.py teacher" in str(end.value.code)
    assert not list(tmp_path.iterdir())
