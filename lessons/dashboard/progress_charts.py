"""Draw a learner's own progress: by lesson, by objective, and how well confidence fits."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from lessons import course, journal, questions, spaced_repetition
from lessons.charts.engine import Bar, Key, Plot, Segment, Table, bars, legend
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.sizes import CAPTION
from lessons.charts.engine.theme import is_narrow
from lessons.core.text import counted
from lessons.spaced_repetition import STATES, Mastery

ROLES = {"strong": "other", "shaky": "md", "due": "ici", "written": "patg", "open": "grid"}
SOURCE = "Your own answers, saved on the computer that runs this course."
FELT = {
    "sure": "When you were sure",
    "think so": "When you thought so",
    "guess": "When you guessed",
}
MIN_ANSWERS = 5  # with a confidence, before there is advice on it
WELL_FOUNDED = 0.75  # share of right answers from which being sure is justified


class Row(NamedTuple):
    """A bar: its label, and how many questions are in each of the STATES."""

    label: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """The number of questions."""
        return sum(self.counts.values())

    def text(self) -> str:
        """Return the counts as text: `5 strong, 2 due again`."""
        return _listed(self.counts, STATES)


def lessons_chart() -> Chart:
    """Draw for each lesson how many questions are strong, due or open."""
    found = spaced_repetition.mastery()
    by_lesson = _grouped(found, lambda question: question.lesson)
    rows = [Row(course.lesson(name).heading, _count(group)) for name, group in by_lesson.items()]
    tallies = journal.summary()
    first_right = [tallies[name].first_right if name in tallies else 0 for name in by_lesson]
    columns = ("Lesson", "Questions", "Answered", "Right at the first try", *_state_heads())
    cells = (
        (row.label, row.total, row.total - row.counts["open"], right, *row.counts.values())
        for row, right in zip(rows, first_right, strict=True)
    )
    plot = _bars("My progress by lesson", rows)
    return plot.chart(_summary(found), SOURCE, Table(columns, cells))


def objectives_chart() -> Chart:
    """Draw for each objective of the lessons started how many questions are strong, due or open."""
    started = spaced_repetition.started_lessons()
    found = [m for m in spaced_repetition.mastery() if m.lesson in started and m.objective]
    by_objective = _grouped(found, lambda question: question.objective)
    order = sorted(by_objective, key=_objective_number)
    rows = [Row(_objective(id), _count(by_objective[id])) for id in order]
    to_repeat = sorted((row for row in rows if _repeats(row)), key=_repeats, reverse=True)
    done = sum(row.counts["strong"] == row.total for row in rows)
    says = (
        f"{counted(len(rows), 'objective')} in the lessons started: {done} with every question "
        f"strong, {len(to_repeat)} with questions to see again"
    )
    if to_repeat:
        says += f", above all: {to_repeat[0].label.rstrip('.')}"
    table = Table(
        ("Objective", "Questions", *_state_heads()),
        ((row.label, row.total, *row.counts.values()) for row in rows),
    )
    return _bars("My progress by objective", rows).chart(f"{says}.", SOURCE, table)


def confidence_chart() -> Chart:
    """Draw how many answers were right when the learner was sure, thought so, or guessed."""
    found = {word: pair for word, pair in spaced_repetition.calibration().items() if pair[0]}
    percent = {word: round(100 * right / given) for word, (given, right) in found.items()}
    plot = Plot("How well my confidence fits", "Right answers in %, of first answers")
    bars(
        plot,
        [
            Bar(word, (Segment(percent[word], "euro_atlantic"),), f"{right} of {given} right")
            for word, (given, right) in found.items()
        ],
        limit=100,
    )
    sentences = [
        f"{FELT[word]}, {right} of {given} first answers were right ({percent[word]}%)."
        for word, (given, right) in found.items()
    ]
    table = Table(
        ("How sure", "First answers", "Right", "Right in %"),
        ((word, given, right, percent[word]) for word, (given, right) in found.items()),
    )
    return plot.chart(" ".join([*sentences, _advice(found)]), SOURCE, table)


def _bars(title: str, rows: Sequence[Row]) -> Plot:
    """Draw a bar for each row, split by state, with the counts as text beside it."""
    plot = Plot(title)
    legend(plot, [Key(STATES[state], role, "square") for state, role in ROLES.items()])
    plot.skip()
    if is_narrow():  # a phone has no room for text on both sides of a bar
        for row in rows:
            plot.write(row.label)
            plot.write(row.text(), CAPTION)
            bars(plot, [Bar("", _segments(row))], limit=max(row.total for row in rows))
    else:
        bars(plot, [Bar(row.label, _segments(row), row.text()) for row in rows])
    return plot


def _segments(row: Row) -> list[Segment]:
    title = f"{row.label} ({row.text()})"
    counts = ((row.counts[state], role) for state, role in ROLES.items())
    return [Segment(number, role, title=title) for number, role in counts if number]


def _grouped(found: Iterable[Mastery], key: Callable[[Mastery], str]) -> dict[str, list[Mastery]]:
    groups: dict[str, list[Mastery]] = {}
    for question in found:
        groups.setdefault(key(question), []).append(question)
    return groups


def _count(found: Iterable[Mastery]) -> dict[str, int]:
    return dict.fromkeys(STATES, 0) | Counter(question.state for question in found)


def _listed(counts: Mapping[str, int], states: Iterable[str]) -> str:
    return ", ".join(f"{counts[state]} {STATES[state]}" for state in states if counts[state])


def _state_heads() -> list[str]:
    return [text.capitalize() for text in STATES.values()]


def _objective_number(id: str) -> tuple[int, int]:
    lesson, _, number = id.partition(".")
    return course.lesson(lesson).number or 0, int(number)


def _objective(id: str) -> str:
    """Return an objective with its number: `3.1 Name the groups of partners.`"""
    lesson = id.partition(".")[0]
    return "{}.{} {}".format(*_objective_number(id), questions.objectives(lesson).get(id, id))


def _repeats(row: Row) -> int:
    """Return how many questions of a row are to be seen again."""
    return row.counts["due"] + row.counts["shaky"]


def _summary(found: Sequence[Mastery]) -> str:
    counts = _count(found)
    answered = len(found) - counts["open"]
    lessons = len({question.lesson for question in found if question.state != "open"})
    # A written position is not marked: it is named only where there is one.
    states = ", ".join(
        f"{counts[state]} {text}"
        for state, text in STATES.items()
        if state != "open" and (counts[state] or state != "written")
    )
    return (
        f"You have answered {answered} of {len(found)} questions, in {counted(lessons, 'lesson')}: "
        f"{states}."
    )


def _advice(found: Mapping[str, tuple[int, int]]) -> str:
    """Return what a learner can conclude, once there are enough answers."""
    sure, sure_right = found.get("sure", (0, 0))
    guessed, guessed_right = found.get("guess", (0, 0))
    if sure >= MIN_ANSWERS and sure_right / sure < WELL_FOUNDED:
        return "You were sure more often than you were right: look twice where it feels easy."
    if guessed >= MIN_ANSWERS and guessed_right / guessed > WELL_FOUNDED:
        return "You know more than you think: many of your guesses were right."
    if sure >= MIN_ANSWERS:
        return "When you are sure, you can mostly rely on it."
    return "After a few more answers with a word on how sure you are, this will say more."
