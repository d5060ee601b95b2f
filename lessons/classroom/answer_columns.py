"""Keep the answers of a class in columns of numbers, so that those of a country fit into memory."""

from array import array
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import polars as pl

from lessons.classroom.hand_in import AnsweredQuestion
from lessons.classroom.marker import Marker
from lessons.journal.records import CONFIDENCES

HAS_HINT = len(CONFIDENCES)  # is added to the place of the confidence in CONFIDENCES
NOT_KNOWN = float("nan")  # seconds of an answer of which nobody knows how long it took
ANSWERS = {"pupil": pl.UInt32, "question": pl.UInt16, "score": pl.Float64, "seconds": pl.Float32}
ANSWERS |= {"tries": pl.UInt32, "flags": pl.UInt8}


class AnswerColumns:
    """All answers of all hand-ins that were accepted, one row for each.

    The rows of a hand-in follow each other: those of the hand-in `n` are `rows(n)`. A row has the
    numbers of its question and of its mark, a key that is equal for the same first answer given
    at the same time, seconds, tries, flags and the day of the first answer. `counts` is 1 where
    the answer counts for its pupil, and 0 where another one took its place.
    """

    def __init__(self) -> None:
        self.questions, self.marks, self.tries = array("I"), array("I"), array("I")
        self.keys, self.seconds, self.days = array("q"), array("f"), array("I")
        self.flags, self.counts = array("B"), array("B")
        self._pupils, self._starts = array("I"), array("Q", [0])  # of each hand-in

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def hand_ins(self) -> int:
        """The number of hand-ins."""
        return len(self._pupils)

    def rows(self, hand_in: int) -> range:
        """Return the rows of a hand-in."""
        return range(self._starts[hand_in], self._starts[hand_in + 1])

    def append(self, question: int, key: int, mark: int, answer: AnsweredQuestion) -> None:
        """Add a row that counts."""
        self.questions.append(question)
        self.keys.append(key)
        self.marks.append(mark)
        self.seconds.append(NOT_KNOWN if answer.seconds is None else answer.seconds)
        self.tries.append(answer.tries)
        self.flags.append(CONFIDENCES.index(answer.sure) + HAS_HINT * answer.hint)
        self.days.append(_day_number(answer.at[:10]))
        self.counts.append(1)

    def end_hand_in(self, pupil: int) -> int:
        """Let the rows since the last call be a hand-in of a pupil; return its number."""
        self._pupils.append(pupil)
        self._starts.append(len(self))
        return len(self._pupils) - 1

    def table(self, marker: Marker) -> pl.DataFrame:
        """Return the marked answers that count; the columns are those of ANSWERS."""
        scores = np.array([NOT_KNOWN if it.score is None else it.score for it in marker.marks])
        chosen = self._counting(marker, ~np.isnan(scores))
        columns = {
            "pupil": self._pupil_of_rows()[chosen],
            "question": np.asarray(self.questions)[chosen],
            "score": scores[np.asarray(self.marks)[chosen]] if len(scores) else scores,
            "seconds": np.asarray(self.seconds)[chosen],
            "tries": np.asarray(self.tries)[chosen],
            "flags": np.asarray(self.flags)[chosen],
        }
        return pl.DataFrame(columns, schema=ANSWERS).with_columns(pl.col("seconds").fill_nan(None))

    def days_of_answers(self, marker: Marker) -> pl.Series:
        """Return the day of each answer in `table`."""
        chosen = self._counting(marker, np.array([it.score is not None for it in marker.marks]))
        offset = date(1970, 1, 1).toordinal()
        days = np.asarray(self.days)[chosen].astype(np.int32) - offset
        return pl.Series("day", days).cast(pl.Date)

    def wrong_choices(self, marker: Marker) -> pl.DataFrame:
        """Return a row for each wrong choice in an answer that counts: pupil, choice."""
        chosen = self._counting(marker, np.array([bool(it) for it in marker.wrong]))
        choices = pl.Series("choice", marker.wrong, dtype=pl.List(pl.UInt32))
        marks = pl.Series(np.asarray(self.marks)[chosen])
        pupils = pl.Series("pupil", self._pupil_of_rows()[chosen], dtype=pl.UInt32)
        return pl.DataFrame([pupils, choices.gather(marks)]).explode("choice")

    def texts(self, marker: Marker) -> Iterator[tuple[int, int, str]]:
        """Yield pupil, question and text of the answers that the computer does not mark."""
        chosen = self._counting(marker, np.array([bool(it.text) for it in marker.marks]))
        pupils = self._pupil_of_rows()[chosen].tolist()
        rows = np.flatnonzero(chosen).tolist()
        for pupil, row in zip(pupils, rows, strict=True):
            yield pupil, self.questions[row], marker.marks[self.marks[row]].text

    def shared_keys(self) -> set[int]:
        """Return the keys that more than one row has."""
        keys = np.sort(np.asarray(self.keys))
        return set(keys[1:][keys[1:] == keys[:-1]].tolist())

    def _counting(self, marker: Marker, is_wanted: "np.ndarray[Any, Any]") -> Any:
        """Return for each row whether it counts and its mark, by number, is wanted."""
        wanted = is_wanted[np.asarray(self.marks)] if len(is_wanted) else np.empty(0, bool)
        return wanted & (np.asarray(self.counts) == 1)

    def _pupil_of_rows(self) -> Any:
        return np.repeat(np.asarray(self._pupils), np.diff(np.asarray(self._starts)).astype(int))


@lru_cache(maxsize=10_000)
def _day_number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def as_table(rows: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    """Return rows in the order of ANSWERS as a table with those columns."""
    return pl.DataFrame(rows, schema=ANSWERS, orient="row")
