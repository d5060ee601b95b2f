"""What marks and blocks promise: checked words, texts whole, bars in proportion, no collisions."""

from datetime import date

import pytest
from writing import clashes, strays, texts

from lessons.charts import engine as draw
from lessons.charts.engine.text_fit import text_width, wrap
from lessons.charts.engine.theme import page

WIDTHS = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
LONG = "Partnership for Peace, as agreed by the Heads of State and Government in Brussels"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: draw.Shape(0, 0, 5, "circle", 'md" onload="alert(1)'),
        lambda: draw.Shape(0, 0, 5, 'circle"/><script>', "md"),
        lambda: draw.Line(((0, 0), (1, 1)), "mdd"),
        lambda: draw.Box(0, 0, 1, 1, "mdd"),
        lambda: draw.Text(0, 0, "text", "mdd"),
        lambda: draw.Text(0, 0, "text", anchor='end"'),
    ],
)
def test_what_reaches_svg_unescaped_is_checked_where_marks_are_made(wrong) -> None:
    with pytest.raises(ValueError, match="There is no"):
        wrong()


def test_an_unknown_fill_names_those_there_are() -> None:
    plot = draw.Plot("A title")
    with pytest.raises(ValueError, match="solid, outlined, hatched"):
        draw.bars(plot, [draw.Bar("a", [draw.Segment(1, "md", "dotted")])])


def test_wrapped_lines_fit_and_lose_no_word() -> None:
    lines = wrap(LONG, 120)
    assert " ".join(lines) == LONG
    assert all(text_width(line) <= 120 for line in lines)


def test_an_item_that_is_too_long_takes_more_lines_in_one_column() -> None:
    with page(narrow=True):
        plot = draw.Plot("A title")
        items = [draw.ListItem(LONG, note="a note"), *[draw.ListItem("short")] * 3]
        draw.lists(plot, [items])
    found = [mark for mark in texts(plot.drawing) if mark.text][1:]
    lines = [mark for mark in found if mark.text != "short"]
    assert " ".join(mark.text for mark in lines) == f"{LONG} a note"
    assert max(mark.x for mark in lines) < max(mark.x for mark in found if mark.text == "short")


@WIDTHS
@pytest.mark.parametrize("values", [(100, 50, 25), (7, 3, 1), (90_000, 40_000, 9_500)])
def test_bars_are_as_long_as_their_values(narrow: bool, values: tuple[int, ...]) -> None:
    with page(narrow=narrow):
        plot = draw.Plot("A title")
        rows = [draw.Bar(f"row {n}", [draw.Segment(n, "md")], f"{n:,}") for n in values]
        draw.bars(plot, rows)
    boxes = [mark for mark in plot.drawing.marks if isinstance(mark, draw.Box)]
    shares = [box.width / box.height for box in boxes]
    assert [share / shares[0] for share in shares] == pytest.approx([n / values[0] for n in values])


def test_parts_of_a_stacked_bar_meet_end_to_end() -> None:
    plot = draw.Plot("A title")
    draw.bars(plot, [draw.Bar("a", [draw.Segment(3, "md"), draw.Segment(6, "ici")])])
    one, two = (mark for mark in plot.drawing.marks if isinstance(mark, draw.Box))
    assert two.x == pytest.approx(one.x + one.width)
    assert two.width == pytest.approx(2 * one.width)


def test_columns_are_as_high_as_their_values() -> None:
    plot = draw.Plot("A title")
    columns = [draw.Column(str(n), [draw.Segment(n, "md")], text=str(n)) for n in (10, 40, 20)]
    draw.columns(plot, columns)
    boxes = [m for m in plot.drawing.marks if isinstance(m, draw.Box) and m.role == "md"]
    assert [box.height / boxes[0].height for box in boxes] == pytest.approx([1, 4, 2])


def test_marks_of_a_lane_never_touch() -> None:
    plot = draw.Plot("A title")
    points = [
        draw.Point(date(1994, 1, n), draw.group_key("md"), opened=n in (3, 4)) for n in range(1, 12)
    ]
    draw.timeline(plot, [draw.Lane("Signatures", points)], date(1990, 1, 1), date(2026, 1, 1))
    marks = [m for m in plot.drawing.marks if isinstance(m, draw.Shape) and m.role == "md"]
    assert len(marks) == len(points)
    for place, one in enumerate(marks):
        for other in marks[place + 1 :]:
            apart = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
            assert apart >= one.size + other.size


def test_a_day_stands_where_its_share_of_the_time_is() -> None:
    plot = draw.Plot("A title")
    days = [date(2000, 1, 1), date(2005, 1, 1), date(2010, 1, 1)]
    points = [draw.Point(on, draw.group_key("md")) for on in days]
    draw.timeline(plot, [draw.Lane("Days", points)], days[0], days[-1])
    first, middle, last = (m.x for m in plot.drawing.marks if isinstance(m, draw.Shape))
    assert middle - first == pytest.approx(last - middle, rel=0.001)


