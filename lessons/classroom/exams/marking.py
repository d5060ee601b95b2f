"""Mark an exam: hand-ins and the key go in, the gradebook comes out."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from lessons.classroom import gradebook
from lessons.classroom.exams import key
from lessons.classroom.gradebook_builder import Ledger
from lessons.classroom.hand_in import HandIn
from lessons.classroom.submission_reader import Source, received
from lessons.classroom.validation import Refused, told


def command(arguments: Sequence[str]) -> int:
    """Mark the hand-ins in a folder: FOLDER --key KEYFILE --out DIR."""
    parser = argparse.ArgumentParser(prog="python -m lessons exam mark", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the hand-ins are; ZIPs and folders too")
    parser.add_argument("--key", type=Path, required=True, help="the exam's key file")
    gradebook.options(parser, "gradebook-EXAM")
    wish = parser.parse_args(arguments)
    if not wish.folder.is_dir():
        print(f"There is no folder {wish.folder}. Put the hand-ins into a folder and name it.")
        return 1
    try:
        found = key.read(_bytes(wish.key))
    except Refused as trouble:
        print(f"{wish.key.name}: {trouble}.")
        return 1
    out = wish.out or wish.folder / f"gradebook-{found.exam}"
    try:
        names = gradebook.names_in(wish.names)
    except Refused as trouble:
        print(f"{trouble}.")
        return 1
    ledger = make(wish.folder, found, out, names=names, semicolon=wish.semicolon)
    gradebook.tell(ledger, out, names=names, semicolon=wish.semicolon)
    return 0 if ledger.counted else 1


def make(
    folder: Path,
    found: key.Key,
    out: Path,
    *,
    names: Sequence[str] = (),
    semicolon: bool = False,
) -> Ledger:
    """Mark every hand-in in a folder, write the gradebook into `out`, and return the ledger."""
    ledger = ExamLedger(found)
    for source, data in received(folder, skip=out):
        ledger.take(source, data)
    title = f"Exam: {found.title}"
    gradebook.write(ledger, out, title, names=names, semicolon=semicolon)
    return ledger


class ExamLedger(Ledger):
    """A ledger that takes the hand-ins of one exam. The answers that stood at the end count."""

    def __init__(self, found: key.Key) -> None:
        super().__init__(found.questions, final=True, exams=True)
        self._key = found

    def _enter(self, source: Source, work: HandIn) -> None:
        if work.work != self._key.exam:
            raise Refused(
                f"it is of another exam, {told(work.work)}; this key is of '{self._key.exam}'"
            )
        if work.paper not in self._key.papers:
            raise Refused(f"this exam has no paper {told(work.paper)}")
        if work.questions != self._key.papers[work.paper]:
            raise Refused(
                f"the questions are not those of paper {work.paper} as it was given out: another "
                "version of the exam, or a notebook that was changed"
            )
        super()._enter(source, work)

    def _version(self, work: HandIn) -> Iterator[str]:
        many = len(self.questions)
        if len(work.answers) < many:
            yield f"{len(work.answers)} of {many} questions answered"


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(key.LARGEST + 1)
    except OSError as error:
        raise Refused(f"it cannot be read: {error.strerror}") from None
