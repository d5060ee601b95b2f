"""Explore what NATO calls its tasks, and how partners came into them."""

from collections.abc import Sequence

from lessons.charts.cooperative_security import policy_milestones as road
from lessons.charts.cooperative_security import strategic_concepts as concepts
from lessons.explore.knobs import Choice, Slider, Toggles
from lessons.widgets.explorer import Explorer


def core_tasks(concept: str = "2010", show: Sequence[str] = ("meaning",)) -> Explorer:
    """Explore the core tasks of 2010 beside those of 2022."""
    return Explorer(
        concepts.core_tasks,
        Choice("concept", "Concept of", concepts.CONCEPTS, concept),
        Toggles("show", "Show", concepts.SHOWN, show),
        name="The core tasks",
    )


def concept_time_line(concept: int = 1, mark: str = "reader") -> Explorer:
    """Explore NATO's Strategic Concepts, one after the other."""
    words = concepts.concept_numbers()
    return Explorer(
        concepts.concept_time_line,
        Slider("concept", "Concept", 1, len(words), concept, words=words),
        Choice("mark", "Squares show", concepts.MARKS, mark),
        name="Strategic Concepts on a time line",
    )


def road_to_core_task(step: int = 1) -> Explorer:
    """Explore milestone by milestone how partners came before the core task."""
    words = road.milestone_words()
    return Explorer(
        road.road_to_core_task,
        Slider("step", "Milestone", 1, len(words), step, words=words, play=True),
        name="The road to the core task",
    )
