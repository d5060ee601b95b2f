"""How heavy the website is: administrators plan with the figures of their page."""

import gzip
import re

from lessons.core.paths import ROOT

PAGE = ROOT / "docs" / "administrators.md"
MOST = 8.0  # MB of a first visit, compressed
TOLERANCE = 0.15  # of a figure: enough for a few more lessons, not for a new library


def test_administrators_are_told_what_a_first_visit_weighs(website) -> None:
    text = PAGE.read_text(encoding="utf-8")
    files = [path.read_bytes() for path in website.rglob("*") if path.is_file()]
    megabytes = sum(len(gzip.compress(content)) for content in files) / 1e6
    assert megabytes <= MOST
    for label, found in (("first visit, compressed", megabytes), ("files", len(files))):
        figure = float(re.search(rf"^\| {label} \| ([\d.]+)", text, re.MULTILINE)[1])
        assert abs(found - figure) < TOLERANCE * figure, f"{label}: {found:.1f}"
