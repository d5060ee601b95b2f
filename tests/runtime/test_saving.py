"""JupyterLab saves a learner's notebook whole or not at all."""

from pathlib import Path
from typing import Any

import event_loop
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from tornado.web import HTTPError
from traitlets.config.loader import PyFileConfigLoader

from lessons.runtime.serve import SETTINGS


@pytest.fixture
def files(tmp_path: Path) -> Any:
    """Return what the course's server saves files with, in a folder of its own."""
    config = PyFileConfigLoader("jupyter_server_config.py", path=str(SETTINGS)).load_config()
    return config.ServerApp.contents_manager_class(root_dir=str(tmp_path))


def save(files: Any, text: str) -> None:
    """Save a notebook of one cell."""
    model = {"type": "notebook", "content": new_notebook(cells=[new_code_cell(text)])}
    event_loop.run(files.save(model, "lesson.ipynb"))


def test_an_earlier_notebook_stays_until_the_new_one_is_complete(
    files: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lesson.ipynb"
    save(files, "first = 1")
    meanwhile = []

    def write_half(_notebook: object, file: Any, **_options: object) -> None:
        file.write('{"cells": [')
        file.flush()
        meanwhile.append(path.read_text(encoding="utf-8"))  # what is left if all ends here
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(nbformat, "write", write_half)
    with pytest.raises(HTTPError, match="disk is full"):
        save(files, "second = 2")
    assert "first = 1" in meanwhile[0]
    assert "first = 1" in path.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [path.name]


def test_a_notebook_is_saved_again_and_again(files: Any, tmp_path: Path) -> None:
    for number in (1, 2):
        save(files, f"text = {number}")
        cell = nbformat.read(tmp_path / "lesson.ipynb", as_version=4).cells[0]
        assert cell.source == f"text = {number}"
