"""Diagnose a file that cannot be read as a hand-in: what it is, and whose it probably is."""

import json
import re
from pathlib import PurePosixPath

from lessons.classroom import file_kinds
from lessons.classroom.file_report import GUESS
from lessons.classroom.hand_in import FORMAT, HandIn
from lessons.classroom.hand_in_reader import Source
from lessons.classroom.validation import NOT_A_HAND_IN, NotAHandIn, Refused, quoted
from lessons.core.names import MAX_LENGTH, tidy
from lessons.core.shell import course_command

MAX_LINE = 100_000  # bytes of a journal's first line
NAME = re.compile(r'"name"\s*:\s*"((?:[^"\\]|\\.){1,200})"')
AS_IT_WAS = "ask for the file as the form saved it"
DOWNLOAD_AGAIN = "perhaps a sign-in page that was saved in place of the file: download it again"


def diagnosis(source: Source, data: bytes, error: Refused, *, exam: bool) -> Refused:
    """Return the reason for refusing a file: what it is instead of a hand-in, or else `error`.

    `exam` says whether the hand-ins of an exam are being read. NotAHandIn is for files that
    nobody meant to hand in.
    """
    text, kind = file_kinds.text(data), file_kinds.kind(data)
    if special := _of_this_course(source, data, text, exam=exam):
        return Refused(special)
    if kind.startswith(file_kinds.PACKED):
        return Refused(f"it is {kind}: unpack it here, or make a ZIP of it")
    if kind == file_kinds.WEB_PAGE:
        reason = f"it is {kind}, {DOWNLOAD_AGAIN}"
    elif kind:
        reason = f"it is {kind}: {AS_IT_WAS}"
    elif f'"{FORMAT}"' in text and not text.lstrip().startswith("{"):
        reason = f"there is other text in front of the hand-in: {AS_IT_WAS}"
    # The file begins like a hand-in: then the error says where it is damaged.
    elif data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[", b""):
        return error
    else:
        reason = NOT_A_HAND_IN
    # If somebody meant to hand this in, the teacher has to know who. Other files are only listed.
    if f'"{FORMAT}"' in text or _name_of_file(source.label):
        return Refused(reason)
    return NotAHandIn(kind or NOT_A_HAND_IN)


def _of_this_course(source: Source, data: bytes, text: str, *, exam: bool) -> str:
    """Return a clause about a key, a journal or a notebook, or ""."""
    if '"cooperative-security/exam-key"' in text:
        return "this is the key of an exam: keep it where no pupil can read it"
    if re.match(r'\s*\{\s*"cells"', text):
        return "this is a notebook, not the file that the form in it saves: ask for that file"
    if not is_journal(data):
        return ""
    work = ["--exam", "THE-PUPILS-NOTEBOOK"] if exam else []
    command = course_command("hand-in", source.path, *work, "--name", "NAME")
    unpack = "take it out of the ZIP and " if source.packed else ""
    return f"this is a journal, not a hand-in; to make a hand-in of it, {unpack}type: {command}"


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
    match = NAME.search(file_kinds.text(data))
    clean = tidy(match[1] if match else _name_of_file(label))[:MAX_LENGTH]
    return f"{clean}{GUESS}" if clean else ""


def _name_of_file(label: str) -> str:
    """Return the pupil's name in the name of a hand-in's file, such as that of a copy, or ""."""
    # Browsers add (1) to the name of a second download; gzip adds a suffix of its own.
    stem = PurePosixPath(label.rpartition(" › ")[2]).stem.removesuffix(".json")
    # An exam's name ends in six hexadecimal digits.
    match = re.fullmatch(r"hand-in-\w+(?:-[0-9a-f]{6})?-(.+?)( \(\d+\))?", stem, re.ASCII)
    return match[1].replace("-", " ") if match else ""
