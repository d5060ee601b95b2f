"""Remember what was computed from tables until one of their files changes.

`cached_on` is the course's one cache for everything that is read or computed from tables:

>>> @cached_on("allies")
... def count_of_allies() -> int:
...     return len(rows("allies"))

Every caller gets the same value, so nobody may change it: lists, sets and dicts become tuples,
frozen sets and read-only mappings. Whatever else is returned has to have a hash, such as numbers,
texts, dates and frozen dataclasses; a DataFrame raises a TypeError.
"""

import functools
from collections.abc import Callable, Hashable
from dataclasses import is_dataclass, replace
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar

from lessons.data.files import edition

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def cached_on(
    *tables: str | Callable[..., str], maxsize: int = 256
) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Return a decorator that caches a function's values while some tables are unchanged.

    `tables` are all the tables from which a value is computed, also those read by functions that
    it calls. In place of a name, a function of the same arguments may return one. The arguments
    have to be hashable; at most `maxsize` values are cached, the most recently used ones.

    The decorated function returns what `freeze` makes of the value, and raises TypeError for one
    that a caller could change all the same. Errors are not cached.
    """

    # Values of an older edition are not removed at once. Their key holds the old edition, so they
    # are never used again, and newer values replace them.
    def decorate(compute: Callable[Given, Answer]) -> Callable[Given, Answer]:
        @functools.lru_cache(maxsize=maxsize, typed=True)
        def remembered(_editions: object, *args: Given.args, **kwargs: Given.kwargs) -> Answer:
            answer = compute(*args, **kwargs)
            try:
                return freeze(answer)  # type: ignore[no-any-return]
            except TypeError as fault:
                raise TypeError(
                    f"{compute.__qualname__}() returns something that a caller could change, and "
                    f"so it cannot be remembered: {fault}."
                ) from None

        @functools.wraps(compute)
        def cached(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
            names = (name if isinstance(name, str) else name(*args, **kwargs) for name in tables)
            return remembered(tuple(map(edition, names)), *args, **kwargs)  # type: ignore[arg-type]

        return cached

    return decorate


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
