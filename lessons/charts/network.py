"""Name the days that charts count on, for charts that still ask for them here."""

from lessons.charts.wording import said as said
from lessons.history import end_of as end_of
from lessons.history import last_day as last_day
