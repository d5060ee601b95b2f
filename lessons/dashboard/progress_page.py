"""How far a learner has come, as pictures with tables, and the journal to take along."""

from collections.abc import Callable

from lessons import journal, questions, spaced_repetition
from lessons.charts.engine.chart import Chart
from lessons.core.paths import UnknownName, lesson_folder, nearest
from lessons.dashboard.journal_controls import Keeping
from lessons.dashboard.note import Note
from lessons.dashboard.progress_charts import confidence_chart, lessons_chart, objectives_chart
from lessons.widgets.explorer import Explorer

DRAWN: dict[str, Callable[[], Chart]] = {
    "lessons": lessons_chart,
    "objectives": objectives_chart,
    "confidence": confidence_chart,
}
PARTS = (*DRAWN, "next", "journal")
NOTHING = Note(
    "There is nothing to draw yet. Once you have answered a question in lesson 1 or later, "
    "run this cell again: it will show what is strong and what to see again."
)
UNRATED = Note(
    "You have not yet said how sure you were. Under each question you may choose sure, think so "
    "or guess; here you will see how often each was right."
)


class Picture(Explorer):
    """A chart of the learner's own answers, drawn for wide and for narrow pages."""

    def __init__(self, what: str) -> None:
        """Draw one of DRAWN as it stands now."""
        self._what = what
        super().__init__(lambda: DRAWN[what](), name=DRAWN[what]().title)

    @property
    def call(self) -> str:
        """The line of Python that brings this view back."""
        return f"my_progress({self._what!r})"


def next_step() -> Note:
    """Return where to go on: the first objective with a question that is not yet answered."""
    begun = set(spaced_repetition.started_lessons())
    left = [it for it in spaced_repetition.mastery() if it.state == "open" and it.objective]
    if not left:
        return Note(
            "Every question of lessons 1 to 12 is answered.", "review.ipynb", "Review what is due"
        )
    step = next((it for it in left if it.lesson in begun), left[0])
    folder, number = lesson_folder(step.lesson).name, step.objective.partition(".")[2]
    goal = questions.objectives(step.lesson)[step.objective]
    lesson = f"lesson {int(folder[:2])}"
    words = f"Next: {lesson}, objective {number}. {goal}"
    return Note(words, f"{folder}.ipynb", f"Open {lesson}")


def my_progress(what: str = "lessons") -> Picture | Keeping | Note:
    """Show how far you have come: by "lessons", "objectives", "confidence", or your "journal".

    "next" says where to go on.

    The journal is where answers can be downloaded, uploaded and deleted. Raise UnknownName for
    anything else.
    """
    if what not in PARTS:
        raise UnknownName(f"There is no progress by '{what}'.{nearest(what, PARTS)}")
    if what == "journal":
        return Keeping()
    if what == "next":
        return next_step()
    if what == "confidence":
        return (
            Picture(what)
            if any(n for n, _ in spaced_repetition.calibration().values())
            else UNRATED
        )
    return Picture(what) if journal.answers() and spaced_repetition.started_lessons() else NOTHING
