"""Compare the answers to the same twelve questions before the course and after it."""

from typing import NamedTuple

from lessons import journal, questions
from lessons.charts import engine as draw
from lessons.charts.capstone.binomial import usual_difference

BEFORE, AFTER = "start_here", "capstone"


class Pair(NamedTuple):
    """A question asked twice: points from 0 to 1 before and after, None if not answered."""

    topic: str
    before: float | None
    after: float | None
    sure_before: str = ""
    sure_after: str = ""


@draw.explorer("The same twelve questions, before and after")
def before_and_after() -> draw.Chart:
    """Draw the points for each question before and after the course.

    The first answer counts both times. Reads the journal anew at each call.
    """
    pairs = answered()
    answered_twice = both(pairs)
    plot = draw.Plot(_title(answered_twice), "Points for each question, from 0 to 1")
    draw.legend(plot, [
        draw.Key("before and after", "quiet"), draw.Key("gained", "euro_atlantic"),
        draw.Key("lost", "md", fill=draw.OUTLINED),
    ])  # fmt: skip
    draw.bars(plot, [_bar(pair) for pair in pairs], limit=1)
    return plot.chart(
        says=_says(pairs),
        source="Your own answers, from the journal on this computer.",
        data=draw.Table(
            ("Question", "Before", "After", "How sure before", "How sure after"),
            [_unsealed(pair) for pair in pairs],
        ),
    )


def answered() -> list[Pair]:
    """Return the questions that are asked before and after, with the points of first answers."""
    asked = [question for question in questions.questions(BEFORE) if question.place == "before"]
    return [_pair(question) for question in asked]


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


def _title(done: list[Pair]) -> str:
    if not done:
        return "Nothing to compare yet"
    change = sum(pair.after or 0 for pair in done) - sum(pair.before or 0 for pair in done)
    more = f"{abs(change):.3g} points {'more' if change > 0 else 'fewer'} after the course"
    return more if change else "As many points after the course as before"


def _bar(pair: Pair) -> draw.Bar:
    if pair.before is None or pair.after is None:
        return draw.Bar(pair.topic, text=_once(pair), missing=True)
    parts = [draw.Segment(min(pair.before, pair.after), "quiet")]
    if pair.after > pair.before:
        parts.append(draw.Segment(pair.after - pair.before, "euro_atlantic"))
    elif pair.after < pair.before:
        parts.append(draw.Segment(pair.before - pair.after, "md", draw.OUTLINED))
    return draw.Bar(pair.topic, parts, f"{pair.before:.2g} then {pair.after:.2g}")


def _once(pair: Pair) -> str:
    """Return what is shown of a question that was not answered both times."""
    if pair.after is not None:
        return f"after {pair.after:.2g}"
    return "not answered yet" if pair.before is None else "answered before the course"


def _unsealed(pair: Pair) -> Pair:
    """Return a pair without the points of before, as long as the final answer is missing."""
    return pair if pair.after is not None else pair._replace(before=None)


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


def _meaning(more: float, share: float, count: int) -> str:
    by_chance = usual_difference(round(100 * share), count)
    if abs(more) <= by_chance:
        return f"Chance alone gives up to {by_chance}, so this may well be chance."
    side = "A gain" if more > 0 else "A loss"
    return (
        f"{side} of this size is hardly chance alone, but {count} questions show a small part only."
    )
