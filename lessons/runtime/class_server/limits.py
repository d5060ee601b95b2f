"""Limit the requests and files of one device, one pupil and a class."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

MINUTE = 60.0


@dataclass(frozen=True)
class Limits:
    """What the server allows.

    A device is recognised by its address. Where a router gives a whole class one address, the
    limits of a device are enough for thirty pupils who open the website at once.
    """

    connections: int = 240  # at once; macOS lets a program have 256 files and connections
    device_connections: int = 200  # at once; each of thirty browsers opens 6
    device_requests: int = 6_000  # in a minute; a first visit needs about 120
    device_wrong_codes: int = 30  # in a minute
    device_joins: int = 60  # in a minute
    pupil_requests: int = 20  # hand-ins in a minute
    pupils: int = 200
    pupil_hand_ins: int = 40  # files that are saved
    class_bytes: int = 500_000_000  # of all hand-ins
    header_bytes: int = 16_384
    header_seconds: float = 30.0  # for the head of a request, also the longest pause between two
    body_seconds: float = 60.0  # for a whole hand-in
    send_seconds: float = 60.0  # for the next CHUNK of a file


class Rate:
    """Count the events of each sender in periods of a minute."""

    def __init__(self, most: int, now: Callable[[], float] = time.monotonic) -> None:
        """Allow each sender `most` events in a period; `now` returns seconds."""
        self._most, self._now = most, now
        self._start, self._counts = now(), Counter[str]()

    def count(self, sender: str) -> bool:
        """Count an event, and return whether there are too many now."""
        if self._now() - self._start >= MINUTE:
            self._start, self._counts = self._now(), Counter()
        self._counts[sender] += 1
        return self.is_over(sender)

    def is_over(self, sender: str) -> bool:
        """Return whether a sender has had more events than allowed in the current period."""
        return self._counts[sender] > self._most and self._now() - self._start < MINUTE
