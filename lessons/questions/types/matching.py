"""Match what belongs together."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lessons.questions.entries import Reasons, Row, Table, Texts, as_tuple, entry, label_mistakes
from lessons.questions.layout import Choices, Layout
from lessons.questions.marking import Mark, scored
from lessons.questions.shapes import mixed
from lessons.questions.types._rows import WithRows, losses_of_rows
from lessons.questions.types.base import shuffled

ELSEWHERE = "This belongs to another one. Read both again."
NOWHERE = "This belongs to none of them. Read them again."


@dataclass(frozen=True, kw_only=True, eq=False)
class Matching(WithRows):
    """Each left side goes with its own right side; some right sides may go with none.

    With n rows: (right rows - wrong rows / (n - 1)) / n.

    [[question]]
    id = "frameworks"
    type = "matching"
    objective = 1
    ask = "Which framework does each country belong to?"
    source = ["nato-patg-2012"]
    extra = ["South-Eastern Europe Initiative"]

    [question.pairs]
    "Jordan" = "Mediterranean Dialogue"
    "Kuwait" = "Istanbul Cooperation Initiative"

    [question.why]
    "Jordan" = "It joined the Dialogue in 1995."
    "Kuwait" = "It was among the first to join, in 2004."
    """

    pairs: Mapping[str, str] = entry(
        Table("What goes with what.", min_items=2, example="'left' = 'right'")
    )
    why: Mapping[str, str] = entry(
        Reasons("Why, for each left side; read once it is right.", keyed_by="pairs")
    )
    extra: tuple[str, ...] = entry(Texts("Right sides that go with none."), ())

    instruction = "Choose or drag what goes with each."
    slide_instruction = "Choose what goes with each."
    paper_instruction = "Write the letter of what goes with it."
    losses = losses_of_rows("wrong rows take nothing away")

    @classmethod
    def contradictions(cls, row: Row) -> Iterator[str]:
        pairs = row.get("pairs", {})
        yield from label_mistakes([*pairs])
        yield from label_mistakes([*pairs.values(), *as_tuple(row.get("extra", ()))])

    @property
    def goes_with(self) -> Mapping[str, str]:
        return self.pairs

    def parts(self) -> Layout:
        options = (*self.pairs.values(), *self.extra)
        return super().parts()._replace(items=tuple(self.pairs), options=options)

    def shuffle(self, parts: Layout, rng: random.Random) -> Layout:
        # Rows stay in the author's order: to shuffle the right sides is enough.
        return parts._replace(options=shuffled(parts.options, rng))

    @classmethod
    def lists(cls, layout: Layout) -> list[Choices]:
        return [Choices(layout.items, "box", lettered=False), Choices(layout.options)]

    def judge(self, answer: Any) -> Mark:
        feedback, rows = self.feedback(answer), len(self.pairs)
        right = sum(row.right for row in feedback)
        # A guess is right once in n: with points taken away for wrong rows, guessing gains nothing.
        score = right - (len(feedback) - right) / max(1, rows - 1)
        # The reason often names the right side, which would leave nothing to try again.
        hints = dict.fromkeys(self.extra, NOWHERE)
        shown = [
            row if row.right else replace(row, why=hints.get(answer[row.row], ELSEWHERE))
            for row in feedback
        ]
        return scored(score / rows, shown, self.left_open(len(feedback)))

    def rights(self) -> tuple[str, ...]:
        return tuple(mixed(set(self.parts().options), self.id))
