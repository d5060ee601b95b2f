"""What is shown: one function, one Chart."""

from lessons.charts.concepts import concept_time_line, core_tasks
from lessons.charts.groups import sum_apart
from lessons.charts.membership import who_came_when
from lessons.charts.network import world_map
from lessons.charts.road import road_to_core_task
from lessons.charts.tools import three_tools

__all__ = [
    "concept_time_line",
    "core_tasks",
    "road_to_core_task",
    "sum_apart",
    "three_tools",
    "who_came_when",
    "world_map",
]
