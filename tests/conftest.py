"""What tests share: a learner's folder of their own, and a real JupyterLab in a real Chromium."""

import gc
import itertools
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lessons.core.paths import TESTS

# Generating an example may load the tables first, and this machine may be busy with other work:
# no property depends on how long that takes.
settings.register_profile("course", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("course")

# A shell lets what it runs in the background ignore Ctrl-C, and so would the programs that tests
# start and end by it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


# Thousands of tests are collected, and all that is imported for them stays until the end: to look
# there for garbage again and again takes a fifth of the time of collecting.
gc.disable()


def pytest_collection_finish() -> None:
    """Collect garbage from now on, but only what the tests themselves leave."""
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True, scope="module")
def _no_style_of_a_lab_reaches_the_next_tests() -> Iterator[None]:
    before = dict(sys.modules["matplotlib"].rcParams) if "matplotlib" in sys.modules else {}
    yield
    if before:
        sys.modules["matplotlib"].rcParams.update(before)


REQUIRED = os.environ.get("COURSE_REQUIRE_BROWSER") == "1"


# Folders and files whose tests take longest, most of their time in browsers and in other programs.
# They come first: what is left to the end is short, so no worker waits long for the others. The
# very first builds the website, for which all workers would wait later.
LONG = (
    *("web/test_weight.py", "browser", "web", "runtime", "publishing", "classroom"),
    *("test_light_runtime.py", "test_wheel.py", "teaching", "journal"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take longest."""

    def place(item: pytest.Item) -> tuple[int, str]:
        path = item.path.relative_to(TESTS).as_posix()
        first = (at for at, name in enumerate(LONG) if path.startswith(name))
        return next(first, len(LONG)), path

    items.sort(key=place)


def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Let each worker read the tests from another folder on."""
    return FromAnotherFolder.from_parent(parent, path=path) if path == TESTS else None


class FromAnotherFolder(pytest.Dir):
    """The folder of all tests, in an order of each worker's own.

    The first to read a file rewrites its assertions and saves what comes of it for the others:
    workers that read in the same order all do it at the same time.
    """

    def collect(self) -> list[pytest.Item | pytest.Collector]:
        """Return what is in the folder; the items are sorted later, alike in all workers."""
        found = list(super().collect())
        number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
        start = len(found) * number // int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
        return [*found[start:], *found[:start]]


HOMES = itertools.count()


@contextmanager
def own_home(factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let answers be saved in a folder that nothing else uses; it is made by what writes in it."""
    with pytest.MonkeyPatch.context() as patch:
        home = factory.getbasetemp() / "homes" / str(next(HOMES))
        patch.setenv("COOPERATIVE_SECURITY_HOME", str(home))
        yield


@pytest.fixture(autouse=True, scope="module")
def _no_fixture_touches_a_learners_answers(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with own_home(tmp_path_factory):
        yield


@pytest.fixture(autouse=True)
def _no_test_touches_a_learners_answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with own_home(tmp_path_factory):
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Return a running Chromium; where none is installed the test is skipped, in CI it fails."""
    from browser.lab import chromium, running_browser

    if chromium() is None and not REQUIRED:
        pytest.skip("no Chromium is installed: browser tests are skipped")
    # To optimise Python for the browser takes longer than a test gains by it.
    with running_browser("--js-flags=--liftoff-only") as found:
        yield found


@pytest.fixture(scope="session")
def lab(browser: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """Return a running JupyterLab that serves copies of the notebooks."""
    from browser.lab import running_lab

    with running_lab(tmp_path_factory.mktemp("lab")) as found:
        yield found
