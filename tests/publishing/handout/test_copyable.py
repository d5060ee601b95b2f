"""Pictures on paper: nothing that only a screen can do, and no group known by its colour alone."""

import io
import re
from itertools import combinations, pairwise

import pytest
from PIL import Image, ImageStat
from sampling import walk

from lessons.charts.engine.drawing import Box, Drawing, Shape, Text
from lessons.charts.engine.legends import GROUP_KEYS
from lessons.course import lessons
from lessons.publishing.clean_run import empty_journal
from lessons.publishing.figures import handout_tasks
from lessons.publishing.handout.copyable import for_paper

ALL = lessons()
TO_HANDLE = re.compile(
    r"\b(choose|click|opened|slider|press|drag|lines above|the table)\b|^\d+ of \d+ ·",
    re.IGNORECASE,
)


@pytest.mark.parametrize("lesson", walk(ALL, ALL[::3]), ids=lambda lesson: lesson.slug)
def test_no_picture_on_paper_speaks_of_controls_or_of_groups_that_are_not_drawn(lesson) -> None:
    with empty_journal():
        pictures = [task.picture for task in handout_tasks(lesson)]
    for chart in (chart for picture in pictures for chart in (picture.wide, picture.narrow)):
        page = for_paper(chart.picture)
        texts = [mark.text for mark in page.marks if isinstance(mark, Text)]
        assert not [text for text in texts if TO_HANDLE.search(text) or text.endswith(" –")]


def test_a_sign_goes_with_its_text_and_others_stay() -> None:
    sign, other = Shape(20, 46, 6, "star", "patg"), Shape(150, 46, 6, "square", "ally")
    page = Drawing(300, 100)
    page.add(sign, Text(32, 50, "Partners across the globe –"), other, Text(162, 50, "Allies 16"))
    assert for_paper(page).marks == page.marks[2:]


def grey(role: str) -> tuple[float, float]:
    """Return the mean and the spread of the grey in which a part of a column is copied."""
    page = Drawing(40, 40, [Box(0, 0, 40, 40, role, opacity=0.45, radius=0)])
    picture = Image.open(io.BytesIO(for_paper(page).png(2))).convert("RGB").convert("L")
    found = ImageStat.Stat(picture)
    return found.mean[0], found.stddev[0]


def test_groups_in_a_column_differ_in_grey() -> None:
    greys = {group.role: grey(group.role) for group in GROUP_KEYS.values()}
    for first, other in combinations(greys, 2):
        apart = [abs(a - b) for a, b in zip(greys[first], greys[other], strict=True)]
        assert max(apart) > 20, (first, other)
    for left, right in pairwise(greys):  # neighbours of a column
        assert sum(abs(a - b) for a, b in zip(greys[left], greys[right], strict=True)) > 40


def test_what_holds_text_keeps_its_ground() -> None:
    card = Box(0, 0, 100, 40, "md", opacity=0.3)
    assert for_paper(Drawing(100, 40, [card])).marks == [card]
