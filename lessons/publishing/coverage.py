"""Find where the course teaches what NATO's backgrounder of 2013 says.

That is its claims, objectives, areas, frameworks and countries. Lessons name them in comments,
`<!-- covers: claim c05, objective 3 -->`, questions in their key `covers`. Countries, frameworks
and organisations are found by their names as well.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lessons.core.paths import nearest, shown
from lessons.course import Lesson, lessons
from lessons.data import rows
from lessons.data.membership import name as country
from lessons.data.membership import partners_on
from lessons.publishing.cells import stored_cells
from lessons.questions.checks import labelled

# Each kind of item, as tags name it, with its table and the columns of its key and its name.
KINDS = {
    "claim": ("seed_claims", "claim_id", "claim"),
    "objective": ("objectives", "objective_id", "short_name"),
    "area": ("priority_areas", "area_id", "short_name"),
    "framework": ("frameworks", "framework_id", "name"),
    "organisation": ("organisations", "org_id", "name"),
    "programme": ("programmes", "programme_id", "name"),
}
# To name a country or an organisation is to teach it; to name an objective is not.
NAMED = ("framework", "organisation", "country")  # kinds that are found by their names, too
ASKED = ("claim", "objective", "area", "framework", "organisation")
BACKGROUNDER_DAY = "2012-12-31"  # the backgrounder describes the partnerships of this day
LINE = "{:12} {:20} {:60} {:24} {}"


@dataclass
class Item:
    """One thing that the course must teach.

    `lessons` are the numbers of the lessons that teach it, `questions` the places of those on it.
    """

    kind: str
    key: str
    name: str
    lessons: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    @property
    def tag(self) -> str:
        """How tags name the item, such as "claim c05"."""
        return f"{self.kind} {self.key}"

    def __str__(self) -> str:
        return f"{self.tag} ({self.name})"


def coverage() -> list[Item]:
    """Return everything that must be taught, with the lessons and questions that cover it."""
    found = _items()
    for lesson in lessons():
        tags = [tag for section in lesson.sections for tag in section.covers]
        for item in _covered(found, tags, _shown(lesson)):
            item.lessons.append(f"{lesson.number:02}")
        for label, question in _questions(lesson):
            for item in _covered(found, _tags(question), str(question)):
                item.questions.append(label)
    return found


def as_text(found: list[Item]) -> str:
    """Return a table of items as text: kind, key, name, lessons, number of questions."""
    table: list[tuple[object, ...]] = [("kind", "key", "name", "lessons", "questions")]
    for item in found:
        covered = ", ".join(item.lessons), len(item.questions)
        table.append((item.kind, item.key, item.name, *covered))
    return "\n".join(LINE.format(*row) for row in table)


def uncovered(found: list[Item]) -> list[str]:
    """Return a sentence for each item that no lesson teaches, or that no question asks about.

    Countries need a lesson only: the questions made from the tables ask about them all.
    """
    untaught = [f"No lesson teaches {item}." for item in found if not item.lessons]
    unasked = [item for item in found if item.kind in ASKED and not item.questions]
    return untaught + [f"No question asks about {item}." for item in unasked]


def unknown_tags(wanted: list[Lesson] | None = None) -> list[str]:
    """Return a sentence for each tag in a lesson or question that names nothing."""
    known = [item.tag for item in _items()]
    return [
        f"{place}: there is no '{tag}' to cover.{nearest(tag, known)}"
        for lesson in (lessons() if wanted is None else wanted)
        for place, tag in _places_of_tags(lesson)
        if tag not in known
    ]


def _items() -> list[Item]:
    """Return everything that must be taught."""
    found = [
        Item(kind, str(getattr(row, key)), str(getattr(row, name)))
        for kind, (table, key, name) in KINDS.items()
        for row in rows(table)
    ]
    return found + [Item("country", code, country(code)) for code in partners_on(BACKGROUNDER_DAY)]


def _covered(found: list[Item], tags: list[str], text: str) -> Iterator[Item]:
    """Yield the items that tags name, and those that a text mentions by name."""
    for item in found:
        if item.tag in tags or (item.kind in NAMED and _mentions(text, item.name)):
            yield item


def _mentions(text: str, name: str) -> bool:
    # The plain search comes first: it is much faster, and most names are in few texts.
    return name in text and re.search(rf"\b{re.escape(name)}\b", text) is not None


def _places_of_tags(lesson: Lesson) -> Iterator[tuple[str, str]]:
    for section in lesson.sections:
        yield from ((f"{lesson.path}, line {section.line}", tag) for tag in section.covers)
    for label, question in _questions(lesson):
        yield from ((label, tag) for tag in _tags(question))


def _questions(lesson: Lesson) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield each question of a lesson as it is written, with its place in the file."""
    path = lesson.folder / "quiz.toml"
    for label, row in labelled(path) if path.is_file() else ():
        yield f"{shown(path)}, {label}", row


def _tags(question: Mapping[str, object]) -> list[str]:
    covers = question.get("covers", [])
    return [str(tag).strip() for tag in covers] if isinstance(covers, list) else [str(covers)]


def _shown(lesson: Lesson) -> str:
    """Return what a reader of the stored notebook sees: its prose and the text of its outputs."""
    parts: list[str] = []
    for cell in stored_cells(lesson):
        parts += cell["source"] if cell["cell_type"] == "markdown" else []
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            # The data of a picture is not text, and a source's title teaches nothing.
            html = re.sub(r'src="data:[^"]*"', "", "".join(data.get("text/html", "")))
            parts += [re.sub(r"<details><summary>Sources.*?</details>", "", html, flags=re.DOTALL)]
            parts += data.get("text/plain", "")
    return "".join(parts)
