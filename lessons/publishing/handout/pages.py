"""Lay out the pupil's two pages: pictures with tasks, then questions with room for answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from lessons.core.text import counted, day_words
from lessons.course import Lesson
from lessons.data.membership import last_day
from lessons.publishing import lettered_map
from lessons.publishing.figures import Task
from lessons.publishing.handout.pictures import COLUMN, GAP, SHARP, draw_pictures, write_on
from lessons.publishing.handout.sheet import INNER, LAST, MARGIN, POINT, Sheet
from lessons.questions import Question
from lessons.questions.layout import Choices, Layout

WRITING_LINES, WRITING_STEP = 9, 7.0  # lines to write a text on, and millimetres between them
EXTRA = {  # millimetres below a row, by its mark
    "": 0.25,
    "rule": 2.6,
    "box": 0.9,
    "circle": 0.35,
    "square": 0.35,
    "lines": WRITING_LINES * WRITING_STEP - 2,
}
DOWN = {"rule": 2.0, "box": 0.45}  # millimetres by which a row is moved down, by its mark
RULE_WIDTH = 24.0  # millimetres of a line for a number and the space after it
SIZES = [9.5 - step / 4 for step in range(15)]  # points of the questions' type
SMALLER, GAP_OF_TYPE = 0.88, 0.28  # of the size of type: the instruction, and a gap in millimetres
LEFT, MIDDLE = 1.1, 0.64  # of the size of type: a mark's distance from its text, and its height
SIGN, BOX = 0.84, 1.18  # of the size of type: a sign to tick, and a box for a letter
POSITION, POSITION_LINES = 54.0, 5  # millimetres of a written position, and its lines
# Millimetres: of the shortest column, and of the space to discuss and to write in.
MIN_COLUMN, MIN_TO_DISCUSS, MIN_TO_WRITE, MAX_TO_WRITE = 20.0, 30.0, 16.0, 42.0


def handout(lesson: Lesson, tasks: list[Task]) -> bytes:
    """Return a lesson's handout as PDF: a page of pictures with tasks, a page of questions."""
    sheet = Sheet(lesson.heading, foot(lesson), "Handout", named=True)
    sheet.add_page()
    _head(sheet, lesson)
    draw_pictures(sheet, tasks)
    sheet.add_page()
    _questions(sheet, lesson)
    return sheet.pdf()


def foot(lesson: Lesson) -> str:
    """Return the line at the foot of each page: the lesson, the day of the data, the licence."""
    return (
        f"Cooperative Security, lesson {lesson.number:02}. Data as of {day_words(last_day())}; "
        f"sources are in the notebook {lesson.folder.name}. CC BY 4.0."
    )


def _head(sheet: Sheet, lesson: Lesson) -> None:
    """Write the title, the big question and what pupils will be able to do."""
    sheet.say(lesson.heading, 16, "B", tag="H1")
    sheet.y += 1
    sheet.say(lesson.big_question, 11, "I")
    sheet.y += 2.5
    sheet.say("After this lesson you can", 9, "B", tag="H2")
    for goal in lesson.objectives:
        sheet.say(f"•  {goal[:1].lower()}{goal[1:]}", 8.5, tag="LI", x=MARGIN + 1, width=INNER - 1)
    sheet.y += 3


# Questions


@dataclass(frozen=True)
class Asked:
    """A question, and the order in which its parts are printed."""

    question: Question
    layout: Layout


@dataclass(frozen=True)
class Row:
    """A line of a question; `mark` is drawn before it: a letter, or what `Choices` names.

    `beside` rows share a line with the one before, if there is room. `places` are marked on a map
    that the row consists of.
    """

    text: str
    mark: str = ""
    style: str = ""
    beside: bool = False
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A row of a question, measured: `x` and `width` are within its column."""

    row: Row
    x: float
    width: float
    height: float
    size: float


def _questions(sheet: Sheet, lesson: Lesson) -> None:
    """Fill page 2: the questions of the quiz, a position to write, something to discuss."""
    sheet.say(f"Questions: {lesson.heading}", 12, "B", tag="H2")
    total = sum(question.points for question in lesson.quiz)
    sheet.say(f"{total} points in all.", 8, role="muted")
    top = sheet.y + 2
    reserved = POSITION * len(positions(lesson))
    blocks, gap = fitted(sheet, asked(lesson), LAST - top - reserved)
    bottom = flow(sheet, blocks, top, gap)
    sheet.y = bottom + 3
    for position in positions(lesson):
        _position(sheet, position)
    _room_to_think(sheet, lesson)


def asked(lesson: Lesson) -> list[Asked]:
    """Return the questions of a lesson's quiz as they are printed on its handout."""
    return [Asked(question, question.layout()) for question in lesson.quiz]


def positions(lesson: Lesson) -> list[Question]:
    """Return the questions that ask for a text, which the handout prints after the quiz."""
    return [question for question in lesson.bank.questions if not question.is_marked]


def fitted(sheet: Sheet, asked: Sequence[Asked], room: float) -> tuple[list[list[Line]], float]:
    """Return the lines of each question in the largest type that fits, and the gap between two.

    Questions that do not fit in the smallest type are returned in this one.
    """
    # The height of a text depends on where its lines break, so each size has to be measured.
    for size in SIZES:
        blocks = [block(sheet, number, question, size) for number, question in enumerate(asked, 1)]
        if len(columns(blocks, room, GAP_OF_TYPE * size)) <= 2:
            break
    return blocks, GAP_OF_TYPE * size


