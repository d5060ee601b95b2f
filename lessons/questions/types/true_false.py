"""Judge a statement, and give the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lessons.questions.entries import Flag, Reasons, entry
from lessons.questions.layout import Choices, Layout, Spec
from lessons.questions.marking import Feedback, Mark, scored
from lessons.questions.shapes import Choice, Part, Verdict
from lessons.questions.types._options import RIGHT, WRONG, WithOptions
from lessons.questions.types.base import Naming

VERDICTS = ("True", "False")


class VerdictReasons(Reasons):
    """The feedback for the answers true and false."""

    def read(self, raw: Mapping[str, str]) -> Any:
        table = super().read(raw)
        # Truth values, not texts: otherwise fingerprints in hand-ins would no longer match.
        return {True: table["true"], False: table["false"]}


@dataclass(frozen=True, kw_only=True, eq=False)
class TrueFalse(WithOptions):
    """A statement is true or false, and one of several reasons says why.

    Half for the verdict, and half for the reason if the verdict is right. An answer is
    `{"verdict": true, "reason": option}`.

    [[question]]
    id = "promise"
    type = "true_false"
    objective = 1
    ask = "True or false: a partner is bound to defend every Ally."
    source = ["nato-patg-2012"]
    answer = false

    [question.truth]
    true = "Only Allies have made that promise to each other."
    false = "Only Allies have made that promise to each other."

    [question.reasons.right]
    "Partners have not signed the North Atlantic Treaty." = "Article 5 binds those who have."

    [question.reasons.wrong]
    "Every partner has made that promise." = "No document of partnership says so."
    "Nobody has made that promise." = "Allies have, in Article 5 of the Treaty."
    """

    answer: bool = entry(Flag("Whether the statement is true."))
    truth: Mapping[bool, str] = entry(
        VerdictReasons("The feedback for each verdict.", keyed_by=("true", "false"))
    )
    right: Mapping[str, str] = entry(replace(RIGHT, key="reasons.right"))
    wrong: Mapping[str, str] = entry(replace(WRONG, key="reasons.wrong"))

    instruction = "Choose true or false, then choose one reason."
    paper_instruction = "Tick true or false, then one reason."
    losses = {
        "moodle": "two questions, half a mark each; a right reason counts beside a wrong verdict",
        "gift": "two questions; a right reason counts beside a wrong verdict",
        "canvas": "two questions, half a point each; a right reason counts beside a wrong verdict",
    }

    def disagreement(self, found: Any, text: Naming) -> str:
        if bool(found) == self.answer:
            return ""
        return f"the file says {self.answer}, the tables {bool(found)}"

    @classmethod
    def fields(cls, layout: Layout) -> list[Spec]:
        reasons = {"kind": "pick", "labels": layout.items, "legend": "Because:"}
        return [{"kind": "pick", "labels": VERDICTS}, reasons]

    @classmethod
    def answer_of(cls, layout: Layout, values: list[Any]) -> Any:
        verdict, reason = values
        judged = {} if verdict is None else {"verdict": verdict == 0}
        return judged | ({} if reason is None else {"reason": layout.items[reason]})

    @classmethod
    def values_of(cls, layout: Layout, answer: Any) -> list[Any]:
        return [0 if answer["verdict"] else 1, layout.items.index(answer["reason"])]

    @classmethod
    def missing(cls, layout: Layout, answer: Any) -> str:
        return "" if len(answer) == 2 else "Choose true or false, and a reason as well."

    @classmethod
    def place_on_card(cls, layout: Layout, part: Feedback) -> list[int]:
        if part.option in VERDICTS:
            return [0, VERDICTS.index(part.option)]
        return [1, layout.items.index(part.option)]

    @classmethod
    def lists(cls, layout: Layout) -> list[Choices]:
        verdicts = Choices(VERDICTS, "circle", lettered=False, paired=True)
        return [verdicts, Choices(layout.items, "circle", "Because:")]

    def judge(self, answer: Any) -> Mark:
        if missing := self.missing(self.parts(), answer):
            return Mark(clarification=missing)
        judged, reasoned = self._verdict(answer["verdict"]), self.about(answer["reason"])
        # A right reason for a wrong verdict is a guess, and gains nothing.
        score = 0.5 * judged.right + 0.5 * (judged.right and reasoned.right)
        return scored(score, [judged, reasoned])

    def _verdict(self, verdict: bool) -> Feedback:
        return Feedback(str(bool(verdict)), verdict == self.answer, self.truth[verdict])

    def solution(self) -> tuple[Feedback, ...]:
        return (self._verdict(self.answer), *super().solution())

    @property
    def points(self) -> int:
        return 2

    def shapes(self, *, pictures: bool = True) -> list[Part]:
        common = {**self.common(), "weight": 0.5}
        why = (self.truth[False], self.truth[True])
        asked = {"id": f"{self.id}.reason", "ask": f"{self.ask} Which reason is right?"}
        return [
            Verdict(**common, answer=self.answer, why=why),
            Choice(**common | asked, options=self.options()),
        ]
