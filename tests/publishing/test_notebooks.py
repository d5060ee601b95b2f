"""Notebooks are printed from the lessons' text and stored with what a reader sees."""

import re
from pathlib import Path

import nbformat
import pytest

from lessons.core.paths import NOTEBOOKS, ROOT, lesson_folders
from lessons.publishing import notebooks
from lessons.publishing.prose import ProseError, fill

LESSONS = lesson_folders()
TEXTS = notebooks.texts()
BESIDE = {text.name for text in TEXTS} - {lesson.name for lesson in LESSONS}
PRINTED = sorted(NOTEBOOKS.glob("*.ipynb"))


@pytest.mark.parametrize("lesson", TEXTS, ids=lambda path: path.name)
def test_the_notebook_is_what_the_text_says(lesson: Path) -> None:
    assert not notebooks.is_stale(lesson), (
        f"{lesson.name} has changed. Print it again: "
        f".venv/bin/python -m lessons build {lesson.name}"
    )


@pytest.mark.parametrize("lesson", TEXTS, ids=lambda path: path.name)
def test_printing_twice_gives_the_same_text(lesson: Path) -> None:
    assert nbformat.writes(notebooks.compose(lesson)) == nbformat.writes(notebooks.compose(lesson))


def test_every_notebook_has_a_text() -> None:
    assert {path.stem for path in PRINTED} == {text.name for text in TEXTS}


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: path.name)
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
    assert len(pictures) >= 3 or path.stem in BESIDE, "what is the learner's own has no picture yet"
    assert all(re.search(r'alt="[^"]{20,}"', picture) for picture in pictures)


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: path.name)
def test_cell_ids_come_from_headings_and_differ(path: Path) -> None:
    ids = [cell.id for cell in nbformat.read(path, as_version=4).cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in ids)


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: path.name)
def test_no_answer_and_no_place_of_the_author_is_stored(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert "widget-view" not in text


@pytest.fixture
def lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a lesson of its own, in a course of its own."""
    folder = tmp_path / "03_the_network"
    folder.mkdir()
    (folder / "lesson.md").write_text("# A lesson\n\nText.\n\n## A part\n\n```python\n1 + 1\n```\n")
    return folder


def test_a_changed_text_makes_the_notebook_stale(
    lesson: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path)
    assert notebooks.is_stale(lesson)
    nbformat.write(notebooks.compose(lesson), notebooks.notebook_path(lesson))
    assert not notebooks.is_stale(lesson)
    text = lesson / "lesson.md"
    text.write_text(text.read_text() + "\nOne more.\n")
    assert notebooks.is_stale(lesson)


def test_a_cell_keeps_its_id_when_its_text_changes(lesson: Path) -> None:
    before = [cell.id for cell in notebooks.compose(lesson).cells]
    text = lesson / "lesson.md"
    text.write_text(text.read_text().replace("1 + 1", "2 + 2").replace("Text.", "Other."))
    assert [cell.id for cell in notebooks.compose(lesson).cells] == before


def test_a_wrong_expression_in_the_text_names_file_and_line(lesson: Path) -> None:
    (lesson / "lesson.md").write_text('# A lesson\n\n{{ members_on("EAPCC", "2012") }}\n')
    with pytest.raises(ProseError, match=r"03_the_network/lesson.md, line 3: .*EAPC"):
        fill(lesson)


def test_a_solution_is_folded_and_never_run(lesson: Path) -> None:
    (lesson / "lesson.md").write_text("# A\n\n```python solution\nanswer = 1 < 2\n```\n")
    cells = notebooks.compose(lesson).cells
    assert all(cell.cell_type == "markdown" for cell in cells)
    assert "<summary>Show a solution</summary>" in cells[-1].source
    assert "answer = 1 &lt; 2" in cells[-1].source
