"""Describe what a learner can set in an explorer: a number, one option, several options.

A control is declared without a name or a value: the name is the parameter of the drawing
function, the value is its default. Options map each value to its text. They may be given as a
function; it is called when the explorer is first shown, because tables take time to read. A `rare`
control is one that few learners need: it waits behind "More".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from lessons.core.paths import UnknownName, nearest

Options = Mapping[Any, str] | Sequence[Any]

LAST = -1  # as the default of a parameter: the highest value of its slider
_LONG = 7  # more options than these are shown as a list to choose from


@dataclass(frozen=True)
class Control:
    """What all controls have: a label, and the text of each value."""

    label: str
    options: Options | Callable[[], Options]
    rare: bool = False
    name: str = ""
    value: Any = None

    def bound(self, name: str, value: Any) -> Self:
        """Return the control of a parameter, everything worked out, with a checked value."""
        found = replace(self, name=name, options=self.texts())
        return replace(found, value=found.check(value))

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build the control, of a control that is bound."""
        return {"name": self.name, "label": self.label, "rare": self.rare}

    def check(self, value: Any) -> Any:
        """Return the value as it is passed on; raise UnknownName for one that is no option."""
        return known(self.label, value, self.texts())

    def choices(self) -> Sequence[Any]:
        """Return every value in order."""
        return list(self.texts())

    def texts(self) -> Mapping[Any, str]:
        """Return the text of each value, in order."""
        found = self.options() if callable(self.options) else self.options
        return found if isinstance(found, Mapping) else self._numbered(found)

    def _numbered(self, options: Sequence[Any]) -> Mapping[Any, str]:
        """Return options without texts of their own: they are their texts."""
        return {option: option for option in options}


@dataclass(frozen=True)
class Slider(Control):
    """A whole number; `play` adds a button that runs through all of them.

    The texts say a value aloud, such as 'end of 1996'. A range of numbers needs none, and a list
    of texts is for the values from 1 on. The values are equally far from each other.
    """

    play: bool = False

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build the control, of a control that is bound."""
        low, high, step = self._scale()
        words = {str(value): text for value, text in self.texts().items()}
        scale = {"low": low, "high": high, "step": step, "play": self.play, "words": words}
        return {"kind": "slider", **super().spec(), **scale}

    def check(self, value: Any) -> int:
        """Return the value, for LAST the highest; raise UnknownName with what it may be."""
        low, high, step = self._scale()
        value = high if value == LAST else value
        # True and False are integers in Python, but no places on a slider.
        if type(value) is not int or value not in self.texts():
            where = f"it goes from {low} to {high} in steps of {step}"
            raise UnknownName(f"{self.label} cannot be {value!r}: {where}.")
        return value

    def _scale(self) -> tuple[int, int, int]:
        """Return the lowest value, the highest, and the step from one to the next."""
        low, *others = self.choices()
        return (low, others[-1], others[0] - low) if others else (low, low, 1)

    def _numbered(self, options: Sequence[Any]) -> Mapping[Any, str]:
        if isinstance(options, range):
            return {value: str(value) for value in options}
        return dict(enumerate(options, start=1))


@dataclass(frozen=True)
class Choice(Control):
    """One of several options; many of them make a list to choose from instead of buttons.

    What is chosen once under the name of a `preference`, such as "country", stays chosen through
    the course. Where a lesson opens with a country of its own, `own` is the learner's, offered
    beside it.
    """

    preference: str = ""
    own: str = ""

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build the control."""
        kind, options = "list" if len(self.texts()) > _LONG else "choice", [*self.texts().items()]
        shown = {"options": options, "preference": self.preference, "own": self.own}
        return {"kind": kind, **super().spec(), **shown}


class Toggles(Control):
    """Any number of several options, as a list of values."""

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to build the control."""
        return {"kind": "toggles", **super().spec(), "options": [*self.texts().items()]}

    def check(self, value: Any) -> list[str]:
        """Return the values in the order of the options; raise UnknownName for a wrong one."""
        wanted = [value] if isinstance(value, str) else list(value)
        chosen = {known(self.label, item, self.texts()) for item in wanted}
        return [option for option in self.texts() if option in chosen]

    def choices(self) -> Sequence[list[str]]:
        """Return none, each alone, and all: enough to try every option."""
        options = list(self.texts())
        return [[], *([option] for option in options), options]


def known(label: str, value: Any, options: Mapping[str, str]) -> str:
    """Return the option that `value` names, by value or by words; raise UnknownName otherwise."""
    by_words = {words: option for option, words in options.items()}
    if str(value) in options:  # a number may be given as text or not
        return str(value)
    if str(value) in by_words:
        return by_words[str(value)]
    raise UnknownName(f"{label} cannot be {value!r}.{nearest(str(value), [*options, *by_words])}")
