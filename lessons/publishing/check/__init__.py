"""Find everything that is wrong in the course's files, in sentences that say what to do.

Each sentence names the file and, where there is one, the line. Only the expressions in texts and
quizzes and the solutions of labs are run, so that a check takes seconds.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from importlib import import_module
from itertools import chain
from pathlib import Path

from lessons import data
from lessons.core.mistakes import Mistake
from lessons.core.paths import lesson_folder, lesson_folders, shown
from lessons.core.text import counted
from lessons.course import LAB, Lesson, extra_folders, read_lesson
from lessons.data.files import each_file_seen_once
from lessons.publishing.check.charts import chart_faults
from lessons.publishing.check.code import code_faults, handout_faults
from lessons.publishing.check.facts import fact_faults, since_faults
from lessons.publishing.check.folder import course_faults, lab_faults, lesson_faults, text_faults
from lessons.publishing.check.generated import generated_faults
from lessons.publishing.check.links import link_faults
from lessons.publishing.check.quiz import quiz_faults
from lessons.publishing.check.solutions import solution_faults
from lessons.publishing.check.tables import file_faults, table_faults
from lessons.questions.checks import NOT_CHECKED


def problems(names: Iterable[str] = (), executor: Executor | None = None) -> list[str]:
    """Return a sentence for each thing that is wrong in the named lessons, or in the whole course.

    Whatever a file contains, this function does not raise: a file that cannot be checked is named,
    too. `executor` may run the solutions of labs at the same time. Raise UnknownName for a lesson
    that does not exist.
    """
    wanted = [*map(lesson_folder, names)]
    folders = wanted or lesson_folders()
    running = [executor.submit(_of_solutions, each) for each in folders] if executor else []
    with each_file_seen_once():
        faults = [*_safely("lessons/charts", chart_faults)]
        faults += chain.from_iterable(map(_of_folder, wanted)) if wanted else _of_course()
        faults += _results(folders, running) if running else chain(*map(_of_solutions, folders))
    found = dict.fromkeys(faults)
    unchecked = [fault for fault in found if fault.endswith(NOT_CHECKED)]
    if not unchecked:
        return list(found)
    # The mistake in the table is said once, and not again for all that reads the table.
    said = dict.fromkeys((*_of_tables(), *(it for it in found if it not in unchecked)))
    waiting = counted(len(unchecked), "question or text", "questions and texts")
    return [*said, f"data: because of this, {waiting} could not be checked."]


def _of_solutions(folder: Path) -> list[str]:
    """Return why solutions of a lesson's lab fail. Another process can run this function."""
    return [*_safely(shown(folder), lambda: solution_faults(read_lesson(folder)))]


def _results(folders: list[Path], running: list[Future[list[str]]]) -> Iterator[str]:
    """Yield what was found in the solutions of labs, and whether one of them ended its process."""
    ended = [at for at, future in zip(folders, running, strict=True) if future.exception()]
    if ended:
        yield (
            f"{shown(ended[0] / LAB)}: a solution ends Python, and later labs may not have been "
            "checked. Leave out what ends it, such as os._exit()."
        )
    yield from chain(*(future.result() for future in running if not future.exception()))


def _of_course() -> Iterator[str]:
    tables = [*_of_tables()]
    yield from tables
    if not tables:  # with mistakes in tables, `build` writes nothing
        yield from _safely("data", generated_faults)
    yield from _safely("lessons", course_faults)
    yield from _safely("lessons/questions/generated", _wording_faults)
    yield from _safely("data", fact_faults)
    yield from chain.from_iterable(map(_of_folder, lesson_folders()))
    for folder in extra_folders():
        yield from _safely(shown(folder), lambda at: _of_page(read_lesson(at)), folder)
    yield from _safely("the pages", link_faults)


def _wording_faults() -> Iterable[str]:
    """Return nothing; raise BrokenToml if the wording of generated questions has a wrong key."""
    import_module("lessons.questions.generated")
    return ()


def _of_tables() -> Iterator[str]:
    yield from _safely("data", file_faults)
    for name in data.tables():
        yield from _safely(f"data/{name}.csv", table_faults, name)


def _of_folder(folder: Path) -> Iterator[str]:
    return _safely(shown(folder), lambda: _of_lesson(read_lesson(folder)))


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
    except data.BrokenTable:
        yield f"{place}: {NOT_CHECKED}"
    except Mistake as mistake:  # its message says where and what to do
        yield from str(mistake).splitlines()
    except (Exception, SystemExit) as error:  # whatever a file may hold
        reason = " ".join(str(error).split())
        yield f"{place}: this cannot be checked ({type(error).__name__}: {reason})."
