"""Take a lesson apart for paper and screen: its words, pictures, questions and sources.

The sentence that stands on a section's slide is found by rule. An author who wants another one
writes `<!-- slide: The sentence. -->` into the section; the notebook does not show it.
"""

import os
import re
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lessons import charts, explore, questions
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.theme import page
from lessons.core.paths import lesson_folder, lesson_folders, slug
from lessons.data import cite
from lessons.publishing.prose import fill
from lessons.questions import Estimate, Question

HOME = "COOPERATIVE_SECURITY_HOME"
APART = {"what you will be able to do", "check yourself", "recap", "where this comes from"}
APART |= {"dig deeper (optional code)"}
CELL = re.compile(r"^```python[^\n]*\n(.*?)^```\s*$", re.DOTALL | re.MULTILINE)
DRAWN = re.compile(r"^(?:explore|charts)\.(\w+)\(.*\)$", re.MULTILINE)
ASKED = re.compile(r'^quiz\("\w+", "([\w-]+)"', re.MULTILINE)
CITED = re.compile(r"^print\((cite\(.*?\))\)$", re.DOTALL | re.MULTILINE)
# A sentence that sends the reader to the screen says nothing on a slide.
BIDDING = re.compile(
    r"(look|move|choose|click|now|below|read|try|name|start|compare|press|open|let|find|take|"
    r"drag|put|watch|guess|here is|here are|first|then|write|stop|say|ask|turn|switch|back|"
    r"before you|you|the next|at the end|in the explorer)\b",
    re.IGNORECASE,
)
# One that leans on the sentence before it cannot stand alone.
LEANING = re.compile(
    r"(but|so|yet|and|or|then|also|they|it|he|she|that|this|these|those|such|there|its|their|his|"
    r"her|both|all|none|some|for that|the \d+|as of|run|here|replaced|if|among others|the three)\b",
    re.IGNORECASE,
)
# One that announces what comes, or speaks of the picture, is no message.
ANNOUNCING = re.compile(
    r"\bthere (are|is)\b|\bhere (are|is|they)\b|"
    r"\bthe (next|blue|first) (chart|line|table|picture)\b|"
    r"\b(our|the) (table|copy|map|chart|time line|picture|circle|list|marks?|bars?)( \w+){0,2} "
    r"(is|are|has|have|holds?|shows?|leaves?)\b|\b(triangles|circles|squares) are\b|\blesson \d|"
    r"\bsorted by us\b|\bon the map\b|\bin a list are\b|\bwords of caution\b|\beasy to get wrong\b|"
    r"\bin two directions\b|\bwe call it\b|\b(many|some) are (hollow|hatched)\b|"
    r"\bnames? (two|three|four|five|six|seven|eight) \w+\.$",
    re.IGNORECASE,
)
LISTED = re.compile(r"^(?:[-*]|\d+\.) +(.+)$", re.MULTILINE)
CHOSEN = re.compile(r"<!-- *slide: *(.+?) *-->", re.DOTALL)
ENOUGH = 45  # words that fill a slide without a picture


@dataclass(frozen=True)
class Picture:
    """A chart as the lesson first shows it, on a wide page and on a narrow one."""

    name: str
    wide: Chart
    narrow: Chart


@dataclass(frozen=True)
class Look:
    """A picture on paper with something to do: a task, lines to write on, what to expect."""

    picture: Picture
    task: str
    lines: int
    expect: str


@dataclass(frozen=True)
class Section:
    """A part of a lesson under its heading; `key` is its most telling sentence, plain.

    `lines` are what else there is to say where nothing is shown: the items of a list, or more
    sentences.
    """

    heading: str
    key: str
    lines: tuple[str, ...]
    pictures: tuple[Picture, ...]
    checks: tuple[Question, ...]


@dataclass(frozen=True)
class Lesson:
    """A lesson in parts. All texts are plain, without Markdown."""

    folder: Path
    title: str
    question: str
    minutes: int
    objectives: tuple[str, ...]
    sections: tuple[Section, ...]
    recap: tuple[str, ...]
    terms: str
    discussion: tuple[str, ...]
    sources: tuple[str, ...]
    quiz: tuple[Question, ...]
    looks: tuple[Look, ...]
    estimate: Estimate | None

    @property
    def checks(self) -> int:
        """Return how many questions stand in the text."""
        return sum(len(section.checks) for section in self.sections)

    @property
    def pictures(self) -> list[tuple[str, Picture]]:
        """Return the first picture of each explorer, with the heading under which it stands."""
        found = {p.name: (s.heading, p) for s in reversed(self.sections) for p in s.pictures[::-1]}
        return list(found.values())[::-1]


def chosen(names: list[str]) -> list[Path]:
    """Return the folders of the lessons named, or of all; raise UnknownName for any other."""
    return [lesson_folder(name) for name in names] or lesson_folders()


def lesson(folder: Path) -> Lesson:
    """Return a lesson in parts, its pictures as one sees them who has answered nothing."""
    with _empty_journal():
        return _lesson(folder)


