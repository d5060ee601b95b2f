"""The questions that the tests of exports write: the course's, and hostile ones."""

from collections.abc import Iterator

import pytest
from exporting import nasty_lesson
from sampling import is_sample

from lessons.core import paths
from lessons.publishing.exports import Request

SOME = ("start_here", "the_network", "operations")  # lessons with questions of every type


@pytest.fixture(scope="module", params=["course", "nasty"])
def wanted(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Request]:
    """Return a request for the whole course, then for a bank full of signs that formats use."""
    if request.param == "course":
        every = tuple(map(paths.slug, paths.lesson_folders()))
        yield Request(SOME if is_sample(request) else every)
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "LESSONS", nasty_lesson(tmp_path_factory.mktemp("bank")).parent)
        yield Request(("nasty",))
