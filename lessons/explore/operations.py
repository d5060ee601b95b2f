"""Explore partners in operations: the operations, the soldiers, and one claim."""

from collections.abc import Sequence

from lessons.charts.operations import operations_timeline as ops
from lessons.charts.operations import troop_claims as evidence
from lessons.charts.operations import troop_shares as shares
from lessons.charts.operations.troop_lists import lists
from lessons.explore.knobs import Choice, Slider, Toggles
from lessons.widgets.explorer import Explorer


def flags_and_soldiers(on: str = "ISAF 2010-11-15") -> Explorer:
    """Explore how many nations on a list were outside NATO, and how many soldiers they sent."""
    return Explorer(
        shares.flags_and_soldiers,
        Choice("on", "List", lists(), on),
        name="Flags and soldiers",
    )


def operations_time_line(
    year: int = 2012,
    partners: Sequence[str] = tuple(ops.SIDES),
    basis: Sequence[str] = tuple(ops.BASIS_WORDS),
    look: str = "ISAF",
) -> Explorer:
    """Explore NATO-led operations on a time line: which ran when, with whom, on whose word."""
    last = ops.last_day()
    words = {each: f"end of {each}" for each in range(ops.FIRST, last.year)}
    words[last.year] = f"{last.day} {last:%B %Y}"
    rows = ops.operations()
    names = dict(zip(rows["operation_id"], rows["name"], strict=True))
    return Explorer(
        ops.operations_time_line,
        Slider("year", "Under way at the", ops.FIRST, last.year, year, words=words),
        Toggles("partners", "Show", ops.SIDES, partners),
        Toggles("basis", "On whose word", ops.BASIS_WORDS, basis),
        Choice("look", "Tell me about", names, look),
        name="NATO-led operations",
    )


def claim_of_2012(
    reach: str = "3", austria: str = "counted", australia: str = "autumn", jordan: str = "cable"
) -> Explorer:
    """Explore how near we come to '24 countries, over 7,000 troops' with the figures found."""
    return Explorer(
        evidence.claim_of_2012,
        Choice("reach", "Figures at most this far from December 2012", evidence.REACH, reach),
        Choice("austria", "Austria in Kosovo", evidence.AUSTRIA, austria),
        Choice("australia", "Australia in Afghanistan", evidence.AUSTRALIA, australia),
        Choice("jordan", "Jordan in Afghanistan", evidence.JORDAN, jordan),
        name="24 countries, over 7,000",
    )


def sums_checked(show: Sequence[str] = tuple(evidence.WHOLE)) -> Explorer:
    """Explore how much of the printed total the rows of each list explain."""
    return Explorer(
        evidence.sums_checked,
        Toggles("show", "Show", evidence.WHOLE, show),
        name="Sum of the rows against printed total",
    )
