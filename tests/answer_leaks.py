"""Find pictures on a handout that tell the answer to one of its questions."""

import re
from collections.abc import Iterable
from itertools import chain

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
    """Return the ids of the questions whose answer a picture or its task tells."""
    in_order = not task.picture.name.endswith("map")
    texts = [words(chart) for chart in (task.picture.wide, task.picture.narrow)]
    return [
        question.id
        for question in questions
        if any(tells(question, f"{task.text} {text}", in_order=in_order) for text in texts)
    ]


def words(chart: Chart) -> str:
    """Return the words that can be read in a printed picture, without what only a screen shows."""
    if isinstance(chart.picture, Drawing):
        seen = re.sub(r"<title>.*?</title>", " ", chart.picture.svg(), flags=re.DOTALL)
        return _plain(re.sub(r"<[^>]+>", " ", seen))
    drawn = chart.picture.findobj(Text)
    return _plain(" ".join(text.get_text() for text in drawn if text.get_visible()))


def tells(question: Question, text: str, *, in_order: bool = True) -> bool:
    """Return whether a text holds the whole answer to a question, and no wrong one beside it.

    `in_order` says whether the order of its words means anything: on a map it does not.
    """
    said = _plain(text)
    match question:
        case Numeric(answer=answer):
            number = f"{answer:,.12g}"
            return bool(re.search(rf"(?<![\w.,]){re.escape(number)}(?![\w]|[.,]\d)", said))
        case Single(right=right, wrong=wrong) | Multiple(right=right, wrong=wrong):
            return _all(right, said) and not _any(wrong, said)
        case TrueFalse(right=right, wrong=wrong):
            return _all(right, said) and not _any(wrong, said)
        case Ordering(items=items):
            places = [said.find(_plain(item)) for item in items]
            return in_order and -1 not in places and places == sorted(places)
        case Matching(pairs=pairs) | Classify(items=pairs):
            return _all(chain(pairs, pairs.values()), said)
    return False  # a place is found on a map, not in words


def _all(labels: Iterable[str], said: str) -> bool:
    return all(_plain(label) in said for label in labels)


def _any(labels: Iterable[str], said: str) -> bool:
    return any(_plain(label) in said for label in labels)


def _plain(text: str) -> str:
    return " ".join(text.replace("&#x27;", "'").replace("&amp;", "&").casefold().split())
