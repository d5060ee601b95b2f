"""Show charts in a frame: controls, picture, sentence, table and sources.

The drawing functions do not depend on widgets. An explorer calls one whenever a control is moved,
stores the pictures that it has drawn, and sends the browser a view of picture, sentence, table and
sources.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import traitlets

from lessons.charts.engine import theme
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.controls import Choice, Control
from lessons.charts.engine.declare import Declaration, Link, Values
from lessons.charts.engine.drawing import Drawing
from lessons.core.text import day_words
from lessons.data import cached_on_tables
from lessons.data.citations import references
from lessons.data.membership import last_day
from lessons.journal.preferences import prefer, preference
from lessons.widgets.base import Widget
from lessons.widgets.card import RUN_ALL

MAX_STORED = 100  # pictures; the largest has 55 kB

log = logging.getLogger("lessons")


class Explorer(Widget):
    """A drawing function and the controls that set its arguments.

    `draw` is a plain function of the controls' values that returns a Chart, so it can be tested,
    printed and reused without a browser. The explorer only connects controls, draws again and
    stores pictures. `by_name` holds the controls by their names. `link` may correct the values
    after each change, before they are drawn.
    """

    name = traitlets.Unicode().tag(sync=True)
    controls: Any = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    # Set by the browser if the page is as narrow as a phone; the chart is then drawn for that.
    narrow = traitlets.Bool(False).tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    # Outlines of land are large and never change: they are sent once, by key.
    backdrops = traitlets.Dict().tag(sync=True)

    _before: Mapping[str, Any] = MappingProxyType({})  # empty until the first change

    def __init__(
        self,
        draw: Callable[..., Chart],
        *controls: Any,
        name: str = "",
        call: str = "",
        link: Link | None = None,
    ) -> None:
        """Draw the first view.

        `controls` are those of lessons.charts.engine.controls; `name` is the explorer's name for
        screen readers, `call` the line of Python that shows it, with `{}` for their values.
        """
        self.draw, self._link = draw, link
        self.by_name = {control.name: control for control in controls}
        self._stored_view = cached_on_tables(maxsize=MAX_STORED)(self._drawn)
        self._call = call or f"explore.{draw.__name__}({{}})"
        values = {control.name: control.check(control.value) for control in controls}
        super().__init__(
            "explorer",
            variables=theme.css(),
            name=name or draw.__name__.replace("_", " "),
            controls=[control.spec() for control in controls],
            values=values,
        )
        self.view = self._picture()
        self.observe(self._moved, names=["values", "narrow"])

    @traitlets.validate("values")
    def _linked(self, proposal: dict[str, Any]) -> Values:
        # The earlier values are stored in `_before`, because at this point `values` may have the
        # new ones already.
        before, after = self._before, dict(proposal["value"])
        self._before = self._link(before, after) if before and self._link else after
        return dict(self._before)

    @property
    def chart(self) -> Chart:
        """The chart of the current state, drawn for a wide page."""
        return self.draw(**self._checked())

    @property
    def call(self) -> str:
        """The line of Python that shows the current view."""
        values = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        return self._call.format(values)

    def _checked(self) -> dict[str, Any]:
        """Return the values as the controls accept them; raise UnknownName for a mistake."""
        return {name: control.check(self.values[name]) for name, control in self.by_name.items()}

    def _moved(self, change: Any) -> None:
        """Draw again after a control was moved, or show a sentence on why that failed."""
        try:
            self.view = self._picture()
            if change.name == "values":
                self._save_choices(change.old)
        except Exception as error:  # otherwise it would only be logged
            log.exception("The explorer '%s' could not draw %s", self.name, self.values)
            self.view = {"problem": f"This picture could not be drawn: {error}"}

    def _save_choices(self, before: Values) -> None:
        """Save a newly chosen country for other notebooks, but not "all" or "none".

        Codes of countries are in capitals.
        """
        for name, control in self.by_name.items():
            value = self.values[name]
            if getattr(control, "preference", "") and value != before.get(name) and value.isupper():
                prefer(control.preference, value)

    def _picture(self) -> dict[str, Any]:
        """Return the view of the current values; a stored one, if no table behind it has changed.

        `values` are those of the picture, to which the browser returns if it loses its kernel.
        """
        values = self._checked()
        drawn = self._stored_view(self.narrow, json.dumps(values))
        return {**drawn, "table": dict(drawn["table"]), "call": self.call, "values": values}

    def _drawn(self, narrow: bool, values: str) -> Mapping[str, Any]:
        """Return the view of some values, which are given as JSON, on a wide or a narrow page."""
        # Charts get the width from this context, so that no function has to pass it on.
        with theme.page(narrow=narrow):
            chart = self.draw(**json.loads(values))
            backdrop = chart.picture.backdrop if isinstance(chart.picture, Drawing) else None
            # A backdrop is sent only once.
            if backdrop and backdrop.key not in self.backdrops:
                self.backdrops = {**self.backdrops, backdrop.key: backdrop.svg()}
            return {
                "svg": chart.svg(),
                "backdrop": backdrop.key if backdrop else "",
                "says": chart.says,
                "opened": chart.opened,
                "sources": references(chart.source),
                "title": ". ".join(filter(None, (chart.title, chart.subtitle))),
                "credit": credit(chart.source),
                "table": chart.rows(),
            }

    def __repr__(self) -> str:
        return f"{self.view.get('says', self.view.get('problem', ''))}"

    def page(self) -> str:
        """Return the picture with its sentence; with controls, a note on how to use them."""
        picture = self.chart.html(RUN_ALL * bool(self.by_name))
        return f'<div class="cs-still">{picture}</div>' if self.by_name else picture


def credit(source: str) -> str:
    """Return the credit of a saved picture: its first source, how many more, and the date."""
    first, *more = source.splitlines() or [""]
    others = f" and {len(more)} more sources" if len(more) > 1 else " and one more" * len(more)
    data = f"Data as of {day_words(last_day())}, course 'Cooperative Security', CC BY 4.0."
    return f"Source: {first.rstrip('.')}{others}. {data}" if first else data


def framed(chart: Chart) -> Explorer:
    """Return a chart in the frame of explorers, without controls."""
    return Explorer(lambda: chart, name=chart.title or "chart", call="explore.framed()")


def show(declaration: Declaration, *args: Any, **values: Any) -> Explorer:
    """Return the explorer of a declared chart, such as for `explore.world_map(year=1999)`.

    If the call names no country, the explorer opens with the one that the learner chose before;
    otherwise that country is offered beside the control.
    """
    given = {*list(declaration.controls)[: len(args)], *values}
    controls = declaration.bound(*args, **values)
    return Explorer(
        declaration.draw,
        *(_as_preferred(control, given) for control in controls),
        name=declaration.title or declaration.name.replace("_", " "),
        call=f"explore.{declaration.name}({{}})",
        link=declaration.link,
    )


def _as_preferred(control: Control, given: set[str]) -> Control:
    """Return a control with the learner's preference, if that is one of its options.

    `given` are the controls that the lesson sets. A map of a few groups only (`show`) marks no
    country by itself: the preferred one may not be on it.
    """
    if not isinstance(control, Choice) or not control.preference:
        return control
    wanted = preference(control.preference)
    if not wanted or wanted not in control.choices() or ("show" in given and not control.value):
        return control
    return replace(control, own=wanted) if control.name in given else replace(control, value=wanted)
