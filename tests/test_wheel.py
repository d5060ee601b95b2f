"""The wheel holds the tables: a package that imports it needs nothing of the repository."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from lessons.core.paths import DATA, ROOT

USE = """
from lessons import charts
from lessons.course import lesson
from lessons.data import rows, tables
import lessons

assert len(rows("allies")) == 32, rows("allies")
assert len(charts.world_map(year=2012).picture.svg()) > 1000
assert lesson(3).title == "The network at a glance"
print(lessons.__file__, len(tables()))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bare folder in which the course's wheel is unpacked, as an installer does it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_a_wheel_reads_its_tables_and_draws_its_charts(installed: Path, tmp_path: Path) -> None:
    # Isolated, so that neither the repository nor a variable of the environment is looked at.
    code = f"import sys; sys.path.insert(0, {str(installed)!r})\n{USE}"
    command = [sys.executable, "-I", "-c", code]
    printed = subprocess.check_output(command, cwd=tmp_path, text=True).split()
    assert Path(printed[0]).is_relative_to(installed)
    assert int(printed[1]) == len(list(DATA.glob("*.csv")))
