"""Find pictures on a handout that tell the answer to one of its questions."""

import re
from collections.abc import Iterable

from matplotlib.text import Text

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Drawing
from lessons.publishing.figures import Task
from lessons.questions import Question
from lessons.questions.types.base import plain


def given_away(questions: Iterable[Question], task: Task) -> list[str]:
    """Return the ids of the questions whose answer a picture or its task tells."""
    in_order = not task.picture.name.endswith("map")
    texts = [words(chart) for chart in (task.picture.wide, task.picture.narrow)]
    return [
        question.id
        for question in questions
        if any(question.is_told_by(f"{task.text} {text}", in_order=in_order) for text in texts)
    ]


def words(chart: Chart) -> str:
    """Return the words that can be read in a printed picture, without what only a screen shows."""
    if isinstance(chart.picture, Drawing):
        seen = re.sub(r"<title>.*?</title>", " ", chart.picture.svg(), flags=re.DOTALL)
        return plain(re.sub(r"<[^>]+>", " ", seen))
    drawn = chart.picture.findobj(Text)
    return plain(" ".join(text.get_text() for text in drawn if text.get_visible()))
