"""Show a quiz in the notebook: a card for each question, marked in the kernel.

The browser gets the questions without anything that gives their answers away. Feedback is sent as a
message after an answer, and is not part of any saved state.
"""

import html
from collections.abc import Iterable, Sequence
from typing import Any

import traitlets

from lessons import course, journal, questions
from lessons.core.paths import UnknownName, nearest
from lessons.core.text import counted
from lessons.questions import Question
from lessons.questions.layout import Layout
from lessons.questions.marking import Feedback, Mark
from lessons.widgets.bundles import BUNDLES, bundle
from lessons.widgets.card import Card, Message, cited, journal_notices, notice, recorded, still

SEAL = "Save my answer"  # on the button of a sealed card


def quiz(
    lesson: str,
    place: str | None = None,
    *,
    only: Sequence[str] = (),
    seed: int | None = None,
    sealed: bool = False,
) -> "Quiz":
    """Ask the questions of a lesson.

    `place` asks those at a place of the text, such as "check-1"; `only` names single questions;
    `seed` shuffles the options in another way; `sealed` saves answers and gives no feedback.
    Raise UnknownName for a lesson, a place or a question that does not exist.
    """
    bank = questions.questions(lesson)
    asked = [question for question in bank if question.place == (place or "")]
    if not asked:  # in a notebook that was saved before the lesson was rewritten
        asked = [question for question in questions.retired(lesson) if question.place == place]
    if only:
        names = (name if "." in name else f"{lesson}.{name}" for name in only)
        asked = [questions.question(name) for name in names]
    if not asked:
        places = {question.place for question in bank if question.place}
        raise UnknownName(
            f"Lesson '{lesson}' asks nothing at '{place}'.{nearest(place or '', places)}"
        )
    kind, about = _name(lesson, place)
    return Quiz(f"{kind}: {about}", asked, label=kind, seed=seed, sealed=sealed)


def _name(lesson: str, place: str | None) -> tuple[str, str]:
    """Return what a quiz is, and its subject: the section that contains it, or the lesson."""
    found = course.lesson(lesson)
    around = next((section for section in found.sections if place in section.checks), None)
    if not around:
        return "Quiz", found.title
    checks = [check for check in around.checks if check != "position"]
    kind = "Your position" if place == "position" else "Check"
    if place in checks and len(checks) > 1:
        kind += f" {checks.index(place) + 1} of {len(checks)}"
    # Quotation marks, because many headings end in a question mark.
    return kind, f"“{around.heading}”"


class Quiz(Card):
    """Cards for any questions, from a bank or made at run time.

    The trait `cards` has for each question what its card shows, `fields` the scripts of the fields
    that these questions use, by kind. Neither gives an answer away. `label` is written above the
    cards in place of a title that repeats the heading of the text around them.
    """

    script = "quiz_card"  # the bundle that draws this kind of quiz
    label = traitlets.Unicode().tag(sync=True)
    cards: Any = traitlets.List().tag(sync=True)
    fields = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        name: str,
        asked: Iterable[Question],
        *,
        label: str = "",
        seed: int | None = None,
        sealed: bool = False,
    ) -> None:
        """Lay out the questions; nothing is read from the journal until a browser asks."""
        self.questions = tuple(asked)
        self.sealed = sealed
        # Shuffled in the same way each time, so that the browser may name options by their place.
        self.layouts = [question.layout(seed) for question in self.questions]
        self._hinted: set[int] = set()
        super().__init__(
            self.script,
            field_styles("quiz_card", self.layouts),
            title=f"{name}, {counted(len(self.questions), 'question')}",
            label=label,
            cards=[
                card_of(layout, SEAL if sealed else "", has_hint=bool(question.hint))
                for question, layout in zip(self.questions, self.layouts, strict=True)
            ],
            fields=field_scripts(self.layouts),
        )

    def page(self) -> str:
        """Return the questions and their options as plain HTML, without the answers."""
        return printed(self.title, self.layouts)

    def handle(self, message: Message) -> list[Message]:
        """Return the replies to "hello", "check", "hint", "show" or what a field asks for.

        In each message, `card` says which question it is about.
        """
        if message["do"] == "hello":
            return self._welcome()
        number = message["card"]
        return [{"card": number, **reply} for reply in self._replies(number, message)]

    def _replies(self, number: int, message: Message) -> list[Message]:
        question, layout = self.questions[number], self.layouts[number]
        match message["do"]:
            case "check":
                return self._check(number, message)
            case "hint":
                self._hinted.add(number)
                return [{"slot": "hint", **notice("", "?", "Hint.", question.hint)}]
            case "show":
                return [] if self.sealed else [_solution(question, layout)]
            case request:
                return [layout.question_type.reply(layout, request)]

    def _check(self, number: int, message: Message) -> list[Message]:
        question, layout = self.questions[number], self.layouts[number]
        answer = layout.answer(message["answer"])
        mark = question.mark(answer)
        if mark.empty:
            text = layout.question_type.if_empty
            return [{"slot": "mark", **notice("", "!", "Nothing to check yet.", text)}]
        if mark.clarification:  # it can be read in two ways
            return [{"slot": "mark", **notice("", "?", "Not checked yet.", mark.clarification)}]
        # Saved first: a learner who has seen feedback can rely on the answer being in the journal.
        failure = recorded(
            question.id,
            answer,
            score=mark.score,
            success=None if mark.score is None else mark.right,
            confidence=message.get("sure", ""),
            hint=number in self._hinted,
        )
        notes = [{"slot": "note", **note} for note in [*failure, *journal_notices()]]
        if self.sealed and failure:
            return notes
        return [*self._shown(number, mark, message["answer"]), *notes]

    def _welcome(self) -> list[Message]:
        """Return the last answer to each question, with its feedback, and the journal's notices."""
        last = {answer.question: answer for answer in journal.answers()}
        replies: list[Message] = []
        for number, (question, layout) in enumerate(zip(self.questions, self.layouts, strict=True)):
            earlier = last.get(question.id)
            values = layout.values(earlier.response) if earlier else None
            if earlier and values is not None:
                shown = self._shown(number, question.mark(earlier.response), values)
                replies += ({"card": number, **reply} for reply in shown)
        return [*replies, *journal_notices()]

    def _shown(self, number: int, mark: Mark, values: Any) -> list[Message]:
        """Return the messages for fields of the card, then the feedback on an answer.

        The feedback has the `values` of the fields: another window may show other choices.
        """
        question = self.questions[number]
        if self.sealed:
            text = "The last lesson shows whether it was right."
            return [{"slot": "mark", "marks": 2, **_saved(text), "answer": values}]
        feedback = _feedback(question, self.layouts[number], mark)
        return [*question.follow_up(), {"slot": "mark", **feedback, "answer": values}]


