"""The offline bundle: its content, the computers that it fits, and its installation."""

import email
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from lessons.__main__ import main
from lessons.core.paths import ROOT, lesson_folders
from lessons.publishing import offline_bundle

REQUIRED = os.environ.get("COURSE_REQUIRE_PACKAGES")
DEAD = "http://127.0.0.1:9"  # nothing answers there
NO_NETWORK = {
    "HTTP_PROXY": DEAD, "HTTPS_PROXY": DEAD, "http_proxy": DEAD, "https_proxy": DEAD,
    "PIP_INDEX_URL": DEAD, "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": "", "PIP_RETRIES": "0",
    "PIP_CONFIG_FILE": os.devnull, "UV_DEFAULT_INDEX": DEAD, "UV_NO_CONFIG": "1",
}  # fmt: skip


@pytest.fixture
def off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no installer reach anything but folders."""
    for name, value in NO_NETWORK.items():
        monkeypatch.setenv(name, value)


def wheel(
    folder: Path, tag: str = "py3-none-any", name: str = "tiny", version: str = "1.0"
) -> Path:
    """Write a real wheel that holds one empty package."""
    folder.mkdir(parents=True, exist_ok=True)
    path, info = folder / f"{name}-{version}-{tag}.whl", f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}/__init__.py", "")
        archive.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        )
        archive.writestr(
            f"{info}/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    return path


@pytest.fixture
def tiny_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a course that needs one tiny package, and pack that instead of ours."""
    course = tmp_path / "course"
    for folder in (".binder", "lessons/__pycache__", "notebooks/.ipynb_checkpoints", ".venv"):
        (course / folder).mkdir(parents=True)
    shutil.copy(ROOT / "start.py", course)
    (course / ".binder" / "requirements.txt").write_text("tiny==1.0\n")
    (course / "lessons" / "__init__.py").write_text("")
    for trace in (
        "lessons/__pycache__/a.pyc",
        "notebooks/.ipynb_checkpoints/b",
        ".venv/c",
        "d.zip",
    ):
        (course / trace).write_text("a trace of use")
    monkeypatch.setattr(offline_bundle, "ROOT", course)
    monkeypatch.setattr(offline_bundle, "PINS", course / ".binder" / "requirements.txt")
    return course


