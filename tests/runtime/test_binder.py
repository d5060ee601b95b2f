"""Binder: the pins, what it would build, and that what it installs starts."""

import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lessons.core.paths import NOTEBOOKS, ROOT

BINDER = ROOT / ".binder"
LEARNER, ALL = BINDER / "requirements.txt", ROOT / "tests" / "requirements.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = [name for names in PROJECT["optional-dependencies"].values() for name in names]
PLACES = [
    (python, system, platform)
    for python in ("3.11", "3.12", "3.13", "3.14")
    for system, platform in (("posix", "linux"), ("posix", "darwin"), ("nt", "win32"))
]
PIN = "uv pip compile pyproject.toml --universal --no-header --no-annotate"
AGAIN = (
    f"To pin again, run:\n{PIN} -o .binder/requirements.txt\n"
    f"{PIN} --all-extras -c .binder/requirements.txt -o tests/requirements.txt"
)


def pins(path: Path) -> list[Requirement]:
    """Return the pins that a file lists."""
    return [Requirement(line) for line in path.read_text(encoding="utf-8").splitlines()]


def versions(path: Path, place: tuple[str, str, str]) -> dict[str, str]:
    """Return package and version that a file pins for a Python on a system."""
    return {
        canonicalize_name(pin.name): str(pin.specifier).removeprefix("==")
        for pin in meant_for(place, pins(path))
    }


def meant_for(place: tuple[str, str, str], needs: list[Requirement]) -> list[Requirement]:
    """Return those of some requirements that hold for a Python on a system."""
    python, system, platform = place
    around = default_environment() | {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "os_name": system,
        "sys_platform": platform,
    }
    return [need for need in needs if not need.marker or need.marker.evaluate(around)]


# The pins


@pytest.mark.parametrize("path", [LEARNER, ALL], ids=["learner", "all"])
def test_every_line_pins_one_version_and_names_no_host(path):
    for line, pin in zip(path.read_text().splitlines(), pins(path), strict=True):
        assert re.fullmatch(r"==[\w.!+]+", str(pin.specifier)), line
        assert pin.url is None
        assert not re.search(r"://|--|@", line), line


@pytest.mark.parametrize("place", PLACES, ids="-".join)
def test_the_pins_are_what_the_project_asks_for(place):
    for path, wanted in ((LEARNER, PROJECT["dependencies"]), (ALL, EXTRAS)):
        pinned = versions(path, place)
        for need in meant_for(place, [*map(Requirement, wanted)]):
            version = pinned.get(canonicalize_name(need.name))
            assert version, f"{need.name} is not pinned in {path.name}. {AGAIN}"
            assert need.specifier.contains(version), f"{need} but {version} is pinned. {AGAIN}"


@pytest.mark.parametrize("place", PLACES, ids="-".join)
def test_the_tests_use_the_learners_pins_and_more(place):
    learner, everything = versions(LEARNER, place), versions(ALL, place)
    assert learner.items() <= everything.items(), AGAIN
    assert len(learner) < len(everything)


# What Binder would build


@pytest.fixture(scope="module")
def dockerfile(tmp_path_factory) -> str:
    """Return what repo2docker says and the Dockerfile that it writes, without Docker."""
    if sys.platform == "win32":
        pytest.skip("jupyter-repo2docker does not run on Windows")
    if not importlib.util.find_spec("repo2docker"):
        pytest.skip("jupyter-repo2docker is not installed")
    folder = tmp_path_factory.mktemp("binder")
    shutil.copytree(BINDER, folder / ".binder")
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(folder)]
    home = {"PATH": str(Path(sys.executable).parent), "HOME": str(folder)}  # hence no Docker
    return run(command, env=os.environ | home, stderr=subprocess.STDOUT)


def test_binder_installs_the_learners_pins(dockerfile):
    assert re.search(r'pip install --no-cache-dir -r "\.binder/requirements\.txt"', dockerfile)


def test_binder_runs_what_comes_after(dockerfile):
    assert "RUN ./.binder/postBuild" in dockerfile
    assert os.access(BINDER / "postBuild", os.X_OK)


def test_binder_has_a_python_that_the_course_supports(dockerfile):
    python = re.search(r"conda environment for python=(\d+)\.(\d+)", dockerfile)
    assert python
    assert (int(python[1]), int(python[2])) >= (3, 11)


