"""What an export is: files, and what they cannot carry."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from lessons import data, questions

OPENED = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP knows
NO_ESTIMATE = "the guess before the lesson is never scored and stays in the notebook"
GET_TOOLS = "To get what teachers need, type: python3 start.py teacher"


class Missing(ImportError):
    """Say which tool is missing and how to get it."""


class Nothing(LookupError):
    """Say that there is nothing to write, and where it was looked for."""


@dataclass(frozen=True)
class Wish:
    """What is asked for: lessons, and what single formats want to know.

    `folder` holds hand-ins, and `names` says whether these may be told by name.
    """

    lessons: tuple[str, ...]
    day: date | None = None
    home: str = "https://cooperative-security.example/"
    learner: str = "learner"
    folder: Path | None = None
    names: bool = False

    @property
    def name(self) -> str:
        """Return the stem of a file that holds all lessons asked for."""
        return self.lessons[0] if len(self.lessons) == 1 else "cooperative-security"


@dataclass(frozen=True)
class Export:
    """Files by name, and a sentence for everything that they do not carry as it was."""

    files: Mapping[str, bytes]
    lost: list[str] = field(default_factory=list)


def no_hint(question: questions.Question) -> list[str]:
    """Return that a question's hint is lost, if it has one."""
    return ["the hint is not carried"] if question.hint else []


def lost(
    wish: Wish,
    system: str,
    also: Callable[[questions.Question], list[str]] = lambda _: [],
) -> list[str]:
    """Return what a format loses, question by question: by its type, and by what it has."""
    found = []
    for lesson in wish.lessons:
        if questions.bank(lesson).estimate:
            found.append(f"{lesson}.estimate: {NO_ESTIMATE}.")
        for question in questions.questions(lesson):
            losses = [question.losses[system]] if system in question.losses else []
            losses += also(question)
            if losses:
                found.append(f"{question.id} ({question.type}): {'; '.join(losses)}.")
    return found


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP that is the same for the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, OPENED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def edition() -> date:
    """Return the day as of which the course speaks: the latest of its tables."""
    days: list[date] = [data.schema(name)["as_of"] for name in data.tables()]
    return max(days)


def seconds(day: date) -> int:
    """Return the start of a day in seconds since 1970, anywhere the same."""
    return int((datetime.combine(day, time()) - datetime(1970, 1, 1)).total_seconds())
