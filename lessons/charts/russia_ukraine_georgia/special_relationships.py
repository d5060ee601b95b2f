"""Draw the relations of Russia, Ukraine and Georgia with NATO on three lanes of a time line."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lessons.charts import engine as draw
from lessons.core.text import counted, date_words, listed, said
from lessons.data import cached_on, cite
from lessons.data import events as data
from lessons.data.events import Event, PartnerBody, partner_bodies
from lessons.data.membership import last_day, name

CODES = ("RUS", "UKR", "GEO")
FIRST = date(1991, 1, 1)
SHORT_NAMES = {
    "NUKC": "Commission",
    "NRC": "NATO-Russia Council",
    "NGC": "Commission",
    "NUC": "Council",
}
UNSEEN = " (not among the marks shown)"


@dataclass(frozen=True)
class Kind:
    """A kind of event: its name, one and several, its look, and values of the column `kind`."""

    name: str
    one: str
    several: str
    form: str
    role: str
    values: tuple[str, ...]


KINDS = {
    "together": Kind(
        "Step together", "step together", "steps together", "circle", "euro_atlantic",
        ("joined_framework", "document_signed", "upgraded", "joined_programme", "first_meeting",
         "office_opened"),
    ),
    "membership": Kind(
        "Statement on membership", "statement on membership", "statements on membership",
        "diamond", "patg", ("political_commitment", "applied"),
    ),
    "apart": Kind(
        "Pause or break", "pause or break", "pauses or breaks", "square", "md",
        ("suspended", "withdrew", "last_meeting", "ended"),
    ),
}  # fmt: skip
_KIND_OF = {value: key for key, kind in KINDS.items() for value in kind.values}


@cached_on("status_events")
def events() -> tuple[Event, ...]:
    """Return the events of the three partners that are of one of the KINDS, in order of time."""
    return data.events(CODES, _KIND_OF)


def partner_names() -> dict[str, str]:
    """Return the names of the three partners by iso3 code."""
    return {code: name(code) for code in CODES}


def names_of(event: Event) -> str:
    """Return which of the three an event concerns, as in 'Russia, Ukraine and Georgia'."""
    return listed([name(code) for code in CODES if code in event.countries])


def _headlines() -> dict[int, str]:
    """Return the words for each event's number, such as 7: `27 May 1997, Russia`."""
    return {n: f"{date_words(e.date_text)}, {names_of(e)}" for n, e in enumerate(events(), 1)}


@draw.explorer(
    "Three time lines",
    event=draw.Slider("Event", words=_headlines),
    show=draw.Toggles("Partners", partner_names),
    kinds=draw.Toggles("Kinds", {key: kind.name for key, kind in KINDS.items()}),
)
def three_relations(
    event: int = 8, show: Sequence[str] = CODES, kinds: Sequence[str] = tuple(KINDS)
) -> draw.Chart:
    """Draw the bodies and the events of three partners on parallel lines, and open one event.

    `event` counts the events from 1, in order of time. A bar is a body that the partner had for
    itself.
    """
    chosen = events()[event - 1]
    shown = [one for one in events() if _KIND_OF[one.kind] in kinds]
    visible = _KIND_OF[chosen.kind] in kinds and not set(show).isdisjoint(chosen.countries)
    plot = draw.Plot(_title(shown, show), "Events with NATO, and bodies of their own, since 1991")
    keys = [draw.Key(kind.name, kind.role, kind.form) for kind in KINDS.values()]
    draw.legend(plot, [*keys, draw.Key("a body of its own", "quiet", fill=draw.SOLID)])
    last = date(last_day().year + 1, 1, 1)
    draw.timeline(plot, [_lane(c, shown, chosen) for c in show], FIRST, last, separated=True)
    draw.card(plot, *_paragraphs(chosen, visible))
    return plot.chart(
        says=_says(shown, show, kinds, chosen, visible),
        source=cite("frameworks", *(one.source_id for one in events())),
        data=_table(shown, show),
    )


def _of(shown: Sequence[Event], code: str) -> list[Event]:
    return [one for one in shown if code in one.countries]


def _title(shown: Sequence[Event], show: Sequence[str]) -> str:
    parts = [f"{name(code)} {len(_of(shown, code))}" for code in show]
    return f"Events: {', '.join(parts)}" if parts else "No partner is shown"


def _lane(code: str, shown: Sequence[Event], chosen: Event) -> draw.Lane:
    spans = [_span(body) for body in partner_bodies() if body.iso3 == code]
    points = [_point(one, one == chosen) for one in _of(shown, code)]
    return draw.Lane(name(code), points, spans, bold=True)


def _span(body: PartnerBody) -> draw.Span:
    until = said(body.end) if body.end else "this day"
    title = f"{body.name}, {said(body.start)} to {until}"
    text = SHORT_NAMES.get(body.key, body.short_name)
    return draw.Span(body.start, body.end, "quiet", text=text, short=body.key, title=title)


def _point(event: Event, opened: bool) -> draw.Point:
    kind, number = KINDS[_KIND_OF[event.kind]], events().index(event) + 1
    title, pick = f"{date_words(event.date_text)}: {event.text}", f"event={number}"
    return draw.Point(event.day, kind.form, kind.role, title, pick, opened=opened)


def _paragraphs(event: Event, visible: bool) -> list[draw.Paragraph]:
    kind = KINDS[_KIND_OF[event.kind]].one + UNSEEN * (not visible)
    parts = [
        draw.caption(f"{date_words(event.date_text)} · {names_of(event)} · {kind}"),
        draw.body(f"{event.text}."),
    ]
    if event.confidence != "high":
        parts.append(draw.caption("One report or a reference work: less certain than the rest."))
    return parts


def _says(
    shown: Sequence[Event], show: Sequence[str], kinds: Sequence[str], chosen: Event, visible: bool
) -> str:
    if not show:
        head = "No partner is shown. Choose at least one."
    elif not kinds:
        head = "No kind is shown. Choose at least one."
    else:
        head = " ".join(_counts(shown, code) for code in show)
    opened = f"Opened{UNSEEN * (not visible)}: {date_words(chosen.date_text)}"
    return f"{head} {opened}. {chosen.text}."


def _table(shown: Sequence[Event], show: Sequence[str]) -> draw.Table:
    columns = ("Date", "Partner", "Kind", "What happened", "How sure")
    pairs = [(one, code) for one in shown for code in CODES if code in one.countries]
    return draw.Table(
        columns,
        (
            (one.date_text, name(code), KINDS[_KIND_OF[one.kind]].name, one.text, one.confidence)
            for one, code in pairs
            if code in show
        ),
    )


def _counts(shown: Sequence[Event], code: str) -> str:
    mine = Counter(_KIND_OF[one.kind] for one in _of(shown, code))
    parts = [counted(mine[key], kind.one, kind.several) for key, kind in KINDS.items() if mine[key]]
    return f"{name(code)}: {', '.join(parts) or 'no event of this kind'}."
