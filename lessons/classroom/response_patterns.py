"""Notice patterns in a pupil's answers that a teacher should know, such as great hurry."""

from collections.abc import Iterable, Iterator, Mapping
from statistics import median

from lessons.classroom.hand_in import AnsweredQuestion
from lessons.questions import Question

HURRIED_SECONDS = 3  # a median below this leaves no time to read the question
MIN_TIMED_ANSWERS = 5
MIN_FULLY_TICKED = 3  # questions with every option ticked


def option_counts(bank: Iterable[Question]) -> dict[str, int]:
    """Return the number of options of each question in which several may be ticked, by its id."""
    return {question.id: question.tickable for question in bank if question.tickable}


def remarks(
    answers: Iterable[AnsweredQuestion],
    option_counts: Mapping[str, int],
    *,
    use_last: bool,
) -> Iterator[str]:
    """Yield a clause on each striking pattern: answers in a hurry, or every option ticked."""
    answers = list(answers)
    seconds = [answer.seconds for answer in answers if answer.seconds is not None]
    if len(seconds) >= MIN_TIMED_ANSWERS and median(seconds) < HURRIED_SECONDS:
        yield f"in a hurry: half of the answers took {median(seconds):.1f} seconds or less"
    all_ticked = [
        len(answer.final if use_last else answer.first) == option_counts[answer.question]
        for answer in answers
        if answer.question in option_counts
    ]
    if len(all_ticked) >= MIN_FULLY_TICKED and all(all_ticked):
        yield (
            f"ticked every option of all {len(all_ticked)} questions in which several may be ticked"
        )
