"""The scripts that run in the browser: bundled from their sources, and nothing else."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from lessons.classroom.tables import cell
from lessons.core.paths import ROOT, TESTS
from lessons.questions.quiz_file import read
from lessons.widgets.bundles import BUNDLES, bundle
from lessons.widgets.quiz_card import Quiz

JS = BUNDLES.parent
EXTENSION = JS.parent / "labextensions" / "cooperative-security" / "static"
SOURCES = [*(JS / "src").rglob("*.js"), *(JS / "css").rglob("*.css")]
BANK = read(TESTS / "fixtures" / "quiz" / "all_types.toml", "fixture")


@pytest.fixture
def node() -> str:
    """Return node, or skip where it or its packages are not installed; in CI that fails."""
    found = shutil.which("node")
    if found and (ROOT / "node_modules" / "esbuild").exists():
        return found
    if os.environ.get("COURSE_REQUIRE_NODE") == "1":
        pytest.fail("node and its packages must be installed here: run `npm install`")
    pytest.skip("node or its packages are not installed, so bundles cannot be made: `npm install`")


# These ask the server that the page came from: JupyterLab's, and the teacher's computer.
OWN_SERVER = {"server_requests.js", "class_client.js", "teacher_files.js"}


def files(folder: Path) -> dict[str, str]:
    """Return the texts of all files in a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def test_bundles_are_made_from_the_sources_as_they_are_now(node: str, tmp_path: Path) -> None:
    bundles, extension = tmp_path / "bundle", tmp_path / "extension"
    subprocess.run([node, JS / "build.js", bundles, extension], check=True, cwd=ROOT)
    built, committed = files(bundles) | files(extension), files(BUNDLES) | files(EXTENSION)
    changed = sorted(
        name for name in {*built, *committed} if built.get(name) != committed.get(name)
    )
    assert not changed, "run `npm run build` and commit what it writes"


def test_no_script_uses_the_network() -> None:
    allowed = {"http://www.w3.org/2000/svg"}  # a name, not an address that is opened
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        assert set(re.findall(r"(?:https?|wss?)://[^\s\"'`)]+", text)) <= allowed, path.name
        if path.name not in OWN_SERVER:
            assert not re.search(r"\b(fetch|XMLHttpRequest|WebSocket|eval)\(", text), path.name


def test_every_kind_of_field_has_a_script() -> None:
    kinds = {spec["kind"] for question in BANK.questions for spec in question.layout().fields}
    assert all((BUNDLES / f"fields/{kind}.js").exists() for kind in kinds)
    assert kinds <= set(Quiz("Quiz", BANK.questions).fields)


def test_a_bundle_that_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"no_such\.js"):
        bundle("no_such.js")


def test_python_and_the_browser_guard_against_the_same_formulas() -> None:
    formulas = json.loads((TESTS / "fixtures" / "formulas.json").read_text(encoding="utf-8"))
    safe = [cell(text) for text in formulas]
    assert all(text.startswith("'") for text in safe)
