"""Draw what became of the partners of 2012.

The text of 2013 speaks of 41 partners. Suspended partners are still on NATO's list; Allies have
left it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lessons.charts import engine as draw
from lessons.charts.engine.options import group_names, years_from
from lessons.core.text import counted, day_words
from lessons.data import cached_on, cite, membership
from lessons.data.membership import end_of, group_of, name, partners_on

START = 2012
SORTS = {"group": "Group of 2012", "fate": "What became of it"}
STATES = {
    "partner": "Still a partner",
    "suspended": "Suspended, still listed",
    "ally": "Ally now",
    "new": "New since 2012",
}
# What stands before the year behind a country's name.
NOTES = {"ally": "Ally ", "suspended": "suspended ", "new": "new "}


@dataclass(frozen=True)
class PartnerSince:
    """A country, its group in 2012 (today's for a newcomer), what became of it, and when."""

    iso3: str
    group: str
    state: str
    since: str = ""


@draw.explorer(
    "What became of the partners of 2012",
    year=draw.Slider("Year", words=lambda: years_from(START), play=True),
    sort=draw.Choice("Sort by", SORTS),
)
def partners_of_2012(year: int = 2012, sort: str = "group") -> draw.Chart:
    """Draw each partner of 2012 with its state at the end of a later year.

    `sort` is a key of `SORTS`: by the group of 2012, or by what became of the country.
    """
    found = partners_since(year)
    states, day = Counter(one.state for one in found), day_words(end_of(year))
    title = f"{states['partner']} still active, {states['suspended']} suspended, "
    title += counted(states["ally"], "Ally", "Allies")
    plot = draw.Plot(title, f"The partners of {START} on {day}")
    draw.legend(plot, [
        draw.Key("suspended", "muted", "circle", hollow=True), draw.group_key("ally", "Ally now")
    ])  # fmt: skip
    draw.lists(plot, _groups(found, sort))
    return plot.chart(
        says=f"The partners of {START} on {day}: {title}.{_names_by_state(found)}",
        source=cite("framework_members", "allies"),
        data=draw.Table.of(found, {
            "Country": lambda one: name(one.iso3),
            "NATO's name in 2013": lambda one: name(one.iso3, str(START)),
            f"Group in {START}": _group_then,
            "State": lambda one: STATES[one.state],
            "Since": "since",
        }),
    )  # fmt: skip


@cached_on("framework_members", "allies", "countries", maxsize=64)
def partners_since(year: int) -> tuple[PartnerSince, ...]:
    """Return what had become of each partner of 2012 by the end of a year, newcomers last."""
    on, begin = end_of(year), end_of(START)
    suspended, allies = set(membership.suspended_on(on)), set(membership.allies_on(on))
    found, old = [], partners_on(begin)
    for code in old:
        state = "ally" if code in allies else "suspended" if code in suspended else "partner"
        found.append(PartnerSince(code, group_of(code, begin), state, _since(code, state)))
    # Newcomers are no partners of 2012: they stand apart, with the group that they joined.
    new = [code for code in partners_on(on) if code not in old]
    return tuple(found + [PartnerSince(c, group_of(c, on), "new", _since(c, "new")) for c in new])


def _since(code: str, state: str) -> str:
    """Return the date from which a country is in its state; "" for one that is what it was."""
    match state:
        case "ally":
            return str(membership.accession_of(code))
        case "suspended":
            return membership.suspension_of(code)
        case "new":
            return str(membership.frameworks_joined(code)[0].joined)
    return ""


def _groups(found: Sequence[PartnerSince], sort: str) -> list[draw.ListGroup]:
    """Return the countries under the headings of a key of SORTS, by the alphabet."""
    by_fate, groups = sort == "fate", []
    for key, text in (STATES if by_fate else group_names()).items():
        inside = [one for one in found if key == (one.state if by_fate else one.group)]
        if inside:
            items = [_item(one) for one in sorted(inside, key=lambda one: name(one.iso3))]
            marker = None if by_fate else draw.group_key(key)
            groups.append(draw.ListGroup(f"{text}: {len(inside)}", items, marker))
    return groups


def _item(one: PartnerSince) -> draw.ListItem:
    """Return a country's line: its marker is that of its group, or of the Allies once it is one."""
    group = "ally" if one.state == "ally" else one.group
    key = draw.group_key(group, hollow=one.state == "suspended")
    return draw.ListItem(name(one.iso3), key, NOTES.get(one.state, "") + one.since[:4])


def _names_by_state(found: Sequence[PartnerSince]) -> str:
    """Return the countries of which something became; those still active would be too many."""
    by_state = {state: [name(one.iso3) for one in found if one.state == state] for state in NOTES}
    return "".join(f" {STATES[s]}: {', '.join(names)}." for s, names in by_state.items() if names)


def _group_then(one: PartnerSince) -> str:
    """Return a country's group in 2012; a newcomer had none then."""
    return "none" if one.state == "new" else draw.GROUPS[one.group].name
