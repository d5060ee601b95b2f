"""Draw how often an objective has the same examples as each of the others.

Few examples serve a single objective. Which two come together, and which never do, says more about
partnership than any rank of the eight.
"""

from collections import Counter

from lessons.charts import engine as draw
from lessons.core.text import counted
from lessons.data import cite, source_ids
from lessons.data.examples import examples, short_names

_FIRST_SOURCES = 3  # sources that are named under the picture


@draw.explorer(
    "Objectives seldom come alone",
    objective=draw.Choice("Objective", lambda: short_names("objectives")),
)
def objective_pairs(objective: str = "3") -> draw.Chart:
    """Draw how many examples an objective shares with each of the others, the most first."""
    found, names = examples(objective=objective), short_names("objectives")
    shared = Counter(dict.fromkeys(names, 0))
    shared.update(other for example in found for other in example.objectives)
    del shared[objective]
    ((most, number), *_) = shared.most_common()
    title = f"{names[objective].capitalize()}: most often with {names[most]}, {number} times"
    alone = sum(len(example.objectives) == 1 for example in found)
    plot = draw.Plot(title, "Examples that serve two objectives")
    draw.bars(plot, [_bar(names[other], count) for other, count in shared.most_common()])
    return plot.chart(
        says=f"{title}. Of its {counted(len(found), 'example')} {alone or 'none'} serves it alone.",
        source=cite("objectives", *source_ids(found[:_FIRST_SOURCES])),
        data=draw.Table(
            ("Objective beside it", "Examples"),
            ((names[other], count) for other, count in shared.most_common()),
        ),
    )


def _bar(text: str, count: int) -> draw.Bar:
    """Return the bar of an objective; one that shares no example has only the word."""
    segments = [draw.Segment(count, "ally")] if count else []
    return draw.Bar(text, segments, f"{count or 'none'} shared")
