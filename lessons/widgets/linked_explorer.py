"""An explorer whose knobs move each other."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import traitlets

from lessons.widgets.explorer import Explorer

Values = dict[str, Any]


class Linked(Explorer):
    """An explorer that mends the knobs' values before it draws, by its `link`.

    So a click on a cell may turn two knobs, or the next example may clear a guess.
    """

    _before: Mapping[str, Any] = MappingProxyType({})  # nothing until the first turn

    def link(self, before: Mapping[str, Any], after: Values) -> Values:
        """Return the values that are to hold after a turn from `before` to `after`."""
        raise NotImplementedError

    @traitlets.validate("values")
    def _linked(self, proposal: dict[str, Any]) -> Values:
        # What came before is kept here: a message from the browser is checked only after
        # the new values stand in `values`.
        before, after = self._before, dict(proposal["value"])
        self._before = self.link(before, after) if before else after
        return dict(self._before)
