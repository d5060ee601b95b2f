"""Describe what a learner can set in an explorer: a number, one option, several options.

A control is declared without a name or a value: the name is the parameter of the drawing
function, the value is its default. Options may be given as a function; it is called when the
explorer is first shown, because tables take time to read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

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
    words: Mapping[int, str] | Callable[[], Mapping[int, str]] = field(default_factory=dict)
    play: bool = False
    name: str = ""
    value: Any = None

    def bound(self, name: str, value: Any) -> "Slider":
        """Return the control of a parameter, everything worked out, with a checked value."""
        words = dict(_given(self.words))
        low = min(words) if self.low is None else _given(self.low)
        high = max(words) if self.high is None else _given(self.high)
        found = replace(self, name=name, low=low, high=high, words=words)
        return replace(found, value=found.check(value))

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build the control, of a control that is bound."""
        shown = {
            key: getattr(self, key) for key in ("name", "label", "low", "high", "step", "play")
        }
        words = {str(value): text for value, text in _given(self.words).items()}
        return {"kind": "slider", "words": words, **shown}

    def check(self, value: Any) -> int:
        """Return the value; raise UnknownName with what it may be."""
        # True and False are integers in Python, but no places on a slider.
        if type(value) is not int or value not in self.choices():
            raise UnknownName(
                f"{self.label} cannot be {value!r}: "
                f"it goes from {self.low} to {self.high} in steps of {self.step}."
            )
        return value

    def choices(self) -> Sequence[int]:
        """Return every value, the lowest first, of a control that is bound."""
        return range(_given(self.low), _given(self.high) + 1, self.step)


@dataclass(frozen=True)
class _Options:
    """A control with options: a mapping of values to texts, or a list of values as texts."""

    label: str
    options: Options | Callable[[], Options]
    as_list: bool = False
    name: str = ""
    value: Any = None

    def bound(self, name: str, value: Any) -> Self:
        """Return the control of a parameter, everything worked out, with a checked value."""
        found = replace(self, name=name, options=self._texts())
        return replace(found, value=found.check(value))

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build the control."""
        pairs = list(self._texts().items())
        return {"kind": self._kind(), "name": self.name, "label": self.label, "options": pairs}

    def check(self, value: Any) -> Any:
        """Return the value; raise UnknownName with the nearest one."""
        raise NotImplementedError

    def _kind(self) -> str:
        raise NotImplementedError

    def _texts(self) -> Mapping[str, str]:
        found = _given(self.options)
        return found if isinstance(found, Mapping) else {option: option for option in found}


class Choice(_Options):
    """One of several options. Many of them, or `as_list`, make a list instead of buttons."""

    def check(self, value: Any) -> str:
        """Return the value; raise UnknownName with the nearest one."""
        return known(self.label, value, self._texts())

    def choices(self) -> Sequence[str]:
        """Return every value in order."""
        return list(self._texts())

    def _kind(self) -> str:
        return "list" if self.as_list or len(self._texts()) > _LONG else "choice"


class Toggles(_Options):
    """Any number of several options."""

    def check(self, value: Any) -> list[str]:
        """Return the values in the order of the options; raise UnknownName for a wrong one."""
        options = self._texts()
        wanted = [value] if isinstance(value, str) else list(value)
        chosen = {known(self.label, item, options) for item in wanted}
        return [option for option in options if option in chosen]

    def choices(self) -> Sequence[list[str]]:
        """Return none, each alone, and all: enough to try every option."""
        options = list(self._texts())
        return [[], *([option] for option in options), options]

    def _kind(self) -> str:
        return "toggles"


Control = Slider | Choice | Toggles


def known(label: str, value: Any, options: Mapping[str, str]) -> str:
    """Return the option that `value` names, by value or by words; raise UnknownName otherwise."""
    by_words = {words: option for option, words in options.items()}
    if str(value) in options:  # a number may be given as text or not
        return str(value)
    if value in by_words:
        return by_words[value]
    raise UnknownName(f"{label} cannot be {value!r}.{nearest(str(value), [*options, *by_words])}")


def _given(value: Any) -> Any:
    return value() if callable(value) else value
