"""Check that what `build` writes besides notebooks is as it would write it now."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from lessons import data
from lessons.core import paths
from lessons.publishing import datapackage, readme, reference_pages


def generated_faults() -> Iterator[str]:
    """Yield the files that are not up to date. Raise BrokenTable while a table has mistakes."""
    for path, text in _generated().items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield f"{paths.shown(path)} is not what `build` writes: python -m lessons build"


def _generated() -> Mapping[Path, str]:
    """Return the text that each file should have."""
    return {
        **{paths.DATA / f"{name}.toml": datapackage.stamped(name) for name in data.tables()},
        paths.DATA / "datapackage.json": datapackage.as_json(datapackage.datapackage()),
        **{reference_pages.DOCS / name: text for name, text in reference_pages.pages().items()},
        readme.README: readme.updated(readme.README.read_text(encoding="utf-8")),
    }
