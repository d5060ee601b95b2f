"""How far a learner has come, drawn: each chart with its sentence and its table."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lessons import course, journal, questions, spaced_repetition
from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Text, text_width
from lessons.charts.engine.old_bars import wrapped
from lessons.charts.engine.table import Table
from lessons.charts.engine.theme import is_narrow, width
from lessons.core.paths import lesson_folder
from lessons.spaced_repetition import STATES, Standing

ROLES = {"strong": "other", "shaky": "md", "due": "ici", "open": "grid"}
TALL, LEFT = 14.0, 330.0  # of a bar; the room for the words before it on a wide page
LINE = 15.0  # from one line of words to the next
ENOUGH = 5  # answers with a confidence, before anything is said about it
OWN = "Your own answers, kept on the computer that runs this course."


class Row(NamedTuple):
    """A bar: its words and how many questions are in each state."""

    words: str
    counts: Mapping[str, int]

    def said(self) -> str:
        """Return the counts in words: `5 strong, 2 due again`."""
        told = (f"{self.counts[it]} {STATES[it]}" for it in STATES if self.counts.get(it))
        return ", ".join(told)


def lessons_chart() -> Chart:
    """Draw for each lesson how many questions are strong, due or open."""
    found = spaced_repetition.standings()
    rows = [
        Row(course.lesson(lesson).heading, _counted(each))
        for lesson, each in _by(found, "lesson").items()
    ]
    first = {lesson: tally.first_right for lesson, tally in journal.summary().items()}
    right = [first.get(lesson, 0) for lesson in _by(found, "lesson")]
    answered = [sum(row.counts.values()) - row.counts["open"] for row in rows]
    added = {"Answered": answered, "Right at the first try": right}
    data = _table("Lesson", rows, added)
    title = "My progress by lesson"
    return Chart(_bars(rows), _summed_up(found), OWN, data, title)


def objectives_chart() -> Chart:
    """Draw for each objective of the lessons begun what is strong, due or open."""
    begun = set(spaced_repetition.begun())
    found = [it for it in spaced_repetition.standings() if it.lesson in begun and it.objective]
    rows = [
        Row(_objective(objective), _counted(each))
        for objective, each in sorted(_by(found, "objective").items(), key=lambda it: _place(it[0]))
    ]
    again = [it.words for it in sorted(rows, key=_to_see_again) if _to_see_again(it)]
    done = [it.words for it in rows if it.counts["strong"] == sum(it.counts.values())]
    says = (
        f"{len(rows)} objectives in the lessons begun: {len(done)} with every question strong, "
        f"{len(again)} with questions to see again"
    )
    says += f", above all: {again[0]}" if again else ""
    title = "My progress by objective"
    return Chart(_bars(rows), f"{says.rstrip('.')}.", OWN, _table("Objective", rows), title)


def confidence_chart() -> Chart:
    """Draw how many answers were right when the learner was sure, thought so, or guessed."""
    found = {word: it for word, it in spaced_repetition.calibration().items() if it[0]}
    told = [
        f"{_felt(word)}, {right} of {given} first answers were right ({right / given:.0%})"
        for word, (given, right) in found.items()
    ]
    data = Table(
        ["How sure", "First answers", "Right", "Right in %"],
        [
            (word, given, right, round(100 * right / given))
            for word, (given, right) in found.items()
        ],
    )
    says = ". ".join(told) + "." + _advice(found)
    return Chart(_shares(found), says, OWN, data, "How well my confidence fits")


def _by(found: Iterable[Standing], what: str) -> dict[str, list[Standing]]:
    groups: dict[str, list[Standing]] = {}
    for each in found:
        groups.setdefault(getattr(each, what), []).append(each)
    return groups


def _counted(found: Iterable[Standing]) -> dict[str, int]:
    return dict.fromkeys(STATES, 0) | Counter(each.state for each in found)


def _objective(id: str) -> str:
    lesson, _, number = id.partition(".")
    goal = questions.objectives(lesson).get(id, id)
    return f"{course.lesson(lesson).number}.{number} {goal}"


def _place(objective: str) -> tuple[str, int]:
    lesson, _, number = objective.partition(".")
    return lesson_folder(lesson).name, int(number)


def _to_see_again(row: Row) -> int:
    return -(row.counts["due"] + row.counts["shaky"])


def _table(
    first: str, rows: Sequence[Row], added: Mapping[str, Sequence[int]] | None = None
) -> Table:
    """Return the rows with the number of questions, added columns, and a column a state."""
    columns = {
        first: [row.words for row in rows],
        "Questions": [sum(row.counts.values()) for row in rows],
        **(added or {}),
        **{words.capitalize(): [row.counts[s] for row in rows] for s, words in STATES.items()},
    }
    return Table(list(columns), zip(*columns.values(), strict=True))


def _summed_up(found: Sequence[Standing]) -> str:
    counts = _counted(found)
    answered = len(found) - counts["open"]
    lessons = len({each.lesson for each in found if each.state != "open"})
    in_lessons = "1 lesson" if lessons == 1 else f"{lessons} lessons"
    parts = [f"{counts[it]} {STATES[it]}" for it in ("strong", "shaky", "due")]
    told = ", ".join(parts)
    return f"You have answered {answered} of {len(found)} questions, in {in_lessons}: {told}."


def _bars(rows: Sequence[Row]) -> Drawing:
    """Draw a bar for each row, split by state; the counts stand beside it in words."""
    drawing = Drawing(width(), 0)
    _legend(drawing)
    top = 44.0
    for row in rows:
        top = _bar(drawing, row, top)
    drawing.height = top
    return drawing


def _bar(drawing: Drawing, row: Row, top: float) -> float:
    """Draw a row with its words in full; return where the next one begins."""
    narrow = is_narrow()
    left, room = (4.0, width() - 8.0) if narrow else (LEFT, 170.0)
    lines = wrapped(row.words, (width() if narrow else LEFT) - 14, 12)
    for number, words in enumerate(lines):
        drawing.add(Text(4, top + 11 + LINE * number, words))
    at = top + 3 + LINE * len(lines) if narrow else top
    place = left
    for state, role in ROLES.items():
        long = room * row.counts[state] / max(1, sum(row.counts.values()))
        if long:
            drawing.add(Box(place, at, long, TALL, role, title=f"{row.words}: {row.said()}"))
        place += long
    below = (4.0, at + 27) if narrow else (left + room + 12, top + 11)
    drawing.add(Text(*below, row.said(), "muted"))
    return at + 44 if narrow else top + max(30, LINE * len(lines) + 8)


def _legend(drawing: Drawing) -> None:
    place, line = 4.0, 4.0
    for state, role in ROLES.items():
        long = 24 + text_width(STATES[state])
        if place + long > width():
            place, line = 4.0, line + 18
        drawing.add(Box(place, line, 12, 12, role), Text(place + 17, line + 11, STATES[state]))
        place += long + 14


def _shares(found: Mapping[str, tuple[int, int]]) -> Drawing:
    """Draw a bar for each confidence, as long as the share that was right."""
    left, room = 90.0, width() - (210.0 if is_narrow() else 300.0)
    drawing = Drawing(width(), 40 + 34 * len(found))
    for number, (word, (given, right)) in enumerate(found.items()):
        top = 8 + 34 * number
        long = room * right / given
        told = f"{right} of {given} right"
        drawing.add(
            Text(4, top + 14, word),
            Box(left, top, room, 20, "grid"),
            Box(left, top, long, 20, "euro_atlantic", title=f"{word}: {told}"),
            Text(left + room + 10, top + 14, told),
        )
    low = 8 + 34 * len(found)
    drawing.add(Line(((left, low), (left + room, low)), "quiet"))
    for share in (0, 50, 100):
        drawing.add(
            Text(left + room * share / 100, low + 16, f"{share}%", "muted", anchor="middle")
        )
    return drawing


def _felt(word: str) -> str:
    return {
        "sure": "When you were sure",
        "think so": "When you thought so",
        "guess": "When you guessed",
    }[word]


def _advice(found: Mapping[str, tuple[int, int]]) -> str:
    """Return what the figures say, once there are enough of them."""
    given, right = found.get("sure", (0, 0))
    guessed, lucky = found.get("guess", (0, 0))
    if given >= ENOUGH and right / given < 0.75:
        return " You were sure more often than you were right: look twice where it feels easy."
    if guessed >= ENOUGH and lucky / guessed > 0.75:
        return " You know more than you think: many of your guesses were right."
    if given >= ENOUGH:
        return " When you are sure, you can mostly rely on it."
    return " A few more answers with a word on how sure you are, and this says more."