def test_the_badge_opens_the_first_lesson():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    opened = re.findall(r"urlpath=([^)\s\"]+)", readme)
    assert opened, "README.md has no Binder badge"
    first = min(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")).name
    for path in map(unquote, opened):
        assert path.endswith(f"/tree/notebooks/{first}"), path


# What Binder would install


@pytest.fixture(scope="module")
def image(tmp_path_factory) -> Path:
    """Return a folder with a fresh environment, as Binder leaves it, made without a network."""
    if os.name == "nt":
        pytest.skip("Binder's machines run Linux")
    folder = tmp_path_factory.mktemp("image")
    for name in (".binder", "lessons", "data", "notebooks"):
        shutil.copytree(ROOT / name, folder / "repo" / name)
    shutil.copy(ROOT / "start.py", folder / "repo")
    has_uv = importlib.util.find_spec("uv")
    uv = [sys.executable, "-m", "uv"] if has_uv else [shutil.which("uv") or "uv"]
    python = folder / "env" / "bin" / "python3"
    try:
        run([*uv, "venv", "-q", "--python", sys.executable, str(folder / "env")])
        run([*uv, "pip", "install", "-q", "--offline", "--python", str(python), "-r", str(LEARNER)])
    except (OSError, subprocess.CalledProcessError) as error:
        reason = f"the packages are not on this machine: {getattr(error, 'stderr', error)}"
        assert not os.environ.get("COURSE_REQUIRE_PACKAGES"), reason
        pytest.skip(reason)
    run(["bash", ".binder/postBuild"], cwd=folder / "repo", env=inside(folder))
    return folder


def run(command: list[str], **how: object) -> str:
    """Run a command to its good end and return what it says."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.run(command, check=True, text=True, **(pipes | how)).stdout


def inside(folder: Path) -> dict[str, str]:
    """Return what surrounds a command in Binder's image: its own home, no course but its own."""
    own = {
        "HOME": str(folder / "home"),
        "PATH": f"{folder / 'env' / 'bin'}:/usr/bin:/bin",
        "COOPERATIVE_SECURITY_HOME": str(folder / "home" / "answers"),
    }
    variables = {
        k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "PYTHON", "VIRT"))
    }
    return variables | own


@pytest.mark.exhaustive
def test_binders_course_is_the_one_in_the_repository(image):
    where = run(
        ["python3", "-c", "import lessons.core.paths as p; print(p.ROOT)"],
        cwd=image,
        env=inside(image),
    )
    assert Path(where.strip()) == image / "repo"


@pytest.mark.exhaustive
def test_binders_kernels_are_started_as_at_home(image):
    spec = image / "env" / "share" / "jupyter" / "kernels" / "python3" / "kernel.json"
    assert spec.read_bytes() == (BINDER / "kernel" / "kernel.json").read_bytes()


@pytest.mark.exhaustive
def test_what_binder_installs_starts(image):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["jupyter", "lab", "--no-browser", "--ip=127.0.0.1", f"--port={port}"]
    command += ["--allow-root", "--IdentityProvider.token="]
    with (image / "log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=image / "repo", env=inside(image), stdout=log, stderr=log
        )
    try:
        first = min((image / "repo" / "notebooks").glob("*.ipynb")).name
        lab = f"http://127.0.0.1:{port}/lab"
        page = next(answers(f"{lab}/tree/notebooks/{first}", server, image / "log"))
        news = next(answers(f"{lab}/api/settings/{NEWS}", server, image / "log"))
        workspace = next(answers(f"{lab}/api/workspaces/default", server, image / "log"))
        served = next(answers(f"http://127.0.0.1:{port}/api/contents", server, image / "log"))
    finally:
        server.terminate()
        server.wait(120)
    assert "<title>JupyterLab</title>" in page
    assert '"@jupyterlab/debugger-extension"' in page, "the calm settings are not there"
    assert json.loads(news)["schema"]["properties"]["fetchNews"]["default"] == "false"
    assert '"current": "@jupyterlab/toc:plugin"' in workspace
    shown = [entry["path"] for entry in json.loads(served)["content"]]
    assert shown == ["notebooks"], "not the clone, but working copies"


NEWS = "@jupyterlab/apputils-extension:notification"


def answers(address: str, server: "subprocess.Popen[bytes]", log: Path) -> Iterator[str]:
    """Yield the text at an address as soon as the server answers."""
    late = time.monotonic() + 300
    while server.poll() is None and time.monotonic() < late:
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                yield answer.read().decode()
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer:\n{log.read_text()[-2000:]}")
