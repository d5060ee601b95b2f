"""An explorer whose controls move each other, for wrappers that are not yet declared."""

from typing import Any

from lessons.widgets.explorer import Explorer

Values = dict[str, Any]


class Linked(Explorer):
    """An explorer that overrides `link`."""
