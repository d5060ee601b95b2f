"""The skeleton of a lesson: `new-lesson` writes what the check finds nothing wrong with."""

from pathlib import Path

import nbformat
import pytest

from lessons.core import paths
from lessons.core.paths import UnknownName
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


@pytest.mark.parametrize("page", ["11_priority_areas", "glossary"])
def test_the_name_of_a_former_lesson_or_of_another_page_is_refused(folder: Path, page: str) -> None:
    slug = page.removeprefix("11_")
    (paths.LESSONS / "extras" / page).mkdir(parents=True)
    (paths.LESSONS / "extras" / page / "lesson.md").write_text("# A page\n", encoding="utf-8")
    with pytest.raises(UnknownName):
        write_skeleton(slug)
    folder.rename(folder.with_name(f"05_{slug}"))  # an author may rename a lesson's folder
    assert any(page in fault and f"05_{slug}" in fault for fault in problems())
