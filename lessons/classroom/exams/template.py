"""A file of a teacher's own questions to begin with: one of each type, with a word on each."""

import argparse
import re
from pathlib import Path

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


def arguments(parser: argparse.ArgumentParser) -> None:
    """Let `exam template` take the name of the new file."""
    parser.description = __doc__
    parser.add_argument("file", type=Path, help="a new file, such as questions.toml")


def run(options: argparse.Namespace) -> int:
    """Write a file of questions to begin with; return 1 if that is not possible."""
    path: Path = options.file
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError:
        print(f"{path} is there already: name a new file.")
        return 1
    except OSError as error:
        print(f"{path} cannot be written: {error.strerror}.")
        return 1
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
