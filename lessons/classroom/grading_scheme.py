"""Read a teacher's scheme: the points of each lesson, and the share needed for each mark."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from lessons.classroom.item_analysis import Analysis
from lessons.classroom.validation import Refused, quoted
from lessons.core.files import read_bytes
from lessons.core.paths import UnknownName, lesson_folder, slug
from lessons.core.toml import parse_toml, read_toml

PER_CENT = 100
MAX_POINTS = 10_000
SCALES: Mapping[str, Mapping[str, float]] = read_toml(Path(__file__).with_name("scales.toml"))
KEYS = ("scale", "marks", "points", "count_written")


class Grade(NamedTuple):
    """A pupil's points, the most that could be reached, per cent, and the mark or ""."""

    points: float
    max_points: float
    percent: float
    mark: str


@dataclass(frozen=True)
class Scheme:
    """How a teacher marks.

    `marks` has for each mark from how many per cent it is given; `points` how many points each
    lesson counts, by default one for each question, all of them scaled to 100. `count_written`
    says that a written position, which the teacher marks, counts as one question more.
    """

    marks: Mapping[str, float] = field(default_factory=dict)
    points: Mapping[str, float] = field(default_factory=dict)
    count_written: bool = False

    def mark(self, percent: float) -> str:
        """Return the mark for per cent of the points, or "" if the scheme has no marks."""
        # Rounded as shown: 89.96 % is shown as 90.0 and gets the mark of 90.
        reached = [mark for mark in self.marks.items() if round(percent, 1) >= mark[1]]
        return max(reached, key=lambda mark: mark[1])[0] if reached else ""

    def grades(self, analysis: Analysis) -> dict[int, Grade]:
        """Return the grade of each pupil, by number; a lesson not handed in gives no points."""
        sizes = dict(analysis.marks.select("lesson", "asked").iter_rows())
        weights = {lesson: self.points.get(lesson, size) for lesson, size in sizes.items()}
        total = sum(weights.values()) or 1  # a scheme may give no points to any lesson here
        max_points = total if self.points else PER_CENT
        sums: dict[int, float] = {}
        for pupil, lesson, share in analysis.marks.select("pupil", "lesson", "share").iter_rows():
            sums[pupil] = sums.get(pupil, 0.0) + share * weights[lesson]
        return {pupil: self._grade(sums[pupil] / total, max_points) for pupil in sorted(sums)}

    def _grade(self, share: float, max_points: float) -> Grade:
        percent = PER_CENT * share
        return Grade(
            round(share * max_points, 2), max_points, round(percent, 1), self.mark(percent)
        )


def read_scheme(path: Path) -> Scheme:
    """Return the scheme in a TOML file. Raise Mistake, naming file and key, for an invalid one."""
    table = parse_toml(read_bytes(path), path.name)
    unknown = [key for key in table if key not in KEYS]
    if unknown:
        raise Refused(f"{path.name}: unknown key {quoted(unknown[0])}. Use: {', '.join(KEYS)}.")
    if "scale" in table and "marks" in table:
        raise Refused(f"{path.name}: write 'scale' or a table 'marks' of your own, not both.")
    marks = _marks(path.name, table["marks"]) if "marks" in table else _scale(path.name, table)
    count_written = table.get("count_written", False)
    if type(count_written) is not bool:
        raise Refused(f"{path.name}: 'count_written' must be true or false.")
    return Scheme(marks, _points(path.name, table.get("points", {})), count_written)


def _scale(name: str, table: Mapping[str, Any]) -> Mapping[str, float]:
    scale = table.get("scale", "percent")
    if not isinstance(scale, str) or scale not in SCALES:
        raise Refused(f"{name}: there is no scale {quoted(scale)}. Use: {', '.join(SCALES)}.")
    return SCALES[scale]


def _marks(name: str, table: object) -> dict[str, float]:
    marks = _numbers(name, "marks", table, PER_CENT)
    if 0 not in marks.values() or len(set(marks.values())) < len(marks):
        raise Refused(f"{name}: each mark in 'marks' needs another per cent, and the lowest one 0.")
    return marks


def _points(name: str, table: object) -> dict[str, float]:
    points = _numbers(name, "points", table, MAX_POINTS)
    if points and not any(points.values()):
        raise Refused(f"{name}: one lesson in 'points' at least must count.")
    try:
        return {slug(lesson_folder(lesson)): value for lesson, value in points.items()}
    except UnknownName as error:
        raise Refused(f"{name}, points: {error}") from None


def _numbers(name: str, key: str, table: object, limit: float) -> dict[str, float]:
    """Return a table of numbers from 0 to `limit`."""
    if not isinstance(table, dict):
        raise Refused(f"{name}: '{key}' must be a table, such as [{key}] with a line for each.")
    for label, value in table.items():
        # Not isinstance: in Python, True and False are numbers.
        if type(value) not in (int, float) or not 0 <= value <= limit:
            raise Refused(
                f"{name}, {key}: {quoted(label)} must be a number from 0 to {limit:,}, "
                f"not {quoted(value)}."
            )
    return dict(table)
