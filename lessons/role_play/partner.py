"""Define what the rules of the role play need to know about a partner."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


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
class Neighbour:
    """An example of another partner of the same group, as a record, and this partner's tools."""

    name: str
    example: Any
    tools: tuple[str, ...] = ()


@dataclass(frozen=True)
class Partner:
    """A partner of today and its history, as the tables have it.

    `group` is a key of `theme.GROUPS`, `group_name` its name; `suspended` is the day of the
    suspension as text, or ""; `wish` is the sign that it wants to join NATO, or ""; `tools` are
    its programmes by id; `examples` are its records of `practice_examples`, `neighbours` those of
    the others in its group, the latest first; `forces` has for each operation what the latest list
    with its soldiers says.
    """

    iso3: str
    name: str
    group: str
    group_name: str
    suspended: str = ""
    wish: str = ""
    tools: Mapping[str, Participation] = field(default_factory=dict)
    examples: tuple[Any, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    forces: Mapping[str, str] = field(default_factory=dict)

    def latest_example(self, area: int) -> Any:
        """Return its latest example in an area, None if it has none."""
        found = (example for example in self.examples if example.area_id == area)
        return max(found, key=lambda example: example.year_start, default=None)

    def takes_part_in(self, tool: str) -> bool:
        """Return whether it takes part in a tool today, as far as the tables know."""
        return tool in self.tools and not self.tools[tool].end


def tool_name(tool: str) -> str:
    """Return the name of a tool for a text: its id, or a more readable name."""
    return {"TRUST_FUNDS": "Trust Funds", "IPP": "IPP or IPCP"}.get(tool, tool)