def printed(title: str, layouts: Iterable[Layout]) -> str:
    """Return questions as an HTML list that can be read without a kernel.

    The extension of JupyterLab adds saved answers to the elements with `data-question`.
    """
    asked = "".join(
        f'<li data-question="{html.escape(layout.id)}"><p>'
        f"{html.escape(layout.ask)} <em>{layout.question_type.instruction}</em></p>"
        f"{''.join(map(_list, layout.question_type.printed(layout)))}</li>"
        for layout in layouts
    )
    return still(f"{title}.", more=f"<ol>{asked}</ol>")


def _list(labels: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{html.escape(label)}</li>' for label in labels)}</ul>"


def field_scripts(layouts: Iterable[Layout]) -> dict[str, str]:
    """Return the script of each kind of field that these questions use, and of no other."""
    return {kind: bundle(f"fields/{kind}.js") for kind in _field_kinds(layouts)}


def field_styles(card: str, layouts: Iterable[Layout]) -> list[str]:
    """Return the style sheets for a card and for the fields that these questions use."""
    fields = [f"fields/{kind}" for kind in _field_kinds(layouts)]
    return [card, *(name for name in fields if (BUNDLES / f"{name}.css").exists())]


def _field_kinds(layouts: Iterable[Layout]) -> list[str]:
    """Return the kinds of fields in use; every card uses "pick" to ask how sure a learner is."""
    return sorted({"pick"}.union(spec["kind"] for layout in layouts for spec in layout.fields))


def card_of(layout: Layout, button: str = "", *, has_hint: bool = False) -> dict[str, Any]:
    """Return what the browser needs to draw a card: see lessons/widgets/js/src/quiz_card.js."""
    kind = layout.question_type
    card = {"ask": layout.ask, "instruction": kind.instruction, "fields": layout.fields}
    more = {
        "hint": int(has_hint),
        "act": button or kind.button,
        "unmarked": int(not kind.is_marked),
    }
    # Keys without a value are left out: a notebook may hold many cards.
    return card | {key: value for key, value in more.items() if value}


def _feedback(question: Question, layout: Layout, mark: Mark) -> Message:
    """Return whether an answer is right, or that it was saved if nobody marks it, and why."""
    if mark.score is None:
        return {"marks": 2, **_saved(mark.general), "links": cited(question.source)}
    # A row ends with the field and the position of its part, so that the card can mark it there.
    kind = layout.question_type
    rows = [_row(layout, part) + kind.place_on_card(layout, part) for part in mark.feedback]
    right = sum(part.right for part in mark.feedback)
    if mark.right:
        verdict = notice("good", "✓", "Right.")
    elif right:
        verdict = notice("mid", "◐", f"Partly right: {right} of {question.size}.", mark.general)
    else:
        verdict = notice("bad", "✗", "Not right yet.", mark.general)
    return {"marks": 1, **verdict, "rows": rows}


def _saved(text: str) -> Message:
    """Return the message that an answer was saved, with a text, or that none are being saved."""
    if journal.is_on():
        return notice("", "✓", "Saved.", text)
    return notice("", "!", "Not saved.", "Your answers are not being saved.")


def _row(layout: Layout, feedback: Feedback) -> list[Any]:
    sign = ["✓", "right"] if feedback.right else ["✗", "wrong"]
    return [*sign, layout.question_type.label(layout, feedback.option), feedback.why]


def _solution(question: Question, layout: Layout) -> Message:
    rows = [["", "", *_row(layout, part)[2:]] for part in question.solution()]
    links = cited(question.source)
    return {"slot": "answer", **notice("", "→", "The answer."), "rows": rows, "links": links}
