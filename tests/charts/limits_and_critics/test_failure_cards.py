"""What lesson 11 shows: each failure with what went wrong and who explains it how."""

import pytest
from writing import words_of

from lessons.charts import failure_cards
from lessons.charts.engine.theme import page
from lessons.charts.limits_and_critics.failure_cards import cases, explanations, years
from lessons.core.paths import UnknownName
from lessons.data import record


@pytest.mark.parametrize("case", cases())
@pytest.mark.parametrize("narrow", [False, True])
def test_every_explanation_is_shown_with_who_gives_it(case: str, narrow: bool) -> None:
    with page(narrow=narrow):
        shown = words_of(failure_cards(case)).lower()
    row = record("failures", case)
    found = explanations(row)
    assert len(found) >= 2
    for text in (row.what_went_wrong, *(part for pair in found for part in pair)):
        assert text.lower() in shown


def test_the_table_holds_each_explanation_of_the_case() -> None:
    data = failure_cards("f09").data
    assert data.column("Who explains") == ["Türkiye", "Austria", "NATO"]
    assert set(data.column("Years")) == {"2016-2017"}


def test_a_doubt_is_shown_with_the_case() -> None:
    row = record("failures", "f12")
    assert row.confidence != "high"
    assert row.doubt in words_of(failure_cards("f12"))


def test_a_case_of_one_year_and_one_that_goes_on_say_so() -> None:
    assert years(record("failures", "f15")) == "2021"
    assert years(record("failures", "f13")) == "2004-today"


def test_an_unknown_case_says_what_there_is() -> None:
    with pytest.raises(UnknownName, match="Case cannot be 'f99'"):
        failure_cards("f99")
