"""Run a lesson's code as for a reader who has answered nothing, whoever builds it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

HOME = "COOPERATIVE_SECURITY_HOME"


@contextmanager
def empty_journal() -> Iterator[None]:
    """Use an empty journal, so that an author's or teacher's own answers are not published."""
    with tempfile.TemporaryDirectory() as home, environment(HOME, home):
        yield


@contextmanager
def environment(name: str, value: str) -> Iterator[None]:
    """Set an environment variable, and put back what was there before."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        os.environ.pop(name, None)
        if before is not None:
            os.environ[name] = before
