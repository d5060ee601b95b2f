"""A chart can be read aloud, on screen and on paper."""

import base64
import io

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from PIL import Image, ImageColor

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Area, Box, Drawing, Line, Mark, Shape, Text
from lessons.charts.engine.legends import GROUP_KEYS
from lessons.charts.engine.theme import (
    COLOURS,
    NARROW,
    WIDE,
    colour,
    css,
    page,
    width,
)

MARKS: list[Mark] = [
    Area((((0, 0), (90, 0), (90, 50), (0, 50)),)),
    Box(5, 5, 30, 20, "ally", title="a <box>"),
    Box(50, 5, 30, 20, "ally", outline=True),
    Line(((0, 0), (90, 50)), dashed=True),
    Text(10, 40, "costs $5 & more", bold=True, halo=True),
    *(Shape(15 * i, 60, 5, form, "md") for i, form in enumerate(["circle", "star", "diamond"])),
    Shape(80, 60, 5, "triangle", "md", hollow=True, pick="country=MLT"),
]


def test_a_drawing_becomes_svg_whose_colours_have_roles() -> None:
    svg = Drawing(100, 80, list(MARKS)).svg()
    assert svg.startswith("<svg") and svg.endswith("</svg>")
    assert "costs $5 &amp; more" in svg
    assert "<title>a &lt;box&gt;</title>" in svg
    assert 'data-pick="country=MLT"' in svg
    assert "#" not in svg


def test_a_drawing_becomes_a_picture_of_its_size() -> None:
    picture = Image.open(io.BytesIO(Drawing(100, 80, list(MARKS)).png(scale=2)))
    assert picture.size == (200, 160)


def test_the_backdrop_is_printed_below_the_marks() -> None:
    backdrop = Drawing(20, 20, [Box(0, 0, 20, 20, "md", radius=0)])
    over = Drawing(20, 20, [Box(0, 0, 10, 20, "ally", radius=0)], backdrop=backdrop)
    picture = Image.open(io.BytesIO(over.png(scale=1))).convert("RGB")
    assert hexed(picture.getpixel((5, 10))) == colour("ally")
    assert hexed(picture.getpixel((15, 10))) == colour("md")


def test_marks_are_printed_in_the_order_in_which_they_were_added() -> None:
    line = Line(((0, 10), (20, 10)), "md", width=6)
    for marks, top in (([line, Box(0, 0, 20, 20, "ally")], "ally"),
                       ([Box(0, 0, 20, 20, "ally"), line], "md")):  # fmt: skip
        picture = Image.open(io.BytesIO(Drawing(20, 20, marks).png(scale=1))).convert("RGB")
        assert hexed(picture.getpixel((10, 10))) == colour(top)


def test_a_still_picture_needs_nothing_around_it() -> None:
    backdrop = Drawing(20, 20, [Text(0, 0, "below")])
    over = Drawing(20, 20, [Box(0, 0, 10, 20, "ally")], backdrop=backdrop)
    address = Chart(over, "A box.").still()
    svg = base64.b64decode(address.removeprefix("data:image/svg+xml;base64,")).decode()
    assert f"--cs-ally:{colour('ally')};" in svg
    assert "below" in svg


def test_no_colour_is_lost_in_a_large_picture() -> None:
    drawing = Drawing(900, 600, [Box(0, 0, 900, 600, "land", radius=0)])
    for place, role in enumerate(COLOURS):
        drawing.add(Box(20 * place, 0, 10, 10, role, radius=0))
    picture = Image.open(io.BytesIO(drawing.png(scale=1))).convert("RGB")
    assert hexed(picture.getpixel((5, 5))) == "#ffffff", "paper is white"
    for place, role in enumerate(COLOURS):
        meant = ImageColor.getrgb(colour(role))
        shown = picture.getpixel((20 * place + 5, 5))
        assert max(abs(a - b) for a, b in zip(meant, shown, strict=True)) <= 8, role


def hexed(pixel: tuple[int, int, int]) -> str:
    """Return a pixel as `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*pixel)


def test_an_unknown_form_names_those_there_are() -> None:
    with pytest.raises(ValueError, match="circle, square, diamond, triangle, star"):
        Shape(0, 0, 5, "heart", "md")


def test_a_matplotlib_chart_follows_the_theme_and_keeps_its_text() -> None:
    figure, axes = plt.subplots()
    axes.bar(["a"], [1], color=colour("md"))
    axes.set_title("A title")
    svg = Chart(figure, "One bar.").svg()
    assert "var(--cs-md)" in svg
    assert ">A title</text>" in svg
    assert "<style" not in svg, "a style element would hold for the whole page"


def test_the_same_chart_gives_the_same_picture() -> None:
    def chart() -> Chart:
        figure, axes = plt.subplots()
        axes.plot([1, 2], [3, 4])
        return Chart(figure, "A line.")

    assert chart().svg() == chart().svg()
    assert chart().png() == chart().png()


def test_the_table_holds_plain_values() -> None:
    data = pd.DataFrame(
        {
            "n": pd.array([1, None], "Int64"),
            "x": [2.0, 0.123456],
            "when": pd.to_datetime(["2012-12-31", None]),
            "sure": [True, False],
        }
    )
    rows = Chart(Drawing(1, 1), "Two rows.", data=data).rows()["rows"]
    assert rows == ((1, 2, "2012-12-31", True), ("", 0.12, "", False))


def test_text_in_charts_cannot_become_markup() -> None:
    data = pd.DataFrame({"<b>": ["<script>"]})
    html = Chart(Drawing(1, 1, [Text(0, 0, "<i>")]), 'a "quote" <b>', "<u>", data).html()
    assert "<script>" not in html and "<b>" not in html and "<u>" not in html
    assert "a &quot;quote&quot;" in html


def test_a_page_is_narrow_only_inside_its_block() -> None:
    assert width() == WIDE
    with page(narrow=True):
        assert width() == NARROW
    assert width() == WIDE


def test_every_group_has_a_shape_and_a_colour_of_its_own() -> None:
    assert len({group.form for group in GROUP_KEYS.values()}) == len(GROUP_KEYS)
    assert len({group.role for group in GROUP_KEYS.values()}) == len(GROUP_KEYS)
    assert all(f"--cs-{role}:" in css() for role in COLOURS)
