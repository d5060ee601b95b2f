"""Draw help in disasters: what Allies and partners did and rehearsed together.

Lesson 0 shows work that anybody understands before the course names a body or a treaty: a flood,
an earthquake, an exercise. The line of years says that such help was given again and again.
"""

from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.data import cite, source_ids
from lessons.data.examples import disaster_relief
from lessons.data.summaries import participants

_MARK = draw.Key("", "other", "circle")


def heading(example: Any) -> str:
    """Return when and with whom an example took place, such as '2018, Serbia'."""
    return f"{example.year_start}, {participants(example.iso3)}"


@draw.explorer(
    "Help in disasters",
    case=draw.Slider("Example", lambda: list(map(heading, disaster_relief())), play=True),
)
def help_in_disasters(case: int = 1) -> draw.Chart:
    """Draw the examples of help in disasters on a line of years, and open one (from 1)."""
    found = disaster_relief()
    chosen, years = found[case - 1], [example.year_start for example in found]
    plot = draw.Plot(
        f"{len(found)} examples of help in disasters, {years[0]} to {years[-1]}",
        "By the year in which each began",
    )
    # The axis ends a year after the last example, or its dot would be cut in half.
    points = [_point(one, number, number == case) for number, one in enumerate(found, start=1)]
    first, last = date(years[0], 1, 1), date(years[-1] + 1, 1, 1)
    draw.timeline(plot, [draw.Lane("", points)], first, last, separated=True)
    draw.card(plot, draw.caption(heading(chosen)), draw.body(chosen.what), band="other")
    return plot.chart(
        says=f"Example {case} of {len(found)}: {heading(chosen)}. The table lists them all.",
        source=cite(*source_ids(found)),
        data=draw.Table.of(found, {
            "Year": "year_start",
            "With": lambda example: participants(example.iso3),
            "What was done": "what",
        }),
    )  # fmt: skip


def _point(example: Any, number: int, opened: bool) -> draw.Point:
    """Return the dot of an example; a click on it opens the example."""
    on, title = date(example.year_start, 1, 1), heading(example)
    return draw.Point(on, _MARK, title, f"case={number}", opened)
