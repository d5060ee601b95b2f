"""Define what the rules of the role play need to know about a partner."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Participation:
    """A country's time in a tool: first and last day as text, "" if unknown."""

    start: str = ""
    end: str = ""

    def in_brackets(self) -> str:
        """Return the time as text after a tool's name: ` (since 2014)`, or "" if it is unknown."""
        if self.end:
            return f" ({self.start or '?'} to {self.end})"
        return f" (since {self.start})" if self.start else ""


@dataclass(frozen=True)
class Example:
    """Something that a country did: the row's id, its area, its first year and its text."""

    id: str
    area: int
    year: int
    what: str


@dataclass(frozen=True)
class Neighbour:
    """An example of another partner of the same group, with its inhabitants and its tools."""

    iso3: str
    name: str
    people: float
    example: Example
    tools: tuple[str, ...] = ()


@dataclass(frozen=True)
class Partner:
    """A partner of today and its history, as the tables have it.

    `group` is a key of `theme.GROUPS`, `group_name` its name; `suspended` is the day of the
    suspension as text, or ""; `wish` is the sign that it wants to join NATO, or ""; `tools` are
    its programmes by id; `people` are its inhabitants; `forces` has for each operation what the
    latest list with its soldiers says; `neighbours` are all examples of its group, those of the
    partner nearest in size first.
    """

    iso3: str
    name: str
    group: str
    group_name: str
    suspended: str = ""
    wish: str = ""
    tools: Mapping[str, Participation] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    people: float = 0.0
    forces: Mapping[str, str] = field(default_factory=dict)

    def latest_example(self, area: int) -> Example | None:
        """Return its latest example in an area, if it has any."""
        found = (example for example in self.examples if example.area == area)
        return max(found, key=lambda example: example.year, default=None)

    def takes_part_in(self, tool: str) -> bool:
        """Return whether it takes part in a tool today, as far as the tables know."""
        return tool in self.tools and not self.tools[tool].end


def people_text(people: float) -> str:
    """Return a number of inhabitants in millions: `9.0 million`."""
    millions = people / 1_000_000
    return f"{millions:,.1f} million" if millions < 100 else f"{millions:,.0f} million"


def tool_name(tool: str) -> str:
    """Return the name of a tool for a text: its id, or a more readable name."""
    return {"TRUST_FUNDS": "Trust Funds", "IPP": "IPP or IPCP"}.get(tool, tool)
