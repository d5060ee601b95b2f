"""Lay out page 1 of a handout: pictures as large as possible, with tasks and lines to write on.

The author chooses them in the lesson's `handout.toml`: for each `[[picture]]` what to `draw` (as in
a cell of the lesson), the task (`look`), how many `lines` to write on, and what the teacher may
`expect`.
"""

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing
from lessons.charts.engine.figures import figure_png
from lessons.charts.engine.theme import NARROW, WIDE
from lessons.publishing.figures import Task
from lessons.publishing.handout import picture_layout
from lessons.publishing.handout.copyable import for_paper
from lessons.publishing.handout.sheet import INNER, LAST, MARGIN, Sheet

GAP = 6.0  # between columns
COLUMN = (INNER - GAP) / 2
SHARP = 2.2  # pixels in print for each pixel of a picture
RULE = 7.0  # between two lines to write on
TYPE = 8.5  # points of a task's text
BELOW = 4.0  # free space under each picture
ROUNDING = 0.001  # so that three lines fit into three times the height of one
PIXELS = 100  # for an inch of a figure


def draw_pictures(sheet: Sheet, tasks: list[Task]) -> None:
    """Draw as many pictures as fit, from the current height down."""
    if not tasks:
        return
    layout = picture_layout.plan([_size(sheet, t) for t in tasks], INNER, COLUMN, LAST - sheet.y)
    ends = {"W": sheet.y, "L": 0.0, "R": 0.0}
    for number, (place, task) in enumerate(zip(layout.places, tasks, strict=False), 1):
        if place in "LR" and not ends["L"]:  # the columns begin below what is across the page
            ends["L"] = ends["R"] = ends["W"]
        sheet.y = ends[place]
        _draw_task(sheet, number, task, place, layout.scale)
        ends[place] = sheet.y


def write_on(sheet: Sheet, height: float, x: float = MARGIN, width: float = INNER) -> None:
    """Draw as many lines to write on as fit into a height."""
    for _ in range(int(height / RULE + ROUNDING)):
        sheet.y += RULE
        sheet.rule(x, sheet.y, width, "quiet")


def _size(sheet: Sheet, task: Task) -> picture_layout.Size:
    wide, narrow = task.picture.wide, task.picture.narrow
    # A picture that is as wide on a narrow page cannot be read in a column.
    return picture_layout.Size(
        _shape(wide)[1],
        _shape(narrow)[1] * (_shape(narrow)[0] <= (NARROW + WIDE) / 2),
        _text_height(sheet, task, INNER),
        _text_height(sheet, task, COLUMN),
    )


def _text_height(sheet: Sheet, task: Task, column: float) -> float:
    """Return the height of everything around a picture: the task above, the lines below."""
    text = sheet.height_of(f"9  {task.text}", TYPE, "B", column)
    return text + 1 + task.lines * RULE + BELOW


def _draw_task(sheet: Sheet, number: int, task: Task, place: str, scale: float) -> None:
    """Draw a picture at a place, with its task above and lines to write on below."""
    chart, column = (task.picture.wide, INNER) if place == "W" else (task.picture.narrow, COLUMN)
    x = MARGIN + COLUMN + GAP if place == "R" else MARGIN
    sheet.say(f"{number}  {task.text}", TYPE, "B", x=x, width=column)
    sheet.y += 1
    top = sheet.y
    sheet.picture(png(chart), chart.says, x, scale * column)
    sheet.y = top + scale * column * _shape(chart)[1]
    write_on(sheet, task.lines * RULE, x, column)
    sheet.y += BELOW


def png(chart: Chart) -> bytes:
    """Return a chart's picture sharp enough for paper."""
    if isinstance(chart.picture, Drawing):
        return for_paper(chart.picture).png(SHARP)
    return figure_png(chart.picture, PIXELS * SHARP)


def _shape(chart: Chart) -> tuple[float, float]:
    """Return a picture's width in pixels, and its height for a width of 1."""
    if isinstance(chart.picture, Drawing):
        width, height = chart.picture.width, chart.picture.height
    else:
        width, height = PIXELS * chart.picture.get_size_inches()
    return float(width), float(height / width)
