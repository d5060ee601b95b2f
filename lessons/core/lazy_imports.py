"""Import a module only when one of its names is asked for, so that the course starts at once."""

import importlib
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lessons.core.paths import UnknownAttribute, nearest


def lazy_names(
    package: str, homes: Mapping[str, Iterable[str]], what: str
) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """Return a package's `__getattr__`, `__dir__` and `__all__`.

    `homes` says which names each of its modules offers; `what` is the word for such a thing in
    the message about an unknown name, as in "There is no chart 'wordl_map'."
    """
    home = {name: module for module, names in homes.items() for name in names}

    def get(name: str) -> Any:
        if name not in home:
            hint = "" if name.startswith("_") else nearest(name, home)
            raise UnknownAttribute(f"There is no {what} '{name}'.{hint}")
        module = home[name]
        whole = module if module.startswith("lessons.") else f"{package}.{module}"
        value = getattr(importlib.import_module(whole), name)
        # Python asks here only for what the package does not hold yet: next time it does.
        setattr(sys.modules[package], name, value)
        return value

    return get, lambda: sorted(home), sorted(home)
