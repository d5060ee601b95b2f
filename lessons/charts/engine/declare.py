"""Declare charts and explorers above the function that draws them.

    @explorer("Map of NATO and its partners", year=Slider("Year", range(1990, 2027)))
    def world_map(year: int = 2012) -> Chart:
        ...

The function stays a function: `charts.world_map(year=2012)` draws the chart, after its values
were checked by the controls; `explore.world_map(year=2012)` shows it with its controls.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.controls import Control
from lessons.charts.engine.index import FORMER_CONTROLS
from lessons.core.paths import UnknownName, nearest
from lessons.data.files import each_file_seen_once

P = ParamSpec("P")
Values = dict[str, Any]
Link = Callable[[Mapping[str, Any], Values], Values]


@dataclass(frozen=True)
class Declaration:
    """What is declared above a drawing function: its name, its title, its controls.

    `link` gets the values before and after a change, and returns those that are to hold: so a
    click on a cell may set two controls, or the next example may clear a guess.
    """

    name: str
    title: str
    draw: Callable[..., Chart]
    controls: Mapping[str, Control]
    link: Link | None = None

    def bound(self, *args: Any, **values: Any) -> list[Control]:
        """Return the controls with the values of a call; raise UnknownName for a mistake in it."""
        parameters = inspect.signature(self.draw).parameters
        defaults = {name: parameter.default for name, parameter in parameters.items()}
        wanted = defaults | self._named(args, values)
        return [control.bound(name, wanted[name]) for name, control in self.controls.items()]

    def _named(self, args: tuple[Any, ...], values: Values) -> Values:
        names = list(self.controls)
        former = FORMER_CONTROLS.get(self.name, {})
        # Some former controls have another name now, others are gone.
        present = {name: former.get(name, name) for name in values}
        values = {present[name]: value for name, value in values.items() if present[name]}
        if len(args) > len(names):
            raise UnknownName(f"{self.name} takes {len(names)} values, not {len(args)}.")
        for name in values:
            if name not in names:
                hint = nearest(name, names) if names else " It has none."
                raise UnknownName(f"{self.name} has no control '{name}'.{hint}")
        return dict(zip(names, args, strict=False)) | values


def explorer(
    title: str, /, *, link: Link | None = None, **controls: Control
) -> Callable[[Callable[P, Chart]], Callable[P, Chart]]:
    """Declare a chart with controls, one for each parameter of the drawing function.

    Every parameter needs a default: it is what the explorer shows first.
    """

    def declare(draw: Callable[P, Chart]) -> Callable[P, Chart]:
        # A parameter without a control could never be changed by a learner.
        names = list(inspect.signature(draw).parameters)
        if names != list(controls):
            raise TypeError(f"{draw.__name__} has {names}, but controls for {list(controls)}.")

        @wraps(draw)
        def drawn(*args: P.args, **kwargs: P.kwargs) -> Chart:
            # A picture asks for the same tables some hundred times.
            with each_file_seen_once():
                return draw(*args, **kwargs)

        declaration = Declaration(draw.__name__, title, drawn, controls, link)

        @wraps(draw)
        def checked(*args: P.args, **kwargs: P.kwargs) -> Chart:
            values = {control.name: control.value for control in declaration.bound(*args, **kwargs)}
            return drawn(**values)  # type: ignore[call-arg]

        checked.declaration = declaration  # type: ignore[attr-defined]
        return checked

    return declare


def chart(draw: Callable[P, Chart]) -> Callable[P, Chart]:
    """Declare a chart without controls."""
    return explorer("")(draw)


def start_anew(question: str, **blank: Any) -> Link:
    """Return a link that blanks some controls when the control `question` changes.

    `blank` holds the values of these controls before anything is answered. A control that was set
    in the same step keeps its new value, so that a call may set question and answer together.
    """

    def link(before: Mapping[str, Any], after: Values) -> Values:
        if before[question] == after[question]:
            return after
        # What was set together with the question is an answer to the new one.
        untouched = {name for name in blank if after[name] == before[name]}
        return after | {name: blank[name] for name in untouched}

    return link


def declaration_of(draw: Callable[..., Chart]) -> Declaration:
    """Return what is declared above a drawing function."""
    found: Declaration = draw.declaration  # type: ignore[attr-defined]
    return found
