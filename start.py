"""Open the course, test it, or find out what is wrong with it.

    python3 start.py          opens JupyterLab at the first lesson
    python3 start.py test     runs a sample of the tests (with --all all of them)
    python3 start.py check    examines the installation and says what is wrong
    python3 start.py teacher  installs what teachers need, and opens the page for teachers
    python3 start.py class    serves the website to a class, and collects hand-ins
    python3 start.py --as ME  keeps the answers of ME apart, on an account that several people share

It needs nothing but Python 3.11 or newer. An older Python must be able to read this file, to say
that it is too old. Hence there are no f-strings, and types are in comments.
"""
# ruff: noqa: B904, RUF005, S603, S606, UP031, UP036

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "This course needs Python 3.11 or newer; this is Python %d.%d. "
        "Install a newer one, then start the course with it." % sys.version_info[:2]
    )

import argparse
import hashlib
import os
import re
import runpy
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.txt"  # fingerprints of the lists that are installed; written last
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
UV = "uv==0.13.9"  # installs in seconds where pip takes a minute
PINS = ROOT / ".binder" / "requirements.txt"
KERNEL = ROOT / ".binder" / "kernel"  # how notebooks start Python
WHEELS = ROOT / "wheels"  # packages that came with the course, on a USB stick
TEST_PINS = ROOT / "tests" / "requirements.txt"  # the packages of PINS and more
FOR_TEACHERS = "for-teachers"  # the notebook that teachers begin with
UNFINISHED = "unfinished"  # in STAMP while the environment is being made
LOG = VENV / "install.log"
ENVIRONMENT = ROOT / "lessons" / "runtime" / "environment.py"
COMMAND = "py start.py" if os.name == "nt" else "python3 start.py"

