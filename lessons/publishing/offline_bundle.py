"""Pack the course with its packages into a ZIP, for computers without internet.

It holds the course and its packages, but not Python itself. Packages fit one kind of computer and
one Python: name those of the school with --platform and --python, several of each if need be.
"""

import platform
import re
import runpy
import subprocess
import sys
import tempfile
import zipfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

from lessons.core.files import replacing
from lessons.core.mistakes import Mistake
from lessons.core.paths import ROOT
from lessons.core.toml import read_toml
from lessons.core.zips import add
from lessons.publishing.templates import rendered

FOLDER = "cooperative-security"
DEFAULT = ROOT / "build" / f"{FOLDER}-offline.zip"
PINS = ROOT / ".binder" / "requirements.txt"
CONTENTS = (
    "start.py", "README.md", "LICENSE", "LICENSE-CONTENT.md", "pyproject.toml",
    "CONTRIBUTING.md", "CHANGELOG.md", "CITATION.cff",
    ".binder", "data", "docs", "lessons", "notebooks",
)  # fmt: skip
LEFT_OUT = {"__pycache__", ".ipynb_checkpoints"}  # traces of use
PATCHES = 25  # as many as a Python gets, and more
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


@dataclass(frozen=True)
class System:
    """A kind of computer: its name, the tags of wheels that fit it, and its environment markers.

    The markers decide which pins apply to it, such as `pywinpty==3.0 ; os_name == 'nt'`.
    """

    name: str
    tags: tuple[str, ...]
    markers: Mapping[str, str]


SYSTEMS = {
    key: System(**system)
    for key, system in read_toml(Path(__file__).with_name("systems.toml")).items()
}
NO_PYTHON = (
    "Python itself is not in the bundle. Each computer needs it first: from python.org/downloads, "
    "or from the Microsoft Store on Windows."
)
# What pip prints without a network, in addition to "no matching distribution".
CUT_OFF = re.compile(r"Retrying|Max retries|ProxyError|ConnectionError|NameResolution")


class NoWheel(Mistake):
    """Raised when a package cannot be fetched; the message says for which kind of computer."""


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `bundle`: where to write the ZIP, and for which computers it is."""
    parser.description = __doc__
    add = parser.add_argument
    about = f"the ZIP to write (default: build/{DEFAULT.name})"
    add("--out", type=Path, default=DEFAULT, metavar="FILE", help=about)
    here, ours = present(), "{}.{}".format(*sys.version_info)
    about = f"the kinds of computers (default: {here})"
    add("--platform", nargs="+", choices=SYSTEMS, default=[here], help=about)
    about = f"the versions of Python (default: {ours})"
    add("--python", nargs="+", choices=PYTHONS, default=[ours], help=about)


def run(options: Namespace) -> int:
    """Write the ZIP; print what is in it and where it is."""
    systems = [SYSTEMS[name] for name in options.platform]
    with tempfile.TemporaryDirectory() as folder:
        for system in systems:
            for version in options.python:
                print(f"Fetching packages for {system.name}, Python {version} ...", flush=True)
                fetch(system, version, Path(folder))
        wheels = sorted(Path(folder).glob("*.whl"))
        pack(options.out, wheels, first_steps([system.name for system in systems], options.python))
    size = options.out.stat().st_size / 1e6
    print(f"{options.out} ({size:.0f} MB, {len(wheels)} packages)")
    fitting = ", ".join(system.name for system in systems)
    print(f"It fits {fitting} with Python {', '.join(options.python)}, and no other. {NO_PYTHON}")
    return 0


def first_steps(systems: list[str], pythons: list[str]) -> str:
    """Return the text that says how to start the course from the unpacked bundle."""
    template = "start_here.txt.j2"
    return rendered(template, systems=systems, pythons=pythons, no_python=NO_PYTHON)


def present() -> str:
    """Return the key of this computer's system in SYSTEMS."""
    own = {"sys_platform": sys.platform, "platform_machine": platform.machine()}.items()
    fitting = (name for name, system in SYSTEMS.items() if own <= system.markers.items())
    return next(fitting, "windows")


