"""Say what a file is that is not a sound hand-in, and whose it probably is."""

import json
import re
from pathlib import PurePosixPath

from lessons.classroom.file_report import GUESS
from lessons.classroom.hand_in import MAX_NAME_LENGTH, HandIn
from lessons.classroom.hand_in_reader import Source
from lessons.classroom.validation import Refused, quoted
from lessons.core.names import tidy

START = 3_000  # bytes at the beginning of a file by which its kind is recognised
MAX_LINE = 100_000  # bytes of a journal's first line
NAME = re.compile(r'"name"\s*:\s*"((?:[^"\\]|\\.){1,200})"')


def diagnosis(source: Source, data: bytes, error: Refused, *, exam: bool) -> Refused:
    """Return the reason for refusing a file: what it is instead of a hand-in, or else `error`.

    `exam` says whether the hand-ins of an exam are being read.
    """
    start = data[:START]
    if b'"cooperative-security/exam-key"' in start:
        return Refused("this is the key of an exam: keep it where no pupil can read it")
    if is_journal(data):
        options = "--exam THE-PUPILS-NOTEBOOK --name NAME" if exam else "--name NAME"
        return Refused(
            "this is a journal, not a hand-in; to make a hand-in of it, "
            f"{'take it out of the ZIP and ' if source.inside else ''}type: "
            f'.venv/bin/python -m lessons hand-in "{source.path}" {options}'
        )
    if re.match(rb'\s*\{\s*"cells"', start):
        return Refused(
            "this is a notebook, not the file that the form in it saves: ask for that file"
        )
    return error


def wrong_command(hand_in: HandIn) -> str:
    """Return the reason for refusing an exam among lessons, or a lesson among exams."""
    if hand_in.is_exam:
        return f"this is an exam ({quoted(hand_in.work)}): use the command exam for it"
    return f"this is the lesson {quoted(hand_in.work)}: use the command gradebook for it"


def is_journal(data: bytes) -> bool:
    """Return whether a file begins like a journal: with a statement on its first line."""
    line = data[:MAX_LINE].lstrip(b"\xef\xbb\xbf \r\n").partition(b"\n")[0]
    try:
        statement = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(statement, dict) and {"verb", "object", "timestamp"} <= statement.keys()


def probable_pupil(label: str, data: bytes) -> str:
    """Return whose a damaged file probably is, by its first lines or its name, or ""."""
    if match := NAME.search(data[:START].decode(errors="replace")):
        name = match[1]
    else:
        stem = PurePosixPath(label.rpartition(" › ")[2]).stem
        match = re.fullmatch(r"hand-in-[a-zA-Z0-9_]+-(.+?)( \(\d+\))?", stem)
        name = match[1].replace("-", " ") if match else ""
    clean = tidy(name)[:MAX_NAME_LENGTH]
    return f"{clean}{GUESS}" if clean else ""
