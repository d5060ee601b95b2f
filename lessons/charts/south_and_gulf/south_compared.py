"""Draw two frameworks for the South side by side: five questions whose answers are opened.

The questions are the same for both, so that a learner compares and does not only read. Each answer
begins with a short sentence, which is also the one that is read aloud.
"""

from collections.abc import Callable, Sequence
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.fact_cards import how_many_opened
from lessons.core.text import counted, date_words, day_words, listed
from lessons.data import cite, record
from lessons.data.events import events
from lessons.data.measures import GDP_YEAR, POPULATION_YEAR, in_words, measured
from lessons.data.membership import invited_to, last_day, members_on, name, stays_in

# The frameworks by their ids in the tables, each with its group, which has a colour and a marker.
FRAMEWORKS = {"MD": "md", "ICI": "ici"}
CLOSED = "?"


def questions() -> dict[str, str]:
    """Return the questions that can be opened, by their keys."""
    return {key: question for key, (question, _answer) in _ROWS.items()}


@draw.explorer("Two frameworks, side by side", show=draw.Toggles("Open", questions))
def south_compared(show: Sequence[str] = ()) -> draw.Chart:
    """Draw the Mediterranean Dialogue beside the Istanbul Cooperation Initiative.

    `show` lists the questions that are answered; the others stay open, so that a learner can
    think first.
    """
    opened = how_many_opened(len(show), len(_ROWS), "answer")
    plot = draw.Plot("How do NATO's two offers to the South differ?", opened)
    heads = {framework: draw.group_key(group) for framework, group in FRAMEWORKS.items()}
    draw.legend(plot, list(heads.values()))
    answers = {
        question: [answer(framework) if key in show else [CLOSED] for framework in FRAMEWORKS]
        for key, (question, answer) in _ROWS.items()
    }
    says = [f"{opened}."]
    for question, both in answers.items():
        # A closed question takes one line: five pairs of empty cards would fill a phone twice.
        found = list(map(_card, heads.values(), both)) if [CLOSED] not in both else []
        draw.cards(plot, found, columns=2, heading=question)
        short = [f"{head.text}: {one[0]}" for head, one in zip(heads.values(), both, strict=True)]
        says += [question, *short] if [CLOSED] not in both else []
    lines = [(question, *map(" ".join, both)) for question, both in answers.items()]
    return plot.chart(
        says=" ".join(says),
        source=cite("framework_members", "frameworks", "not_partners", "indicators"),
        data=draw.Table(("Question", *draw.key_texts(heads).values()), lines),
    )


def _card(head: draw.Key, sentences: Sequence[str]) -> draw.Card:
    parts = [draw.subhead(sentences[0]), *map(draw.detail, sentences[1:])]
    return draw.Card([draw.caption(head.text), *parts], head.role)


def _doubt(row: Any) -> str:
    """Return a remark behind a date of which the tables are not sure."""
    return "" if row.confidence == "high" else " (the date is not certain)"


def _start(framework: str) -> list[str]:
    """Answer with the first members, who came later than the decision: both dates are named."""
    row, days = record("frameworks", framework), [row.joined for row in stays_in(framework)]
    first = counted(days.count(days[0]), "country", "countries")
    return [
        f"It began with {first} in {date_words(days[0])}.",
        f"Decided: {date_words(row.launched)}, {row.launch_place}.",
        row.summary,
    ]


def _members(framework: str) -> list[str]:
    stays = {row.iso3: row for row in stays_in(framework)}
    found = [stays[code] for code in members_on(framework)]
    return [
        f"On {day_words(last_day())}: {counted(len(found), 'country', 'countries')}.",
        *(f"{name(r.iso3)}: {date_words(r.joined)}{_doubt(r)}." for r in found),
    ]


def _outside(framework: str) -> list[str]:
    """Answer with those who were asked; they did not leave, they were never in."""
    asked = invited_to(framework)
    events = [f"{row.name} ({date_words(row.date)}): {row.what_happened}." for row in asked]
    return [f"{listed([row.name for row in asked])}.", *events]


def _people(framework: str) -> list[str]:
    """Return the sum of the people, and the incomes of the poorest and the richest member."""
    found = {code: measured(code, "gdp") for code in members_on(framework)}
    in_order = sorted(found.items(), key=lambda item: item[1])
    low, *_, high = (f"{in_words(value, 'gdp')} ({name(code)})" for code, value in in_order)
    return [
        f"{sum(measured(code, 'population') for code in found):,.0f} million people in "
        f"{POPULATION_YEAR}.",
        f"GDP per person ({GDP_YEAR}): from {low} to {high}.",
    ]


def _presence(framework: str) -> list[str]:
    offices = events(members_on(framework), ["office_opened"])
    places = [f"{name(one.iso3[0])}, {date_words(one.date)}" for one in offices]
    return [f"{listed(places)}.", *(f"{one.event}{_doubt(one)}." for one in offices)]


# Each question with the function that answers it for a framework, in sentences, a short one first.
_ROWS: dict[str, tuple[str, Callable[[str], list[str]]]] = {
    "start": ("How did it begin?", _start),
    "members": ("Who is in it, since when?", _members),
    "outside": ("Who was asked and is not in?", _outside),
    "people": ("How large, how rich?", _people),
    "houses": ("Where is NATO present?", _presence),
}