def block(sheet: Sheet, number: int, asked: Asked, size: float) -> list[Line]:
    """Return the lines of a question for a column, measured."""
    question = asked.question
    indent = size / 2
    ask = Row(f"{number}  {question.ask}", style="B")
    how = Row(f"{question.paper_instruction} {counted(question.points, 'point')}.", style="I")
    lines = [_line(sheet, ask, 0.0, size), _line(sheet, how, indent, SMALLER * size)]
    for row in rows(asked.layout):
        lines.append(_line(sheet, row, indent * (2 if row.mark else 1), size))
    return lines


def _line(sheet: Sheet, row: Row, x: float, size: float) -> Line:
    """Return a row, measured; a number is written on a rule to the left of its text."""
    x += RULE_WIDTH if row.mark == "rule" else 0
    width = COLUMN - x
    if row.places:
        return Line(row, x, width, width * lettered_map.height(row.places) + 1, size)
    height = sheet.height_of(row.text or " ", size, row.style, width)
    return Line(row, x, width, height + EXTRA.get(row.mark, EXTRA[""]), size)


def rows(layout: Layout) -> list[Row]:
    """Return the lines of a question below its text; nothing in them gives the answer away."""
    return [row for choices in layout.question_type.lists(layout) for row in _rows(choices)]


def _rows(choices: Choices) -> Iterator[Row]:
    if choices.heading:
        yield Row(choices.heading)
    if choices.places:
        yield Row("", places=choices.places)
    if not choices.mark:
        for letter, line in zip(ascii_uppercase, choices.lines, strict=False):
            yield Row(line, letter)
        return
    for number, line in enumerate(choices.lines):
        yield Row(line, choices.mark, beside=choices.paired and number % 2 == 1)


def columns(blocks: list[list[Line]], room: float, gap: float) -> list[list[list[Line]]]:
    """Return blocks in columns of a height, unbroken and in order."""
    found: list[list[list[Line]]] = [[]]
    used = 0.0
    for lines in blocks:
        if used + _height(lines) > room and found[-1]:
            found.append([])
            used = 0.0
        found[-1].append(lines)
        used += _height(lines) + gap
    return found


def flow(sheet: Sheet, blocks: list[list[Line]], top: float, gap: float) -> float:
    """Draw blocks in two columns of about the same height; return where the longer one ends."""
    # In the lowest columns that still hold everything, both end at about the same height.
    room = LAST - top
    while len(columns(blocks, room - 2, gap)) <= 2 and room > MIN_COLUMN:
        room -= 2
    bottom = top
    for side, column in enumerate(columns(blocks, room, gap)[:2]):
        y = top
        for lines in column:
            _draw(sheet, lines, MARGIN + side * (COLUMN + GAP), y)
            y += _height(lines) + gap
        bottom = max(bottom, y)
    return bottom


def _height(lines: list[Line]) -> float:
    """Return the height of a block: rows beside another row take none."""
    return sum(line.height for line in lines if not line.row.beside)


def _draw(sheet: Sheet, lines: list[Line], left: float, y: float) -> None:
    """Draw a block with its boxes to tick and lines to write on."""
    for line in lines:
        row, x = line.row, left + line.x
        if row.beside:
            y -= line.height
            x += line.width / 2
        sheet.y = y + DOWN.get(row.mark, 0.0)
        _mark(sheet, row.mark, x, sheet.y, line)
        if row.places:
            png = lettered_map.lettered_map(row.places).png(SHARP)
            sheet.picture(png, lettered_map.in_words(row.places), x, line.width)
        if row.text:
            tag = "H3" if row.style == "B" else "LI" if row.mark else "P"
            role = "muted" if line.size < lines[0].size else "ink"
            sheet.say(row.text, line.size, row.style, tag=tag, role=role, x=x, width=line.width)
        y += line.height


def _mark(sheet: Sheet, mark: str, x: float, y: float, line: Line) -> None:
    """Draw a box, a line or a letter before the text of a row, or lines to write on below it."""
    em = line.size * POINT
    middle, height = x - LEFT * em, y + MIDDLE * em
    match mark:
        case "rule":
            sheet.rule(x - RULE_WIDTH, y + 1.1 * em, RULE_WIDTH - 2, "ink")
        case "lines":
            for number in range(1, WRITING_LINES + 1):
                sheet.rule(x, y + number * WRITING_STEP, line.width, "quiet")
        case "circle" | "square":
            sheet.shape(mark, middle, height, SIGN * em)
        case "box":
            sheet.shape("square", middle, height, BOX * em)
        case _ if mark:
            sheet.say(mark, line.size, tag="Lbl", x=middle - em / 3, width=em)
            sheet.y = y


def _position(sheet: Sheet, position: Question) -> None:
    """Write the question for a position, and lines for two or three sentences."""
    sheet.say("Your position", 9.5, "B", tag="H2")
    sheet.say(position.ask, 8.5)
    points = counted(position.points, "point")
    how = f"{position.paper_instruction} {points}, beside those above."
    sheet.say(how, 8, "I", role="muted")
    write_on(sheet, POSITION_LINES * WRITING_STEP)
    sheet.y += 2


def _room_to_think(sheet: Sheet, lesson: Lesson) -> None:
    """Fill the rest of the page with questions to discuss and lines to write on."""
    if not lesson.discussion or sheet.y > LAST - MIN_TO_DISCUSS:
        return
    sheet.say("To discuss", 9.5, "B", tag="H2")
    for number, question in enumerate(lesson.discussion, 1):
        if sheet.y > LAST - MIN_TO_WRITE:
            return
        sheet.say(f"{number}  {question}", 8.5)
        left = (LAST - sheet.y) / (len(lesson.discussion) - number + 1)
        write_on(sheet, min(MAX_TO_WRITE, left))
        sheet.y += 2
