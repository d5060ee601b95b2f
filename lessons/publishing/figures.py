"""Draw the figures that a lesson's text or handout names."""

from dataclasses import dataclass

from lessons import charts, explore
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.theme import page, without_titles
from lessons.course import Block, BrokenLesson, Call, HandoutPicture, Lesson
from lessons.course.sections import calls


@dataclass(frozen=True)
class Picture:
    """A chart as a lesson first shows it, drawn for a wide page and for a narrow one."""

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


def drawn(call: Call) -> Picture | None:
    """Return the picture that a call draws; None for controls alone, such as the role play."""
    result = eval(call.source, {"explore": explore, "charts": charts})  # noqa: S307 (our own text)
    name = call.name.rpartition(".")[2]
    if isinstance(result, Chart):
        return Picture(name, result, result)
    if not hasattr(result, "chart"):
        return None
    with page(narrow=True):
        narrow = result.chart
    return Picture(name, result.chart, narrow)


def handout_tasks(lesson: Lesson) -> list[Task]:
    """Return the pictures of a lesson's handout, drawn.

    Raise BrokenLesson where `handout.toml` is missing or names something that draws nothing.
    """
    return [_task(lesson, row) for row in lesson.handout]


def _task(lesson: Lesson, row: HandoutPicture) -> Task:
    call = next(calls(Block("code", row.draw, 1)), None)
    # A title states the finding, which the pupil is to see in the picture.
    with without_titles():
        picture = drawn(call) if call and call.is_figure and call.is_cell_output else None
    if picture is None:
        raise BrokenLesson(f"{lesson.folder.name}/handout.toml: this draws nothing: {row.draw}")
    return Task(picture, row.task, row.lines, row.expect)
