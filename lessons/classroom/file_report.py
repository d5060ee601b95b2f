"""What was done with each file, and in what order a teacher wants to hear of it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lessons.classroom.validation import FOREIGN, in_order, many

COUNTED, NOT_COUNTED = "counted", "not counted"
OTHER_QUESTIONS = "made with other questions"
GATHERED = 8  # files that are no hand-ins, named in one sentence


class Line(NamedTuple):
    """What was done with one file; `foreign` if it is none that a pupil hands in."""

    file: str
    pupil: str
    done: str
    why: str = ""
    foreign: bool = False


def ranked(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with a remark on a pupil's file: the gravest first, by name."""
    told = [line for line in lines if line.why and not line.foreign]
    return sorted(told, key=lambda it: (_grave(it), not it.pupil, in_order(it.pupil), it.file))


def _grave(line: Line) -> int:
    if "ask both" in line.why:
        return 0
    if line.done == NOT_COUNTED:
        return 1
    return 3 if line.why.startswith(OTHER_QUESTIONS) and ";" not in line.why else 2


def in_words(line: Line) -> str:
    """Return a remark in one line."""
    who = f"{line.pupil}: " if line.pupil else ""
    done = "" if line.done == COUNTED else f"{line.done}; "
    return f"{who}{done}{line.why} [{line.file}]"


def foreigners(lines: Sequence[Line]) -> str:
    """Return in one sentence which files are no hand-ins, or nothing."""
    found = sorted((it for it in lines if it.foreign), key=lambda it: in_order(it.file))
    if not found:
        return ""
    names = [f"{it.file}{'' if it.why == FOREIGN else f' ({it.why})'}" for it in found[:GATHERED]]
    more = f" and {len(found) - GATHERED} more" if len(found) > GATHERED else ""
    are = "is no hand-in" if len(found) == 1 else "are no hand-ins"
    return f"{many(len(found), 'file')} {are}: {', '.join(names)}{more}."


def guessed(lines: Iterable[Line]) -> list[str]:
    """Return who seems to have handed in something, of which nothing was counted."""
    has = {line.pupil for line in lines if line.done == COUNTED}
    rest = {line.pupil for line in lines if line.pupil and line.done != COUNTED}
    counted = {_plain(name) for name in has}
    return sorted((it for it in rest if _plain(it) not in counted), key=in_order)


def _plain(name: str) -> str:
    return name.removesuffix(GUESS).casefold()


GUESS = " (a guess)"
