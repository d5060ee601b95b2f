"""Read the course's version and addresses from pyproject.toml."""

from collections.abc import Mapping
from typing import Any

from lessons.core.paths import ROOT
from lessons.core.toml import read_toml


def project() -> Mapping[str, Any]:
    """Return `[project]` of pyproject.toml; an empty mapping if the file is missing or damaged."""
    try:
        return dict(read_toml(ROOT / "pyproject.toml").get("project", {}))
    except (OSError, ValueError, TypeError):
        return {}
