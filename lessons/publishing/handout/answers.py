"""Write the teacher's sheet: the key with short reasons, and the points."""

from collections.abc import Sequence

from lessons.core.text import counted
from lessons.course import Lesson
from lessons.publishing.figures import Task
from lessons.publishing.handout.pages import Asked, asked, foot, positions
from lessons.publishing.handout.sheet import INNER, LAST, MARGIN, Sheet
from lessons.questions import Question
from lessons.questions.entries import tidy

BEFORE = 2.5  # millimetres of space above a question
ABOVE = 0.4  # millimetres of space above an answer
SIZE = 8.0  # points of the answers
# An answer is on the left, its reason on the right of the same line: x, width, points, colour.
COLUMNS = ((MARGIN + 5, 68.0, SIZE, "ink"), (MARGIN + 77, INNER - 77, 7.5, "muted"))

HOW_TO_MARK = (
    "Points, for marking by hand: one for each thing to choose, match, sort or tick. A wrong tick "
    "where several are right takes one away, but never below 0. In an order each neighbouring pair "
    "in the right order counts. True or false: one for the verdict and one more for the reason. "
    "A written position: one for each criterion that it meets."
)


def answer_sheet(lesson: Lesson, tasks: list[Task]) -> bytes:
    """Return a lesson's answer sheet as PDF."""
    sheet = Sheet(f"Answers: {lesson.heading}", foot(lesson), "Answers")
    begin(sheet, f"Answers: {lesson.heading}", lesson.quiz)
    _page_one(sheet, tasks)
    write_answers(sheet, asked(lesson))
    for question in positions(lesson):
        _answer(sheet, "Your position:", Asked(question, question.layout()))
    return sheet.pdf()


def begin(sheet: Sheet, title: str, questions: Sequence[Question]) -> None:
    """Begin a page for the teacher: its title, the points of questions and how to give them."""
    sheet.add_page()
    sheet.say("For the teacher", 8, role="muted")
    sheet.say(title, 14, "B", tag="H1")
    sheet.y += 1
    total = sum(question.points for question in questions)
    sheet.say(f"{counted(total, 'point')} in all. {HOW_TO_MARK}", 8, role="muted")


def write_answers(sheet: Sheet, asked: Sequence[Asked]) -> None:
    """Write the answer to each question with its reasons, in the letters that pupils see."""
    for number, question in enumerate(asked, 1):
        _answer(sheet, f"{number} ", question)


def _page_one(sheet: Sheet, tasks: list[Task]) -> None:
    """Write what to expect of the tasks on page 1."""
    expected = [(n, task.expect) for n, task in enumerate(tasks, 1) if task.expect]
    if expected:
        sheet.y += 1
        sheet.say("Page 1, not marked: what to expect", SIZE, "B", tag="H2")
        for number, line in expected:
            sheet.say(f"{number}  {line}", SIZE, tag="LI", x=MARGIN + 5, width=INNER - 5)


def _answer(sheet: Sheet, before: str, asked: Asked) -> None:
    """Write the answer to a question, on the next page if it does not fit on this one."""
    question = asked.question
    head = f"{before} {question.ask} ({counted(question.points, 'point')})"
    parts = [(answer, tidy(reason) or " ") for answer, reason in question.key(asked.layout)]
    heights = [_height(sheet, part) for part in parts]
    height = BEFORE + sheet.height_of(head, SIZE, "B", INNER) + sum(heights)
    if sheet.y + height > LAST:
        sheet.add_page()
        sheet.y = MARGIN
    sheet.y += BEFORE
    sheet.say(head, SIZE, "B", tag="H2")
    for part, height in zip(parts, heights, strict=True):
        top = sheet.y
        for text, (x, width, size, role) in zip(part, COLUMNS, strict=True):
            sheet.y = top + ABOVE
            sheet.say(text, size, tag="LI", role=role, x=x, width=width)
        sheet.y = top + height


def _height(sheet: Sheet, part: tuple[str, str]) -> float:
    """Return the height of an answer and its reason on the same line."""
    sides = zip(part, COLUMNS, strict=True)
    heights = (sheet.height_of(text, size, "", width) for text, (_, width, size, _) in sides)
    return ABOVE + max(heights)
