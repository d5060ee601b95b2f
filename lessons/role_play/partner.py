"""What the rules need to know about a partner."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Spell:
    """A country's time in a tool: first and last day in words, "" if unknown."""

    start: str = ""
    end: str = ""


@dataclass(frozen=True)
class Example:
    """Something that a country did: its row, area, first year and text."""

    id: str
    area: int
    year: int
    what: str


@dataclass(frozen=True)
class Neighbour:
    """Another partner of the same group with an example: its inhabitants and its tools."""

    iso3: str
    name: str
    people: float
    example: Example
    tools: tuple[str, ...] = ()


@dataclass(frozen=True)
class Partner:
    """A partner of today and its history, as the tables have it.

    `group` is a key of `theme.GROUPS`; `suspended` is the day in words, or "";
    `wishes` says what shows that it wants to join NATO, or ""; `tools` are its programmes by id;
    `people` are its inhabitants; `forces` says of each operation what the latest list with its
    soldiers has; `neighbours` are all examples of its group, the partner nearest in size first.
    """

    iso3: str
    name: str
    group: str
    group_words: str
    frameworks: tuple[str, ...] = ()
    suspended: str = ""
    wishes: str = ""
    tools: Mapping[str, Spell] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    people: float = 0.0
    forces: Mapping[str, str] = field(default_factory=dict)

    def own(self, area: int) -> Example | None:
        """Return its latest example in an area."""
        found = [example for example in self.examples if example.area == area]
        return max(found, key=lambda example: example.year) if found else None

    def runs(self, tool: str) -> bool:
        """Return whether it is in a tool today, as far as our rows know."""
        return tool in self.tools and not self.tools[tool].end
