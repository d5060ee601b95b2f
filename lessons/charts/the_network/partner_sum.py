"""Draw the sum of the four groups of partners, taken apart into its countries.

The headline number of a year is nothing but four smaller numbers. Learners see the total first and
open the groups one after the other; a closed group stays a question mark.
"""

from collections.abc import Sequence

from lessons.charts import engine as draw
from lessons.core.text import counted, day_words
from lessons.data import cite
from lessons.data.membership import end_of, groups_on, name, partners_on, sources_until


@draw.explorer(
    "The partners as a sum",
    year=draw.Slider("Year", draw.years_from),
    show=draw.Toggles("Open", draw.PARTNER_GROUPS),
)
def partner_sum(year: int = 2012, show: Sequence[str] = ()) -> draw.Chart:
    """Draw the partners at the end of a year as a sum of four groups, each with its countries.

    A group that is not in `show` stays a question mark, and opens by a click.
    """
    on, members = end_of(year), _members(year)
    counts = {key: len(codes) for key, codes in members.items()}
    total = counted(sum(counts.values()), "partner")
    plot = draw.Plot(f"{total} in four groups", day_words(on))
    # The total is always shown: it is what the hidden numbers have to make up.
    terms = [str(counts[key]) if key in show else "?" for key in members]
    plot.figures(f"{' + '.join(terms)} = {sum(counts.values())}")
    keys = {key: draw.group_key(key) for key in members}
    parts = [f"{keys[k].text} {counts[k] if k in show else 'still to find'}" for k in members]
    draw.lists(plot, [
        [draw.ListItem(key.text, key, is_heading=True), *_items(group, codes, group in show)]
        for (group, codes), key in zip(members.items(), keys.values(), strict=True)
    ], columns=4)  # fmt: skip
    return plot.chart(
        says=f"{day_words(on)}: {total} in four groups. {'; '.join(parts)}.",
        source=cite("countries", *sources_until(on, partners_on(on))),
        data=draw.Table(
            ("Group", "Country", "NATO's name for it then"),
            [(keys[k].text, name(code), name(code, on)) for k in show for code in members[k]],
        ),
    )


def _members(year: int) -> dict[str, list[str]]:
    """Return the partners at the end of a year by group, each group in alphabetical order."""
    on = end_of(year)
    groups, codes = groups_on(on), sorted(partners_on(on), key=name)
    return {key: [code for code in codes if groups[code] == key] for key in draw.PARTNER_GROUPS}


def _items(group: str, codes: Sequence[str], is_open: bool) -> list[draw.ListItem]:
    """Return the countries of a group by name, or what opens it."""
    if is_open:
        return [draw.ListItem(name(code)) for code in codes]
    return [draw.ListItem("Show the countries", pick=f"show={group}")]
