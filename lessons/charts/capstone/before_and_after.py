"""Before the course and after it: the same twelve questions, from the learner's journal."""

from typing import NamedTuple

import pandas as pd

from lessons import journal, questions
from lessons.charts.capstone.binomial import usual_difference
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Shape, Text
from lessons.charts.engine.theme import is_narrow, width

BEFORE, AFTER = "start_here", "capstone"
ROW, TOP = 30.0, 62.0
SURE = ("sure", "think so", "guess")


class Pair(NamedTuple):
    """A question asked twice: points from 0 to 1 before and after, None if not answered."""

    topic: str
    before: float | None
    after: float | None
    sure_before: str = ""
    sure_after: str = ""


def gain() -> Chart:
    """Draw the points for each question before and after the course.

    The first answer counts both times. Reads the journal anew at each call.
    """
    pairs = answered()
    drawing = Drawing(width(), TOP + ROW * len(pairs) + 10)
    title = "The same twelve questions, before and after"
    drawing.add(Text(4, 16, title, size=14, bold=True))
    _legend(drawing)
    for place, pair in enumerate(pairs):
        _row(drawing, TOP + ROW * (place + 0.5), pair)
    source = "Your own answers, from the journal on this computer."
    return Chart(drawing, _says(pairs), source, _listing(pairs), title)


def answered() -> list[Pair]:
    """Return the questions that are asked before and after, with the points of first answers."""
    asked = [each for each in questions.questions(BEFORE) if each.place == "before"]
    return [_pair(each) for each in asked]


def both(pairs: list[Pair]) -> list[Pair]:
    """Return the pairs that were answered both times."""
    return [pair for pair in pairs if pair.before is not None and pair.after is not None]


def _pair(question: questions.Question) -> Pair:
    name = question.id.partition(".")[2]
    first, then = (journal.first(f"{lesson}.{name}") for lesson in (BEFORE, AFTER))
    points = [_points(question, answer) for answer in (first, then)]
    return Pair(
        name.replace("-", " "),
        points[0],
        points[1],
        first.confidence if first else "",
        then.confidence if then else "",
    )


def _points(question: questions.Question, answer: journal.Answer | None) -> float | None:
    if answer is None:
        return None
    return question.mark(answer.response).score if answer.score is None else answer.score


def _left() -> float:
    return 118.0 if is_narrow() else 180.0


def _x(points: float) -> float:
    return _left() + points * (width() - _left() - 30)


def _legend(drawing: Drawing) -> None:
    drawing.add(
        Shape(14, 34, 6, "circle", "quiet", hollow=True),
        Text(26, 38, "before", size=12),
        Shape(94, 34, 6, "square", "euro_atlantic"),
        Text(106, 38, "after", size=12),
        Text(_x(0), TOP - 4, "0 points", "muted", 11, "middle"),
        Text(_x(1), TOP - 4, "1 point", "muted", 11, "end" if is_narrow() else "middle"),
    )


def _row(drawing: Drawing, y: float, pair: Pair) -> None:
    drawing.add(Text(4, y + 4, pair.topic, size=12))
    drawing.add(Line(((_x(0), y), (_x(1), y)), "grid"))
    if pair.before is None and pair.after is None:
        drawing.add(Text(_x(0) + 10, y + 4, "not answered yet", "muted", 11, halo=True))
        return
    if pair.before is not None and pair.after is not None:
        low, high = sorted((_x(pair.before), _x(pair.after)))
        drawing.add(Box(low, y - 2, max(high - low, 0), 4, "euro_atlantic", 0.5, radius=0))
    if pair.after is not None:
        drawing.add(Shape(_x(pair.after), y, 7, "square", "euro_atlantic"))
    if pair.before is not None:
        drawing.add(Shape(_x(pair.before), y, 5, "circle", "quiet", hollow=True))


def _says(pairs: list[Pair]) -> str:
    done = both(pairs)
    if not done:
        began = sum(pair.before is not None for pair in pairs)
        return (
            f"Nothing to compare yet: of {len(pairs)} questions {began} were answered before the "
            "course, and none both times. Answer the final check, then run this cell again."
        )
    before, after = (sum(p.before or 0 for p in done), sum(p.after or 0 for p in done))
    more = after - before
    change = f"{abs(more):.3g} points {'more' if more > 0 else 'less'}" if more else "no difference"
    share = (before + after) / 2 / len(done)
    again = " Answered more since? Run this cell again." if len(done) < len(pairs) else ""
    return (
        f"Of {len(pairs)} questions {len(done)} were answered both times: {before:.3g} points "
        f"before, {after:.3g} after, {change}. {_meaning(more, share, len(done))}{again}"
    )


def _meaning(more: float, share: float, many: int) -> str:
    by_luck = usual_difference(round(100 * share), many)
    if abs(more) <= by_luck:
        return f"Luck alone gives up to {by_luck}, so this may well be luck."
    side = "A gain" if more > 0 else "A loss"
    return f"{side} of this size is hardly luck alone, but {many} questions show a small part only."


def _listing(pairs: list[Pair]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Question": [pair.topic for pair in pairs],
            "Before": [pair.before for pair in pairs],
            "After": [pair.after for pair in pairs],
            "How sure before": [pair.sure_before for pair in pairs],
            "How sure after": [pair.sure_after for pair in pairs],
        }
    )
