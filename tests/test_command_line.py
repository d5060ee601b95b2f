"""One parser reads the command line: help never acts, and a mistake is one sentence."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from lessons.__main__ import COMMANDS, main
from lessons.core.commands import Command
from lessons.core.paths import ROOT
from lessons.course import BrokenLesson, Lesson, lessons


def every_command(commands: Mapping[str, Command] = COMMANDS) -> Iterator[list[str]]:
    """Yield the words of every command, also of those that belong to another: `exam make`."""
    for name, command in commands.items():
        for word in (name, *command.aliases):
            yield [word]
        yield from ([name, *words] for words in every_command(command.commands))


@pytest.mark.parametrize("words", list(every_command()), ids=" ".join)
def test_help_never_acts(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def act(_: object) -> int:
        raise AssertionError(f"{words} acts")

    for known, command in COMMANDS.items():
        monkeypatch.setitem(COMMANDS, known, replace(command, run=act))
    with pytest.raises(SystemExit) as end:
        main([*words, "--help"])
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith("usage: python -m lessons ")


NOT_ABOUT_LESSONS = {"coverage", "new-lesson", "bundle", "stick", "web", "exam", "class"}
NOT_ABOUT_LESSONS |= {"exam template", "exam paper", "exam mark"}


@pytest.mark.parametrize("words", list(every_command()), ids=" ".join)
def test_a_lesson_is_named_in_one_way_by_every_command(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*words, "--help"])
    takes_lessons = "--lesson LESSON" in capsys.readouterr().out
    assert takes_lessons == (" ".join(words) not in NOT_ABOUT_LESSONS)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list to which `slides` adds the lessons that it is asked for."""
    found: list[str] = []

    def write(lesson: Lesson, _out: Path) -> list[Path]:
        found.append(lesson.slug)
        return []

    monkeypatch.setattr("lessons.publishing.slides.write_slides", write)
    return found


@pytest.mark.parametrize(
    "words",
    [
        ["3", "operations"],
        ["--lesson", "3", "--lesson", "operations"],
        ["3", "--lesson", "08_operations"],
        ["--out", "{out}", "3", "operations"],
        ["3", "--out", "{out}", "operations"],
    ],
)
def test_lessons_may_be_named_before_and_after_options(
    words: list[str], asked: list[str], tmp_path: Path
) -> None:
    assert main(["slides", *(word.format(out=tmp_path) for word in words)]) == 0
    assert asked == ["the_network", "operations"]


def test_without_a_name_all_lessons_are_meant(asked: list[str]) -> None:
    assert main(["slides"]) == 0
    assert asked == [lesson.slug for lesson in lessons()]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["slides", "the_netwrk"], "Did you mean 'the_network'?"),
        (["new-lesson", "the_network"], "page 'the_network'"),
        (["new-lesson", "Arms Control"], "not a short name"),
        (["new-lesson", "arms_control", "--number", "3"], "Number 3 is taken"),
    ],
)
def test_a_name_that_cannot_be_used_is_one_sentence(words: list[str], says: str) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert says in str(end.value.code)
    assert "\n" not in str(end.value.code)


@pytest.mark.parametrize("words", [[], ["bild"], ["coverage", "3"]])
def test_what_is_no_command_and_no_option_is_refused(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert "usage: python -m lessons" in capsys.readouterr().err


def test_one_broken_lesson_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from lessons.publishing import slides

    def write(lesson, folder: Path) -> list[Path]:
        if lesson.number == 1:
            raise BrokenLesson("lessons/01/lesson.md, line 3: no.")
        return [folder / f"{lesson.number}.html"]

    monkeypatch.setattr(slides, "write_slides", write)
    assert main(["slides", "1", "2", "--out", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert printed.err == "lessons/01/lesson.md, line 3: no.\n"
    assert printed.out == f"{tmp_path / '2.html'}\n"


def test_a_reader_who_has_seen_enough_gets_no_traceback() -> None:
    command = [sys.executable, "-m", "lessons", "coverage"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
