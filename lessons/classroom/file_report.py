"""Report what was done with each file, the most urgent first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lessons.classroom.validation import NOT_A_HAND_IN
from lessons.core.names import key, sort_key
from lessons.core.text import counted, first_of

COUNTED, NOT_COUNTED = "counted", "not counted"
OTHER_QUESTIONS = "made with other questions"
ASK_BOTH = "ask both"
GUESS = " (a guess)"  # follows the name of a pupil that was read from a damaged file
MAX_NAMED = 8  # files that are not hand-ins, named in one sentence


@dataclass(slots=True)
class FileReport:
    """What was done with one file.

    `status` is COUNTED or NOT_COUNTED, `remark` is a clause that says why, or what the teacher
    should check. `is_foreign` says that nobody meant to hand the file in. For a hand-in that can
    be read, the report has its lesson or exam, the time when it was `made` by its own account, the
    number of its `answers`, and how many of these were `new` and count. `rows` are those of its
    answers in AnswerColumns, if it was counted.
    """

    file: str
    pupil: str = ""
    status: str = NOT_COUNTED
    remark: str = ""
    is_foreign: bool = False
    lesson: str = ""
    made: str = ""
    answers: int = 0
    new: int = 0
    is_late: bool = False
    rows: range = range(0)


def ranked(reports: Iterable[FileReport]) -> list[FileReport]:
    """Return the reports with a remark on a pupil's file: the most urgent first, then by name.

    Other questions alone can wait: a whole class may have an older course.
    """
    found = [report for report in reports if report.remark and not report.is_foreign]

    def order(report: FileReport) -> tuple[object, ...]:
        can_wait = report.remark.startswith(OTHER_QUESTIONS)
        urgency = (ASK_BOTH not in report.remark, report.status == COUNTED, can_wait)
        return *urgency, not report.pupil, sort_key(report.pupil), report.file

    return sorted(found, key=order)


def sentence(report: FileReport) -> str:
    """Return a report as one line of text, without a full stop."""
    pupil = f"{report.pupil}: " if report.pupil else ""
    status = "" if report.status == COUNTED else f"{report.status}; "
    return f"{pupil}{status}{report.remark} [{report.file}]"


def foreign_files(reports: Iterable[FileReport]) -> str:
    """Return a sentence that names the files which are not hand-ins, or ""."""
    found = sorted((r for r in reports if r.is_foreign), key=lambda report: sort_key(report.file))
    if not found:
        return ""
    names = [
        report.file if report.remark == NOT_A_HAND_IN else f"{report.file} ({report.remark})"
        for report in found
    ]
    are = "is not a hand-in" if len(found) == 1 else "are not hand-ins"
    return f"{counted(len(found), 'file')} {are}: {first_of(names, MAX_NAMED)}."


def not_counted(reports: Sequence[FileReport]) -> list[str]:
    """Return a sentence that names the pupils of whom no file was counted, if there are any."""
    done = {key(report.pupil) for report in reports if report.status == COUNTED}
    rest = {report.pupil for report in reports if report.pupil and report.status != COUNTED}
    names = sorted((n for n in rest if key(n.removesuffix(GUESS)) not in done), key=sort_key)
    return [f"Handed in, but nothing could be counted: {', '.join(names)}."] if names else []
