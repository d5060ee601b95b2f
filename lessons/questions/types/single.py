"""Choose one option."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lessons.questions.entries import Row, entry
from lessons.questions.layout import Choices, Layout, Spec
from lessons.questions.shapes import Choice, Part
from lessons.questions.types._options import RIGHT, WRONG, WithOptions


@dataclass(frozen=True, kw_only=True, eq=False)
class Single(WithOptions):
    """One option is right; the type of a question that names none and has one right option.

    The right option is worth 1, any other 0. An answer is the option.

    [[question]]
    id = "new-partner"
    objective = 1
    ask = "Which of these countries is a partner and no Ally?"
    hint = "It borders Germany, and it is neutral."
    source = ["nato-patg-2012"]

    [question.right]
    "Austria" = "It signed the Partnership for Peace in 1995 and stayed neutral."

    [question.wrong]
    "Norway" = "It was among the twelve founders of NATO."
    "Portugal" = "It was among the twelve founders of NATO."
    """

    right: Mapping[str, str] = entry(RIGHT)
    wrong: Mapping[str, str] = entry(WRONG)

    instruction = "Choose one."
    paper_instruction = "Tick one."

    @classmethod
    def contradictions(cls, row: Row) -> Iterator[str]:
        yield from super().contradictions(row)
        # Without a type, several right options would make it a question of type multiple.
        if len(row.get("right", ())) > 1:
            yield "type single has one right option. Remove the others, or write type = 'multiple'."

    @classmethod
    def fields(cls, layout: Layout) -> list[Spec]:
        return [{"kind": "pick", "labels": layout.items}]

    @classmethod
    def lists(cls, layout: Layout) -> list[Choices]:
        return [Choices(layout.items, "circle")]

    def shapes(self, *, pictures: bool = True) -> list[Part]:
        return [Choice(**self.common(), options=self.options())]
