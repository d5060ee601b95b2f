"""Read the course's version and addresses from pyproject.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from lessons.core.frozen import freeze
from lessons.core.paths import ROOT


@cache
def project() -> Mapping[str, Any]:
    """Return `[project]` of pyproject.toml; an empty mapping if the file is missing or damaged."""
    try:
        text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        found = dict(tomllib.loads(text).get("project", {}))
    except (OSError, ValueError, TypeError):
        found = {}
    return cast(Mapping[str, Any], freeze(found))
