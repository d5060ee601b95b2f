"""The pupil's two pages: pictures with something to do, then questions with room for answers."""

from dataclasses import dataclass

from lessons.charts.engine.theme import colour
from lessons.course import Lesson
from lessons.data import schema
from lessons.data.membership import day
from lessons.publishing.figures import Task
from lessons.publishing.handout.pictures import COLUMN, GAP, draw_pictures, write_on
from lessons.publishing.handout.sheet import INNER, LAST, MARGIN, POINT, Sheet
from lessons.publishing.paper_questions import Row, rows
from lessons.questions import Question

WRITING_LINES, WRITING_STEP = 4, 7.0  # rules to write a text on, and millimetres between them
EXTRA = {  # millimetres below a row, by its mark
    "rule": 2.6,
    "box": 0.9,
    "circle": 0.35,
    "square": 0.35,
    "lines": WRITING_LINES * WRITING_STEP - 2,
}
SIZES = [9.5 - step / 4 for step in range(15)]  # of the questions' type: the largest that fits


def handout(lesson: Lesson, tasks: list[Task]) -> bytes:
    """Return a lesson's handout as PDF: a page of pictures with tasks, a page of questions."""
    sheet = Sheet(lesson.heading, foot(lesson))
    sheet.add_page()
    _head(sheet, lesson)
    draw_pictures(sheet, tasks)
    sheet.add_page()
    _questions(sheet, lesson)
    return sheet.whole()


def foot(lesson: Lesson) -> str:
    """Return the line at the foot of each page: what this is, as of when, on which terms."""
    as_of = day(schema("framework_members")["as_of"])
    return (
        f"Cooperative Security, lesson {lesson.number:02}. Data as of {as_of.day} "
        f"{as_of:%B %Y}; sources stand in the notebook {lesson.folder.name}. CC BY 4.0."
    )


def _head(sheet: Sheet, lesson: Lesson) -> None:
    _name_line(sheet)
    sheet.say(lesson.heading, 16, "B", tag="H1")
    sheet.y += 1
    sheet.say(lesson.big_question, 11, "I")
    sheet.y += 2.5
    sheet.say("After this lesson you can", 9, "B", tag="H2")
    for goal in lesson.objectives:
        sheet.say(f"•  {goal[:1].lower()}{goal[1:]}", 8.5, tag="LI", x=MARGIN + 1, width=INNER - 1)
    sheet.y += 3


def _name_line(sheet: Sheet) -> None:
    for words, x, rule in (("Name", MARGIN + 78, 54), ("Date", MARGIN + 146, 30)):
        sheet.y = MARGIN
        sheet.say(words, 8, role="muted", x=x, width=10)
        sheet.rule(x + 10, MARGIN + 4, rule, "quiet")
    sheet.y = MARGIN
    sheet.say("Handout", 8, role="muted", width=60)
    sheet.y += 3


# Questions


@dataclass(frozen=True)
class Line:
    """A row of a question as it will be drawn: `x` and `width` inside its column."""

    row: Row
    x: float
    width: float
    height: float
    size: float


def _questions(sheet: Sheet, lesson: Lesson) -> None:
    sheet.y = MARGIN
    sheet.say(f"Questions: {lesson.heading}", 12, "B", tag="H2")
    total = sum(question.points for question in lesson.quiz)
    sheet.say(f"{total} points in all.", 8, role="muted")
    top = sheet.y + 2
    blocks, size = _fitted(sheet, lesson.quiz, LAST - top)
    bottom = flow(sheet, blocks, top, size * 0.28)
    _room_to_think(sheet, lesson, top, bottom)


def _fitted(
    sheet: Sheet, asked: tuple[Question, ...], room: float
) -> tuple[list[list[Line]], float]:
    for size in SIZES:
        blocks = [block(sheet, n, question, size) for n, question in enumerate(asked, 1)]
        if fits(blocks, room, size * 0.28):
            break
    return blocks, size


