"""Import a module only when one of its names is asked for, so that the course starts at once."""

import sys
from collections.abc import Callable
from typing import Any

from lessons.core.paths import UnknownAttribute, nearest


def lazy_names(
    module: str, find: Callable[[str], Any], names: Callable[[], list[str]], what: str
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return a module's `__getattr__` and `__dir__`.

    `find` returns what a name stands for, or None; `names` lists the names that there are, and
    `what` is the word for such a thing in the message about an unknown name, as in "There is no
    chart 'wordl_map'."
    """

    def get(name: str) -> Any:
        if name.startswith("_"):  # Python itself asks for many of these
            raise AttributeError(name)
        found = find(name)
        if found is None:
            raise UnknownAttribute(f"There is no {what} '{name}'.{nearest(name, names())}")
        # Python asks here only for what the module does not hold yet: next time it does.
        setattr(sys.modules[module], name, found)
        return found

    return get, names
