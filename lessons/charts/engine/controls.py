"""Describe what a learner can set in an explorer: a number, one option, several options.

A control is declared without a name or a value: the name is the parameter of the drawing
function, the value is its default. Options may be given as a function; it is called when the
explorer is first shown, because tables take time to read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lessons.core.paths import UnknownName, nearest

Options = Mapping[str, str] | Sequence[str]

_LONG = 6  # more options than these are shown as a list to choose from


@dataclass(frozen=True)
class Slider:
    """A whole number from `low` to `high` in steps; `play` adds a button that runs through them.

    `words` say a value aloud, such as 'end of 1996'; without `low` and `high` they are the
    values.
    """

    label: str
    low: int | Callable[[], int] | None = None
    high: int | Callable[[], int] | None = None
    step: int = 1
    words: Mapping[int, str] | Callable[[], Mapping[int, str]] | None = None
    play: bool = False
    name: str = ""
    value: Any = None

    def bound(self, name: str, value: Any) -> "Slider":
        """Return the control of a parameter, everything worked out, with a checked value."""
        words = dict(_given(self.words) or {})
        low = min(words) if self.low is None else _given(self.low)
        high = max(words) if self.high is None else _given(self.high)
        found = replace(self, name=name, low=low, high=high, words=words)
        return replace(found, value=found.check(value))

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build the control."""
        words = {str(value): text for value, text in (_given(self.words) or {}).items()}
        return {
            "kind": "slider",
            "name": self.name,
            "label": self.label,
            "low": self.low,
            "high": self.high,
            "step": self.step,
            "words": words,
            "play": self.play,
        }

    def check(self, value: Any) -> int:
        """Return the value; raise UnknownName with what it may be."""
        fits = isinstance(value, int) and not isinstance(value, bool)
        if not fits or value not in self.choices():
            raise UnknownName(
                f"{self.label} cannot be {value!r}: "
                f"it goes from {self.low} to {self.high} in steps of {self.step}."
            )
        return int(value)

    def choices(self) -> Sequence[int]:
        """Return every value, the lowest first."""
        low, high = _given(self.low), _given(self.high)
        return range(low or 0, (high or 0) + 1, self.step)


@dataclass(frozen=True)
class Choice:
    """One of several options; `options` maps a value to its words, or lists values as words.

    Many options, or `as_list`, make a list to choose from instead of buttons.
    """

    label: str
    options: Options | Callable[[], Options]
    as_list: bool = False
    name: str = ""
    value: Any = None

    def bound(self, name: str, value: Any) -> "Choice":
        """Return the control of a parameter, everything worked out, with a checked value."""
        found = replace(self, name=name, options=_options(self.options))
        return replace(found, value=found.check(value))

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build the control."""
        pairs = list(_options(self.options).items())
        kind = "list" if self.as_list or len(pairs) > _LONG else "choice"
        return {"kind": kind, "name": self.name, "label": self.label, "options": pairs}

    def check(self, value: Any) -> str:
        """Return the value; raise UnknownName with the nearest one."""
        return known(self.label, value, _options(self.options))

    def choices(self) -> Sequence[str]:
        """Return every value in order."""
        return list(_options(self.options))


@dataclass(frozen=True)
class Toggles:
    """Any number of several options."""

    label: str
    options: Options | Callable[[], Options]
    name: str = ""
    value: Any = None

    def bound(self, name: str, value: Any) -> "Toggles":
        """Return the control of a parameter, everything worked out, with a checked value."""
        found = replace(self, name=name, options=_options(self.options))
        return replace(found, value=found.check(value))

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build the control."""
        pairs = list(_options(self.options).items())
        return {"kind": "toggles", "name": self.name, "label": self.label, "options": pairs}

    def check(self, value: Any) -> list[str]:
        """Return the values in the order of the options; raise UnknownName for a wrong one."""
        options = _options(self.options)
        wanted = [value] if isinstance(value, str) else list(value)
        chosen = {known(self.label, item, options) for item in wanted}
        return [option for option in options if option in chosen]

    def choices(self) -> Sequence[list[str]]:
        """Return none, each alone, and all: enough to try every option."""
        options = list(_options(self.options))
        return [[], *([option] for option in options), options]


Control = Slider | Choice | Toggles


def known(label: str, value: Any, options: Mapping[str, str]) -> str:
    """Return the option that `value` names, by value or by words; raise UnknownName otherwise."""
    by_words = {words: option for option, words in options.items()}
    if str(value) in options:  # a number may be given as text or not
        return str(value)
    if value in by_words:
        return by_words[value]
    raise UnknownName(f"{label} cannot be {value!r}.{nearest(str(value), [*options, *by_words])}")


def _options(options: Options | Callable[[], Options]) -> Mapping[str, str]:
    found = _given(options)
    return found if isinstance(found, Mapping) else {option: option for option in found}


def _given(value: Any) -> Any:
    return value() if callable(value) else value
