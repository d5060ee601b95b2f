"""Offer the vocabulary that charts are written in; docs/charts.md explains it with examples.

A chart module says `from lessons.charts import engine as draw`, and imports nothing more of the
engine. What is imported here is the vocabulary.
"""

from lessons.charts.engine.bar_rows import Bar, Segment, bars
from lessons.charts.engine.card_grid import (
    Card,
    body,
    caption,
    card,
    cards,
    detail,
    doubt,
    fact,
    head,
    subhead,
)  # fmt: skip
from lessons.charts.engine.cell_matrix import Cell, MatrixRow, matrix
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.controls import LAST, Choice, Slider, Toggles
from lessons.charts.engine.counted_marks import signs
from lessons.charts.engine.declare import chart, explorer, start_anew
from lessons.charts.engine.drawing import DRAGGED, Box, Line, Shape, Text
from lessons.charts.engine.layout import Paragraph, Plot
from lessons.charts.engine.legends import (
    EMPTY,
    FILL_OF,
    GROUP_KEYS,
    GROUP_NAMES,
    HATCHED,
    OUTLINED,
    PALE,
    PARTNER_GROUPS,
    SOLID,
    Key,
    certainty_keys,
    count_by_key,
    filter_keys,
    group_key,
    key_texts,
    legend,
)  # fmt: skip
from lessons.charts.engine.list_columns import ListItem, lists
from lessons.charts.engine.maps import Marker, draw_map, in_region, region_names
from lessons.charts.engine.options import years_from
from lessons.charts.engine.routes import route
from lessons.charts.engine.row_labels import Heading
from lessons.charts.engine.table import Table, Value
from lessons.charts.engine.theme import is_narrow
from lessons.charts.engine.time_lanes import Lane, Point, Rule, Span, timeline
from lessons.charts.engine.turning_points import turning_points, world_event
from lessons.charts.engine.value_columns import Column, Series, columns, step_lines
from lessons.data.summaries import CERTAINTY
