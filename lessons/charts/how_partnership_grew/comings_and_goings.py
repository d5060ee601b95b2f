"""Draw how many partners came and left, year by year.

Most partners came in the first five years. All who left became Allies but one, whose signature
was withdrawn: fewer partners do not mean that the partnership failed.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from lessons.charts import engine as draw
from lessons.charts.how_partnership_grew.steps import known_before
from lessons.core.text import counted, day_words
from lessons.data import cached_on_tables, cite
from lessons.data.membership import allies_on, end_of, last_day, name, partners_on

# The first partners came in December 1991, with the North Atlantic Cooperation Council.
FIRST = 1991
START = date(FIRST, 1, 1)


@dataclass(frozen=True)
class Turnover:
    """Who came and who left in a year, as iso3 codes, and how many partners there then were."""

    year: int
    came: tuple[str, ...]
    left: tuple[str, ...]
    total: int

    @property
    def newcomers(self) -> str:
        """The names of those who came."""
        return ", ".join(map(name, self.came))

    @property
    def leavers(self) -> str:
        """The names of those who left, each with what became of it."""
        return ", ".join(f"{name(code)} ({reason(code, self.year)})" for code in self.left)


COLUMNS: dict[str, draw.Value] = {
    "Year": "year",
    "Came": "newcomers",
    "Left": "leavers",
    "Partners at the end": "total",
}


@draw.explorer(
    "Comings and goings",
    year=draw.Slider("Year in detail", lambda: range(FIRST, last_day().year + 1)),
)
def comings_and_goings(year: int = 2004) -> draw.Chart:
    """Draw newcomers as bars above a line and leavers below it, and name those of one year.

    A year is counted from one 31 December to the next.
    """
    found = turnover()
    # There is one entry for each year, so the year gives its place.
    chosen = found[year - FIRST]
    title = f"{counted(len(chosen.came), 'partner')} came and {len(chosen.left)} left in {year}"
    plot = draw.Plot(title, "All partners: who came and who left, by year")
    draw.legend(plot, [
        draw.Key("came: filled, upward", "euro_atlantic", fill=draw.SOLID),
        draw.Key("left: outlined, downward", "md", fill=draw.OUTLINED),
    ])  # fmt: skip
    # The line of an enlargement would give away what learners guess: why these partners left.
    rules = [rule for rule in draw.turning_points(START, last_day()) if "Allies" not in rule.text]
    draw.columns(plot, [_column(one, one == chosen) for one in found], rules=rules)
    draw.card(
        plot,
        draw.caption(f"{counted(chosen.total, 'partner')} on {day_words(end_of(year))}"),
        draw.body(f"Came: {chosen.newcomers or 'nobody'}."),
        draw.body(f"Left: {chosen.leavers or 'nobody'}."),
        draw.caption(known_before(year)),
    )
    data = draw.Table.of(found, COLUMNS)
    return plot.chart(_says(found), cite("framework_members", "allies"), data)


@cached_on_tables()
def turnover() -> tuple[Turnover, ...]:
    """Return who came and who left in each year."""
    # One year earlier as well, to see who came in the first year.
    inside = {year: partners_on(end_of(year)) for year in range(FIRST - 1, last_day().year + 1)}
    found = []
    for (_, before), (year, now) in pairwise(inside.items()):
        came = tuple(code for code in now if code not in before)
        left = tuple(code for code in before if code not in now)
        found.append(Turnover(year, came, left, len(now)))
    return tuple(found)


def reason(code: str, year: int) -> str:
    """Return how a country ceased to be a partner by the end of a year."""
    return "became an Ally" if code in allies_on(end_of(year)) else "left"


def _column(one: Turnover, chosen: bool) -> draw.Column:
    """Return the column of a year; leavers hang down and are outlined, not only red."""
    came, left = len(one.came), len(one.left)
    return draw.Column(
        str(one.year),
        [draw.Segment(came, "euro_atlantic")],
        [draw.Segment(left, "md", draw.OUTLINED)],
        str(came or ""), str(left or ""), f"year={one.year}", chosen,
    )  # fmt: skip


def _says(found: tuple[Turnover, ...]) -> str:
    """Return the sums over all years, and the year in which most came."""
    came, left = sum(len(one.came) for one in found), sum(len(one.left) for one in found)
    most = max(found, key=lambda one: len(one.came))
    return (
        f"All partners, {FIRST} to {last_day().year}: a country came {counted(came, 'time')} "
        f"and left {counted(left, 'time')}, so today there are {found[-1].total}. "
        f"Most came in {most.year}: {len(most.came)}."
    )
