"""Find everything that is wrong in the course's files, in sentences that say what to do.

Each sentence names the file and, where there is one, the line. Only the expressions in texts and
quizzes and the solutions of labs are run, so that a check takes seconds.
"""

from collections.abc import Callable, Iterable, Iterator

from lessons import data
from lessons.core.mistakes import Mistake
from lessons.core.paths import shown
from lessons.course import BrokenLesson, Lesson, extras, lesson, lessons
from lessons.publishing.check.charts import chart_faults
from lessons.publishing.check.code import code_faults, handout_faults
from lessons.publishing.check.facts import fact_faults, since_faults
from lessons.publishing.check.folder import course_faults, lab_faults, lesson_faults, text_faults
from lessons.publishing.check.links import link_faults
from lessons.publishing.check.quiz import quiz_faults
from lessons.publishing.check.tables import file_faults, table_faults


def problems(names: Iterable[str] = ()) -> list[str]:
    """Return a sentence for each thing that is wrong in the named lessons, or in the whole course.

    Whatever a file contains, this function does not raise: a file that cannot be checked is named,
    too. Raise UnknownName for a lesson that does not exist.
    """
    try:
        wanted = [lesson(name) for name in names]
    except BrokenLesson as fault:
        return [str(fault)]
    found = [*_safely("lessons/charts", chart_faults)]
    if wanted:
        return [*found, *(fault for page in wanted for fault in _of_lesson(page))]
    found += [*_safely("data", file_faults), *_safely("lessons", course_faults)]
    for name in data.tables():
        found += _safely(f"data/{name}.csv", table_faults, name)
    found += [*_safely("data", fact_faults)]
    found += [fault for page in _safely_read(lessons) for fault in _of_lesson(page)]
    found += [fault for page in _safely_read(extras) for fault in _of_page(page)]
    return [*found, *_safely("the pages", link_faults)]


def _of_lesson(page: Lesson) -> Iterator[str]:
    place = shown(page.folder)
    for find in (lesson_faults, handout_faults, quiz_faults, since_faults, _of_page, _of_lab):
        yield from _safely(place, find, page)


def _of_lab(page: Lesson) -> Iterator[str]:
    if page.lab:
        yield from _of_page(page.lab)
        yield from _safely(page.lab.path, lab_faults, page.lab)


def _of_page(page: Lesson) -> Iterator[str]:
    yield from _safely(page.path, code_faults, page)
    yield from _safely(page.path, text_faults, page)


def _safely(place: str, find: Callable[..., Iterable[str]], *about: object) -> Iterator[str]:
    """Yield what a check finds; if it fails itself, say so instead of stopping the others."""
    try:
        yield from find(*about)
    except Mistake as mistake:  # its message says where and what to do
        yield str(mistake)
    except Exception as error:  # whatever a file may hold
        reason = " ".join(str(error).split())
        yield f"{place}: this cannot be checked ({type(error).__name__}: {reason})."


def _safely_read(read: Callable[[], list[Lesson]]) -> list[Lesson]:
    try:
        return read()
    except Exception:  # `course_faults` says which of them fails
        return []
