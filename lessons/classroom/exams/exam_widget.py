"""An exam in the pupil's notebook: cards that keep answers and cannot tell whether they are right.

The questions come with the notebook; nothing here, and nothing in them, knows what is right.
Answers go to the journal, as they do everywhere in the course, and come back after a crash.
"""

from math import nan
from typing import Any

import traitlets

from lessons import journal
from lessons.classroom import reset_between_pupils
from lessons.classroom.exams.paper import Item, Paper, edition, read
from lessons.classroom.hand_in_form import HandInForm
from lessons.classroom.validation import Refused
from lessons.journal.records import SURE
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
from lessons.questions.kinds import NAMES
from lessons.questions.layout import Form
from lessons.questions.numerals import NotANumber, readings
from lessons.widgets.card import Card, Message, said
from lessons.widgets.locate_map import chart_of
from lessons.widgets.quiz_card import SEAL, _card, field_scripts, field_styles, printed

KEPT = "You can change it until you hand in."
NOTHING: dict[type[Question], dict[str, Any]] = {  # for what only a key could say
    Single: {"right": {}, "wrong": {}},
    Multiple: {"right": {}, "wrong": {}},
    TrueFalse: {"answer": False, "truth": {}, "right": {}, "wrong": {}},
    Matching: {"pairs": {}, "why": {}},
    Ordering: {"items": (), "why": {}},
    Classify: {"groups": (), "items": {}, "why": {}},
    Numeric: {"answer": nan, "right": "", "wrong": ""},
    Locate: {"answer": (), "candidates": (), "why": {}},
}


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
        self.forms = [_form(it) for it in paper.questions]
        many = f"{len(self.forms)} question{'' if len(self.forms) == 1 else 's'}"
        super().__init__(
            "exam_card",
            field_styles("exam_card", self.forms),
            title=f"Exam: {paper.title}, paper {paper.paper}, {many}",
            cards=[_card(each, SEAL) for each in self.forms],
            fields=field_scripts(self.forms),
        )

    def page(self) -> str:
        """Return the questions and their options as plain HTML."""
        return printed(self.title, self.forms)

    def hand_in(self, name: str = "") -> HandInForm:
        """Return the form that makes a file for the teacher."""
        paper, asked = self.paper, [each.question.id for each in self.forms]
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
        laid = self.forms[number]
        match message["do"]:
            case "check":
                answer = laid.read(message["answer"])
                return [{"card": number, **_keep(laid, answer, message.get("sure", ""))}]
            case "land":
                return [{"card": number, "slot": "land", **chart_of(laid.items)}]
        return []

    def _welcome(self) -> list[Message]:
        """Bring back the last answers, and say what is wrong with the journal."""
        last = {each.question: each for each in journal.answers(self.paper.exam)}
        back: list[Message] = []
        for number, laid in enumerate(self.forms):
            kept = last.get(laid.question.id)
            ticked = None if kept is None else laid.write(kept.response)
            if kept is not None and ticked is not None:
                sure = {"sure": SURE.index(kept.confidence) - 1} if kept.confidence else {}
                back.append({"card": number, "answer": ticked, **sure, **_kept()})
        notices = [said("", "!", "Your journal.", each) for each in journal.notices()]
        whose = [reset_between_pupils.kept(len(back), len(self.forms))] if back else []
        return [*([] if journal.is_on() else [_off()]), *whose, *back, *notices]


def _empty() -> Message:
    return reset_between_pupils.empty("All questions are open again.")


def _keep(laid: Form, answer: Any, sure: str) -> Message:
    if missing := _missing(laid.question, answer):
        return {"slot": "mark", **said("", "!", "Nothing to keep yet.", missing)}
    if not journal.is_on():
        return {"slot": "note", **_off()}
    try:
        journal.record(laid.question.id, answer, confidence=sure)
    except journal.NotKept as trouble:
        return {"slot": "note", **said("", "!", "Not kept.", str(trouble))}
    return _kept()


def _kept() -> Message:
    return {"slot": "mark", "marks": 2, **said("", "✓", "Kept.", KEPT)}


def _off() -> Message:
    return said("bad", "✗", "Not kept.", "Keeping is switched off: tell your teacher.")


def _missing(question: Question, answer: Any) -> str:
    """Return what an answer lacks, as far as this can be told without the key."""
    match question:
        case TrueFalse():
            return "" if len(answer) == 2 else "Choose true or false, and a reason as well."
        case Numeric(unit=unit):
            return _unclear(answer, unit) if answer.strip() else "Answer first."
    return "" if answer else "Answer first."


def _unclear(answer: str, unit: str) -> str:
    """Ask back for a number that cannot be read, or that can be read in two ways."""
    try:
        found = readings(answer, unit)
    except NotANumber as trouble:
        return str(trouble)
    if len(found) == 1:
        return ""
    plain = [f"{value:.12g}" for value in found]
    clear = [it if len(readings(it)) == 1 else f"{it}0" for it in plain]  # 1.234 is, 1.2340 is not
    return f"'{answer.strip()}' can be read in two ways. Write {' or '.join(clear)}."


def _form(item: Item) -> Form:
    kind = next(kind for kind, name in NAMES.items() if name == item.type)
    more: dict[str, Any] = {"unit": item.unit} if kind is Numeric else {}
    return Form(kind(id=item.id, ask=item.ask, **NOTHING[kind], **more), item.items, item.options)
