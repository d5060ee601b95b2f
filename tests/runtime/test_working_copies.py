"""Learners open copies of the notebooks: an update replaces them and loses nothing of theirs."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from lessons.core.files import FileProblem
from lessons.core.paths import NOTEBOOKS
from lessons.runtime.working_copies import refresh

NAME = "03_the_network.ipynb"


class Course:
    """A course of one lesson, and the folder of a learner's copies."""

    def __init__(self, folder: Path) -> None:
        self.originals, self.copies = folder / "notebooks", folder / "home" / "notebooks"
        self.originals.mkdir()
        self.publish("first text")

    def publish(self, text: str, name: str = NAME) -> None:
        """Write the course's notebook, as an update does."""
        cells = [new_markdown_cell(text, id="text"), new_code_cell("quiz('x')", id="quiz")]
        (self.originals / name).write_text(nbformat.writes(new_notebook(cells=cells)))

    def open(self) -> list[str]:
        """Start the course, and return what is said about the copies."""
        return refresh(self.originals, self.copies)

    def text(self, name: str = NAME) -> str:
        """Return what a copy says."""
        return str(nbformat.read(self.copies / name, as_version=4).cells[0].source)

    def edit(self, text: str = "", *, run: bool = False, empty_cell: bool = False) -> None:
        """Do in the copy what a learner does."""
        path = self.copies / NAME
        notebook = nbformat.read(path, as_version=4)
        if text:
            notebook.cells.append(new_markdown_cell(text))
        if run:
            notebook.cells[1].execution_count = 7
            notebook.cells[1].outputs = [new_output("stream", text="a picture")]
        if empty_cell:
            notebook.cells.append(new_code_cell("  "))
        path.write_text(nbformat.writes(notebook))

    def names(self) -> list[str]:
        """Return which notebooks the learner sees."""
        return sorted(path.name for path in self.copies.glob("*.ipynb"))


@pytest.fixture
def course(tmp_path) -> Course:
    """Return a course that was opened once."""
    course = Course(tmp_path)
    assert course.open() == []
    return course


def test_the_copies_are_the_courses_notebooks(tmp_path):
    assert refresh(NOTEBOOKS, tmp_path) == []
    for original in NOTEBOOKS.glob("*.ipynb"):
        assert (tmp_path / original.name).read_bytes() == original.read_bytes()


def test_what_a_learner_ran_is_still_there_the_next_time(course):
    course.edit(run=True)
    before = (course.copies / NAME).read_bytes()
    assert course.open() == []
    assert (course.copies / NAME).read_bytes() == before


@pytest.mark.parametrize("done", [{}, {"run": True}, {"run": True, "empty_cell": True}])
def test_an_update_replaces_a_copy_that_was_only_run(course, done):
    course.edit(**done)
    course.publish("second text")
    assert course.open() == []
    assert course.text() == "second text"
    assert course.names() == [NAME]


def test_an_update_keeps_a_copy_with_notes_beside_the_new_one(course):
    course.edit("A note of mine.")
    course.publish("second text")
    (message,) = course.open()
    (renamed,) = set(course.names()) - {NAME}
    assert NAME in message and renamed in message
    assert "A note of mine." in (course.copies / renamed).read_text()
    assert course.text() == "second text"
    assert course.open() == [], "the message appears once"


def test_notes_in_two_updates_are_kept_apart(course):
    for number in (1, 2):
        course.edit(f"Note {number}.")
        course.publish(f"text {number}")
        course.open()
    texts = "".join(path.read_text() for path in course.copies.glob("*-mine*.ipynb"))
    assert "Note 1." in texts and "Note 2." in texts


def test_without_a_record_notes_are_kept(course):
    (record,) = course.copies.glob(".*")
    course.edit("A note of mine.")
    record.write_text("[damaged")
    assert len(course.open()) == 1
    assert len(course.names()) == 2


def test_a_damaged_copy_is_kept_and_replaced(course):
    (course.copies / NAME).write_text('{"cells": [')
    course.publish("second text")
    assert len(course.open()) == 1
    assert course.text() == "second text"


def test_a_deleted_copy_comes_back(course):
    (course.copies / NAME).unlink()
    course.open()
    assert course.text() == "first text"


def test_an_exam_comes_and_goes_with_its_file(course):
    course.publish("Exam", "autumn-A.ipynb")
    course.open()
    assert course.text("autumn-A.ipynb") == "Exam"
    (course.originals / "autumn-A.ipynb").unlink()
    course.open()
    assert course.names() == [NAME]


def test_a_lesson_that_is_gone_stays_where_it_has_notes(course):
    course.edit("A note of mine.")
    (course.originals / NAME).unlink()
    course.open()
    assert course.names() == [NAME]


def test_notebooks_of_the_learners_own_are_left_alone(course):
    (course.copies / "mine.ipynb").write_text("anything")
    course.publish("second text")
    course.open()
    assert (course.copies / "mine.ipynb").read_text() == "anything"


def test_a_folder_that_cannot_be_used_is_named(tmp_path):
    (tmp_path / "home").touch()
    with pytest.raises(FileProblem, match="home"):
        refresh(NOTEBOOKS, tmp_path / "home" / "notebooks")
