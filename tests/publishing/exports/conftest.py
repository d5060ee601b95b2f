"""The questions that the tests of exports write: the course's, and hostile ones."""

from collections.abc import Iterator

import pytest
from exporting import nasty_lesson, request_for

from lessons.core import paths
from lessons.publishing.exports import Request


@pytest.fixture(scope="module", params=["course", "nasty"])
def wanted(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Request]:
    """Return a request for the whole course, then for a bank full of signs that formats use."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "nasty":
            patch.setattr(paths, "LESSONS", nasty_lesson(tmp_path_factory.mktemp("bank")).parent)
        yield request_for(request.param)
