"""Draw countries as signs to be counted, for the first screens of two lessons."""

from collections.abc import Mapping, Sequence
from datetime import date

from lessons.charts import engine as draw
from lessons.core.text import day_words
from lessons.data import cite, membership, record

# Below each heading, the countries of each kind of sign.
Signs = Mapping[str, Mapping[draw.Key, Sequence[str]]]


@draw.chart
def two_continents() -> draw.Chart:
    """Draw the Allies of today by continent, for lesson 0."""
    on, ally = membership.last_day(), draw.group_key("ally")
    allies = membership.allies_on(on)
    regions: dict[str, list[str]] = {}
    for code in allies:
        regions.setdefault(record("countries", code).region, []).append(code)
    places = ", ".join(f"{len(codes)} in {region}" for region, codes in sorted(regions.items()))
    smaller = min(regions.values(), key=len)
    signs = {region: {ally: codes} for region, codes in sorted(regions.items())}
    says = f"Those in the smaller group: {' and '.join(map(membership.name, smaller))}."
    return _picture(f"{len(allies)} Allies: {places}", on, signs, says)


@draw.chart
def first_meeting() -> draw.Chart:
    """Draw who met on the day of lesson 2's scene: the Allies and their first partners."""
    on = membership.launch("NACC")
    allies, guests = membership.allies_on(on), membership.members_on("NACC", on)
    eastern, soviet = (
        draw.group_key("euro_atlantic", "states of the former East"),
        draw.group_key("euro_atlantic", "the Soviet Union, from that day on Russia", hollow=True),
    )
    title = f"{len(allies)} Allies meet {len(guests)} former opponents"
    says = f"{len(allies) + len(guests)} countries sat in one room on {day_words(on)}."
    signs = {
        "NATO": {draw.group_key("ally"): allies},
        "Its guests": {eastern: [code for code in guests if code != "RUS"], soviet: ["RUS"]},
    }
    return _picture(title, on, signs, says)


def _picture(title: str, on: date, signs: Signs, says: str) -> draw.Chart:
    """Return the signs under their headings, with the names of the countries in the table.

    `says` adds to what the title has said.
    """
    plot = draw.Plot(title, day_words(on))
    kinds = [kind for kinds in signs.values() for kind in kinds.items()]
    draw.legend(plot, list(dict(kinds)))
    draw.signs(plot, {
        heading: {key: len(codes) for key, codes in kinds.items()}
        for heading, kinds in signs.items()
    })  # fmt: skip
    codes = [code for _, codes in kinds for code in codes]
    lines = [(key.text, membership.name(code)) for key, codes in kinds for code in codes]
    return plot.chart(
        says=says,
        source=cite(*membership.sources_until(on, codes)),
        data=draw.Table(("Group", "Country"), lines),
    )
