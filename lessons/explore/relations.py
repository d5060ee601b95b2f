"""Explore three special relationships: their time lines, their papers, their structures."""

from collections.abc import Sequence

from lessons.charts import papers, relations, seats
from lessons.charts.network import last_day
from lessons.explore.explorer import Explorer
from lessons.explore.knobs import Choice, Slider, Toggles


def three_relations(
    event: int = 8,
    show: Sequence[str] = tuple(relations.PARTNERS),
    kinds: Sequence[str] = tuple(relations.KINDS),
) -> Explorer:
    """Explore the events of three partners on parallel time lines."""
    words = relations.event_words()
    sorts = {key: kind.words for key, kind in relations.KINDS.items()}
    return Explorer(
        relations.three_relations,
        Slider("event", "Event", 1, len(words), event, words=words),
        Toggles("show", "Partners", relations.PARTNERS, show),
        Toggles("kinds", "Kinds", sorts, kinds),
        name="Three time lines",
    )


def document_finder(partner: str = papers.ANY, deed: str = "body") -> Explorer:
    """Explore the papers: who agreed what with whom, and what it did."""
    return Explorer(
        papers.document_finder,
        Choice("partner", "Partner", papers.WHO, partner),
        Choice("deed", "The paper", papers.DEEDS, deed),
        name="Document finder",
    )


def structures_on(year: int = 2012, month: int = 12) -> Explorer:
    """Explore which structure existed on which day."""
    return Explorer(
        seats.structures_on,
        Slider("year", "Year", seats.FIRST, last_day().year, year, play=True),
        Slider("month", "End of", 1, 12, month, words=seats.MONTHS),
        name="Which structure on which day",
    )
