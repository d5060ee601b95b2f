"""Pack the course with its packages into a ZIP, for computers without internet.

It holds the course and its packages, but not Python itself. Packages fit one kind of computer and
one Python: name those of the school with --platform and --python, several of each if need be.
"""

import argparse
import platform
import re
import runpy
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from packaging.requirements import Requirement

from lessons.core.paths import ROOT, lesson_folder, nearest

FOLDER = "cooperative-security"
DEFAULT = ROOT / "build" / f"{FOLDER}-offline.zip"
PINS = ROOT / ".binder" / "requirements.txt"
TAKEN: tuple[str, ...] = (
    "start.py",
    "README.md",
    "LICENSE",
    "LICENSE-CONTENT.md",
    "pyproject.toml",
)
TAKEN += ("CONTRIBUTING.md", "CHANGELOG.md", "CITATION.cff")
TAKEN += (".binder", "data", "docs", "lessons", "notebooks")
LEFT = {"__pycache__", ".ipynb_checkpoints"}
DAY = (2026, 11, 23, 0, 0, 0)  # one day for all entries: the same course gives the same ZIP
PATCHES = 25  # as many as a Python gets, and more
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


@dataclass(frozen=True)
class System:
    """A kind of computer: what its wheels are tagged with, and how it names itself in markers."""

    words: str
    tags: tuple[str, ...]
    sys_platform: str
    platform_system: str
    os_name: str
    platform_machine: str


GLIBC = ("2_28", "2_27", "2_26", "2_24", "2_17", "2_12", "2_5")
OLD = ("manylinux2014", "manylinux2010", "manylinux1")


def _linux(machine: str) -> tuple[str, ...]:
    return tuple(f"manylinux_{g}_{machine}" for g in GLIBC) + tuple(f"{o}_{machine}" for o in OLD)


SYSTEMS = {
    "windows": System("Windows", ("win_amd64",), "win32", "Windows", "nt", "AMD64"),
    "mac": System(
        "Mac (M1 or newer)", ("macosx_14_0_arm64",), "darwin", "Darwin", "posix", "arm64"
    ),
    "mac-intel": System(
        "Mac (Intel)", ("macosx_14_0_x86_64",), "darwin", "Darwin", "posix", "x86_64"
    ),
    "linux": System("Linux", _linux("x86_64"), "linux", "Linux", "posix", "x86_64"),
    "linux-arm": System("Linux on ARM", _linux("aarch64"), "linux", "Linux", "posix", "aarch64"),
}
ALSO = {"macos": ("mac",)}  # by another name

NO_PYTHON = (
    "Python itself is not in the bundle. Each computer needs it first: from python.org/downloads, "
    "or from the Microsoft Store on Windows."
)
CUT_OFF = re.compile(r"Retrying|Max retries|ProxyError|ConnectionError|NameResolution")


class NoWheel(RuntimeError):
    """A package could not be fetched for a kind of computer; the message names both."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Let a command say where to write the ZIP and for which computers."""
    here, ours = present(), "{}.{}".format(*sys.version_info)
    parser.add_argument("names", nargs="*", metavar="LESSON", help="not needed: it holds them all")
    about = f"the ZIP to write (default: build/{DEFAULT.name})"
    parser.add_argument("--out", type=Path, default=DEFAULT, metavar="FILE", help=about)
    about = f"one or more of {', '.join([*SYSTEMS, *ALSO])}; this one is {here or 'none of them'}"
    this = [here] if here else []
    parser.add_argument("--platform", nargs="+", default=this, metavar="NAME", help=about)
    about = f"one or more of {', '.join(PYTHONS)}; by default {ours}"
    parser.add_argument("--python", nargs="+", default=[ours], metavar="VERSION", help=about)
    parser.set_defaults(error=parser.error)


def run(options: argparse.Namespace) -> int:
    """Write the ZIP; print what is in it and where it is."""
    systems = [name for word in options.platform for name in ALSO.get(word, (word,))]
    _known(options.error, systems, options.python)
    if [lesson_folder(name) for name in options.names]:
        print("The bundle holds the whole course, so the other lessons are in it too.")
    with tempfile.TemporaryDirectory() as folder:
        try:
            for system in systems:
                for version in options.python:
                    print(f"Fetching packages for {SYSTEMS[system].words}, Python {version} ...")
                    sys.stdout.flush()
                    fetch(SYSTEMS[system], version, Path(folder))
        except NoWheel as reason:
            sys.exit(str(reason))
        wheels = sorted(Path(folder).glob("*.whl"))
        note = first_words([SYSTEMS[name].words for name in systems], options.python)
        pack(options.out, wheels, note)
    size = options.out.stat().st_size / 1e6
    print(f"{options.out} ({size:.0f} MB, {len(wheels)} packages)")
    print(fits(systems, options.python))
    return 0


def fits(systems: list[str], pythons: list[str]) -> str:
    """Return for which computers a bundle is, and what else they need."""
    words = ", ".join(SYSTEMS[name].words for name in systems)
    others = [name for name in SYSTEMS if name not in systems]
    lines = [f"It fits {words} with Python {', '.join(pythons)}, and no other."]
    if others:
        lines.append(
            f"For other computers add --platform, with one or more of: {', '.join(others)}."
        )
    lines.append(f"Another Python: --python, with one or more of: {', '.join(PYTHONS)}.")
    return "\n".join([*lines, NO_PYTHON])


