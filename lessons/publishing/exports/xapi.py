"""xAPI: answers as statements, one JSON object a line: this computer's journal, or hand-ins.

A journal's line has the fields of a statement. What is added: the actor (a code; a name only where
the teacher asks for names), and IRIs for the verb and the question, with what the question asked.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from lessons import journal
from lessons.core.paths import UnknownName
from lessons.journal import Answer
from lessons.publishing.exports.export_base import Export, Nothing, Wish
from lessons.publishing.exports.pupils import class_answers
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
    estimate,
    question,
)

ADL = "http://adlnet.gov/expapi"
VERBS = {"estimated": "responded", "answered": "answered"}  # a guess comes first
LANGUAGE = "en"


def export(wish: Wish) -> Export:
    """Return one file with a statement for each answer to the lessons of a wish.

    They come from the journal of this computer, or from the hand-ins of a class. Raise Nothing
    if there are none.
    """
    found, said = class_answers(wish.folder, wish) if wish.folder else (list(_own(wish)), [])
    given = [(who, each) for who, each in found if _lesson_of(each) in wish.lessons]
    if not given:
        raise Nothing(_nothing(wish, said))
    lines = []
    for who, each in given:
        asked = _asked(each)
        if asked is None:
            said.append(f"{each.question}: is no longer asked; only its id is carried.")
        lines.append((each.timestamp, statement(each, asked, replace(wish, learner=who))))
    if wish.home == Wish.home:
        said.append(f"Statements name {wish.home}. Give your own address with --home.")
    told = "".join(_line(line) for _, line in sorted(lines, key=lambda line: line[0]))
    return Export({f"{wish.name}.xapi.jsonl": told.encode()}, list(dict.fromkeys(said)))


def _own(wish: Wish) -> Iterator[tuple[str, Answer]]:
    for verb in VERBS:
        yield from ((wish.learner, each) for each in journal.answers(verb=verb))


def _nothing(wish: Wish, said: list[str]) -> str:
    of = f"no answers to {' or '.join(wish.lessons) if len(wish.lessons) < 4 else 'any lesson'}"
    if wish.folder:
        return "\n".join([f"The hand-ins in {wish.folder} hold {of}.", *said])
    hint = "A class's answers are in its hand-ins: --hand-ins FOLDER."
    return f"The journal of this computer ({journal.place()}) holds {of}. {hint}"


def statement(answer: Answer, asked: Question | None, wish: Wish) -> dict[str, Any]:
    """Return an answer as a statement."""
    verb = VERBS[answer.verb]
    extensions: dict[str, Any] = {f"{wish.home}extension/hint": answer.hint}
    if answer.confidence:
        extensions[f"{wish.home}extension/confidence"] = answer.confidence
    return {
        "id": answer.id,
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": wish.home, "name": wish.learner},
        },
        "verb": {"id": f"{ADL}/verbs/{verb}", "display": {LANGUAGE: answer.verb}},
        "object": activity(answer.question, asked, wish),
        "result": _result(answer, asked),
        "context": {
            "contextActivities": {"parent": [_lesson(answer, wish)]},
            "extensions": extensions,
        },
        "timestamp": answer.timestamp,
        "version": "1.0.3",
    }


def activity(name: str, asked: Question | None, wish: Wish) -> dict[str, Any]:
    """Return a question as an activity: what it asked, what there was to choose, what is right."""
    definition: dict[str, Any] = {"type": f"{ADL}/activities/cmi.interaction"}
    if asked is None:
        definition["type"] = f"{ADL}/activities/question"
    else:
        definition |= {"description": {LANGUAGE: asked.ask}, **_interaction(asked)}
    return {
        "objectType": "Activity",
        "id": f"{wish.home}question/{name}",
        "definition": {"name": {LANGUAGE: name}, **definition},
    }


def response(answer: Any, asked: Question | None) -> str:
    """Return a learner's answer in xAPI's pattern for its kind of interaction.

    What does not fit its kind, as after a hand went over the journal, is told as it stands.
    """
    try:
        return _pattern(answer, asked)
    except (AttributeError, TypeError):
        return json.dumps(answer, ensure_ascii=False)


def _pattern(answer: Any, asked: Question | None) -> str:
    match asked:
        case Multiple() | Ordering():
            return "[,]".join(map(_key, answer))
        case Matching() | Classify():
            return _together({left: right for left, right in answer.items() if right})
        case TrueFalse():
            return _judged(answer.get("verdict"), answer.get("reason") or "")
        case Single() | Locate():
            return _key(answer)
    return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)


def _interaction(asked: Question) -> dict[str, Any]:
    match asked:
        case Single() | Multiple():
            right = list(map(_key, asked.right))
            return _kind("choice", ["[,]".join(right)], choices=[*asked.right, *asked.wrong])
        case Locate():
            return _kind("choice", list(map(_key, asked.answer)), choices=asked.candidates)
        case TrueFalse():
            right = [_judged(asked.answer, reason) for reason in asked.right]
            reasons = [*asked.right, *asked.wrong]
            return _kind("matching", right, source=["verdict", "reason"], target=_words(reasons))
        case Matching():
            rights = [*dict.fromkeys(asked.pairs.values()), *asked.extra]
            return _kind("matching", [_together(asked.pairs)], source=asked.pairs, target=rights)
        case Classify():
            pattern = [_together(asked.items)]
            return _kind("matching", pattern, source=asked.items, target=asked.groups)
        case Ordering():
            pattern = ["[,]".join(map(_key, asked.items))]
            return _kind("sequencing", pattern, choices=asked.items)
        case Numeric():
            low, high = asked.answer - asked.tolerance, asked.answer + asked.tolerance
            return _kind("numeric", [f"{low:.12g}[:]{high:.12g}"])
    return {"interactionType": "other"}


def _kind(kind: str, right: list[str], **parts: Iterable[str]) -> dict[str, Any]:
    components = {
        name: [{"id": _key(text), "description": {LANGUAGE: text}} for text in texts]
        for name, texts in parts.items()
    }
    return {"interactionType": kind, "correctResponsesPattern": right, **components}


def _result(answer: Answer, asked: Question | None) -> dict[str, Any]:
    result: dict[str, Any] = {"response": response(answer.response, asked)}
    if answer.score is not None:
        result |= {"score": {"scaled": answer.score}, "success": bool(answer.success)}
    return result


def _lesson(answer: Answer, wish: Wish) -> dict[str, Any]:
    lesson = _lesson_of(answer)
    kind = {"type": f"{ADL}/activities/lesson", "name": {LANGUAGE: lesson}}
    return {"objectType": "Activity", "id": f"{wish.home}lesson/{lesson}", "definition": kind}


def _lesson_of(answer: Answer) -> str:
    return answer.question.partition(".")[0]


def _asked(answer: Answer) -> Question | None:
    lesson = _lesson_of(answer)
    try:
        if answer.verb == "estimated":
            guess = estimate(lesson)
            return Question(id=guess.id, ask=guess.ask) if guess.id == answer.question else None
        return question(answer.question)
    except UnknownName:
        return None


def _together(pairs: dict[str, str] | Any) -> str:
    return "[,]".join(f"{_key(left)}[.]{_key(right)}" for left, right in pairs.items())


def _judged(verdict: bool | None, reason: str) -> str:
    return f"verdict[.]{str(bool(verdict)).lower()}[,]reason[.]{_key(reason)}"


def _words(reasons: list[str]) -> list[str]:
    return ["true", "false", *reasons]


def _key(text: str) -> str:
    """Return a text as an identifier: without blanks, and without the brackets of patterns."""
    return text.replace(" ", "_").replace("[", "(").replace("]", ")")


def _line(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False) + "\n"
