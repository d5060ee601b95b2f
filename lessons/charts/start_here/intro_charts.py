"""Draw charts to try the controls on: distances, signs, and how sure the course is of its facts.

All three are in lesson 0. `distances` is there to learn how controls work with a question that
needs no knowledge. `signs` explains the marks that every later picture uses. `how_sure` shows
that the tables say for each row how well it is sourced, and that many rows are not certain.
"""

from collections import Counter
from typing import Any

from lessons.charts import engine as draw
from lessons.data import cite, rows, schema, tables
from lessons.data.distances import capitals_by_distance

ORDERS = {"far": "farthest first", "near": "nearest first"}
# Fewer than three are no ranking; more than fifteen leave the screen of a phone.
FEWEST, MOST = 3, 15  # capitals that may be shown
SIGN_TEXTS = {"ally": "Ally: a member of NATO"}
HOLLOW = draw.Key("Hollow", "euro_atlantic", "circle", hollow=True)


@draw.explorer(
    "Distances from Brussels",
    count=draw.Slider("How many", {n: f"{n} capitals" for n in range(FEWEST, MOST + 1)}),
    order=draw.Choice("Order", ORDERS),
)
def distances(count: int = 8, order: str = "far") -> draw.Chart:
    """Draw how far capitals are from Brussels, as the crow flies.

    `count` is how many capitals of all countries of the course are shown.
    """
    found = capitals_by_distance()
    found = (found[::-1] if order == "far" else found)[:count]
    side = "farthest from" if order == "far" else "nearest to"
    which = f"The {count} capitals {side} Brussels"
    bars = [_bar(country, km) for country, km in found]
    first, last = (f"{bar.text} ({bar.end})" for bar in (bars[0], bars[-1]))
    title = f"{found[0][0].capital} is the {side.split()[0]} capital: {bars[0].end}"
    plot = draw.Plot(title, f"{which}, as the crow flies")
    draw.bars(plot, bars)
    listed = [(one.capital, one.name, one.region, round(km)) for one, km in found]
    return plot.chart(
        says=f"{which}, as the crow flies: from {first} to {last}.",
        source=cite("countries"),
        data=draw.Table(("Capital", "Country", "Region", "Kilometres from Brussels"), listed),
    )


def _bar(country: Any, km: float) -> draw.Bar:
    label = f"{country.capital}, {country.name}"
    return draw.Bar(label, [draw.Segment(km, "euro_atlantic")], f"{km:,.0f} km")


@draw.chart
def signs() -> draw.Chart:
    """Draw the signs for groups and for doubt in the whole course.

    The shapes differ as well as the colours, so nobody needs to tell colours apart.
    """
    groups = draw.GROUP_KEYS
    listed = [
        (draw.group_key(key, group.form.capitalize()), SIGN_TEXTS.get(key, group.text))
        for key, group in groups.items()
    ]
    listed.append((HOLLOW, "suspended, or not certain"))
    title = f"{len(groups)} groups, each with a colour and a shape of its own"
    plot = draw.Plot(title, "The signs of this course")
    items = [draw.ListItem(key.text, key, meaning) for key, meaning in listed]
    draw.lists(plot, [items], columns=1)
    shapes = "; ".join(f"{group.text}, {group.form}" for group in groups.values())
    return plot.chart(
        says=f"{title}: {shapes}. A hollow shape means suspended, or a date that is not certain.",
        source=cite("countries"),
        data=draw.Table(("Sign", "Meaning"), [(key.text, meaning) for key, meaning in listed]),
    )


def rated() -> dict[str, str]:
    """Return the titles of the tables whose rows say how sure they are, by their names."""
    rate = (
        name for name in tables() if any(f["name"] == "confidence" for f in schema(name)["fields"])
    )
    return {name: str(schema(name)["title"]) for name in rate}


@draw.explorer("How sure are we", name=draw.Choice("Table", rated))
def how_sure(name: str = "framework_members") -> draw.Chart:
    """Draw how many rows of a table are well sourced, rest on one report, or are doubtful."""
    counts, heading = Counter(row.confidence for row in rows(name)), rated()[name]
    total = counts.total()
    found = [(level, text, counts[level]) for level, text in draw.CERTAINTY.items()]
    plot = draw.Plot(f"{counts['high']} of {total} rows are well sourced", heading)
    draw.bars(plot, [
        draw.Bar(f"{level}: {meaning}", [_segment(level, number)] * bool(number), str(number))
        for level, meaning, number in found
    ], limit=total)  # fmt: skip
    parts = ", ".join(f"{number} {level} ({meaning})" for level, meaning, number in found)
    return plot.chart(
        says=f"{heading}: {total} rows. Confidence: {parts}.",
        source=cite(name),
        data=draw.Table(("Confidence", "Meaning", "Rows"), found),
    )


def _segment(level: str, number: int) -> draw.Segment:
    """Return the bar of a level, drawn as the level looks in every chart."""
    return draw.Segment(number, "euro_atlantic", draw.FILL_OF[level])
