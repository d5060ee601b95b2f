"""Draw on a circle how often two objectives have the same examples.

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
    """Draw the objectives on a circle, and lines as thick as the number of shared examples.

    The lines of the chosen objective are dark. A circle has no first and no last, and so it gives
    the objectives no rank.
    """
    counts, names = shared(), short_names("objectives")
    # An objective shares nothing with itself: a Counter answers 0 for a pair that it lacks.
    mine = {number: counts[_pair(number, objective)] for number in names}
    most = max(mine, key=lambda number: mine[number])
    title = f"{names[objective].capitalize()}: most often with {names[most]}, {mine[most]} times"
    plot = draw.Plot(title, "Examples that serve two objectives")
    ties = [draw.Tie(*pair, count, objective in pair) for pair, count in counts.items()]
    draw.circle_network(plot, _nodes(objective, mine), ties)
    rows = ((names[one], names[other], count) for (one, other), count in counts.most_common())
    return plot.chart(
        says=f"{title}. {_alone(objective)}{_never(objective, mine)}",
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


def _nodes(objective: str, mine: dict[str, int]) -> list[draw.Node]:
    nodes = []
    for number, name in short_names("objectives").items():
        chosen = number == objective
        note = "" if chosen else f"{mine[number] or 'none'} shared"
        nodes.append(draw.Node(number, name, note, chosen, f"objective={number}"))
    return nodes


def _alone(objective: str) -> str:
    found = examples(objective=objective)
    alone = sum(len(example.objectives) == 1 for example in found)
    return f"Of its {counted(len(found), 'example')} {alone or 'none'} serves it alone."


def _never(objective: str, mine: dict[str, int]) -> str:
    """Return with which others an objective shares no example, as a sentence, if there are any."""
    names = short_names("objectives")
    never = [names[number] for number in mine if not mine[number] and number != objective]
    return f" Never with: {', '.join(never)}." if never else ""
