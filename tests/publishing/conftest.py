"""What tests of the author's tools share: a small course with a new lesson."""

import shutil
from pathlib import Path

import pytest

from lessons.core import paths
from lessons.publishing.skeleton import write_skeleton


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a sound lesson in a course of its own, beside a lesson 1."""
    monkeypatch.setattr(paths, "LESSONS", tmp_path / "lessons")
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path / "notebooks")
    shutil.copytree(
        paths.ROOT / "lessons" / "01_cooperative_security", tmp_path / "lessons" / "01_a"
    )
    (tmp_path / "notebooks").mkdir()
    write_skeleton("arms_control", 5)
    return tmp_path / "lessons" / "05_arms_control"
