"""Draw two frameworks for the South side by side: five questions whose answers are opened."""

from collections.abc import Callable, Sequence
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.engine.theme import GROUPS
from lessons.core.text import counted, date_words, listed, said
from lessons.data import cite, record, rows
from lessons.data.events import Event, events
from lessons.data.measures import GDP_YEAR, POPULATION_YEAR, in_words, measured
from lessons.data.membership import last_day, members_on, name

FRAMEWORKS = {"MD": "md", "ICI": "ici"}
SIDES = {"MD": "the Dialogue", "ICI": "the Initiative"}
ROWS = {
    "start": "How did it begin?",
    "members": "Who is in it, since when?",
    "outside": "Who was asked and is not in?",
    "people": "How many people, how rich?",
    "houses": "Where is NATO present?",
}
CLOSED = "?"


@draw.explorer("Two frameworks, side by side", show=draw.Toggles("Open", ROWS))
def south_compared(show: Sequence[str] = ()) -> draw.Chart:
    """Draw the Mediterranean Dialogue beside the Istanbul Cooperation Initiative.

    `show` lists the rows of ROWS that are answered; the others stay a question.
    """
    opened = counted(len(show), "answer") if show else "no answer"
    plot = draw.Plot("Two offers to the South, five questions", f"{opened} of {len(ROWS)} opened")
    draw.card_rows(plot, [draw.group_key(group) for group in FRAMEWORKS.values()], [
        draw.CardRow(question, [_card(key, framework, show) for framework in FRAMEWORKS])
        for key, question in ROWS.items()
    ])  # fmt: skip
    return plot.chart(
        says=_says(show),
        source=cite("framework_members", "frameworks", "not_partners", "indicators"),
        data=draw.Table(
            ("Question", *(GROUPS[group].words for group in FRAMEWORKS.values())),
            ((text, *(_in_one(key, f, show) for f in FRAMEWORKS)) for key, text in ROWS.items()),
        ),
    )


def members(framework: str) -> list[str]:
    """Return the countries of a framework on the last day, in the order of joining."""
    return members_on(framework, last_day())


def _card(key: str, framework: str, show: Sequence[str]) -> draw.Card:
    return draw.Card([draw.detail(text) for text in _answers(key, framework, show)])


def _answers(key: str, framework: str, show: Sequence[str]) -> list[str]:
    return _ANSWERS[key](framework) if key in show else [CLOSED]


def _in_one(key: str, framework: str, show: Sequence[str]) -> str:
    return "; ".join(text.rstrip(".") for text in _answers(key, framework, show))


def _start(framework: str) -> list[str]:
    row = record("frameworks", framework)
    return [
        f"Decided: {date_words(row.launched)}, {row.launch_place}.",
        f"It {_began(framework)} On {said(last_day())}: {len(members(framework))}.",
        row.summary,
    ]


def _joined(framework: str) -> list[Any]:
    found = [row for row in rows("framework_members") if row.framework_id == framework]
    return sorted(found, key=lambda row: row.joined)


def _members(framework: str) -> list[str]:
    return [
        f"{name(row.iso3)}: {date_words(row.joined)}{_doubt(row)}" for row in _joined(framework)
    ]


def _doubt(row: Any) -> str:
    return "" if row.confidence == "high" else " (the date is not certain)"


def _asked(framework: str) -> list[Any]:
    return [row for row in rows("not_partners") if row.invited_to == framework]


def _outside(framework: str) -> list[str]:
    return [
        f"{row.name} ({date_words(row.date)}): {row.what_happened}." for row in _asked(framework)
    ]


def _people(framework: str) -> list[str]:
    income = {code: measured(code, "gdp") for code in members(framework)}
    known = sorted((value, code) for code, value in income.items() if value is not None)
    low, high = (f"{in_words(v, 'gdp')} ({name(code)})" for v, code in (known[0], known[-1]))
    missing = [name(code) for code, value in income.items() if value is None]
    return [
        f"{_total(framework):,.0f} million people ({POPULATION_YEAR}).",
        f"GDP per person ({GDP_YEAR}): from {low} to {high}.",
        *([f"No figure: {', '.join(missing)}."] if missing else []),
    ]


def _total(framework: str) -> float:
    return sum(measured(code, "population") or 0 for code in members(framework))


def _offices(framework: str) -> tuple[Event, ...]:
    return events(members(framework), ["office_opened"])


def _presence(framework: str) -> list[str]:
    return [f"{date_words(one.date_text)}: {one.text}{_doubt(one)}." for one in _offices(framework)]


_ANSWERS: dict[str, Callable[[str], list[str]]] = {
    "start": _start,
    "members": _members,
    "outside": _outside,
    "people": _people,
    "houses": _presence,
}


def _began(framework: str) -> str:
    days = [row.joined for row in _joined(framework)]
    first = counted(days.count(days[0]), "country", "countries")
    return f"began with {first} in {date_words(days[0])}."


def _says(show: Sequence[str]) -> str:
    counts = [f"{GROUPS[group].words}: {len(members(f))}" for f, group in FRAMEWORKS.items()]
    parts = [f"Two columns of cards. Countries on {said(last_day())}: {'; '.join(counts)}."]
    parts += [_in_a_sentence(key) for key in show]
    hidden = [text for key, text in ROWS.items() if key not in show]
    return " ".join([*parts, *([f"Still closed: {' '.join(hidden)}"] if hidden else [])])


def _in_a_sentence(key: str) -> str:
    if key == "start":
        days = [date_words(record("frameworks", f).launched) for f in FRAMEWORKS]
        starts = [f"T{SIDES[f][1:]} {_began(f)}" for f in FRAMEWORKS]
        return f"Decided: {' and '.join(days)}. {' '.join(starts)}"
    if key == "people":
        people = [f"{SIDES[f]} {_total(f):,.0f} million" for f in FRAMEWORKS]
        return f"People in {POPULATION_YEAR}: {'; '.join(people)}."
    opening, answer = _OPENINGS[key]
    return " ".join(f"{opening}, {SIDES[f]}: {answer(f)}." for f in FRAMEWORKS)


def _latest(framework: str) -> str:
    row = _joined(framework)[-1]
    return f"{name(row.iso3)}, {date_words(row.joined)}"


def _places(framework: str) -> str:
    found = _offices(framework)
    return listed([f"{name(one.countries[0])}, {date_words(one.date_text)}" for one in found])


_OPENINGS: dict[str, tuple[str, Callable[[str], str]]] = {
    "members": ("Last to come in", _latest),
    "outside": ("Asked and not in", lambda framework: listed([r.name for r in _asked(framework)])),
    "houses": ("NATO's presence", _places),
}
