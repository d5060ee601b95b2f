"""The results of a class: what the gradebook's page, its tables and pupils' feedback show."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from lessons.classroom.gradebook_builder import GradebookBuilder
from lessons.classroom.grading_scheme import Grade
from lessons.classroom.item_analysis import Analysis
from lessons.classroom.written_marks import Marked


class Results(NamedTuple):
    """What the hand-ins of a class have shown.

    `title` stands above the page. `answers` and `wrong` are the builder's tables, of the lessons
    that count: of the answers only as many as a page can show. `missing` are the names of a class
    list of whom nothing counted; `absent` are sentences on other pupils who are not among the
    builder's. `grades` are by number. `written` are the written positions, which count for the
    marks if `counts_written`. `weeks` has the shares of each pupil by week.
    """

    title: str
    builder: GradebookBuilder
    analysis: Analysis
    answers: pl.DataFrame
    wrong: pl.DataFrame
    absent: Sequence[str]
    missing: Sequence[str]
    grades: Mapping[int, Grade]
    written: Sequence[Marked]
    counts_written: bool
    weeks: pl.DataFrame
