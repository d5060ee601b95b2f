"""What is handled: every explorer, a chart with knobs."""

from lessons.explore.concepts import (
    concept_time_line,
    core_tasks,
    road_to_core_task,
    three_tools,
)
from lessons.explore.explorer import Explorer, framed
from lessons.explore.network import membership_table, sum_apart, world_map
from lessons.explore.operations import (
    claim_of_2012,
    contributions,
    flags_and_soldiers,
    operations_time_line,
    sums_checked,
)

__all__ = [
    "Explorer",
    "claim_of_2012",
    "concept_time_line",
    "contributions",
    "core_tasks",
    "flags_and_soldiers",
    "framed",
    "membership_table",
    "operations_time_line",
    "road_to_core_task",
    "sum_apart",
    "sums_checked",
    "three_tools",
    "world_map",
]
