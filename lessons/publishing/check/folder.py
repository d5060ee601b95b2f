"""Check a lesson's folder: its files, its number, its text, its lab and its notebooks."""

import ast
import difflib
import re
from collections import Counter
from collections.abc import Iterator
from itertools import product

from lessons.core import paths
from lessons.core.paths import UnknownName, shown
from lessons.course import FILE, LAB, Call, Lesson, extra_folders
from lessons.labs import code_tasks
from lessons.publishing.cells import is_stale
from lessons.publishing.check.finished import finished_faults
from lessons.publishing.check.links import dead_links
from lessons.publishing.coverage import unknown_tags
from lessons.publishing.prose import filled
from lessons.questions import BrokenQuiz

MARKS = ("slide", "covers")  # remarks that say something to the course
HOW_TO_NAME = "Name it by two digits and a short name, such as 14_arms_control."


def course_faults() -> Iterator[str]:
    """Yield what is wrong with all lessons together: numbers, names, notebooks without a text."""
    folders = paths.lesson_folders()
    # The number of a former lesson belongs to another one now; its name stays its own.
    pages = [*folders, *extra_folders()]
    for what, of, among in (("number", paths.folder_number, folders), ("name", paths.slug, pages)):
        for value, times in Counter(map(of, among)).items():
            if times > 1:
                twins = [folder.name for folder in among if of(folder) == value]
                yield f"lessons: {' and '.join(twins)} have the same {what}. Give each its own."
    for folder in folders:
        if not re.fullmatch(r"\d\d_[a-z][a-z0-9_]*", folder.name):
            yield f"lessons/{folder.name}: this is no name for a lesson. {HOW_TO_NAME}"
    # A notebook whose text is gone would go on being published with old facts.
    extra = {folder.name for folder in extra_folders()}
    texts = product(folders, ((FILE, ""), (LAB, "_lab")))
    known = {f"{folder.name}{end}" for folder, (file, end) in texts if (folder / file).is_file()}
    for path in sorted(paths.NOTEBOOKS.glob("*.ipynb")):
        if path.stem not in known | extra:
            yield f"{shown(path)} is the notebook of no lesson: write its text, or delete it."


def lesson_faults(lesson: Lesson) -> Iterator[str]:
    """Yield what is missing in a lesson's folder or text, except in its quiz and code."""
    folder = shown(lesson.folder)
    if not lesson.text.strip():
        yield f"{lesson.path} is missing: it is the text of the lesson."
        return
    if not re.match(rf"# {lesson.number} · \S", lesson.text):
        yield f"{lesson.path}, line 1: no title. Write # {lesson.number} · and the lesson's title."
    yield from _mark_faults(lesson)
    notes = lesson.folder / "teacher.md"
    if not lesson.teacher_notes:
        yield f"{folder}/teacher.md is missing: write aims, timing and answers for the teacher."
    else:
        yield from dead_links(notes.read_text(encoding="utf-8-sig"), shown(notes), lesson.folder)
    if not lesson.big_question:
        yield f"{lesson.path}: no big question. Write a line **Big question:** with the question."
    for section in lesson.topics:
        if not section.slide:
            yield (
                f"{lesson.path}, line {section.line}: '{section.heading}' has no sentence for its "
                "slide. Write <!-- slide: The sentence. --> below the heading."
            )
    yield from unknown_tags([lesson])


def _mark_faults(lesson: Lesson) -> Iterator[str]:
    """Yield the author's remarks that look like a mark, such as `slides:`, and are none."""
    for found in re.finditer(r"<!--\s*(\w+)(:?)", lesson.text):
        meant = difflib.get_close_matches(found[1].lower(), MARKS, 1, cutoff=0.75)
        if meant and f"{meant[0]}:" != found[1] + found[2]:
            place = f"{lesson.path}, line {lesson.text.count(chr(10), 0, found.start()) + 1}"
            yield f"{place}: '{found[0]}' is no mark. Write <!-- {meant[0]}: and the text."


def lab_faults(lab: Lesson) -> Iterator[str]:
    """Yield what is missing for the tasks of a lab.

    Raise BrokenLesson where the tasks and solutions do not belong together.
    """
    roles = [block.role for block in lab.code]
    for role, what in (("task", "a cell to write in"), ("solution", "code that sets `answer`")):
        if role not in roles:
            yield f"{lab.path}: no {role}. Write {what} in a block that begins ```python {role}."
            return
    checked = {_number(call) for call in lab.calls if call.name == "check"}
    for task in code_tasks.tasks(lab):
        if (lab.slug, task.number) not in checked:
            number = f", task={task.number}" if task.number > 1 else ""
            yield (
                f"{lab.path}: nothing checks the task in line {task.start.line}. Write "
                f'check("{lab.slug}", answer{number}) in a cell.'
            )


def _number(call: Call) -> tuple[str | None, object]:
    """Return the lesson and the number of the task that a call of `check` names."""
    named = [keyword.value for keyword in call.node.keywords if keyword.arg == "task"]
    given = [*call.node.args[2:3], *named, ast.Constant(1)][0]
    return call.text(0), given.value if isinstance(given, ast.Constant) else None


def text_faults(page: Lesson) -> Iterator[str]:
    """Yield what is wrong in a text, what a finished lesson lacks, and a notebook out of date.

    Raise BrokenLesson or BrokenTable where an expression fails.
    """
    if not page.text.strip():
        return
    yield from dead_links(page.text, page.path, paths.NOTEBOOKS)
    try:
        ready = filled(page)
        if page.folder.parent == paths.LESSONS and not (page.is_lab or page.is_draft):
            yield from finished_faults(page, ready)
        if is_stale(page, ready) and not page.is_draft:
            yield f"notebooks/{page.name}.ipynb is out of date: python -m lessons build {page.slug}"
    except (UnknownName, BrokenQuiz):
        pass  # the quiz, whose objectives the text shows, has to be mended first
