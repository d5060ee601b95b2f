"""Start empty: what a shared computer needs between two pupils. No answer is lost by it."""

from lessons import journal
from lessons.classroom.validation import many
from lessons.widgets.card import Message, said

AFTER = "Does another pupil use this computer after you? Then press this button."


def kept(number: int, out_of: int) -> Message:
    """Return the offer to start empty, where answers of an earlier time have come back."""
    head = f"{many(number, 'answer')} of {out_of} kept on this computer."
    text = "If they are yours, go on. Not yours? Start empty, or they are handed in as yours."
    return {"offer": "Not mine: start empty", **said("", "!", head, text)}


def handed_in() -> Message:
    """Return the offer to start empty, after a hand-in was saved."""
    return {"offer": "Next pupil: start empty", **said("", "→", "Shared computer.", AFTER)}


def empty(again: str) -> Message:
    """Move all answers into a backup and say where; `again` says how the page shows it."""
    copy = journal.reset()
    where = f"Nothing is lost: the answers of before lie in {copy}. " if copy else ""
    return {"emptied": 1, **said("good", "✓", "Empty.", f"{where}{again}")}
