"""Draw the picture at the top of README.md from one of the course's charts."""

from pathlib import Path

from lessons import charts
from lessons.charts.engine.chart import Chart
from lessons.core.files import write_bytes
from lessons.core.paths import ROOT

LESSON = "the_network"  # whose map it is
PICTURE = ROOT / "docs" / "images" / "world_map.png"


def chart() -> Chart:
    """Return the chart that README.md shows: lesson 3's map at the end of 2012."""
    drawn: Chart = charts.world_map(year=2012, region="europe")
    return drawn


def write_picture(path: Path = PICTURE) -> Path:
    """Draw the picture into a PNG file, unless it is there already, and return where it is.

    Other versions of matplotlib or of the fonts draw the same chart with other bytes, so no test
    compares them.
    """
    content = chart().png()
    if not path.exists() or path.read_bytes() != content:
        write_bytes(path, content)
    return path
