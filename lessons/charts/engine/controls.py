"""Describe what a learner can set in an explorer: a number, one option, several options.

A control is declared without a name or a value: the name is the parameter of the drawing
function, the value is its default. Options may be given as a function; it is called when the
explorer is first shown, because tables take time to read. A `rare` control is one that few
learners need: it waits behind "More".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from lessons.core.paths import UnknownName, nearest

Options = Mapping[str, str] | Sequence[str]
Words = Mapping[int, str] | Sequence[str]

LAST = -1  # as the default of a parameter: the highest value of its slider
_LONG = 7  # more options than these are shown as a list to choose from


@dataclass(frozen=True)
class Slider:
    """A whole number from `low` to `high` in steps; `play` adds a button that runs through them.

    `words` say a value aloud, such as 'end of 1996'; without `low` and `high` they are the
    values. A list of texts stands for the values from 1 on.
    """

    label: str
    low: int | Callable[[], int] | None = None
    high: int | Callable[[], int] | None = None
    step: int = 1
    words: Words | Callable[[], Words] = field(default_factory=dict)
    play: bool = False
    rare: bool = False
    name: str = ""
    value: Any = None

    def bound(self, name: str, value: Any) -> "Slider":
        """Return the control of a parameter, everything worked out, with a checked value."""
        words = _given(self.words)
        words = dict(words if isinstance(words, Mapping) else enumerate(words, start=1))
        low = min(words) if self.low is None else _given(self.low)
        high = max(words) if self.high is None else _given(self.high)
        found = replace(self, name=name, low=low, high=high, words=words)
        return replace(found, value=found.check(value))

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build the control, of a control that is bound."""
        shown = {
            key: getattr(self, key)
            for key in ("name", "label", "low", "high", "step", "play", "rare")
        }
        words = {str(value): text for value, text in _given(self.words).items()}
        return {"kind": "slider", "words": words, **shown}

    def check(self, value: Any) -> int:
        """Return the value, for LAST the highest; raise UnknownName with what it may be."""
        value = self.high if value == LAST else value
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
class Choice:
    """One of several options; `options` maps a value to its text, or lists values as texts.

    Many options, or `as_list`, make a list to choose from instead of buttons. `kept` is the name
    of a preference, such as "country": what is chosen once stays chosen through the course.
    Where a lesson opens with a country of its own, `own` is the learner's, offered beside it.
    """

    label: str
    options: Options | Callable[[], Options]
    as_list: bool = False
    rare: bool = False
    kept: str = ""
    own: str = ""
    name: str = ""
    value: Any = None

    @property
    def kind(self) -> str:
        """The form that the control takes in the browser."""
        return "list" if self.as_list or len(self.texts()) > _LONG else "choice"

    def bound(self, name: str, value: Any) -> Self:
        """Return the control of a parameter, everything worked out, with a checked value."""
        found = replace(self, name=name, options=self.texts())
        return replace(found, value=found.check(value))

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build the control."""
        shown = {
            key: getattr(self, key) for key in ("kind", "name", "label", "rare", "kept", "own")
        }
        return {"options": list(self.texts().items()), **shown}

    def check(self, value: Any) -> Any:
        """Return the value as text; raise UnknownName with the nearest one."""
        return known(self.label, value, self.texts())

    def choices(self) -> Sequence[Any]:
        """Return every value in order."""
        return list(self.texts())

    def texts(self) -> Mapping[str, str]:
        """Return the text of each value, in order."""
        found = _given(self.options)
        return found if isinstance(found, Mapping) else {option: option for option in found}


class Toggles(Choice):
    """Any number of several options, as a list of values."""

    kind = "toggles"

    def check(self, value: Any) -> list[str]:
        """Return the values in the order of the options; raise UnknownName for a wrong one."""
        wanted = [value] if isinstance(value, str) else list(value)
        chosen = {super(Toggles, self).check(item) for item in wanted}
        return [option for option in self.texts() if option in chosen]

    def choices(self) -> Sequence[list[str]]:
        """Return none, each alone, and all: enough to try every option."""
        options = list(self.texts())
        return [[], *([option] for option in options), options]


Control = Slider | Choice


def known(label: str, value: Any, options: Mapping[str, str]) -> str:
    """Return the option that `value` names, by value or by words; raise UnknownName otherwise."""
    by_words = {words: option for option, words in options.items()}
    if str(value) in options:  # a number may be given as text or not
        return str(value)
    if str(value) in by_words:
        return by_words[str(value)]
    raise UnknownName(f"{label} cannot be {value!r}.{nearest(str(value), [*options, *by_words])}")


def _given(value: Any) -> Any:
    return value() if callable(value) else value
