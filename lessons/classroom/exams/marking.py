"""Mark an exam: hand-ins and the key go in, the gradebook comes out."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from lessons.classroom import gradebook
from lessons.classroom.exams import key
from lessons.classroom.gradebook_builder import GradebookBuilder
from lessons.classroom.hand_in import HandIn
from lessons.classroom.hand_in_reader import read_folder
from lessons.classroom.validation import Refused, quoted


def arguments(parser: argparse.ArgumentParser) -> None:
    """Let `exam mark` take a folder and a key, and what the gradebook takes as well."""
    parser.description = __doc__
    parser.add_argument("folder", type=Path, help="where the hand-ins are; ZIPs and folders too")
    parser.add_argument("--key", type=Path, required=True, help="the exam's key file")
    gradebook.add_options(parser, "gradebook-EXAM")


def run(options: argparse.Namespace) -> int:
    """Mark the hand-ins in a folder; return 1 if nothing in it could be counted."""
    if not options.folder.is_dir():
        print(f"There is no folder {options.folder}. Put the hand-ins into a folder and name it.")
        return 1
    try:
        found = key.read(_bytes(options.key))
    except Refused as trouble:
        print(f"{options.key.name}: {trouble}.")
        return 1
    out = options.out or options.folder / f"gradebook-{found.exam}"
    try:
        names = gradebook.read_class_list(options.names)
    except Refused as trouble:
        print(f"{trouble}.")
        return 1
    builder = make(options.folder, found, out, names=names, semicolon=options.semicolon)
    gradebook.print_summary(builder, out, names=names, semicolon=options.semicolon)
    return 0 if builder.counted else 1


def make(
    folder: Path,
    found: key.Key,
    out: Path,
    *,
    names: Sequence[str] = (),
    semicolon: bool = False,
) -> GradebookBuilder:
    """Mark every hand-in in a folder, write the gradebook into `out`, and return the builder."""
    builder = ExamGradebookBuilder(found)
    for source, data in read_folder(folder, skip=out):
        builder.add(source, data)
    title = f"Exam: {found.title}"
    gradebook.write(builder, out, title, names=names, semicolon=semicolon)
    return builder


class ExamGradebookBuilder(GradebookBuilder):
    """A builder that takes the hand-ins of one exam; the last answers count."""

    def __init__(self, found: key.Key) -> None:
        super().__init__(found.questions, uses_last_answers=True, takes_exams=True)
        self._key = found

    def check_questions(self, hand_in: HandIn) -> Iterator[str]:
        """Yield how much is answered. Raise Refused for another exam or version of it."""
        if hand_in.work != self._key.exam:
            raise Refused(
                f"it is of another exam, {quoted(hand_in.work)}; this key is of '{self._key.exam}'"
            )
        if hand_in.paper not in self._key.papers:
            raise Refused(f"this exam has no paper {quoted(hand_in.paper)}")
        if hand_in.questions != self._key.papers[hand_in.paper]:
            raise Refused(
                f"the questions are not those of paper {hand_in.paper} as it was given out: "
                "another version of the exam, or a notebook that was changed"
            )
        if len(hand_in.answers) < len(self.questions):
            yield f"{len(hand_in.answers)} of {len(self.questions)} questions answered"


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(key.LARGEST + 1)
    except OSError as error:
        raise Refused(f"it cannot be read: {error.strerror}") from None
