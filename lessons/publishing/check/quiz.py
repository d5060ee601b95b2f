"""Check a lesson's quiz: its questions one by one, how many there are, and where they stand."""

import re
from collections import Counter
from collections.abc import Iterator

from lessons import questions
from lessons.core.paths import folder_number, lesson_folders, nearest, shown
from lessons.course import Lesson
from lessons.data import expressions

# The least number of questions in a lesson: in all, for each objective, and with an answer that is
# computed from the tables. The first and the last lesson do not teach facts.
IN_ALL, FOR_AN_OBJECTIVE, COMPUTED = 12, 3, 5
UNCOUNTED = ("start_here", "capstone")


def quiz_faults(lesson: Lesson) -> Iterator[str]:
    """Yield what is wrong in a lesson's quiz.toml."""
    path = lesson.folder / "quiz.toml"
    if not path.is_file():
        yield f"{shown(path)} is missing: write the lesson's minutes, objectives and questions."
        return
    if faults := questions.problems(path, expressions.names()):
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        yield from (_with_line(fault, lines) for fault in faults)
        return  # what cannot be read cannot be counted
    yield from _needs(lesson)
    yield from _places(lesson)
    if not lesson.is_draft:
        yield from _numbers(lesson)


def _with_line(fault: str, lines: list[str]) -> str:
    """Return a sentence about a question, with the line of the question's id added."""
    # The TOML parser gives no line numbers, but an id is on one line, and can be searched for.
    named = re.search(r", question '([^']+)'", fault)
    if named:
        written = re.compile(rf"""id *= *["']{re.escape(named[1])}["']""")
        for number, line in enumerate(lines, 1):
            if written.match(line.strip()):
                return fault.replace(named[0], f", line {number}{named[0]}", 1)
    return fault


def _needs(lesson: Lesson) -> Iterator[str]:
    """Yield lessons in `needs` that do not exist, or that come later."""
    numbers = [*map(folder_number, lesson_folders())]
    for needed in lesson.bank.needs:
        if needed not in numbers:
            yield f"{_path(lesson)}: needs = [{needed}] names no lesson. There are: {numbers}."
        # A lesson cannot need itself either.
        elif needed >= (lesson.number or 0):
            yield f"{_path(lesson)}: needs = [{needed}] has to come before lesson {lesson.number}."


def _places(lesson: Lesson) -> Iterator[str]:
    """Yield places of questions that no cell asks for, and a quiz without questions for the end."""
    asked = {question.place for question in lesson.bank.questions if question.place}
    shown_at = {place for section in lesson.sections for place in section.checks}
    for place in sorted(asked - shown_at):
        yield (
            f"{_path(lesson)}: in = '{place}' stands nowhere in the text. "
            f'Write quiz("{lesson.slug}", "{place}") in a cell.{nearest(place, shown_at)}'
        )
    if not lesson.quiz:
        yield f"{_path(lesson)}: no question for the end of the lesson: leave out `in` in some."


def _numbers(lesson: Lesson) -> Iterator[str]:
    """Yield which numbers of questions are too small."""
    bank, counted = lesson.bank.questions, lesson.slug not in UNCOUNTED
    asked = Counter(question.objective for question in bank)
    computed = sum(bool(question.compute) for question in bank)
    # Drafts may have fewer; see `quiz_faults`.
    least = FOR_AN_OBJECTIVE if counted else 1
    enough = [  # what is there, how much of it, and how much of it is needed
        (f"objective {key.rpartition('.')[2]} has {asked[key]} questions", asked[key], least)
        for key in lesson.bank.objectives
    ]
    if counted:
        enough += [
            (f"there are {len(bank)} questions", len(bank), IN_ALL),
            (f"{computed} answers are computed from the tables, by `compute`", computed, COMPUTED),
        ]
    for sentence, number, needed in enough:
        if number < needed:
            yield f"{_path(lesson)}: {sentence}. Write at least {needed}."


def _path(lesson: Lesson) -> str:
    return shown(lesson.folder / "quiz.toml")
