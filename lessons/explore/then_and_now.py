"""Explore what of the picture of 2013 still holds."""

from collections.abc import Sequence
from typing import Any

from lessons.charts.engine.theme import GROUPS
from lessons.charts.then_and_now import claims, partners_since_2012
from lessons.charts.then_and_now import counts_over_time as counts
from lessons.core.text import said
from lessons.data.membership import last_day
from lessons.explore.knobs import Choice, Slider, Toggles
from lessons.widgets.explorer import Explorer


def counts_over_time(year: int = 1990, show: Sequence[str] = tuple(GROUPS)) -> Explorer:
    """Explore how many Allies and partners there were, from 1990 to today."""
    return Explorer(
        counts.counts_over_time,
        _years(counts.FIRST, year),
        Toggles("show", "Show", {key: group.words for key, group in GROUPS.items()}, show),
        name="Allies and partners over time",
    )


def partners_of_2012(year: int = 2012, sort: str = "group") -> Explorer:
    """Explore what became of each partner of 2012."""
    return Explorer(
        partners_since_2012.fates,
        _years(partners_since_2012.START, year),
        Choice("sort", "Sort by", partners_since_2012.SORTS, sort),
        name="What became of the partners of 2012",
    )


def claim_checker(claim: str = "c01", guess: str = claims.OPEN) -> Explorer:
    """Explore the claims of 2013: guess a verdict, then see ours and its reason."""
    options = {claims.OPEN: "not yet"} | {k: v.words for k, v in claims.VERDICTS.items()}
    return _Checker(
        claims.claim_check,
        Choice("claim", "Claim", claims.claims(), claim),
        Choice("guess", "Your verdict", options, guess),
        name="Claim checker",
    )


def claim_wall(show: Sequence[str] = tuple(claims.VERDICTS), claim: str = "c06") -> Explorer:
    """Explore all claims at once, by verdict."""
    options = {key: verdict.words for key, verdict in claims.VERDICTS.items()}
    return Explorer(
        claims.claim_wall,
        Toggles("show", "Show", options, show),
        Choice("claim", "Open", claims.claims(), claim),
        name="All claims by verdict",
    )


class _Checker(Explorer):
    """An explorer that takes back the guess when the learner goes on to another claim."""

    def _moved(self, change: Any) -> None:
        if self._settled and change["name"] == "values":
            old, new = change["old"], change["new"]
            moved_on = old["claim"] != new["claim"] and old["guess"] == new["guess"]
            if moved_on and new["guess"] != claims.OPEN:
                self.values = {**new, "guess": claims.OPEN}  # which calls this again
                return
        super()._moved(change)


def _years(first: int, value: int) -> Slider:
    last = last_day()
    words = {year: f"end of {year}" for year in range(first, last.year)} | {last.year: said(last)}
    return Slider("year", "Year", first, last.year, value, words=words, play=True)