def _lesson(folder: Path) -> Lesson:
    text = re.sub(r"<!--(?! *slide:).*?-->", "", fill(folder), flags=re.DOTALL)
    bank = questions.bank(slug(folder))
    title = re.search(r"^# +(.+)$", text, re.MULTILINE)
    big = re.search(r"^\*\*Big question:\*\* *(.+)$", text, re.MULTILINE)
    parts = dict(_parts(text))
    return Lesson(
        folder=folder,
        title=plain(title[1]) if title else slug(folder),
        question=plain(big[1]) if big else "",
        minutes=bank.minutes,
        objectives=tuple(bank.objectives.values()),
        sections=tuple(
            _section(heading, part, bank.questions)
            for heading, part in parts.items()
            if heading.lower() not in APART
        ),
        recap=_items(r"^- +(.+)$", parts.get("Recap", "")),
        terms=_after("New terms", text),
        discussion=_items(r"^\d+\. +(.+)$", text.partition("**To discuss in class**")[2]),
        sources=tuple(line for call in CITED.findall(text) for line in _run(call).splitlines()),
        quiz=tuple(question for question in bank.questions if not question.place),
        looks=tuple(_looks(folder)),
        estimate=bank.estimate,
    )


def plain(markdown: str) -> str:
    """Return a line of Markdown as plain text."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    text = re.sub(r"<[^>]+>", "", text)
    return " ".join(re.sub(r"(\*\*|\*|`)(.+?)\1", r"\2", text).split())


def _parts(text: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^## +", text, flags=re.MULTILINE)[1:]:
        heading, _, rest = part.partition("\n")
        yield plain(heading), rest


def _section(heading: str, text: str, asked: tuple[Question, ...]) -> Section:
    code = "\n".join(CELL.findall(text))
    places = set(ASKED.findall(code))
    pictures = (_picture(found) for found in DRAWN.finditer(code))
    prose = CELL.sub("", text)
    key = key_sentence(prose)
    return Section(
        heading=heading,
        key=key,
        lines=tuple(more_lines(prose, key)),
        pictures=tuple(picture for picture in pictures if picture),
        checks=tuple(question for question in asked if question.place in places),
    )


def _picture(call: re.Match[str]) -> Picture | None:
    shown = _run(call[0])
    if isinstance(shown, Chart):
        return Picture(call[1], shown, shown)
    if not hasattr(shown, "chart"):  # a page of controls, such as the role play
        return None
    with page(narrow=True):
        narrow = shown.chart
    return Picture(call[1], shown.chart, narrow)


def _looks(folder: Path) -> Iterator[Look]:
    """Yield what the author chose for paper, in the lesson's `handout.toml`, if there is one."""
    path = folder / "handout.toml"
    wanted = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for each in wanted.get("picture", []):
        call = DRAWN.match(each["draw"])
        picture = _picture(call) if call else None
        if not picture:
            raise ValueError(f"{folder.name}/handout.toml: this draws nothing: {each['draw']}")
        yield Look(picture, each["look"], each.get("lines", 0), each.get("expect", ""))


def _run(call: str):  # type: ignore[no-untyped-def]
    return eval(call, {"explore": explore, "charts": charts, "cite": cite})  # noqa: S307 (our own text)


def key_sentence(markdown: str) -> str:
    """Return the author's choice, or the sentence that explains a term, or the first of weight."""
    if wanted := CHOSEN.search(markdown):
        return plain(wanted[1])
    said = _said(markdown)
    ranked = (
        [s for s in said if _stands(s) and "**" in s],
        [s for s in said if _stands(s)],
        [s for s in said if not ANNOUNCING.search(plain(s))],
        said,
    )
    return plain(next((group[0] for group in ranked if group), ""))


def more_lines(markdown: str, key: str) -> Iterator[str]:
    """Yield the items of a section's list, or the sentences after the key, until it is enough."""
    items = [plain(item) for item in LISTED.findall(markdown)]
    after = list(map(plain, _said(markdown, least=20)))
    after = after[after.index(key) + 1 :] if key in after else after
    many = len(key.split())
    for line in items or after:
        if many > ENOUGH and not items:
            return
        many += len(line.split())
        yield line


def _said(markdown: str, least: int = 35) -> list[str]:
    """Return the sentences that state something; not those that lead over to a list."""
    bare = CHOSEN.sub("", markdown)
    bare = re.sub(r"[^.!?\n]*[.:] *\n\n(?=(?:[-*]|1\.) )", "\n\n", bare)
    lines = [x for x in bare.splitlines() if not re.match(r"\s*(\||([-*>#]|\d+\.) )", x)]
    paragraphs = re.split(r"\n\s*\n", "\n".join(lines))
    return [s for p in paragraphs for s in _sentences(p) if _states(s, least)]


def _stands(sentence: str) -> bool:
    bare = plain(sentence)
    return not LEANING.match(bare) and not ANNOUNCING.search(bare)


def _sentences(paragraph: str) -> list[str]:
    text = " ".join(paragraph.split())
    return re.split(
        r"(?:(?<=[.!?])|(?<=[.!?][\"”)]))(?<!\bNo\.)(?<!\be\.g\.) +(?=[A-Z0-9*\"“(])", text
    )


def _states(sentence: str, least: int) -> bool:
    bare = plain(sentence)
    return (
        len(bare) >= least
        and bare.endswith((".", '."'))
        and "? " not in bare
        and not BIDDING.match(bare)
    )


def _items(pattern: str, text: str) -> tuple[str, ...]:
    before_next = re.split(r"^## ", text, flags=re.MULTILINE)[0]
    return tuple(map(plain, re.findall(pattern, before_next, re.MULTILINE)))


def _after(label: str, text: str) -> str:
    found = re.search(rf"^\*\*{label}:\*\* *(.+)$", text, re.MULTILINE)
    return plain(found[1]) if found else ""


@contextmanager
def _empty_journal() -> Iterator[None]:
    # A teacher's own answers must not be printed.
    before = os.environ.get(HOME)
    with tempfile.TemporaryDirectory() as home:
        os.environ[HOME] = home
        try:
            yield
        finally:
            os.environ.pop(HOME)
            if before is not None:
                os.environ[HOME] = before
