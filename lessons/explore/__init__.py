"""What is handled: every explorer, a chart with knobs."""

from lessons.explore.concepts import (
    concept_time_line,
    core_tasks,
    road_to_core_task,
    three_tools,
)
from lessons.explore.explorer import Explorer, framed
from lessons.explore.network import membership_table, sum_apart, world_map

__all__ = [
    "Explorer",
    "concept_time_line",
    "core_tasks",
    "framed",
    "membership_table",
    "road_to_core_task",
    "sum_apart",
    "three_tools",
    "world_map",
]
