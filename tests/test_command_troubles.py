"""A command that fails prints one sentence and leaves no half-written file."""

import asyncio
import errno
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from sampling import pairs

from lessons.__main__ import COMMANDS, main
from lessons.core.commands import Command
from lessons.core.paths import DATA, NOTEBOOKS, ROOT
from lessons.publishing import exam_papers, handout, notebooks, offline_bundle
from lessons.publishing.web import site
from lessons.publishing.web.pages import home_page
from lessons.runtime.class_server import command as class_server

FIXTURES = ROOT / "tests" / "fixtures" / "first_edition"
NAME = "Işıl Çağlar"  # ş, ı and ğ are not in the encoding of an older Windows console
QUESTIONS = """
[[question]]
ask = "Which of these countries is an Ally?"
right = ["Norway"]
wrong = ["Austria", "Ireland"]
"""


def every_command(commands: Mapping[str, Command] = COMMANDS, before: str = "") -> Iterator[str]:
    """Yield the name of every command, also of those that belong to another: `exam make`."""
    for name, command in commands.items():
        if command.commands:
            yield from every_command(command.commands, f"{before}{name} ")
        else:
            yield f"{before}{name}"


# The arguments of each command: `{in}` is a folder to read from, `{out}` one to write into.
ARGUMENTS = {
    "build": "",
    "check": "3",
    "coverage": "",
    "new-lesson": "arms_control",
    "handout": "--lesson 3 --out {out}",
    "slides": "--lesson 3 --out {out}",
    "lesson-plan": "--lesson 3 --out {out}",
    "web": "--out {out}",
    "export": "moodle --lesson 3 --out {out}",
    "nbgrader": "--lesson 3 --out {out}",
    "bundle": "--platform linux --python 3.12 --out {out}/course.zip",
    "hand-in": "{in}/journal.jsonl --name NAME --out {out}",
    "gradebook": "{in}/hand-ins --out {out} --feedback --names {in}/class.csv --class NAME",
    "exam template": "{out}/questions.toml",
    "exam make": "autumn --title NAME --own {in}/own.toml --out {out}",
    "exam paper": "--key {in}/key.json --out {out}",
    "exam mark": "{in}/exam --key {in}/key.json --out {out} --feedback --scheme {in}/scheme.toml",
    "class": "--site {in}/web --folder {out} --no-browser",
}
READ_ONLY = {"check", "coverage"}  # these write nothing
IN_THE_COURSE = {"build", "new-lesson"}  # these write nowhere else
SAFE_ARGUMENTS = dict.fromkeys(IN_THE_COURSE, "NAME")  # no such lesson: nothing is done


def test_every_command_is_tried():
    assert set(ARGUMENTS) == set(every_command())


NAMES = (NAME, os.fsdecode(b"Andr\xe9"))  # the second is no UTF-8


@pytest.fixture
def folder(request, tmp_path: Path) -> Path:
    """Return a folder of this name, with what the commands read."""
    try:
        return filled(tmp_path / request.param)
    except OSError:
        pytest.skip("this file system has no such names")


@pytest.fixture
def plain_folder(tmp_path: Path) -> Path:
    """Return a folder with what the commands read."""
    return filled(tmp_path / "files")


