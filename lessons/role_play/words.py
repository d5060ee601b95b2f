"""Read the words of the role play, which are in TOML files beside this module."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def words(file: str) -> dict[str, Any]:
    """Return what is in a file of this folder, such as "advice.toml"; nobody may change it."""
    return tomllib.loads(Path(__file__).with_name(file).read_text(encoding="utf-8"))
