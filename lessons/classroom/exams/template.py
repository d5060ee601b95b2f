"""Write a file of questions for teachers to begin with: one of each type, with an explanation."""

import re
from argparse import ArgumentParser, Namespace
from pathlib import Path

from lessons.classroom.validation import Refused
from lessons.core.files import write_text
from lessons.questions import Question
from lessons.questions.types import question_types

HERE = Path(__file__).parent
SHORTEST = (HERE / "shortest.txt").read_text(encoding="utf-8")  # the shortest file for an exam
FIRST = ("single", "multiple", "true_false")  # the types that teachers use most


def arguments(parser: ArgumentParser) -> None:
    """Let the command take the file to write."""
    parser.description = __doc__
    parser.add_argument("file", type=Path, help="a new file, such as questions.toml")


def run(options: Namespace) -> int:
    """Write a file of questions to begin with. Raise Refused if there is a file of that name."""
    path: Path = options.file
    # A teacher's own questions may be in it.
    if path.exists():
        raise Refused(f"{path} is there already: name a new file.")
    write_text(path, template())
    print(f"{path}: open it in a plain text editor and write your questions. Then type:")
    print(f'.venv/bin/python -m lessons exam make NAME --own "{path}"')
    return 0


def template() -> str:
    """Return the text of the file: the example of each type, without what an exam ignores."""
    known = question_types()
    order = [*FIRST, *(name for name in known if name not in FIRST)]
    head = (HERE / "questions_head.toml").read_text(encoding="utf-8")
    return head + "".join(_block(known[name]) for name in order)


def _block(type_: type[Question]) -> str:
    """Return the example of a type under a comment; an exam needs no ids, sources and hints."""
    example = re.sub(r"^(id|source|hint) = .*\n", "", type_.example(), flags=re.MULTILINE)
    about = type_.explanation().partition("\n")[0]
    return f"\n# {about}\n{example.strip()}\n"
