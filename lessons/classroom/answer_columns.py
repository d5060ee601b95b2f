"""Store the answers of a class as columns of numbers: those of a whole country fit into memory."""

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from lessons.classroom.hand_in import AnsweredQuestion
from lessons.classroom.marker import Marker
from lessons.journal.records import CONFIDENCES

HAS_HINT = len(CONFIDENCES)  # added to the place of the confidence in CONFIDENCES
NOT_KNOWN = float("nan")  # seconds of an answer whose duration is not known
ANSWERS = {"pupil": pl.UInt32, "question": pl.UInt16, "score": pl.Float64, "seconds": pl.Float32}
ANSWERS |= {"tries": pl.UInt32, "flags": pl.UInt8, "day": pl.UInt16}


class WrittenAnswer(NamedTuple):
    """A text that the computer does not mark, with the numbers of its pupil and its question."""

    pupil: int
    question: int
    text: str


class AnswerColumns:
    """All answers of all hand-ins that were accepted, one row for each.

    The rows of a hand-in are adjacent: those of the hand-in `n` are `rows(n)`. A row has the
    number of its mark, a key that is equal for the same first answer given at the same time,
    seconds, tries, flags and the day of the first answer. `counts` is 1 where the answer counts
    for its pupil, and 0 where another one has replaced it.
    """

    def __init__(self, marker: Marker) -> None:
        self.marks, self.tries = array("I"), array("I")
        self.keys, self.seconds, self.days = array("q"), array("f"), array("H")
        self.flags, self.counts = array("B"), array("B")
        self._marker = marker
        self._pupils, self._starts = array("I"), array("q", [0])  # of each hand-in

    def __len__(self) -> int:
        return len(self.marks)

    def rows(self, hand_in: int) -> range:
        """Return the rows of a hand-in."""
        return range(self._starts[hand_in], self._starts[hand_in + 1])

    def questions(self, hand_in: int) -> Iterator[tuple[int, int]]:
        """Yield each row of a hand-in with the number of its question."""
        return ((row, self._marker.questions[self.marks[row]]) for row in self.rows(hand_in))

    def append(self, key: int, mark: int, answer: AnsweredQuestion) -> None:
        """Add a row that counts."""
        self.keys.append(key)
        self.marks.append(mark)
        self.seconds.append(NOT_KNOWN if answer.seconds is None else answer.seconds)
        self.tries.append(answer.tries)
        self.flags.append(CONFIDENCES.index(answer.sure) + HAS_HINT * answer.hint)
        self.days.append(_day_number(answer.at[:10]))
        self.counts.append(1)

    def end_hand_in(self, pupil: int) -> int:
        """Make the rows since the last call a hand-in of a pupil; return its number."""
        self._pupils.append(pupil)
        self._starts.append(len(self))
        return len(self._pupils) - 1

    def answers(self) -> pl.DataFrame:
        """Return a row for each marked answer that counts; the columns are those of ANSWERS.

        Pupils and questions are numbers; `flags` is the place of the confidence in CONFIDENCES,
        plus HAS_HINT if the hint had been opened; `day` is that of the first answer, counted from
        1 January 1970.
        """
        scores = [NOT_KNOWN if mark.score is None else mark.score for mark in self._marker.marks]
        chosen = self._counting(not math.isnan(score) for score in scores)
        marks = np.asarray(self.marks)[chosen]
        columns = {
            "pupil": self._pupil_of_rows()[chosen],
            "question": np.array(self._marker.questions, np.uint16)[marks],
            "score": np.array(scores)[marks],
            "seconds": np.asarray(self.seconds)[chosen],
            "tries": np.asarray(self.tries)[chosen],
            "flags": np.asarray(self.flags)[chosen],
            "day": np.asarray(self.days)[chosen],
        }
        # Polars leaves out missing values, but computes with NaN as with a number.
        return pl.DataFrame(columns, schema=ANSWERS).with_columns(pl.col("seconds").fill_nan(None))

    def wrong_choices(self) -> pl.DataFrame:
        """Return a row for each wrong choice in an answer that counts: pupil, choice."""
        chosen = self._counting(map(bool, self._marker.wrong))
        choices = pl.Series("choice", self._marker.wrong, dtype=pl.List(pl.UInt32))
        marks = pl.Series(np.asarray(self.marks)[chosen], dtype=pl.UInt32)
        pupils = pl.Series("pupil", self._pupil_of_rows()[chosen], dtype=pl.UInt32)
        return pl.DataFrame([pupils, choices.gather(marks)]).explode("choice")

    def texts(self) -> Iterator[WrittenAnswer]:
        """Yield the answers that the computer does not mark, for the teacher to read."""
        chosen = self._written()
        pupils = self._pupil_of_rows()[chosen].tolist()
        for pupil, mark in zip(pupils, np.asarray(self.marks)[chosen].tolist(), strict=True):
            text = self._marker.marks[mark].text
            yield WrittenAnswer(pupil, self._marker.questions[mark], text)

    def number_of_texts(self) -> int:
        """Return the number of `texts`."""
        return int(self._written().sum())

    def shared_keys(self) -> set[int]:
        """Return the keys that more than one row has."""
        keys = np.sort(np.asarray(self.keys))
        return set(keys[1:][keys[1:] == keys[:-1]].tolist())

    def forget_keys(self) -> None:
        """Free the memory of the keys, a third of all; call this after the last hand-in."""
        self.keys = array("q")

    def _written(self) -> Any:
        return self._counting(bool(mark.text) for mark in self._marker.marks)

    def _counting(self, is_wanted: Iterable[bool]) -> Any:
        """Return for each row whether it counts and its mark is wanted, by the mark's number."""
        wanted = np.fromiter(is_wanted, bool)
        return wanted[np.asarray(self.marks)] & (np.asarray(self.counts) == 1)

    def _pupil_of_rows(self) -> Any:
        starts = np.asarray(self._starts)
        return np.repeat(np.asarray(self._pupils), starts[1:] - starts[:-1])


@lru_cache(maxsize=10_000)
def _day_number(day: str) -> int:
    """Return the days since 1970, within the limits of two bytes.

    A clock that was wrong may give any year; two bytes hold the days of 179 years.
    """
    number = date.fromisoformat(day).toordinal() - date(1970, 1, 1).toordinal()
    return min(max(number, 0), 2**16 - 1)


def as_table(rows: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    """Return rows in the order of ANSWERS as a table with those columns."""
    return pl.DataFrame(rows, schema=ANSWERS, orient="row")
