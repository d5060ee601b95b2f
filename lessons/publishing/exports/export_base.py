"""Define what an export is asked for and returns: files, and what they cannot hold."""

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from lessons import data, questions
from lessons.core.zips import zipped
from lessons.publishing.exports.question_shapes import asks, closing, matched
from lessons.publishing.templates import rendered

# One such character in a text, and a system would refuse the whole file.
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NO_ESTIMATE = "Guesses before a lesson ({}): never scored, they stay in the notebook."


@dataclass(frozen=True)
class Request:
    """Which lessons to export, the day of the cards, and whether the Moodle knows orders."""

    lessons: tuple[str, ...]
    day: date | None = None
    has_orders: bool = False

    @property
    def name(self) -> str:
        """The stem of a file that holds all these lessons."""
        return self.lessons[0] if len(self.lessons) == 1 else "cooperative-security"


@dataclass(frozen=True)
class Export:
    """Files by name, and a sentence for each kind of thing that they do not hold as it was."""

    files: Mapping[str, bytes]
    lost: list[str]


def xml(template: str, **values: object) -> bytes:
    """Return a template of the exports, filled in, without the characters that XML forbids.

    Every template may also use `asks`, `closing` and `matched`.
    """
    functions = {"asks": asks, "closing": closing, "matched": matched}
    text = rendered(f"exports/{template}.xml.j2", **functions, **values)
    return NOT_IN_XML.sub("", text).encode()


def repacked(packed: BinaryIO) -> bytes:
    """Return a ZIP with the same files, which does not depend on the time of packing."""
    with zipfile.ZipFile(packed) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def no_hint(question: questions.Question) -> list[str]:
    """Return a list that says that a question's hint is lost; empty if it has none."""
    return ["the hint is not carried"] if question.hint else []


def lost(
    request: Request,
    system: str,
    also: Callable[[questions.Question], list[str]] = lambda _: [],
) -> list[str]:
    """Return a sentence for each kind of loss of a format, with how many questions it concerns.

    `system` is the key of the format in a type's `losses`, perhaps followed by a version, as in
    "moodle 4.4"; `also` returns what a single question loses in addition.
    """
    losing: dict[str, list[str]] = {}
    for question in (q for lesson in request.lessons for q in questions.questions(lesson)):
        named = system if system in question.losses else system.partition(" ")[0]
        of_type = [question.losses[named]] if named in question.losses else []
        for loss in (*of_type, *also(question)):
            losing.setdefault(loss, []).append(question.type)
    guesses = sum(questions.bank(lesson).estimate is not None for lesson in request.lessons)
    changed = [f"{counted(kinds)}: {loss}." for loss, kinds in losing.items()]
    return [*changed, NO_ESTIMATE.format(guesses)] if guesses else changed


def counted(kinds: Sequence[str]) -> str:
    """Return how many questions there are of each type: "19 ordering, 2 true/false questions"."""
    by_kind = (f"{times} {kind.replace('_', '/')}" for kind, times in Counter(kinds).items())
    return f"{', '.join(by_kind)} question{'' if len(kinds) == 1 else 's'}"


def edition() -> date:
    """Return the day of the course's data: the latest of its tables."""
    days: list[date] = [data.schema(name)["as_of"] for name in data.tables()]
    return max(days)
