"""Remember what was computed from tables until one of their files changes.

`cached_on` is the course's one cache for everything that is read or computed from tables:

>>> @cached_on("allies")
... def count_of_allies() -> int:
...     return len(rows("allies"))

Every caller gets the same value, so it must be one that no caller can change. Allowed are numbers,
texts, dates, enumerations, `range`, paths and patterns; and tuples (also named ones), frozensets,
read-only mappings (`types.MappingProxyType`) and frozen dataclasses that contain nothing else. A
list, a set, a dict or a DataFrame raises a TypeError that names its place; `freeze` turns lists,
sets and dicts into their read-only counterparts.
"""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta
from enum import Enum
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar

from lessons.data.files import edition

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

IMMUTABLE = (
    type(None), bool, int, float, complex, str, bytes, range, type,
    date, time, timedelta, Enum, PurePath, re.Pattern,
)  # fmt: skip
READ_ONLY = {list: "a tuple", set: "a frozenset", dict: "a MappingProxyType"}


def cached_on(
    *tables: str | Callable[..., str], maxsize: int = 128
) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Return a decorator that caches a function's values while some tables are unchanged.

    `tables` are all the tables from which a value is computed, also those read by functions that
    it calls. In place of a name, a function of the same arguments may return one. The arguments
    have to be hashable; at most `maxsize` values are cached, the most recently used ones.

    The decorated function raises TypeError for a value that a caller could change; the module's
    docstring lists what is allowed. Errors are not cached.
    """
    fixed = tuple(name for name in tables if isinstance(name, str))
    chosen = tuple(name for name in tables if not isinstance(name, str))

    # Values of an older edition are not removed at once. Their key holds the old edition, so they
    # are never used again, and newer values replace them.
    def decorate(compute: Callable[Given, Answer]) -> Callable[Given, Answer]:
        @functools.lru_cache(maxsize=maxsize, typed=True)
        def remembered(_editions: object, *args: Given.args, **kwargs: Given.kwargs) -> Answer:
            answer = compute(*args, **kwargs)
            _expect_immutable(answer, f"{compute.__qualname__}()")
            return answer

        @functools.wraps(compute)
        def cached(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
            names = (*fixed, *(choose(*args, **kwargs) for choose in chosen))
            return remembered(tuple(map(edition, names)), *args, **kwargs)  # type: ignore[arg-type]

        return cached

    return decorate


def freeze(value: Any) -> Any:
    """Return a read-only copy of nested lists, sets and dicts; all else as it is."""
    if isinstance(value, dict):
        return MappingProxyType({key: freeze(item) for key, item in value.items()})
    if isinstance(value, list):
        return tuple(map(freeze, value))
    return frozenset(map(freeze, value)) if isinstance(value, set) else value


def _expect_immutable(value: Any, place: str) -> None:
    """Raise TypeError for the first part of a value that could be changed."""
    if isinstance(value, IMMUTABLE):
        return
    parts = _parts(value, place)
    if parts is None:
        other = "a frozen dataclass or a tuple"
        advice = next((READ_ONLY[kind] for kind in READ_ONLY if isinstance(value, kind)), other)
        raise TypeError(
            f"{place} is a {type(value).__name__}, which a caller could change, and so it cannot "
            f"be remembered. Return {advice} instead."
        )
    for name, part in parts:
        _expect_immutable(part, name)


def _parts(value: Any, place: str) -> Iterator[tuple[str, Any]] | None:
    """Return the parts of a read-only container with their places; None for anything else.

    Immutable items of tuples are left out here: the cells of tables are tens of thousands.
    """
    if isinstance(value, tuple | frozenset):
        return ((f"{place}[{at}]", it) for at, it in enumerate(value) if type(it) not in IMMUTABLE)
    if isinstance(value, MappingProxyType):
        # Keys are hashable, which is enough.
        return ((f"{place}[{key!r}]", item) for key, item in value.items())
    if is_dataclass(value) and getattr(type(value), "__dataclass_params__").frozen:  # noqa: B009
        return ((f"{place}.{f.name}", getattr(value, f.name)) for f in fields(value))
    return None
