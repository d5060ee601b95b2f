"""One command opens the course, and every failure gets one sentence."""

import ast
import http.client
import importlib.util
import json
import os
import re
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import psutil
import pytest
from sampling import is_sample

from lessons.core.paths import ROOT
from lessons.runtime import serve

BASE = getattr(sys, "_base_executable", sys.executable)  # not that of an environment
REQUIRED = os.environ.get("COURSE_REQUIRE_PACKAGES")
PATIENCE = 180  # seconds after which a wait is given up, on a machine busy with other work
DEAD = "http://127.0.0.1:9"  # nothing answers there
NO_NETWORK = {
    "HTTP_PROXY": DEAD, "HTTPS_PROXY": DEAD, "http_proxy": DEAD, "https_proxy": DEAD,
    "PIP_INDEX_URL": DEAD, "UV_DEFAULT_INDEX": DEAD,
}  # fmt: skip


def copy_of_the_course(folder: Path, *left_out: str) -> Path:
    """Return a copy without environment; folders and files of the names `left_out` are missing."""
    for name in ("lessons", ".binder", "data", "notebooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(*left_out))
    (folder / "tests").mkdir()
    for name in ("start.py", "tests/requirements.txt"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def start(tmp_path: Path) -> ModuleType:
    """Return start.py as it is in an otherwise empty copy of the course."""
    return start_in(tmp_path)


def start_in(folder: Path) -> ModuleType:
    """Return start.py as it is in an otherwise empty course in a folder."""
    for name in (".binder", "lessons/core"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "start.py", folder)
    spec = importlib.util.spec_from_file_location("start", folder / "start.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.hand_over = lambda _: pytest.fail("this would put the course in place of the tests")
    return module


# An old Python


def test_a_very_old_python_can_read_the_start_file():
    text = (ROOT / "start.py").read_text(encoding="ascii")
    tree = ast.parse(text, feature_version=(3, 4))
    too_new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.Starred, ast.Match)
    for node in ast.walk(tree):
        assert not isinstance(node, too_new), ast.unparse(node)
        if isinstance(node, ast.FunctionDef):
            hints = [a.annotation for a in node.args.args] + [node.returns]
            assert not any(hints) and not node.args.kwonlyargs, node.name
        if isinstance(node, ast.Raise):
            assert node.cause is None


def test_an_old_python_gets_a_message_that_names_the_version_needed(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 8, 10, "final", 0))
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer.+ 3\.8\."):
        runpy.run_path(str(ROOT / "start.py"), run_name="__main__")


@pytest.mark.parametrize("name", ["python2.7", "python3.6", "python3.8", "python3.10"])
def test_a_real_old_python_says_one_sentence(name):
    old = shutil.which(name)
    if not old or subprocess.run([old, "-V"], capture_output=True).returncode != 0:
        pytest.skip(f"{name} is not on this machine")
    result = subprocess.run([old, ROOT / "start.py"], capture_output=True, text=True)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "needs Python 3.11" in result.stderr


def test_a_class_is_served_with_the_options_that_were_given(start, monkeypatch):
    commands = []
    monkeypatch.setattr(start, "prepare", lambda _: None)
    monkeypatch.setattr(start, "hand_over", commands.append)
    start.main(["class", "--network", "--port", "9000"])
    assert commands == [["-P", "-m", "lessons", "class", "--network", "--port", "9000"]]


# Making the environment


def test_a_folder_that_cannot_be_written_to_gets_one_sentence(start, tmp_path, capsys):
    (tmp_path / "file").write_text("A file is not a folder, not even for root.")
    start.VENV = tmp_path / "file" / ".venv"
    start.STAMP = start.VENV / "installed.txt"
    with pytest.raises(SystemExit, match="folder of your own"):
        start.prepare(start.PINS)


def test_a_half_made_environment_is_made_again(start, capsys):
    start.VENV.mkdir()
    start.STAMP.write_text(start.UNFINISHED)
    (start.VENV / "left-over").touch()
    start.make_environment()
    assert "Making it again" in capsys.readouterr().out
    assert not (start.VENV / "left-over").exists()
    assert start.is_usable()
    assert start.installed() == [start.UNFINISHED], "it is not finished until the pins are in"


@pytest.mark.skipif(os.name == "nt", reason="Windows copies Python into the environment")
def test_an_environment_whose_python_is_gone_is_made_again(start, capsys):
    start.make_environment()
    start.STAMP.write_text(start.fingerprint(start.PINS))
    for link in start.PYTHON.parent.glob("python*"):
        link.unlink()
    start.PYTHON.symlink_to("/nowhere/python3")
    assert not start.is_usable()
    start.make_environment()
    assert "Making it again" in capsys.readouterr().out
    assert start.is_usable()


def test_a_working_environment_of_ones_own_is_kept(start, capsys):
    start.make_environment()
    start.STAMP.unlink()
    (start.VENV / "mine").touch()
    start.make_environment()
    assert "up to date" in capsys.readouterr().out
    assert (start.VENV / "mine").exists()


def test_a_folder_named_venv_that_is_not_an_environment_is_left_alone(start):
    start.VENV.mkdir()
    (start.VENV / "novel.txt").write_text("Chapter one")
    with pytest.raises(SystemExit, match="not a Python environment"):
        start.make_environment()
    assert (start.VENV / "novel.txt").exists()


def test_pip_does_it_where_uv_fails(start, monkeypatch, capsys):
    ran = installing(start, monkeypatch, lambda command: "uv" not in command)
    start.install(start.PINS)
    assert "slow" in capsys.readouterr().out
    assert ran[-1][-2:] == ["-r", str(start.PINS)]
    assert "uv" not in ran[-1]


def test_pip_does_it_where_uv_cannot_be_had(start, monkeypatch):
    ran = installing(start, monkeypatch, lambda command: start.UV not in command)
    start.install(start.PINS)
    assert [command for command in ran if "uv" in command] == []
    assert ran[-1][-1] == str(start.PINS)


@pytest.mark.parametrize(
    ("log", "says"),
    [
        ("NewConnectionError('Failed to establish a new connection: [Errno 111]')", "to the int"),
        ("Caused by: dns error: failed to lookup address information", "to the internet"),
        ("Cannot connect to proxy. NewConnectionError('Failed to establish')", "HTTPS_PROXY"),
        ("OSError('Tunnel connection failed: 407 Proxy Authentication Required')", "HTTPS_PROXY"),
        ("ERROR: No matching distribution found for pyzmq==27.3.0", "not made for Python 3"),
        ("hint: `pyzmq` has no wheels with a matching Python ABI tag", "not made for Python 3"),
        ("SSL: CERTIFICATE_VERIFY_FAILED self-signed certificate", "SSL_CERT_FILE"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("something new", "could not be installed"),
    ],
)
def test_the_installers_messages_tell_why_it_failed(start, monkeypatch, log, says):
    start.VENV.mkdir()
    start.LOG.write_text("No space left on device, at an earlier start\n")

    def run(command: list[str]) -> bool:
        with start.LOG.open("a") as file:
            file.write(log)
        return "install" not in command

    monkeypatch.setattr(start, "run", run)
    with pytest.raises(SystemExit, match=says) as end:
        start.install(start.PINS)
    assert str(start.LOG) in str(end.value)


def test_a_python_without_its_tools_says_what_to_type(start, monkeypatch):
    installing(start, monkeypatch, lambda command: False)
    with pytest.raises(SystemExit, match="sudo apt install python3-venv"):
        start.install(start.PINS)


def test_ensurepip_helps_where_the_base_python_has_no_pip(start, monkeypatch):
    ran = installing(start, monkeypatch, lambda command: "--python" not in command[:4])
    start.install(start.PINS)
    assert ran[1][-2:] == ["-m", "ensurepip"]
    assert ran[2] == [str(start.PYTHON), "-m", "pip", "install", start.UV]


def installing(start, monkeypatch, succeeds):
    """Replace the installers by ones for which `succeeds` decides; return their commands."""
    ran: list[list[str]] = []

    def run(command: list[str]) -> bool:
        ran.append(command)
        return bool(succeeds(command))

    monkeypatch.setattr(start, "run", run)
    return ran


def test_an_installer_that_takes_long_is_reported_as_working(start, monkeypatch, capsys):
    start.VENV.mkdir()
    wait = subprocess.Popen.wait
    monkeypatch.setattr(subprocess.Popen, "wait", lambda child, timeout=None: wait(child, 0.1))
    assert start.run([sys.executable, "-c", "import time; print('hello'); time.sleep(0.4)"])
    assert "still at work" in capsys.readouterr().out
    assert "hello" in (start.VENV / "install.log").read_text()


@pytest.mark.exhaustive
@pytest.mark.parametrize("killed", [0, 1])
def test_tests_that_were_killed_have_not_passed(start, monkeypatch, tmp_path, capfd, killed):
    for number, name in enumerate(("first", "second")):
        end = "os.kill(os.getpid(), signal.SIGTERM)" if number == killed else "sys.exit()"
        text = f"import os, signal, sys\nprint('{name}: größer', flush=True)\n{end}\n"
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(start, "prepare", lambda _: None)
    monkeypatch.setattr(start, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(start, "TESTS", [["first"], ["second"]])
    monkeypatch.setattr(start, "SAMPLES", [[], []])
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")  # as on Windows, where it is that of a region
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path))
    assert start.main(["test"])
    assert "second: größer\n" in capfd.readouterr().out


def test_a_check_that_was_killed_found_something(start, monkeypatch):
    monkeypatch.setattr(start, "is_usable", lambda *_: True)
    monkeypatch.setattr(start, "call", lambda *_, **__: -11)
    assert start.main(["check"])


def test_everything_is_compiled_at_install(course):
    """A kernel that may not write byte code would compile all of it at every start."""
    packages = next((course / ".venv").glob("lib/python*/site-packages"), None)
    packages = packages or course / ".venv" / "Lib" / "site-packages"
    for folder in (course / "lessons" / "core", packages / "traitlets"):
        assert list(folder.glob("__pycache__/*.pyc")), folder


HELD = "[name for name, module in __import__('sys').modules.items() if module]"
IN_A_KERNEL = f"""
from jupyter_client.manager import run_kernel
with run_kernel() as client:
    reply = client.execute("", user_expressions={{"held": {HELD!r}}}, reply=True)
    print(reply["content"]["user_expressions"]["held"]["data"]["text/plain"])
"""


def test_a_notebook_s_kernel_holds_the_course_and_no_debugger(start, course):
    """The debugger would take 7 MB of memory in each; the course is there before a cell runs."""
    python = course / start.PYTHON.relative_to(start.ROOT)
    held = subprocess.check_output(
        [python, "-c", IN_A_KERNEL],
        text=True,
        timeout=PATIENCE,
        env=os.environ | {"JPY_SESSION_NAME": "notebooks/a.ipynb"},  # as Jupyter's server says
    )
    assert "'ipykernel.debugger'" in held
    assert "'debugpy'" not in held
    assert "'lessons.widgets.quiz_card'" in held


def test_new_pins_are_noticed(start):
    start.VENV.mkdir()
    start.STAMP.write_text(start.fingerprint(start.PINS))
    assert start.fingerprint(start.PINS) in start.installed()
    start.PINS.write_text(start.PINS.read_text() + "one-more==1.0\n")
    assert start.fingerprint(start.PINS) not in start.installed()


def test_a_checkout_on_windows_has_the_same_pins(start):
    unix = start.fingerprint(start.PINS)
    start.PINS.write_bytes(start.PINS.read_bytes().replace(b"\n", b"\r\n"))
    assert start.fingerprint(start.PINS) == unix


@pytest.mark.parametrize("code", ["", " "])
def test_an_invalid_name_is_refused(start, code, monkeypatch, capsys):
    monkeypatch.setattr(start, "open_lab", lambda *_: 0)
    with pytest.raises(SystemExit):
        start.main(["--as", code])
    assert "name or code" in capsys.readouterr().err


@pytest.mark.parametrize("code", ["Lena-7b", "0042", "सीता", "Işıl Çağlar", "علی\u200cرضا"])
def test_who_shares_an_account_is_named_to_the_course(start, monkeypatch, code):
    monkeypatch.setenv("COOPERATIVE_SECURITY_LEARNER", "")
    monkeypatch.setattr(start, "open_lab", lambda *_: 0)
    assert start.main(["--as", code]) == 0
    assert os.environ["COOPERATIVE_SECURITY_LEARNER"] == code


@pytest.mark.parametrize(
    ("arguments", "opens"),
    [(["teacher"], "for-teachers"), (["teacher", "--only-install"], None), (["open"], "")],
)
def test_a_teacher_gets_more_packages_and_a_page_of_their_own(start, monkeypatch, arguments, opens):
    prepared, opened = [], []
    monkeypatch.setattr(start, "prepare", prepared.append)
    monkeypatch.setattr(start, "hand_over", lambda given: opened.append(given) or 0)
    assert start.main([*arguments, "--no-browser"]) == 0
    assert prepared == [start.TEST_PINS if "teacher" in arguments else start.PINS]
    assert len(opened) == (opens is not None)
    assert not opened or (opens in opened[0]) == bool(opens)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["test", "--help"], ["check", "-h"], ["teacher", "-h"]]
)
def test_help_never_acts(start, arguments, monkeypatch, capsys):
    monkeypatch.delattr(start, "prepare")
    with pytest.raises(SystemExit) as end:
        start.main(arguments)
    assert end.value.code == 0
    assert "usage:" in capsys.readouterr().out


