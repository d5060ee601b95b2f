"""Make read-only what is read or computed once and handed to everybody."""

import copyreg
from collections.abc import Hashable
from copy import copy
from dataclasses import is_dataclass
from types import MappingProxyType
from typing import Any


def freeze(value: Any) -> Any:
    """Return a read-only copy of nested lists, sets and dicts; what has a hash as it is.

    Raises TypeError for anything else.
    """
    try:
        hash(value)
    except TypeError:
        if type(value) in (dict, MappingProxyType):
            return MappingProxyType({key: freeze(item) for key, item in value.items()})
        if type(value) in (list, tuple):
            return tuple(map(freeze, value))
        if isinstance(value, set):
            return frozenset(value)
        if is_dataclass(value) and isinstance(value, Hashable):  # frozen, with a dict in it
            frozen: Any = copy(value)
            vars(frozen).update(freeze(vars(value)))
            return frozen
        raise
    return value


# Without this, nothing that holds a read-only dict could be pickled or copied with `deepcopy`.
copyreg.pickle(MappingProxyType, lambda mapping: (freeze, (dict(mapping),)))
