"""A quiz in the notebook: one card for each question, marked in the kernel.

The browser gets the questions and nothing that tells their answers. What is said about an
answer is sent as a message once it has been given, and is part of no saved state.
"""

import html
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import traitlets

from lessons import course, journal, questions
from lessons.core.paths import UnknownName, nearest
from lessons.questions import Locate, Ordering, Question
from lessons.questions.layout import Form, form
from lessons.questions.marking import Feedback, Mark, mark, solution
from lessons.widgets.base import bundle, has_bundle
from lessons.widgets.card import Card, Message, cited, said

SEAL = "Keep my answer"  # what the button of a sealed card says


def quiz(
    lesson: str,
    place: str | None = None,
    *,
    only: Sequence[str] = (),
    seed: int | None = None,
    sealed: bool = False,
) -> "Quiz":
    """Ask the questions of a lesson.

    `place` asks those that stand in the text, such as "check-1"; `only` names single questions;
    `seed` shuffles the options in another way; `sealed` keeps the answers and tells nothing about
    them. Raise UnknownName for anything there is not.
    """
    asked = [each for each in questions.questions(lesson) if only or each.place == (place or "")]
    if only:
        asked = _named(lesson, only)
    if not asked:
        places = {each.place for each in questions.questions(lesson) if each.place}
        raise UnknownName(
            f"Lesson '{lesson}' asks nothing at '{place}'.{nearest(place or '', places)}"
        )
    return Quiz(
        f"{'Check' if place else 'Quiz'}: {course.lesson(lesson).title}",
        asked,
        seed=seed,
        sealed=sealed,
    )


MOVE = "Move at least one line: an order that nobody has touched is no answer."


class Quiz(Card):
    """Cards for any questions, from a bank or made at run time."""

    script = "quiz_card"  # the bundle that a kind of quiz is drawn with
    cards: Any = traitlets.List().tag(sync=True)
    fields = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        name: str,
        asked: Iterable[Question],
        *,
        seed: int | None = None,
        sealed: bool = False,
    ) -> None:
        """Lay out the questions; nothing is read from the journal until a browser asks."""
        self.questions = tuple(asked)
        self.sealed = sealed
        self._forms = [form(each, seed) for each in self.questions]
        self._hinted: set[int] = set()
        many = "1 question" if len(self.questions) == 1 else f"{len(self.questions)} questions"
        super().__init__(
            self.script,
            field_styles("quiz_card", self._forms),
            title=f"{name}, {many}",
            cards=[_card(each, SEAL if sealed else "") for each in self._forms],
            fields=field_scripts(self._forms),
        )

    def page(self) -> str:
        """Return the questions and their options as plain HTML, without the answers."""
        return printed(self.title, self._forms)

    def hear(self, message: Message) -> list[Message]:
        """Return what to say to a message from the browser."""
        if message["do"] == "hello":
            return self._welcome()
        number = message["card"]
        return [{"card": number, **each} for each in self._answer(message["do"], number, message)]

    def _answer(self, do: str, number: int, message: Message) -> list[Message]:
        laid = self._forms[number]
        match do:
            case "check":
                return self._check(laid, number, message)
            case "hint":
                self._hinted.add(number)
                return [{"slot": "hint", **said("", "?", "Hint.", laid.question.hint)}]
            case "show":
                return [] if self.sealed else [_solution(laid)]
            case _:
                return [_land(laid)]

    def _check(self, laid: Form, number: int, message: Message) -> list[Message]:
        answer = laid.read(message["answer"])
        marked = mark(laid.question, answer)
        if marked.empty or marked.ask_back:
            return [_marked(laid, marked)]
        kept = _kept(laid, answer, marked, message.get("sure", ""), number in self._hinted)
        if self.sealed:
            return kept or [_sealed()]
        return [_marked(laid, marked), *kept]

    def _welcome(self) -> list[Message]:
        """Bring back the last answer to each question, and say what is wrong with the journal."""
        last = {each.question: each for each in journal.answers()}
        back = []
        for number, laid in enumerate(self._forms):
            kept = last.get(laid.question.id)
            ticked = laid.write(kept.response) if kept else None
            if kept and ticked is not None:
                told = (
                    _sealed() if self.sealed else _marked(laid, mark(laid.question, kept.response))
                )
                back.append({"card": number, "answer": ticked, **told})
        return [*back, *(said("", "!", "Your journal.", each) for each in journal.notices())]


