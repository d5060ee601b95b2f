"""What lesson 6 shows: two frameworks side by side, their joint work, their sizes."""

import pandas as pd
import pytest
from writing import strays, words_of

from lessons.charts import partner_sizes, south_compared, south_work
from lessons.charts.engine.theme import page
from lessons.charts.euro_atlantic.country_profile import examples
from lessons.charts.south_and_gulf.frameworks_compared import ROWS
from lessons.charts.south_and_gulf.joint_work import AREAS, south_codes, south_countries
from lessons.charts.south_and_gulf.partner_comparison import GROUP_NAMES, MEASURES, number
from lessons.core.paths import lesson_folder
from lessons.data import membership, table

LAST = "2026-11-23"


def test_a_closed_row_gives_nothing_away():
    closed = south_compared([])
    assert (closed.data.iloc[:, 1:] == "?").all(axis=None)
    for country in map(membership.name, south_codes()):
        assert country not in words_of(closed.picture)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("start", "The Dialogue began with 5 countries in February 1995."),
        ("members", "Last to come in, the Dialogue: Algeria, 14 March 2000."),
        ("outside", "Asked and not in, the Initiative: Oman and Saudi Arabia."),
        ("people", "People in 2024: the Dialogue 240 million; the Initiative 20 million."),
        ("houses", "NATO's presence, the Initiative: Kuwait, 24 January 2017."),
    ],
)
def test_each_opened_row_is_told(key: str, words: str):
    assert words in south_compared([key]).says
    assert words not in south_compared([]).says


def test_answers_in_the_table_stand_apart():
    row = south_compared(["members"]).data.set_index("Question").loc[ROWS["members"]]
    assert row.iloc[0].startswith("Egypt: February 1995; Israel: February 1995; ")


def test_each_row_opens_alone():
    for key, question in ROWS.items():
        rows = south_compared([key]).data.set_index("Question")
        opened = rows[(rows != "?").all(axis=1)].index.tolist()
        assert opened == [question]


def test_all_members_stand_in_their_column():
    row = south_compared(["members"]).data.set_index("Question").loc[ROWS["members"]]
    for framework, words in zip(("MD", "ICI"), row, strict=True):
        names = [membership.name(code) for code in membership.members_on(framework, LAST)]
        assert all(name in words for name in names)


def test_those_who_were_asked_and_are_not_in_are_named():
    row = south_compared(["outside"]).data.set_index("Question").loc[ROWS["outside"]]
    assert "Libya" in row.iloc[0]
    assert "Oman" in row.iloc[1] and "Saudi Arabia" in row.iloc[1]


def test_uncertain_dates_are_marked():
    row = south_compared(["members"]).data.set_index("Question").loc[ROWS["members"]]
    assert "Kuwait: December 2004 (the date is not certain)" in row.iloc[1]


def test_the_people_add_up():
    people = table("indicators").query("year == 2024").set_index("iso3")["population"]
    says = south_compared(["people"]).says
    for framework in ("MD", "ICI"):
        total = people[membership.members_on(framework, LAST)].sum() / 1e6
        side = {"MD": "the Dialogue", "ICI": "the Initiative"}[framework]
        assert f"{side} {total:,.0f} million" in says


def test_the_joint_work_is_counted_once_for_each_country_named():
    data = south_work().data.set_index("Country")
    rows = table("practice_examples")
    for code in south_codes():
        named = rows[rows["iso3"].astype("string").str.contains(code, na=False)]
        assert data.loc[membership.name(code), "sum"] == len(named)
        for area, words in enumerate(AREAS, start=1):
            assert data.loc[membership.name(code), words] == (named["area_id"] == area).sum()


@pytest.mark.parametrize("country", [code for code in south_countries() if code != "all"])
def test_a_chosen_country_tells_its_examples(country: str):
    chart = south_work(country)
    assert chart.data["What"].tolist() == examples(country)["what"].tolist()
    many = "1 example" if len(chart.data) == 1 else f"{len(chart.data)} examples"
    assert f"{many} of joint work" in chart.says


@pytest.mark.parametrize("measure", MEASURES)
def test_sizes_stand_in_falling_order_with_gaps_last(measure: str):
    values = partner_sizes(measure, list(GROUP_NAMES)).data.iloc[:, 2]
    assert len(values) == 38
    known = values.dropna()
    assert known.is_monotonic_decreasing
    assert values[len(known) :].isna().all()


def test_income_is_gdp_divided_by_people_of_the_same_year():
    row = table("indicators").query("iso3 == 'JOR' and year == 2023").iloc[0]
    assert number("JOR", "gdp") == pytest.approx(row["gdp_usd"] / row["population"])
    assert pd.isna(number("QAT", "gdp"))
    assert "No figure found: Qatar." in partner_sizes("gdp", ["ici"]).says


def test_distances_are_those_of_the_globe():
    assert number("BEL", "distance") == pytest.approx(0)
    assert number("FRA", "distance") == pytest.approx(262, abs=10)  # Paris
    assert number("NZL", "distance") == pytest.approx(18_700, abs=100)


def test_the_middle_is_a_value_and_figures_are_rounded_alike():
    says = partner_sizes("population").says
    assert "Mediterranean Dialogue: the middle value is" in says and "middle one" not in says
    written = words_of(partner_sizes("population", list(GROUP_NAMES)))
    assert "10.0" not in written


def test_no_group_says_so():
    assert "Choose at least one" in partner_sizes("gdp", []).says


def test_figures_written_by_hand_stand_in_their_rows():
    lesson = (lesson_folder("south_and_gulf") / "lesson.md").read_text(encoding="utf-8")
    rows = table("practice_examples").set_index("example_id")["what"]
    assert "Twenty-one first responders" in rows["ex070"] and "twenty-one" in lesson
    libya = table("operations").set_index("operation_id").loc["OUP", "summary"]
    assert "Fourteen Allies and four partners" in libya
    assert "Fourteen Allies and four partners" in lesson


def test_israel_has_the_highest_income_of_the_eleven_and_the_six_lie_far_below():
    income = {code: number(code, "gdp") for code in south_codes() if code != "QAT"}
    assert max(income, key=lambda code: income[code]) == "ISR"
    others = set(membership.members_on("MD", LAST)) - {"ISR"}
    assert max(income[code] for code in others) < income["ISR"] / 9


@pytest.mark.parametrize("narrow", [False, True])
def test_no_line_of_text_leaves_the_page(narrow: bool):
    with page(narrow=narrow):
        charts = [
            south_compared([]),
            south_compared(list(ROWS)),
            *(south_work(country) for country in south_countries()),
            *(partner_sizes(measure, list(GROUP_NAMES)) for measure in MEASURES),
        ]
    assert strays(charts) == []
