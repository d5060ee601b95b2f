"""Stand in for ipywidgets in a browser: the base class of the course's widgets, without a kernel.

The real package imports IPython and the messages of a Jupyter kernel. The course's widgets use a
small part of it: traits that are synchronised with the page, and messages in both directions.
"""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

import traitlets

Event = dict[str, Any]

_numbers = count(1)
_widgets: dict[int, "DOMWidget"] = {}
_events: list[Event] = []  # for the page, in the order in which they happened


class DOMWidget(traitlets.HasTraits):
    """Keep the traits that are tagged `sync` the same here and in the page."""

    def __init__(self, **traits: Any) -> None:
        """Set traits; the page receives later changes."""
        super().__init__(**traits)
        self._listeners: list[Callable[[object, Any, list[Any]], None]] = []
        # Values that the page has set itself and need not receive again, by name.
        self._known: dict[str, Any] = {}
        self.model_id = next(_numbers)
        _widgets[self.model_id] = self
        self.observe(self._send_change, names=self.trait_names(sync=True))

    def send(self, content: Any, buffers: object = None) -> None:
        """Send the page a message that is not a change of a trait; there are no buffers."""
        _events.append({"model": self.model_id, "message": content})

    def on_msg(self, callback: Callable[[object, Any, list[Any]], None]) -> None:
        """Call `callback(widget, content, [])` for each message from the page."""
        self._listeners.append(callback)

    def state(self) -> dict[str, Any]:
        """Return the values of all synchronised traits by name."""
        return {name: getattr(self, name) for name in self.trait_names(sync=True)}

    def receive_message(self, content: Any) -> None:
        """Pass a message of the page to the listeners."""
        for listener in self._listeners:
            listener(self, content, [])

    def receive_state(self, changes: Mapping[str, Any]) -> None:
        """Set traits to values of the page, which receives those that were corrected."""
        self._known = dict(changes)
        try:
            with self.hold_trait_notifications():
                for name, value in changes.items():
                    self.set_trait(name, value)
        finally:
            self._known = {}

    def _send_change(self, change: Mapping[str, Any]) -> None:
        name, value = change["name"], change["new"]
        if name not in self._known or self._known[name] != value:
            _events.append({"model": self.model_id, "state": {name: value}})


def widget(number: int) -> DOMWidget:
    """Return a widget by its number."""
    return _widgets[number]


def take_events() -> list[Event]:
    """Return the events since the last call."""
    found = _events.copy()
    _events.clear()
    return found
