"""Define the results of a class, which the gradebook and pupils' feedback show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from lessons.classroom.class_list import Comparison, ListedPupil
from lessons.classroom.gradebook_builder import GradebookBuilder
from lessons.classroom.grading_scheme import Grade, Scheme
from lessons.classroom.item_analysis import Analysis
from lessons.classroom.written_marks import MarkedPosition, Points


@dataclass(frozen=True)
class Settings:
    """What a gradebook contains, and how it is marked.

    `title` is the page's heading. `listed` is a class list, to see who is missing; `lessons` are
    those that were set, by default all that anybody answered; `points` are the teacher's points
    for written positions.
    """

    title: str
    listed: Sequence[ListedPupil] = ()
    lessons: Sequence[str] = ()
    scheme: Scheme = field(default_factory=Scheme)
    points: Points = field(default_factory=dict)
    semicolon: bool = False

    @property
    def names(self) -> list[str]:
        """The names on the class list."""
        return [pupil.name for pupil in self.listed]


class Results(NamedTuple):
    """What the hand-ins of a class have shown.

    `answers` and `wrong` are the builder's tables, of the lessons that count: of the answers only
    as many as a page can show. `comparison` is that with the class list, `grades` are by number.
    `written` are the written positions. `weeks` has the shares of each pupil by week.
    """

    settings: Settings
    builder: GradebookBuilder
    analysis: Analysis
    answers: pl.DataFrame
    wrong: pl.DataFrame
    comparison: Comparison
    grades: Mapping[int, Grade]
    written: Sequence[MarkedPosition]
    weeks: pl.DataFrame