TESTS = [
    # The tests of a file run in one worker, because what they share is made once. They spend much
    # of their time waiting for browsers, hence three workers for two processors.
    ["pytest", "-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
    + ["-p", "no:nbval", "tests"],
    # Notebooks run in a process of their own: a browser's event loop in the same one ends kernels.
    ["pytest", "--nbval", "--nbval-sanitize-with", "tests/nbval.cfg", "notebooks"],
]
# What to add to each run for a sample: tests of all pages or states, and the labs, take longest.
# Few tests of the sample use a browser, so there is room for another worker.
SAMPLES = [["-m", "not exhaustive", "-n", "4"], ["-k", "not _lab or network_lab"]]

NO_WHEEL = (
    "A package that the course needs is not made for Python %d.%d on this computer. Install "
    "Python 3.12 or 3.13 beside it, then start the course with that one." % sys.version_info[:2]
)
# What the log of an installer shows, and what it means; the first that is found counts.
CAUSES = [
    (
        r"No space left|not enough space|disk quota|os error (28|112)",
        "The disk is full. Make 1 GB of room on it, then start again.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|invalid peer certificate|UnknownIssuer",
        "Something between this computer and the internet reads encrypted traffic, such as a "
        "school's filter. Ask the people who run it for its certificate, and name that file in "
        "the variables SSL_CERT_FILE and PIP_CERT. Or use a network without such a filter.",
    ),
    (r"no wheels with a matching|has no wheels|[Ff]ailed to build|Failed building", NO_WHEEL),
    (
        r"ProxyError|to proxy|proxy (server|connect)|Tunnel connection|407 Proxy|tunnel error",
        "This computer reaches the internet through a proxy, which refused or did not answer. Put "
        "its address into the variable HTTPS_PROXY, such as http://proxy.school.example:8080, or "
        "remove a wrong one, then start again.",
    ),
    (
        r"Failed to establish a new connection|NewConnectionError|NameResolutionError|dns error|"
        r"Name or service not known|getaddrinfo failed|name resolution|unreachable|timed out|"
        r"error sending request|Connection (refused|reset|aborted)|client error \(Connect\)|"
        r"from versions: none",  # all that pip says where it may not retry
        "The packages could not be downloaded. Connect this computer to the internet, then start "
        "again.",
    ),
    (r"No matching distribution|[Nn]o solution found", NO_WHEEL),
]

# Variables that would install packages elsewhere, or make Python and Jupyter use other ones.
FOREIGN = re.compile(
    r"PYTHON(?!UTF8|IOENCODING)|JUPYTER|IPYTHON|MPLBACKEND|"
    r"(PIP|UV)_(TARGET|PREFIX|ROOT|USER|PYTHON|REQUIRE_|DRY_RUN|NO_DEPS|SYSTEM_PYTHON|CONSTRAINT)"
)


def main(arguments):
    # type: (list[str]) -> int
    """Run the command that the arguments name, and return its exit code."""
    replace_unknown_letters()
    parser = argparse.ArgumentParser(prog=COMMAND, description="Open the course.")
    commands = ["open", "test", "check", "teacher", "class"]
    parser.add_argument("command", nargs="?", choices=commands, default="open")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument("--only-install", action="store_true", help="install, and open nothing")
    about = "a name or code: keeps your answers apart on an account that several share"
    parser.add_argument("--as", dest="learner", type=learner_name, metavar="ME", help=about)
    parser.add_argument("--port", type=int, default=8888, help="the first port to try")
    parser.epilog = (
        "Options after test go to pytest, as in %s test -k maps; test --all runs every test. "
        "For the options of class, type %s class --help" % (COMMAND, COMMAND)
    )
    if arguments[:1] == ["class"]:
        return serve_class(arguments[1:])
    if arguments[:1] == ["test"] and not {"-h", "--help"} & set(arguments):
        return test(arguments[1:])
    options = parser.parse_args(arguments)
    if options.learner:
        os.environ["COOPERATIVE_SECURITY_LEARNER"] = options.learner
    if options.command == "check":
        return check()
    return open_lab(options)


def replace_unknown_letters():
    # type: () -> None
    """Let the console print a letter that its encoding lacks as its code, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def learner_name(text):
    # type: (str) -> str
    """Return a name or code, tidied. Raise ArgumentTypeError if it cannot name a folder."""
    names = runpy.run_path(str(ROOT / "lessons" / "core" / "names.py"))
    try:
        names["folder_name"](text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error))
    return str(names["tidy"](text))


def open_lab(options):
    # type: (argparse.Namespace) -> int
    """Open JupyterLab at the first lesson or the page for teachers, until Ctrl-C or its own end."""
    is_teacher = options.command == "teacher"
    prepare(TEST_PINS if is_teacher else PINS)
    if options.only_install:
        return 0
    arguments = ["-P", str(ENVIRONMENT), "open", "--port", str(options.port)]
    arguments += ["--page", FOR_TEACHERS] if is_teacher else []
    return hand_over(arguments + (["--no-browser"] if options.no_browser else []))


def hand_over(arguments):
    # type: (list[str]) -> int
    """Replace this process by the environment's Python, so that only that one gets Ctrl-C."""
    command = [str(PYTHON)] + arguments
    if os.name != "nt":
        os.execve(command[0], command, variables())
    child = subprocess.Popen(command, env=variables())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Windows cannot replace a process
    return child.wait()


def test(arguments):
    # type: (list[str]) -> int
    """Run the tests, or pytest with `arguments`, and return the first exit code that is not 0."""
    prepare(TEST_PINS)
    with tempfile.TemporaryDirectory() as home:  # so that no test touches a learner's answers
        os.environ["COOPERATIVE_SECURITY_HOME"] = home
        if arguments not in ([], ["--all"]):
            return call(["-m", "pytest"] + arguments)
        parts = [[], []] if arguments else SAMPLES
        tests, notebooks = [["-m"] + suite + part for suite, part in zip(TESTS, parts, strict=True)]
        # The notebooks run at the same time, and what pytest prints about them comes at the end.
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            command = [str(PYTHON)] + notebooks
            environment = dict(variables(), PYTHONIOENCODING="utf-8")
            child = subprocess.Popen(command, stdout=output, cwd=ROOT, env=environment)
            try:
                codes = [call(tests), child.wait()]
            finally:
                child.kill()
            output.seek(0)
            say(output.read())
        return codes[0] or codes[1]  # negative for a process that was killed


def serve_class(arguments):
    # type: (list[str]) -> int
    """Serve the website to a class until Ctrl-C."""
    prepare(PINS)
    return hand_over(["-P", "-m", "lessons", "class"] + arguments)


def check():
    # type: () -> int
    """Print what is wrong with the installation; return 1 if anything is."""
    found = obstacles(installs=not is_installed(PINS))
    for sentence in found:
        say(sentence)
    if installed() == [UNFINISHED] or not is_usable():
        say("There is no working environment in .venv yet. To make it, run: " + COMMAND)
        return 1
    return call(["-P", str(ENVIRONMENT), "check"]) or int(bool(found))


# The environment


def obstacles(installs):
    # type: (bool) -> list[str]
    """Return a sentence for each thing that keeps the course from starting or being installed."""
    found = []
    if os.pathsep in str(ROOT):
        found.append(
            "Python cannot work in a folder whose name has a '%s': %s. Rename the folder, then "
            "start again." % (os.pathsep, ROOT)
        )
    if str(ROOT).encode("utf-8", "replace") != os.fsencode(str(ROOT)) and os.name != "nt":
        found.append(
            "The name of this folder has a letter that is not UTF-8: %s. Rename the folder, then "
            "start again." % ROOT
        )
    if installs:
        try:
            tempfile.TemporaryFile(dir=str(VENV if VENV.is_dir() else ROOT)).close()
        except OSError as error:
            found.append(unwritable(error))
    return found


def unwritable(error):
    # type: (OSError) -> str
    """Return the sentence which says that the course's folder cannot be written to."""
    return (
        "The folder %s cannot be written to (%s). Move the course to a folder of your "
        "own with 1 GB of free space, then start again." % (ROOT, error.strerror or error)
    )


def prepare(pins):
    # type: (Path) -> None
    """Install a list of packages in .venv, unless it is there already.

    What learners use is compiled to byte code, so that no kernel has to do it at each start.
    """
    ready = is_installed(pins)
    found = obstacles(installs=not ready)
    if found:
        sys.exit("\n".join(found))
    if ready:
        return
    try:
        make_environment()
        install(PINS)
        link_course()
        install_kernel()
        compile_for_learners()
        if pins != PINS:
            install(pins)  # much of it is used by few: Python compiles that when it is imported
        STAMP.write_text("\n".join({fingerprint(PINS), fingerprint(pins)}))
    except OSError as error:
        sys.exit(unwritable(error))


def is_installed(pins):
    # type: (Path) -> bool
    """Return whether a list of packages, and the course, are in the environment."""
    return fingerprint(pins) in installed() and is_usable("jupyterlab", "ipykernel", "lessons")


def fingerprint(pins):
    # type: (Path) -> str
    """Return the checksum of a list of packages, whatever its line ends are."""
    return hashlib.sha256(pins.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def installed():
    # type: () -> list[str]
    """Return the fingerprints of the lists that were installed completely."""
    return STAMP.read_text().split() if STAMP.is_file() else []


def is_usable(*packages):
    # type: (*str) -> bool
    """Return whether the environment's Python runs, is new enough and finds `packages`."""
    probe = (
        "import sys, importlib.util as u;"
        "sys.exit(sys.version_info < (3, 11) or not all(map(u.find_spec, sys.argv[1:])))"
    )
    try:
        return call(["-I", "-c", probe] + list(packages), quiet=True) == 0
    except OSError:
        return False


def make_environment():
    # type: () -> None
    """Make .venv, or make it again if it is incomplete or its Python is gone."""
    if VENV.exists():
        if installed() != [UNFINISHED] and is_usable():
            say("Bringing the environment up to date ...")
            return
        if not (STAMP.is_file() or (VENV / "pyvenv.cfg").is_file()):
            sys.exit("%s is not a Python environment. Move it away, then start again." % VENV)
        say("The environment in .venv is broken or incomplete. Making it again ...")
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
    """Install a list of packages from the folder of wheels, or else from the internet."""
    pip = find_pip()
    whose = "the lessons" if pins == PINS else "teachers, authors and tests"
    say("Installing what %s need ..." % whose)
    if WHEELS.is_dir():
        if fetch(pip, pins, ["--no-index", "--find-links", str(WHEELS)]):
            return
        version = "%d.%d" % sys.version_info[:2]
        say("The folder wheels lacks packages for Python %s on this computer." % version)
        say("Downloading them from the internet ...")
    before = LOG.stat().st_size if LOG.is_file() else 0
    if not fetch(pip, pins, []):
        with LOG.open("rb") as log:
            log.seek(before)
            sys.exit(cause(log.read().decode("utf-8", "replace")))


def cause(log):
    # type: (str) -> str
    """Return a sentence on why an installer failed, going by its messages."""
    known = [sentence for pattern, sentence in CAUSES if re.search(pattern, log)]
    found = (known + ["The packages could not be installed."])[0]
    return "%s The installer's own messages are in %s." % (found, LOG)


def fetch(pip, pins, source):
    # type: (list[str], Path, list[str]) -> bool
    """Install a list of packages with uv, or else with pip; return whether that succeeded."""
    uv = [str(PYTHON), "-m", "uv", "pip", "install", "--python", str(PYTHON)]
    if run(pip + ["install"] + source + [UV]) and run(uv + source + ["-r", str(pins)]):
        return True
    say("The fast installer (uv) failed. Trying the slow one (pip) ...")
    return run(pip + ["install", "--no-compile"] + source + ["-r", str(pins)])


def find_pip():
    # type: () -> list[str]
    """Return the command of a pip that can install into the environment."""
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    if run(pip + ["--version"]):
        return pip
    if run([str(PYTHON), "-m", "ensurepip"]):
        return [str(PYTHON), "-m", "pip"]
    sys.exit(no_pip())


def no_pip():
    # type: () -> str
    """Return the sentence which says what to do where Python came without venv and pip."""
    return (
        "This Python came without venv and pip. On Debian or Ubuntu, type "
        "'sudo apt install python3-venv python3-pip', then start again."
    )


def link_course(python=PYTHON):
    # type: (Path | str) -> None
    """Let a Python import the course from this folder.

    The link is relative, so that it still works if the folder with both is moved.
    """
    line = (
        "import os, sys, sysconfig; place = sysconfig.get_path('purelib');"
        "link = open(os.path.join(place, 'cooperative_security.pth'), 'w');"
        "link.write(os.path.relpath(sys.argv[1], place)); link.close()"
    )
    if subprocess.call([str(python), "-I", "-c", line, str(ROOT)]) != 0:
        raise OSError("the link to the course was refused")


def install_kernel():
    # type: () -> None
    """Let notebooks start Python without its debugger, which takes 7 MB of memory in each kernel.

    If this fails, they start Python with its debugger.
    """
    command = ["-m", "jupyter_client.kernelspecapp", "install", "--sys-prefix", "--name", "python3"]
    call(command + [str(KERNEL)], quiet=True)


def compile_for_learners():
    # type: () -> None
    """Compile the course and what learners need to byte code, but not the packages' own tests.

    If this fails, Python compiles each module when it is imported.
    """
    say("Compiling what the lessons need, so that the course opens faster ...")
    command = [str(PYTHON), "-m", "compileall", "-q", "-q", "-j", "0", "-x", r"[/\\]tests[/\\]"]
    run(command + [VENV.name, "lessons"])


def run(command):
    # type: (list[str]) -> bool
    """Run an installer, write its messages to the log, and return whether it succeeded."""
    start = time.time()
    with LOG.open("ab") as log:
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=ROOT, env=variables()
        )
        try:
            while child.poll() is None:
                try:
                    child.wait(timeout=15)
                except subprocess.TimeoutExpired:
                    say("  still at work after %d seconds ..." % (time.time() - start))
        finally:
            if child.poll() is None:
                child.kill()
    return child.returncode == 0


def call(arguments, quiet=False):
    # type: (list[str], bool) -> int
    """Run the environment's Python in this folder and return its exit code."""
    stderr = subprocess.DEVNULL if quiet else None
    return subprocess.call([str(PYTHON)] + arguments, stderr=stderr, cwd=ROOT, env=variables())


def variables():
    # type: () -> dict[str, str]
    """Return a command's variables: .venv comes first, those of another Python are left out."""
    found = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
    found["VIRTUAL_ENV"] = str(VENV)
    found["PATH"] = os.pathsep.join([str(PYTHON.parent), found.get("PATH", "")])
    found["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    found["PIP_USER"] = "0"
    return found


def say(sentence):
    # type: (str) -> None
    """Print a sentence at once, even where the output goes to a file."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped. To go on, start again.")