def test_without_an_environment_check_says_how_to_make_one(start, capsys):
    assert start.main(["check"]) == 1
    assert re.search(r"run: \S+ start\.py", capsys.readouterr().out)


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
@pytest.mark.parametrize("name", ["NATO 11:26", os.fsdecode(b"Andr\xe9")])
def test_start_and_check_name_a_folder_that_python_cannot_use(tmp_path, name, capsys):
    start = start_in(tmp_path / name)
    with pytest.raises(SystemExit, match="Rename the folder"):
        start.main(["--no-browser"])
    assert start.main(["check"]) == 1
    assert "Rename the folder" in capsys.readouterr().out
    assert not start.VENV.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
def test_a_console_that_lacks_a_letter_shows_its_code(tmp_path):
    start_in(tmp_path / "Şükrü 11:26")
    result = subprocess.run(
        [BASE, "start.py", "check"],
        cwd=tmp_path / "Şükrü 11:26",
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        encoding="cp1252",
    )
    assert "\\u015eükrü 11:26" in result.stdout
    assert result.stderr == ""


def test_start_and_check_name_a_folder_that_cannot_be_written_to(start, monkeypatch, capsys):
    def refuse(dir: str) -> None:
        raise PermissionError(13, "Permission denied", dir)

    monkeypatch.setattr(start.tempfile, "TemporaryFile", refuse)
    with pytest.raises(SystemExit, match="folder of your own"):
        start.main(["--no-browser"])
    assert start.main(["check"]) == 1
    assert "cannot be written to" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "leaks"),
    [
        ("PYTHONPATH", True), ("PYTHONSTARTUP", True), ("PYTHONWARNINGS", True),
        ("JUPYTER_PATH", True), ("JUPYTERLAB_WORKSPACES_DIR", True), ("IPYTHONDIR", True),
        ("PIP_TARGET", True), ("PIP_REQUIRE_VIRTUALENV", True), ("UV_SYSTEM_PYTHON", True),
        ("PYTHONUTF8", False), ("PIP_INDEX_URL", False), ("HTTPS_PROXY", False),
        ("SSL_CERT_FILE", False), ("COOPERATIVE_SECURITY_HOME", False),
    ],
)  # fmt: skip
def test_settings_of_another_python_or_jupyter_do_not_leak_in(start, monkeypatch, name, leaks):
    monkeypatch.setenv(name, "/somewhere/else")
    assert (start.variables().get(name) != "/somewhere/else") == leaks


