"""Sort the example: which objectives does a real activity serve?"""

from collections.abc import Sequence

import pandas as pd

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing, Text
from lessons.charts.engine.old_cards import Part, card
from lessons.charts.engine.theme import width
from lessons.charts.objectives.example_cards import short_names
from lessons.charts.objectives.row_summaries import Told, told
from lessons.data import cite, table

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


def sort_the_example(
    example: int = 1, guess: Sequence[str] = (), reading: Sequence[str] = ()
) -> Chart:
    """Draw a real activity, and say what our reading makes of the objectives that were chosen.

    `example` counts from 1; `guess` lists objectives' numbers as text; with 'shown' in
    `reading` our own reading and its reasons are told.
    """
    key = list(REASONS)[example - 1]
    fact, is_open = told("practice_examples", key), "shown" in reading
    drawing = Drawing(width(), 0)
    title = f"Example {example} of {len(REASONS)}: what is it for?"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    y = 28 + card(drawing, (4, 28), width() - 8, _parts(fact), band="ally") + 8
    lines = verdict(key, guess, is_open)
    answer = [Part(lines[0], 14, bold=True), *(Part(line, 13, gap=6) for line in lines[1:])]
    drawing.height = y + card(drawing, (4, y), width() - 8, answer, band="quiet") + 4
    says = f"Example {example}, {fact.when}: {fact.what} {' '.join(lines)}"
    source = cite("objectives", fact.source_id)
    return Chart(drawing, says, source, _listing(key, guess, is_open), title=title)


def ours(key: str) -> list[str]:
    """Return the objectives that an example serves in our reading, as numbers in text."""
    rows = table("practice_examples").set_index("example_id")
    return sorted(str(rows.loc[key, "objective_ids"]).split(";"))


def verdict(key: str, guess: Sequence[str], is_open: bool) -> list[str]:
    """Return what to say to a choice, the short answer first."""
    if len(guess) > MOST and not is_open:
        return ["Choose at most three.", "Which does the example serve most clearly?"]
    names, true = short_names("objectives"), ours(key)
    hits = [number for number in true if number in guess]
    others = [number for number in sorted(guess) if number not in true]
    asked = 0 < len(guess) <= MOST
    lines = [_first(len(hits), len(true), len(others), asked, is_open)]
    told_now = true if is_open else hits
    lines += [f"{names[number].capitalize()}: {REASONS[key][number]}" for number in told_now]
    lines += [
        f"Not in our reading: {names[number]}. We look for {SOUGHT[number]}." for number in others
    ]
    if others:
        lines.append("You may see it otherwise: which words of the example speak for it?")
    return lines


def _first(hits: int, true: int, others: int, guessed: bool, is_open: bool) -> str:
    if not guessed:
        return "Our reading:" if is_open else "Choose up to three objectives."
    if hits == true:
        return "You found all that we found." if others else "Exactly our reading."
    return f"You found {hits} of the {true} that we found."


def _parts(fact: Told) -> list[Part]:
    return [Part(fact.when, 12, "muted"), Part(fact.what, 14)]


def _listing(key: str, guess: Sequence[str], is_open: bool) -> pd.DataFrame:
    true, judged = ours(key), guess if len(guess) <= MOST else []
    rows = [
        (
            words,
            "yes" if number in guess else "no",
            ("yes" if number in true else "no") if is_open or number in judged else "not shown yet",
        )
        for number, words in short_names("objectives").items()
    ]
    return pd.DataFrame(rows, columns=["Objective", "You chose it", "In our reading"])
