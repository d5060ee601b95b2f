"""Find pictures on a handout that give away the answer to one of its questions."""

import re
from collections.abc import Iterable

from matplotlib.text import Text

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing
from lessons.publishing.figures import Task
from lessons.questions import (
    Classify,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Question,
    Single,
    TrueFalse,
)


def given_away(questions: Iterable[Question], task: Task) -> list[str]:
    """Return the ids of the questions whose answer a picture or its task gives away."""
    in_order = not task.picture.name.endswith("map")
    texts = [visible_text(chart) for chart in (task.picture.wide, task.picture.narrow)]
    return [
        question.id
        for question in questions
        if any(is_given_away(question, plain(f"{task.text} {text}"), in_order) for text in texts)
    ]


def is_given_away(question: Question, text: str, in_order: bool) -> bool:
    """Return whether a plain text holds the full answer to a question, and no wrong option.

    `in_order` says whether the order of its words means anything: on a map it does not.
    """
    match question:
        case Single() | Multiple() | TrueFalse():
            wrong = any(plain(option) in text for option in question.wrong)
            return not wrong and all(plain(option) in text for option in question.right)
        case Classify() | Matching():
            pairs = question.goes_with.items()
            return all(plain(part) in text for pair in pairs for part in pair)
        case Ordering():
            places = [text.find(plain(item)) for item in question.items]
            return in_order and -1 not in places and places == sorted(places)
        case Numeric():
            number = re.escape(f"{question.answer:,.12g}")
            return bool(re.search(rf"(?<![\w.,]){number}(?![\w]|[.,]\d)", text))
    return False


def visible_text(chart: Chart) -> str:
    """Return the text that a printed picture shows, without what only a screen shows."""
    if isinstance(chart.picture, Drawing):
        seen = re.sub(r"<title>.*?</title>", " ", chart.picture.svg(), flags=re.DOTALL)
        return plain(re.sub(r"<[^>]+>", " ", seen))
    drawn = chart.picture.findobj(Text)
    return plain(" ".join(text.get_text() for text in drawn if text.get_visible()))


def plain(text: str) -> str:
    """Return a text in lower case on one line; some of the texts come from HTML."""
    return " ".join(text.replace("&#x27;", "'").replace("&amp;", "&").casefold().split())
