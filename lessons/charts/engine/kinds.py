"""Tell kinds of events apart: the mark of a kind, and what one and several of it are called."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lessons.charts.engine.legends import Key
from lessons.core.text import counted


@dataclass(frozen=True)
class Kind:
    """A kind of event: its name, what one and several are called, and its mark."""

    name: str
    one: str
    several: str
    form: str
    role: str

    @property
    def key(self) -> Key:
        """The entry of a legend."""
        return Key(self.name, self.role, self.form)


def kind_names(kinds: Mapping[str, Kind]) -> dict[str, str]:
    """Return the names of kinds by their keys, as the options of a control."""
    return {key: kind.name for key, kind in kinds.items()}


def count_of_kinds(kinds: Mapping[str, Kind], found: Iterable[str]) -> list[str]:
    """Return how many there are of each kind that occurs among `found`, such as '2 accessions'."""
    counts = Counter(found)
    return [counted(counts[key], kind.one, kind.several) for key, kind in kinds.items()
            if counts[key]]  # fmt: skip
