"""What the tests of the website share: the site, built once for all workers."""

import os
import time
from pathlib import Path

import pytest

from lessons.publishing.web import build_site
from lessons.publishing.web.site import PYODIDE

REQUIRED = os.environ.get("COURSE_REQUIRE_NODE") == "1"


SECONDS = 600  # after which a site that another worker builds is given up


@pytest.fixture(scope="session")
def website(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built website, which no test changes."""
    if not PYODIDE.is_dir() and not REQUIRED:
        pytest.skip("npm install has not been run: Python for the browser is missing")
    is_shared = "PYTEST_XDIST_WORKER" in os.environ  # then each worker has a folder below
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if is_shared else base) / "website"
    try:
        folder.with_name("website-is-built-here").mkdir()  # by the first worker that asks
    except FileExistsError:
        wait_for(folder)
    else:
        unfinished = folder.with_name("unfinished-website")
        build_site(unfinished)
        unfinished.rename(folder)
    return folder


def wait_for(folder: Path) -> None:
    """Wait until another worker has built the website."""
    late = time.monotonic() + SECONDS
    while not folder.is_dir():
        assert time.monotonic() < late, "another worker did not build the website"
        time.sleep(0.1)
