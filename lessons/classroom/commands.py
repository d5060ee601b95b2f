"""The commands of the classroom: `hand-in`, `gradebook`, and `exam` to write, make and mark."""

import argparse
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from lessons import journal as progress
from lessons.classroom.build_submission import ALL, collect, journal
from lessons.classroom.hand_in import HandIn, file_name, written
from lessons.classroom.validation import Refused, many
from lessons.core.paths import UnknownName

MISSING = (
    "The gradebook needs the package polars, which learners do without. To install what teachers "
    "need, type: python3 start.py teacher"
)


def hand_in(arguments: Sequence[str]) -> int:
    """Make a hand-in from a journal: JOURNAL --lesson NAME or --exam NOTEBOOK, --name NAME."""
    about = "Make a hand-in from a journal, such as one that came on a stick."
    parser = argparse.ArgumentParser(prog="python -m lessons hand-in", description=about)
    parser.add_argument("journal", type=Path, help="a journal's file, such as journal.jsonl")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--lesson", default=ALL, help="a lesson such as the_network (default: all)")
    what.add_argument("--exam", type=Path, help="of an exam: the notebook that the pupil had")
    parser.add_argument("--name", required=True, help="the pupil's name or code")
    parser.add_argument("--out", type=Path, default=Path(), help="the folder to write into")
    wish = parser.parse_args(arguments)
    try:
        damaged: list[bytes] = []
        given = journal(wish.journal.read_bytes(), damaged)
        made = (
            of_exam(wish.exam, wish.name, given)
            if wish.exam
            else collect(wish.lesson, wish.name, given)
        )
        if not made.answers:
            no_journal = damaged and not given
            raise Refused(
                f"{wish.journal} is no journal of this course, or nothing in it can be read"
                if no_journal
                else f"{wish.journal} holds no answers to '{wish.exam or wish.lesson}'"
            )
        wish.out.mkdir(parents=True, exist_ok=True)
        path = wish.out / file_name(made)
        path.write_text(written(made), encoding="utf-8")
    except (Refused, UnknownName) as trouble:
        print(f"{str(trouble).rstrip('.')}.")
        return 1
    except OSError as error:
        print(f"{error.filename} cannot be read or written: {error.strerror}.")
        return 1
    print(f"{path}: {many(len(made.answers), 'answer')} of {made.name}.")
    if damaged:
        print(f"Left out because they cannot be read, lines of the journal: {len(damaged)}.")
    return 0


def of_exam(notebook: Path, name: str, given: list[progress.Answer]) -> HandIn:
    """Return the hand-in of a pupil who had this exam's notebook."""
    from lessons.classroom.exams import paper

    try:
        had = paper.of_notebook(notebook.read_bytes())
    except Refused as trouble:
        raise Refused(f"{notebook}: {trouble}") from None
    return collect(had.exam, name, given, is_exam=True, paper=had.paper, edition=paper.edition(had))


def gradebook(arguments: Sequence[str]) -> int:
    """Make a gradebook of the hand-ins in a folder: FOLDER --out DIR."""
    if find_spec("polars") is None:
        print(MISSING)
        return 1
    from lessons.classroom.gradebook import command

    return command(arguments)


def exam(arguments: Sequence[str]) -> int:
    """Make or mark a sealed exam: template FILE, make NAME ..., or mark FOLDER --key KEYFILE."""
    parser = argparse.ArgumentParser(prog="python -m lessons exam", description=exam.__doc__)
    parser.add_argument("what", choices=("template", "make", "mark"))
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="`exam make --help` tells more")
    wish = parser.parse_args(arguments)
    if wish.what == "template":
        from lessons.classroom.exams import template

        return template.command(wish.rest)
    if wish.what == "make":
        from lessons.classroom.exams import making

        return making.command(wish.rest)
    if find_spec("polars") is None:
        print(MISSING)
        return 1
    from lessons.classroom.exams import marking

    return marking.command(wish.rest)
