"""Draw documented facts on cards, and say how sure the course is of each."""

from lessons.charts import engine as draw
from lessons.core.text import counted
from lessons.data.summaries import CERTAINTY


def fact(note: str, text: str, confidence: str, *heading: draw.Paragraph) -> list[draw.Paragraph]:
    """Return the paragraphs of a card: a note such as the date, a heading if any, and the text.

    A fact of which the course is not sure, a `confidence` below "high", says so at its end.
    """
    doubt = f"How sure: {CERTAINTY[confidence]}."
    # "Well sourced" on nearly every card would hide the few that are not.
    return [
        draw.caption(note), *heading, draw.body(text),
        *([draw.caption(doubt)] if confidence != "high" else []),
    ]  # fmt: skip


def how_many_opened(opened: int, all_of_them: int, thing: str) -> str:
    """Return how far a learner has come with cards to open, such as '2 steps of 4 opened'."""
    return f"{counted(opened, thing) if opened else f'no {thing}'} of {all_of_them} opened"
