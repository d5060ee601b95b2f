"""Define what every type of question must do: read this to add a type.

A type is one module in this folder, with one frozen dataclass that inherits from `Question`; the
module's name is its name in quiz.toml. Its docstring says in a sentence what it asks, then how an
answer is marked, and ends with an example as in quiz.toml: the reference page shows all of it. Its
fields, declared with `entry`, are what an author writes. In addition it must define:

    instruction             what the learner is to do ("Choose one."), and the same on paper
    parts()                 what can be shown of it, with nothing that gives the answer away
    fields(layout)          the fields of its card; answer_of() and values_of() convert their
                            values to an answer and back, if it is not one of the items
    judge(answer)           how an answer is marked
    solution()              the right answer, each part with its reason
    lists(layout)           how pages, slides and paper list its parts
    key(layout)             what a teacher looks for on a pupil's sheet
    shapes()                what it becomes in other systems; `losses` says what these cannot hold

An answer has the form in which journals and hand-ins store it: a text, a list of texts, or a flat
table from texts to texts or to true and false. The docstrings of the other methods of `Question`
say what they do if a type does not define them.
"""

import inspect
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from lessons.questions.entries import (
    Code,
    Declared,
    Entry,
    Flag,
    Numeral,
    Row,
    Text,
    Texts,
    entry,
    lookup,
    put,
    unknown_keys,
)
from lessons.questions.layout import Choices, Layout, Spec
from lessons.questions.marking import Feedback, Mark, is_empty
from lessons.questions.shapes import Part

EXAMPLE = "[[question]]"  # begins the example in the docstring of a type
IN_KEY = ("id", "ask", "objective", "review")  # the common fields that marking an exam needs
# The common fields that a lesson needs, and that `mistakes` does not check: exams may lack them.
CHECKED_ELSEWHERE = ("id", "ask", "objective", "source")
UNREAD: dict[str, Entry] = {  # read elsewhere: `covers` by the command `coverage`
    "type": Text("One of the types below; without it *single* or *multiple*, by `right`.", "type"),
    "covers": Texts("What of NATO's backgrounder it asks about, for `coverage`.", "covers"),
}
# What an answer demands of a learner, from knowing a fact to weighing reasons.
LEVELS = ("recall", "understand", "apply", "analyse", "judge")
Naming = Callable[[object], str]  # from a value of the tables to the text of an option


