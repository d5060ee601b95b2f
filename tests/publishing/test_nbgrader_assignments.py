"""nbgrader releases and grades the tasks of labs.

nbgrader runs in an environment of its own, made from this machine's packages: installed beside
the course it would put itself into every learner's JupyterLab. To pin it again, run:
echo nbgrader | uv pip compile pyproject.toml - --universal --no-header --no-annotate
-c .binder/requirements.txt -o tests/nbgrader-requirements.txt
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import pytest
from sampling import walk

from lessons.__main__ import main
from lessons.core.paths import ROOT, UnknownName
from lessons.course import labs
from lessons.course import lesson as lesson_named
from lessons.labs import code_tasks
from lessons.publishing.nbgrader_assignments import assignment

PINS = ROOT / "tests" / "nbgrader-requirements.txt"
REQUIRED = os.environ.get("COURSE_REQUIRE_PACKAGES")
LESSON = "the_network"
WITH_TASK = [lab.slug for lab in labs()]
# Run inside nbgrader's environment and course folder; the last line that it prints is JSON.
RELEASE = """
from nbgrader.apps import NbGraderApp, NbGraderAPI
import json, sys
app = NbGraderApp(); app.load_config_file(); api = NbGraderAPI(config=app.config)
result = api.generate_assignment(sys.argv[1])
print(json.dumps([result["success"], result.get("error", "")]))
"""
GRADE = """
from nbgrader.apps import NbGraderApp, NbGraderAPI
import json, sys
app = NbGraderApp(); app.load_config_file(); api = NbGraderAPI(config=app.config)
lesson, marks = sys.argv[1], {}
for pupil in sys.argv[2:]:
    result = api.autograde(lesson, pupil)
    assert result["success"], result
with api.gradebook as book:
    for pupil in sys.argv[2:]:
        handed = book.find_submission(lesson, pupil)
        marks[pupil] = [handed.score, handed.max_score]
print(json.dumps(marks))
"""


@pytest.fixture(scope="module")
def grader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of a fresh environment that has nbgrader and what learners have."""
    folder = tmp_path_factory.mktemp("nbgrader")
    has_uv = importlib.util.find_spec("uv")
    uv = [sys.executable, "-m", "uv"] if has_uv else [shutil.which("uv") or "uv"]
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    network = [] if REQUIRED else ["--offline"]
    install = [*uv, "pip", "install", "-q", *network, "--python", str(python), "-r", str(PINS)]
    try:
        for command in ([*uv, "venv", "-q", "--python", sys.executable, str(folder)], install):
            subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        reason = f"nbgrader is not on this machine: {getattr(error, 'stderr', error)}"
        assert not REQUIRED, reason
        pytest.skip(reason)
    return python


def ask(python: Path, course: Path, script: str, *arguments: str) -> object:
    """Run a script in a course folder, with a home of its own, and return the JSON it ends on."""
    home = {"HOME": str(course.parent), "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(python), "-c", script, *arguments],
        cwd=course, env=plain | home, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def hand_in(released: Path, course: Path, pupil: str, code: str, test: str = "") -> None:
    """Put a pupil's notebook, with code for the first task, where nbgrader looks for it."""
    notebook = nbformat.read(released, as_version=4)
    answer, check = _graded(notebook, "answer"), _graded(notebook, "test")
    answer.source = code
    check.source = test or check.source
    place = course / "submitted" / pupil / released.parent.name / released.name
    place.parent.mkdir(parents=True)
    nbformat.write(notebook, place)


def _graded(notebook: nbformat.NotebookNode, part: str) -> nbformat.NotebookNode:
    """Return the answer's cell or the test's of the first task."""
    name = f"{LESSON}-{part}"
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


@pytest.mark.exhaustive
def test_nbgrader_releases_a_task_and_grades_what_pupils_hand_in(grader, tmp_path):
    course = tmp_path / "course"
    assert main(["nbgrader", LESSON, "--out", str(course)]) == 0
    assert ask(grader, course, RELEASE, LESSON) == [True, ""]
    released = course / "release" / LESSON / f"{LESSON}.ipynb"

    text = released.read_text(encoding="utf-8")
    right = code_tasks.task_of(LESSON).solution.text
    assert right.splitlines()[-1] not in "\n".join(
        cell.source for cell in nbformat.read(released, as_version=4).cells
    )
    assert "SOLUTION" not in text and "2005-" not in text
    assert "Put into `answer` a table" in text and "answer = ..." in text

    hand_in(released, course, "right", right)
    hand_in(released, course, "wrong", right.replace('"ICI"', '"MD"'))
    hand_in(released, course, "untouched", "answer = ...")
    hand_in(released, course, "sly", "answer = 0", test="assert True")
    marks = ask(grader, course, GRADE, LESSON, "right", "wrong", "untouched", "sly")
    most = len(code_tasks.tasks(labs([LESSON])[0]))
    points = {"right": 1, "wrong": 0, "untouched": 0, "sly": 0}
    assert marks == {pupil: [mark, most] for pupil, mark in points.items()}

    def feedback_of(pupil: str) -> str:
        graded = course / "autograded" / pupil / LESSON / f"{LESSON}.ipynb"
        return json.dumps(_graded(nbformat.read(graded, as_version=4), "test").outputs)

    assert "7 rows; 4 are" in feedback_of("wrong")
    assert "Nothing to check yet" in feedback_of("untouched")


@pytest.mark.parametrize("lesson", walk(WITH_TASK, WITH_TASK[::4]))
def test_the_teachers_notebook_of_each_task_passes_its_own_test(lesson):
    place: dict[str, object] = {}
    cells = assignment(lesson_named(lesson)).cells
    assert "answer" in "".join(cell.source for cell in cells if cell.cell_type == "markdown")
    for cell in cells:
        if cell.cell_type == "code":
            exec(cell.source, place)
            plt.close("all")  # as a notebook does after each cell


def test_a_lesson_without_a_task_says_so_and_nothing_is_written(tmp_path):
    with pytest.raises(UnknownName, match="has no code task"):
        assignment(lesson_named("start_here"))
    with pytest.raises(SystemExit, match="has no code task"):
        main(["nbgrader", "start_here", "--out", str(tmp_path / "course")])
    assert not (tmp_path / "course").exists()


def test_a_teachers_configuration_stays(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    main(["nbgrader", LESSON, "--out", str(tmp_path)])
    assert (tmp_path / "nbgrader_config.py").read_text() == "c = get_config()\n"


def test_pupils_and_nbgrader_have_the_same_pins():
    learner = (ROOT / ".binder" / "requirements.txt").read_text().splitlines()
    pinned = PINS.read_text().splitlines()
    assert set(learner) <= set(pinned)
    assert any(line.startswith("nbgrader==") for line in pinned)


def test_the_command_says_what_comes_next(tmp_path, capsys):
    assert main(["nbgrader", "3", "--out", str(tmp_path / "new")]) == 0
    printed = capsys.readouterr().out
    assert str(tmp_path / "new" / "source" / "the_network" / "the_network.ipynb") in printed
    assert "nbgrader generate_assignment the_network" in printed and "--help" in printed
