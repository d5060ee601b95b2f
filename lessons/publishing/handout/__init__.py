"""Write a lesson's handout: two pages of A4, and the answers on a sheet of their own."""

import sys
from pathlib import Path

from lessons.course import Lesson
from lessons.publishing.clean_run import empty_journal
from lessons.publishing.figures import handout_tasks
from lessons.publishing.prose import filled

try:
    from lessons.publishing.handout.answers import answer_sheet
    from lessons.publishing.handout.pages import handout
except ImportError as error:
    sys.exit(
        f"The package '{error.name}' is missing: learners do without it. "
        "To add what teachers need, type: python3 start.py teacher"
    )


def write_handout(lesson: Lesson, folder: Path) -> list[Path]:
    """Write a lesson's handout and answer sheet as PDF into a folder and return their paths.

    Raise BrokenLesson where `handout.toml` is missing or names something that draws nothing.
    """
    ready = filled(lesson)
    with empty_journal():
        tasks = handout_tasks(ready)
    sheets = {
        f"{lesson.folder.name}.pdf": handout(ready, tasks),
        f"{lesson.folder.name}-answers.pdf": answer_sheet(ready, tasks),
    }
    for name, sheet in sheets.items():
        (folder / name).write_bytes(sheet)
    return [folder / name for name in sheets]
