"""Fit pictures to a slide that is read from a distance: no text smaller than 14 pixels.

A picture that would be too high at that size is cut at a gap, and the slide says that it continues
in the notebook. A map is not cut: its words are made larger instead.
"""

from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from markupsafe import Markup

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Mark, Shape, Text
from lessons.publishing.lettered_map import in_words, lettered_map

WIDTH, HEIGHT = 1180.0, 570.0  # pixels below the heading of a slide of 1280 by 720
MIN_SIZE = 14.0  # pixels of the smallest letters
LINE, LETTERS = 36.0, 92  # pixels and letters of a line of the sentence above
MORE = 30.0  # pixels of the text below
CONTINUES = "The picture continues in the notebook."


@dataclass(frozen=True)
class Fitted:
    """A picture as SVG, its height for a width of 1, and its sentence.

    `more` says that something was left out.
    """

    svg: Markup
    ratio: float
    says: str
    more: str = ""


def fitted(chart: Chart, lead: str = "") -> Fitted:
    """Return a chart fitted to a slide below a sentence."""
    room = HEIGHT - LINE * ceil(len(lead) / LETTERS)
    if not isinstance(chart.picture, Drawing):
        return _figure(chart, chart.picture, room)
    page, more = chart.picture.whole(), ""
    scale = min(WIDTH / page.width, room / page.height)
    if _smallest(page) * scale < MIN_SIZE:
        if chart.picture.backdrop:  # a map
            page = replace(page, marks=[_larger(mark, MIN_SIZE / scale) for mark in page.marks])
        else:
            most = (room - MORE) * min(_smallest(page) / MIN_SIZE, page.width / WIDTH)
            page, more = _cut_off(page, most), CONTINUES
    return _fitted(chart, page.svg(), page.height / page.width, more)


def drawn_map(places: tuple[str, ...]) -> Fitted:
    """Return a map on which the letters A, B and so on mark the capitals of countries."""
    page = lettered_map(places)
    # Our own drawing escapes every text.
    return Fitted(Markup(page.svg()), page.height / page.width, in_words(places))  # noqa: S704


def _fitted(chart: Chart, svg: str, ratio: float, more: str = "") -> Fitted:
    # Both the course's drawing and matplotlib escape every text.
    return Fitted(Markup(svg), round(ratio, 3), chart.says, more)  # noqa: S704


def _cut_off(page: Drawing, most: float) -> Drawing:
    """Return the upper part of a picture."""
    cut = _cut(page, most)
    above = [_trimmed(mark, cut) for mark in page.marks if _span(mark)[0] < cut]
    return Drawing(page.width, cut, above)


def _figure(chart: Chart, figure: Any, room: float) -> Fitted:
    """Return a figure of matplotlib with its small texts enlarged."""
    from matplotlib.text import Text as Artist

    width, height = figure.get_size_inches()
    least = MIN_SIZE / min(WIDTH / (width * 72), room / (height * 72))  # points of a figure in SVG
    for text in figure.findobj(Artist):
        if text.get_fontsize() < least:
            text.set_fontsize(least)
    return _fitted(chart, chart.svg(), float(height / width))


def _smallest(page: Drawing) -> float:
    """Return the size of the smallest letters of a picture, in its own pixels."""
    return min((mark.size for mark in page.marks if isinstance(mark, Text)), default=MIN_SIZE)


def _larger(mark: Mark, least: float) -> Mark:
    if isinstance(mark, Text) and mark.size < least:
        return replace(mark, size=round(least, 2))
    return mark


def _cut(page: Drawing, most: float) -> float:
    """Return the lowest place, up to `most`, for a cut that goes through no text, shape or card.

    If that would leave little, a card may be cut between its lines.
    """
    for card, least in ((0.6, 0.6), (0.25, 0.4)):
        spans = [_span(mark) for mark in page.marks if _is_whole(mark, card * page.height)]
        for y in range(int(most), int(most * least), -1):
            if not any(top < y < bottom for top, bottom in spans):
                return float(y)
    return most


def _is_whole(mark: Mark, card: float) -> bool:
    """Return whether a mark must not be cut; bands and grid lines may."""
    top, bottom = _span(mark)
    is_wide_box = isinstance(mark, Box) and mark.width > bottom - top
    return isinstance(mark, Text | Shape) or (is_wide_box and 4 < bottom - top < card)


def _span(mark: Mark) -> tuple[float, float]:
    """Return the top and the bottom of a mark."""
    match mark:
        case Text():
            return mark.y - mark.size, mark.y + 0.3 * mark.size
        case Shape():
            return mark.y - 1.4 * mark.size, mark.y + 1.4 * mark.size
        case Box():
            return mark.y, mark.y + mark.height
        case Line():
            heights = [y for _, y in mark.points]
            return min(heights), max(heights)
    return min(y for ring in mark.rings for _, y in ring), max(y for r in mark.rings for _, y in r)


def _trimmed(mark: Mark, cut: float) -> Mark:
    if isinstance(mark, Box) and mark.y + mark.height > cut:
        return replace(mark, height=cut - mark.y)
    return mark
