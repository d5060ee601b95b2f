"""Draw what became of the partners of 2012."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lessons.charts import engine as draw
from lessons.charts.engine.options import years_from
from lessons.core.text import counted, said
from lessons.data import cached_on, cite, rows
from lessons.data.membership import allies_on, end_of, group_of, name, partners_on, suspended_on

START = 2012
SORTS = {"group": "Group of 2012", "fate": "What became of it"}
STATES = {
    "partner": "Still a partner",
    "suspended": "Suspended, still listed",
    "ally": "Ally now",
    "new": "New since 2012",
}
IN_A_SENTENCE = {
    "partner": ("active", "active"),
    "suspended": ("suspended", "suspended"),
    "ally": ("Ally", "Allies"),
}
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
    states = Counter(one.state for one in found)
    title = f"{states['partner']} still active, {states['suspended']} suspended, "
    title += counted(states["ally"], "Ally", "Allies")
    plot = draw.Plot(title, f"The partners of {START} on {said(end_of(year))}")
    draw.legend(plot, [
        draw.Key("suspended", "muted", "circle", hollow=True), draw.group_key("ally", "Ally now")
    ])  # fmt: skip
    draw.lists(plot, _groups(found, sort))
    return plot.chart(
        says=_says(found, year),
        source=cite("framework_members", "allies"),
        data=draw.Table(
            ("Country", "NATO's name in 2013", f"Group in {START}", "State", "Since"),
            map(_row, found),
        ),
    )


@cached_on("framework_members", "allies", "countries", maxsize=64)
def partners_since(year: int) -> tuple[PartnerSince, ...]:
    """Return what had become of each partner of 2012 by the end of a year, newcomers last."""
    on, begin = end_of(year), end_of(START)
    suspended, allies = set(suspended_on(on)), set(allies_on(on))
    found, old = [], partners_on(begin)
    for code in old:
        state = "ally" if code in allies else "suspended" if code in suspended else "partner"
        found.append(PartnerSince(code, group_of(code, begin), state, _since(code, state)))
    new = [code for code in partners_on(on) if code not in old]
    found += [PartnerSince(code, group_of(code, on), "new", _since(code, "new")) for code in new]
    return tuple(found)


def _since(code: str, state: str) -> str:
    if state == "partner":
        return ""
    if state == "ally":
        return next(str(r.accession_date) for r in rows("allies") if r.iso3 == code)
    column = "joined" if state == "new" else "suspended_from"
    days = [getattr(row, column) for row in rows("framework_members") if row.iso3 == code]
    return min(str(day) for day in days if day)


def _groups(found: Sequence[PartnerSince], sort: str) -> list[draw.ListGroup]:
    if sort == "fate":
        return _grouped(found, STATES, lambda one: one.state, {})
    heads = {key: group.words for key, group in draw.GROUPS.items()}
    keys = {key: draw.group_key(key) for key in heads}
    return _grouped(found, heads, lambda one: one.group, keys)


def _grouped(
    found: Sequence[PartnerSince],
    heads: dict[str, str],
    key_of: Callable[[PartnerSince], str],
    keys: dict[str, draw.Key],
) -> list[draw.ListGroup]:
    groups = []
    for key, text in heads.items():
        inside = sorted((o for o in found if key_of(o) == key), key=lambda o: name(o.iso3))
        if inside:
            items = [_item(one) for one in inside]
            groups.append(draw.ListGroup(f"{text}: {len(inside)}", items, keys.get(key)))
    return groups


def _item(one: PartnerSince) -> draw.ListItem:
    group = "ally" if one.state == "ally" else one.group
    key = draw.group_key(group, hollow=one.state == "suspended")
    return draw.ListItem(name(one.iso3), key, NOTES.get(one.state, "") + one.since[:4])


def _says(found: Sequence[PartnerSince], year: int) -> str:
    parts = []
    for state, (singular, plural) in IN_A_SENTENCE.items():
        inside = [name(one.iso3) for one in found if one.state == state]
        names = f" ({', '.join(inside)})" if inside and state != "partner" else ""
        parts.append(counted(len(inside), singular, plural) + names)
    new = [name(one.iso3) for one in found if one.state == "new"]
    more = f" New since then: {', '.join(new)}." if new else ""
    old, on = len(found) - len(new), said(end_of(year))
    return f"The {old} partners of {START}, on {on}: {'; '.join(parts)}.{more}"


def _row(one: PartnerSince) -> tuple[str, ...]:
    group = "none" if one.state == "new" else draw.GROUPS[one.group].words
    return name(one.iso3), name(one.iso3, str(START)), group, STATES[one.state], one.since
