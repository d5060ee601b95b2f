"""An Anki deck, made by genanki: a card for each question, and for each term of the glossary.

A note's GUID comes from the question's id and a deck's id from the lesson's name, so that a deck
imported again keeps what was learned. Anki takes a changed text if `--date` is later than before.
"""

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from lessons import questions
from lessons.data import rows
from lessons.publishing.exports.export_base import (
    GET_TOOLS,
    Export,
    Missing,
    Request,
    edition,
    lost,
    seconds,
    zipped,
)
from lessons.publishing.exports.question_shapes import parts, title
from lessons.questions.shapes import Choice, Essay, Number, Order, Pairs, Part, Verdict, mixed

QUESTION, TERM = 1_713_096_001, 1_713_096_002  # ids of the two kinds of note
LOOK = """
.card { font: 18px/1.5 sans-serif; text-align: left; max-width: 40em; margin: auto; }
img { max-width: 100%; }
.source { font-size: 14px; }
"""
HINT = "{{#Hint}}<details><summary>Hint</summary>{{Hint}}</details>{{/Hint}}"
FRONT = "<div>{{Ask}}</div>{{Options}}" + HINT
BACK = '{{FrontSide}}<hr id="answer">{{Answer}}<p class="source">{{Sources}}</p>'
UNMARKED = "All cards: you judge your answer yourself; nothing is marked."


def export(request: Request) -> Export:
    """Return one file with a deck for each lesson and one for the glossary."""
    try:
        import genanki
    except ImportError as reason:
        raise Missing(f"For Anki genanki is needed. {GET_TOOLS}") from reason
    decks: list[Any] = []
    pictures: dict[str, bytes] = {}
    for lesson in request.lessons:
        deck = _deck(genanki, title(lesson), lesson)
        for question in questions.questions(lesson):
            asked = parts(question)
            deck.add_note(_note(genanki, question, asked))
            pictures |= {part.picture.name: part.picture.png for part in asked if part.picture}
        decks.append(deck)
    decks.append(_glossary(genanki))
    day = seconds(request.day or edition())
    content = _package(genanki, decks, pictures, day)
    return Export({f"{request.name}.apkg": content}, [UNMARKED, *lost(request, "anki")])


def answer(part: Part) -> list[tuple[str, str]]:
    """Return what the back of a card says: every option with its reason, right ones first."""
    match part:
        case Choice():
            options = sorted(part.options, key=lambda option: not option.right)
            return [(f"{_sign(it.right)} {it.text}", it.why) for it in options]
        case Verdict():
            verdicts = (part.answer, not part.answer)
            return [(f"{_sign(it == part.answer)} {it}", part.why[it]) for it in verdicts]
        case Pairs():
            return [(f"{row.left}: {row.right}", row.why) for row in part.rows]
        case Order():
            return [(f"{n}. {item}", why) for n, (item, why) in enumerate(part.items, 1)]
        case Number():
            within = f" (± {part.tolerance:g})" if part.tolerance else ""
            right = (f"{_sign(True)} {part.answer:,.12g}{within} {part.unit}", part.right)
            near = [(f"{_sign(False)} {near.value:,.12g}", near.why) for near in part.near]
            return [right, *near, (f"{_sign(False)} another number", part.wrong)]
        case Essay():
            return [("A model answer", part.model), *(("It meets", it) for it in part.criteria)]
    raise TypeError(f"No card for {type(part).__name__}.")


def offered(part: Part) -> list[list[str]]:
    """Return what the front of a card offers to choose from, in one list or two."""
    match part:
        case Choice():
            return [[option.text for option in part.options]]
        case Verdict():
            return [["True", "False"]]
        case Pairs():
            return [[row.left for row in part.rows], list(part.rights)]
        case Order():
            return [mixed([item for item, _ in part.items], part.id)]
    return []


def number_of(name: str) -> int:
    """Return a number for a name: the same each time, and of the size that Anki wants."""
    return (1 << 30) + int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % (1 << 30)


def _note(genanki: Any, question: questions.Question, asked: list[Part]) -> Any:
    first, *more = asked
    picture = f"<p>{_image(first)}</p>" if first.picture else ""
    fields = [
        question.id,
        escape(first.ask) + picture,
        "".join(_list(map(escape, texts)) for part in asked for texts in offered(part)),
        escape(first.hint),
        "".join(_list(_told(answer(part))) for part in (first, *more)),
        "<br>".join(map(escape, first.sources)),
    ]
    tags = [tag for tag in (question.type, question.objective) if tag]
    guid = genanki.guid_for(question.id)
    return genanki.Note(_model(genanki), fields, guid=guid, tags=tags, sort_field=question.id)


def _glossary(genanki: Any) -> Any:
    deck = _deck(genanki, "Glossary", "glossary")
    front = [{"name": "Term", "qfmt": "{{Term}}", "afmt": "{{FrontSide}}<hr>{{Meaning}}"}]
    fields = [{"name": "Term"}, {"name": "Meaning"}]
    model = genanki.Model(TERM, "Cooperative Security: term", fields, front, css=LOOK)
    for row in rows("glossary"):
        guid = genanki.guid_for("glossary", row.term)
        term = f"{row.term} ({row.abbreviation})" if row.abbreviation else row.term
        texts = [escape(term), escape(row.definition)]
        deck.add_note(genanki.Note(model, texts, guid=guid, tags=["glossary"]))
    return deck


def _deck(genanki: Any, name: str, key: str) -> Any:
    return genanki.Deck(number_of(key), f"Cooperative Security::{name.replace('::', ':')}")


def _model(genanki: Any) -> Any:
    names = ("Id", "Ask", "Options", "Hint", "Answer", "Sources")
    card = [{"name": "Question", "qfmt": FRONT, "afmt": BACK}]
    fields = [{"name": name} for name in names]
    name = "Cooperative Security: question"
    return genanki.Model(QUESTION, name, fields, card, css=LOOK, sort_field_index=0)


def _package(genanki: Any, decks: list[Any], pictures: dict[str, bytes], stamp: int) -> bytes:
    """Return the deck's file, without the hour at which it was packed."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in pictures]
        for path in paths:
            path.write_bytes(pictures[path.name])
        packed = io.BytesIO()
        genanki.Package(decks, [str(path) for path in paths]).write_to_file(packed, stamp)
    with zipfile.ZipFile(packed) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return zipped(files)


def _told(lines: Iterable[tuple[str, str]]) -> Iterable[str]:
    return (f"<b>{escape(head)}</b> {escape(why)}" for head, why in lines)


def _list(items: Iterable[str]) -> str:
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{listed}</ul>" if listed else ""


def _image(part: Part) -> str:
    assert part.picture
    return f'<img src="{escape(part.picture.name)}" alt="{escape(part.picture.alt)}">'


def _sign(right: bool) -> str:
    return "✓" if right else "✗"
