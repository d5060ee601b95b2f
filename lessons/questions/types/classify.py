"""Sort items into groups."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lessons.core.paths import nearest
from lessons.questions.entries import Reasons, Row, Table, Texts, as_tuple, entry, label_mistakes
from lessons.questions.layout import Choices, Layout
from lessons.questions.marking import Mark, scored
from lessons.questions.types._rows import WithRows, losses_of_rows


@dataclass(frozen=True, kw_only=True, eq=False)
class Classify(WithRows):
    """Each item belongs to one group.

    Every group weighs the same, shared out over its items. An item in its group adds its share;
    in another of g groups it subtracts share / (g - 1).

    [[question]]
    id = "forum-or-programme"
    type = "classify"
    objective = 1
    ask = "Is it a forum to talk in, or a programme to work in?"
    source = ["nato-patg-2012"]
    groups = ["Forum", "Programme"]

    [question.items]
    "EAPC" = "Forum"
    "PfP" = "Programme"
    "PARP" = "Programme"

    [question.why]
    "EAPC" = "All Allies and partners of the area meet in it."
    "PfP" = "Each partner chooses activities from it."
    "PARP" = "It reviews and plans forces."
    """

    groups: tuple[str, ...] = entry(Texts("The groups.", min_items=2))
    items: Mapping[str, str] = entry(
        Table("The group of each item.", min_items=3, example="'item' = 'group'")
    )
    why: Mapping[str, str] = entry(Reasons("Why, for each item.", keyed_by="items"))

    instruction = "Choose or drag a group for each."
    slide_instruction = "Choose a group for each."
    paper_instruction = "Write the letter of the group."
    losses = losses_of_rows("wrong rows take nothing away and every row weighs the same")

    @classmethod
    def contradictions(cls, row: Row) -> Iterator[str]:
        groups = list(as_tuple(row.get("groups", [])))
        items = row.get("items", {})
        for item, group in items.items():
            if group not in groups:
                yield f"'{item}' goes to '{group}', which is not a group.{nearest(group, groups)}"
        for group in groups:
            if group not in items.values():
                yield f"the group '{group}' is empty. Give it an item or remove it."
        yield from label_mistakes([*groups, *items])

    @property
    def goes_with(self) -> Mapping[str, str]:
        return self.items

    def parts(self) -> Layout:
        return super().parts()._replace(items=tuple(self.items), options=self.groups)

    @classmethod
    def lists(cls, layout: Layout) -> list[Choices]:
        return [Choices(layout.options), Choices(layout.items, "box", lettered=False)]

    @classmethod
    def printed(cls, layout: Layout) -> list[Any]:
        return [layout.items, layout.options]

    def judge(self, answer: Any) -> Mark:
        feedback, members = self.feedback(answer), list(self.items.values())
        # Otherwise a group with many items would outweigh the others, and a pupil could gain by
        # putting everything into it.
        number, score = len(set(members)), 0.0
        for item, group in self.items.items():
            share = 1 / number / members.count(group)
            if answer.get(item):
                score += share if answer[item] == group else -share / (len(self.groups) - 1)
        return scored(score, feedback, self.left_open(len(feedback)))
