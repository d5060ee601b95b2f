"""Let the next pupil at a shared computer begin with no answers; the old ones are backed up."""

from lessons import journal
from lessons.core.files import FileProblem
from lessons.core.text import counted
from lessons.widgets.card import Message, notice

NEXT_PUPIL = "Does another pupil use this computer after you? Then press this button."


def offer_at_start(number: int, questions: int) -> Message:
    """Return the offer to begin with no answers, where there are earlier ones to some questions."""
    heading = f"{counted(number, 'answer')} of {questions} saved on this computer."
    text = "If they are yours, go on. If not, start empty, or they are handed in as yours."
    return {"offer": "Not mine: start empty", **notice("", "!", heading, text)}


def offer_after_hand_in() -> Message:
    """Return the offer to begin with no answers, after a hand-in was saved."""
    return {"offer": "Next pupil: start empty", **notice("", "→", "Shared computer.", NEXT_PUPIL)}


def empty(advice: str) -> Message:
    """Move all answers into a backup; return where it is, and `advice` on what to do now."""
    try:
        backup = journal.reset()
    except FileProblem as problem:
        return notice("bad", "✗", "Not emptied.", f"All answers are still there. {problem}")
    place = "in this browser; download them on the page My progress"
    place = place if journal.is_in_browser() else f"in {backup}"
    where = f"Nothing is lost: the earlier answers are {place}. " if backup else ""
    return {"emptied": 1, **notice("good", "✓", "Empty.", f"{where}{advice}")}
