"""The skeleton of a lesson: `new-lesson` writes what the check finds nothing wrong with."""

from pathlib import Path

import nbformat

from lessons.course import labs, lessons
from lessons.publishing.cells import compose, notebook_path
from lessons.publishing.check import problems
from lessons.publishing.notebooks import notebook
from lessons.publishing.skeleton import write_skeleton


def test_a_new_lesson_has_nothing_wrong_with_it(folder: Path) -> None:
    assert problems(["arms_control"]) == []


def test_a_new_lesson_puts_no_other_page_out_of_date(folder: Path) -> None:
    for page in (*lessons(), *labs()):
        nbformat.write(notebook(compose(page)), notebook_path(page))
    write_skeleton("disarmament")
    said = "\n".join(problems())
    assert "out of date" not in said
    assert "06_disarmament/" not in said
