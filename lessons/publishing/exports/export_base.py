"""What an export is: files, and what they cannot hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from lessons import data, questions

NO_ESTIMATE = "the guess before the lesson is never scored and stays in the notebook"
NAMED = 4  # questions that are named one by one; the others are counted


@dataclass(frozen=True)
class Request:
    """Which lessons to export, and the day of the cards, for formats that have one."""

    lessons: tuple[str, ...]
    day: date | None = None

    @property
    def name(self) -> str:
        """The stem of a file that holds all these lessons."""
        return self.lessons[0] if len(self.lessons) == 1 else "cooperative-security"


@dataclass(frozen=True)
class Export:
    """Files by name, and a sentence for each kind of thing that they do not hold as it was."""

    files: Mapping[str, bytes]
    lost: list[str] = field(default_factory=list)


def no_hint(question: questions.Question) -> list[str]:
    """Return that a question's hint is lost, if it has one."""
    return ["the hint is not carried"] if question.hint else []


def lost(
    request: Request,
    system: str,
    also: Callable[[questions.Question], list[str]] = lambda _: [],
) -> list[str]:
    """Return a sentence for each thing that a format loses, with the questions that lose it.

    `system` is the key of the format in a type's `losses`; `also` says what a single question
    loses beside.
    """
    # One sentence a kind of loss: a teacher reads ten lines, and not two hundred.
    losing: dict[str, list[str]] = {}
    for lesson in request.lessons:
        if questions.bank(lesson).estimate:
            losing.setdefault(NO_ESTIMATE, []).append(f"{lesson}.estimate")
        for question in questions.questions(lesson):
            of_type = [question.losses[system]] if system in question.losses else []
            for loss in (*of_type, *also(question)):
                losing.setdefault(loss, []).append(question.id)
    return [f"{_some(ids)}: {loss}." for loss, ids in losing.items()]


def _some(ids: list[str]) -> str:
    more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
    return ", ".join(ids[:NAMED]) + more


def edition() -> date:
    """Return the day as of which the course speaks: the latest of its tables."""
    days: list[date] = [data.schema(name)["as_of"] for name in data.tables()]
    return max(days)


def seconds(day: date) -> int:
    """Return the start of a day, in UTC, in seconds since 1970: the same in every time zone."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
