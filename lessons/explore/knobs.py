"""Knobs: what a learner turns, and what each may be turned to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lessons.core.paths import UnknownName, nearest


@dataclass(frozen=True)
class Slider:
    """A whole number from `low` to `high`; `words` say a value aloud, such as 'end of 1996'."""

    name: str
    label: str
    low: int
    high: int
    value: int
    step: int = 1
    words: Mapping[int, str] | None = None
    play: bool = False

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build the control."""
        said = {str(value): text for value, text in (self.words or {}).items()}
        return {
            "kind": "slider",
            "name": self.name,
            "label": self.label,
            "low": self.low,
            "high": self.high,
            "step": self.step,
            "words": said,
            "play": self.play,
        }

    def check(self, value: Any) -> int:
        """Return the value, or say what it may be."""
        fits = isinstance(value, int) and not isinstance(value, bool)
        if not fits or value not in self.choices():
            raise UnknownName(
                f"{self.label} cannot be {value!r}: "
                f"it goes from {self.low} to {self.high} in steps of {self.step}."
            )
        return int(value)

    def choices(self) -> Sequence[int]:
        """Return every value, lowest first."""
        return range(self.low, self.high + 1, self.step)


@dataclass(frozen=True)
class Choice:
    """One of several options; `options` maps a value to its words, or lists values as words."""

    name: str
    label: str
    options: Mapping[str, str] | Sequence[str]
    value: str
    as_list: bool = False

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build the control."""
        pairs = list(as_mapping(self.options).items())
        kind = "list" if self.as_list or len(pairs) > 6 else "choice"
        return {"kind": kind, "name": self.name, "label": self.label, "options": pairs}

    def check(self, value: Any) -> str:
        """Return the value, or name the nearest one."""
        return known(self.label, value, as_mapping(self.options))

    def choices(self) -> Sequence[str]:
        """Return every value in order."""
        return list(as_mapping(self.options))


@dataclass(frozen=True)
class Toggles:
    """Any number of several options."""

    name: str
    label: str
    options: Mapping[str, str] | Sequence[str]
    value: Sequence[str]

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build the control."""
        pairs = list(as_mapping(self.options).items())
        return {"kind": "toggles", "name": self.name, "label": self.label, "options": pairs}

    def check(self, value: Any) -> list[str]:
        """Return the values in the order of the options, or name the nearest to a wrong one."""
        options = as_mapping(self.options)
        wanted = [value] if isinstance(value, str) else list(value)
        chosen = {known(self.label, item, options) for item in wanted}
        return [option for option in options if option in chosen]

    def choices(self) -> Sequence[list[str]]:
        """Return none, each alone, and all: enough to try every option."""
        options = list(as_mapping(self.options))
        return [[], *([option] for option in options), options]


Knob = Slider | Choice | Toggles


def as_mapping(options: Mapping[str, str] | Sequence[str]) -> Mapping[str, str]:
    """Return options as value to words."""
    return options if isinstance(options, Mapping) else {option: option for option in options}


def known(label: str, value: Any, options: Mapping[str, str]) -> str:
    """Return the option that `value` names, by value or by words."""
    by_words = {words: option for option, words in options.items()}
    if value in options:
        return str(value)
    if value in by_words:
        return by_words[value]
    raise UnknownName(f"{label} cannot be {value!r}.{nearest(str(value), [*options, *by_words])}")
