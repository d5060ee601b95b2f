"""Write a lesson's handout: two pages of A4, and the answers on a sheet of their own."""

from pathlib import Path

from lessons.core.files import write_files
from lessons.course import Lesson
from lessons.publishing.clean_run import empty_journal
from lessons.publishing.figures import handout_tasks
from lessons.publishing.handout.answers import answer_sheet
from lessons.publishing.handout.pages import handout
from lessons.publishing.prose import filled


def write_handout(lesson: Lesson, folder: Path) -> list[Path]:
    """Write a lesson's handout and answer sheet as PDF into a folder and return their paths.

    Raise BrokenLesson where `handout.toml` is missing or names something that draws nothing.
    """
    ready = filled(lesson)
    # A picture may show a teacher's own answers, which must not be on paper.
    with empty_journal():
        tasks = handout_tasks(ready)
    files = {
        f"{lesson.folder.name}.pdf": handout(ready, tasks),
        f"{lesson.folder.name}-answers.pdf": answer_sheet(ready, tasks),
    }
    return write_files(folder, files)
