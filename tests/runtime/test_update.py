"""The course is updated by git: what a learner ran and wrote meets no conflict and is not lost."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from lessons.core.paths import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("git"), reason="needs git, and Ctrl-C from a test"
)
RAN, WRITTEN = "review.ipynb", "02_how_partnership_grew.ipynb"
NEW_TEXT = "A sentence that came with the update."
NOTE, CODE = "A note of mine.", "my_own = 6 * 7"
PATIENCE = 180  # seconds after which a wait is given up, on a machine busy with other work


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Return a repository of the course, as its authors publish it."""
    folder = tmp_path / "published"
    for name in ("lessons", ".binder", "data", "notebooks"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / ".gitignore", folder)
    git(folder, "init", "-q")
    commit(folder, "First version")
    return folder


@pytest.fixture
def clone(tmp_path: Path, published: Path) -> Path:
    """Return a learner's clone of the repository."""
    git(tmp_path, "clone", "-q", str(published), "clone")
    return tmp_path / "clone"


def git(folder: Path, *words: str) -> str:
    """Run git, with none of this computer's settings, and return what it prints."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    around = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(
        ["git", *who, *words], cwd=folder, env=around, check=True, capture_output=True, text=True
    ).stdout


def commit(folder: Path, subject: str) -> None:
    """Commit all files of a repository."""
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", subject)


def python(clone: Path, *words: str) -> "subprocess.Popen[str]":
    """Start Python with the clone's course, as its own environment would."""
    home = {"PYTHONPATH": str(clone), "COOPERATIVE_SECURITY_HOME": str(clone.parent / "home")}
    return subprocess.Popen(
        [sys.executable, "-P", *words],
        cwd=clone,
        env=os.environ | home,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # for Ctrl-C to reach it alone
    )


def run(clone: Path, *words: str) -> str:
    """Run Python with the clone's course to a good end, and return what is printed."""
    process = python(clone, *words)
    printed, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, printed
    return printed


def open_and_close(clone: Path) -> str:
    """Open the course in JupyterLab, close it by Ctrl-C, and return what is printed."""
    process = python(clone, "lessons/runtime/environment.py", "open", "--no-browser")
    assert process.stdout
    printed = ""
    while "Ctrl and C" not in printed:
        line = process.stdout.readline()
        assert line, printed
        printed += line
    os.killpg(process.pid, signal.SIGINT)
    rest, _ = process.communicate(timeout=PATIENCE)
    return printed + rest


def change(notebook: Path, *cells: nbformat.NotebookNode) -> None:
    """Add cells to a notebook."""
    changed = nbformat.read(notebook, as_version=4)
    changed.cells += cells
    nbformat.write(changed, notebook)


def text(notebook: Path) -> str:
    """Return the text and code of a notebook."""
    return "\n".join(cell.source for cell in nbformat.read(notebook, as_version=4).cells)


@pytest.mark.exhaustive
def test_an_update_by_git_meets_no_conflict_and_loses_nothing(clone: Path, published: Path) -> None:
    open_and_close(clone)
    copies = clone.parent / "home" / "course" / "notebooks"
    run(clone, "-m", "jupyter", "execute", "--inplace", str(copies / RAN))
    change(copies / WRITTEN, new_markdown_cell(NOTE), new_code_cell(CODE))
    answer = "from lessons import journal; journal.record('the_network.square', 'x', score=1)"
    run(clone, "-c", answer)
    assert git(clone, "status", "--porcelain") == ""

    for name in (RAN, WRITTEN):
        change(published / "notebooks" / name, new_markdown_cell(NEW_TEXT))
    commit(published, "Say more")
    git(clone, "pull", "-q", "--ff-only")

    printed = open_and_close(clone)
    assert NEW_TEXT in text(copies / RAN)
    assert NEW_TEXT in text(copies / WRITTEN)
    (mine,) = set(copies.glob("*.ipynb")) - {copies / p.name for p in clone.glob("notebooks/*")}
    assert mine.name in printed
    assert {NOTE, CODE} <= set(text(mine).split("\n"))
    journal = (clone.parent / "home" / "journal.jsonl").read_text(encoding="utf-8")
    assert json.loads(journal)["object"] == "the_network.square"
    assert git(clone, "status", "--porcelain") == ""
