"""Draw the relations of Russia, Ukraine and Georgia with NATO on three lanes of a timeline.

Three lanes on one axis: one sees that the bodies began and ended at different times, and which
events concerned more than one of the three partners.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from lessons.charts import engine as draw
from lessons.core.text import date_words, day_words, listed
from lessons.data import cite, source_ids
from lessons.data.events import Seat, crises, events, partner_bodies
from lessons.data.membership import day, name, partner_years

CODES = ("RUS", "UKR", "GEO")
KINDS = {
    "together": draw.Key("Step together", "euro_atlantic", "circle"),
    "membership": draw.Key("Statement on membership", "patg", "diamond"),
    "apart": draw.Key("Pause or break", "md", "cross"),
}
# Bars carry their names; on each lane they are the bodies of one partner.
_SUSPENDED = draw.Key("Work suspended; end reported, not certain", "quiet", fill=draw.EMPTY)
# The values of the column `kind` that are no step together, and what they count as.
KIND_OF = {
    **dict.fromkeys(("political_commitment", "applied"), "membership"),
    **dict.fromkeys(("suspended", "withdrew", "last_meeting", "ended"), "apart"),
}


def kind_of(event: Any) -> str:
    """Return which of the KINDS an event is of."""
    return KIND_OF.get(event.kind, "together")


def partner_names() -> dict[str, str]:
    """Return the names of the three partners by iso3 code."""
    return {code: name(code) for code in CODES}


def names_of(event: Any) -> str:
    """Return which of the three an event concerns, as in 'Russia, Ukraine and Georgia'."""
    return listed([name(code) for code in CODES if code in event.iso3])


def short_name(body: Seat) -> str:
    """Return the name of a body where its partner is named already, such as 'Commission'."""
    return body.short_name.removeprefix(f"{name(body.iso3)} ")


def _headlines() -> list[str]:
    """Return the words for each event, such as '27 May 1997, Russia'."""
    return [f"{date_words(one.date)}, {names_of(one)}" for one in events(CODES)]


@draw.explorer(
    "Three timelines",
    event=draw.Slider("Event", _headlines),
    kinds=draw.Toggles("Kinds", draw.key_texts(KINDS), rare=True),
)
def three_relations(event: int = 8, kinds: Sequence[str] = tuple(KINDS)) -> draw.Chart:
    """Draw the bodies and the events of three partners on parallel lines, and open one event.

    `event` counts the events from 1, in order of time. A bar is a body that the partner had for
    itself.
    """
    chosen = events(CODES)[event - 1]
    shown = [one for one in events(CODES) if kind_of(one) in kinds]
    years = partner_years()
    about = f"Their events with NATO, councils and commissions, since {years[0]}"
    plot = draw.Plot(_title(), about)
    keys = draw.filter_keys("kinds", KINDS, kinds)
    draw.legend(plot, [*keys, _SUSPENDED])
    first, last = date(years[0], 1, 1), date(years[-1] + 1, 1, 1)
    lanes = [_lane(code, shown, chosen) for code in CODES]
    rules = [draw.world_event(row.event_id) for row in crises(CODES)]
    draw.timeline(plot, lanes, first, last, rules=rules, separated=True)
    # The card stays open when its mark is switched off, and then says so.
    draw.card(plot, *_paragraphs(chosen, chosen in shown))
    return plot.chart(
        says=" ".join(_counts(shown, code) for code in CODES),
        source=cite("frameworks", *source_ids([*events(CODES), *crises(CODES)])),
        data=_table(shown),
    )


def _title() -> str:
    """Return how many pauses and breaks there were with each partner."""
    apart = Counter(code for one in events(CODES) if kind_of(one) == "apart" for code in one.iso3)
    return f"Pauses and breaks: {', '.join(f'{name(code)} {apart[code]}' for code in CODES)}"


def _lane(code: str, shown: Sequence[Any], chosen: Any) -> draw.Lane:
    """Return the lane of a partner: its bodies as bars, its events as marks below them."""
    spans = [_span(body) for body in partner_bodies() if body.iso3 == code]
    points = [_point(one, one == chosen) for one in shown if code in one.iso3]
    return draw.Lane(name(code), points, spans, bold=True)


def _span(body: Seat) -> draw.Span:
    """Return the bar of a body: outlined while suspended, without an end that is not certain."""
    until = day_words(body.end) if body.end else "this day"
    is_sure = body.confidence == "high"
    doubtful = "" if is_sure else " (end reported, not certain)"
    title = f"{body.name}, {day_words(body.start)} to {until}{doubtful}"
    return draw.Span(
        body.start, body.end if is_sure else None, "quiet", text=short_name(body),
        title=f"{title}: {body.note}" if body.note else title, outlined_from=body.suspended_from,
    )  # fmt: skip


def _point(event: Any, opened: bool) -> draw.Point:
    """Return the mark of an event; a click opens it. One event may be on several lanes."""
    title = f"{date_words(event.date)}: {event.event}"
    pick = f"event={events(CODES).index(event) + 1}"
    return draw.Point(day(event.date, last=True), KINDS[kind_of(event)], title, pick, opened)


def _paragraphs(event: Any, visible: bool) -> list[draw.Paragraph]:
    """Return the card of the opened event, even where its mark is hidden."""
    kind = KINDS[kind_of(event)].text.lower()
    hidden = " (not among the marks shown)" * (not visible)
    before = [
        f"Last crisis before it: {row.short_name} ({row.kind}), {date_words(row.date)}."
        for row in crises(CODES)
        if day(row.date, last=True) <= day(event.date, last=True)
    ]
    return [
        draw.caption(f"{date_words(event.date)} · {names_of(event)} · {kind}{hidden}"),
        draw.body(f"{event.event}."),
        *map(draw.body, before[-1:]),
        draw.doubt(event.confidence),
    ]


def _counts(shown: Sequence[Any], code: str) -> str:
    """Return how many of the events shown concern a partner, by kind."""
    parts = draw.count_by_key(KINDS, [kind_of(one) for one in shown if code in one.iso3])
    return f"{name(code)}. {'; '.join(parts) or 'No event is shown'}."


def _table(shown: Sequence[Any]) -> draw.Table:
    """Return one row for each event and partner that it concerns."""
    pairs = [(one, code) for one in shown for code in CODES if code in one.iso3]
    return draw.Table.of(pairs, {
        "Date": lambda pair: pair[0].date,
        "Partner": lambda pair: name(pair[1]),
        "Kind": lambda pair: KINDS[kind_of(pair[0])].text,
        "What happened": lambda pair: pair[0].event,
        "How sure": lambda pair: draw.CERTAINTY[pair[0].confidence],
    })  # fmt: skip
