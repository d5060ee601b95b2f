"""The kinds of question that the course asks.

A question equals only itself: comparing texts would take time and never be meant.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, eq=False)
class Question:
    """What every question has. Texts are plain, ids are `lesson.question`."""

    id: str
    ask: str
    objective: str = ""
    place: str = ""
    hint: str = ""
    source: tuple[str, ...] = ()
    compute: str = ""
    review: bool = True  # may be asked away from its page

    @property
    def type(self) -> str:
        """Return the kind's name as a quiz file writes it."""
        return NAMES[type(self)]

    @property
    def bid(self) -> str:
        """Return what the learner is to do, in words."""
        return BIDS[type(self)]


@dataclass(frozen=True, kw_only=True, eq=False)
class Single(Question):
    """One option is right. `right` and `wrong` map each option to its feedback."""

    right: Mapping[str, str]
    wrong: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, eq=False)
class Multiple(Question):
    """Several options are right, and at least one is wrong."""

    right: Mapping[str, str]
    wrong: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, eq=False)
class TrueFalse(Question):
    """A statement to judge, and the reason for the judgement."""

    answer: bool
    truth: Mapping[bool, str]
    right: Mapping[str, str]
    wrong: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, eq=False)
class Matching(Question):
    """Each left goes with its own right; `extra` are rights that go with none."""

    pairs: Mapping[str, str]
    why: Mapping[str, str]
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Ordering(Question):
    """`items` stand in the right order."""

    items: tuple[str, ...]
    why: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, eq=False)
class Classify(Question):
    """Each item belongs to one group."""

    groups: tuple[str, ...]
    items: Mapping[str, str]
    why: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, eq=False)
class Near:
    """A wrong number that people arrive at, and why."""

    value: float
    why: str
    within: float = 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Numeric(Question):
    """A number, with its unit; `tolerance` is how far off still counts as right."""

    answer: float
    right: str
    wrong: str
    unit: str = ""
    tolerance: float = 0.0
    near: tuple[Near, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Locate(Question):
    """A place on the map. `answer` and `candidates` are iso3 codes; any of `answer` will do."""

    answer: tuple[str, ...]
    candidates: tuple[str, ...]
    why: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, eq=False)
class Estimate:
    """A guess to make before any number is shown. It is never scored."""

    id: str
    ask: str
    answer: float
    low: float
    high: float
    step: float = 1.0
    unit: str = ""
    why: str = ""
    source: tuple[str, ...] = ()
    compute: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Bank:
    """All that a lesson's quiz file holds."""

    minutes: int
    objectives: Mapping[str, str]
    questions: tuple[Question, ...]
    estimate: Estimate | None = field(default=None)
    needs: tuple[int, ...] = ()  # numbers of the lessons to take before


NAMES: dict[type[Question], str] = {
    Single: "single",
    Multiple: "multiple",
    TrueFalse: "true_false",
    Matching: "matching",
    Ordering: "ordering",
    Classify: "classify",
    Numeric: "numeric",
    Locate: "locate",
}
BIDS: dict[type[Question], str] = {
    Single: "Choose one.",
    Multiple: "Choose all that apply.",
    TrueFalse: "Choose true or false, then choose one reason.",
    Matching: "Match each one.",
    Ordering: "Put them in order.",
    Classify: "Choose a group for each one.",
    Numeric: "Write a number.",
    Locate: "Choose one place on the map.",
}
