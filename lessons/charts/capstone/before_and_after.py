"""Compare the answers to the same twelve questions before the course and after it.

Twelve questions are a small sample of the course: the sentence says whether two tests with
different questions could differ as much by chance alone.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from lessons import journal, questions
from lessons.charts import engine as draw
from lessons.charts.capstone.chance_in_a_test import usual_difference
from lessons.core.toml import read_toml

BEFORE, AFTER = "start_here", "capstone"
SOURCE = "Your own answers, from the journal on this computer."
_GAINED = draw.Key("gained", "euro_atlantic")
_LOST = draw.Key("lost", "md", fill=draw.OUTLINED)

TOPICS: dict[str, str] = read_toml(Path(__file__).with_name("topics.toml"))


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

    The first answer counts both times. Reads the journal anew at each call. Both checks are
    sealed: until each question of the final one is answered, no result is shown, not even of the
    first check, because the questions are the same.
    """
    pairs = answered()
    if any(pair.after is None for pair in pairs):
        return _sealed(pairs)
    done = both(pairs)
    before, after = sum(pair.before or 0 for pair in done), sum(pair.after or 0 for pair in done)
    title = f"{before:.3g} points before the course, {after:.3g} after it"
    plot = draw.Plot(title, "Points for each question, from 0 to 1")
    draw.legend(plot, [draw.Key("before and after", "quiet"), _GAINED, _LOST])
    draw.bars(plot, [_bar(pair) for pair in pairs], limit=1)
    columns = ("Question", "Before", "After", "How sure before", "How sure after")
    twice = f"Of {len(pairs)} questions {len(done)} were answered twice"
    says = f"{twice}: {title}. {_meaning(before, after, len(done))}".rstrip()
    return plot.chart(says, SOURCE, draw.Table(columns, pairs))


def answered() -> list[Pair]:
    """Return the questions that are asked before and after, with the points of first answers."""
    asked = [question for question in questions.questions(BEFORE) if question.place == "before"]
    return [_pair(question) for question in asked]


def both(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs that were answered both times."""
    return [pair for pair in pairs if pair.before is not None and pair.after is not None]


def _pair(question: questions.Question) -> Pair:
    """Return the first answers to a question that both checks ask under the same name."""
    name = question.id.partition(".")[2]
    (before, sure_before), (after, sure_after) = (
        _first(lesson, name) for lesson in (BEFORE, AFTER)
    )
    return Pair(TOPICS[name.removesuffix("-2")], before, after, sure_before, sure_after)


def _first(lesson: str, name: str) -> tuple[float | None, str]:
    """Return the points of the first answer to a question, and how sure the learner was.

    It may be an answer to the question that an earlier edition had in its place.
    """
    names = (name, name.removesuffix("-2"))
    answer = next(filter(None, (journal.first(f"{lesson}.{name}") for name in names)), None)
    if answer is None:
        return None, ""
    # A sealed card keeps the answer and no score, so that the journal gives nothing away.
    found = (
        answer
        if answer.score is not None
        else questions.question(answer.question).mark(answer.response)
    )
    return found.score, answer.confidence


def _sealed(pairs: Sequence[Pair]) -> draw.Chart:
    """Draw which questions of the final check are answered, and nothing of what they gave."""
    # That a question was answered is no secret; what it gave is.
    texts = [(pair.topic, "" if pair.after is None else "answered") for pair in pairs]
    done = sum(bool(text) for _, text in texts)
    title = f"Sealed until the final check is done: {done} of {len(pairs)} questions answered"
    plot = draw.Plot(title, "Questions that both checks ask")
    draw.bars(plot, [
        draw.Bar(topic, end=text or "not answered yet", muted=True) for topic, text in texts
    ])  # fmt: skip
    says = f"{title}. Answer the others and reload this page."
    return plot.chart(says, SOURCE, draw.Table(("Question", "Final check"), texts))


def _bar(pair: Pair) -> draw.Bar:
    """Return a bar as long as the better answer: what was had both times, and the change."""
    if pair.before is None or pair.after is None:
        return draw.Bar(pair.topic, end="not answered before", muted=True)
    change = pair.after - pair.before
    parts = [draw.Segment(min(pair.before, pair.after), "quiet")]
    if change:
        key = _GAINED if change > 0 else _LOST
        parts.append(draw.Segment(abs(change), key.role, key.fill or draw.SOLID))
    return draw.Bar(pair.topic, parts, f"{pair.before:.2g} then {pair.after:.2g}")


def _meaning(before: float, after: float, count: int) -> str:
    """Return whether chance alone may explain the change, for tests of this size and result."""
    if not count:
        return ""
    # As if nothing was learned and each test asked other questions: all difference is chance.
    by_chance = usual_difference(round(50 * (before + after) / count), count)
    chance = f"Two tests with different questions differ by up to {by_chance} by chance alone"
    if abs(after - before) <= by_chance:
        return f"{chance}, so this says little about the rest of the course."
    return f"{chance}; this is more, but {count} questions show little."
