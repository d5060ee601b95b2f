"""Read the course's version and addresses from pyproject.toml."""

import tomllib
from functools import cache
from typing import Any

from lessons.core.paths import ROOT


@cache
def project() -> dict[str, Any]:
    """Return `[project]` of pyproject.toml; an empty dict if the file is missing or damaged."""
    try:
        text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        return dict(tomllib.loads(text).get("project", {}))
    except (OSError, ValueError, TypeError):
        return {}
