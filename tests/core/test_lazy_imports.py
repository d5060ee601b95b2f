"""Modules are imported when one of their names is asked for; an unknown name has a hint."""

import importlib
import pkgutil
import re
import subprocess
import sys

import pytest

import lessons
from lessons import charts, explore
from lessons.core.paths import LESSONS

PACKAGES = [charts, explore]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_every_name_that_is_listed_can_be_called(package):
    for name in package.__all__:
        assert callable(getattr(package, name)), name


def test_no_module_hides_a_name():
    modules = {module.name for module in pkgutil.iter_modules(charts.__path__)}
    assert not modules & set(charts.__all__)


@pytest.mark.parametrize(
    ("place", "wrong", "says"),
    [
        (explore, "wordl_map", "explorer 'wordl_map'.+ mean 'world_map'"),
        (charts, "partner_sun", "chart 'partner_sun'.+ mean 'partner_sum'"),
        (lessons, "quizz", "'quizz'.+ mean 'quiz'"),
    ],
)
def test_an_unknown_name_names_the_nearest(place, wrong, says):
    with pytest.raises(AttributeError) as caught:
        getattr(place, wrong)
    assert re.search(says, str(caught.value))


def test_the_learners_names_are_those_and_no_more():
    assert sorted(lessons.__all__) == [
        "charts", "check", "cite", "estimate", "explore", "for_teachers", "hand_in",
        "lesson_result", "my_progress",
        "quiz", "review", "search", "table",
    ]  # fmt: skip


def test_the_course_starts_without_its_larger_packages():
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
    printed = subprocess.check_output([sys.executable, "-c", code], text=True, cwd=LESSONS.parent)
    assert printed.strip() == "False", "pandas takes longer to import than all the rest"


def test_a_name_is_found_once():
    package = importlib.import_module("lessons.explore")
    assert package.world_map is package.world_map
    assert "world_map" in vars(package)