def test_the_environments_own_programs_are_found_first(start):
    assert start.variables()["PATH"].startswith(str(start.PYTHON.parent))


# Ports, pages, browsers


def test_a_busy_port_takes_the_next():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        busy = other.getsockname()[1]
        assert serve.free_port(busy) > busy


def test_the_page_that_opens_is_for_its_owner_only_and_fits_the_window(tmp_path):
    page = tmp_path / "open.html"
    serve.write_page(page, "http://here/lab?token=x", "http://here/doc?token=x")
    if os.name != "nt":
        assert page.stat().st_mode & 0o777 == 0o600
    script = re.search(r"<script>(.+)</script>", page.read_text())
    assert script
    assert re.fullmatch(
        r'location\.replace\(innerWidth < \d+ \? "http://here/doc\S+" : "http://here/lab\S+"\)',
        script[1],
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is one")
def test_without_a_screen_there_is_no_browser(monkeypatch):
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not serve.has_browser()
    monkeypatch.setenv("DISPLAY", ":0")
    assert serve.has_browser()


# The whole way, once for real


class Open(NamedTuple):
    """A course that is open: its process, what it said, its port and its token."""

    process: "subprocess.Popen[str]"
    said: str
    port: int
    token: str


class Closed(NamedTuple):
    """A course that was closed by Ctrl and C: what it said last, and which processes remain."""

    folder: Path
    said: str
    status: int
    alive: list[psutil.Process]


@pytest.fixture(scope="module")
def closed(tmp_path_factory, request) -> Closed:
    """Return a course that was opened, ran a kernel and was closed.

    It is opened from nothing if every test is run. A sample saves the time to install once more:
    its environment has the files of this one, under a second name each.
    """
    if sys.platform == "win32":
        pytest.skip("Windows has no process groups that a test could send Ctrl-C to")
    folder = tmp_path_factory.mktemp("folder with space") / "course"
    is_on_one_disk = folder.parent.stat().st_dev == Path(sys.prefix).stat().st_dev
    is_installed = is_on_one_disk and is_sample(request)
    copy_of_the_course(folder, *(() if is_installed else ("__pycache__",)))
    if is_installed:
        shutil.copytree(sys.prefix, folder / ".venv", symlinks=True, copy_function=os.link)
    once = {"PIP_RETRIES": "0", "PIP_DEFAULT_TIMEOUT": "20", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        opened = open_course(folder, once)
    except RuntimeError as trouble:
        if "could not be downloaded" in str(trouble) and not REQUIRED:
            pytest.skip("the packages cannot be fetched here")
        raise
    assert ("Making the environment" in opened.said) != is_installed
    status, kernel = fetch(opened, "/api/kernels", method="POST")
    assert status == 201, kernel
    running = family(opened)
    assert any("ipykernel" in " ".join(process.cmdline()) for process in running)
    printed = close_course(opened)
    _, alive = psutil.wait_procs(running, timeout=PATIENCE)
    return Closed(folder, printed, opened.process.returncode, alive)


@pytest.fixture(scope="module")
def course(closed: Closed) -> Path:
    """Return a copy of the course that was opened once, closed and moved."""
    return closed.folder.rename(closed.folder.with_name("moved"))


@pytest.fixture(scope="module")
def own_settings(tmp_path_factory) -> Path:
    """Return a user's own settings of Jupyter."""
    folder = tmp_path_factory.mktemp("settings")
    text = '{"ServerApp": {"ip": "0.0.0.0"}}'
    (folder / "jupyter_server_config.json").write_text(text)
    return folder


@pytest.fixture(scope="module")
def second(course: Path, own_settings: Path) -> Iterator[Open]:
    """Return the course opened a second time, with the network off, to look at."""
    opened = open_course(course, NO_NETWORK | {"JUPYTER_CONFIG_DIR": str(own_settings)})
    yield opened
    if opened.process.poll() is None:
        close_course(opened)


def port_of_our_own() -> int:
    """Return a port that is free, and that no other test beside this one tries."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def open_course(folder: Path, around: dict[str, str]) -> Open:
    """Run the start command as from a script: no terminal, no screen."""
    process = subprocess.Popen(
        [BASE, "start.py", "--no-browser", "--port", str(port_of_our_own())],
        cwd=folder,
        env=os.environ | around | {"COOPERATIVE_SECURITY_HOME": str(folder / "home")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # a window of its own, for Ctrl-C to reach all in it
    )
    assert process.stdout
    printed = ""
    while "Ctrl and C" not in printed:
        line = process.stdout.readline()
        if not line:
            process.communicate()
            raise RuntimeError(printed)
        printed += line
    found = re.search(r"http://127\.0\.0\.1:(\d+)/lab/tree/(\S+)\?token=(\S+)", printed)
    assert found
    opened = Open(process, printed, int(found[1]), found[3])
    status, page = fetch(opened, f"/lab/tree/{found[2]}")
    assert status == 200
    assert "<title>JupyterLab</title>" in page
    return opened


def close_course(opened: Open) -> str:
    """Press Ctrl-C and return what is said."""
    os.killpg(opened.process.pid, signal.SIGINT)
    rest, _ = opened.process.communicate(timeout=PATIENCE)
    return rest


def fetch(
    opened: Open, path: str, method: str = "GET", token: bool = True, body: object = None
) -> tuple[int, str]:
    """Return status and text of an answer of the server."""
    key = {"Authorization": f"token {opened.token}"} if token else {}
    with closing(http.client.HTTPConnection("127.0.0.1", opened.port, timeout=PATIENCE)) as link:
        link.request(method, path, json.dumps(body) if body else None, headers=key)
        answer = link.getresponse()
        return answer.status, answer.read().decode()


def test_a_second_start_in_a_moved_folder_installs_nothing_and_needs_no_network(second, course):
    assert course.name == "moved"
    assert "Installing" not in second.said
    assert "environment" not in second.said


def test_the_first_lesson_is_the_one_that_opens(second, course):
    first = min(path.name for path in (course / "notebooks").glob("*.ipynb"))
    assert f"/lab/tree/notebooks/{first}?token=" in second.said
    assert f"/tree/notebooks/{first}?token=" in second.said.split("narrow window")[1]
    status, text = fetch(second, f"/api/contents/notebooks/{first}")
    assert status == 200
    assert json.loads(text)["type"] == "notebook"


def test_nobody_gets_in_without_the_token(second):
    assert fetch(second, "/api/contents", token=False)[0] == 403
    page = "/cooperative-security/teaching"
    assert fetch(second, f"{page}/files/settings.json", token=False)[0] in (302, 403)
    drop = f"{page}/dropped/hand-ins?name=a.json"
    assert fetch(second, drop, method="PUT", token=False, body={})[0] == 403


def test_running_a_lesson_changes_no_file_of_the_course(second, course):
    first = min((course / "notebooks").glob("*.ipynb"))
    before = first.read_bytes()
    lesson = json.loads(fetch(second, f"/api/contents/notebooks/{first.name}")[1])
    lesson["content"]["cells"][0]["source"] += "A note of mine."
    path = f"/api/contents/notebooks/{first.name}"
    assert fetch(second, path, method="PUT", body=lesson)[0] == 200
    assert first.read_bytes() == before
    assert "A note of mine." in fetch(second, path)[1]


def test_a_new_window_shows_the_contents_of_the_lesson(second):
    for window in ("default", "auto-x"):
        _, layout = fetch(second, f"/lab/api/workspaces/{window}")
        assert '"current": "@jupyterlab/toc:plugin"' in layout
    _, layout = fetch(second, "/lab/api/workspaces/narrow")
    assert "toc" not in layout, "a lesson alone has no room for them"


def test_nobody_can_listen_to_a_kernel(second, course):
    status, kernel = fetch(second, "/api/kernels", method="POST", body={"name": "python3"})
    assert status == 201, kernel
    identity = json.loads(kernel)["id"]
    try:
        (file,) = (course / "home").rglob(f"kernel-{identity}.json")
        channels = json.loads(file.read_bytes())
        for channel in ("shell", "iopub", "stdin", "control"):
            assert mechanism(channels[f"{channel}_port"]) == "CURVE", channel
    finally:
        fetch(second, f"/api/kernels/{identity}", method="DELETE")


def mechanism(port: int) -> str:
    """Return how a channel of ZeroMQ protects what it sends: its greeting says it."""
    late = time.monotonic() + PATIENCE
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as channel:
                channel.sendall(b"\xff" + bytes(8) + b"\x7f" + b"\x03\x00")
                greeting = b""
                while len(greeting) < 32:
                    greeting += channel.recv(32 - len(greeting))
                return greeting[12:32].rstrip(b"\0").decode()
        except ConnectionRefusedError:  # the kernel has not come so far yet
            assert time.monotonic() < late
            time.sleep(0.1)


def test_each_learner_on_an_account_has_files_of_their_own(monkeypatch, tmp_path):
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(tmp_path))
    homes = []
    for learner in ("", "0042", "42", "Ayşe"):
        monkeypatch.setenv("COOPERATIVE_SECURITY_LEARNER", learner)
        homes.append(serve.own_home())
    assert len({home.learner for home in homes}) == len(homes)
    for home in homes:
        shared = {"JUPYTER_CONFIG_PATH": str(serve.SETTINGS), "JUPYTER_PREFER_ENV_PATH": "1"}
        own = home.variables().items() - shared.items()
        assert all(Path(folder).is_relative_to(home.learner) for _, folder in own)
        assert all(
            path.is_relative_to(home.learner) for path in (home.course, home.config, home.log)
        )


def test_ctrl_c_ends_everything_in_order(closed):
    assert closed.status == 0
    assert "Closing JupyterLab" in closed.said and "Goodbye" in closed.said
    assert not closed.alive


@pytest.mark.exhaustive
def test_an_open_course_writes_only_into_the_learners_folder(second, course):
    """An administrator may install it for many, who may not write there.

    Two can be open at once, and JupyterLab's own command to shut down ends one of them alone.
    """
    before = times(course)
    another = open_course(course, NO_NETWORK)
    assert another.port != second.port
    assert fetch(second, "/api/status")[0] == fetch(another, "/api/status")[0] == 200
    fetch(another, "/api/shutdown", method="POST")
    rest, _ = another.process.communicate(timeout=PATIENCE)
    assert "JupyterLab was closed." in rest
    assert another.process.returncode == 0
    assert times(course) == before
    assert fetch(second, "/api/status")[0] == 200


def times(course: Path) -> dict[str, int]:
    """Return when each file and folder of the course was changed, without the learner's."""
    found = {}
    for folder, folders, files in os.walk(course):
        if Path(folder) == course:
            folders.remove("home")
        for path in (Path(folder, name) for name in [*folders, *files]):
            with suppress(FileNotFoundError):  # a link to nowhere
                found[str(path)] = path.stat().st_mtime_ns
    return found


def test_the_users_own_jupyter_settings_are_not_read_and_stay_as_they_are(second, own_settings):
    listening = {c.laddr.ip for p in family(second) for c in p.net_connections() if not c.raddr}
    assert listening == {"127.0.0.1"}
    (file,) = own_settings.rglob("*")
    assert file.read_text() == '{"ServerApp": {"ip": "0.0.0.0"}}'


def family(opened: Open) -> list[psutil.Process]:
    """Return the processes that an open course started."""
    return psutil.Process(opened.process.pid).children(recursive=True)


# What the learner sees


@pytest.mark.exhaustive
@pytest.mark.browser
def test_jupyterlab_opens_calm_and_fits_the_window(second, browser, tmp_path):
    lab, alone = re.findall(r"http\S+", second.said)
    page_file = tmp_path / "open.html"
    serve.write_page(page_file, lab, alone)
    wide_view, asked = look(browser, page_file, 1280)
    assert "/lab/tree/" in wide_view.url
    wide_view.locator("#table-of-contents").wait_for(timeout=1000 * PATIENCE)
    wide_view.locator(".jp-tocItem").nth(1).wait_for(timeout=1000 * PATIENCE)
    assert wide_view.locator(".jp-Notebook").evaluate("it => it.clientWidth") > 900
    assert wide_view.locator(".Toastify__toast, .jp-Dialog").count() == 0
    assert all(f"127.0.0.1:{second.port}/" in address for address in asked), asked
    assert not any(re.search("/api/(news|update)|/lsp/", address) for address in asked)
    wide_view.close()
    narrow, _ = look(browser, page_file, 390)
    assert "/doc/" in narrow.url
    assert narrow.locator(".jp-Notebook").evaluate("it => it.clientWidth") > 300
    narrow.close()


@pytest.mark.exhaustive
@pytest.mark.browser
def test_closing_a_lesson_asks_nothing_and_ends_its_kernel(second, browser):
    page = browser.new_page()
    lab, _ = re.findall(r"http\S+", second.said)
    page.goto(lab)
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", state="attached")
    page.locator(".jp-Notebook .jp-Cell").first.press("Shift+Enter")
    page.wait_for_selector(".lm-TabBar-tab.jp-mod-current:not(.jp-mod-dirty)")
    page.locator(".lm-DockPanel-tabBar .lm-TabBar-tabCloseIcon").first.click()
    page.wait_for_selector(".jp-Notebook", state="detached")
    late = time.monotonic() + PATIENCE
    while kernels := json.loads(fetch(second, "/api/kernels")[1]):
        assert time.monotonic() < late, kernels
        page.wait_for_timeout(100)
    # A question stays until it is answered; what only tells of a save goes by itself.
    page.wait_for_selector(".jp-Dialog", state="detached")
    page.close()


def look(browser, page_file: Path, width: int):
    """Open the local page in a window of this width; return the page and what it asked for."""
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=1000 * PATIENCE)
    page.wait_for_load_state("networkidle")  # a pop-up would come after what it has to fetch
    return page, [address for address in asked if address.startswith(("http", "ws"))]


# The end: no other test may come after this one with the course that is open


def test_closing_the_window_ends_it_too(second):
    running = family(second)
    second.process.terminate()
    second.process.communicate(timeout=PATIENCE)
    assert not psutil.wait_procs(running, timeout=PATIENCE)[1]
