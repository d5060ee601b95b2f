"""Draw three possible starts of a partnership, and what each rule does to the count of partners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lessons.charts import engine as draw
from lessons.charts.engine.options import years_from
from lessons.core.text import counted, date_words, said
from lessons.data import cached_on, cite
from lessons.data.events import events
from lessons.data.membership import (
    day,
    end_of,
    frameworks_joined,
    last_day,
    members_on,
    name,
    partners_on,
    tools_used,
)  # fmt: skip

RULES = {
    "list": "NATO's list",
    "paper": "First paper agreed",
    "programme": "First own programme",
}
FORMS = {"list": "star", "paper": "diamond", "programme": "circle"}
MEANINGS = {
    "list": "the day from which the course counts: for most, that of the policy of 2011",
    "paper": "the first declaration or programme that both sides agreed",
    "programme": "the first programme of the country's own",
}
FIRST = 2006


@dataclass(frozen=True)
class Starts:
    """A partner across the globe with its start by each rule, as the tables date it, or ""."""

    iso3: str
    country: str
    list: str
    paper: str
    programme: str

    def by(self, rule: str) -> str:
        """Return the start by a key of RULES."""
        return str(getattr(self, rule))

    def counts_on(self, rule: str, on: date) -> bool:
        """Return whether the country counts as a partner on a day by a rule."""
        start = self.by(rule)
        return bool(start) and day(start, last=True) <= on


@draw.explorer(
    "When did it begin?",
    rule=draw.Choice("Count from", RULES),
    year=draw.Slider("Year", words=lambda: years_from(FIRST)),
)
def globe_starts(rule: str = "list", year: int = 2012) -> draw.Chart:
    """Draw three starts for each partner across the globe, and count by one of them.

    The count is taken at the end of `year`; the partners of the other groups are added, so that
    the sum can be compared with NATO's.
    """
    on, (inside, total) = end_of(year), count(rule, year)
    title = f"{len(inside)} across the globe, {counted(total, 'partner')} in all"
    plot = draw.Plot(title, f"{said(on)}, counted from: {RULES[rule]}")
    draw.legend(plot, [
        draw.Key(text, "patg", FORMS[key], hollow=key != rule, pick=f"rule={key}")
        for key, text in RULES.items()
    ])  # fmt: skip
    draw.timeline(
        plot, [_lane(one, rule, on) for one in starts()], date(FIRST, 1, 1), last_day(),
        rules=[draw.Rule(on, said(on), "ink")],
    )  # fmt: skip
    if gap := _gap(rule):
        plot.note(gap)
    return plot.chart(
        says=_says(rule, on, inside, total),
        source=cite("framework_members", "status_events", "programme_participants"),
        data=draw.Table(
            ("Country", *RULES.values()),
            ((one.country, *(_in_words(one.by(key)) for key in RULES)) for one in starts()),
        ),
    )


@cached_on("framework_members", "status_events", "programme_participants", "countries")
def starts() -> tuple[Starts, ...]:
    """Return each partner across the globe with its start by each rule."""
    return tuple(_starts(code) for code in members_on("PATG", last_day()))


def count(rule: str, year: int) -> tuple[list[str], int]:
    """Return who counts across the globe at a year's end by a rule, and all partners then."""
    on = end_of(year)
    inside = [one.iso3 for one in starts() if one.counts_on(rule, on)]
    others = set(partners_on(on)) - set(members_on("PATG", on))
    return inside, len(others | set(inside))


def _starts(code: str) -> Starts:
    listed = next(r.joined for r in frameworks_joined(code) if r.framework_id == "PATG")
    own = next((row.start for row in tools_used(code) if row.programme_id == "IPP"), "")
    papers = [event.date_text for event in events([code], ["document_signed"])]
    paper = min(filter(None, [*papers, own]), default="")
    return Starts(code, name(code), listed, paper, own or "")


def _lane(one: Starts, rule: str, on: date) -> draw.Lane:
    in_order = sorted(RULES, key=lambda key: key == rule)  # the chosen one is drawn on the others
    marks = [_point(one, key, rule) for key in in_order if one.by(key)]
    start = one.by(rule)
    spans = [draw.Span(day(start), None, "patg", form=FORMS[rule])] if start else []
    return draw.Lane(one.country, spans=spans, over=marks, bold=one.counts_on(rule, on))


def _point(one: Starts, key: str, rule: str) -> draw.Point:
    title = f"{one.country}: {RULES[key]}, {date_words(one.by(key))}"
    return draw.Point(day(one.by(key)), FORMS[key], "patg", title, hollow=key != rule)


def _in_words(start: str) -> str:
    return date_words(start) if start else "none found"


def _gap(rule: str) -> str:
    none = [one.country for one in starts() if not one.by(rule)]
    return f"No such date was found for {', '.join(none)}." if none else ""


def _says(rule: str, on: date, inside: Sequence[str], total: int) -> str:
    who = ", ".join(map(name, inside)) or "nobody"
    return (
        f"Rule: {RULES[rule]}, {MEANINGS[rule]}. {said(on)}: {counted(len(inside), 'partner')} "
        f"across the globe ({who}), {counted(total, 'partner')} in all. {_gap(rule)}"
    ).strip()
