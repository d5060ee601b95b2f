"""Notebooks are built from the lessons' text and stored with what a reader sees."""

import re
import shutil
from pathlib import Path

import nbformat
import pytest

from lessons.core import paths
from lessons.core.paths import NOTEBOOKS, ROOT
from lessons.course import BrokenLesson, Lesson, extras, labs, lessons, read_lesson
from lessons.publishing import inputs, notebooks
from lessons.publishing.cells import compose, is_stale, notebook_path

PAGES = [*lessons(), *labs(), *extras()]
BESIDE = {page.name for page in (*labs(), *extras())}
STORED = sorted(NOTEBOOKS.glob("*.ipynb"))
CODE = "# A lesson\n\nText.\n\n## A part\n\n```python\n1 + 1\n```\n"


@pytest.mark.parametrize("lesson", PAGES, ids=lambda lesson: lesson.name)
def test_the_notebook_is_what_the_text_says(lesson: Lesson) -> None:
    assert not is_stale(lesson), f"Build it again: .venv/bin/python -m lessons build {lesson.slug}"


def test_every_notebook_has_a_text() -> None:
    assert {path.stem for path in STORED} == {page.name for page in PAGES}


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.name)
def test_the_stored_notebook_is_light_and_speaks(path: Path) -> None:
    assert path.stat().st_size <= 500_000
    stored = nbformat.read(path, as_version=4)
    code = [cell for cell in stored.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code), "nbval skips a cell without a number"
    assert not any(output.output_type == "error" for cell in code for output in cell.outputs)
    html = "".join(
        "".join(output.get("data", {}).get("text/html", ""))
        for cell in code
        for output in cell.outputs
    )
    pictures = re.findall(r"<img\b[^>]*>", html)
    assert len(pictures) >= 3 or path.stem in BESIDE, "only lessons have pictures"
    assert all(re.search(r'alt="[^"]{20,}"', picture) for picture in pictures)


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.name)
def test_cell_ids_come_from_headings_and_differ(path: Path) -> None:
    ids = [cell.id for cell in nbformat.read(path, as_version=4).cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in ids)


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.name)
def test_no_answer_and_no_place_of_the_author_is_stored(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert "widget-view" not in text
    assert "<!--" not in text, "an author's remark"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a page beside the lessons, whose notebook and records lie beside it."""
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path)
    folder = tmp_path / "page"
    folder.mkdir()
    write(folder, CODE)
    return folder


def write(folder: Path, text: str) -> Lesson:
    (folder / "lesson.md").write_text(text, encoding="utf-8")
    return read_lesson(folder)


def store(lesson: Lesson) -> None:
    nbformat.write(notebooks.notebook(compose(lesson)), notebook_path(lesson))


def test_a_changed_text_makes_the_notebook_stale(folder: Path) -> None:
    lesson = read_lesson(folder)
    assert is_stale(lesson)
    store(lesson)
    assert not is_stale(lesson)
    assert is_stale(write(folder, f"{CODE}\nOne more.\n"))


def test_a_notebook_that_cannot_be_read_is_stale(folder: Path) -> None:
    lesson = read_lesson(folder)
    for text in ("", "{", "[]", '{"cells": [{}]}'):
        notebook_path(lesson).write_text(text)
        assert is_stale(lesson), text


def test_a_cell_keeps_its_id_when_its_text_changes(folder: Path) -> None:
    before = [cell.id for cell in compose(read_lesson(folder))]
    changed = write(folder, CODE.replace("1 + 1", "2 + 2").replace("Text.", "Other."))
    assert [cell.id for cell in compose(changed)] == before


def test_a_wrong_expression_in_the_text_names_file_and_line(folder: Path) -> None:
    lesson = write(folder, '# A lesson\n\n{{ members_on("EAPCC", "2012") }}\n')
    with pytest.raises(BrokenLesson, match=r"page/lesson.md, line 3: .*EAPC"):
        compose(lesson)


def test_a_solution_is_folded_and_never_run(folder: Path) -> None:
    cells = compose(write(folder, "# A\n\n```python solution\nanswer = 1 < 2\n```\n"))
    assert all(cell.kind == "markdown" for cell in cells)
    assert "<summary>Show a solution</summary>" in cells[-1].source
    assert "answer = 1 &lt; 2" in cells[-1].source


def test_an_authors_remark_is_not_in_the_notebook(folder: Path) -> None:
    (cell,) = compose(write(folder, "# A\n\n<!-- slide: B. -->\n\nC.\n<!-- covers: d -->\n"))
    assert cell.source == "# A\n\nC."


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("year = 1\n\nyear / 0", "line 8: year / 0: ZeroDivisionError"),
        ("from lessons import charts; charts.sings()", "no chart 'sings'"),
    ],
)
def test_a_failing_cell_is_one_sentence_with_its_line_in_the_text(
    folder: Path, code: str, says: str
) -> None:
    text = f"# A\n\n{{{{ table('allies') | length }}}}\n\n```python\n{code}\n```\n"
    lesson = write(folder, text)
    with pytest.raises(BrokenLesson) as caught:
        notebooks.build(lesson)
    message = str(caught.value)
    assert "page/lesson.md, line " in message
    assert says in message
    assert "Unknown" not in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import time\ntime.sleep(60)", "took more than 1 seconds"),
        ("import os\nos._exit(1)", "its kernel stopped"),
    ],
)
def test_a_run_that_does_not_end_is_one_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, code: str, says: str
) -> None:
    monkeypatch.setattr(notebooks, "SECONDS", 1 if "took" in says else 120)
    lesson = write(folder, f"# A\n\n```python\n{code}\n```\n")
    with pytest.raises(BrokenLesson) as caught:
        notebooks.build(lesson)
    message = str(caught.value)
    assert message.startswith(f"{lesson.path} ") and says in message and "\n" not in message
    assert not notebook_path(lesson).exists()


def test_a_notebook_is_built_again_when_a_file_that_it_read_has_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(paths.DATA, data)
    monkeypatch.setattr(paths, "DATA", data)
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    lesson = write(folder, f"# A\n\n```python\nopen({str(data / 'allies.csv')!r}).close()\n```\n")
    assert list(notebooks.changed([lesson])) == [lesson]
    notebooks.build(lesson)
    assert list(notebooks.changed([lesson])) == []
    (data / "countries.csv").touch()
    (data / "countries.csv").write_text("other")
    assert list(notebooks.changed([lesson])) == [], "a table that it does not read"
    (data / "allies.csv").write_text("other")
    assert list(notebooks.changed([lesson])) == [lesson]


def test_code_that_a_notebook_runs_is_among_its_inputs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lesson = write(folder, "# A\n\n```python\nimport lessons.core.text\n```\n")
    notebooks.build(lesson)
    record = inputs.record(lesson)
    try:
        assert "lessons/core/text.py" in record.read_text(encoding="utf-8")
    finally:
        record.unlink()
