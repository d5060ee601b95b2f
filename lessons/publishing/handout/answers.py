"""Write the teacher's sheet: the key with short reasons, and the points."""

from collections.abc import Sequence

from lessons.core.text import counted
from lessons.course import Lesson
from lessons.publishing.figures import Task
from lessons.publishing.handout.pages import Asked, asked, foot, positions
from lessons.publishing.handout.sheet import INNER, LAST, MARGIN, Cell, Sheet
from lessons.publishing.paper_questions import HOW_TO_MARK, points
from lessons.questions import Question
from lessons.questions.entries import tidy

BEFORE = 2.5  # millimetres of space above a question
SIZE, REASON = 8.0, 7.5  # points of the answers, and of their reasons


def answer_sheet(lesson: Lesson, tasks: list[Task]) -> bytes:
    """Return a lesson's answer sheet as PDF."""
    sheet = Sheet(f"Answers: {lesson.heading}", foot(lesson), "Answers")
    begin(sheet, f"Answers: {lesson.heading}", lesson.quiz)
    _page_one(sheet, tasks)
    write_answers(sheet, asked(lesson))
    for question in positions(lesson):
        _answer(sheet, "Your position:", Asked(question, question.layout()))
    return sheet.whole()


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
    for number, one in enumerate(asked, 1):
        _answer(sheet, f"{number} ", one)


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
    head = f"{before} {question.ask} ({points(question)})"
    parts = [_cells(*part) for part in question.key(asked.layout)]
    height = BEFORE + sheet.height_of(head, SIZE, "B", INNER) + sum(map(sheet.row_height, parts))
    if sheet.y + height > LAST:
        sheet.add_page()
        sheet.y = MARGIN
    sheet.y += BEFORE
    sheet.say(head, SIZE, "B", tag="H2")
    for part in parts:
        sheet.row(part, tag="LI")


def _cells(answer: str, reason: str) -> list[Cell]:
    """Return an answer on the left and its reason on the right of the same line."""
    return [
        Cell(answer, SIZE, x=MARGIN + 5, width=68),
        Cell(tidy(reason) or " ", REASON, x=MARGIN + 77, width=INNER - 77, role="muted"),
    ]
