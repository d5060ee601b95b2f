"""Lay out the paragraphs of a card on one documented fact, and say how sure the course is of it."""

from lessons.charts import engine as draw
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
