"""Show a learner's progress as charts with tables, and let the learner download the journal.

The learner's own answers are read at each call, so that running a cell again updates it. A stored
notebook contains nobody's progress.
"""

from collections.abc import Callable

from lessons import spaced_repetition
from lessons.charts.engine.chart import Chart
from lessons.core.paths import UnknownName, nearest
from lessons.dashboard.course_path import CoursePath, course_path
from lessons.dashboard.journal_controls import JournalControls
from lessons.dashboard.note import Note, note
from lessons.dashboard.progress_charts import confidence_chart, lessons_chart, objectives_chart
from lessons.widgets.explorer import Explorer

# The name of each frame, whose chart has a finding as its title, and the function that draws it.
CHARTS: dict[str, tuple[str, Callable[[], Chart]]] = {
    "lessons": ("My progress by lesson", lessons_chart),
    "objectives": ("My progress by objective", objectives_chart),
    "confidence": ("My confidence against my results", confidence_chart),
}
VIEWS = (*CHARTS, "path", "next", "journal")


def my_progress(what: str = "lessons") -> Explorer | JournalControls | CoursePath | Note:
    """Show how far you have come: by "lessons", "objectives" or "confidence".

    "path" shows all lessons and where to go on, "next" only the latter; "journal" lets
    you download, upload and delete your answers.
    Raise UnknownName for anything else.
    """
    if what not in VIEWS:
        raise UnknownName(f"There is no progress by '{what}'.{nearest(what, VIEWS)}")
    if what == "journal":
        return JournalControls()
    if what == "path":
        return course_path()
    if what == "next":  # in notebooks of the first edition
        return course_path().go_on
    # A chart without answers would be empty: a note says what it will show.
    if not _has_answers(what):
        return note(what)
    name, draw = CHARTS[what]
    return Explorer(draw, name=name, call=f"my_progress({what!r})")


def _has_answers(what: str) -> bool:
    """Return whether there is anything to draw in a chart."""
    if what == "confidence":
        return any(given for given, _right in spaced_repetition.calibration().values())
    return bool(spaced_repetition.started_lessons())
