"""The answers of a class, from its hand-ins: each pupil under a number, or by name if asked."""

import uuid
from pathlib import Path

from lessons.classroom.hand_in import AnsweredQuestion, HandIn, read
from lessons.classroom.hand_in_reader import read_folder
from lessons.classroom.regrade import bank_of, remark
from lessons.classroom.validation import Refused
from lessons.journal import Answer
from lessons.publishing.exports.export_base import Nothing, Wish

NUMBERED = (
    "Pupils are called pupil-1, pupil-2 and so on, in the order of their files; another folder "
    "begins with pupil-1 again. Their names: --names."
)
FIRST = (
    "A hand-in holds the first answer to each question, marked again here, and how often it was "
    "tried; later answers are not told one by one."
)


def class_answers(folder: Path, wish: Wish) -> tuple[list[tuple[str, Answer]], list[str]]:
    """Return every first answer in a folder of hand-ins with its pupil, and what is to be said.

    An answer that was handed in twice comes once. Raise Nothing if there is no such folder.
    """
    if not folder.is_dir():
        raise Nothing(f"There is no folder {folder}. Put the hand-ins into a folder and name it.")
    called: dict[str, str] = {}
    found: dict[str, tuple[str, Answer]] = {}
    said = [] if wish.names else [NUMBERED]
    for source, data in read_folder(folder):
        work = _read(data)
        if not isinstance(work, HandIn):
            said.append(f"{source.label}: left out; {work}.")
        elif work.is_exam:
            said.append(f"{source.label}: left out; it is of an exam, which `exam mark` marks.")
        else:
            who = called.setdefault(work.name, work.name if wish.names else _number(called))
            for given in work.answers:
                answer = _answer(given, who, wish.home)
                found.setdefault(answer.id, (who, answer))
    return list(found.values()), [*said, FIRST]


def _read(data: bytes | Refused) -> HandIn | Refused:
    try:
        return data if isinstance(data, Refused) else read(data)
    except Refused as reason:
        return reason


def _number(called: dict[str, str]) -> str:
    return f"pupil-{len(called) + 1}"


def _answer(given: AnsweredQuestion, who: str, home: str) -> Answer:
    """Return a first answer as the journal would hold it, but marked by this course's bank."""
    question = bank_of(given.question.partition(".")[0]).get(given.question)
    score = remark(question, given.first).score if question else None
    made_of = f"{home}{who}/{given.question}/{given.at}/{given.first!r}"
    return Answer(
        id=str(uuid.uuid5(uuid.NAMESPACE_URL, made_of)),
        timestamp=given.at,
        verb="answered",
        question=given.question,
        response=given.first,
        score=score,
        success=None if score is None else score == 1,
        confidence=given.sure,
        hint=given.hint,
    )