def pins(system: System, version: str, patch: int = 0) -> list[str]:
    """Return the pins for a learner with Python `version.patch`, and that of the installer."""
    names = markers(system, version, patch)
    lines = map(Requirement, PINS.read_text(encoding="utf-8").splitlines())
    wanted = [f"{p.name}{p.specifier}" for p in lines if not p.marker or p.marker.evaluate(names)]
    return [*wanted, str(runpy.run_path(str(ROOT / "start.py"))["UV"])]


def markers(system: System, version: str, patch: int) -> dict[str, str]:
    """Return the environment markers of a system with Python `version.patch`."""
    return {
        **system.markers,
        "python_version": version,
        "python_full_version": f"{version}.{patch}",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def fetch(system: System, version: str, folder: Path) -> None:
    """Put the wheels for a system and a Python into `folder`. Raise NoWheel if one is missing."""
    have: set[str] = set()
    for patch in reversed(range(PATCHES)):  # a few packages depend on the patch of Python
        lacking = [pin for pin in pins(system, version, patch) if pin not in have]
        if lacking:
            _download(lacking, system, f"{version}.{patch}", folder)
        have |= set(lacking)


def _download(wanted: list[str], system: System, version: str, folder: Path) -> None:
    # pip would evaluate markers for this computer, not for the other one: hence none in the list.
    requirements = folder / "pins.txt"
    requirements.write_text("\n".join(wanted), encoding="utf-8")
    command = [*_pip(), "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary=:all:", "--implementation=cp", f"--python-version={version}"]
    command += [f"--platform={tag}" for tag in system.tags]
    command += [f"--dest={folder}", f"--find-links={folder}", f"--requirement={requirements}"]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603
    requirements.unlink()
    if done.returncode != 0:
        raise NoWheel(_why(done.stderr, system, version))


def pack(out: Path, wheels: list[Path], note: str) -> None:
    """Write the course, the wheels and a note into a ZIP, all in one folder."""
    with replacing(out) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        add(archive, f"{FOLDER}/START HERE.txt", note.encode())
        for path in course():
            add(archive, f"{FOLDER}/{path.relative_to(ROOT).as_posix()}", path.read_bytes())
        for wheel in wheels:
            add(archive, f"{FOLDER}/wheels/{wheel.name}", wheel.read_bytes(), is_compressed=True)


def course() -> Iterator[Path]:
    """Yield the files that a learner needs, without caches and checkpoints."""
    for name in CONTENTS:
        top = ROOT / name
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and not LEFT_OUT & set(path.parts) and path.suffix != ".pyc":
                yield path


def _pip() -> list[str]:
    """Return the command that runs pip, of another Python if the course's environment has none."""
    for python in (sys.executable, getattr(sys, "_base_executable", sys.executable)):
        if subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0:  # noqa: S603
            return [python, "-m", "pip"]
    raise NoWheel("This Python has no pip to fetch packages with. Type: python3 -m ensurepip")


def _why(output: str, system: System, version: str) -> str:
    """Return in a sentence why pip failed, going by what it printed."""
    lacking = re.search(r"No matching distribution found for ([\w.-]+)==([\w.]+)", output)
    where = f"{system.name} with Python {version.rpartition('.')[0]}"
    if lacking and not CUT_OFF.search(output):
        return (
            f"{lacking[1]} {lacking[2]} has no wheel for {where}. "
            "Leave that one out, or choose another Python with --python."
        )
    last = output.strip().splitlines()[-1:] or ["no reason given"]
    return (
        f"The packages for {where} could not be fetched ({last[0].removeprefix('ERROR: ')}). "
        "Making a bundle needs the internet once: is this computer connected?"
    )
