"""Open the course, test it, or say what is wrong with it.

    python3 start.py          opens JupyterLab at the first lesson
    python3 start.py test     runs all tests
    python3 start.py check    says in words what is wrong, if anything is
    python3 start.py teacher  installs what teachers and authors need as well
    python3 start.py --as ME  keeps the answers of ME apart, on an account that several share

It needs Python 3.11 or newer and nothing else. An older Python must be able to read
this file, to say that it is too old: hence no f-strings, and types in comments.
"""
# ruff: noqa: RUF005, S603, UP031, UP036

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "This course needs Python 3.11 or newer; this is Python %d.%d. "
        "Install a newer one, then start again with it." % sys.version_info[:2]
    )

import argparse
import hashlib
import os
import runpy
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.txt"  # which pins are in; written last
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
UV = "uv==0.13.9"  # installs in seconds where pip takes a minute
PINS = ROOT / ".binder" / "requirements.txt"
WHEELS = ROOT / "wheels"  # packages that came along in an offline bundle
TEST_PINS = ROOT / "tests" / "requirements.txt"  # all of PINS and more
UNFINISHED = "unfinished"
COMMAND = "py start.py" if os.name == "nt" else "python3 start.py"

TESTS = [
    ["pytest", "-n", "2", "--dist", "worksteal", "tests"],
    ["pytest", "-n", "2", "--dist", "loadscope"]  # a notebook's cells stay together
    + ["--nbval", "--nbval-sanitize-with", "tests/nbval.cfg", "notebooks"],
]


def main(arguments):
    # type: (list[str]) -> int
    """Do what the command line asks and return the exit code."""
    if arguments[:1] == ["test"]:
        return test(arguments[1:])
    parser = argparse.ArgumentParser(prog=COMMAND, description="Open the course.")
    commands = ["open", "test", "check", "teacher"]
    parser.add_argument("command", nargs="?", choices=commands, default="open")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    about = "a name or code: keeps your answers apart on an account that several share"
    parser.add_argument("--as", dest="learner", type=plain, metavar="ME", help=about)
    parser.add_argument("--port", type=int, default=8888, help="the first port to try")
    wish = parser.parse_args(arguments)
    if wish.learner:
        os.environ["COOPERATIVE_SECURITY_LEARNER"] = wish.learner
    if wish.command == "check":
        return check()
    if wish.command == "teacher":
        return teacher()
    return open_lab(wish.port, not wish.no_browser)


def plain(learner):
    # type: (str) -> str
    """Return a name or code that can be a folder's name, or refuse it."""
    if len(learner) > 40 or not learner.replace("-", "").replace("_", "").isalnum():
        raise argparse.ArgumentTypeError("use at most 40 letters, figures, - and _")
    return learner.lower()


def open_lab(port, browser):
    # type: (int, bool) -> int
    """Open JupyterLab at the first lesson, and stay until Ctrl-C or its own end."""
    prepare(PINS)
    serve = runpy.run_path(str(ROOT / "lessons" / "runtime" / "serve.py"))["serve"]
    return int(serve(PYTHON, clean(), port, browser))


def test(arguments):
    # type: (list[str]) -> int
    """Run all tests, or pytest with `arguments`, and return the worst exit code."""
    prepare(TEST_PINS)
    suites = [["pytest"] + arguments] if arguments else TESTS
    with tempfile.TemporaryDirectory() as home:  # no test touches a learner's answers
        os.environ["COOPERATIVE_SECURITY_HOME"] = home
        return max([call(["-m"] + suite) for suite in suites])


def teacher():
    # type: () -> int
    """Install what teachers and authors need beside what learners have."""
    prepare(TEST_PINS)
    say("Ready. To mark a folder of hand-ins, type:")
    say("  %s -m lessons gradebook FOLDER" % PYTHON)
    say("Instead of gradebook: lesson-plan, handout, slides, bundle, exam or export.")
    return 0


def check():
    # type: () -> int
    """Say what is wrong with the environment; return 1 if anything is."""
    if installed() == [UNFINISHED] or not runs():
        sys.exit("There is no working environment in .venv yet. To make it, run: " + COMMAND)
    return call(["-P", str(ROOT / "lessons" / "runtime" / "environment.py")])


# The environment


def prepare(pins):
    # type: (Path) -> None
    """Make .venv hold `pins`, unless it does already."""
    if fingerprint(pins) in installed() and runs("jupyterlab", "ipykernel", "lessons"):
        return
    try:
        make_room()
        install(pins)
        link_course()
        STAMP.write_text("\n".join({fingerprint(PINS), fingerprint(pins)}))
    except OSError as error:
        sys.exit(
            "The folder %s cannot be written to (%s). Move the course to a folder of your "
            "own with 1 GB of space, then start again." % (ROOT, error.strerror or error)
        )


