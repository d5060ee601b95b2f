"""Answers survive killed kernels, full disks and damaged files."""

import errno
import io
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lessons import journal as progress

# Writers know the journal only: importing the whole course would take most of the test's time.
WRITER = """
import importlib.util, sys, types
root = sys.argv[1]
course = types.ModuleType("lessons"); course.__path__ = [root + "/lessons"]
sys.modules["lessons"] = course
from lessons import journal as progress
who, count = sys.argv[2], int(sys.argv[3])
for number in range(count):
    progress.record(f"{who}.q{number}", "x" * 200, score=1, success=True)
    print(number, flush=True)
"""


def writer(who: str, count: int) -> subprocess.Popen[str]:
    from lessons.core.paths import ROOT

    command = [sys.executable, "-S", "-c", WRITER, str(ROOT), who, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_killed_kernels_lose_no_answered_question():
    rng = random.Random(1994)
    reported: set[str] = set()
    for first in range(0, 16, 4):  # four at once: most of the time is their start
        children = {f"r{first + n}": writer(f"r{first + n}", 100_000) for n in range(4)}
        for name, child in children.items():
            with child:
                assert child.stdout is not None
                seen = [child.stdout.readline() for _ in range(rng.randint(1, 40))]
                child.send_signal(signal.SIGKILL)
                seen += child.stdout.readlines()
            reported |= {f"{name}.q{line.strip()}" for line in seen if line.endswith("\n")}
    saved = {answer.question for answer in progress.answers()}
    assert len(reported) > 160
    assert reported <= saved, "an answer that was reported as saved is missing"
    # A kill can cut a write at the edge of a memory page. Such an answer had not been reported.
    aside = progress.path().with_name("journal.damaged.jsonl")
    torn = aside.read_text("utf-8").splitlines() if aside.exists() else []
    assert len(torn) <= 16
    assert all(line.startswith('{"version": 1') and not line.endswith("}}}") for line in torn)


@pytest.mark.exhaustive
def test_two_processes_write_ten_thousand_answers_at_once():
    children = [writer("east", 5000), writer("west", 5000)]
    for child in children:
        child.communicate()
        assert child.returncode == 0
    for who in ("east", "west"):
        saved = [answer.question for answer in progress.answers(who)]
        assert saved == [f"{who}.q{number}" for number in range(5000)]
    assert progress.notices() == []


def test_while_others_write_a_reader_sees_whole_lines_only():
    with writer("east", 1000) as child:
        assert child.stdout is not None
        for number, _ in enumerate(child.stdout):
            if number % 20 == 0:
                progress.answers()
    assert len(progress.answers()) == 1000
    assert progress.notices() == []


class FullDisk(io.FileIO):
    """A file on a disk that takes `left` more bytes."""

    left = 0

    def write(self, data: Any) -> int:
        """Write what the disk takes; raise OSError if that is nothing."""
        if not self.left:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = super().write(data[: self.left])
        self.left -= written
        return written


@pytest.mark.parametrize("taken", [0, 40])
def test_a_full_disk_is_reported_and_no_answer_is_lost(monkeypatch, taken):
    progress.record("lesson.one", "yes", score=1, success=True)
    before = progress.path().read_bytes()
    monkeypatch.setattr(FullDisk, "left", taken)
    with monkeypatch.context() as disk:
        disk.setattr(Path, "open", lambda path, mode, **_: FullDisk(path, mode))
        with pytest.raises(progress.NotSaved, match="No space left on device"):
            progress.record("lesson.two", "yes", score=1, success=True)
    assert progress.path().read_bytes() == before
    progress.record("lesson.three", "yes", score=1, success=True)
    assert [answer.question for answer in progress.answers()] == ["lesson.one", "lesson.three"]


def test_a_folder_that_cannot_be_written_is_reported(tmp_path, monkeypatch):
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("")
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(blocked))
    with pytest.raises(progress.NotSaved, match="You can go on"):
        progress.record("lesson.one", "yes", score=1, success=True)
    assert progress.answers() == []


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no modes on Windows")
def test_a_read_only_folder_is_reported_and_can_be_read(monkeypatch):
    progress.record("lesson.one", "yes", score=1, success=True)

    def read_only(path: Path, mode: str, **_: object) -> io.FileIO:
        if "r" not in mode:
            raise PermissionError(errno.EACCES, "Permission denied")
        return io.FileIO(path, mode)

    with monkeypatch.context() as disk:  # modes do not stop root, under whom tests may run
        disk.setattr(Path, "open", read_only)
        with pytest.raises(progress.NotSaved, match="Permission denied"):
            progress.record("lesson.two", "yes", score=1, success=True)
        assert [answer.question for answer in progress.answers()] == ["lesson.one"]


def test_a_damaged_line_that_cannot_be_copied_is_still_reported(monkeypatch):
    progress.record("lesson.one", "yes", score=1, success=True)
    with progress.path().open("a") as file:
        file.write("torn\n")
    progress.path().with_name("journal.damaged.jsonl").mkdir()
    assert len(progress.answers()) == 1
    (notice,) = progress.notices()
    assert "journal: 1 line" in notice and "copy" not in notice


def test_answers_are_saved_where_locks_do_not_exist(monkeypatch):
    def no_lock(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("msvcrt.locking" if sys.platform == "win32" else "fcntl.flock", no_lock)
    progress.record("lesson.one", "yes", score=1, success=True)
    assert len(progress.answers()) == 1