def present() -> str:
    """Return the name of this computer's system, or nothing if it is none that we know."""
    machine = platform.machine().lower().replace("amd64", "x86_64").replace("aarch64", "arm64")
    for name, system in SYSTEMS.items():
        theirs = system.platform_machine.lower()
        theirs = theirs.replace("amd64", "x86_64").replace("aarch64", "arm64")
        if (system.sys_platform, theirs) == (sys.platform, machine):
            return name
    return ""


def pins(system: System, version: str, patch: int = 0) -> list[str]:
    """Return what a learner installs on a system with Python `version.patch`, and the installer."""
    names = around(system, version, patch)
    lines = map(Requirement, PINS.read_text(encoding="utf-8").splitlines())
    wanted = [f"{p.name}{p.specifier}" for p in lines if not p.marker or p.marker.evaluate(names)]
    return [*wanted, str(runpy.run_path(str(ROOT / "start.py"))["UV"])]


def around(system: System, version: str, patch: int) -> dict[str, str]:
    """Return what a computer with a system and Python `version.patch` says of itself in markers."""
    return {
        "sys_platform": system.sys_platform,
        "platform_system": system.platform_system,
        "os_name": system.os_name,
        "platform_machine": system.platform_machine,
        "python_version": version,
        "python_full_version": f"{version}.{patch}",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def fetch(system: System, version: str, folder: Path) -> None:
    """Put the wheels for a system and a Python into `folder`. Raise NoWheel if one is missing."""
    have: set[str] = set()
    for patch in reversed(range(PATCHES)):  # few packages ask which 3.11 it is, but some do
        lacking = [pin for pin in pins(system, version, patch) if pin not in have]
        if lacking:
            _download(lacking, system, f"{version}.{patch}", folder)
        have |= set(lacking)


def _download(wanted: list[str], system: System, version: str, folder: Path) -> None:
    # pip would ask this computer's markers, not the other's: hence a list without markers.
    asked = folder / "pins.txt"
    asked.write_text("\n".join(wanted), encoding="utf-8")
    order = [*_pip(), "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    order += ["--only-binary=:all:", "--implementation=cp", f"--python-version={version}"]
    order += [f"--platform={tag}" for tag in system.tags]
    order += ["--dest", str(folder), "--find-links", str(folder), "--requirement", str(asked)]
    done = subprocess.run(order, capture_output=True, text=True)  # noqa: S603
    asked.unlink()
    if done.returncode != 0:
        raise NoWheel(_why(done.stderr, system, version))


def pack(out: Path, wheels: list[Path], note: str) -> None:
    """Write the course, the wheels and a note into a ZIP, all in one folder."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out, "w") as archive:
        _write(archive, "START HERE.txt", note.encode())
        for path in course():
            _write(archive, path.relative_to(ROOT).as_posix(), path.read_bytes())
        for wheel in wheels:  # already compressed
            _write(archive, f"wheels/{wheel.name}", wheel.read_bytes(), zipfile.ZIP_STORED)


def course() -> Iterator[Path]:
    """Yield the files that a learner needs, and no trace of use."""
    for name in TAKEN:
        top = ROOT / name
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and not LEFT & set(path.parts) and path.suffix != ".pyc":
                yield path


def first_words(systems: list[str], pythons: list[str]) -> str:
    """Return what to do with the bundle, as a text for whoever unpacks it."""
    return (
        "Cooperative Security: a course in notebooks, for computers without internet\n\n"
        f"Packed for: {', '.join(systems)}; Python {', '.join(pythons)}.\n"
        f"{NO_PYTHON}\n\n"
        "1. Copy the whole folder to the computer (1 GB of space). Do not start it on\n"
        "   a memory stick: that is slow, and some sticks do not allow it.\n"
        "2. In a terminal, go to the folder and type\n"
        "       python3 start.py            (Windows: py start.py)\n"
        "   The first start takes a minute or two and needs no network.\n"
        "3. The course opens in the browser. Answers stay on that computer.\n"
        "   To take them along: my-progress, or the command at the end of a lesson.\n"
    )


def _known(error: Callable[[str], NoReturn], systems: list[str], versions: list[str]) -> None:
    if not systems:
        error(f"which computers? Name them after --platform: {', '.join(SYSTEMS)}.")
    for words, known in ((systems, SYSTEMS), (versions, PYTHONS)):
        for word in words:
            if word not in known:
                error(f"'{word}' is not known.{nearest(word, known)}")


def _pip() -> list[str]:
    for python in (sys.executable, getattr(sys, "_base_executable", sys.executable)):
        if subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0:  # noqa: S603
            return [python, "-m", "pip"]
    raise NoWheel("This Python has no pip to fetch packages with. Type: python3 -m ensurepip")


def _why(output: str, system: System, version: str) -> str:
    lacking = re.search(r"No matching distribution found for ([\w.-]+)==([\w.]+)", output)
    where = f"{system.words} with Python {version.rpartition('.')[0]}"
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


def _write(
    archive: zipfile.ZipFile, name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED
) -> None:
    entry = zipfile.ZipInfo(f"{FOLDER}/{name}", DAY)
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content, method)
