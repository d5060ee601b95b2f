"""Explore what a programme can build on, and what a short test can prove."""

from lessons.charts.capstone import before_and_after as before_after
from lessons.charts.capstone import binomial, precedents
from lessons.explore.knobs import Choice, Slider
from lessons.widgets.explorer import Explorer


def what_was_done(partner: str = "JOR") -> Explorer:
    """Explore what has been done with a partner and with its group, area by area."""
    return Explorer(
        precedents.what_was_done,
        Choice("partner", "Partner", precedents.partners(), partner, as_list=True),
        name="What was done with whom",
    )


def before_and_after() -> Explorer:
    """Explore what twelve questions gave before the course and after it, as the journal stands."""
    return Explorer(before_after.gain, name="The same twelve questions, before and after")


def luck(know: int = 60, questions: int = 12) -> Explorer:
    """Explore how much of a test's result may be luck."""
    sizes = {str(many): f"{many}" for many in binomial.MANY}
    words = {share: f"{share} in 100" for share in range(10, 96, 5)}
    return Explorer(
        lambda know, questions: binomial.luck(know, int(questions)),
        Slider("know", "Knows", 10, 95, know, step=5, words=words),
        Choice("questions", "Questions", sizes, str(questions)),
        name="How much is luck",
    )
