"""Find a place on the map."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from lessons.core.paths import nearest
from lessons.questions.entries import Reasons, Row, Texts, as_tuple, entry, label_mistakes
from lessons.questions.layout import Choices, Layout, Spec
from lessons.questions.marking import Feedback, Mark
from lessons.questions.shapes import Choice, Part, mixed
from lessons.questions.types._options import WithOptions
from lessons.questions.types.base import in_short


@dataclass(frozen=True, kw_only=True, eq=False)
class Locate(WithOptions):
    """A place on the map: one of several capitals, named by the three-letter code of its country.

    A right place is worth 1, any other 0. An answer is a code.

    [[question]]
    id = "where-is-mongolia"
    type = "locate"
    objective = 1
    ask = "Where is Mongolia, a partner across the globe?"
    source = ["nato-patg-2012"]
    answer = ["MNG"]
    candidates = ["MNG", "JPN", "KAZ", "PAK"]

    [question.why]
    "MNG" = "Ulaanbaatar: Mongolia became a partner in 2012."
    "JPN" = "That is Tokyo."
    "KAZ" = "That is Astana."
    "PAK" = "That is Islamabad."
    """

    answer: tuple[str, ...] = entry(
        Texts("Codes of the right places; any of them will do.", min_items=1)
    )
    candidates: tuple[str, ...] = entry(
        Texts("Codes of all the places that are marked, from data/countries.csv.", min_items=4)
    )
    why: Mapping[str, str] = entry(Reasons("The feedback for each place.", keyed_by="candidates"))

    instruction = "Choose one place on the map."
    slide_instruction = "Choose one place."
    paper_instruction = "Tick one place."
    losses = {
        "moodle": "the map is a picture, the place is chosen by its letter",
        "gift": "there is no map; the places are offered by name, or by their coordinates where "
        "the question itself names the place",
        "canvas": "the map is a picture, the place is chosen by its letter",
        "anki": "the map is a picture with letters",
    }

    @classmethod
    def contradictions(cls, row: Row) -> Iterator[str]:
        from lessons.data import rows  # when needed: tables take time to import

        accepted, candidates = (as_tuple(row.get(key, ())) for key in ("answer", "candidates"))
        for code in accepted:
            if code not in candidates:
                yield f"the answer '{code}' is not one of the candidates. Add it to them."
        if accepted and not set(candidates) - set(accepted):
            yield "every candidate is right. Add some that are not."
        yield from label_mistakes(candidates)
        known = {country.iso3 for country in rows("countries")}
        for code in candidates:
            if code not in known:
                yield f"'{code}' is not a country in this course.{nearest(code, known)}"

    # The options are codes of countries; `answer` and `candidates` are lists of them.

    @property
    def right(self) -> tuple[str, ...]:  # type: ignore[override]
        """The codes of the right places."""
        return self.answer

    @property
    def reasons(self) -> dict[str, str]:
        """The feedback on each place, by code."""
        return {code: self.why[code] for code in self.candidates}

    def subject(self) -> str:
        return self.ask

    @classmethod
    def fields(cls, layout: Layout) -> list[Spec]:
        return [{"kind": "map", "count": len(layout.items)}]

    @classmethod
    def label(cls, layout: Layout, option: str) -> str:
        return f"{ascii_uppercase[layout.items.index(option)]}, {_named(option)}"

    @classmethod
    def reply(cls, layout: Layout, request: str) -> dict[str, Any]:
        # The outlines are large: the card requests them once, when a learner reaches the map.
        if request != "land":
            return super().reply(layout, request)
        from lessons.questions.locate_map import chart_of  # when needed: tables take time to import

        return {"slot": "land", **chart_of(layout.items)}

    @classmethod
    def lists(cls, layout: Layout) -> list[Choices]:
        letters, places = tuple(ascii_uppercase[: len(layout.items)]), layout.items
        stored = f"{len(places)} places are marked on the map."
        return [
            Choices(letters, "circle", lettered=False, paired=True, places=places, stored=stored)
        ]

    def chosen(self, answer: Any, mark: Mark) -> list[Feedback]:
        return [Feedback(_named(answer), part.right, part.why) for part in mark.feedback]

    def key(self, layout: Layout | None = None) -> list[tuple[str, str]]:
        # Paper and slides show letters, because names of places could give the answer away.
        shown = (layout or self.layout()).items
        return [
            (f"{ascii_uppercase[shown.index(code)]}  {_named(code)}", in_short(self.why[code]))
            for code in self.answer
        ]

    def shapes(self, *, pictures: bool = True) -> list[Part]:
        called = self._labels(pictures)
        options = {called[o.text]: o._replace(text=called[o.text]) for o in self.options()}
        # Letters are in alphabetical order; without a map, an order could give the answer away.
        order = sorted(options) if pictures else mixed(options, self.id)
        ordered = tuple(options[label] for label in order)
        places = self.candidates if pictures else ()
        return [Choice(**self.common(), options=ordered, places=places)]

    def _labels(self, pictures: bool) -> dict[str, str]:
        """Return the label of each place, by code: its letter on the map, or without one its name.

        Where the question names a right place, the labels are coordinates.
        """
        from lessons.questions import locate_map

        if pictures:
            return locate_map.letters(self.candidates)
        if any(_named(code) in self.ask for code in self.answer):
            return locate_map.coordinates(self.candidates)
        return {code: _named(code) for code in self.candidates}


def _named(code: str) -> str:
    from lessons.data.membership import name  # when needed: tables take time to import

    return name(code)
