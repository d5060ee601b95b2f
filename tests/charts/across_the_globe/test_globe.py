"""What lesson 7 shows: nine cards, and three rules for the start of a partnership."""

import pytest
from writing import strays, words_of

from lessons.charts import globe_cards, globe_starts
from lessons.charts.across_the_globe.partner_cards import (
    BLANK,
    CLUES,
    OTHER,
    WORK,
    globe_codes,
    letter,
)
from lessons.charts.across_the_globe.start_dates import RULES, counted, starts
from lessons.charts.engine.drawing import Line
from lessons.charts.engine.geo import FRAMES, base
from lessons.charts.engine.theme import page
from lessons.core.paths import lesson_folder
from lessons.data import membership, table

LAST = "2026-11-23"


def test_there_is_one_card_for_each_partner_across_the_globe():
    assert set(globe_codes()) == set(membership.members_on("PATG", LAST))
    assert sorted(map(letter, globe_codes())) == list("ABCDEFGHI")


def test_hidden_names_are_really_hidden():
    chart = globe_cards(list(CLUES), [])
    told = chart.says + words_of(chart.picture) + chart.data.to_string()
    for code in globe_codes():
        assert membership.name(code) not in told


def test_each_card_tells_of_one_deed_of_its_own_with_the_name_blanked():
    rows = table("practice_examples").set_index("example_id")
    hidden = globe_cards(["work"], []).data.set_index("Card")["Joint work"]
    shown = globe_cards(["work"], ["names"]).data.set_index("Card")["Joint work"]
    assert set(WORK) == set(globe_codes()) and len(set(WORK.values())) == len(WORK)
    for code, example in WORK.items():
        assert code in rows.loc[example, "iso3"].split(";")
        assert BLANK in hidden[letter(code)] and BLANK not in shown[letter(code)]
        assert rows.loc[example, "what"] in shown[letter(code)]
    assert OTHER in hidden[letter("COL")] and OTHER not in " ".join(shown)
    assert "___ soldiers taught Afghan gunners" in hidden[letter("MNG")]


def test_the_world_has_its_equator_and_no_other_line_of_the_land():
    for frame in FRAMES:
        backdrop = base(frame).backdrop
        assert backdrop is not None
        lines = [mark for mark in backdrop.marks if isinstance(mark, Line)]
        assert len(lines) == (frame == "world")
    latitudes = table("countries").set_index("iso3")["capital_lat"]
    south = {code for code in globe_codes() if latitudes[code] < 0}
    near = {code for code in globe_codes() if 0 <= latitudes[code] < 10}
    assert (south, near) == ({"AUS", "NZL"}, {"COL"})


def test_shown_names_stand_beside_their_letters():
    says = globe_cards([], ["names"]).says
    assert all(f"{letter(code)} {membership.name(code)}" in says for code in globe_codes())
    assert "Suspended: Afghanistan." in says


def test_a_doubtful_programme_is_not_stated_as_a_fact():
    cards = globe_cards(["programme"], ["names"]).data.set_index("Country")["Programmes"]
    assert "Tailored programme (ITPP): not confirmed." in cards["New Zealand"]
    assert cards["Pakistan"] == "No programme of its own was found."


def test_only_natos_list_gives_forty_one_partners_in_2012():
    totals = {rule: counted(rule, 2012) for rule in RULES}
    numbers = {rule: (len(inside), total) for rule, (inside, total) in totals.items()}
    assert numbers == {"list": (8, 41), "paper": (6, 39), "programme": (4, 37)}


@pytest.mark.parametrize("year", range(2011, 2027))
def test_the_list_counts_as_history_counts(year: int):
    inside, total = counted("list", year)
    assert set(inside) == set(membership.members_on("PATG", str(year)))
    on = "2026-11-23" if year == 2026 else f"{year}-12-31"
    assert total == membership.counts_on(on)["partners"]


def test_a_first_paper_is_never_later_than_a_first_programme():
    for row in starts().itertuples():
        if row.programme:
            assert row.paper and row.paper <= row.programme, row.country


def test_the_starts_are_those_of_the_rows():
    rows = starts().set_index("iso3")
    assert rows.loc["AUS", ["paper", "programme"]].tolist() == ["2012-06-14", "2013-02-21"]
    assert rows.loc["AFG", ["paper", "programme"]].tolist() == ["2006-09-06", ""]
    assert rows.loc["PAK", ["paper", "programme"]].tolist() == ["", ""]


@pytest.mark.parametrize("rule", RULES)
def test_the_sentence_counts_by_the_rule(rule: str):
    for year in (2006, 2012, 2026):
        inside, total = counted(rule, year)
        says = globe_starts(rule, year).says
        assert f"{len(inside)} partner{'s' * (len(inside) != 1)} across the globe" in says
        assert f"{total} partners in all" in says


def test_four_far_countries_sent_half_of_the_soldiers_from_outside_nato():
    rows = table("isaf_contributions")
    rows = rows[(rows["as_of"] == "2010-11-15") & ~rows["is_ally_then"]]
    far = rows[rows["iso3"].isin(["AUS", "MNG", "NZL", "KOR"])]["troops"].sum()
    assert far / rows["troops"].sum() == pytest.approx(0.5, abs=0.005)


def test_figures_written_by_hand_stand_in_their_rows():
    lesson = (lesson_folder("across_the_globe") / "lesson.md").read_text(encoding="utf-8")
    case = table("practice_examples").set_index("example_id").loc["ex085", "what"]
    for figure in ("168 flights", "3,500 tons"):
        assert figure in case and figure in lesson


def test_six_bars_begin_on_the_day_of_the_policy():
    assert (starts()["list"] == "2011-04-15").sum() == 6


@pytest.mark.parametrize("narrow", [False, True])
def test_no_line_of_text_leaves_the_page(narrow: bool):
    with page(narrow=narrow):
        charts = [
            globe_cards(list(CLUES), ["names"]),
            globe_cards([], []),
            *(globe_starts(rule, year) for rule in RULES for year in (2006, 2012, 2026)),
        ]
    assert strays(charts) == []
