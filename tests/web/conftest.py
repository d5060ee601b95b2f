"""What the tests of the website share: the site, built once."""

import os
from pathlib import Path

import pytest

from lessons.publishing.web import build_site
from lessons.publishing.web.site import PYODIDE

REQUIRED = os.environ.get("COURSE_REQUIRE_NODE") == "1"


@pytest.fixture(scope="session")
def website(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built website."""
    if not PYODIDE.is_dir() and not REQUIRED:
        pytest.skip("npm install has not been run: Python for the browser is missing")
    folder = tmp_path_factory.mktemp("web")
    build_site(folder)
    return folder