def unpacked(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    return folder / offline_bundle.FOLDER


def start_of(course: Path) -> ModuleType:
    """Return the start.py of a course, as a module."""
    spec = importlib.util.spec_from_file_location("start_from_a_stick", course / "start.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# What is on it


def test_the_bundle_has_the_complete_course_and_no_trace_of_use():
    names = {path.relative_to(ROOT).as_posix() for path in offline_bundle.course()}
    assert {
        "start.py",
        ".binder/requirements.txt",
        "data/sources.csv",
        "lessons/runtime/serve.py",
    } <= names
    for folder in lesson_folders():
        assert f"lessons/{folder.name}/quiz.toml" in names
    assert not [n for n in names if "__pycache__" in n or n.endswith(".pyc") or ".venv" in n]


def test_traces_are_left_out_and_everything_is_in_one_folder(tiny_course, tmp_path):
    offline_bundle.pack(tmp_path / "out" / "stick.zip", [wheel(tmp_path / "w")], "a note")
    names = set(zipfile.ZipFile(tmp_path / "out" / "stick.zip").namelist())
    inside = {".binder/requirements.txt", "START HERE.txt", "lessons/__init__.py", "start.py"}
    inside |= {"wheels/tiny-1.0-py3-none-any.whl"}
    assert names == {f"{offline_bundle.FOLDER}/{name}" for name in inside}


def test_the_same_course_gives_the_same_stick(tiny_course, tmp_path):
    wheels = [wheel(tmp_path / "w")]
    offline_bundle.pack(tmp_path / "one.zip", wheels, "a note")
    os.utime(tiny_course / "start.py", (1, 1))
    offline_bundle.pack(tmp_path / "two.zip", wheels, "a note")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_the_note_names_the_computers_and_what_to_type():
    note = offline_bundle.first_steps(["Windows", "Linux"], ["3.12"])
    assert "Windows, Linux; Python 3.12" in note
    assert "python3 start.py" in note
    assert "python.org" in note


# For which computers


@pytest.fixture
def unfetched(tiny_course, monkeypatch):
    """Let nothing be fetched; return the list of (system, Python) that would have been."""
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(
        offline_bundle, "fetch", lambda system, version, _: asked.append((system.name, version))
    )
    return asked


def test_the_command_says_for_which_computers_it_is_and_what_others_need(
    unfetched, tmp_path, capsys
):
    assert main(["stick", "--out", str(tmp_path / "s.zip"), "--platform", "windows"]) == 0
    printed = capsys.readouterr().out
    assert "Windows with Python" in printed
    assert "python.org" in printed


def test_mac_means_the_macs_that_are_sold_today(unfetched, tmp_path, capsys):
    order = ["--out", str(tmp_path / "s.zip"), "--platform", "mac", "--python", "3.12"]
    assert main(["stick", *order]) == 0
    assert unfetched == [("Mac (M1 or newer)", "3.12")]
    printed = capsys.readouterr().out
    assert "Mac (M1 or newer)" in printed and "Python 3.12" in printed


def test_each_system_gets_its_own_packages():
    names = {
        system: {
            pin.partition("==")[0]
            for pin in offline_bundle.pins(offline_bundle.SYSTEMS[system], "3.12")
        }
        for system in offline_bundle.SYSTEMS
    }
    assert "pywinpty" in names["windows"]
    assert "appnope" in names["mac"] - names["linux"] - names["windows"]
    assert "uv" in set.intersection(*names.values()), "the quick installer comes along"
    assert all("jupyterlab" in found for found in names.values())


def test_a_package_may_depend_on_the_last_number_of_a_python(tiny_course):
    offline_bundle.PINS.write_text(
        "tiny==1.0 ; python_full_version < '3.11.5'\ntiny==2.0 ; python_full_version >= '3.11.5'\n"
    )
    linux = offline_bundle.SYSTEMS["linux"]
    assert "tiny==1.0" in offline_bundle.pins(linux, "3.11", 4)
    assert "tiny==2.0" in offline_bundle.pins(linux, "3.11", 5)


@pytest.mark.exhaustive
def test_wheels_for_both_are_fetched(off, tiny_course, tmp_path, monkeypatch):
    offline_bundle.PINS.write_text(
        "tiny==1.0 ; python_full_version < '3.11.5'\ntiny==2.0 ; python_full_version >= '3.11.5'\n"
    )
    shelf = shelf_with(tmp_path, monkeypatch)
    wheel(shelf)
    wheel(shelf, version="2.0")
    (tmp_path / "w").mkdir()
    offline_bundle.fetch(offline_bundle.SYSTEMS["linux"], "3.11", tmp_path / "w")
    assert {p.name.split("-")[1] for p in (tmp_path / "w").glob("tiny*")} == {"1.0", "2.0"}


@pytest.mark.exhaustive
def test_a_package_without_a_wheel_for_a_computer_is_named(off, tiny_course, tmp_path, monkeypatch):
    wheel(shelf_with(tmp_path, monkeypatch), "py3-none-win_amd64")
    (tmp_path / "w").mkdir()
    offline_bundle.fetch(offline_bundle.SYSTEMS["windows"], "3.12", tmp_path / "w")
    assert [p.name for p in (tmp_path / "w").glob("tiny*")] == ["tiny-1.0-py3-none-win_amd64.whl"]
    with pytest.raises(offline_bundle.NoWheel, match=r"tiny 1\.0 .+ Linux with Python 3\.12"):
        offline_bundle.fetch(offline_bundle.SYSTEMS["linux"], "3.12", tmp_path / "w")


def shelf_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder from which pip takes packages, in place of the internet."""
    shelf = tmp_path / "shelf"
    wheel(
        shelf,
        name="uv",
        version=offline_bundle.pins(offline_bundle.SYSTEMS["linux"], "3.12")[-1].split("==")[1],
    )
    monkeypatch.setenv("PIP_FIND_LINKS", str(shelf))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    return shelf


def test_without_a_network_making_a_stick_says_so(off, tiny_course, tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_RETRIES", "1")
    with pytest.raises(offline_bundle.NoWheel, match="is this computer connected"):
        offline_bundle.fetch(offline_bundle.SYSTEMS["linux"], "3.12", tmp_path)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--platform", "windos"], "invalid choice: 'windos'"),
        (["--python", "3.21"], "invalid choice: '3.21'"),
    ],
)
def test_an_unknown_computer_is_named(arguments, message, capsys):
    with pytest.raises(SystemExit):
        main(["bundle", *arguments])
    assert message in capsys.readouterr().err


TAGS = {
    "windows": r"win_amd64",
    "mac": r"macosx_\d+_\d+_(arm64|universal2)",
    "mac-intel": r"macosx_\d+_\d+_(x86_64|universal2)",
}


@pytest.mark.exhaustive
@pytest.mark.skipif(not REQUIRED, reason="fetches 130 MB each: set COURSE_REQUIRE_PACKAGES=1")
@pytest.mark.parametrize("name", ["windows", "mac", "mac-intel"])
def test_wheels_for_other_systems_fit_these_and_need_nothing_else(name, tmp_path):
    system, version = offline_bundle.SYSTEMS[name], "3.12"
    offline_bundle.fetch(system, version, tmp_path)
    around = offline_bundle.markers(system, version, 0)
    there, wanted = {}, {}
    for path in tmp_path.glob("*.whl"):
        package, number, _, tags = parse_wheel_filename(path.name)
        there[package] = number
        assert any(
            tag.platform == "any" or re.fullmatch(TAGS[name], tag.platform) for tag in tags
        ), path.name
        assert any(tag.interpreter in ("py3", "cp312") or tag.abi == "abi3" for tag in tags)
        with zipfile.ZipFile(path) as archive:
            (info,) = (n for n in archive.namelist() if re.fullmatch(r"[^/]+info/METADATA", n))
            requirements = (
                email.message_from_bytes(archive.read(info)).get_all("Requires-Dist") or []
            )
        wanted |= {(package, requirement): Requirement(requirement) for requirement in requirements}
    assert {Requirement(pin).name.lower() for pin in offline_bundle.pins(system, version)} <= {
        *there
    }
    lacking = [
        f"{package} needs {need}"
        for (package, _), need in wanted.items()
        if (not need.marker or need.marker.evaluate({**around, "extra": ""}))
        and not need.specifier.contains(there.get(canonicalize_name(need.name), "0"), True)
    ]
    assert lacking == []


# In the room


@pytest.mark.exhaustive
def test_start_finds_the_wheels_beside_it_with_the_network_off(off, tiny_course, tmp_path, capsys):
    offline_bundle.pack(tmp_path / "stick.zip", [wheel(tmp_path / "w")], "a note")
    start = start_of(unpacked(tmp_path / "stick.zip", tmp_path / "room"))
    start.make_environment()
    start.install(start.PINS)
    assert start.is_usable("tiny")
    assert "from the internet" not in capsys.readouterr().out


@pytest.mark.exhaustive
def test_start_says_that_the_wheels_are_for_another_computer(off, tiny_course, tmp_path, capsys):
    other = "py3-none-win_amd64" if sys.platform != "win32" else "py3-none-manylinux1_x86_64"
    offline_bundle.pack(tmp_path / "stick.zip", [wheel(tmp_path / "w", other)], "a note")
    start = start_of(unpacked(tmp_path / "stick.zip", tmp_path / "room"))
    start.make_environment()
    with pytest.raises(SystemExit, match="could not be downloaded"):
        start.install(start.PINS)
    assert "lacks packages for Python" in capsys.readouterr().out


@pytest.mark.exhaustive
@pytest.mark.skipif(not REQUIRED, reason="fetches 130 MB: set COURSE_REQUIRE_PACKAGES=1")
def test_the_whole_course_is_ready_in_a_room_without_a_network(tmp_path, monkeypatch):
    assert main(["bundle", "--out", str(tmp_path / "stick.zip")]) == 0
    course = unpacked(tmp_path / "stick.zip", tmp_path / "room")
    for name, value in NO_NETWORK.items():
        monkeypatch.setenv(name, value)
    ready = "import runpy, pathlib; d = runpy.run_path('start.py'); d['prepare'](d['PINS'])"
    # The computer still reaches itself: JupyterLab listens there.
    alone = ["unshare", "--net", "--map-root-user", "sh", "-c"]
    alone += ['ip link set lo up && exec "$@"', "sh"]
    cut = alone if shutil.which("unshare") and subprocess.call([*alone, "true"]) == 0 else []
    base = getattr(sys, "_base_executable", sys.executable)
    subprocess.run([*cut, base, "-c", ready], cwd=course, check=True)
    checked = subprocess.run([*cut, base, "start.py", "check"], cwd=course, capture_output=True)
    assert b"No problem was found." in checked.stdout
