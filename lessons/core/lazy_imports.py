"""Import a module when one of its names is first used, so that the course starts fast."""

import sys
from collections.abc import Callable
from typing import Any

from lessons.core.paths import UnknownAttribute, nearest


def lazy_names(
    module: str, find: Callable[[str], Any], names: Callable[[], list[str]], what: str
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return a module's `__getattr__` and `__dir__`.

    `find` returns the object for a name, or None; `names` lists the known names, and `what` is the
    noun in the message about an unknown name, as in "There is no chart 'wordl_map'."
    """

    def get(name: str) -> Any:
        if name.startswith("_"):  # Python itself asks for many of these
            raise AttributeError(name)
        found = find(name)
        if found is None:
            raise UnknownAttribute(f"There is no {what} '{name}'.{nearest(name, names())}")
        # Python calls this only for names that the module does not have: next time it has this one.
        setattr(sys.modules[module], name, found)
        return found

    return get, names
