"""Let learners choose which objectives a real activity serves, and compare with our reading."""

from collections.abc import Mapping, Sequence
from typing import Any

from lessons.charts import engine as draw
from lessons.charts.objectives.example_cards import short_names
from lessons.core.text import counted
from lessons.data import cite, record
from lessons.data.summaries import summary

# Why we read an objective into an example; that we do stands in the table.
REASONS = {
    "ex017": {"6": "Aircraft of a partner served in an operation led by NATO."},
    "ex085": {
        "1": "Help after a disaster keeps a shaken country from becoming less safe.",
        "3": "Pakistan needed aircraft, and the Allies wanted the help to arrive.",
    },
    "ex007": {
        "1": "The security of the Black Sea concerns the wider area.",
        "4": "The ministers spoke of both countries' wish to join.",
    },
    "ex009": {
        "1": "A full-scale war in Europe concerns the security of all at the table.",
        "7": "They compared what they saw, so that nobody would be taken by surprise.",
    },
    "ex030": {
        "5": "Officers are taught in another way: education is a part of reform.",
        "8": "Years of work side by side build trust between teachers of both sides.",
    },
    "ex036": {
        "2": "Jordan's own forces, in a tense region, become more able.",
        "5": "Women in the armed forces are a step of reform.",
    },
    "ex092": {
        "2": "Neighbours practise how to help each other.",
        "3": "An earthquake is a danger for every side.",
    },
    "ex054": {
        "3": "Both sides fear bombs in crowds.",
        "8": "Scientists of former opponents built one thing together.",
    },
    "ex012": {
        "6": "Soldiers of a partner served in an operation led by NATO.",
        "8": "Thousands of Moroccans worked beside soldiers of the Allies.",
    },
    "ex051": {
        "3": "Both gain from the test: one learns its level, the other can count on it.",
        "6": "A tested battalion could serve in an operation one day.",
    },
}

# What we look for before we read an objective into an example.
SOUGHT = {
    "1": "a danger to more than those who take part",
    "2": "neighbours of one region who act together",
    "3": "something that both sides gain",
    "4": "a step on the way to joining",
    "5": "new rules, schools or democratic control",
    "6": "help for an operation led by NATO",
    "7": "a danger that is noticed early",
    "8": "people who get to know each other or NATO",
}
MOST = 3  # objectives that one may choose for an example


def _example_names() -> dict[int, str]:
    return {number: f"{number} of {len(REASONS)}" for number in range(1, len(REASONS) + 1)}


def _start_anew(before: Mapping[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return the values after a change, the guess cleared where only the example changed."""
    if before["example"] == after["example"]:
        return after
    changed = {name: after[name] for name in after if after[name] != before[name]}
    return {**after, "guess": [], "reading": [], **changed}


@draw.explorer(
    "Sort the example",
    link=_start_anew,
    example=draw.Slider("Example", words=_example_names),
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
    key = list(REASONS)[example - 1]
    fact, is_open = summary("practice_examples", key), "shown" in reading
    chosen = counted(len(guess), "objective") if guess else "no objective"
    title = f"Example {example} of {len(REASONS)}: what is it for?"
    plot = draw.Plot(title, f"{chosen} chosen".capitalize())
    draw.card(plot, draw.caption(fact.when), draw.body(fact.text))
    lines = verdict(key, guess, is_open)
    draw.card(plot, draw.head(lines[0]), *map(draw.body, lines[1:]), band="quiet")
    return plot.chart(
        says=f"Example {example}, {fact.when}: {fact.text} {' '.join(lines)}",
        source=cite("objectives", fact.source_id),
        data=_table(key, guess, is_open),
    )


def reading_of(key: str) -> list[str]:
    """Return the objectives that an example serves in our reading, as numbers in text."""
    return sorted(map(str, record("practice_examples", key).objective_ids))


def verdict(key: str, guess: Sequence[str], is_open: bool) -> list[str]:
    """Return what to say to a choice, the short answer first."""
    if len(guess) > MOST and not is_open:
        return ["Choose at most three.", "Which does the example serve most clearly?"]
    names, true = short_names("objectives"), reading_of(key)
    hits = [number for number in true if number in guess]
    others = [number for number in sorted(guess) if number not in true]
    asked = 0 < len(guess) <= MOST
    lines = [_first(len(hits), len(true), len(others), asked, is_open)]
    shown = true if is_open else hits
    lines += [f"{names[number].capitalize()}: {REASONS[key][number]}" for number in shown]
    lines += [
        f"Not in our reading: {names[number]}. We look for {SOUGHT[number]}." for number in others
    ]
    if others:
        lines.append("You may see it differently: which words of the example support your view?")
    return lines


def _first(hits: int, true: int, others: int, guessed: bool, is_open: bool) -> str:
    if not guessed:
        return "Our reading:" if is_open else "Choose up to three objectives."
    if hits == true:
        return "You found all that we found." if others else "Exactly our reading."
    return f"You found {hits} of the {true} that we found."


def _table(key: str, guess: Sequence[str], is_open: bool) -> draw.Table:
    true, judged = reading_of(key), guess if len(guess) <= MOST else []
    rows = [
        (
            name,
            "yes" if number in guess else "no",
            ("yes" if number in true else "no") if is_open or number in judged else "not shown yet",
        )
        for number, name in short_names("objectives").items()
    ]
    return draw.Table(("Objective", "You chose it", "In our reading"), rows)
