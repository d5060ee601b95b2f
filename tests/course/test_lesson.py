"""A lesson is read once, by one module, into an object that everything else asks."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from lessons.core.paths import LESSONS, ROOT, UnknownName
from lessons.course import BrokenLesson, Lesson, lesson, read_lesson
from lessons.data import cached_on_tables

TEXT = """\
# 7 · A *new* lesson: twice

**Big question:** Who, and `why`?

## What you will be able to do

{{ objectives }}

## Round tables

<!-- slide: All sat at **one** table.
Not all stayed. -->
<!-- covers: claim c01, framework MD -->

```python
explore.world_map(
    year=2012,
)
```

- One thing
- Another [thing](x.md)

```text
## no heading
```

```python
chart = charts.signs()
quiz("a_new_lesson", "check-1")
```

## Dig deeper

[Lab 7](07_a_new_lesson_lab.ipynb)

## Recap

- It was **so**.

**New terms:** forum, mandate.

**To discuss in class**

1. Why?
2. Why not?

## Where this comes from

```python
print(cite("allies", "nato-backgrounder-2013"))
```
"""

LAB = """# Lab 7 · A new lesson

```python
from lessons import check
```

## Count

```python task
answer = ...
```

```python solution
answer = 1
```
"""


@pytest.fixture
def made(tmp_path: Path) -> Lesson:
    folder = tmp_path / "07_a_new_lesson"
    folder.mkdir()
    (folder / "lesson.md").write_text(TEXT, encoding="utf-8")
    (folder / "lab.md").write_text(LAB, encoding="utf-8")
    return read_lesson(folder)


def test_number_slug_and_title_come_from_folder_and_heading(made: Lesson) -> None:
    assert (made.number, made.slug) == (7, "a_new_lesson")
    assert made.heading == "7 · A new lesson: twice"
    assert made.title == "A new lesson: twice"
    assert made.big_question == "Who, and why?"


def test_a_lesson_without_a_text_is_named_for_its_folder(tmp_path: Path) -> None:
    (tmp_path / "08_arms_control").mkdir()
    assert read_lesson(tmp_path / "08_arms_control").title == "Arms control"


def test_sections_have_kinds_by_their_headings(made: Lesson) -> None:
    kinds = [section.kind for section in made.sections]
    assert kinds == ["start", "objectives", "topic", "lab", "recap", "sources"]
    assert [section.heading for section in made.topics] == ["Round tables"]


def test_a_section_holds_figures_checks_marks_and_tags(made: Lesson) -> None:
    (topic,) = made.topics
    (figure,) = topic.figures
    assert (figure.name, figure.line) == ("explore.world_map", 16)
    assert figure.source.startswith("explore.world_map(\n")
    assert topic.checks == ("check-1",)
    assert topic.slide == ("All sat at one table.", "Not all stayed.")
    assert topic.covers == ("claim c01", "framework MD")
    assert topic.items == ("One thing", "Another thing")


def test_the_task_of_a_lab_and_its_solution_are_distinguished(made: Lesson) -> None:
    lab = made.lab
    assert lab and [block.role for block in lab.code] == ["", "task", "solution"]
    (solution,) = (block for block in lab.code if block.role == "solution")
    assert solution.text == "answer = 1"
    assert LAB.splitlines()[solution.line - 1] == "answer = 1"
    assert {block.role for block in made.code} == {""}


def test_a_lab_has_a_notebook_of_its_own_and_no_lab(made: Lesson) -> None:
    lab = made.lab
    assert lab and lab.with_text("# Other").path.endswith("07_a_new_lesson/lab.md")
    assert (made.name, lab.name) == ("07_a_new_lesson", "07_a_new_lesson_lab")
    assert lab.lab is None
    (made.folder / "lab.md").unlink()
    assert read_lesson(made.folder).lab is None


def test_the_end_of_a_lesson_is_read(made: Lesson) -> None:
    assert made.recap == ("It was so.",)
    assert made.terms == "forum, mandate"
    assert made.discussion == ("Why?", "Why not?")
    assert made.sources == ("allies", "nato-backgrounder-2013")


def test_a_cell_that_is_not_python_has_no_calls(made: Lesson) -> None:
    assert made.with_text("## A\n\n```python\nquiz(\n```\n").calls == ()


def test_a_fence_that_is_never_closed_reaches_to_the_end(made: Lesson) -> None:
    (block,) = made.with_text("## A\n\n```python\nx = 1\n## B\n").code
    assert block.text == "x = 1\n## B"


def test_a_text_that_is_not_utf8_is_named(made: Lesson) -> None:
    (made.folder / "lesson.md").write_bytes(b"# \xff")
    with pytest.raises(BrokenLesson, match=r"lesson\.md, line 1: .+ UTF-8"):
        read_lesson(made.folder)


@pytest.mark.parametrize("text", ["", "[[picture]]\nlook = 'x'\n", "picture = 1\n", "= =\n"])
def test_a_handout_that_cannot_be_read_is_named(made: Lesson, text: str) -> None:
    if text:
        (made.folder / "handout.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenLesson, match=r"handout\.toml"):
        _ = made.handout


def test_lessons_are_asked_for_by_number_or_name() -> None:
    assert lesson(3).folder == lesson("the_network").folder == lesson("03_the_network").folder
    with pytest.raises(UnknownName, match="Did you mean 'the_network'"):
        lesson("the_netwrk")


def test_only_this_package_opens_a_lessons_text() -> None:
    # Only these files are parsed, which takes time.
    texts = {path: path.read_text(encoding="utf-8") for path in LESSONS.rglob("*.py")}
    named = {
        path.relative_to(LESSONS).as_posix()
        for path, text in texts.items()
        if "lesson.md" in text or "lab.md" in text
        for node in ast.walk(_without_docstrings(text))
        if isinstance(node, ast.Constant) and str(node.value).endswith(("lesson.md", "lab.md"))
    }
    assert named == {"course/reader.py"}


def _without_docstrings(text: str) -> ast.Module:
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node
        ):
            node.body = node.body[1:]
    return tree


def test_a_title_needs_no_heavy_package() -> None:
    code = "from lessons.course import lesson; lesson(3).title; print(*sys.modules)"
    loaded = subprocess.check_output(
        [sys.executable, "-c", f"import types, sys; p = types.ModuleType('lessons');"
         f" p.__path__ = [{str(LESSONS)!r}]; sys.modules['lessons'] = p; {code}"],
        text=True, cwd=ROOT,
    ).split()  # fmt: skip
    heavy = {"jinja2", "nbformat", "pandas", "numpy", "matplotlib", "mistune", "IPython"}
    assert not heavy & set(loaded)


def test_what_is_computed_from_a_lesson_notices_a_changed_text(tmp_path):
    folder = tmp_path / "07_a_new_lesson"
    folder.mkdir()

    @cached_on_tables()
    def heading() -> str:
        return read_lesson(folder).heading

    assert heading() == "A new lesson"
    for title in ("7 · Forums", "7 · Mandates"):
        (folder / "lesson.md").write_text(f"# {title}\n", encoding="utf-8")
        assert heading() == title
