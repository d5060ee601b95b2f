"""Explore three special relationships: their time lines, their papers, their structures."""

from collections.abc import Sequence

from lessons.charts.russia_ukraine_georgia import document_finder as papers
from lessons.charts.russia_ukraine_georgia import special_relationships, structures_matrix
from lessons.data.membership import last_day
from lessons.explore.knobs import Choice, Slider, Toggles
from lessons.widgets.explorer import Explorer


def three_relations(
    event: int = 8,
    show: Sequence[str] = tuple(special_relationships.PARTNERS),
    kinds: Sequence[str] = tuple(special_relationships.KINDS),
) -> Explorer:
    """Explore the events of three partners on parallel time lines."""
    words = special_relationships.event_words()
    sorts = {key: kind.words for key, kind in special_relationships.KINDS.items()}
    return Explorer(
        special_relationships.three_relations,
        Slider("event", "Event", 1, len(words), event, words=words),
        Toggles("show", "Partners", special_relationships.PARTNERS, show),
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
        structures_matrix.structures_on,
        Slider("year", "Year", structures_matrix.FIRST, last_day().year, year, play=True),
        Slider("month", "End of", 1, 12, month, words=structures_matrix.MONTHS),
        name="Which structure on which day",
    )
