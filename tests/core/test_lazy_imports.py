"""Rooms open when something in them is asked for, and say what there is instead."""

import ast
import importlib
import pkgutil
import subprocess
import sys

import pytest

import lessons
from lessons import charts, explore
from lessons.core.paths import LESSONS, lesson_folders

PACKAGES = [charts, explore]


def test_no_module_hides_a_name():
    modules = {module.name for module in pkgutil.iter_modules(charts.__path__)}
    assert not modules & set(dir(charts))


@pytest.mark.parametrize(
    ("place", "wrong", "says"),
    [
        (explore, "wordl_map", "There is no explorer 'wordl_map'. Did you mean 'world_map'?"),
        (charts, "sum_appart", "There is no chart 'sum_appart'. Did you mean 'sum_apart'?"),
        (lessons, "quizz", "There is no name in the course 'quizz'. Did you mean 'quiz'?"),
    ],
)
def test_an_unknown_name_names_the_nearest(place, wrong, says):
    with pytest.raises(AttributeError) as caught:
        getattr(place, wrong)
    assert str(caught.value) == says


def test_the_learners_names_are_those_and_no_more():
    assert sorted(lessons.__all__) == [
        "charts", "check", "cite", "estimate", "explore", "hand_in", "my_progress", "quiz",
        "review", "table",
    ]  # fmt: skip


def test_every_name_that_a_lesson_uses_exists():
    for folder in lesson_folders():
        text = (folder / "lesson.md").read_text(encoding="utf-8")
        blocks = [part.split("```")[0] for part in text.split("```python\n")[1:]]
        for node in ast.walk(ast.parse("\n".join(blocks))):
            if isinstance(node, ast.ImportFrom) and node.module == "lessons":
                assert all(hasattr(lessons, alias.name) for alias in node.names), folder
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                room = {"explore": explore, "charts": charts}.get(node.value.id)
                assert room is None or hasattr(room, node.attr), f"{folder}: {node.attr}"


def test_the_course_opens_without_its_rooms():
    code = "import sys, lessons; print(*[m for m in sys.modules if m.startswith('lessons.')])"
    loaded = subprocess.check_output([sys.executable, "-c", code], text=True, cwd=LESSONS.parent)
    assert "lessons.charts" in loaded.split()
    assert not {
        "lessons.charts.the_network",
        "lessons.questions.generated",
        "lessons.role_play",
    } & set(loaded.split())


def test_cards_are_drawn_without_reading_tables():
    code = (
        "import sys, types; p = types.ModuleType('lessons'); p.__path__ = ['lessons'];"
        "sys.modules['lessons'] = p; import lessons.widgets.quiz_card;"
        "print('pandas' in sys.modules)"
    )
    told = subprocess.check_output([sys.executable, "-c", code], text=True, cwd=LESSONS.parent)
    assert told.strip() == "False", "pandas takes longer to import than all the rest"


def test_a_room_is_opened_once():
    package = importlib.import_module("lessons.explore")
    assert package.world_map is package.world_map
    assert "world_map" in vars(package)
