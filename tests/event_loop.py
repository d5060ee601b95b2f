"""Run coroutines in tests, whether or not the test's thread has an event loop already."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def in_a_thread(function: Callable[[], Result]) -> Result:
    """Return a function's result, called where no browser's event loop is running.

    A worker that has run browser tests keeps their loop, and asyncio starts no second one.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function).result()


def run(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Return what a coroutine returns."""
    return in_a_thread(lambda: asyncio.run(coroutine))
