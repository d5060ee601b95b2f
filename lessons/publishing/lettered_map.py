"""Draw a map whose places have letters, for questions on paper and on slides."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import cos, hypot, pi, sin

from lessons.charts.engine.drawing import Area, Box, Drawing, Line, Point, Shape, Text
from lessons.data import rows
from lessons.questions.locate_map import SHAPE, chart_of

WIDTH, HEIGHT = 640.0, 640.0 / SHAPE  # pixels of the map
LETTER, DOT = 26.0, 5.0  # pixels: height of a letter's type, radius of a place's dot
# Where a letter may stand around its place: pixels from it, and eighths of a turn.
DISTANCES, TURNS = (22.0, 36.0, 52.0), (0, 4, 2, 6, 1, 3, 5, 7)
FAR = 30.0  # pixels: a letter farther from its place has a line to it


def lettered_map(codes: Sequence[str]) -> Drawing:
    """Return the land around the capitals of countries, the first one marked A."""
    chart = chart_of(codes)
    left, top, width, _ = chart["view"]
    page = Drawing(WIDTH, HEIGHT)
    scale = WIDTH / width
    land = tuple(
        tuple(((point.lon - left) * scale, (-point.lat - top) * scale) for point in ring)
        for _, ring in groupby(rows("land"), key=lambda point: point.ring)
    )
    # The palest roles of other maps can hardly be told apart in a copy: the sea stays white here.
    page.add(Area(tuple(ring for ring in land if _meets(ring, page)), "grid"))
    page.add(Box(0, 0, page.width, page.height, "quiet", outline=True, radius=0))
    places = [(x / 100 * page.width, y / 100 * page.height) for x, y, _ in chart["places"]]
    letters = _letters(places, page)
    for place, letter in zip(places, letters, strict=True):
        if hypot(letter[0] - place[0], letter[1] - place[1]) > FAR:
            page.add(Line((place, letter), "ink"))
    page.add(*(Shape(x, y, DOT, "circle", "ink") for x, y in places))
    for number, (x, y) in enumerate(letters):
        foot = y + LETTER * 0.36  # half of the height of a capital letter
        label = Text(x, foot, _letter(number), size=LETTER, anchor="middle", bold=True, halo=True)
        page.add(label)
    return page


def in_words(codes: Sequence[str]) -> str:
    """Return what `lettered_map` shows, for those who cannot see it."""
    places = chart_of(codes)["places"]
    words = "; ".join(f"{_letter(n)} {place[2]}" for n, place in enumerate(places))
    return f"Map with marked places: {words}."


def _letter(number: int) -> str:
    return chr(ord("A") + number)


def _meets(ring: Sequence[Point], page: Drawing) -> bool:
    """Return whether a part of a ring may be on the page."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs) < page.width and max(xs) > 0 and min(ys) < page.height and max(ys) > 0


def _letters(places: Sequence[Point], page: Drawing) -> list[Point]:
    """Return where the middle of each place's letter stands, clear of dots and other letters."""
    found: list[Point] = []
    for place in places:
        free = (it for it in _around(place) if _is_free(it, places, found, page))
        found.append(next(free, place))
    return found


def _around(place: Point) -> Iterator[Point]:
    x, y = place
    for distance in DISTANCES:
        for turn in TURNS:
            angle = turn * pi / 4
            yield x + distance * cos(angle), y + distance * sin(angle)


def _is_free(it: Point, places: Sequence[Point], letters: Sequence[Point], page: Drawing) -> bool:
    half = LETTER / 2
    inside = half < it[0] < page.width - half and half < it[1] < page.height - half
    apart = [hypot(it[0] - x, it[1] - y) for x, y in places]
    between = [hypot(it[0] - x, it[1] - y) for x, y in letters]
    return inside and min(apart) > half + DOT and min(between, default=LETTER) >= LETTER
