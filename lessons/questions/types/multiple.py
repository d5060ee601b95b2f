"""Choose all options that apply."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lessons.questions.entries import entry
from lessons.questions.layout import Choices, Layout, Spec
from lessons.questions.marking import Feedback, Mark, scored
from lessons.questions.shapes import Choice, Part
from lessons.questions.types._options import RIGHT, WRONG, WithOptions


@dataclass(frozen=True, kw_only=True, eq=False)
class Multiple(WithOptions):
    """Several options are right; the type of a question that names none and has several.

    The share of the right options that are ticked, less the share of the wrong options that are
    ticked. An answer is a list of options.

    [[question]]
    id = "latest-allies"
    objective = 1
    ask = "Which two countries became Allies after 2022?"
    source = ["nato-patg-2012"]

    [question.right]
    "Finland" = "It joined in April 2023."
    "Sweden" = "It joined in March 2024."

    [question.wrong]
    "Ireland" = "It is a partner, and militarily neutral."
    "Switzerland" = "It is a partner, and militarily neutral."
    """

    right: Mapping[str, str] = entry(RIGHT)
    wrong: Mapping[str, str] = entry(WRONG)

    instruction = "Choose all that apply."
    paper_instruction = "Tick all that apply."
    losses = {"canvas": "Canvas decides how ticks are counted"}

    @classmethod
    def fields(cls, layout: Layout) -> list[Spec]:
        return [{"kind": "pick", "labels": layout.items, "many": True}]

    @classmethod
    def answer_of(cls, layout: Layout, values: list[Any]) -> Any:
        return [layout.items[position] for position in values[0]]

    @classmethod
    def values_of(cls, layout: Layout, answer: Any) -> list[Any]:
        return [[layout.items.index(option) for option in answer]]

    @classmethod
    def lists(cls, layout: Layout) -> list[Choices]:
        return [Choices(layout.items, "square")]

    def judge(self, answer: Any) -> Mark:
        # A file may name an option twice: it is still one.
        ticked = [self.about(option) for option in dict.fromkeys(answer)]
        right = sum(option.right for option in ticked)
        wrong = len(ticked) - right
        # Right and wrong options weigh the same, whatever their number: ticking all gains nothing.
        score = right / len(self.right) - wrong / max(1, len(self.wrong))
        mistake = f"{wrong} of your ticks {'is' if wrong == 1 else 'are'} wrong." if wrong else ""
        more = "There is more to tick." if right < len(self.right) else ""
        return scored(score, ticked, f"{mistake} {more}".strip() if right else "")

    def chosen(self, answer: Any, mark: Mark) -> list[Feedback]:
        # An option that was not ticked is a mistake, too, which a teacher wants to see.
        left = {option: why for option, why in self.right.items() if option not in answer}
        missing = [Feedback(f"not ticked: {option}", False, why) for option, why in left.items()]
        return [*mark.feedback, *missing]

    @property
    def points(self) -> int:
        return len(self.right)

    def shapes(self, *, pictures: bool = True) -> list[Part]:
        options = self.options(1 / len(self.right), -1 / max(1, len(self.wrong)))
        return [Choice(**self.common(), options=options, is_multiple=True)]
