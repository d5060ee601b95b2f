"""The check says in plain sentences what is wrong with an installation."""

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from unittest import mock

import pytest

from lessons import journal
from lessons.core.paths import LESSONS, ROOT
from lessons.runtime import environment


@pytest.fixture(autouse=True)
def _variables() -> Iterator[None]:
    """Put back the environment variables that a command sets for its own process."""
    with mock.patch.dict(os.environ):
        yield


@pytest.fixture
def course(tmp_path, monkeypatch) -> Path:
    """Return an empty folder that the check takes for the course."""
    for name in ("lessons", "notebooks"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "PINS", tmp_path / "requirements.txt")
    return tmp_path


@pytest.mark.exhaustive
def test_this_installation_has_no_problem(tmp_path):
    result = subprocess.run(
        [sys.executable, "-P", LESSONS / "runtime" / "environment.py", "check"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"COOPERATIVE_SECURITY_HOME": str(tmp_path)},
    )
    assert ": problem" not in result.stdout, result.stdout
    assert result.returncode == 0
    assert result.stderr == ""


def test_another_version_is_named_with_the_one_wanted(course):
    version = metadata.version("pandas")
    environment.PINS.write_text("pandas==0.1\nnone-such==1\nwindows-only==1 ; os_name == 'dos'\n")
    pandas, missing = environment.wrong_versions()
    assert pandas.startswith(f"pandas is version {version}; ") and " 0.1. " in pandas
    assert missing.startswith("none-such is missing.")


def test_answers_that_cannot_be_saved_are_reported_with_the_folder(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path / "file" / "home"))
    (problem,) = environment.unwritable_folders()
    assert str(tmp_path / "file" / "home") in problem
    assert "COOPERATIVE_SECURITY_HOME" in problem


def test_answers_that_can_be_saved_leave_no_trace(tmp_path, monkeypatch):
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path))
    assert list(environment.unwritable_folders()) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("part", ["course", "jupyter"])
def test_start_and_check_name_a_folder_in_which_nothing_can_be_written(
    tmp_path, monkeypatch, capsys, part
):
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path))
    (tmp_path / part).touch()
    for command in ("check", "open"):
        assert environment.main([command]) == 1
        assert str(tmp_path / part) in "".join(capsys.readouterr())


def test_a_full_disk_is_named_at_the_start(tmp_path, monkeypatch, capsys):
    resource = pytest.importorskip("resource", reason="Windows cannot do this")
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path))
    monkeypatch.setattr(environment, "CHECKS", {})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))  # the first byte is one too many
    try:
        assert environment.main(["open"]) == 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    errors = capsys.readouterr().err
    assert "disk is full" in errors
    assert errors.count("\n") == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_kernel_of_another_python_is_noticed(tmp_path, monkeypatch):
    kernel = tmp_path / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    launcher = tmp_path / "python"
    launcher.write_text(f'#!/bin/sh\nexport PYTHONPATH={tmp_path}\nexec {sys.executable} "$@"\n')
    launcher.chmod(0o755)
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.prefix = '/opt/other'\n")
    spec = {"argv": [str(launcher), "-m", "ipykernel_launcher", "-f", "{connection_file}"]}
    metadata = {"supported_encryption": ["curve"]}
    kernel.write_text(json.dumps(spec | {"display_name": "Python 3", "metadata": metadata}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    (problem,) = environment.broken_kernel()
    assert "/opt/other" in problem


def test_a_kernel_that_does_not_start_is_noticed(monkeypatch):
    from jupyter_client.manager import KernelManager

    def refuse(*_args: object, **_options: object) -> None:
        raise RuntimeError("no such kernel")

    monkeypatch.setattr(KernelManager, "start_kernel", refuse)
    (problem,) = environment.broken_kernel()
    assert "no such kernel" in problem


def test_a_jupyterlab_that_does_not_start_is_noticed_with_its_last_message(tmp_path, monkeypatch):
    from lessons.runtime import serve

    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path))
    (tmp_path / "jupyterlab.py").write_text("raise SystemExit('No such file: mine.pem')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (problem,) = environment.refused_start()
    assert str(serve.own_home().log) in problem
    assert "mine.pem" in problem


def test_where_a_start_fails_the_checks_name_the_cause(tmp_path, monkeypatch, capsys):
    from lessons.runtime import serve

    def fail(*_args: object, **_options: object) -> None:
        raise serve.NotStarted("JupyterLab did not start.")

    monkeypatch.setattr(serve, "serve", fail)
    monkeypatch.setitem(environment.CHECKS, "Bad", lambda: iter(["The cause."]))
    assert environment.main(["open"]) == 1
    errors = capsys.readouterr().err
    assert errors.startswith("JupyterLab did not start.\n")
    assert errors.endswith("The cause.\n")


def test_a_course_that_cannot_be_imported_says_why(monkeypatch):
    monkeypatch.setattr(importlib, "import_module", _missing)
    (problem,) = environment.broken_imports()
    assert "No module named 'pandas'" in problem


def _missing(name: str) -> None:
    raise ModuleNotFoundError("No module named 'pandas'")


def test_a_course_from_elsewhere_is_noticed(course):
    (problem,) = environment.broken_imports()
    assert str(ROOT) in problem and str(course) in problem


def test_a_lesson_without_its_notebook_is_named(course):
    (course / "lessons" / "05_history").mkdir()
    (problem,) = environment.missing_notebooks()
    assert problem.startswith("notebooks/05_history.ipynb is missing.")
    (course / "notebooks" / "05_history.ipynb").touch()
    assert list(environment.missing_notebooks()) == []


def test_a_course_without_lessons_is_reported(course):
    (problem,) = environment.missing_notebooks()
    assert "no lesson" in problem


def test_the_report_counts_what_is_wrong(monkeypatch, capsys):
    checks = {"Good": lambda: iter([]), "Bad": lambda: iter(["It is broken. Mend it."])}
    monkeypatch.setattr(environment, "CHECKS", checks)
    assert environment.report() == 1
    printed = capsys.readouterr().out
    assert printed.startswith("Good: ok\nBad: problem\n  It is broken. Mend it.\n")
    assert str(journal.path()) in printed
    monkeypatch.setattr(environment, "CHECKS", {"Good": checks["Good"]})
    assert environment.report() == 0
