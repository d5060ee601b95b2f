"""What a file is that is no sound hand-in, and whose it seems to be."""

import json
import re
from pathlib import PurePosixPath

from lessons.classroom.file_report import GUESS
from lessons.classroom.hand_in import HandIn
from lessons.classroom.submission_reader import Source
from lessons.classroom.validation import Refused, tidy, told

START = 3_000  # bytes in which a file says what it is
NAME = re.compile(r'"name"\s*:\s*"((?:[^"\\]|\\.){1,200})"')


def reason(source: Source, data: bytes, trouble: Refused, *, exam: bool) -> Refused:
    """Return why a file is refused, in words that say what it is instead, if that can be told."""
    start = data[:START]
    if b'"cooperative-security/exam-key"' in start:
        return Refused("it is a key of an exam: keep it where no pupil can read it")
    if is_journal(data):
        more = "--exam THE-PUPILS-NOTEBOOK --name NAME" if exam else "--name NAME"
        return Refused(
            "this is a journal, no hand-in; to make one of it, "
            f"{'take it out of the ZIP and ' if source.inside else ''}type: "
            f'.venv/bin/python -m lessons hand-in "{source.path}" {more}'
        )
    if re.match(rb'\s*\{\s*"cells"', start):
        return Refused("it is a notebook, not the file that its form saves: ask for that one")
    return trouble


def other_kind(work: HandIn) -> str:
    """Return where a hand-in belongs that is of the other kind: an exam's, or a lesson's."""
    if work.is_exam:
        return f"an exam ({told(work.work)}): use the command exam for it"
    return f"no exam but lesson {told(work.work)}: use the command gradebook for it"


def is_journal(data: bytes) -> bool:
    """Return whether a file begins like a journal: a statement on its first line."""
    line = data[:100_000].lstrip(b"\xef\xbb\xbf \r\n").partition(b"\n")[0]
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and {"verb", "object", "timestamp"} <= found.keys()


def whose(label: str, data: bytes) -> str:
    """Return whose a damaged file seems to be, by its first lines or its name; or nothing."""
    if found := NAME.search(data[:START].decode(errors="replace")):
        return _guess(found[1])
    name = PurePosixPath(label.rpartition(" › ")[2]).stem
    parts = re.fullmatch(r"hand-in-[a-zA-Z0-9_]+-(.+?)( \(\d+\))?", name)
    return _guess(parts[1].replace("-", " ")) if parts else ""


def _guess(text: str) -> str:
    name = tidy(text)[:80]
    return f"{name}{GUESS}" if name else ""
