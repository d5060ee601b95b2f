"""Explore what NATO calls its tasks, and how partners came into them."""

from collections.abc import Sequence

from lessons.charts.cooperative_security import policy_milestones, strategic_concepts
from lessons.charts.cooperative_security import three_tools as tools
from lessons.charts.engine.controls import Choice, Slider, Toggles
from lessons.widgets.explorer import Explorer


def core_tasks(concept: str = "2010", show: Sequence[str] = ("meaning",)) -> Explorer:
    """Explore the core tasks of 2010 beside those of 2022."""
    return Explorer(
        strategic_concepts.core_tasks,
        Choice("concept", "Concept of", strategic_concepts.CONCEPTS, concept),
        Toggles("show", "Show", strategic_concepts.SHOWN, show),
        name="The core tasks",
    )


def three_tools(show: Sequence[str] = ()) -> Explorer:
    """Explore three events; name the tool of cooperative security before you open a card."""
    options = {key: f"Event {place}" for place, key in enumerate(tools.TOOLS, start=1)}
    return Explorer(
        tools.three_tools, Toggles("show", "Open", options, show), name="Three events, three tools"
    )


def concept_time_line(concept: int = 1, mark: str = "reader") -> Explorer:
    """Explore NATO's Strategic Concepts, one after the other."""
    words = strategic_concepts.concept_numbers()
    return Explorer(
        strategic_concepts.concept_time_line,
        Slider("concept", "Concept", 1, len(words), concept, words=words),
        Choice("mark", "Squares show", strategic_concepts.MARKS, mark),
        name="Strategic Concepts on a time line",
    )


def road_to_core_task(step: int = 1) -> Explorer:
    """Explore milestone by milestone how partners came before the core task."""
    words = policy_milestones.milestone_words()
    return Explorer(
        policy_milestones.road_to_core_task,
        Slider("step", "Milestone", 1, len(words), step, words=words, play=True),
        name="The road to the core task",
    )
