"""Write sentences about the figures of a class, and choose what to teach again."""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import Any

from lessons import course, questions
from lessons.classroom.item_analysis import Analysis, Reliability
from lessons.core.paths import UnknownName
from lessons.core.text import counted
from lessons.data import cached_on_tables
from lessons.questions import Question

UNDERSTOOD = 0.85  # the share of points from which an objective need not be taught again
WEAK = 0.6  # below this share a pupil is weak in an objective
MAX_NAMED = 3  # objectives to teach again, or in which a pupil is strong or weak
MAX_MISUNDERSTANDINGS = 2  # for each objective to teach again
MIN_ANSWERS = 5  # fewer say nothing about a class
MIN_OF_PUPIL = 2  # answers; fewer say nothing about a pupil
NOT_TICKED = "not ticked"  # begins the label of a right option that somebody left out
MAX_SECONDS = 90  # longer times are given in minutes

# Common rules of thumb for classroom tests, which may not fit every test.
TOO_EASY, TOO_HARD = 0.95, 0.25  # facility
LOW_DISCRIMINATION = 0.1
MEANINGS = (  # of a reliability below a limit
    (0.0, "pupils strong in one question tend to be weak in others, so a sum says nothing"),
    (0.5, "other questions of this kind would rank the pupils quite differently"),
    (0.7, "good enough to see what a class needs, too little for a mark"),
    (0.9, "good enough to compare pupils roughly; a difference of a few points means nothing"),
    (float("inf"), "other questions of this kind would rank the pupils much the same"),
)
WIDE_RANGE = 0.15


def teach_again(
    analysis: Analysis, bank: Sequence[Question], reasons: Mapping[int, str]
) -> list[dict[str, Any]]:
    """Return the objectives that a class understood least, at most three, the weakest first.

    An objective is left out if fewer than half as many pupils met it as met the commonest one. Each
    has the columns of `Analysis.objectives`, and as `misunderstandings` its commonest wrong
    answers: those of `Analysis.wrong`, with what the question asks, the number of its answers, and
    as `reason` what the bank says about the label.
    """
    rows = list(analysis.objectives.iter_rows(named=True))
    most = max((row["pupils"] for row in rows), default=0)
    met = [row for row in rows if row["objective"] and row["pupils"] * 2 >= most]
    weak = sorted((row for row in met if row["share"] < UNDERSTOOD), key=lambda row: row["share"])
    answers = dict(analysis.items.select("question", "answers").iter_rows())
    wrong: dict[str, list[dict[str, Any]]] = {}
    for row in analysis.wrong.iter_rows(named=True):
        asked, reason = bank[row["question"]], reasons[row["choice"]]
        about = {"ask": asked.ask, "answers": answers[row["question"]], "reason": reason}
        wrong.setdefault(asked.objective, []).append(row | about)
    for found in wrong.values():
        found.sort(key=lambda row: -row["chosen"] / row["answers"])
    return [
        row | {"misunderstandings": wrong.get(row["objective"], [])[:MAX_MISUNDERSTANDINGS]}
        for row in weak[:MAX_NAMED]
    ]


def on_reliability(found: Reliability) -> str:
    """Return what a reliability means, and its confidence interval, in sentences."""
    pupils = counted(found.pupils, "pupil")
    if found.value is None:
        return (
            f"{pupils} and {counted(found.items, 'question')} are too few, or too much alike, to "
            "say how reliable the marks are."
        )
    meaning = next(text for limit, text in MEANINGS if found.value < limit)
    text = f"Cronbach's alpha is {found.value:.2f}: {meaning}."
    if found.low is None or found.high is None:
        return text
    is_wide = found.high - found.low > WIDE_RANGE
    remark = ", a wide range: one class is a small sample" if is_wide else ""
    return (
        f"{text} With {pupils} the true figure may well lie anywhere from {found.low:.2f} to "
        f"{found.high:.2f}{remark}."
    )


