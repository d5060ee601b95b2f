"""Cards on documented facts say how sure the course is, where it is not."""

import pytest

from lessons.charts.engine import fact
from lessons.charts.fact_cards import how_many_opened


@pytest.mark.parametrize(("confidence", "lines"), [("high", 2), ("medium", 3), ("low", 3)])
def test_only_a_fact_that_is_not_sure_says_so(confidence, lines):
    found = [part for part in fact("2005", "An air bridge to Pakistan.", confidence) if part.text]
    assert [part.text for part in found[:2]] == ["2005", "An air bridge to Pakistan."]
    assert len(found) == lines


@pytest.mark.parametrize(
    ("opened", "text"), [(0, "No step of 4"), (1, "1 step of 4"), (2, "2 steps of 4")]
)
def test_what_was_opened_is_counted(opened, text):
    assert how_many_opened(opened, 4, "step").startswith(text)
