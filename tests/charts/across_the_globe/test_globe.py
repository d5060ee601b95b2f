"""What lesson 7 shows: nine cards, and three rules for the start of a partnership."""

import pytest
from writing import words_of

from lessons.charts import globe_cards, globe_starts, world_map
from lessons.charts.across_the_globe.globe_cards import BLANK, OTHER, clues, lettered
from lessons.charts.across_the_globe.globe_starts import RULES
from lessons.charts.engine import region_names
from lessons.charts.engine.drawing import Line
from lessons.core.paths import lesson_folder
from lessons.data import membership, record, rows
from lessons.data.distances import capital
from lessons.data.illustrations import illustrations
from lessons.data.partnership_starts import counted_by

LAST = membership.last_day()


def clue(key: str, **values: list[str]) -> dict[str, str]:
    """Return a clue by the letters of the cards."""
    data = globe_cards([key], **values).data
    return dict(zip(data.column("Card"), data.column(clues()[key]), strict=True))


def test_there_is_one_card_for_each_partner_across_the_globe():
    assert set(lettered()) == set(membership.members_on("PATG", LAST))
    assert list(lettered().values()) == list("ABCDEFGHI")


def test_hidden_names_are_really_hidden():
    chart = globe_cards(list(clues()), [])
    seen = " ".join([chart.title, chart.says, words_of(chart), str(list(chart.data))])
    assert not [code for code in lettered() if membership.name(code) in seen]


def test_each_card_tells_of_one_deed_of_its_own_with_the_name_blanked():
    hidden, shown = clue("work"), clue("work", names=["names"])
    examples = {
        code: record(one.table_name, one.row_key)
        for code, one in illustrations("globe_cards").items()
    }
    assert set(examples) == set(lettered())
    for code, letter in lettered().items():
        assert code in examples[code].iso3
        assert BLANK not in shown[letter]
        assert examples[code].what in shown[letter]
    assert OTHER in hidden[lettered()["COL"]] and OTHER not in " ".join(shown.values())
    assert "___ soldiers taught Afghan gunners" in hidden[lettered()["MNG"]]


def test_only_the_map_of_the_world_has_the_equator_and_three_lie_near_it():
    for region in region_names():
        backdrop = world_map(2026, region=region).picture.backdrop
        lines = [mark for mark in backdrop.marks if isinstance(mark, Line)]
        assert len(lines) == (region == "world")
    south = {code for code in lettered() if capital(code).capital_lat < 0}
    near = {code for code in lettered() if 0 <= capital(code).capital_lat < 10}
    assert (south, near) == ({"AUS", "NZL"}, {"COL"})


def test_shown_names_stand_beside_their_letters():
    shown = words_of(globe_cards([], ["names"]))
    assert all(
        f"{letter} · {membership.name(code)}" in shown for code, letter in lettered().items()
    )
    assert "Afghanistan suspended" in shown


@pytest.mark.parametrize("rule", RULES)
def test_title_and_sentence_count_by_the_rule(rule: str):
    for year in (2006, 2012, 2026):
        inside, total = counted_by(rule, year)
        chart = globe_starts(rule, year)
        for text in (chart.title, chart.says):
            assert f"{total} partners" in text and f" {len(inside)} of them" in text


def test_four_far_countries_sent_half_of_the_soldiers_from_outside_nato():
    outside = {
        row.iso3: row.troops
        for row in rows("isaf_contributions")
        if str(row.as_of) == "2010-11-15" and not row.is_ally_then
    }
    far = sum(outside.get(code, 0) for code in ("AUS", "MNG", "NZL", "KOR"))
    assert far / sum(outside.values()) == pytest.approx(0.5, abs=0.005)


def test_figures_written_by_hand_stand_in_their_rows():
    lesson = (lesson_folder("across_the_globe") / "lesson.md").read_text(encoding="utf-8")
    for figure in ("168 flights", "3,500 tons"):
        assert figure in record("practice_examples", "ex085").what and figure in lesson
