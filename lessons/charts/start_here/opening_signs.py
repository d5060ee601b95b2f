"""Draw countries as signs to be counted, for the first screens of two lessons."""

from collections.abc import Sequence
from datetime import date

from lessons.charts import engine as draw
from lessons.core.text import day_words
from lessons.data import cite, membership, record

# A heading, what a sign below it stands for, and the countries that have such a sign.
Signs = Sequence[tuple[str, draw.Key, Sequence[str]]]


@draw.chart
def two_continents() -> draw.Chart:
    """Draw the Allies of today by continent, for lesson 0."""
    on, ally = membership.last_day(), draw.group_key("ally")
    allies = {code: record("countries", code).region for code in membership.allies_on(on)}
    signs = [
        (region, ally, [code for code, place in allies.items() if place == region])
        for region in sorted(set(allies.values()))
    ]
    places = [f"{len(codes)} in {region}" for region, _, codes in signs]
    _, _, fewest = min(signs, key=lambda sign: len(sign[2]))
    says = f"Those in the smaller group: {' and '.join(map(membership.name, fewest))}."
    return _picture(f"{len(allies)} Allies: {', '.join(places)}", on, signs, says)


@draw.chart
def first_meeting() -> draw.Chart:
    """Draw who met on the day of lesson 2's scene: the Allies and their first partners."""
    on = membership.day(record("frameworks", "NACC").launched)
    allies, guests = membership.allies_on(on), membership.members_on("NACC", on)
    eastern, soviet = (
        draw.group_key("euro_atlantic", "states of the former East"),
        draw.group_key("euro_atlantic", "the Soviet Union, from that day on Russia", hollow=True),
    )
    title = f"{len(allies)} Allies meet {len(guests)} former opponents"
    says = f"{len(allies) + len(guests)} countries sat in one room on {day_words(on)}."
    signs = [
        ("NATO", draw.group_key("ally"), allies),
        ("Its guests", eastern, [code for code in guests if code != "RUS"]),
        ("Its guests", soviet, ["RUS"]),
    ]
    return _picture(title, on, signs, says)


def _picture(title: str, on: date, signs: Signs, says: str) -> draw.Chart:
    """Return the signs under their headings, with the names of the countries in the table.

    `says` adds to what the title has said.
    """
    plot = draw.Plot(title, day_words(on))
    draw.legend(plot, list(dict.fromkeys(key for _, key, _ in signs)))
    draw.signs(plot, [
        draw.SignGroup(heading, [(key, len(codes)) for of, key, codes in signs if of == heading])
        for heading in dict.fromkeys(heading for heading, _, _ in signs)
    ])  # fmt: skip
    named = [(key.text, membership.name(code)) for _, key, codes in signs for code in codes]
    return plot.chart(
        says=says,
        source=cite(*membership.sources_until(on, [code for *_, codes in signs for code in codes])),
        data=draw.Table(("Group", "Country"), named),
    )
