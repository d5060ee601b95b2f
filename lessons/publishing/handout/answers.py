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
SIZES = (8.5, 8.0, 7.5, 7.0)  # points of the type: the largest that fits on one page is used


def answer_sheet(lesson: Lesson, tasks: list[Task]) -> bytes:
    """Return a lesson's answer sheet as PDF: one page if the type stays large enough, else more."""
    # Several pages that can be read are better than one that cannot.
    sheet = next((s for size in SIZES if (s := _sheet(lesson, tasks, size)).page == 1), None)
    return (sheet or _sheet(lesson, tasks, SIZES[0])).whole()


def _sheet(lesson: Lesson, tasks: list[Task], size: float) -> Sheet:
    sheet = Sheet(f"Answers: {lesson.heading}", foot(lesson), "Answers")
    begin(sheet, f"Answers: {lesson.heading}", lesson.quiz)
    _page_one(sheet, tasks, size)
    write_answers(sheet, asked(lesson), size)
    for question in positions(lesson):
        _answer(sheet, "Your position:", Asked(question, question.layout()), size)
    return sheet


def begin(sheet: Sheet, title: str, questions: Sequence[Question]) -> None:
    """Begin a page for the teacher: its title, the points of questions and how to give them."""
    sheet.add_page()
    sheet.say("For the teacher", 8, role="muted")
    sheet.say(title, 14, "B", tag="H1")
    sheet.y += 1
    total = sum(question.points for question in questions)
    sheet.say(f"{counted(total, 'point')} in all. {HOW_TO_MARK}", 8, role="muted")


def write_answers(sheet: Sheet, asked: Sequence[Asked], size: float) -> None:
    """Write the answer to each question with its reasons, in the letters that pupils see."""
    for number, one in enumerate(asked, 1):
        _answer(sheet, f"{number} ", one, size)


def _page_one(sheet: Sheet, tasks: list[Task], size: float) -> None:
    """Write what to expect of the tasks on page 1."""
    expected = [(n, task.expect) for n, task in enumerate(tasks, 1) if task.expect]
    if expected:
        sheet.y += 1
        sheet.say("Page 1, not marked: what to expect", size, "B", tag="H2")
        for number, line in expected:
            sheet.say(f"{number}  {line}", size, tag="LI", x=MARGIN + 5, width=INNER - 5)


def _answer(sheet: Sheet, before: str, asked: Asked, size: float) -> None:
    """Write the answer to a question, on the next page if it does not fit on this one."""
    question = asked.question
    head = f"{before} {question.ask} ({points(question)})"
    parts = [_cells(*part, size) for part in question.key(asked.layout)]
    height = BEFORE + sheet.height_of(head, size, "B", INNER) + sum(map(sheet.row_height, parts))
    if sheet.y + height > LAST:
        sheet.add_page()
        sheet.y = MARGIN
    sheet.y += BEFORE
    sheet.say(head, size, "B", tag="H2")
    for part in parts:
        sheet.row(part, tag="LI")


def _cells(answer: str, reason: str, size: float) -> list[Cell]:
    """Return an answer on the left and its reason on the right of the same line."""
    return [
        Cell(answer, size, x=MARGIN + 5, width=68),
        Cell(tidy(reason) or " ", size - 0.5, x=MARGIN + 77, width=INNER - 77, role="muted"),
    ]
