"""Make and read an exam's papers: the questions as pupils get them, without the right answers.

Everything in a question is sorted before it is shuffled, so that nothing in a paper follows from
the key: two exams that differ only in what is right have the same papers.
"""

import hashlib
import json
import random
from collections.abc import Sequence
from typing import Any, NamedTuple

from lessons.classroom.hand_in import HandIn
from lessons.classroom.validation import Refused, is_id, load_json, quoted, refuse_unknown_keys
from lessons.journal.records import MAX_PARTS, MAX_TEXT_LENGTH
from lessons.questions import Question
from lessons.questions.layout import Layout
from lessons.questions.types import question_types
from lessons.questions.types.base import shuffled

FORMAT, VERSION = "cooperative-security/exam", 1
MAX_BYTES = 1_000_000  # of the JSON of a paper
MAX_QUESTIONS = 300
MAX_ASK_LENGTH = 2_000  # letters of a question
MAX_NOTEBOOK_BYTES = 20_000_000  # with its outputs
CELL_START, CELL_END = 'exam(r"""', '""")'  # around a paper in its notebook
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Paper(NamedTuple):
    """One of an exam's shuffled versions."""

    exam: str
    title: str
    paper: str
    questions: tuple[Layout, ...]


def without_key(question: Question) -> Layout:
    """Return what a pupil sees of a question, everything in it sorted."""
    parts = question.parts()
    items, options = tuple(sorted(parts.items)), tuple(sorted(parts.options))
    return parts._replace(items=items, options=options, id="")


def by_id(name: str, title: str, asked: Sequence[Question], seed: int) -> dict[str, Question]:
    """Return an exam's questions by their ids, which begin with the exam's id.

    The exam's id follows from its name and from what a pupil sees, so that no other exam has it.
    """
    in_order = sorted(asked, key=without_key)
    seen = json.dumps([name, title, seed, [without_key(question) for question in in_order]])
    exam = f"{name}-{hashlib.sha256(seen.encode()).hexdigest()[:6]}"
    return {f"{exam}.q{number}": question for number, question in enumerate(in_order, 1)}


def papers(title: str, asked: dict[str, Question], seed: int, count: int) -> list[Paper]:
    """Return an exam's papers: the same questions, each time shuffled anew."""
    exam = next(iter(asked)).partition(".")[0]
    items = [without_key(question)._replace(id=id) for id, question in asked.items()]
    return [_shuffled(Paper(exam, title, letter, tuple(items)), seed) for letter in LETTERS[:count]]


def to_json(paper: Paper) -> str:
    """Return a paper as the text in its notebook."""
    # Empty parts are left out, because people who open the notebook may read the text.
    rows = [{k: v for k, v in question._asdict().items() if v} for question in paper.questions]
    raw = {"format": FORMAT, "version": VERSION, **paper._asdict(), "questions": rows}
    return json.dumps(raw, ensure_ascii=False, indent=1)


def fingerprint(paper: Paper) -> str:
    """Return the fingerprint of a paper, which depends only on what a pupil can read."""
    return hashlib.sha256(to_json(paper).encode()).hexdigest()[:12]


def blank_hand_in(paper: Paper) -> HandIn:
    """Return the hand-in of a paper, without a name and answers."""
    return HandIn("", paper.exam, (), is_exam=True, paper=paper.paper, questions=fingerprint(paper))


def read(text: str) -> Paper:
    """Return the paper that a text holds. Raise Refused, with the reason, for anything else."""
    raw = load_json(text.encode(errors="replace"), MAX_BYTES)
    if not isinstance(raw, dict) or raw.get("format") != FORMAT or raw.get("version") != VERSION:
        raise Refused("this is not an exam of this version of the course")
    refuse_unknown_keys(raw, {"format", "version", *Paper._fields}, "the exam")
    exam, title, paper, rows = (raw.get(key, "") for key in Paper._fields)
    if not (is_id(exam) and is_id(paper) and _is_text(title) and isinstance(rows, list)):
        raise Refused("the exam is damaged")
    items = tuple(_layout(row, exam) for row in rows)
    if not 0 < len({item.id for item in items}) == len(items) <= MAX_QUESTIONS:
        raise Refused("the exam has lost its questions")
    return Paper(exam, title, paper, items)


def of_notebook(data: bytes) -> Paper:
    """Return the paper in a pupil's notebook, without running it. Raise Refused if it has none."""
    raw = load_json(data, MAX_NOTEBOOK_BYTES)
    cells = raw.get("cells") if isinstance(raw, dict) else None
    for cell in cells if isinstance(cells, list) else []:
        source = cell.get("source", "") if isinstance(cell, dict) else ""
        text = "".join(map(str, source)) if isinstance(source, list) else str(source)
        # JSON escapes quotes, so three of them can only be the end of the paper.
        _, start, rest = text.partition(CELL_START)
        inside, end, _ = rest.partition(CELL_END)
        if start and end:
            return read(inside)
    raise Refused("this is not an exam notebook")


def _layout(row: Any, exam: str) -> Layout:
    """Return one question of a paper. Raise Refused if it is damaged or was changed."""
    if not isinstance(row, dict) or not row.keys() <= set(Layout._fields):
        raise Refused("a question of the exam is damaged")
    items, options = row.get("items", []), row.get("options", [])
    texts = [row.get("ask"), row.get("unit", "")]
    known = question_types()
    if (
        row.get("type") not in list(known)
        or not is_id(row.get("id"))
        or not row["id"].startswith(f"{exam}.")
        or not all(map(_is_text, texts))
        or not all(isinstance(part, list) and all(map(_is_text, part)) for part in (items, options))
        or bool(items) != known[row["type"]].has_items
    ):
        raise Refused(f"question {quoted(row.get('id'))} of the exam is damaged")
    return Layout(row["type"], texts[0], tuple(items), tuple(options), texts[1], row["id"])


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= MAX_ASK_LENGTH


def too_large(question: Question) -> str:
    """Return why a question is too large for a hand-in, or ""."""
    item = without_key(question)
    if len(item.ask) > MAX_ASK_LENGTH:
        return f"it asks with more than {MAX_ASK_LENGTH:,} letters"
    if max(len(item.items), len(item.options)) > MAX_PARTS:
        return f"it has more than {MAX_PARTS} options"
    longest = max((*item.items, *item.options, item.unit), key=len)
    is_long = len(longest) > MAX_TEXT_LENGTH
    return f"{quoted(longest)} has more than {MAX_TEXT_LENGTH} letters" if is_long else ""


def _shuffled(paper: Paper, seed: int) -> Paper:
    """Return a paper shuffled, in the same way for the same exam, letter and seed."""
    rng = random.Random(f"{paper.exam}/{paper.paper}/{seed}")  # noqa: S311  (nothing secret)
    rows = [
        item._replace(items=shuffled(item.items, rng), options=shuffled(item.options, rng))
        for item in paper.questions
    ]
    return paper._replace(questions=tuple(rng.sample(rows, len(rows))))
