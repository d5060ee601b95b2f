"""Draw the scenes at the beginning of lessons: how far from where, or how long after what.

Lessons 0 and 2 begin with countries to be counted, in `opening_signs.py`. The steps and places of
the other scenes are rows of `scenes.csv`.
"""

from datetime import date

from lessons.charts import engine as draw
from lessons.core.dates import day
from lessons.core.text import capitalised, counted, date_words, listed
from lessons.data import cite, source_ids
from lessons.data.distances import great_circle
from lessons.data.illustrations import scene


@draw.chart
def age_of_a_treaty() -> draw.Chart:
    """Draw how old the treaty was when its negotiator came to NATO."""
    return _steps("cooperative_security")


@draw.chart
def two_distant_partners() -> draw.Chart:
    """Draw where four partners on the same list are."""
    return _map("the_network")


@draw.chart
def days_at_large() -> draw.Chart:
    """Draw how long two men had been charged when the Partnership for Peace was offered."""
    return _steps("euro_atlantic")


@draw.chart
def distance_to_mons() -> draw.Chart:
    """Draw how far a Russian general moved to serve beside NATO."""
    return _map("russia_ukraine_georgia")


@draw.chart
def days_before_doubts() -> draw.Chart:
    """Draw what happened between a request for a ban on flights and second thoughts."""
    return _steps("south_and_gulf")


@draw.chart
def far_from_new_zealand() -> draw.Chart:
    """Draw how far from home a medic was killed."""
    return _map("across_the_globe")


@draw.chart
def far_from_georgia() -> draw.Chart:
    """Draw how far from home an officer was killed."""
    return _map("operations")


@draw.chart
def days_of_siege() -> draw.Chart:
    """Draw how long a city had been under siege when the head of an agency came."""
    return _steps("organisations")


@draw.chart
def days_of_attacks() -> draw.Chart:
    """Draw how an attack from the internet went on, and when help was asked for."""
    return _steps("objectives")


@draw.chart
def days_after_a_warning() -> draw.Chart:
    """Draw what followed on a warning, and when."""
    return _steps("limits_and_critics")


@draw.chart
def months_left_out() -> draw.Chart:
    """Draw what had happened before a text that does not mention it."""
    return _steps("then_and_now")


@draw.chart
def months_of_a_veto() -> draw.Chart:
    """Draw how long one Ally had stopped the programme of a partner."""
    return _steps("capstone")


def _map(lesson: str) -> draw.Chart:
    """Draw the places of a scene, and say how far the moment is from the first of them."""
    places, moment = scene(lesson)
    start, end = ((place.latitude, place.longitude) for place in (places[0], moment))
    km = round(great_circle(start, end), -2)  # the places are known to a tenth of a degree
    title = capitalised(moment.finding.format(f"about {km:,.0f} km"))
    plot = draw.Plot(title, f"{date_words(moment.date)}, as the crow flies")
    draw.route(plot, {row.place: (row.longitude, row.latitude) for row in places})
    return plot.chart(
        says=f"On the map: {listed([f'{row.place} ({row.what})' for row in places])}.",
        source=cite(*source_ids(places)),
        data=draw.Table.of(places, {"Place": "place", "What it is": "what"}),
    )


def _steps(lesson: str) -> draw.Chart:
    """Draw the steps of a scene as bars, and say how long after the first its moment came."""
    steps, moment = scene(lesson)
    start, is_exact = day(steps[0].date), all(row.date.count("-") == 2 for row in steps)
    after = [(row, _after(start, day(row.date), is_exact)) for row in steps]
    title = capitalised(moment.finding.format(dict(after)[moment]))
    plot = draw.Plot(title, f"{moment.place}, {date_words(moment.date)}")
    bars = []
    for row, time in after:
        label = f"{date_words(row.date, short=True)}: {row.what}"
        role = "euro_atlantic" if row is moment else "quiet"
        bars.append(draw.Bar(label, [draw.Segment((day(row.date) - start).days, role)], time))
    draw.bars(plot, bars)
    later = [f"{row.what} after {time}" for row, time in after[1:]]
    return plot.chart(
        says=f"Counted from {date_words(steps[0].date)} ({steps[0].what}): {'; '.join(later)}.",
        source=cite(*source_ids(steps)),
        data=draw.Table(("When", "What", "After"), [(r.date, r.what, time) for r, time in after]),
    )


def _after(start: date, end: date, is_exact: bool) -> str:
    """Return how long after the first step another came: in months if a day is not known."""
    if is_exact:
        return counted((end - start).days, "day")
    return counted((end.year - start.year) * 12 + end.month - start.month, "month")
