"""How an answer is marked.

Every rule gives 1 to the full answer and never less than 0, and none can be won without
knowing: ticking every box, or giving the same answer to every row, earns nothing.

single, locate
    1 for a right option, 0 for any other.
multiple
    Share of the right boxes that are ticked, less the share of the wrong boxes that are ticked.
true_false
    Half for the verdict, and half for the reason if the verdict is right.
matching
    With n rows: (right rows − wrong rows / (n − 1)) / n.
ordering
    Of all pairs of items: (pairs in order − pairs out of order) / pairs. Reversed is 0, and so
    is half of the pairs in order, which is what chance gives.
classify
    Every group weighs the same, shared out over its items. An item in its group adds its
    share; in another of g groups it takes away share / (g − 1).
numeric
    1 within the tolerance, else 0.

A row left blank adds and takes away nothing. An empty answer is no try, and neither is one that
is asked back because it can be read in two ways.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from lessons.questions import (
    Classify,
    Locate,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Question,
    Single,
    TrueFalse,
)
from lessons.questions.numerals import NotANumber, readings

EARLIER, LATER = "Not its place yet: it comes earlier.", "Not its place yet: it comes later."


@dataclass(frozen=True)
class Feedback:
    """What is said about one option: `right` tells whether choosing it was."""

    option: str
    right: bool
    why: str


@dataclass(frozen=True)
class Mark:
    """What an answer is worth, from 0 to 1, and what is said about it.

    `empty` and `ask_back` (a question to the learner) mean that nothing was marked.
    """

    score: float = 0.0
    right: bool = False
    feedback: tuple[Feedback, ...] = ()
    general: str = ""
    empty: bool = False
    ask_back: str = ""


def mark(question: Question, answer: Any) -> Mark:
    """Mark an answer.

    An answer is: the option (single), a list of options (multiple), `{"verdict": bool, "reason":
    option}` (true_false), a mapping (matching, classify), a list of items (ordering), the text as
    typed (numeric), an iso3 code (locate). None, "", [] and {} are empty.
    """
    if _empty(answer):
        return Mark(empty=True)
    return MARKERS[type(question)](question, answer)


def solution(question: Question) -> tuple[Feedback, ...]:
    """Return the right answer, each part with its reason."""
    match question:
        case Single() | Multiple():
            return _said(question.right, True)
        case TrueFalse():
            verdict = Feedback(_word(question.answer), True, question.truth[question.answer])
            return (verdict, *_said(question.right, True))
        case Matching(pairs=goes_with, why=why) | Classify(items=goes_with, why=why):
            return tuple(Feedback(f"{a}: {b}", True, why[a]) for a, b in goes_with.items())
        case Ordering():
            return tuple(Feedback(item, True, question.why[item]) for item in question.items)
        case Numeric():
            return (Feedback(_quantity(question), True, question.right),)
        case Locate():
            return tuple(Feedback(code, True, question.why[code]) for code in question.answer)
    raise TypeError(f"No rule for {type(question).__name__}.")


def _empty(answer: Any) -> bool:
    if isinstance(answer, Mapping):
        return all(value in (None, "") for value in answer.values())
    if isinstance(answer, str):
        return not answer.strip()
    return answer is None or answer == []


def _said(options: Mapping[str, str], right: bool) -> tuple[Feedback, ...]:
    return tuple(Feedback(option, right, why) for option, why in options.items())


def _word(verdict: bool) -> str:
    return "True" if verdict else "False"


def _quantity(question: Numeric) -> str:
    unit = question.unit
    return f"{question.answer:,.12g}{'' if unit.startswith('%') else ' '}{unit}".strip()


def _marked(score: float, feedback: list[Feedback], general: str = "") -> Mark:
    score = min(1.0, max(0.0, round(score, 9)))  # thirds add up to less than one
    return Mark(score, score == 1.0, tuple(feedback), general)


def _single(question: Single, answer: str) -> Mark:
    right = answer in question.right
    why = question.right[answer] if right else question.wrong[answer]
    return _marked(float(right), [Feedback(answer, right, why)])


def _multiple(question: Multiple, answer: list[str]) -> Mark:
    ticked = dict.fromkeys(answer)
    right = [option for option in ticked if option in question.right]
    wrong = [option for option in ticked if option not in question.right]
    score = len(right) / len(question.right) - len(wrong) / max(1, len(question.wrong))
    whys = {**question.right, **question.wrong}
    feedback = [Feedback(each, each in question.right, whys[each]) for each in ticked]
    missing = "There is more to tick." if 0 < len(right) < len(question.right) else ""
    return _marked(score, feedback, missing)


def _true_false(question: TrueFalse, answer: Mapping[str, Any]) -> Mark:
    verdict, reason = answer.get("verdict"), answer.get("reason")
    if verdict is None:
        return Mark(ask_back="Is it true or false? Choose that as well.")
    if not reason:
        return Mark(ask_back="Why? Choose a reason as well.")
    judged, reasoned = verdict == question.answer, reason in question.right
    whys = {**question.right, **question.wrong}
    feedback = [
        Feedback(_word(verdict), judged, question.truth[verdict]),
        Feedback(reason, reasoned, whys[reason]),
    ]
    return _marked(0.5 * judged + 0.5 * (judged and reasoned), feedback)


def _rows(
    goes_with: Mapping[str, str], why: Mapping[str, str], answer: Mapping[str, str]
) -> list[Feedback]:
    """Return what to say about each row: its reason if it is right, else about what was chosen."""
    given = {row: choice for row, choice in answer.items() if choice}
    return [
        Feedback(f"{row}: {choice}", True, why[row])
        if goes_with[row] == choice
        else Feedback(f"{row}: {choice}", False, _elsewhere(choice, goes_with, why))
        for row, choice in given.items()
    ]


def _elsewhere(choice: str, goes_with: Mapping[str, str], why: Mapping[str, str]) -> str:
    """Return where a wrong choice belongs, with its reason. What the row needs stays open."""
    there = next((row for row, other in goes_with.items() if other == choice), None)
    if there is None:
        return "Not this one: it belongs to none of these."
    return f"Not here. Compare '{there}', where it does belong: {why[there]}"


def _blanks(rows: int, given: int) -> str:
    left = rows - given
    return f"{left} of {rows} left open." if left else ""


def _matching(question: Matching, answer: Mapping[str, str]) -> Mark:
    feedback = _rows(question.pairs, question.why, answer)
    right = sum(row.right for row in feedback)
    rows = len(question.pairs)
    score = right - (len(feedback) - right) / max(1, rows - 1)
    return _marked(score / rows, feedback, _blanks(rows, len(feedback)))


def _ordering(question: Ordering, answer: list[str]) -> Mark:
    place = {item: number for number, item in enumerate(question.items)}
    pairs = list(combinations([place[item] for item in answer], 2))
    in_order = sum(first < second for first, second in pairs)
    feedback = [
        Feedback(item, True, question.why[item])
        if place[item] == number
        else Feedback(item, False, EARLIER if place[item] < number else LATER)
        for number, item in enumerate(answer)
    ]
    return _marked((2 * in_order - len(pairs)) / max(1, len(pairs)), feedback)


def _classify(question: Classify, answer: Mapping[str, str]) -> Mark:
    feedback = _rows(question.items, question.why, answer)
    members = list(question.items.values())
    groups = set(members)
    score = 0.0
    for item, group in question.items.items():
        share = 1 / len(groups) / members.count(group)
        if answer.get(item):
            score += share if answer[item] == group else -share / (len(question.groups) - 1)
    return _marked(score, feedback, _blanks(len(members), len(feedback)))


def _numeric(question: Numeric, answer: str) -> Mark:
    try:
        first, *others = readings(str(answer), question.unit)
    except NotANumber as error:
        return Mark(ask_back=str(error))
    if _hits(question, first):
        return _marked(1.0, [Feedback(answer.strip(), True, question.right)])
    if any(_hits(question, other) for other in others):
        either = " or ".join(f"{value:.12g}" for value in (first, *others))
        return Mark(ask_back=f"'{answer.strip()}' can be read in two ways. Do you mean {either}?")
    near = (near.why for near in question.near if abs(first - near.value) <= near.within + 1e-9)
    return _marked(0.0, [Feedback(answer.strip(), False, next(near, question.wrong))])


def _hits(question: Numeric, value: float) -> bool:
    return abs(value - question.answer) <= question.tolerance + abs(question.answer) * 1e-9


def _locate(question: Locate, answer: str) -> Mark:
    right = answer in question.answer
    return _marked(float(right), [Feedback(answer, right, question.why[answer])])


MARKERS: dict[type[Question], Callable[[Any, Any], Mark]] = {
    Single: _single,
    Multiple: _multiple,
    TrueFalse: _true_false,
    Matching: _matching,
    Ordering: _ordering,
    Classify: _classify,
    Numeric: _numeric,
    Locate: _locate,
}
