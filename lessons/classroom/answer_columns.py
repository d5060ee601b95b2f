"""Store the answers of a class as columns of numbers: those of a whole country fit into memory."""

from array import array
from datetime import date
from functools import lru_cache

import numpy as np
import polars as pl

from lessons.classroom.hand_in import AnsweredQuestion
from lessons.classroom.marker import Marker
from lessons.journal.records import CONFIDENCES

HAS_HINT = len(CONFIDENCES)  # added to the place of the confidence in CONFIDENCES
NOT_KNOWN = float("nan")  # seconds of an answer whose duration is not known
ANSWERS = {"pupil": pl.UInt32, "question": pl.UInt16, "score": pl.Float64, "seconds": pl.Float32}
ANSWERS |= {"tries": pl.UInt32, "flags": pl.UInt8, "day": pl.UInt16}


class AnswerColumns:
    """All answers of all hand-ins that were accepted, one row for each.

    A row has the numbers of its pupil and its mark, a key that is equal for the same first answer
    given at the same time, seconds, tries, flags and the day of the first answer. `counts` is 1
    where the answer counts for its pupil, and 0 where another one has replaced it.
    """

    def __init__(self, marker: Marker) -> None:
        self.pupils, self.marks, self.tries = array("I"), array("I"), array("I")
        self.keys, self.seconds, self.days = array("q"), array("f"), array("H")
        self.flags, self.counts = array("B"), array("B")
        self._marker = marker

    def question(self, row: int) -> int:
        """Return the number of a row's question."""
        return self._marker.questions[self.marks[row]]

    def append(self, pupil: int, key: int, mark: int, answer: AnsweredQuestion) -> None:
        """Add a row that counts."""
        self.pupils.append(pupil)
        self.keys.append(key)
        self.marks.append(mark)
        self.seconds.append(NOT_KNOWN if answer.seconds is None else answer.seconds)
        self.tries.append(answer.tries)
        self.flags.append(CONFIDENCES.index(answer.sure) + HAS_HINT * answer.hint)
        self.days.append(_day_number(answer.at[:10]))
        self.counts.append(1)

    def answers(self) -> pl.DataFrame:
        """Return a row for each marked answer that counts; the columns are those of ANSWERS.

        Pupils and questions are numbers; `flags` is the index of the confidence in CONFIDENCES,
        plus HAS_HINT if the hint had been opened; `day` is that of the first answer, counted from
        1 January 1970.
        """
        scores = pl.Series("score", [mark.score for mark in self._marker.marks], pl.Float64)
        # Polars leaves out missing values, but computes with NaN as with a number.
        seconds = pl.col("seconds").fill_nan(None)
        return self._counting(scores).with_columns(seconds).select(*ANSWERS)

    def wrong_choices(self) -> pl.DataFrame:
        """Return a row for each wrong choice in an answer that counts.

        The columns are pupil, question and choice.
        """
        wrong = [choices or None for choices in self._marker.wrong]
        rows = self._counting(pl.Series("choice", wrong, pl.List(pl.UInt32)))
        return rows.select("pupil", "question", "choice").explode("choice")

    def texts(self) -> pl.DataFrame:
        """Return a row for each answer that only the teacher marks: pupil, question, text."""
        texts = [mark.text or None for mark in self._marker.marks]
        rows = self._counting(pl.Series("text", texts, pl.String))
        return rows.select("pupil", "question", "text")

    def shared_keys(self) -> set[int]:
        """Return the keys that more than one row has."""
        keys = pl.Series(np.asarray(self.keys))
        return set(keys.filter(keys.is_duplicated()))

    def _counting(self, values: pl.Series) -> pl.DataFrame:
        """Return the rows that count and whose mark has a value, with it; `values` are by mark."""
        questions = pl.Series(self._marker.questions, dtype=pl.UInt16)
        marks = pl.Series(np.asarray(self.marks))
        columns = {
            "pupil": np.asarray(self.pupils),
            "question": questions.gather(marks),
            "seconds": np.asarray(self.seconds),
            "tries": np.asarray(self.tries),
            "flags": np.asarray(self.flags),
            "day": np.asarray(self.days),
            values.name: values.gather(marks),
        }
        counts = pl.Series(np.asarray(self.counts)) == 1
        return pl.DataFrame(columns).filter(counts).drop_nulls(values.name)


@lru_cache(maxsize=10_000)
def _day_number(day: str) -> int:
    """Return the days since 1970, within the limits of two bytes.

    A clock that was wrong may give any year; two bytes hold the days of 179 years.
    """
    number = date.fromisoformat(day).toordinal() - date(1970, 1, 1).toordinal()
    return min(max(number, 0), 2**16 - 1)