def block(sheet: Sheet, number: int, question: Question, size: float) -> list[Line]:
    """Return the lines of a question for a column, measured."""
    worth = question.points
    head = [
        (Row(f"{number}  {question.ask}", style="B"), 0.0, size),
        (
            Row(f"{question.paper_instruction} {worth} point{'s' * (worth > 1)}.", style="I"),
            size * 0.5,
            size * 0.88,
        ),
    ]
    body = [(row, size * 0.5 + (size * 0.52 if row.mark else 0), size) for row in rows(question)]
    lines = []
    for row, indent, letters in head + body:
        width = COLUMN - indent
        if row.mark == "rule":
            indent, width = indent + 24, width - 24
        high = sheet.height_of(row.words or " ", letters, row.style, width)
        extra = EXTRA.get(row.mark, 0.25)
        lines.append(Line(row, indent, width, high + extra, letters))
    return lines


def high(lines: list[Line]) -> float:
    """Return the height of a block: rows that stand beside another take none."""
    return sum(line.height for line in lines if not line.row.beside)


def fits(blocks: list[list[Line]], room: float, gap: float) -> bool:
    """Return whether blocks go into two columns, unbroken and in order."""
    return len(_columns(blocks, room, gap)) <= 2


def _columns(blocks: list[list[Line]], room: float, gap: float) -> list[list[list[Line]]]:
    columns: list[list[list[Line]]] = [[]]
    used = 0.0
    for lines in blocks:
        if used + high(lines) > room and columns[-1]:
            columns.append([])
            used = 0.0
        columns[-1].append(lines)
        used += high(lines) + gap
    return columns


def flow(sheet: Sheet, blocks: list[list[Line]], top: float, gap: float) -> tuple[float, float]:
    """Draw blocks in two columns, as even as can be; return where each column ends."""
    room = LAST - top
    while len(_columns(blocks, room - 2, gap)) <= 2 and room > 20:
        room -= 2
    ends = [top, top]
    for side, column in enumerate(_columns(blocks, room, gap)[:2]):
        y = top
        for lines in column:
            draw(sheet, lines, MARGIN + side * (COLUMN + GAP), y)
            y += high(lines) + gap
        ends[side] = y
    return ends[0], ends[1]


def draw(sheet: Sheet, lines: list[Line], left: float, y: float) -> None:
    """Draw a block with its boxes to tick and rules to write on."""
    for line in lines:
        x, width, mark = left + line.x, line.width, line.row.mark
        if line.row.beside:
            y -= line.height
            x += width / 2
        down = 2.0 if mark == "rule" else 0.45 if mark == "box" else 0.0
        sheet.y = y + down
        if line.row.words:
            tag = "H3" if line.row.style == "B" else "LI" if mark else "P"
            role = "muted" if line.row.style == "I" and line.size < lines[0].size else "ink"
            style = "" if mark == "" and line.row.style == "I" and role == "ink" else line.row.style
            sheet.say(line.row.words, line.size, style, tag=tag, role=role, x=x, width=width)
        if mark == "lines":
            for number in range(1, WRITING_LINES + 1):
                sheet.rule(x, y + number * WRITING_STEP, width, "quiet")
        _mark(sheet, mark, x, y + down, line.size * POINT)
        y += line.height


def _mark(sheet: Sheet, mark: str, x: float, y: float, em: float) -> None:
    if mark == "rule":
        sheet.rule(x - 24, y + em * 1.1, 22, "ink")
    if mark not in ("circle", "square", "box"):
        return
    with sheet.ornament():
        sheet.set_draw_color(colour("ink"))
        sheet.set_line_width(0.25)
        if mark == "circle":
            sheet.circle(x - em * 0.9, y + em * 0.64, em * 0.42)
        else:
            side = em * (1.18 if mark == "box" else 0.84)
            sheet.rect(x - em * 0.9 - side / 2, y + em * 0.64 - side / 2, side, side)


def _room_to_think(sheet: Sheet, lesson: Lesson, top: float, ends: tuple[float, float]) -> None:
    """Fill what is left of the page: something to discuss, and lines to write on."""
    y = max(ends) + 3
    if not lesson.discussion or y > LAST - 30:
        return
    sheet.y = y
    sheet.say("To discuss", 9.5, "B", tag="H2")
    for number, question in enumerate(lesson.discussion, 1):
        if sheet.y > LAST - 16:
            return
        sheet.say(f"{number}  {question}", 8.5)
        write_on(sheet, min(42, (LAST - sheet.y) / (len(lesson.discussion) - number + 1)))
        sheet.y += 2
