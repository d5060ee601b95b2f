"""What lesson 6 shows: two frameworks side by side, their joint work, their sizes."""

import re

import pytest
from writing import words_of

from lessons.charts import partner_sizes, south_compared, south_work
from lessons.charts.engine.legends import PARTNER_GROUPS
from lessons.charts.south_and_gulf.south_compared import CLOSED, FRAMEWORKS, questions
from lessons.charts.south_and_gulf.south_work import codes
from lessons.core.paths import lesson_folder
from lessons.data import membership, record, rows
from lessons.data.examples import examples, short_names
from lessons.data.measures import MEASURES, measured

LAST = membership.last_day()


def answers(key: str) -> tuple[str, ...]:
    """Return the answers for the Dialogue and the Initiative when one row is opened."""
    found = next(row for row in south_compared([key]).data.rows if row[0] == questions()[key])
    return found[1:]


def test_a_closed_row_gives_nothing_away():
    closed = south_compared([])
    assert {cell for row in closed.data.rows for cell in row[1:]} == {CLOSED}
    for country in map(membership.name, codes()):
        assert country not in words_of(closed.picture)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("start", "5 countries in February 1995"),
        ("members", "7 countries"),
        ("outside", "Oman and Saudi Arabia"),
        ("people", "240 million people"),
        ("houses", "Kuwait, 24 January 2017"),
    ],
)
def test_an_opened_row_is_read_aloud(key: str, words: str):
    assert words in south_compared([key]).says
    assert words not in south_compared([]).says


def test_each_row_opens_alone():
    for key, question in questions().items():
        table = south_compared([key]).data.rows
        assert [row[0] for row in table if CLOSED not in row] == [question]


def test_all_members_stand_in_their_column():
    assert "Egypt: February 1995. Israel: February 1995." in answers("members")[0]
    for framework, text in zip(("MD", "ICI"), answers("members"), strict=True):
        names = map(membership.name, membership.members_on(framework, LAST))
        assert all(name in text for name in names)


def test_those_who_were_asked_and_are_not_in_are_named():
    dialogue, initiative = answers("outside")
    assert "Libya" in dialogue
    assert "Oman" in initiative and "Saudi Arabia" in initiative


def test_uncertain_dates_are_marked():
    members = answers("members")[1]
    assert re.search("Kuwait: December 2004 .+ not certain", members)


def test_the_people_add_up():
    people = {row.iso3: row.population for row in rows("indicators") if row.year == 2024}
    for framework, answer in zip(FRAMEWORKS, answers("people"), strict=True):
        total = sum(people[code] for code in membership.members_on(framework, LAST))
        assert answer.startswith(f"{total / 1e6:,.0f} million people")


def test_joint_work_is_counted_once_for_each_country_named():
    data = {row["Country"]: row for row in south_work().data}
    for code in codes():
        named = [row for row in rows("practice_examples") if code in row.iso3]
        counts = data[membership.name(code)]
        assert counts["Sum"] == len(named)
        for area, text in short_names("priority_areas").items():
            assert counts[text] == sum(str(row.area_id) == area for row in named)


@pytest.mark.parametrize("country", codes())
def test_a_chosen_country_shows_its_examples(country: str):
    chart = south_work(country)
    assert chart.data.column("What") == [one.what for one in examples(country=country)]
    assert f"{len(chart.data)} example{'s' * (len(chart.data) != 1)} in " in chart.says
    assert "practice_examples" not in chart.source and chart.source


@pytest.mark.parametrize("measure", MEASURES)
def test_sizes_stand_in_falling_order(measure: str):
    chart = partner_sizes(measure, list(PARTNER_GROUPS))
    values = [row[2] for row in chart.data.rows]
    assert len(values) == len(membership.partners_on(LAST))
    assert values == sorted(values, reverse=True)


def test_the_middle_is_a_value_and_figures_are_rounded_alike():
    assert "Mediterranean Dialogue: median 12" in words_of(partner_sizes("population"))
    assert "10.0" not in words_of(partner_sizes("population", list(PARTNER_GROUPS)))


def test_no_group_says_so():
    assert "choose at least one" in partner_sizes("gdp", []).says


def test_figures_written_by_hand_stand_in_their_rows():
    lesson = (lesson_folder("south_and_gulf") / "lesson.md").read_text(encoding="utf-8")
    assert "Twenty-one first responders" in record("practice_examples", "ex070").what
    assert "twenty-one" in lesson
    assert (
        "Jordan, Qatar, Sweden and the United Arab Emirates" in record("operations", "OUP").summary
    )
    assert "four partners took part" in lesson


def test_only_qatar_has_a_higher_income_than_israel_and_the_six_lie_far_below():
    income = {code: measured(code, "gdp") or 0 for code in codes()}
    assert sorted(income, key=lambda code: -income[code])[:2] == ["QAT", "ISR"]
    others = set(membership.members_on("MD", LAST)) - {"ISR"}
    assert max(income[code] for code in others) < income["ISR"] / 9
