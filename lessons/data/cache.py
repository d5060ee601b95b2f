"""Remember what was computed from tables until one of their files changes.

`cached_on_tables` is the course's one cache for everything that is read or computed from tables:

>>> @cached_on_tables()
... def count_of_allies() -> int:
...     return len(rows("allies"))

It observes which tables are read, also by functions that the function calls. Every caller gets the
same value, so it must be one that no caller can change: whatever has a hash, such as numbers,
texts, dates and tuples or frozen dataclasses of them, and read-only mappings
(`types.MappingProxyType`) of such values. A list, a set, a dict or a DataFrame raises a TypeError;
`freeze` turns lists, sets and dicts into their read-only counterparts.
"""

import functools
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, is_dataclass
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar, cast

from lessons.data.files import Edition, edition, observed_editions

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


@dataclass
class _Remembered:
    """The answer for some arguments, if there is one, and the editions of the tables behind it."""

    answer: Any = None
    editions: dict[str, Edition] | None = None

    def is_current(self) -> bool:
        """Return whether there is an answer, and no table behind it has changed since."""
        return self.editions is not None and all(
            edition(table) == then for table, then in self.editions.items()
        )


def cached_on_tables(
    maxsize: int = 128,
) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Return a decorator that caches a function's values until one of the tables read changes.

    The arguments have to be hashable; at most `maxsize` values are cached, the most recently used
    ones.

    The decorated function raises TypeError for a value that a caller could change; the module's
    docstring lists what is allowed. Errors are not cached.
    """

    def decorate(compute: Callable[Given, Answer]) -> Callable[Given, Answer]:
        @functools.lru_cache(maxsize=maxsize, typed=True)
        def remembered(*_args: Given.args, **_kwargs: Given.kwargs) -> _Remembered:
            return _Remembered()

        @functools.wraps(compute)
        def cached(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
            found = remembered(*args, **kwargs)  # type: ignore[arg-type]
            if not found.is_current():
                with observed_editions() as editions:
                    answer = compute(*args, **kwargs)
                if not _is_immutable(answer):
                    raise TypeError(
                        f"{compute.__qualname__}() returns something that a caller could change, "
                        "and so it cannot be remembered. Return a tuple, a frozen dataclass, or "
                        "what `freeze` makes of lists, sets and dicts."
                    )
                found.answer, found.editions = answer, editions
            return cast(Answer, found.answer)

        return cached

    return decorate


def freeze(value: Any) -> Any:
    """Return a read-only copy of nested lists, sets and dicts; all else as it is."""
    if isinstance(value, dict):
        return MappingProxyType({key: freeze(item) for key, item in value.items()})
    if isinstance(value, list):
        return tuple(map(freeze, value))
    return frozenset(map(freeze, value)) if isinstance(value, set) else value


def _is_immutable(value: Any) -> bool:
    parts: Iterable[Any]
    try:
        hash(value)
        return True
    except TypeError:  # a read-only mapping has no hash, nor has what contains one
        if isinstance(value, MappingProxyType):
            parts = value.values()
        elif isinstance(value, tuple | frozenset):
            parts = value
        elif is_dataclass(value) and isinstance(value, Hashable):
            parts = vars(value).values()
        else:
            return False
    return all(map(_is_immutable, parts))