def filled(folder: Path) -> Path:
    """Make a folder with a journal, hand-ins, an exam's key, and what else commands read."""
    shutil.copytree(FIXTURES / "hand_ins", folder / "hand-ins")
    shutil.copytree(FIXTURES / "exam" / "hand_ins", folder / "exam")
    for inbox in ("hand-ins", "exam"):
        (folder / inbox / f"{folder.name}.txt").write_text("This is not a hand-in.")
    (key,) = FIXTURES.glob("exam/key-*.json")
    shutil.copy(key, folder / "key.json")
    (folder / "own.toml").write_text(QUESTIONS)
    (folder / "class.csv").write_text(f"Name\n{NAME}\n", encoding="utf-8")
    (folder / "scheme.toml").write_text('scale = "A-F"')
    (folder / "web").mkdir()
    (folder / "web" / "index.html").write_text("<!doctype html><title>Home</title>")
    shutil.copy(FIXTURES / "home" / "journal.jsonl", folder)
    return folder


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run no notebook, lay out no paper, fetch no package: what is tried is the writing."""
    # The class is over before it has begun, without an event loop: a browser's may be running.
    monkeypatch.setattr(class_server, "serve_class", lambda *_: None)
    monkeypatch.setattr(asyncio, "run", lambda _: None)
    monkeypatch.setattr(notebooks, "run", lambda made, *_: made)
    monkeypatch.setattr(handout, "handout_tasks", lambda _: [])
    monkeypatch.setattr(handout, "handout", lambda *_: b"%PDF")
    monkeypatch.setattr(handout, "answer_sheet", lambda *_: b"%PDF")
    papers = dict.fromkeys(("a.pdf", "key.pdf", "marking-sheet.pdf"), b"%PDF")
    monkeypatch.setattr(exam_papers, "printed", lambda _: papers)
    monkeypatch.setattr(offline_bundle, "fetch", lambda *_: None)
    monkeypatch.setattr(site, "python_files", lambda: {site.LIBRARY: b""})
    monkeypatch.setattr(site, "compiled", lambda *_: (b"", b""))
    monkeypatch.setattr(site, "course_pages", lambda: [home_page()])


def command_line(command: str, folder: Path, others: Mapping[str, str] = {}) -> list[str]:
    """Return the command line of a command that reads and writes in a folder."""
    places = {"in": str(folder), "out": str(folder / "out")}
    given = others.get(command, ARGUMENTS[command]).split()
    return [
        *command.split(),
        *(NAME if part == "NAME" else part.format(**places) for part in given),
    ]


@contextmanager
def console(encoding: str) -> Iterator[io.BytesIO]:
    """Let everything be printed to a console of this encoding, as Python opens one."""
    printed, before = io.BytesIO(), (sys.stdout, sys.stderr)
    sys.stdout = sys.stderr = io.TextIOWrapper(printed, encoding=encoding, write_through=True)
    try:
        yield printed
    finally:
        sys.stdout, sys.stderr = before


def run(command: list[str], encoding: str = "utf-8") -> tuple[int, str]:
    """Run a command; return its exit code and what a person reads in the console."""
    with console(encoding) as printed:
        try:
            code = main(command)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
            if isinstance(end.code, str):
                print(end.code)
        text = printed.getvalue().decode(encoding)
    return code, text


# Names of files and people that a console cannot show


@pytest.mark.parametrize(("command", "folder"), pairs(ARGUMENTS, NAMES), indirect=["folder"])
def test_any_name_can_be_printed_on_any_console(command, folder):
    code, text = run(command_line(command, folder, SAFE_ARGUMENTS), "cp1252")
    assert code == (1 if command in IN_THE_COURSE else 0), text
    assert "Traceback" not in text


# Files that cannot be written


@contextmanager
def failing(call: str, code: int) -> Iterator[None]:
    """Let a call of the operating system fail where it would make or replace a file."""
    original: Callable[..., object] = getattr(os, call)

    def fail(path, *given, **options):
        if call == "open" and not (given and given[0] & os.O_CREAT):
            return original(path, *given, **options)
        raise OSError(code, os.strerror(code), str(path))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, fail)
        yield


@contextmanager
def read_only_folder() -> Iterator[None]:
    """Let no file or folder be made."""
    with failing("open", errno.EROFS), failing("mkdir", errno.EROFS):
        yield


@contextmanager
def locked_file() -> Iterator[None]:
    """Let no file be replaced, as on Windows where another program has it open."""
    with failing("replace", errno.EACCES):
        yield


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow: the system refuses the first byte that is written to it."""
    resource = pytest.importorskip("resource", reason="Windows cannot do this")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


TROUBLES = {
    "read-only": (read_only_folder, "read-only"),
    "locked": (locked_file, "open in another program"),
    "full": (full_disk, "disk is full"),
}


@pytest.mark.parametrize(("command", "trouble"), pairs(ARGUMENTS, TROUBLES))
def test_a_file_that_cannot_be_written_is_one_sentence(command, trouble, plain_folder):
    hinder, reason = TROUBLES[trouble]
    given = command_line(command, plain_folder)
    before = files(plain_folder)
    with hinder():
        code, text = run(given)
    assert "Traceback" not in text
    if command not in READ_ONLY:
        assert code == 1
        last = text.strip().rpartition("\n")[2]
        assert reason in last, text
        assert last.endswith(".")
    assert files(plain_folder) == before, "something is half written"


# Files that cannot be read

INPUTS = {
    "hand-in": "journal.jsonl",
    "gradebook": "class.csv",
    "exam make": "own.toml",
    "exam paper": "key.json",
    "exam mark": "scheme.toml",
    "class": "web/index.html",
}


def test_every_command_that_reads_a_file_of_its_user_is_tried():
    assert set(INPUTS) == {command for command, given in ARGUMENTS.items() if "{in}" in given}


@contextmanager
def unreadable(file: Path) -> Iterator[None]:
    """Let a file not be opened, as on Windows where another program has it open."""
    original = io.open

    def fail(path, *given, **options):
        if path == file:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return original(path, *given, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(io, "open", fail)
        yield


@pytest.mark.parametrize(("command", "name"), INPUTS.items())
def test_a_file_that_cannot_be_read_is_one_sentence(command, name, plain_folder):
    with unreadable(plain_folder / name):
        code, text = run(command_line(command, plain_folder))
    assert code == 1
    assert str(plain_folder / name) in text and "open in another program" in text
    assert len(text.splitlines()) == 1 and not (plain_folder / "out").exists()


def files(folder: Path) -> dict[str, int]:
    """Return the files in a folder and in what a command could change in the course."""
    places = [folder, DATA, NOTEBOOKS, ROOT / "docs", ROOT / "lessons"]
    found = [path for place in places for path in place.rglob("*") if path.is_file()]
    return {str(path): path.stat().st_mtime_ns for path in found if path.suffix != ".pyc"}
