"""How a pupil went about it, where that says more than the marks."""

from collections.abc import Iterable, Iterator, Mapping
from statistics import median

from lessons.classroom.hand_in import Given
from lessons.questions import Question

HURRIED = 3  # seconds a question, half of the answers given faster
LEAST = 5  # answers from which a hurry shows
TICKED = 3  # questions with every option ticked


def options(bank: Iterable[Question]) -> dict[str, int]:
    """Return how many options each question has of which several may be ticked."""
    return {it.id: it.tickable for it in bank if it.tickable}


def habits(given: Iterable[Given], many: Mapping[str, int], *, final: bool) -> Iterator[str]:
    """Yield in words what stands out; `many` is what `options` returns."""
    seconds = [it.seconds for it in given if it.seconds is not None]
    if len(seconds) >= LEAST and (half := median(seconds)) < HURRIED:
        yield f"in a hurry: half of the answers took {half:.1f} seconds or less"
    listed = [(it.question, it.final if final else it.first) for it in given]
    ticked = [len(answer) == many[id] for id, answer in listed if id in many]
    if sum(ticked) >= TICKED and all(ticked):
        yield f"ticked every option of all {len(ticked)} questions in which several may be ticked"
