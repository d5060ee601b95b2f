"""Mark the hand-ins of an exam with its key, and make the gradebook."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from lessons.classroom import gradebook
from lessons.classroom.exams import key
from lessons.classroom.gradebook_builder import GradebookBuilder
from lessons.classroom.hand_in import HandIn
from lessons.classroom.validation import Refused, quoted
from lessons.core.files import read_bytes


def arguments(parser: ArgumentParser) -> None:
    """Let the command take a folder of hand-ins, a key, and what every gradebook takes."""
    parser.description = __doc__
    gradebook.add_options(parser, "gradebook-EXAM")
    parser.add_argument("--key", type=Path, required=True, help="the exam's key file")


def run(options: Namespace) -> int:
    """Mark an exam and print where its gradebook is; return 1 if no hand-in could be counted."""
    gradebook.folder_of(options)  # before the key: a wrong folder is the commoner mistake
    found = read_key(options.key)
    title = f"Exam: {found.title}"
    # Named by the exam: two exams in one folder get a gradebook each.
    return gradebook.mark(options, ExamGradebookBuilder(found), f"gradebook-{found.exam}", title)


class ExamGradebookBuilder(GradebookBuilder):
    """A builder that takes the hand-ins of one exam; the last answers count."""

    def __init__(self, found: key.Key) -> None:
        # A pupil may change an answer until handing in, so the last one counts, not the first.
        super().__init__(found.questions, is_exam=True)
        self._key = found

    def check_questions(self, hand_in: HandIn) -> Iterator[str]:
        """Yield how much is answered. Raise Refused for another exam or another version."""
        # From the most likely mix-up to the rarest, so that the sentence names the right one.
        if hand_in.work != self._key.exam:
            raise Refused(
                f"it is of another exam, {quoted(hand_in.work)}; this key is of '{self._key.exam}'"
            )
        if hand_in.questions != self._key.papers.get(hand_in.paper):
            raise Refused(
                f"the questions are not those of paper {quoted(hand_in.paper)} as it was given "
                "out: another version of the exam, or a notebook that was changed"
            )
        if len(hand_in.answers) < len(self.questions):
            yield f"{len(hand_in.answers)} of {len(self.questions)} questions answered"


def read_key(path: Path) -> key.Key:
    """Return the key in a file. Raise Mistake for any other file, or one that cannot be read."""
    try:
        return key.read(read_bytes(path))
    except Refused as reason:
        raise Refused(f"{path.name}: {reason}.") from None
