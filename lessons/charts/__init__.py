"""What is shown: one function, one Chart."""

from lessons.charts.concepts import concept_time_line, core_tasks
from lessons.charts.contributions import soldiers
from lessons.charts.evidence import claim_of_2012, sums_checked
from lessons.charts.groups import sum_apart
from lessons.charts.membership import who_came_when
from lessons.charts.network import world_map
from lessons.charts.operations import operations_time_line
from lessons.charts.road import road_to_core_task
from lessons.charts.shares import flags_and_soldiers
from lessons.charts.tools import three_tools

__all__ = [
    "claim_of_2012",
    "concept_time_line",
    "core_tasks",
    "flags_and_soldiers",
    "operations_time_line",
    "road_to_core_task",
    "soldiers",
    "sum_apart",
    "sums_checked",
    "three_tools",
    "who_came_when",
    "world_map",
]
