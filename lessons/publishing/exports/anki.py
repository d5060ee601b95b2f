"""Write an Anki deck with genanki: a card for each question, two for each term of the glossary.

A note's GUID comes from the question's id and a deck's id from the lesson's name, so that a deck
imported again keeps what was learned. Anki takes a changed text if `--date` is later than before.
"""

import hashlib
import io
import re
import tempfile
from calendar import timegm
from collections.abc import Iterable
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

import genanki

from lessons.core.toml import read_toml
from lessons.data import cite, rows
from lessons.publishing.exports.export_base import (
    Export,
    Request,
    edition,
    lesson_parts,
    lost,
    repacked,
    title,
    written,
)
from lessons.questions import Question
from lessons.questions.numerals import in_digits
from lessons.questions.shapes import Choice, Order, Pairs, Part, Verdict, mixed

STYLE = Path(__file__).with_name("anki_card.css").read_text(encoding="utf-8")
MODELS = {
    kind: genanki.Model(
        about["number"],
        f"Cooperative Security: {kind}",
        [{"name": name} for name in about["fields"]],
        [{"name": kind.capitalize(), "qfmt": about["front"], "afmt": about["back"]}],
        css=STYLE,
    )
    for kind, about in read_toml(Path(__file__).with_suffix(".toml")).items()
}
UNMARKED = "All cards: you judge your answer yourself; nothing is marked."


def export(request: Request) -> Export:
    """Return one file with a deck for each lesson and one for the glossary."""
    decks: list[Any] = []
    pictures: dict[str, bytes] = {}
    for lesson in request.lessons:
        deck = _deck(title(lesson), lesson)
        parts = lesson_parts(lesson)
        for question, asked in groupby(parts, key=lambda part: part.question):
            deck.add_note(_note(question, list(asked)))
        pictures |= {part.picture.name: part.picture.png for part in parts if part.picture}
        decks.append(deck)
    decks.append(_glossary())
    day = request.day or edition()
    content = _package(decks, pictures, timegm(day.timetuple()))
    return Export({f"{request.name}.apkg": content}, [UNMARKED, *lost(request, "anki")])


def offered(part: Part) -> list[list[str]]:
    """Return what the front of a card offers to choose from, in one list or two."""
    match part:
        case Choice() | Verdict():
            return [[option.text for option in part.options]]
        case Pairs():
            return [[row.left for row in part.rows], list(part.rights)]
        case Order():  # in the same order each time, or Anki would see a changed card
            return [mixed([item for item, _ in part.items], part.id)]
    return []


def number_of(name: str) -> int:
    """Return a number for a name: the same each time, and of the size that Anki wants."""
    return (1 << 30) + int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % (1 << 30)


def _note(question: Question, asked: list[Part]) -> genanki.Note:
    """Return the card of a question; a verdict and its reason are two parts of one card."""
    first = asked[0]
    ask = escape(first.ask)
    if first.picture:  # Anki keeps it beside its cards by name
        name, alt = escape(first.picture.name), escape(first.picture.alt)
        ask += f'<p><img src="{name}" alt="{alt}"></p>'
    fields = [
        question.id,
        ask,
        "".join(_list(map(escape, texts)) for part in asked for texts in offered(part)),
        escape(question.hint),
        written("anki_answer.txt", parts=asked, html=escape, in_digits=in_digits).decode(),
        "<br>".join(map(escape, map(cite, question.source))),
    ]
    # By its GUID Anki recognises the note when the deck is imported again.
    tags = [tag for tag in (question.type, question.objective) if tag]
    guid = genanki.guid_for(question.id)
    return genanki.Note(MODELS["question"], fields, guid=guid, tags=tags, sort_field=question.id)


def _glossary() -> genanki.Deck:
    """Return a deck with two cards for each term: one asks what it means, one for the term."""
    deck = _deck("Glossary", "glossary")
    for row in rows("glossary"):
        term = f"{row.term} ({row.abbreviation})" if row.abbreviation else row.term
        fields = [escape(term), escape(row.definition)]
        guid = genanki.guid_for("glossary", row.term)
        deck.add_note(genanki.Note(MODELS["term"], fields, guid=guid, tags=["glossary"]))
        fields = [escape(without(row.definition, row.term, row.abbreviation)), escape(term)]
        guid = genanki.guid_for("glossary", "reversed", row.term)
        deck.add_note(genanki.Note(MODELS["meaning"], fields, guid=guid, tags=["glossary"]))
    return deck


def without(definition: str, *names: str) -> str:
    """Return a definition with blanks in place of names that would give the answer away."""
    for name in filter(None, names):
        definition = re.sub(rf"\b{re.escape(name)}\b", "___", definition, flags=re.IGNORECASE)
    return definition


def _deck(name: str, key: str) -> genanki.Deck:
    # For Anki, :: separates a deck from a deck inside it.
    return genanki.Deck(number_of(key), f"Cooperative Security::{name.replace('::', ':')}")


def _package(decks: list[Any], pictures: dict[str, bytes], timestamp: int) -> bytes:
    """Return the deck's file, which does not depend on the time of packing."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in pictures]
        for path in paths:
            path.write_bytes(pictures[path.name])
        packed = io.BytesIO()
        genanki.Package(decks, [str(path) for path in paths]).write_to_file(packed, timestamp)
    return repacked(packed)  # genanki writes the current time into the ZIP


def _list(items: Iterable[str]) -> str:
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{listed}</ul>" if listed else ""
