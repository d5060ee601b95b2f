"""A file of a teacher's own questions to begin with: one of each type, with a word on each."""

import re
from argparse import ArgumentParser, Namespace
from pathlib import Path

from lessons.classroom.validation import Refused
from lessons.core.files import write_text
from lessons.questions import Question
from lessons.questions.types import question_types

SHORTEST = """
A file of your own questions can be as short as this (`exam template FILE` writes one with a
question of each type):

  [[question]]
  ask = "Which of these countries is an Ally?"
  right = ["Norway"]
  wrong = ["Austria", "Ireland"]
"""
HEAD = """\
# Questions of your own: change them, take away what you do not need, copy what you need more of.
# Make an exam of this file:  .venv/bin/python -m lessons exam make autumn --own THIS-FILE
# Write straight quotes (") only, in a plain text editor. A line that begins with # is a remark.
# Feedback may be left out. Pupils never see it; your gradebook shows it beside wrong answers.

# What the questions are about. This part may be left out, and so may each objective = ...
[objectives]
1 = "Tell partners from Allies."
"""
# The order in which a teacher meets the types: those asked most come first.
FIRST = ("single", "multiple", "true_false")


def arguments(parser: ArgumentParser) -> None:
    """Let the command take the file to write."""
    parser.description = __doc__
    parser.add_argument("file", type=Path, help="a new file, such as questions.toml")


def run(options: Namespace) -> int:
    """Write a file of questions to begin with. Raise Refused if there is a file of that name."""
    path: Path = options.file
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
    return HEAD + "".join(_block(known[name]) for name in order)


def _block(type_: type[Question]) -> str:
    example = re.sub(r"^(id|source|hint) = .*\n", "", type_.example(), flags=re.MULTILINE)
    about = type_.explanation().partition("\n")[0]
    return f"\n# {about}\n{example.strip()}\n"
