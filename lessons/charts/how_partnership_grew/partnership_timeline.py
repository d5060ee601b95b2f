"""Draw how partnership grew: summits, frameworks and countries on one timeline.

One lane for each kind of step, so that one sees what happened at the same time: a summit, then
frameworks, then countries that come in, and pauses in the lowest lane. Below, one year is opened.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.how_partnership_grew.comings_and_goings import known_before
from lessons.core.text import counted, date_words, day_words, sentences
from lessons.data import cite, source_ids
from lessons.data.membership import end_of, last_day, name, partners_on
from lessons.data.steps import Step, steps

KINDS = {
    "papers": draw.Key("Summits and papers", "ally", "square"),
    "frameworks": draw.Key("Frameworks begin or end", "patg", "diamond"),
    "joined": draw.Key("Countries join a framework", "euro_atlantic", "circle"),
    "ties": draw.Key("Plans, invitations, visits", "other", "triangle"),
    "allies": draw.Key("Partners become Allies", "ici", "star"),
    "apart": draw.Key("Pauses and exits", "md", "cross"),
}
_HOLLOW = draw.Key("Hollow: known from one report", "muted", "circle", hollow=True)
# What came after the opened year is not drawn, so that learners can decide first.
SO_FAR = "so_far"
FIRST, RECENT = 1990, 2020  # partnership begins with the London Declaration of July 1990
SPANS = {"all": f"{FIRST} to today", SO_FAR: "up to that year", str(RECENT): f"since {RECENT}"}
_LISTED = 6  # countries that join in a year: more are named in one line


def within(year: int, span: str) -> int:
    """Return the year, or the nearest one inside a span."""
    # Outside the span the opened year would have no marks above its card.
    return max(year, _ends(span, year)[0].year)


def keep_within(_before: Mapping[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return the values after a change, the opened year moved into the chosen span."""
    return after | {"year": within(after["year"], after["span"])}


@draw.explorer(
    "How partnership grew",
    link=keep_within,
    year=draw.Slider("Year in detail", lambda: range(FIRST, last_day().year + 1)),
    show=draw.Toggles("Lines", draw.key_texts(KINDS)),
    span=draw.Choice("Years", SPANS),
)
def partnership_timeline(
    year: int = 1994, show: Sequence[str] = tuple(KINDS), span: str = "all"
) -> draw.Chart:
    """Draw what happened when, one lane for each kind of step, and open one year.

    A hollow mark rests on one report or a reference work. A year outside the span gives way to
    the nearest one inside. The span "so_far" ends with the opened year.
    """
    year = within(year, span)
    known = [step for step in steps() if step.kind in show]
    first, end = _ends(span, year)
    shown = [step for step in known if first <= step.on < end]
    opened = [step for step in known if step.on.year == year]
    # Not a count of steps: ten countries at one meeting are one, ten signatures are ten.
    on = end_of(year)
    so_far = f"{counted(len(partners_on(on)), 'partner')} on {day_words(on)}"
    title = so_far if span == SO_FAR else _title(shown)
    plot = draw.Plot(title, f"Steps by kind, {SPANS[span]}; one step may concern several countries")
    lanes, rules = [_lane(key, shown) for key in show], draw.turning_points(first, end)
    hollow = any(step.confidence != "high" for step in shown)
    draw.legend(plot, [_HOLLOW] * hollow)
    draw.timeline(plot, lanes, first, end, rules=rules, shaded=year, separated=True)
    before = [step for step in shown if step.on.year < year]
    draw.card(plot, *_paragraphs(opened, before, year))
    return plot.chart(
        says=_says(shown, opened, year, show),
        source=cite(*source_ids(shown)) or cite("status_events"),
        data=draw.Table.of(shown, {
            "Date": "date",
            "Line": lambda step: KINDS[step.kind].text,
            "What happened": "text",
            "How sure": lambda step: draw.CERTAINTY[step.confidence],
            "From the table": "table",
        }),
    )  # fmt: skip


def _title(shown: Sequence[Step]) -> str:
    """Return in which year most of the steps came."""
    if not shown:
        return "No step is shown"
    ((year, most),) = Counter(step.on.year for step in shown).most_common(1)
    return f"Most steps in {year}: {most} of {len(shown)}"


def _ends(span: str, year: int) -> tuple[date, date]:
    """Return the first day of a span of years, and the day after its last one.

    `year` is the opened one, with which the span "so_far" ends.
    """
    last = year if span == SO_FAR else last_day().year
    return date(RECENT if span == str(RECENT) else FIRST, 1, 1), date(last + 1, 1, 1)


def _lane(key: str, shown: Sequence[Step]) -> draw.Lane:
    """Return the lane of a kind of step with its marks."""
    return draw.Lane(KINDS[key].text, [_point(one) for one in shown if one.kind == key], bold=True)


def _point(step: Step) -> draw.Point:
    """Return the mark of a step, hollow where it is less certain; a click opens its year."""
    key = replace(KINDS[step.kind], hollow=step.confidence != "high")
    return draw.Point(step.on, key, _dated(step), f"year={step.on.year}")


def _dated(step: Step) -> str:
    return f"{date_words(step.date)}: {step.text}"


def _paragraphs(
    opened: Sequence[Step], before: Sequence[Step], year: int
) -> Iterator[draw.Paragraph]:
    """Yield the card of a year: its steps in order of time under the names of their kinds.

    In a year without a step it names the last one `before` it.
    """
    yield draw.caption(str(year))
    if not opened:
        last = [f"The last one before: {_dated(step)}." for step in before[-1:]]
        yield draw.body(sentences("No step in this year.", *last))
    for key, kind in KINDS.items():
        lines = [step for step in opened if step.kind == key]
        yield draw.subhead(kind.text * bool(lines))
        is_long = key == "joined" and len(lines) > _LISTED
        yield from map(draw.detail, [_joiners(lines)] if is_long else map(_dated, lines))


def _joiners(joined: Sequence[Step]) -> str:
    """Return how many countries joined in a year, and which."""
    codes = dict.fromkeys(code for step in joined for code in step.countries)
    return f"{counted(len(codes), 'country', 'countries')}: {', '.join(map(name, codes))}"


def _says(shown: Sequence[Step], opened: Sequence[Step], year: int, show: Sequence[str]) -> str:
    """Return how many steps are shown, how many of each kind the opened year has, and who came."""
    parts = draw.count_by_key(KINDS, [step.kind for step in opened])
    many = counted(len(shown), "event is", "events are")
    text = f"{many} shown. In {year}: {'; '.join(parts) or 'none of these'}."
    return f"{text} {known_before(year) if 'joined' in show else ''}".rstrip()
