"""A file of a teacher's own questions to begin with: one of each type, and words on each."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from lessons.core.paths import LESSONS

TEMPLATE = LESSONS / "classroom" / "exams" / "template.toml"
SHORTEST = """
A file of your own questions can be as short as this (`exam template FILE` writes one with a
question of each type):

  [[question]]
  ask = "Which of these countries is an Ally?"
  right = ["Norway"]
  wrong = ["Austria", "Ireland"]
"""


def command(arguments: Sequence[str]) -> int:
    """Write a file of questions to begin with: FILE."""
    parser = argparse.ArgumentParser(prog="python -m lessons exam template", description=__doc__)
    parser.add_argument("file", type=Path, help="a new file, such as questions.toml")
    path: Path = parser.parse_args(arguments).file
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE.read_text(encoding="utf-8"))
    except FileExistsError:
        print(f"{path} is there already: name a new file.")
        return 1
    except OSError as error:
        print(f"{path} cannot be written: {error.strerror}.")
        return 1
    print(f"{path}: open it in a plain text editor and write your questions. Then type:")
    print(f'.venv/bin/python -m lessons exam make NAME --own "{path}"')
    return 0
