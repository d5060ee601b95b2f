"""Imports go down the stairs, never up: the README's floor plan, kept true."""

import ast
import re
from pathlib import Path

import pytest

from lessons.paths import LESSONS, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
FOUND = re.search(r"```floors\n(.+?)```", README, re.DOTALL)
PLAN = FOUND[1].splitlines() if FOUND else []
FLOOR = {
    name: height
    for height, floor in enumerate(reversed(PLAN))
    for name in floor.split("|")[0].split()
}
MODULES = sorted(LESSONS.rglob("*.py"))


def room_of(module: str) -> str:
    """Return the room of `lessons.charts.counts`: `charts`."""
    return module.split(".")[1] if "." in module else "__init__"


def name_of(path: Path) -> str:
    """Return the module that a file holds."""
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(text: str) -> list[str]:
    """Return the course's own modules that a module's text imports."""
    found = []
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.ImportFrom(module="lessons"):
                found += [f"lessons.{alias.name}" for alias in node.names]
            case ast.ImportFrom(module=str(module)) if module.startswith("lessons."):
                found.append(module)
            case ast.Import():
                found += [a.name for a in node.names if a.name.startswith("lessons.")]
    return found


def climbs(module: str, text: str) -> list[str]:
    """Return the imports of a module that do not go down."""
    room = room_of(module)
    return [
        target
        for target in imports(text)
        if room_of(target) != room and FLOOR[room_of(target)] >= FLOOR[room]
    ]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_down(path: Path) -> None:
    name = name_of(path)
    assert not climbs(name, path.read_text(encoding="utf-8")), f"{name} imports from above"


def test_every_room_is_on_the_plan() -> None:
    assert {room_of(name_of(path)) for path in MODULES} == set(FLOOR)


def test_an_import_from_above_is_seen() -> None:
    assert climbs("lessons.data", "from lessons.explore import Explorer") == ["lessons.explore"]
    assert not climbs("lessons.explore.network", "from lessons.data import table")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_stay_small(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 330, f"{path.name} has {lines} lines: make it a folder of smaller modules"


def test_only_the_rooms_that_are_handled_know_widgets() -> None:
    knowing = {
        room_of(name_of(path))
        for path in MODULES
        if re.search(r"^\s*(import|from) (anywidget|ipywidgets)", path.read_text("utf-8"), re.M)
    }
    assert knowing <= {"widget", "explore", "quizzes", "desk"}
