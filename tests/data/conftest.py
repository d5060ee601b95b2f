"""A copy of the data folder that tests may change."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons.core import paths


@pytest.fixture(scope="session")
def copied_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the data folder for all tests."""
    return Path(shutil.copytree(paths.DATA, tmp_path_factory.mktemp("tables") / "data"))


@pytest.fixture
def folder(copied_once: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a copy of the data folder, which the tables are read from during a test."""
    data = paths.DATA
    monkeypatch.setattr(paths, "DATA", copied_once)
    monkeypatch.setattr(paths, "ROOT", copied_once.parent)  # for the paths in messages
    yield copied_once
    # What the test has changed is as before for the next one.
    before = {path.name: path for path in data.iterdir()}
    now = {path.name: _stamp(path) for path in copied_once.iterdir()}
    for name in now.keys() - before:
        (copied_once / name).unlink()
    for name, path in before.items():
        if now.get(name) != _stamp(path):
            shutil.copy2(path, copied_once / name)


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size
