"""`my_progress`: a learner's progress as charts with tables, and the journal to take along.

The learner's own answers are read at each call, so that running a cell again brings it up to date.
A stored notebook holds no progress: who opens it sees nobody else's.
"""

from collections.abc import Callable

from lessons import questions, spaced_repetition
from lessons.charts.engine.chart import Chart
from lessons.core.paths import UnknownName, lesson_folder, lesson_number, nearest
from lessons.dashboard.course_path import CoursePath, course_path
from lessons.dashboard.journal_controls import JournalControls
from lessons.dashboard.note import Note
from lessons.dashboard.progress_charts import confidence_chart, lessons_chart, objectives_chart
from lessons.widgets.explorer import Explorer

CHARTS: dict[str, Callable[[], Chart]] = {
    "lessons": lessons_chart,
    "objectives": objectives_chart,
    "confidence": confidence_chart,
}
VIEWS = (*CHARTS, "path", "next", "journal")
NO_ANSWERS = Note(
    "There is nothing to draw yet. Once you have answered a question in lesson 1 or later, "
    "run all cells of this notebook again: it will show what is strong and what to see again."
)
NO_CONFIDENCE = Note(
    "You have not yet said how sure you were. Under each question you may choose sure, think so "
    "or guess; here you will see how often each was right."
)
ALL_ANSWERED = Note(
    "Every question of lessons 1 to 12 is answered.", "review.ipynb", "Review what is due"
)


class ProgressChart(Explorer):
    """A chart of the learner's own answers, drawn for wide and for narrow pages."""

    def __init__(self, view: str) -> None:
        """Draw one of CHARTS with the answers of this moment."""
        # Drawn once here for the title, and anew at every look: answers come in between.
        self._view = view
        super().__init__(lambda: CHARTS[view](), name=CHARTS[view]().title)

    @property
    def call(self) -> str:
        """The line of Python that shows this chart."""
        return f"my_progress({self._view!r})"


def my_progress(
    what: str = "lessons",
) -> ProgressChart | JournalControls | CoursePath | Note:
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
        return course_path(next_step())
    if what == "next":
        return next_step()
    # A chart without answers would be an empty frame: a sentence says what is missing.
    if what == "confidence":
        has_answers = any(given for given, _right in spaced_repetition.calibration().values())
        return ProgressChart(what) if has_answers else NO_CONFIDENCE
    return ProgressChart(what) if spaced_repetition.started_lessons() else NO_ANSWERS


def next_step() -> Note:
    """Return where to go on: the first objective with a question that is not yet answered.

    Lessons that have been started come before others.
    """
    started = spaced_repetition.started_lessons()
    left = [m for m in spaced_repetition.mastery() if m.state == "open" and m.objective]
    if not left:
        return ALL_ANSWERED
    # A lesson that is begun is finished first; after that the course goes on in its order.
    step = next((mastery for mastery in left if mastery.lesson in started), left[0])
    lesson, number = f"lesson {lesson_number(step.lesson)}", step.objective.partition(".")[2]
    text = questions.objectives(step.lesson)[step.objective]
    notebook = f"{lesson_folder(step.lesson).name}.ipynb"
    verb = "Go on" if started else "Begin"
    return Note(f"Next: {lesson}, objective {number}. {text}", notebook, f"{verb}: {lesson}")
