"""Remember what was computed from tables and texts of lessons until one of their files changes.

`cached_on_tables` is the course's one cache for everything that is read or computed from either:

>>> @cached_on_tables()
... def count_of_allies() -> int:
...     return len(rows("allies"))

It observes which tables, lessons and quizzes are read, also by functions that the function calls.
Every caller gets the same value, so nobody may change it: lists, sets and dicts become tuples,
frozen sets and read-only mappings. Whatever else is returned has to have a hash, such as numbers,
texts, dates and frozen dataclasses; a DataFrame raises a TypeError.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar, cast

from lessons.core.frozen import freeze
from lessons.data.files import Stamps, observed_files, stamp

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


@dataclass
class _Remembered:
    """The answer for some arguments, if there is one, and the stamps of the files behind it."""

    answer: Any = None
    stamps: Stamps | None = None

    def is_current(self) -> bool:
        """Return whether there is an answer, and no file behind it has changed since."""
        return self.stamps is not None and all(
            stamp(name) == then for name, then in self.stamps.items()
        )


def cached_on_tables(
    maxsize: int = 256,
) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Return a decorator that caches a function's values until a file that it read changes.

    The files are those of tables, and of lessons and quizzes.

    The arguments have to be hashable; at most `maxsize` values are cached, the most recently used
    ones.

    The decorated function returns what `freeze` makes of the value, and raises TypeError for one
    that a caller could change all the same. Errors are not cached.
    """

    def decorate(compute: Callable[Given, Answer]) -> Callable[Given, Answer]:
        @functools.lru_cache(maxsize=maxsize, typed=True)
        def remembered(*_args: Given.args, **_kwargs: Given.kwargs) -> _Remembered:
            return _Remembered()

        @functools.wraps(compute)
        def cached(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
            found = remembered(*args, **kwargs)  # type: ignore[arg-type]
            if not found.is_current():
                with observed_files() as stamps:
                    answer = compute(*args, **kwargs)
                try:
                    found.answer, found.stamps = freeze(answer), stamps
                except TypeError as fault:
                    raise TypeError(
                        f"{compute.__qualname__}() returns something that a caller could change, "
                        f"and so it cannot be remembered: {fault}."
                    ) from None
            return cast(Answer, found.answer)

        return cached

    return decorate
