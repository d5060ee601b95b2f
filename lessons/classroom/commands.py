"""The commands of the classroom: `hand-in`, `gradebook` and `exam`."""

import argparse
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from lessons.classroom.hand_in import HandIn, file_name, to_json
from lessons.classroom.hand_in_builder import ALL, build, read_journal
from lessons.classroom.validation import Refused
from lessons.core.paths import UnknownName
from lessons.core.text import counted
from lessons.journal import Answer

POLARS_IS_MISSING = (
    "This command needs the package polars, which learners do without. To install what teachers "
    "need, type: python3 start.py teacher"
)


def hand_in(arguments: Sequence[str]) -> int:
    """Make a hand-in from a journal: JOURNAL --lesson NAME or --exam NOTEBOOK, --name NAME."""
    about = "Make a hand-in from a journal, such as one that a pupil brought on a USB stick."
    parser = argparse.ArgumentParser(prog="python -m lessons hand-in", description=about)
    parser.add_argument("journal", type=Path, help="a journal's file, such as journal.jsonl")
    work = parser.add_mutually_exclusive_group()
    work.add_argument("--lesson", default=ALL, help="a lesson such as the_network (default: all)")
    work.add_argument("--exam", type=Path, help="for an exam: the notebook that the pupil had")
    parser.add_argument("--name", required=True, help="the pupil's name or code")
    parser.add_argument("--out", type=Path, default=Path(), help="the folder to write into")
    options = parser.parse_args(arguments)
    try:
        answers, damaged = read_journal(options.journal.read_bytes())
        made = _hand_in(options, answers)
        if not made.answers:
            raise Refused(
                f"{options.journal} is not a journal of this course, or nothing in it can be read"
                if damaged and not answers
                else f"{options.journal} holds no answers to '{options.exam or options.lesson}'"
            )
        options.out.mkdir(parents=True, exist_ok=True)
        path = options.out / file_name(made)
        path.write_text(to_json(made), encoding="utf-8")
    except (Refused, UnknownName) as error:
        print(f"{str(error).rstrip('.')}.")
        return 1
    except OSError as error:
        print(f"{error.filename} cannot be read or written: {error.strerror}.")
        return 1
    print(f"{path}: {counted(len(made.answers), 'answer')} by {made.name}.")
    if damaged:
        print(f"Lines of the journal that cannot be read and were left out: {len(damaged)}.")
    return 0


def _hand_in(options: argparse.Namespace, answers: list[Answer]) -> HandIn:
    """Return the hand-in that the options ask for."""
    if not options.exam:
        return build(options.lesson, options.name, answers)
    from lessons.classroom.exams import paper

    try:
        exam = paper.of_notebook(options.exam.read_bytes())
    except Refused as error:
        raise Refused(f"{options.exam}: {error}") from None
    edition = paper.edition(exam)
    return build(exam.exam, options.name, answers, is_exam=True, paper=exam.paper, edition=edition)


def gradebook(arguments: Sequence[str]) -> int:
    """Make a gradebook of the hand-ins in a folder: FOLDER --out DIR."""
    if find_spec("polars") is None:
        print(POLARS_IS_MISSING)
        return 1
    from lessons.classroom.gradebook import command

    return command(arguments)


EXAM = {  # what `exam` does: its module, and what it is for
    "template": ("template", "write a file of questions to begin with"),
    "make": ("making", "make papers for pupils, and the key"),
    "mark": ("marking", "mark the hand-ins in a folder by the key"),
}


def exam(arguments: Sequence[str]) -> int:
    """Make a sealed exam, or mark it."""
    parser = argparse.ArgumentParser(prog="python -m lessons exam", description=exam.__doc__)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, (module_name, about) in EXAM.items():
        action = actions.add_parser(name, help=about)
        if name not in arguments[:1]:
            continue  # the arguments of another action would import what only it needs
        if name == "mark" and find_spec("polars") is None:
            print(POLARS_IS_MISSING)
            return 1
        module = import_module(f"lessons.classroom.exams.{module_name}")
        module.arguments(action)
        action.set_defaults(run=module.run)
    options = parser.parse_args(arguments)
    code: int = options.run(options)
    return code
