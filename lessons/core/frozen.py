"""Make read-only what is read or computed once and handed to everybody."""

from collections.abc import Hashable
from dataclasses import is_dataclass, replace
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
            return replace(value, **freeze(vars(value)))  # type: ignore[type-var]
        raise
    return value
