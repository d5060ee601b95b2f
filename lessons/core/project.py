"""Read what pyproject.toml says about the course, such as its version and its addresses."""

import tomllib
from functools import cache
from typing import Any

from lessons.core.paths import ROOT


@cache
def project() -> dict[str, Any]:
    """Return `[project]` of pyproject.toml; nothing where the file is not there, or damaged."""
    try:
        text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        return dict(tomllib.loads(text).get("project", {}))
    except (OSError, ValueError, TypeError):
        return {}
