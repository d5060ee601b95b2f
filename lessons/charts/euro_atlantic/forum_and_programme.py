"""Draw a forum and a programme: who sat in the council, who had signed, who did both.

A forum is for talk, a programme for work, and not every country chose both. The three columns
change from year to year: some sat in the council without having signed, others the other way round.
"""

from datetime import date

from lessons.charts import engine as draw
from lessons.core.text import counted, day_words
from lessons.data import cite, record
from lessons.data.membership import end_of, launch, members_on, name, sources_until

BOTH = "In both"


@draw.explorer(
    "Forum and programme",
    year=draw.Slider("Year", lambda: draw.years_from(launch("PFP").year), play=True),
)
def forum_and_programme(year: int = 1994) -> draw.Chart:
    """Draw which partners were in the forum, in the programme, or in both at a year's end.

    The forum is the EAPC or, before that was launched, the NACC; the programme is the
    Partnership for Peace. Allies sit in the forum too and are not drawn.
    """
    on = end_of(year)
    forum = "EAPC" if on >= launch("EAPC") else "NACC"
    parts = _parts(forum, on)
    both = len(parts[BOTH])
    one = sum(map(len, parts.values())) - both
    council = record("frameworks", forum).name
    title = f"{counted(both, 'partner')} in both, {one} in only one"
    plot = draw.Plot(title, f"{day_words(on)} · the forum is the {council}")
    draw.lists(plot, [
        [draw.ListItem(f"{where}: {len(codes)}", is_heading=True), *_items(codes)]
        for where, codes in parts.items()
    ])  # fmt: skip
    named = [
        f"{where}: {', '.join(map(name, codes)) or 'nobody'}."
        for where, codes in parts.items()
        if where != BOTH
    ]
    pairs = [(where, code) for where, codes in parts.items() for code in codes]
    return plot.chart(
        says=f"{day_words(on)}, partners only: {both} are in the {council} and in the Partnership "
        f"for Peace. {' '.join(named)}",
        source=cite(*sources_until(on, [code for _, code in pairs])),
        data=draw.Table(
            ("Where", "Country", "NATO's name for it then"),
            [(where, name(code), name(code, on)) for where, code in pairs],
        ),
    )


def _parts(forum: str, on: date) -> dict[str, list[str]]:
    """Return the countries of each column, in alphabetical order."""
    # Allies are members of both and are left out: the question is about partners.
    inside, signed = set(members_on(forum, on)), set(members_on("PFP", on))
    parts = {
        f"Only in the forum ({forum})": inside - signed,
        BOTH: inside & signed,
        "Only in the programme (PfP)": signed - inside,
    }
    return {where: sorted(codes, key=name) for where, codes in parts.items()}


def _items(codes: list[str]) -> list[draw.ListItem]:
    """Return the lines of a group; one without countries says so."""
    key = draw.group_key("euro_atlantic")
    return [draw.ListItem(name(code), key) for code in codes] or [draw.ListItem("", note="nobody")]
