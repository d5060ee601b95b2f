"""What is shown: one function, one Chart."""

from lessons.charts.groups import sum_apart
from lessons.charts.membership import who_came_when
from lessons.charts.network import world_map

__all__ = ["sum_apart", "who_came_when", "world_map"]
