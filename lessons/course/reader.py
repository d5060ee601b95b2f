"""Read a lesson's folder: its text, and the lab, quiz, notes and handout beside it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from lessons import questions
from lessons.core import paths
from lessons.core.decoding import decoded
from lessons.core.mistakes import Mistake
from lessons.core.toml import BrokenToml, lines_of, read_toml
from lessons.course.markdown import Block, blocks, heading_fragment, items, plain
from lessons.course.sections import WITH_SLIDE, Call, Section, calls, section_of
from lessons.data.files import stamp

FILE, LAB = "lesson.md", "lab.md"
NUMBERED = re.compile(r"(\d+) *[·.:] *(.+)")  # "3 · The network at a glance"
BIG_QUESTION, NEW_TERMS = "Big question", "New terms"
DRAFT = re.compile(r"<!--\s*draft\b")
PICTURE = (
    "A [[picture]] needs draw = '...' and look = '...'; lines = 3, the lines to write on, and "
    "expect = '...' may follow."
)
DISCUSSION = "**To discuss in class**"


class BrokenLesson(Mistake):
    """Raised when a file of a lesson cannot be used; the message says where and what to do."""


@dataclass(frozen=True)
class HandoutPicture:
    """A picture that the author chose for the handout, as `handout.toml` describes it.

    `draw` is a call as in a cell of the lesson, `look` what a pupil does with the picture, `lines`
    the number of lines to write on, and `expect` what the teacher may expect; `line` is where
    its entry begins in the file.
    """

    draw: str
    look: str
    lines: int = 0
    expect: str = ""
    line: int = 1

    @property
    def call(self) -> Call | None:
        """The call that draws the picture; None where `draw` is not such a call."""
        found = next(calls(Block("code", self.draw, self.line)), None)
        return found if found and found.is_figure else None


@dataclass(frozen=True)
class Lesson:
    """A lesson's folder and parsed text, or those of its lab, whose `file` is lab.md.

    The text is either as the author wrote it, with expressions such as `{{ minutes }}`, or with
    these filled in: see `lessons.publishing.prose.filled`. Everything else in the folder is read
    when it is needed.
    """

    folder: Path
    text: str
    sections: tuple[Section, ...]
    file: str = FILE

    @property
    def slug(self) -> str:
        """The lesson's name without its number, such as `the_network`."""
        return paths.slug(self.folder)

    @property
    def number(self) -> int | None:
        """The lesson's number; None for a page that is not a lesson, such as the glossary."""
        return paths.folder_number(self.folder)

    @property
    def is_lab(self) -> bool:
        """Whether this is the text of a lab."""
        return self.file == LAB

    @property
    def name(self) -> str:
        """The name of the notebook: `03_the_network`, or `03_the_network_lab` for the lab."""
        return f"{self.folder.name}_lab" if self.is_lab else self.folder.name

    @property
    def path(self) -> str:
        """The name of the file in messages, such as `lessons/03_the_network/lesson.md`."""
        return paths.shown(self.folder / self.file)

    @property
    def heading(self) -> str:
        """The first heading of the text with its number, such as "3 · The network at a glance"."""
        first = self.sections[0].blocks if self.sections else ()
        headings = (block.text for block in first if block.kind == "heading")
        return plain(next(headings, "")) or self.slug.replace("_", " ").capitalize()

    @property
    def title(self) -> str:
        """The lesson's title without its number, such as "The network at a glance"."""
        numbered = NUMBERED.fullmatch(self.heading)
        return numbered[2] if numbered else self.heading

    @property
    def is_draft(self) -> bool:
        """Whether the author marked the lesson as unfinished, `<!-- draft -->`.

        A draft is left out of whatever is made of all lessons.
        """
        return bool(DRAFT.search(self.text))

    # From the text

    @property
    def big_question(self) -> str:
        """The question that the lesson answers."""
        return self._labelled(BIG_QUESTION)

    @property
    def terms(self) -> str:
        """The new terms of the lesson, in one line of text."""
        return self._labelled(NEW_TERMS).removesuffix(".")

    @property
    def recap(self) -> tuple[str, ...]:
        """What to remember, sentence by sentence."""
        recaps = (section.prose for section in self.sections if section.kind == "recap")
        above = (prose.partition(DISCUSSION)[0] for prose in recaps)
        return tuple(line for prose in above for line in items(prose))

    @property
    def discussion(self) -> tuple[str, ...]:
        """The questions to discuss in class."""
        # The list may be in any section; most lessons have it in the recap.
        below = (part.prose.partition(DISCUSSION)[2] for part in self.sections)
        return tuple(question for prose in below for question in items(prose))

    @property
    def sources(self) -> tuple[str, ...]:
        """The tables and sources that the lesson cites, such as "allies"."""
        # A name that is computed in the cell is not known here, and left out.
        cited = (call for call in self.calls if call.name == "cite")
        keys = (call.text(n) for call in cited for n in range(len(call.node.args)))
        return tuple(key for key in keys if key)

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls in all cells, in order."""
        return tuple(call for section in self.sections for call in section.calls)

    @property
    def code(self) -> tuple[Block, ...]:
        """All code in order: cells and, in a lab, its tasks and their solutions."""
        return tuple(block for section in self.sections for block in section.code)

    @property
    def topics(self) -> tuple[Section, ...]:
        """The sections that have a slide of their own, in order."""
        return tuple(section for section in self.sections if section.kind in WITH_SLIDE)

    def _labelled(self, label: str) -> str:
        # Such a label begins a line: "**Big question:** Who ...?"
        found = re.search(rf"^\*\*{label}:\*\* *(.+)$", self.text, re.MULTILINE)
        return plain(found[1]) if found else ""

    # From the files beside the text

    @property
    def lab(self) -> "Lesson | None":
        """The lab of the lesson, which has code tasks; None where there is none.

        Raise BrokenLesson where its file is not UTF-8.
        """
        # A lab has no lab of its own.
        has_lab = self.file == FILE and (self.folder / LAB).is_file()
        return _read(self.folder, LAB) if has_lab else None

    @property
    def bank(self) -> questions.Bank:
        """All that `quiz.toml` holds. Raise UnknownName where there is none, or BrokenQuiz."""
        return questions.bank(self.slug)

    @property
    def minutes(self) -> int:
        """How long the lesson takes, in minutes."""
        return self.bank.minutes

    @property
    def objectives(self) -> tuple[str, ...]:
        """What a learner will be able to do."""
        return tuple(self.bank.objectives.values())

    @property
    def quiz(self) -> tuple[questions.Question, ...]:
        """The questions at the end of the lesson."""
        return tuple(question for question in self.bank.questions if not question.place)

    def asked_in(self, section: Section) -> tuple[questions.Question, ...]:
        """Return the questions that a section asks."""
        return tuple(q for q in self.bank.questions if q.place and q.place in section.checks)

    @property
    def teacher_notes(self) -> str:
        """The teacher's notes as Markdown, without their title; "" where there are none.

        Raise BrokenLesson where their file is not UTF-8.
        """
        # Pages that show the notes have their title already.
        text = _text(self.folder / "teacher.md")
        return re.sub(r"\A\s*# .*\n", "", text).strip()

    @property
    def handout(self) -> tuple[HandoutPicture, ...]:
        """The pictures of the handout. Raise BrokenLesson where their file cannot be used."""
        return _handout(self.folder / "handout.toml")

    def with_text(self, text: str) -> "Lesson":
        """Return the same lesson with another text, such as one with its figures filled in."""
        return Lesson(self.folder, text, _sections(text), self.file)


def lesson(name: str | int) -> Lesson:
    """Return a lesson by its number, slug or folder: 3, "the_network", "03_the_network".

    Raise UnknownName, with the nearest name, where there is no such lesson.
    """
    return read_lesson(paths.lesson_folder(str(name)))


def lessons(names: Iterable[str] = ()) -> list[Lesson]:
    """Return the lessons that are named, or all but drafts in the order of the course."""
    # No names mean all lessons, as on the command line.
    every = map(read_lesson, paths.lesson_folders())
    return list(map(lesson, names)) or [page for page in every if not page.is_draft]


def labs(names: Iterable[str] = ()) -> list[Lesson]:
    """Return the labs of the lessons that are named, or all; some lessons have none."""
    return [lesson.lab for lesson in lessons(names) if lesson.lab]


def section_address(lesson: Lesson, section: Section) -> str:
    """Return the address of a section from another notebook, such as `03_the_network.ipynb#Recap`.

    The part before the first heading is at the top of the page and needs no fragment.
    """
    fragment = f"#{heading_fragment(section.heading)}" if section.heading else ""
    return f"{lesson.name}.ipynb{fragment}"


def extras() -> list[Lesson]:
    """Return the pages that are not lessons, such as the glossary, by name."""
    return list(map(read_lesson, extra_folders()))


def extra_folders() -> list[Path]:
    """Return the folders of the pages that are not lessons, by name."""
    return [file.parent for file in sorted((paths.LESSONS / "extras").glob(f"*/{FILE}"))]


def read_lesson(folder: Path) -> Lesson:
    """Return the lesson that a folder holds; one without a text has no sections."""
    return _read(folder, FILE)


def _read(folder: Path, file: str) -> Lesson:
    text = _text(folder / file)
    return Lesson(folder, text, _sections(text), file)


def _text(path: Path) -> str:
    """Return the text of a file, "" where there is none. Raise BrokenLesson if it is not UTF-8."""
    stamp(path)  # so that what is computed from the text notices a change
    data = path.read_bytes() if path.is_file() else b""
    return decoded(data, paths.shown(path), BrokenLesson).replace("\r\n", "\n")


@lru_cache(maxsize=64)  # the same text is parsed for each page that links to it
def _sections(text: str) -> tuple[Section, ...]:
    # Headings of the second level begin sections; deeper ones are within them.
    parts: list[tuple[Block | None, list[Block]]] = [(None, [])]
    for block in blocks(text):
        if block.kind == "heading" and block.level == 2:
            parts.append((block, []))
        else:
            parts[-1][1].append(block)
    return tuple(section_of(heading, found) for heading, found in parts if heading or found)


def _handout(path: Path) -> tuple[HandoutPicture, ...]:
    shown = paths.shown(path)
    try:
        raw = read_toml(path)
    except FileNotFoundError:
        raise BrokenLesson(f"{shown} is missing: it names the pictures of the handout.") from None
    except BrokenToml as reason:
        raise BrokenLesson(str(reason)) from None
    rows, lines = raw.get("picture", []), lines_of(path.read_text("utf-8-sig"), "picture")
    faults = [f"{shown}: unknown part '{key}'. {PICTURE}" for key in raw if key != "picture"]
    if not isinstance(rows, list) or len(lines) != len(rows):
        faults.append(f"{shown}: write [[picture]] in a line of its own. {PICTURE}")
    else:
        numbered = list(zip(lines, rows, strict=True))
        faults += [f"{shown}, line {n}: {PICTURE}" for n, row in numbered if not _is_picture(row)]
    if faults:
        raise BrokenLesson("\n".join(faults))
    return tuple(HandoutPicture(**row, line=line) for line, row in numbered)


def _is_picture(row: dict[str, Any]) -> bool:
    """Return whether an entry of handout.toml has the keys and values that a picture needs."""
    kinds = {"draw": str, "look": str, "lines": int, "expect": str}
    is_known = all(type(value) is kinds.get(key) for key, value in row.items())
    return is_known and row.keys() >= {"draw", "look"} and HandoutPicture(**row).lines >= 0
