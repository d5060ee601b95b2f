"""Fair pictures: none on page 1 tells the answer to a question on page 2."""

import re

from matplotlib.text import Text

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing
from lessons.questions.types.base import plain


def words(chart: Chart) -> str:
    """Return the words that can be read in a printed picture, without what only a screen shows."""
    if isinstance(chart.picture, Drawing):
        seen = re.sub(r"<title>.*?</title>", " ", chart.picture.svg(), flags=re.DOTALL)
        return plain(re.sub(r"<[^>]+>", " ", seen))
    drawn = chart.picture.findobj(Text)
    return plain(" ".join(text.get_text() for text in drawn if text.get_visible()))
