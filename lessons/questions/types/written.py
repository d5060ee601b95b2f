"""Write a position of two or three sentences, and judge it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lessons.questions.entries import Row, Text, Texts, as_tuple, entry, label_mistakes
from lessons.questions.layout import Choices, Layout, Spec
from lessons.questions.marking import Feedback, Mark
from lessons.questions.shapes import Essay, Part
from lessons.questions.types.base import Question

CRITERIA = 3
LENGTH = "2 to 3 sentences"  # that are advised
MAX_LENGTH = 1_200  # characters of a text, as the journal and hand-ins take them
ESSAY = "an essay, which is marked by hand; model answer and criteria are shown afterwards"
TEXT = "text"  # the key of an answer that holds the text; the others are numbers of criteria


@dataclass(frozen=True, kw_only=True, eq=False)
class Written(Question):
    """A text of two or three sentences, which the computer never marks.

    Once it is saved, the learner sees a model answer and ticks which of three criteria the text
    meets. It counts as answered, has no score, and never comes due for review. An answer is
    `{"text": text, "1": true}`: the text, and the numbers of the criteria that were ticked.

    [[question]]
    id = "why-no-vote"
    type = "written"
    objective = 1
    ask = "Should a partner that sends soldiers to an operation have a vote in it? Take a position."
    source = ["nato-patg-2012"]
    model = '''
    They should be heard early and often, because their soldiers take the same risks. But Allies
    alone carry the promise of defence, so the last word may fairly stay with them.'''
    criteria = [
        "It says yes or no.",
        "It gives a reason that concerns partners.",
        "It names what speaks for the other side.",
    ]
    """

    model: str = entry(Text("A model answer, shown once the learner has saved a text."))
    criteria: tuple[str, ...] = entry(
        Texts("Three short sentences by which learners judge their text.", min_items=CRITERIA)
    )

    has_items = False
    instruction = "Write your position in your own words."
    paper_instruction = "Write your position."
    button = "Save my answer"
    if_empty = "Write an answer first."
    is_marked = False
    losses = dict.fromkeys(("moodle", "gift", "canvas"), ESSAY)

    @classmethod
    def contradictions(cls, row: Row) -> Iterator[str]:
        criteria = as_tuple(row.get("criteria", ()))
        if len(criteria) > CRITERIA:
            yield f"there are {len(criteria)} criteria. Keep {CRITERIA}."
        yield from label_mistakes(criteria)

    @classmethod
    def fields(cls, layout: Layout) -> list[Spec]:
        text = {"kind": "text", "label": f"Your answer, in {LENGTH}", "longest": MAX_LENGTH}
        return [text, {"kind": "criteria"}]

    @classmethod
    def answer_of(cls, layout: Layout, values: list[Any]) -> Any:
        text, ticked = values
        if not (text or "").strip():
            return {}
        return {TEXT: text[:MAX_LENGTH]} | {str(number + 1): True for number in ticked or ()}

    @classmethod
    def values_of(cls, layout: Layout, answer: Any) -> list[Any]:
        # In a hand-in, any value may take the place of the text.
        if not isinstance(answer[TEXT], str):
            raise TypeError("no text")
        return [answer[TEXT], [number - 1 for number in _ticked(answer)]]

    @classmethod
    def lists(cls, layout: Layout) -> list[Choices]:
        return [Choices(("",), "lines", lettered=False, stored=f"Room for {LENGTH}.")]

    @property
    def guide(self) -> tuple[str, ...]:
        """The criteria by which a teacher marks an answer."""
        return self.criteria

    def follow_up(self) -> list[dict[str, Any]]:
        legend = "Which of these does your text meet? Tick them, then save your answer again."
        labels = {"legend": legend, "labels": self.criteria}
        return [{"slot": "criteria", "model": self.model, **labels}]

    def judge(self, answer: Any) -> Mark:
        ticked = len(_ticked(answer))
        compare = "Compare your text with the model answer, and tick the criteria that it meets."
        counted = f"By your own judgement it meets {ticked} of {CRITERIA} criteria."
        # A text is changed, and ticks are saved, by saving the answer again: say so each time.
        advice = f"{counted if ticked else compare} You can change it and save it again."
        return Mark(None, feedback=(Feedback("A model answer", True, self.model),), general=advice)

    def solution(self) -> tuple[Feedback, ...]:
        criteria = (Feedback(f"Criterion {n}", True, c) for n, c in enumerate(self.criteria, 1))
        return (Feedback("A model answer", True, self.model), *criteria)

    def written_text(self, answer: Any) -> str:
        met = [self.criteria[number - 1] for number in _ticked(answer)]
        judged = f"Judged by the pupil to meet: {' '.join(met)}" if met else "Not judged yet."
        return f"{answer[TEXT]} [{judged}]"

    @property
    def points(self) -> int:
        return CRITERIA

    def key(self, layout: Layout | None = None) -> list[tuple[str, str]]:
        return [("A model answer", self.model), *(("1 point", text) for text in self.criteria)]

    def shapes(self, *, pictures: bool = True) -> list[Part]:
        return [Essay(**self.common(), model=self.model, criteria=self.criteria)]


def _ticked(answer: Any) -> list[int]:
    numbers = range(1, CRITERIA + 1)
    return [number for number in numbers if answer.get(str(number)) is True]
