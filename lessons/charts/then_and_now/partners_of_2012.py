"""Draw what became of the partners of 2012.

The text of 2013 speaks of 41 partners. Suspended partners are still on NATO's list; Allies have
left it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from lessons.charts import engine as draw
from lessons.core.text import counted, day_words
from lessons.data import cite
from lessons.data.membership import end_of, name
from lessons.data.turnover import START, PartnerSince, partners_since

# The states of a partner, and what is written before the year behind its name.
STATES = {
    "partner": ("Still a partner", ""),
    "suspended": ("Suspended, still listed", "suspended "),
    "ally": ("Ally now", "Ally "),
    "new": ("New since 2012", "new "),
}


@draw.explorer(
    "What became of the partners of 2012",
    year=draw.Slider("Year", lambda: draw.years_from(START), play=True),
)
def partners_of_2012(year: int = 2012) -> draw.Chart:
    """Draw each partner of 2012 with its state at the end of a later year."""
    found = partners_since(year)
    states, day = Counter(one.state for one in found), day_words(end_of(year))
    title = f"{states['partner']} listed and not suspended, {states['suspended']} suspended, "
    title += counted(states["ally"], "Ally", "Allies")
    plot = draw.Plot(title, f"The partners of {START} on {day}")
    draw.legend(plot, [
        draw.Key("suspended", "muted", "circle", hollow=True), draw.group_key("ally", "Ally now")
    ])  # fmt: skip
    draw.lists(plot, list(_groups(found)))
    return plot.chart(
        says=f"The partners of {START} on {day}: {title}.",
        source=cite("framework_members", "allies"),
        data=draw.Table.of(found, {
            "Country": lambda one: name(one.iso3),
            "NATO's name in 2013": lambda one: name(one.iso3, str(START)),
            "Group": lambda one: draw.GROUP_NAMES[one.group],
            "State": lambda one: STATES[one.state][0],
            "Since": "since",
        }),
    )  # fmt: skip


def _groups(found: Sequence[PartnerSince]) -> Iterator[list[draw.ListItem]]:
    """Yield the countries of each group under its heading, by the alphabet."""
    for group, text in draw.PARTNER_GROUPS.items():
        inside = sorted((one for one in found if one.group == group), key=lambda o: name(o.iso3))
        head = draw.ListItem(f"{text}: {len(inside)}", draw.group_key(group), is_heading=True)
        yield [head, *map(_item, inside)]


def _item(one: PartnerSince) -> draw.ListItem:
    """Return a country's line: its marker is that of its group, or of the Allies once it is one."""
    group = "ally" if one.state == "ally" else one.group
    key = draw.group_key(group, hollow=one.state == "suspended")
    return draw.ListItem(name(one.iso3), key, STATES[one.state][1] + one.since[:4])
