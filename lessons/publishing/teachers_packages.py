"""Name the way to get a package that only teachers' commands need, where it is missing."""

from collections.abc import Iterator
from contextlib import contextmanager

from lessons.core.mistakes import Mistake


class MissingPackage(Mistake):
    """Say which package is missing, and how to get what teachers need."""


@contextmanager
def named_if_missing() -> Iterator[None]:
    """Raise MissingPackage where an import inside this block finds no package.

    Learners do without these packages, so a course that works may lack them. A module of the
    course that is missing is a fault of the course, and stays one.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if not error.name or error.name.startswith("lessons"):
            raise
        raise MissingPackage(
            f"The package '{error.name.partition('.')[0]}' is missing: learners do without it. "
            "To add what teachers need, type: python3 start.py teacher"
        ) from None
