"""Draw how often an objective has the same examples as each of the others.

Few examples serve a single objective. Which two come together, and which never do, says more about
partnership than any rank of the eight.
"""

from collections import Counter
from itertools import combinations

from lessons.charts import engine as draw
from lessons.core.text import counted
from lessons.data import cite, source_ids
from lessons.data.examples import all_examples, examples, short_names

Pair = tuple[str, str]
_FIRST_SOURCES = 3  # sources that are named under the picture


@draw.explorer(
    "Objectives seldom come alone",
    objective=draw.Choice("Objective", lambda: short_names("objectives")),
)
def objective_pairs(objective: str = "3") -> draw.Chart:
    """Draw how many examples an objective shares with each of the others, the most first."""
    counts, names = shared(), short_names("objectives")
    # A Counter answers 0 for a pair that it lacks.
    mine = Counter({other: counts[_pair(other, objective)] for other in names})
    del mine[objective]
    ((most, number), *_) = mine.most_common()
    title = f"{names[objective].capitalize()}: most often with {names[most]}, {number} times"
    plot = draw.Plot(title, "Examples that serve two objectives")
    draw.bars(plot, [_bar(names[other], count) for other, count in mine.most_common()])
    rows = ((names[one], names[other], count) for (one, other), count in counts.most_common())
    return plot.chart(
        says=f"{title}. {_alone(objective)}{_never(mine)}",
        source=cite("objectives", *source_ids(examples(objective=objective)[:_FIRST_SOURCES])),
        data=draw.Table(("Objective", "Objective beside it", "Examples"), rows),
    )


def shared() -> Counter[Pair]:
    """Return for each two objectives how many examples serve both; pairs without are left out."""
    return Counter(
        pair for example in all_examples() for pair in combinations(sorted(example.objectives), 2)
    )


def _pair(one: str, other: str) -> Pair:
    """Return two objectives in the order in which `shared` counts them."""
    return (one, other) if one < other else (other, one)


def _bar(text: str, count: int) -> draw.Bar:
    """Return the bar of an objective; one that shares no example has only the word."""
    segments = [draw.Segment(count, "ally")] if count else []
    return draw.Bar(text, segments, f"{count or 'none'} shared")


def _alone(objective: str) -> str:
    found = examples(objective=objective)
    alone = sum(len(example.objectives) == 1 for example in found)
    return f"Of its {counted(len(found), 'example')} {alone or 'none'} serves it alone."


def _never(mine: Counter[str]) -> str:
    """Return with which others an objective shares no example, as a sentence, if there are any."""
    names = short_names("objectives")
    never = [names[number] for number, count in mine.items() if not count]
    return f" Never with: {', '.join(never)}." if never else ""
