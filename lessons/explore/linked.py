"""An explorer whose knobs move each other."""

from typing import Any

import traitlets

from lessons.explore.explorer import Explorer

Values = dict[str, Any]


class Linked(Explorer):
    """An explorer that mends the knobs' values before it draws, by its `link`.

    So a click on a cell may turn two knobs, or the next example may clear a guess.
    """

    def link(self, before: Values, after: Values) -> Values:
        """Return the values that are to hold after a turn from `before` to `after`."""
        raise NotImplementedError

    @traitlets.validate("values")
    def _linked(self, proposal: dict[str, Any]) -> Values:
        before, after = dict(self.values), dict(proposal["value"])
        return self.link(before, after) if before else after
