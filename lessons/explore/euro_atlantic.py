"""Explore the Euro-Atlantic partnership: its signatures, its two roofs, its tools."""

from collections.abc import Sequence

from lessons.charts.euro_atlantic import forum_and_programme as forum
from lessons.charts.euro_atlantic import partnership_tools as toolbox
from lessons.charts.euro_atlantic import signatures
from lessons.core.text import said
from lessons.data.membership import last_day
from lessons.explore.knobs import Choice, Slider, Toggles
from lessons.widgets.explorer import Explorer


def signing_race(step: int = 1, show: Sequence[str] = ()) -> Explorer:
    """Explore day by day who signed the Partnership for Peace."""
    words = signatures.day_words()
    return Explorer(
        signatures.signing_race,
        Slider("step", "Day", 1, len(words), step, words=words, play=True),
        Toggles("show", "Show", signatures.SHOWN, show),
        name="The race to sign",
    )


def forum_and_programme(year: int = 1994) -> Explorer:
    """Explore who was in the forum, who was in the programme, and who was in both."""
    last = last_day().year
    words = {each: f"end of {each}" for each in range(1994, last)} | {last: said(last_day())}
    return Explorer(
        forum.forum_and_programme,
        Slider("year", "Year", 1994, last, year, words=words, play=True),
        name="Forum and programme",
    )


def partnership_tools(tool: str = "IPP") -> Explorer:
    """Explore the toolbox: what each tool is for, and who was found to use it."""
    return Explorer(
        toolbox.partnership_tools,
        Choice("tool", "Tool", toolbox.tool_words(), tool, as_list=True),
        name="The toolbox",
    )