def printed(title: str, forms: Iterable[Form]) -> str:
    """Return questions as a list that can be read where nothing runs."""
    asked = "".join(
        f"<li><p>{html.escape(each.question.ask)} <em>{each.question.bid}</em></p>"
        f"{''.join(map(_list, _printable(each)))}</li>"
        for each in forms
    )
    return (
        f"<div><p><strong>{html.escape(title)}</strong>. Run this cell to answer.</p>"
        f"<ol>{asked}</ol></div>"
    )


def _printable(laid: Form) -> list[Sequence[str]]:
    match laid.fields[0]:
        case {"kind": "number", "unit": unit}:
            return [[f"____ {unit}".strip()]]
        case {"kind": "map", "count": count}:
            return [[f"{count} places are marked on the map."]]
    return [value for spec in laid.fields for value in spec.values() if isinstance(value, tuple)]


def _list(labels: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{html.escape(label)}</li>' for label in labels)}</ul>"


def _named(lesson: str, only: Sequence[str]) -> list[Question]:
    wanted = [name if "." in name else f"{lesson}.{name}" for name in only]
    return [questions.question(name) for name in wanted]


def field_scripts(forms: Iterable[Form]) -> dict[str, str]:
    """Return the script of each kind of field that these questions use, and of no other."""
    return {kind: bundle(f"fields/{kind}.js") for kind in _field_kinds(forms)}


def field_styles(card: str, forms: Iterable[Form]) -> list[str]:
    """Return the style sheets for a card and for the fields that these questions use."""
    fields = [f"fields/{kind}" for kind in _field_kinds(forms)]
    return [card, *(name for name in fields if has_bundle(f"{name}.css"))]


def _field_kinds(forms: Iterable[Form]) -> list[str]:
    """Return the kinds of fields in use; every card asks with "pick" how sure a learner is."""
    return sorted({"pick"}.union(spec["kind"] for each in forms for spec in each.fields))


def _card(laid: Form, button: str = "") -> dict[str, Any]:
    question = laid.question
    card = {"ask": question.ask, "bid": question.bid, "fields": laid.fields}
    return card | ({"hint": 1} if question.hint else {}) | ({"act": button} if button else {})


def _marked(laid: Form, marked: Mark) -> Message:
    if marked.empty:
        first = MOVE if isinstance(laid.question, Ordering) else "Answer first."
        return {"slot": "mark", **said("", "!", "Nothing to check yet.", first)}
    if marked.ask_back:
        return {"slot": "mark", **said("", "?", "One question back.", marked.ask_back)}
    if marked.right:
        tone = said("good", "✓", "Right.")
    elif marked.score:
        tone = said("mid", "◐", f"Partly right, {marked.score:.0%}.", marked.general)
    else:
        tone = said("bad", "✗", "Not right yet.", marked.general)
    return {"slot": "mark", "marks": 1, **tone, "rows": [_row(laid, it) for it in marked.feedback]}


def _sealed() -> Message:
    """Say that an answer was taken, and nothing about it."""
    if not journal.is_on():
        return {
            "slot": "mark",
            "marks": 2,
            **said("", "!", "Not kept.", "Keeping is switched off."),
        }
    later = "The last lesson shows whether it was right."
    return {"slot": "mark", "marks": 2, **said("", "✓", "Kept.", later)}


def _row(laid: Form, said_about: Feedback) -> list[str]:
    sign = ["✓", "right"] if said_about.right else ["✗", "wrong"]
    return [*sign, _label(laid, said_about.option), said_about.why]


def _label(laid: Form, option: str) -> str:
    if isinstance(laid.question, Locate):
        from lessons.data.membership import name  # only now: tables take their time to import

        return f"{chr(65 + laid.items.index(option))}, {name(option)}"
    return option


def _solution(laid: Form) -> Message:
    rows = [["", "", _label(laid, each.option), each.why] for each in solution(laid.question)]
    links = cited(laid.question.source)
    return {"slot": "answer", **said("", "→", "The answer."), "rows": rows, "links": links}


def _land(laid: Form) -> Message:
    from lessons.widgets.locate_map import chart_of  # only now: tables take their time to import

    return {"slot": "land", **chart_of(laid.items)}


def _kept(laid: Form, answer: Any, marked: Mark, sure: str, hint: bool) -> list[Message]:
    keep: Callable[..., None] = journal.record
    try:
        keep(
            laid.question.id,
            answer,
            score=marked.score,
            success=marked.right,
            confidence=sure,
            hint=hint,
        )
    except journal.NotKept as trouble:
        return [{"slot": "note", **said("", "!", "Not kept.", str(trouble))}]
    return []
