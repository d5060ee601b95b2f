"""Tests over all pages, charts or lessons: `start.py test` takes a sample, `test --all` all."""

from collections.abc import Iterable
from typing import Any

import pytest


def walk(everything: Iterable[Any], sample: Iterable[Any]) -> list[Any]:
    """Return a test's parameters, of which all that are not in the sample are marked exhaustive.

    The sample has to go through the same code as all, and hold each kind of thing once.
    """
    chosen = list(sample)
    return [value if value in chosen else exhaustive(value) for value in everything]


def pairs(first: Iterable[Any], second: Iterable[Any]) -> list[Any]:
    """Return each pair of two parameters; the sample has each of the first, with one of the second.

    The second ones take turns, so that the sample holds all of them.
    """
    others = list(second)
    return [
        (left, right) if at == number % len(others) else exhaustive(left, right)
        for number, left in enumerate(first)
        for at, right in enumerate(others)
    ]


def exhaustive(*values: Any) -> Any:
    """Return one or more parameters that only `start.py test --all` takes."""
    return pytest.param(*values, marks=pytest.mark.exhaustive)


def is_sample(request: pytest.FixtureRequest) -> bool:
    """Return whether only a sample is run, so that a fixture that takes long can make less."""
    return "not exhaustive" in request.config.option.markexpr
