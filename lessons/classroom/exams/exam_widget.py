"""Show an exam in the pupil's notebook: cards that save answers and cannot mark them.

The notebook has the questions without the right answers. Answers go to the journal, as everywhere
in the course, and are still there after a crash.
"""

from typing import Any

import traitlets

from lessons import journal
from lessons.classroom import reset_between_pupils
from lessons.classroom.exams.paper import Paper, blank_hand_in, read
from lessons.classroom.hand_in_form import ALL_OPEN, HandInForm
from lessons.classroom.validation import Refused
from lessons.core.text import counted
from lessons.journal.records import CONFIDENCES, Answer
from lessons.questions.layout import Layout
from lessons.widgets.card import Card, Message, journal_notices, notice, recorded
from lessons.widgets.quiz_card import SEAL, card_of, field_scripts, field_styles, printed

SAVED = "You can change it until you hand in."


def exam(text: str) -> "ExamCard":
    """Ask the questions of an exam, which its notebook holds as text.

    Raise Refused, with a sentence for the pupil, if the text is not as the teacher gave it out.
    """
    try:
        return ExamCard(read(text))
    except Refused as reason:
        raise Refused(f"{reason}: take the notebook that your teacher gave you.") from None


class ExamCard(Card):
    """Cards for the questions of one paper."""

    cards: Any = traitlets.List().tag(sync=True)
    fields = traitlets.Dict().tag(sync=True)

    def __init__(self, paper: Paper) -> None:
        """Lay out the questions in the order of the paper."""
        self.paper = paper
        self.layouts = paper.questions
        number = counted(len(self.layouts), "question")
        super().__init__(
            "exam_card",
            field_styles("exam_card", self.layouts),
            title=f"Exam: {paper.title}, paper {paper.paper}, {number}",
            cards=[card_of(layout, SEAL) for layout in self.layouts],
            fields=field_scripts(self.layouts),
        )

    def page(self) -> str:
        """Return the questions and their options as plain HTML."""
        return printed(self.title, self.layouts)

    def hand_in(self, name: str = "") -> HandInForm:
        """Return the form that makes a file for the teacher of the answers in the journal.

        The file names the paper and its fingerprint, so that marking knows which order and which
        version of the questions the pupil saw.
        """
        return HandInForm(
            f"{self.paper.title}, paper {self.paper.paper}",
            [layout.id for layout in self.layouts],
            blank_hand_in(self.paper),
            name,
            emptied=lambda done: self.send([done]),
        )

    def handle(self, message: Message) -> list[Message]:
        """Return the replies to a message from the browser."""
        match message["do"]:
            case "hello":
                return self._welcome()
            case "empty":
                return [reset_between_pupils.empty(ALL_OPEN)]
            case "hint" | "show":  # a paper holds neither
                return []
        number = message["card"]
        layout = self.layouts[number]
        if message["do"] == "check":
            reply = _save(layout, layout.answer(message["answer"]), message.get("sure", ""))
        else:
            reply = layout.question_type.reply(layout, message["do"])
        return [{"card": number, **reply}]

    def _welcome(self) -> list[Message]:
        """Return the last answers, and the journal's notices."""
        # A journal is in the order in which it was written, so the last answer wins.
        last = {answer.question: answer for answer in journal.answers(self.paper.exam)}
        back: list[Message] = []
        for number, layout in enumerate(self.layouts):
            earlier = last.get(layout.id)
            values = layout.values(earlier.response) if earlier else None
            if earlier and values is not None:
                back.append({"card": number, "answer": values, **_sure(earlier), **_saved()})
        whose = [reset_between_pupils.offer_at_start(len(back), len(self.layouts))] if back else []
        return [*([] if journal.is_on() else [_off()]), *whose, *back, *journal_notices()]


def _save(layout: Layout, answer: Any, sure: str) -> Message:
    """Save an answer; return the same reply for every answer that was saved."""
    # Only what can be said without the key, such as an empty field.
    if missing := layout.question_type.missing(layout, answer):
        return {"slot": "mark", **notice("", "!", "Nothing to save yet.", missing)}
    if not journal.is_on():
        return {"slot": "note", **_off()}
    trouble = recorded(layout.id, answer, confidence=sure)
    return {"slot": "note", **trouble[0]} if trouble else _saved()


def _sure(answer: Answer) -> Message:
    """Return how sure the pupil was, as the card counts it; nothing where it was not asked."""
    return {"sure": CONFIDENCES.index(answer.confidence) - 1} if answer.confidence else {}


def _saved() -> Message:
    return {"slot": "mark", "marks": 2, **notice("", "✓", "Saved.", SAVED)}


def _off() -> Message:
    return notice("bad", "✗", "Not saved.", "Saving is switched off: tell your teacher.")
