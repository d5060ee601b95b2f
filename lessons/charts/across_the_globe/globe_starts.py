"""Draw three possible starts of a partnership, and what each rule does to the count of partners.

The same countries give three counts of partners, and only one of them is the 41 that NATO names for
2012: a count needs a rule. The lines of the other partners do not change with it.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from lessons.charts import engine as draw
from lessons.core.text import counted, date_words, day_words
from lessons.data import cite, source_ids
from lessons.data.membership import day, end_of, last_day, name
from lessons.data.partnership_starts import counted_by, first_year, rows_of_starts, starts

RULES = {
    "list": draw.Key("NATO's list", "patg", "star"),
    "paper": draw.Key("First paper agreed", "patg", "diamond"),
    "programme": draw.Key("First own programme", "patg", "circle"),
}


@draw.explorer(
    "When did it begin?",
    rule=draw.Choice("Count from", draw.key_texts(RULES)),
    year=draw.Slider("Year", lambda: draw.years_from(first_year())),
)
def globe_starts(rule: str = "list", year: int = 2012) -> draw.Chart:
    """Draw three starts for each partner across the globe, and count by one of them.

    The count is taken at the end of `year`; the partners of the other groups are added, so that
    the sum can be compared with NATO's.
    """
    on, (inside, total) = end_of(year), counted_by(rule, year)
    title = f"{counted(total, 'partner')} in all, {len(inside)} of them across the globe"
    plot = draw.Plot(title, f"{day_words(on)}, counted from: {RULES[rule].text}")
    draw.legend(plot, [
        replace(mark, hollow=key != rule, pick=f"rule={key}") for key, mark in RULES.items()
    ])  # fmt: skip
    found = starts()
    lanes = [_lane(code, by, rule, code in inside) for code, by in found.items()]
    # The line has the colour of text: red would look like a warning.
    line = draw.Rule(on, day_words(on), "ink")
    draw.timeline(plot, lanes, date(first_year(), 1, 1), last_day(), rules=[line])
    without = ", ".join(name(code) for code, by in found.items() if not by[rule])
    plot.note(f"No such date was found for: {without}." if without else "")
    who = ", ".join(map(name, inside)) or "nobody"
    dates = [
        (name(code), *(by[key] or "none found" for key in RULES)) for code, by in found.items()
    ]
    return plot.chart(
        says=f"{day_words(on)}: {title}, counted from: {RULES[rule].text}. They are: {who}.",
        source=cite(*source_ids(rows_of_starts())),
        data=draw.Table(("Country", *draw.key_texts(RULES).values()), dates),
    )


def _lane(code: str, by: Mapping[str, str], rule: str, counts: bool) -> draw.Lane:
    """Return a country's bar, from its start by the chosen rule on, with all its starts."""
    marks = [
        draw.Point(
            day(by[key]), replace(RULES[key], hollow=key != rule),
            f"{name(code)}: {RULES[key].text}, {date_words(by[key])}",
        )
        for key in RULES
        if by[key]
    ]  # fmt: skip
    start = by[rule]
    spans = [draw.Span(day(start), None, "patg", draw.PALE)] if start else []
    return draw.Lane(name(code), spans=spans, over=marks, bold=counts)
