"""An exam in the pupil's notebook: cards that keep answers and cannot tell whether they are right.

The questions come with the notebook; nothing here, and nothing in them, knows what is right.
Answers go to the journal, as they do everywhere in the course, and come back after a crash.
"""

from typing import Any

import traitlets

from lessons import journal
from lessons.classroom import reset_between_pupils
from lessons.classroom.exams.paper import Paper, edition, read
from lessons.classroom.hand_in_form import HandInForm
from lessons.classroom.validation import Refused
from lessons.journal.records import CONFIDENCES
from lessons.questions.layout import Layout
from lessons.widgets.card import Card, Message, notice
from lessons.widgets.quiz_card import SEAL, card_of, field_scripts, field_styles, printed

KEPT = "You can change it until you hand in."


def exam(text: str) -> "Sitting":
    """Ask the questions of an exam, which its notebook holds as text.

    Raise Refused, in words, if the text is not as the teacher gave it out.
    """
    try:
        return Sitting(read(text))
    except Refused as trouble:
        raise Refused(f"{trouble}: take the notebook that your teacher gave you.") from None


class Sitting(Card):
    """Cards for the questions of one paper; `hand_in()` ends it."""

    cards: Any = traitlets.List().tag(sync=True)
    fields = traitlets.Dict().tag(sync=True)

    def __init__(self, paper: Paper) -> None:
        """Lay out the questions in the order of the paper."""
        self.paper = paper
        self.layouts = paper.questions
        many = f"{len(self.layouts)} question{'' if len(self.layouts) == 1 else 's'}"
        super().__init__(
            "exam_card",
            field_styles("exam_card", self.layouts),
            title=f"Exam: {paper.title}, paper {paper.paper}, {many}",
            cards=[card_of(layout, SEAL) for layout in self.layouts],
            fields=field_scripts(self.layouts),
        )

    def page(self) -> str:
        """Return the questions and their options as plain HTML."""
        return printed(self.title, self.layouts)

    def hand_in(self, name: str = "") -> HandInForm:
        """Return the form that makes a file for the teacher."""
        paper, asked = self.paper, [layout.id for layout in self.layouts]
        return HandInForm(
            f"{paper.title}, paper {paper.paper}",
            asked,
            name,
            work=paper.exam,
            is_exam=True,
            paper=paper.paper,
            edition=edition(paper),
            emptied=lambda done: self.send([done]),
        )

    def hear(self, message: Message) -> list[Message]:
        """Return what to say to a message from the browser."""
        if message["do"] == "hello":
            return self._welcome()
        if message["do"] == "empty":
            return [_empty()]
        number = message["card"]
        layout = self.layouts[number]
        match message["do"]:
            case "check":
                answer = layout.answer(message["answer"])
                return [{"card": number, **_keep(layout, answer, message.get("sure", ""))}]
            case "hint" | "show":
                return []
            case request:
                return [{"card": number, **layout.question_type.reply(layout, request)}]

    def _welcome(self) -> list[Message]:
        """Bring back the last answers, and say what is wrong with the journal."""
        last = {answer.question: answer for answer in journal.answers(self.paper.exam)}
        back: list[Message] = []
        for number, layout in enumerate(self.layouts):
            earlier = last.get(layout.id)
            values = layout.values(earlier.response) if earlier else None
            if earlier and values is not None:
                sure = (
                    {"sure": CONFIDENCES.index(earlier.confidence) - 1}
                    if earlier.confidence
                    else {}
                )
                back.append({"card": number, "answer": values, **sure, **_kept()})
        notices = [notice("", "!", "Your journal.", it) for it in journal.notices()]
        whose = [reset_between_pupils.offer_at_start(len(back), len(self.layouts))] if back else []
        return [*([] if journal.is_on() else [_off()]), *whose, *back, *notices]


def _empty() -> Message:
    return reset_between_pupils.empty("All questions are open again.")


def _keep(layout: Layout, answer: Any, sure: str) -> Message:
    if missing := layout.question_type.missing(layout, answer):
        return {"slot": "mark", **notice("", "!", "Nothing to keep yet.", missing)}
    if not journal.is_on():
        return {"slot": "note", **_off()}
    try:
        journal.record(layout.id, answer, confidence=sure)
    except journal.NotSaved as trouble:
        return {"slot": "note", **notice("", "!", "Not kept.", str(trouble))}
    return _kept()


def _kept() -> Message:
    return {"slot": "mark", "marks": 2, **notice("", "✓", "Kept.", KEPT)}


def _off() -> Message:
    return notice("bad", "✗", "Not kept.", "Keeping is switched off: tell your teacher.")
