"""Define the commands `hand-in`, `gradebook` and `exam`, except printing an exam on paper."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from lessons.classroom.hand_in import HandIn, file_name, to_json
from lessons.classroom.hand_in_builder import ALL, build, of_lesson, read_journal
from lessons.classroom.validation import Refused
from lessons.core.commands import Command, command_of
from lessons.core.files import read_bytes, write_text
from lessons.core.text import counted
from lessons.journal.records import Answer


def hand_in_arguments(parser: ArgumentParser) -> None:
    """Let `hand-in` take a journal, a lesson or an exam, and the pupil's name."""
    parser.add_argument("journal", type=Path, help="a journal's file, such as journal.jsonl")
    work = parser.add_mutually_exclusive_group()
    about = "a lesson, such as 3 or the_network (default: all)"
    work.add_argument("--lesson", default=ALL, help=about)
    work.add_argument("--exam", type=Path, help="for an exam: the notebook that the pupil had")
    parser.add_argument("--name", required=True, help="the pupil's name or code")
    parser.add_argument("--out", type=Path, default=Path(), help="the folder to write into")


def hand_in(options: Namespace) -> int:
    """Make a hand-in from a journal, such as one that a pupil brought on a USB stick."""
    answers, damaged = read_journal(read_bytes(options.journal))
    made = _hand_in(options, answers)
    if not made.answers:
        raise Refused(
            f"{options.journal} is not a journal of this course, or nothing in it can be read."
            if damaged and not answers
            else f"{options.journal} holds no answers to '{options.exam or options.lesson}'."
        )
    path = write_text(options.out / file_name(made), to_json(made))
    print(f"{path}: {counted(len(made.answers), 'answer')} by {made.name}.")
    if damaged:
        print(f"Lines of the journal that cannot be read and were left out: {len(damaged)}.")
    return 0


def _hand_in(options: Namespace, answers: list[Answer]) -> HandIn:
    """Return the hand-in that the options ask for."""
    if not options.exam:
        return build(of_lesson(options.lesson), options.name, answers)
    from lessons.classroom.exams import paper

    try:
        exam = paper.of_notebook(read_bytes(options.exam))
    except Refused as error:
        raise Refused(f"{options.exam}: {error}") from None
    return build(paper.blank_hand_in(exam), options.name, answers)


EXAMS = "lessons.classroom.exams"
EXAM = {
    "template": command_of(f"{EXAMS}.template", "write a file of questions to begin with"),
    "make": command_of(f"{EXAMS}.making", "make papers for pupils, and the key"),
    "mark": command_of(f"{EXAMS}.marking", "mark the hand-ins in a folder with --key KEYFILE"),
}
COMMANDS = {
    "hand-in": Command("make a hand-in from a journal", hand_in, hand_in_arguments),
    "gradebook": command_of("lessons.classroom.gradebook", "mark the hand-ins in a folder"),
}
