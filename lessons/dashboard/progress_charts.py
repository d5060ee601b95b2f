"""Draw a learner's progress by lesson and by objective, and confidence against results.

Questions are in the states of `spaced_repetition.STATES`, so that pictures, sentences and the
review agree.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lessons import course, journal, questions, spaced_repetition
from lessons.charts import engine as draw
from lessons.core.text import counted
from lessons.spaced_repetition import STATES, Mastery

# No red, because nothing here is an error: a question that is not yet right was tried.
ROLES = {
    "strong": "other",
    "retried": "euro_atlantic",
    "shaky": "ici",
    "due": "patg",
    "written": "ally",
    "open": "grid",
}
SOURCE = "Your own answers, saved on the computer that runs this course."
FELT = {"sure": "were sure", "think so": "thought so", "guess": "guessed"}
MIN_ANSWERS = 5  # with a confidence, below which there is no advice on it
WELL_FOUNDED = 0.75  # share of right answers from which being sure is justified


class Row(NamedTuple):
    """A bar: its label, and how many questions are in each of the STATES."""

    label: str
    counts: Counter[str]

    @property
    def total(self) -> int:
        """The number of questions."""
        return self.counts.total()

    @property
    def answered(self) -> int:
        """How many of them are answered."""
        return self.total - self.counts["open"]

    @property
    def text(self) -> str:
        """The counts in words, such as `5 strong, 2 due again`."""
        return ", ".join(f"{self.counts[s]} {STATES[s]}" for s in STATES if self.counts[s])


def lessons_chart() -> draw.Chart:
    """Draw for each lesson how many questions are in each of the STATES."""
    found, first_right = spaced_repetition.mastery(), journal.right_at_first()
    # The chart has all lessons in the order of the course, including those not begun.
    lessons = [course.lesson(name) for name in dict.fromkeys(m.lesson for m in found)]
    rows = [_row(item.heading, (m for m in found if m.lesson == item.slug)) for item in lessons]
    begun = counted(sum(row.answered > 0 for row in rows), "lesson")
    total = _row("", found)
    title = f"{total.answered} of {counted(total.total, 'question')} answered, in {begun}"
    table = draw.Table(
        ("Lesson", "Questions", "Answered", "Right at the first try", *_headings()),
        (
            (row.label, row.total, row.answered, first_right[lesson.slug], *row.counts.values())
            for lesson, row in zip(lessons, rows, strict=True)
        ),
    )
    return _bars(title, rows).chart(f"{title}: {total.text}.", SOURCE, table)


def objectives_chart() -> draw.Chart:
    """Draw for each objective of the lessons started how many questions are in each state."""
    found = spaced_repetition.mastery()
    rows = [
        _row(f"{course.lesson(lesson).number}.{id.partition('.')[2]} {text}", asked)
        for lesson in spaced_repetition.started_lessons()
        for id, text in questions.objectives(lesson).items()
        if (asked := [mastery for mastery in found if mastery.objective == id])
    ]
    done = sum(row.counts["strong"] == row.total for row in rows)
    again = sum(row.counts["due"] + row.counts["shaky"] > 0 for row in rows)
    title = f"{done} of {counted(len(rows), 'objective')} with every question strong"
    says = f"{title}, {again} with questions to see again."
    lines = ((row.label, row.total, *row.counts.values()) for row in rows)
    table = draw.Table(("Objective", "Questions", *_headings()), lines)
    return _bars(title, rows).chart(says, SOURCE, table)


def confidence_chart() -> draw.Chart:
    """Draw how many answers were right when the learner was sure, thought so, or guessed."""
    found = spaced_repetition.calibration()
    rows = [(word, n, right, round(100 * right / n)) for word, (n, right) in found.items() if n]
    sentences = [
        f"When you {FELT[word]}, {right} of {given} first answers were right ({percent}%)."
        for word, given, right, percent in rows
    ]
    title = sentences[0].rstrip(".") if rows else "No answer yet says how sure you were"
    plot = draw.Plot(title, "Right answers in %, of first answers")
    bars = [
        draw.Bar(word, [draw.Segment(percent, "euro_atlantic")], f"{right} of {given} right")
        for word, given, right, percent in rows
    ]
    draw.bars(plot, bars, limit=100)
    table = draw.Table(("How sure", "First answers", "Right", "Right in %"), rows)
    return plot.chart(" ".join([*sentences, _advice(found)]), SOURCE, table)


def _bars(title: str, rows: Sequence[Row]) -> draw.Plot:
    """Draw a bar for each row, split by state, below its label and its counts in words.

    The counts repeat in words what the colours show. There is no room for them beside the bars.
    """
    plot = draw.Plot(title)
    # The legend has only the states that occur.
    shown = [state for state in ROLES if any(row.counts[state] for row in rows)]
    draw.legend(plot, [draw.Key(STATES[state], ROLES[state], "square") for state in shown])
    # All bars have the same scale, so that a longer bar has more questions.
    longest = max((row.total for row in rows), default=0)
    for row in rows:
        plot.write(f"{row.label.rstrip('.')}: {row.text}")
        title = f"{row.label} ({row.text})"  # the tooltip of each part of the bar
        parts = [
            draw.Segment(row.counts[state], ROLES[state], title=title)
            for state in shown
            if row.counts[state]
        ]
        draw.bars(plot, [draw.Bar("", parts)], limit=longest)
    return plot


def _row(label: str, found: Iterable[Mastery]) -> Row:
    """Return a row whose counts are in the order of the STATES."""
    counts = Counter(mastery.state for mastery in found)
    return Row(label, Counter({state: counts[state] for state in STATES}))


def _headings() -> list[str]:
    return [text.capitalize() for text in STATES.values()]


def _advice(found: Mapping[str, tuple[int, int]]) -> str:
    """Return what a learner can conclude, once there are enough answers."""
    # Too much confidence comes first, because learners do not notice it.
    sure, sure_right = found.get("sure", (0, 0))
    guessed, guessed_right = found.get("guess", (0, 0))
    if sure >= MIN_ANSWERS and sure_right / sure < WELL_FOUNDED:
        return "You were sure more often than you were right: check twice what feels easy."
    if guessed >= MIN_ANSWERS and guessed_right / guessed > WELL_FOUNDED:
        return "You know more than you think: many of your guesses were right."
    if sure >= MIN_ANSWERS:
        return "When you are sure, you can mostly rely on it."
    return "Say how sure you are with a few more answers, and you will get advice here."
