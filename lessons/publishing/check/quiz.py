"""Check a lesson's quiz: its questions one by one, how many there are, and where they appear."""

from collections import Counter
from collections.abc import Iterator

from lessons import questions
from lessons.core.paths import folder_number, lesson_folders, nearest, shown
from lessons.course import Lesson
from lessons.data import expressions
from lessons.questions.checks import RETIRED, labelled

# The least number of questions in a lesson: in all, for each objective, and with an answer that is
# computed from the tables. The first and the last lesson do not teach facts.
IN_ALL, FOR_AN_OBJECTIVE, COMPUTED = 12, 3, 5
UNCOUNTED = ("start_here", "capstone")


def quiz_faults(lesson: Lesson) -> Iterator[str]:
    """Yield what is wrong in a lesson's quiz.toml, and in the questions that it asks no more."""
    path, retired = lesson.folder / "quiz.toml", lesson.folder / RETIRED
    faults = questions.problems(retired) if retired.is_file() else []
    if not path.is_file():
        yield f"{shown(path)} is missing: write the lesson's minutes, objectives and questions."
        return
    faults += questions.problems(path, expressions.names())
    if faults:
        yield from faults
        return  # what cannot be read cannot be counted
    yield from _needs(lesson)
    if retired.is_file():
        yield from _asked_again(lesson)
    yield from _places(lesson)
    if not lesson.is_draft:
        yield from _numbers(lesson)


def _asked_again(lesson: Lesson) -> Iterator[str]:
    """Yield questions that are asked, and are among the retired ones as well."""
    asked = {question.id for question in lesson.bank.questions}
    for label, row in labelled(lesson.folder / RETIRED):
        if f"{lesson.slug}.{row['id']}" in asked:
            place = f"{shown(lesson.folder / RETIRED)}, {label}"
            yield f"{place}: it is in quiz.toml as well. Give the new one another id."


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
    shown_at = {place for section in lesson.sections for place in section.checks}
    missing: dict[str, str] = {}
    for label, row in labelled(lesson.folder / "quiz.toml"):
        if (place := row.get("in")) and place not in shown_at:
            missing.setdefault(place, label)
    for place, label in missing.items():
        yield (
            f"{_path(lesson)}, {label}: in = '{place}' does not appear in the text. "
            f'Write quiz("{lesson.slug}", "{place}") in a cell.{nearest(place, shown_at)}'
        )
    if not lesson.quiz:
        yield f"{_path(lesson)}: no question for the end of the lesson: leave out `in` in some."


def _numbers(lesson: Lesson) -> Iterator[str]:
    """Yield which numbers of questions are too small."""
    bank, teaches_facts = lesson.bank.questions, lesson.slug not in UNCOUNTED
    asked = Counter(question.objective for question in bank)
    computed = sum(bool(question.compute) for question in bank)
    # Drafts may have fewer; see `quiz_faults`.
    minimum = FOR_AN_OBJECTIVE if teaches_facts else 1
    enough = [  # what is there, how much of it, and how much of it is needed
        (f"objective {key.rpartition('.')[2]} has {asked[key]} questions", asked[key], minimum)
        for key in lesson.bank.objectives
    ]
    if teaches_facts:
        enough += [
            (f"there are {len(bank)} questions", len(bank), IN_ALL),
            (f"{computed} answers are computed from the tables, by `compute`", computed, COMPUTED),
        ]
    for sentence, number, needed in enough:
        if number < needed:
            yield f"{_path(lesson)}: {sentence}. Write at least {needed}."


def _path(lesson: Lesson) -> str:
    return shown(lesson.folder / "quiz.toml")
