"""Let learners choose which objectives a real activity serves, and compare with our reading.

Which objectives an example serves is our own reading: `practice_examples.csv` holds it, and
`example_readings.csv` gives a reason for each of the examples here. A learner may read otherwise,
and is asked for the words that support it.
"""

from collections.abc import Sequence

from lessons.charts import engine as draw
from lessons.core.text import counted
from lessons.data import cite, record
from lessons.data.examples import readings, short_names
from lessons.data.summaries import summary


def _example_names() -> list[str]:
    return [f"{number} of {len(readings())}" for number, _ in enumerate(readings(), start=1)]


@draw.explorer(
    "Sort the example",
    link=draw.start_anew("example", guess=[], reading=[]),
    example=draw.Slider("Example", _example_names),
    guess=draw.Toggles("Aims it serves", lambda: short_names("objectives")),
    reading=draw.Toggles("Compare", {"shown": "show our reading"}),
)
def sort_the_example(
    example: int = 1, guess: Sequence[str] = (), reading: Sequence[str] = ()
) -> draw.Chart:
    """Draw a real activity, and say what our reading makes of the objectives that were chosen.

    `example` counts from 1; `guess` lists objectives' numbers as text; with 'shown' in
    `reading` our own reading and its reasons are shown.
    """
    key, is_open = list(readings())[example - 1], "shown" in reading
    fact, lines = summary("practice_examples", key), verdict(key, guess, is_open)
    chosen = counted(len(guess), "objective") if guess else "no objective"
    title = f"Example {example} of {len(readings())}: what is it for?"
    plot = draw.Plot(title, f"{chosen} chosen".capitalize())
    draw.card(plot, draw.caption(fact.when), draw.body(fact.text))
    draw.card(plot, draw.head(lines[0]), *map(draw.body, lines[1:]), band="quiet")
    return plot.chart(
        says=f"Example {example}, {fact.when}: {fact.text} {' '.join(lines)}",
        source=cite("objectives", fact.source_id),
        data=_table(key, guess, is_open),
    )


def verdict(key: str, guess: Sequence[str], is_open: bool) -> list[str]:
    """Return the lines that answer a choice, the short answer first.

    Until our reading is opened, the objectives that were not found are not given away.
    """
    names, ours = short_names("objectives"), readings()[key]
    # In the order of the paper, and not of the clicks: so the answer does not follow the guess.
    hits = [number for number in ours if number in guess]
    others = [number for number in sorted(guess) if number not in ours]
    lines = [f"You found {len(hits)} of {len(ours)}, and chose {counted(len(others), 'other')}."]
    lines = lines if guess else ["Choose the objectives that it serves."]
    lines += [
        f"{names[number].capitalize()}: {ours[number]}" for number in (ours if is_open else hits)
    ]
    for number in others:
        sought = record("objectives", number).sought
        lines.append(f"Not in our reading: {names[number]}. We look for {sought}.")
    # Our reading is one of several: who read differently is asked for evidence.
    if others:
        lines.append("You may see it differently: which words of the example support your view?")
    return lines


def _table(key: str, guess: Sequence[str], is_open: bool) -> draw.Table:
    names, ours = short_names("objectives"), readings()[key]
    shown = names if is_open else guess
    given = ["not shown yet" if n not in shown else "yes" if n in ours else "no" for n in names]
    return draw.Table(("Objective", "In our reading"), zip(names.values(), given, strict=True))
