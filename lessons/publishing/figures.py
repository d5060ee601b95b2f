"""Draw the figures that a lesson's text or handout names."""

from dataclasses import dataclass

from lessons import charts, explore
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.theme import page, without_titles
from lessons.core.mistakes import Mistake
from lessons.core.paths import shown
from lessons.course import BrokenLesson, Call, Lesson

PACKAGES = {"explore": explore, "charts": charts}  # whose functions draw


@dataclass(frozen=True)
class Picture:
    """A chart in its first state, drawn for a wide page and for a narrow one."""

    name: str
    wide: Chart
    narrow: Chart


@dataclass(frozen=True)
class Task:
    """A picture on the handout with something to do: see `HandoutPicture`."""

    picture: Picture
    text: str
    lines: int
    expect: str


def drawn(call: Call, file: str = "") -> Picture | None:
    """Return the picture that a call draws; None for controls alone, such as the role play.

    Raise BrokenLesson, with the line in the file that the call is from, where drawing fails.
    """
    try:
        result = eval(call.source, PACKAGES.copy())  # noqa: S307 (our own text)
        wide = result if isinstance(result, Chart) else getattr(result, "chart", None)
        with page(narrow=True):
            narrow = wide if wide is result else getattr(result, "chart", None)
    except Exception as error:  # an author's chart may fail in any way that Python can
        reason = str(error) if isinstance(error, Mistake) else f"{type(error).__name__}: {error}"
        raise BrokenLesson(f"{file}, line {call.line}: {call.source}: {reason}") from error
    if wide is None or narrow is None:
        return None
    return Picture(call.name.rpartition(".")[2], wide, narrow)


def handout_tasks(lesson: Lesson) -> list[Task]:
    """Return the pictures of a lesson's handout, drawn.

    Raise BrokenLesson where `handout.toml` is missing or names something that draws nothing.
    """
    file = shown(lesson.folder / "handout.toml")
    tasks = []
    for row in lesson.handout:
        # Without titles: they state the finding, which pupils are to see in the picture.
        with without_titles():
            picture = drawn(row.call, file) if row.call else None
        if picture is None:
            raise BrokenLesson(f"{file}: this draws nothing: {row.draw}")
        tasks.append(Task(picture, row.look, row.lines, row.expect))
    return tasks
