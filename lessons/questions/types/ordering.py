"""Put items in order."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from lessons.questions.entries import Reasons, Row, Texts, as_tuple, entry, label_mistakes
from lessons.questions.layout import Choices, Layout, Spec
from lessons.questions.marking import Feedback, Mark, scored
from lessons.questions.shapes import Order, Part
from lessons.questions.types._rows import TOGETHER
from lessons.questions.types.base import Naming, Question, in_short, several, shuffled

EARLIER, LATER = "Not in its place yet: it comes earlier.", "Not in its place yet: it comes later."


@dataclass(frozen=True, kw_only=True, eq=False)
class Ordering(Question):
    """Items to put in order; an author writes them in the right one.

    Of all pairs of items: (pairs in order - pairs out of order) / pairs. Reversed is 0, and so is
    half of the pairs in order, which is what chance gives. An answer is the list of items.

    [[question]]
    id = "which-came-first"
    type = "ordering"
    objective = 1
    ask = "Put these in the order in which they began, the earliest first."
    source = ["nato-patg-2012"]
    items = [
        "Partnership for Peace",
        "Euro-Atlantic Partnership Council",
        "Istanbul Cooperation Initiative",
    ]

    [question.why]
    "Partnership for Peace" = "1994."
    "Euro-Atlantic Partnership Council" = "1997."
    "Istanbul Cooperation Initiative" = "2004."
    """

    items: tuple[str, ...] = entry(Texts("The items in the right order.", min_items=3))
    why: Mapping[str, str] = entry(Reasons("Why each is in its place.", keyed_by="items"))

    instruction = "Move the lines into order."
    paper_instruction = "Number them; 1 comes first."
    if_empty = "Move at least one line: an order that was not changed is not an answer."
    losses = {
        "moodle 4.4": f"{TOGETHER}; half of the pairs in order earn half, not nothing",
        **dict.fromkeys(
            ("moodle", "gift", "canvas"),
            f"matching instead, each item with its place in the order; {TOGETHER}",
        ),
    }

    @classmethod
    def contradictions(cls, row: Row) -> Iterator[str]:
        yield from label_mistakes(as_tuple(row.get("items", ())))

    def disagreement(self, found: Any, text: Naming) -> str:
        listed = [label for value in several(found) if (label := text(value)) in self.items]
        # The tables may give more than was asked: only the items of the question are compared.
        if listed == list(self.items):
            return ""
        return f"the tables give the order {', '.join(listed) or 'of none of the items'}"

    def subject(self) -> str:
        return ""

    def parts(self) -> Layout:
        return super().parts()._replace(items=self.items)

    def shuffle(self, parts: Layout, rng: random.Random) -> Layout:
        items = shuffled(parts.items, rng)
        while items == self.items:  # the right order must not be given at the start
            items = shuffled(parts.items, rng)
        return parts._replace(items=items)

    @classmethod
    def fields(cls, layout: Layout) -> list[Spec]:
        return [{"kind": "order", "items": layout.items}]

    @classmethod
    def answer_of(cls, layout: Layout, values: list[Any]) -> Any:
        return [layout.items[position] for position in values[0] or ()]

    @classmethod
    def values_of(cls, layout: Layout, answer: Any) -> list[Any]:
        if sorted(answer) != sorted(layout.items):
            raise ValueError("an item is missing, or appears twice")
        return [[layout.items.index(item) for item in answer]]

    @classmethod
    def lists(cls, layout: Layout) -> list[Choices]:
        return [Choices(layout.items, "box")]

    def judge(self, answer: Any) -> Mark:
        place = {item: number for number, item in enumerate(self.items)}
        pairs = list(combinations([place[item] for item in answer], 2))
        # Pairs, not places: one item moved to the front would make all places wrong.
        in_order = sum(first < second for first, second in pairs)
        feedback = [
            Feedback(item, True, self.why[item])
            if place[item] == number
            else Feedback(item, False, EARLIER if place[item] < number else LATER)
            for number, item in enumerate(answer)
        ]
        return scored((2 * in_order - len(pairs)) / max(1, len(pairs)), feedback)

    def solution(self) -> tuple[Feedback, ...]:
        return tuple(Feedback(item, True, self.why[item]) for item in self.items)

    def chosen(self, answer: Any, mark: Mark) -> list[Feedback]:
        place = {item: number for number, item in enumerate(answer)}
        return [
            Feedback(f"{second} before {first}", False, f"{self.why[second]} {self.why[first]}")
            for first, second in combinations(self.items, 2)
            if place[first] > place[second]
        ]

    @property
    def points(self) -> int:
        return len(self.items) - 1

    @property
    def size(self) -> int:
        return len(self.items)

    def key(self, layout: Layout | None = None) -> list[tuple[str, str]]:
        shown = layout or self.layout()
        place = {item: number for number, item in enumerate(self.items, 1)}
        return [(f"{place[item]}  {item}", in_short(self.why[item])) for item in shown.items]

    def shapes(self, *, pictures: bool = True) -> list[Part]:
        items = tuple((item, self.why[item]) for item in self.items)
        return [Order(**self.common(), items=items)]