@dataclass(frozen=True, kw_only=True, eq=False)
class Question(Declared):
    """What every question has. Texts are plain; `id` and `objective` begin with the lesson.

    Questions are compared by identity, because to compare their texts would take time.
    """

    id: str = entry(
        Text("A short name; letters, digits and hyphens. Journals refer to the question by it.")
    )
    ask: str = entry(Text("What is asked."))
    objective: str = entry(Numeral("The number of the objective that it serves."), "")
    place: str = entry(Text("Where in the lesson's text it appears, such as check-1.", "in"), "")
    level: str = entry(Text(f"What the answer asks of a learner: {', '.join(LEVELS)}."), "")
    hint: str = entry(Text("What a learner may read before answering."), "")
    source: tuple[str, ...] = entry(Texts("Keys of data/sources.csv.", min_items=1), ())
    compute: str = entry(Code("A Python expression that gives the answer from the tables."), "")
    review: bool = entry(Flag("Whether the review may ask it again."), True)

    type: ClassVar[str]
    instruction: ClassVar[str] = ""
    paper_instruction: ClassVar[str] = ""
    slide_instruction: ClassVar[str] = ""  # where `instruction` does not do
    button: ClassVar[str] = ""  # of the card, instead of "Check"
    if_empty: ClassVar[str] = "Answer first."
    is_marked: ClassVar[bool] = True  # by the computer; if not, `judge` gives no score
    has_items: ClassVar[bool] = True  # whether its layout lists something
    losses: ClassVar[Mapping[str, str]] = {}  # by export format, in words

    # What an author writes

    @property
    def lesson(self) -> str:
        """The slug of the lesson, or the name of the exam, with which the id begins."""
        return self.id.partition(".")[0]

    def __init_subclass__(cls) -> None:
        """Give a class the name of its module as the type's name in quiz.toml."""
        cls.type = cls.__module__.rpartition(".")[2]

    @classmethod
    def explanation(cls) -> str:
        """Return what the type asks and how it is marked: its docstring without the example."""
        return inspect.cleandoc(cls.__doc__ or "").partition(EXAMPLE)[0].strip()

    @classmethod
    def example(cls) -> str:
        """Return the example in its docstring, which is TOML."""
        return EXAMPLE + inspect.cleandoc(cls.__doc__ or "").partition(EXAMPLE)[2] + "\n"

    @classmethod
    def entries(cls) -> dict[str, Entry]:
        """Return the entries that this type has and other types may not, by attribute."""
        common = Question.declared()
        return {name: entry for name, entry in cls.declared().items() if name not in common}

    @classmethod
    def mistakes(cls, row: Row) -> Iterator[str]:
        """Yield a sentence for each mistake in a row.

        `id`, `ask`, `objective` and `source` are not checked here, because most of them may be
        missing in a teacher's own exam.
        """
        yield from unknown_keys(row, cls.keys() | UNREAD.keys())
        for key in UNREAD.keys() & row.keys():
            yield from UNREAD[key].mistakes(row[key], row)
        if row.get("level", LEVELS[0]) not in LEVELS:
            yield f"there is no level '{row['level']}'. Known levels: {', '.join(LEVELS)}."
        yield from cls.faults(row, without=CHECKED_ELSEWHERE)
        own = ((entry, lookup(row, entry.key)) for entry in cls.entries().values())
        if all(raw is None or entry.fits(raw) for entry, raw in own):
            yield from cls.contradictions(row)

    @classmethod
    def contradictions(cls, row: Row) -> Iterator[str]:
        """Yield contradictions in a row; entries may be missing, but have the right form."""
        yield from ()

    @classmethod
    def filled(cls, row: Row) -> Row:
        """Return a row of a teacher's own file with placeholders for missing feedback."""
        full = dict(row)
        for own in cls.entries().values():
            if (value := own.fill(lookup(row, own.key), row)) is not None:
                put(full, own.key, value)
        return full

    def disagreement(self, found: Any, text: Naming) -> str:
        """Return how the value of `compute` contradicts the answer, or "".

        `text` turns a value of the tables into the text of an option.
        """
        return f"a question of type {self.type} cannot be computed: remove compute"

    def subject(self) -> str:
        """Return the text in which names of easily confused subjects are searched."""
        return self.ask

    # What is shown

    def parts(self) -> Layout:
        """Return what can be shown, in the author's order."""
        return Layout(self.type, self.ask, id=self.id)

    def layout(self, seed: int | None = None) -> Layout:
        """Return what is shown, shuffled in the same way each time for the same seed."""
        # The id is part of the seed, so that the right option is in another place in each question.
        rng = random.Random(f"{self.id}/{seed or 0}")  # noqa: S311  (nothing secret)
        return self.shuffle(self.parts(), rng)

    def shuffle(self, parts: Layout, rng: random.Random) -> Layout:
        """Return parts in an order that gives nothing away; by default the items are shuffled."""
        return parts._replace(items=shuffled(parts.items, rng))

    @classmethod
    def fields(cls, layout: Layout) -> list[Spec]:
        """Return the fields of the card: see lessons/widgets/js/src/fields.js."""
        raise NotImplementedError

    @classmethod
    def answer_of(cls, layout: Layout, values: list[Any]) -> Any:
        """Return the answer for the values of the fields; by default one item, by its position."""
        return None if values[0] is None else layout.items[values[0]]

    @classmethod
    def values_of(cls, layout: Layout, answer: Any) -> list[Any]:
        """Return the fields' values for an answer.

        Raise ValueError or KeyError if the question no longer has an option of the answer.
        """
        return [layout.items.index(answer)]

    @classmethod
    def missing(cls, layout: Layout, answer: Any) -> str:
        """Return what an answer lacks, as far as this can be known without the key, or ""."""
        return cls.if_empty if is_empty(answer) else ""

    @classmethod
    def label(cls, layout: Layout, option: str) -> str:
        """Return the name of a part of an answer in feedback."""
        return option

    @classmethod
    def place_on_card(cls, layout: Layout, part: Feedback) -> list[int]:
        """Return the number of the field that shows a part of an answer, and its place there.

        By default that is its place in the list of items; without a place the result is empty.
        """
        name = part.row or part.option
        return [0, layout.items.index(name)] if name in layout.items else []

    def follow_up(self) -> list[dict[str, Any]]:
        """Return messages for the fields of the card, each with its `slot`, after an answer."""
        return []

    @classmethod
    def reply(cls, layout: Layout, request: str) -> dict[str, Any]:
        """Return the reply to a request from a field of the card, with its `slot`."""
        raise ValueError(f"A card of type {cls.type} asks for '{request}'.")

    @classmethod
    def lists(cls, layout: Layout) -> list[Choices]:
        """Return how pages, slides and paper list the parts, in the order of paper."""
        raise NotImplementedError

    @classmethod
    def printed(cls, layout: Layout) -> list[Sequence[str]]:
        """Return the lists that a stored notebook shows without a kernel."""
        return [(own.stored,) if own.stored else own.lines for own in cls.lists(layout)]

    # Answers

    def mark(self, answer: Any) -> Mark:
        """Mark an answer. None, "", [], {} and a table of blanks count as no answer."""
        return Mark(empty=True) if is_empty(answer) else self.judge(answer)

    def judge(self, answer: Any) -> Mark:
        """Mark an answer that is not empty."""
        raise NotImplementedError

    def solution(self) -> tuple[Feedback, ...]:
        """Return the right answer, each part with its reason."""
        raise NotImplementedError

    def fits(self, answer: Any) -> bool:
        """Return whether an answer from a file has the right form and names existing options.

        By default it is converted to the values of the card's fields and back, and must not change.
        """
        given = answer
        if isinstance(answer, dict):  # a row that was left open may have a blank value
            given = {key: value for key, value in answer.items() if value not in (None, "")}
        layout = self.parts()
        values = layout.values(given)
        return values is not None and layout.answer(values) == given

    def chosen(self, answer: Any, mark: Mark) -> list[Feedback]:
        """Return the parts of an answer, with its mistakes, as a teacher sees them."""
        return list(mark.feedback)

    def written_text(self, answer: Any) -> str:
        """Return the text of an answer that a teacher has to read, or ""."""
        return ""

    @property
    def guide(self) -> tuple[str, ...]:
        """The criteria by which a teacher marks an answer; empty where the computer marks it."""
        return ()

    # Paper, exams and other systems

    @property
    def points(self) -> int:
        """The points of the question when it is marked by hand."""
        return 1

    @property
    def size(self) -> int:
        """How many parts a full answer has: the 5 in "2 of 5"."""
        return self.points

    def key(self, layout: Layout | None = None) -> list[tuple[str, str]]:
        """Return what to find on a pupil's sheet, part by part, each with a short reason.

        Letters are those of `layout`, by default of the layout without a seed.
        """
        return [(part.option, in_short(part.why)) for part in self.solution()]

    def shapes(self, *, pictures: bool = True) -> list[Part]:
        """Return the question's shapes in other systems; without `pictures`, maps are left out."""
        raise NotImplementedError

    def common(self) -> dict[str, Any]:
        """Return what each shape of this question holds."""
        return {"question": self, "id": self.id, "ask": self.ask}

    def pack(self) -> Row:
        """Return the question as the key file of an exam holds it."""
        packed = {*IN_KEY, *self.entries()}
        values = {name: _packed(value) for name, value in vars(self).items() if name in packed}
        return {"type": self.type, **values}

    @classmethod
    def unpack(cls, row: Row) -> Self:
        """Return the question of a key file. Raise ValueError if it was changed and has mistakes.

        Where another form takes the place of an entry, other errors may be raised as well.
        """
        written: Row = {}
        for name, known in cls.declared().items():
            # A key file also holds what the author left out.
            if row.get(name) not in (None, "", []):
                put(written, known.key, row[name])
        full = cls.filled(written)
        if any(cls.mistakes(full)):
            raise ValueError("a question contradicts itself")
        return cls(**cls.read_row(full))


def _packed(value: Any) -> Any:
    """Return the value of an entry as JSON can hold it."""
    if type(value) is tuple:
        return tuple(map(_packed, value))
    return dict(value) if isinstance(value, Mapping) else getattr(value, "__dict__", value)


def shuffled(labels: Sequence[str], rng: random.Random) -> tuple[str, ...]:
    """Return labels in a random order."""
    return tuple(rng.sample(labels, len(labels)))


def several(found: Any) -> list[Any]:
    """Return the value of an expression as a list; of a mapping, the keys whose values are true."""
    if isinstance(found, Mapping):
        return [key for key, holds in found.items() if holds]
    if isinstance(found, str) or not hasattr(found, "__iter__"):
        return [found]
    return list(found)


def in_short(reason: str) -> str:
    """Return the first sentence of a reason, or more if it only says that this is right."""
    first, stop, rest = reason.partition(". ")
    # A first sentence such as "Yes." or "It did." is not a reason yet.
    if stop and len(first) < 25:
        return f"{first}. {in_short(rest)}"
    return first + "." * bool(stop)
