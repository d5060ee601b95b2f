"""Draw how many partners came and left, year by year.

Most partners came in the first five years. All who left became Allies but one, whose signature
was withdrawn: fewer partners do not mean that the partnership failed.
"""

from collections.abc import Sequence
from datetime import date

from lessons.charts import engine as draw
from lessons.core.text import counted, day_words
from lessons.data import cite
from lessons.data.membership import allies_on, end_of, last_day, name, partner_years
from lessons.data.turnover import Turnover, joined_in, turnover


@draw.explorer("Comings and goings", year=draw.Slider("Year in detail", partner_years))
def comings_and_goings(year: int = 2004) -> draw.Chart:
    """Draw newcomers as bars above a line and leavers below it, and name those of one year.

    A year is counted from one 31 December to the next.
    """
    found = turnover()
    chosen = next(one for one in found if one.year == year)
    title = f"{counted(len(chosen.came), 'partner')} came and {len(chosen.left)} left in {year}"
    plot = draw.Plot(title, "All partners: who came and who left, by year")
    draw.legend(plot, [
        draw.Key("came: filled, upward", "euro_atlantic", fill=draw.SOLID),
        draw.Key("left: outlined, downward", "md", fill=draw.OUTLINED),
    ])  # fmt: skip
    # The line of an enlargement would give away what learners guess: why these partners left.
    turns = draw.turning_points(date(found[0].year, 1, 1), last_day())
    rules = [rule for rule in turns if "Allies" not in rule.text]
    draw.columns(plot, [_column(one, one == chosen) for one in found], rules=rules)
    draw.card(
        plot,
        draw.caption(f"{counted(chosen.total, 'partner')} on {day_words(end_of(year))}"),
        draw.body(f"Came: {newcomers(chosen) or 'nobody'}."),
        draw.body(f"Left: {leavers(chosen) or 'nobody'}."),
        draw.caption(known_before(year)),
    )
    return plot.chart(
        says=_says(found),
        source=cite("framework_members", "allies"),
        data=draw.Table.of(found, {
            "Year": "year",
            "Came": newcomers,
            "Left": leavers,
            "Partners at the end": "total",
        }),
    )  # fmt: skip


def known_before(year: int) -> str:
    """Return how many of those who joined a framework in a year are no newcomers, if any."""
    joined, before = joined_in(year)
    return (
        f"Of the {counted(len(joined), 'country', 'countries')} that joined a framework in {year}, "
        f"{len(before)} had been partners before."
    ) * bool(before)


def newcomers(one: Turnover) -> str:
    """Return the names of those who came."""
    return ", ".join(map(name, one.came))


def leavers(one: Turnover) -> str:
    """Return the names of those who left, each with what became of it."""
    return ", ".join(f"{name(code)} ({reason(code, one.year)})" for code in one.left)


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


def _says(found: Sequence[Turnover]) -> str:
    """Return the sums over all years, and the year in which most came."""
    came, left = sum(len(one.came) for one in found), sum(len(one.left) for one in found)
    first, last, most = found[0], found[-1], max(found, key=lambda one: len(one.came))
    return (
        f"All partners, {first.year} to {last.year}: a country came {counted(came, 'time')} "
        f"and left {counted(left, 'time')}, so today there are {last.total}. "
        f"Most came in {most.year}: {len(most.came)}."
    )
