"""Draw who was a partner in which framework, from when to when."""

from dataclasses import dataclass
from datetime import date

from lessons.charts import engine as draw
from lessons.charts.engine.theme import GROUPS
from lessons.core.text import counted, date_words, said
from lessons.data import cite, rows
from lessons.data.membership import day, last_day, name

FRAMEWORKS = {
    "PFP": ("Partnership for Peace", "euro_atlantic"),
    "EAPC": ("Euro-Atlantic Partnership Council", "euro_atlantic"),
    "MD": ("Mediterranean Dialogue", "md"),
    "ICI": ("Istanbul Cooperation Initiative", "ici"),
    "PATG": ("Partners across the globe", "patg"),
}
FIRST = date(1994, 1, 1)
COLUMNS: dict[str, draw.Value] = {
    "Country": "country",
    "Joined": "joined",
    "Left": "left",
    "Why it left": lambda spell: spell.leave_reason.replace("_", " "),
    "Suspended from": "suspended_from",
    "Confidence in the date": "confidence",
}


@dataclass(frozen=True)
class Spell:
    """One time of a country in a framework; dates as the table has them, "" for none."""

    country: str
    joined: str
    left: str
    leave_reason: str
    suspended_from: str
    confidence: str

    @property
    def start(self) -> date:
        """The first day that the date of joining can mean."""
        return day(self.joined)

    @property
    def known(self) -> date:
        """The last day that it can mean: a bare year comes after the full dates of that year."""
        return day(self.joined, last=True)


@draw.explorer(
    "Who came when",
    framework=draw.Choice("Framework", {key: title for key, (title, _) in FRAMEWORKS.items()}),
)
def membership_table(framework: str = "PFP") -> draw.Chart:
    """Draw one bar for each time that a country was in a framework, in order of joining.

    A date with less than high confidence has a hollow marker, and the table says so.
    """
    title, group = FRAMEWORKS[framework]
    spells = spells_in(framework)
    today = [spell for spell in spells if not spell.left]
    plot = draw.Plot(
        f"{counted(_countries(spells), 'country', 'countries')} so far, {len(today)} today",
        f"{title}: from joining to leaving, up to {said(last_day())}",
    )
    look = GROUPS[group]
    draw.legend(
        plot,
        [
            draw.Key("well sourced", look.role, look.shape),
            draw.Key("hollow: the day is not certain", look.role, look.shape, hollow=True),
            draw.Key("open end: still in", look.role, "line"),
        ],
    )
    last = date(last_day().year + 1, 1, 1)
    draw.timeline(plot, [_lane(spell, group) for spell in spells], FIRST, last)
    return plot.chart(
        _says(title, spells), cite("framework_members"), draw.Table.of(spells, COLUMNS)
    )


def spells_in(framework: str) -> list[Spell]:
    """Return the times of all countries in a framework, the earliest to join first."""
    found = [
        Spell(
            name(row.iso3), row.joined, row.left or "", row.leave_reason or "",
            row.suspended_from or "", row.confidence,
        )
        for row in rows("framework_members")
        if row.framework_id == framework
    ]  # fmt: skip
    return sorted(found, key=lambda spell: (spell.known, spell.country))


def _lane(spell: Spell, group: str) -> draw.Lane:
    look = GROUPS[group]
    left = f", left {date_words(spell.left)}" if spell.left else ""
    title = f"{spell.country}: joined {date_words(spell.joined)}{left}"
    end = day(spell.left) if spell.left else None
    span = draw.Span(
        spell.start, end or last_day(), look.role, title=title, form=look.shape,
        hollow=spell.confidence != "high", closed=bool(end),
    )  # fmt: skip
    return draw.Lane(spell.country, spans=[span])


def _countries(spells: list[Spell]) -> int:
    return len({spell.country for spell in spells})


def _says(title: str, spells: list[Spell]) -> str:
    countries = [spell.country for spell in spells]
    twice = sorted({country for country in countries if countries.count(country) > 1})
    gone = sum(bool(spell.left) for spell in spells)
    begun = min(spell.start for spell in spells).year
    first, last = min(spell.known for spell in spells), max(spell.start for spell in spells)
    parts = [
        f"{title}: {_countries(spells)} countries have been in it since {begun}, "
        f"{len(spells) - gone} are in it on {said(last_day())}.",
        f"First: {_joiners([spell for spell in spells if spell.known == first])}.",
        f"Latest: {_joiners([spell for spell in spells if spell.start == last])}.",
        f"{counted(gone, 'bar ends', 'bars end')} before that day." * bool(gone),
        f"Twice in the list: {', '.join(twice)}." * bool(twice),
    ]
    return " ".join(filter(None, parts))


def _joiners(spells: list[Spell]) -> str:
    who = spells[0].country if len(spells) == 1 else f"{len(spells)} countries"
    joined = spells[0].joined
    return f"{who} {'on' if joined.count('-') > 1 else 'in'} {date_words(joined)}"
