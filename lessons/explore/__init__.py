"""What is handled: every explorer, a chart with knobs."""

from lessons.explore.explorer import Explorer, framed
from lessons.explore.network import membership_table, sum_apart, world_map

__all__ = ["Explorer", "framed", "membership_table", "sum_apart", "world_map"]
