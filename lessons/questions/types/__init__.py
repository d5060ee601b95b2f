"""Find the types of question: each is one class in one module of this folder.

The name of a module is what quiz.toml writes as `type`. To add a type, write a module with one
subclass of `Question` (`base` explains what it must define), and, if no field of the card suits
it, a script for its field in `lessons/widgets/js/src/fields/`. Modules whose names begin
with an underscore hold what several types share.
"""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from lessons.core.paths import named
from lessons.questions.types.base import Question

__all__ = ["Question", "question_type", "question_types", "type_name"]


def question_types() -> dict[str, type[Question]]:
    """Return the class of each type of question by its name in quiz.toml, in alphabetical order."""
    return dict(_found(tuple(__path__)))


def question_type(name: str) -> type[Question]:
    """Return the class of a type. Raise UnknownName, with the nearest, if there is none."""
    return named("type of question", name, _found(tuple(__path__)))


def type_name(row: dict[str, Any]) -> str:
    """Return the type of a row of quiz.toml: as written, or by the number of right options."""
    right = row.get("right")
    # Authors need not write the commonest types: the number of right options tells them apart.
    several = isinstance(right, dict | list) and len(right) > 1
    return str(row.get("type", "multiple" if several else "single"))


@cache
def _found(folders: Iterable[str]) -> dict[str, type[Question]]:
    names = sorted(module.name for module in iter_modules(folders))
    return {name: _class_of(name) for name in names if name != "base" and not name.startswith("_")}


def _class_of(name: str) -> type[Question]:
    module = import_module(f"{__name__}.{name}")
    (found,) = (
        member
        for member in vars(module).values()
        if isinstance(member, type)
        and issubclass(member, Question)
        and member.__module__ == module.__name__
    )
    return found