def on_item(facility: float, discrimination: float | None, answers: int) -> str:
    """Return what is worth a second look in a question, or ""."""
    if answers < MIN_ANSWERS:
        return "too few answers to say more"
    # Twice the standard error of a small correlation: how far chance may have moved it.
    chance = 2 / sqrt(answers)
    # The most serious remark comes first: the key of such a question may be wrong.
    if discrimination is not None and discrimination < -chance:
        return "strong pupils miss it more often than weak ones: check the question and its key"
    if facility > TOO_EASY:
        return "nearly everybody knows it: it does not discriminate"
    if facility < TOO_HARD:
        return "hardly anybody knows it: teach it, or ask it more clearly"
    if discrimination is not None and discrimination < LOW_DISCRIMINATION:
        is_unsure = discrimination + chance > 2 * LOW_DISCRIMINATION
        remark = ", which may be chance in so few answers" if is_unsure else ""
        return f"strong pupils do hardly better than weak ones{remark}"
    return ""


def mistake(label: str) -> str:
    """Return a wrong choice as a teacher reads it.

    >>> mistake("not ticked: New Zealand")
    'New Zealand was not ticked'
    """
    state, colon, option = label.partition(": ")
    return f"{option} was not ticked" if colon and state == NOT_TICKED else label


def duration(seconds: float | None) -> str:
    """Return a time as text: '40 s', '2.5 min' or 'not known'."""
    if seconds is None:
        return "not known"
    return f"{seconds:.0f} s" if seconds < MAX_SECONDS else f"{seconds / 60:.1f} min"


# The four functions below return the name of an exam unchanged: it is not a lesson of the course.


def lesson_heading(lesson: str) -> str:
    """Return a lesson's title."""
    found = _lesson(lesson)
    return found.heading if found else lesson


def lesson_label(lesson: str) -> str:
    """Return a label for a lesson's column: 'L3'."""
    found = _lesson(lesson)
    return f"L{found.number}" if found else lesson


def objective_number(objective: str) -> str:
    """Return an objective's number with that of its lesson: '3.1'."""
    lesson, _, number = objective.rpartition(".")
    found = _lesson(lesson)
    return f"{found.number}.{number}" if found else objective


def objective_text(objective: str) -> str:
    """Return an objective's sentence; "" for one of an exam, whose name is the sentence."""
    lesson = objective.rpartition(".")[0]
    return questions.objectives(lesson).get(objective, objective) if _lesson(lesson) else ""


@cached_on_tables(maxsize=500)
def reading_link(objective: str) -> tuple[str, str] | None:
    """Return where to read about an objective; None for one of an exam.

    It is the lesson with its section, and the page on the course's website. The first section with
    a question on the objective teaches it; if all questions are at the end, it is the lesson.
    """
    found = _lesson(objective.rpartition(".")[0])
    if found is None:
        return None
    for section in found.sections:
        if any(question.objective == objective for question in found.asked_in(section)):
            page = f"{found.name}.html#{course.heading_fragment(section.heading)}"
            return f"{found.heading}, “{course.plain(section.heading)}”", page
    return found.heading, f"{found.name}.html"


@cached_on_tables(maxsize=200)  # reading a lesson's text again for every cell would take a second
def _lesson(name: str) -> course.Lesson | None:
    try:
        return course.lesson(name)
    except UnknownName:
        return None


def strong_and_weak(shares: Iterable[Mapping[str, Any]]) -> tuple[str, str]:
    """Return the numbers of the objectives in which a pupil is strong, and weak.

    `shares` are the pupil's rows of `Analysis.pupils`. Only objectives with at least MIN_OF_PUPIL
    answers count. The three clearest are named, and the others counted; those with the same share
    come in the order of the course.
    """
    sure = [row for row in shares if row["objective"] and row["answered"] >= MIN_OF_PUPIL]
    strong = [row for row in sure if row["share"] >= UNDERSTOOD]
    weak = [row for row in sure if row["share"] < WEAK]
    strong.sort(key=lambda row: -row["share"])
    weak.sort(key=lambda row: row["share"])
    return _numbers(strong), _numbers(weak)


def _numbers(rows: Sequence[Mapping[str, Any]]) -> str:
    numbers = [objective_number(row["objective"]) for row in rows]
    more = f" +{len(numbers) - MAX_NAMED}" if len(numbers) > MAX_NAMED else ""
    return f"{', '.join(numbers[:MAX_NAMED])}{more}" or "–"
