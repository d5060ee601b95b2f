"""Write the skeleton of a lesson, for its author to fill in."""

from pathlib import Path


def write_skeleton(slug: str, number: int | None = None) -> list[Path]:
    """Write the files of a new lesson and return their paths."""
    raise NotImplementedError