def fingerprint(pins):
    # type: (Path) -> str
    """Return what changes when a list of pins changes."""
    return hashlib.sha256(pins.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def installed():
    # type: () -> list[str]
    """Return the fingerprints of what was installed to the end."""
    return STAMP.read_text().split() if STAMP.is_file() else []


def runs(*packages):
    # type: (*str) -> bool
    """Tell whether the environment's Python runs, is new enough and finds `packages`."""
    probe = (
        "import sys, importlib.util as u;"
        "sys.exit(sys.version_info < (3, 11) or not all(map(u.find_spec, sys.argv[1:])))"
    )
    try:
        return call(["-I", "-c", probe] + list(packages), quiet=True) == 0
    except OSError:
        return False


def make_room():
    # type: () -> None
    """Make .venv, or make it again where it was left half made or its Python is gone."""
    if VENV.exists():
        if installed() != [UNFINISHED] and runs():
            say("Bringing the environment up to date ...")
            return
        if not (STAMP.is_file() or (VENV / "pyvenv.cfg").is_file()):
            sys.exit("%s is no Python environment. Move it away, then start again." % VENV)
        say("The environment in .venv is broken or half made. Making it again ...")
        shutil.rmtree(VENV)
    else:
        say("Making the environment in .venv (about a minute the first time) ...")
    VENV.mkdir()
    STAMP.write_text(UNFINISHED)
    try:
        import venv
    except ImportError:
        sys.exit(no_pip())
    venv.create(VENV, symlinks=os.name != "nt")


def install(pins):
    # type: (Path) -> None
    """Install `pins` from the folder of wheels, if there is one, or else from the internet."""
    pip = find_pip()
    say("Installing JupyterLab and what the lessons need ...")
    if WHEELS.is_dir():
        if fetch(pip, pins, ["--no-index", "--find-links", str(WHEELS)]):
            return
        version = "%d.%d" % sys.version_info[:2]
        say("'wheels' holds nothing for Python %s on this computer. Going online ..." % version)
    if not fetch(pip, pins, []):
        sys.exit(
            "The packages could not be fetched. Is this computer connected to the internet? "
            "What the installer said is in %s. Then start again." % (VENV / "install.log")
        )


def fetch(pip, pins, source):
    # type: (list[str], Path, list[str]) -> bool
    """Install `pins` with uv, or else with pip, and tell whether one succeeded."""
    uv = [str(PYTHON), "-m", "uv", "pip", "install", "--python", str(PYTHON)]
    if run(pip + ["install"] + source + [UV]) and run(uv + source + ["-r", str(pins)]):
        return True
    say("The quick installer did not manage. Trying the slow one ...")
    return run(pip + ["install"] + source + ["-r", str(pins)])


def find_pip():
    # type: () -> list[str]
    """Return the command of a pip that installs into the environment."""
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    if run(pip + ["--version"]):
        return pip
    if run([str(PYTHON), "-m", "ensurepip"]):
        return [str(PYTHON), "-m", "pip"]
    sys.exit(no_pip())


def no_pip():
    # type: () -> str
    """Return what to do where Python came without its tools."""
    return (
        "This Python came without venv and pip. On Debian or Ubuntu, type "
        "'sudo apt install python3-venv python3-pip', then start again."
    )


def link_course(python=PYTHON):
    # type: (Path | str) -> None
    """Let a Python import the course from this folder, wherever both are moved."""
    line = (
        "import os, sys, sysconfig; place = sysconfig.get_path('purelib');"
        "link = open(os.path.join(place, 'cooperative_security.pth'), 'w');"
        "link.write(os.path.relpath(sys.argv[1], place)); link.close()"
    )
    if subprocess.call([str(python), "-I", "-c", line, str(ROOT)]) != 0:
        raise OSError("the link to the course was refused")


def run(command):
    # type: (list[str]) -> bool
    """Run an installer, keep what it says in the log, and tell whether it succeeded."""
    began = time.time()
    with (VENV / "install.log").open("ab") as log:
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=ROOT, env=clean()
        )
        try:
            while child.poll() is None:
                try:
                    child.wait(timeout=15)
                except subprocess.TimeoutExpired:
                    say("  still at work, %d seconds so far ..." % (time.time() - began))
        finally:
            if child.poll() is None:
                child.kill()
    return child.returncode == 0


def call(arguments, quiet=False):
    # type: (list[str], bool) -> int
    """Run the environment's Python here and return its exit code."""
    stderr = subprocess.DEVNULL if quiet else None
    return subprocess.call([str(PYTHON)] + arguments, stderr=stderr, cwd=ROOT, env=clean())


def clean():
    # type: () -> dict[str, str]
    """Return the surroundings of a command: this environment first, no other Python's."""
    around = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH")}
    around["VIRTUAL_ENV"] = str(VENV)
    around["PATH"] = os.pathsep.join([str(PYTHON.parent), around.get("PATH", "")])
    around["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    around["PIP_USER"] = "0"
    return around


def say(sentence):
    # type: (str) -> None
    """Print at once, also where output goes to a file."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped. To go on, start again.")