def blocks(plot: draw.Plot) -> None:
    """Draw every block that holds text, with long and short words."""
    keys = [draw.group_key(key) for key in draw.GROUP_KEYS]
    draw.legend(plot, [*keys, draw.Key(LONG, "md", fill="hatched"), draw.Key("a", "md")])
    draw.bars(
        plot,
        [
            draw.Bar(
                LONG, [draw.Segment(379, "md")], "379 of December 2013", rank="10", key=keys[0]
            ),
            draw.Bar("short", [draw.Segment(2, "ici", "outlined")], "2", rank="11", key=keys[1]),
        ],
    )
    first, last = date(1991, 1, 1), date(2027, 1, 1)
    rules = [draw.Rule(date(year, 3, 1), f"{year}: a word") for year in (2008, 2010, 2014, 2022)]
    spans = [
        draw.Span(date(1997, 5, 27), date(2002, 5, 28), "quiet", text="Permanent Joint Council"),
        draw.Span(date(2002, 5, 28), None, "quiet", text="NATO-Russia Council"),
    ]
    lanes = [draw.Lane("Russia", spans=spans, bold=True), draw.Lane(LONG, spans=spans[1:])]
    draw.timeline(plot, lanes, first, last, rules=rules)
    draw.columns(
        plot,
        [
            draw.Column(str(year), [draw.Segment(9, "md")], [draw.Segment(3, "ici")], "9", "3")
            for year in range(1990, 2027)
        ],
        rules=rules,
    )
    series = [
        draw.Series(f"{n} partners", "md", [(first, 0), (date(2009, 4, 1), n)]) for n in (28, 29)
    ]
    draw.step_lines(plot, series, first, last, limit=40, rules=rules)
    heads = [draw.Heading("trust and understanding", short=str(n), bold=n == 3) for n in range(8)]
    cells = [draw.Cell(count=n * n) for n in range(8)]
    draw.matrix(plot, heads, [draw.MatrixRow(LONG, cells)])
    seats = [draw.Cell(["NRC since 2002", "suspended"], fill=draw.EMPTY)] * 3
    draw.matrix(plot, heads[:3], [draw.MatrixRow(LONG, seats, bold=True)])
    items = [draw.ListItem(f"Country {n}", keys[0], "2024") for n in range(17)]
    draw.lists(plot, [[draw.ListItem(LONG, keys[0], is_heading=True), *items], items[:2]])
    plot.figures("22 + 7 + 4 + 8 = 41")
    draw.signs(plot, {LONG: {keys[0]: 28, keys[1]: 18}, f"{LONG}.": {keys[0]: 28}})
    card = draw.Card([draw.caption("1994"), draw.head(LONG), draw.body(LONG), draw.detail(LONG)])
    draw.cards(plot, [card] * 4)
    draw.cards(plot, [card, card], columns=2, heading=LONG)


@WIDTHS
def test_no_text_of_any_block_collides_or_leaves_the_page(narrow: bool) -> None:
    with page(narrow=narrow):
        plot = draw.Plot(f"{LONG}. {LONG}", LONG)
        blocks(plot)
        chart = plot.chart("All blocks.")
    assert clashes([chart]) == []
    assert strays([chart]) == []
    assert all(mark.size >= 11 for mark in texts(chart))


def test_a_chart_ends_where_its_last_block_does() -> None:
    plot = draw.Plot("A title")
    draw.card(plot, draw.body(LONG))
    chart = plot.chart("A card.")
    lowest = max(m.y + m.height for m in chart.picture.marks if isinstance(m, draw.Box))
    assert lowest <= chart.picture.height <= lowest + 20


def test_the_text_of_a_row_stands_behind_the_widest_of_its_signs() -> None:
    plot = draw.Plot("A title")
    keys = [draw.Key("a dot", "md", "circle"), draw.Key("a bar", "md", fill=draw.PALE)]
    rows = [draw.MatrixRow(key.text, [draw.Cell(["x"])], key=key) for key in keys]
    draw.matrix(plot, [draw.Heading("")], rows)
    boxes = [m for m in plot.drawing.marks if isinstance(m, draw.Box) and m.role == "md"]
    edge = max(box.x + box.width for box in boxes)
    assert all(mark.x > edge for mark in texts(plot.drawing) if mark.text in ("a dot", "a bar"))


def test_on_a_phone_a_label_is_broken_before_it_is_cut() -> None:
    with page(narrow=True):
        plot = draw.Plot("A title")
        draw.bars(plot, [draw.Bar("Luxembourg, Luxembourg, Europe", [draw.Segment(1, "md")], "1")])
    assert "Luxembourg, Luxembourg, Europe" in " ".join(mark.text for mark in texts(plot.drawing))


@WIDTHS
def test_the_texts_of_lines_stand_clear_of_every_line(narrow: bool) -> None:
    with page(narrow=narrow):
        plot = draw.Plot("A title")
        days = [date(1990, 1, 1), date(1995, 1, 1), date(2000, 1, 1)]
        lines = [
            draw.Series(f"{last} partners", "md", list(zip(days, (0, 9, last), strict=True)))
            for last in (8, 7)
        ]
        draw.step_lines(plot, lines, days[0], days[-1])
    steps = [m for m in plot.drawing.marks if isinstance(m, draw.Line) and m.role == "md"]
    right = max(x for line in steps for x, _ in line.points)
    assert all(mark.x > right for mark in texts(plot.drawing) if "partners" in mark.text)


def test_no_line_is_broken_between_a_name_and_the_number_that_is_tied_to_it():
    assert wrap("Ukraine\u00a03, Georgia\u00a03", 1) == ("Ukraine\u00a03,", "Georgia\u00a03")


def test_every_turning_point_has_a_shorter_name_for_a_phone():
    ends = date(1990, 1, 1), date(2027, 1, 1)
    wide = draw.turning_points(*ends)
    with page(narrow=True):
        narrow = draw.turning_points(*ends)
    assert date(2014, 3, 18) in [rule.on for rule in wide]
    assert all(0 < len(a.text) < len(b.text) for a, b in zip(narrow, wide, strict=True))
