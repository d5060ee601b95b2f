"""What lesson 10 shows: eight objectives without a rank, examples to sort, which come together."""

import pytest
from explorer_states import turn
from writing import words_of

from lessons import explore, questions
from lessons.charts import eight_objectives, sort_the_example
from lessons.charts.objectives.example_cards import example_table, spread
from lessons.charts.objectives.sort_the_example import verdict
from lessons.core.paths import UnknownName, lesson_folder
from lessons.data import expressions, record, table
from lessons.data.examples import examples, readings, short_names

NAMES = expressions.names()
NUMBERS = list("12345678")


def test_every_example_stands_with_each_of_its_objectives():
    rows = table("practice_examples")
    assert sum(len(examples(objective=number)) for number in NUMBERS) == sum(
        len(ids.split(";")) for ids in rows["objective_ids"]
    )
    assert "ex022" in {example.example_id for example in examples(objective="4")}
    assert "ex022" not in {example.example_id for example in examples(objective="2")}


def test_no_gulf_partner_is_on_the_road_to_membership():
    assert not examples(objective="4", who="ici")
    empty = eight_objectives("4", who="ici")
    assert "0 examples with" in empty.says
    none = [number for number in NUMBERS if not examples(objective=number, who="ici")]
    assert len(none) == 3  # "for which three", the lesson asks
    named = empty.says.split("No example:")[1]
    assert all(short_names("objectives")[number] in named for number in none)
    assert "We found no example." in words_of(empty)


def test_an_ally_of_today_counts_for_the_group_that_it_was_in():
    euro_atlantic = {example.example_id for example in examples(who="euro_atlantic")}
    assert "ex022" in euro_atlantic  # Albania, an Ally since 2009
    assert "ex015" in {example.example_id for example in examples(who="org")} - euro_atlantic


def test_a_few_examples_are_spread_from_first_to_last():
    found = examples(objective="3")
    few = spread(found)
    assert (few[0], few[-1]) == (found[0], found[-1])
    assert len(few) == 3


def test_the_table_of_an_objective_holds_all_its_examples():
    assert len(eight_objectives("3").data) == 55
    assert set(example_table(examples(objective="7")).column("Area")) <= set(
        short_names("priority_areas").values()
    )


def test_an_unknown_objective_says_what_there_is():
    with pytest.raises(UnknownName, match="Open cannot be '9'"):
        eight_objectives("9")


def test_each_example_to_sort_has_a_reason_for_each_of_its_objectives():
    for key, reasons in readings().items():
        assert sorted(reasons) == sorted(record("practice_examples", key).objective_ids)
    assert {number for reasons in readings().values() for number in reasons} == set(NUMBERS)


def test_a_choice_is_answered_without_giving_the_rest_away():
    lines = " ".join(verdict("ex030", ["5", "2"], False))
    assert "1 of 2" in lines and "regional cooperation" in lines
    assert "Trust and understanding" not in lines
    assert "Trust and understanding" in " ".join(verdict("ex030", ["5"], True))


def test_who_chooses_all_eight_is_told_how_many_are_not_ours():
    assert verdict("ex017", NUMBERS, False)[0].startswith("You found 1 of 1, ")
    assert len(verdict("ex017", [], False)) == 1


def test_the_words_of_an_objective_stand_on_the_card():
    for number, words in table("objectives").set_index("objective_id")["statement"].items():
        chart = eight_objectives(str(number))
        assert words in words_of(chart) and words in chart.opened
        assert words not in chart.says


def test_the_table_keeps_what_is_not_yet_chosen():
    rows = sort_the_example(5, ["5"]).data
    data = dict(zip(rows.column("Objective"), rows.column("In our reading"), strict=True))
    assert data["democracy and reform"] == "yes"
    assert data["trust and understanding"] == "not shown yet"


def test_the_next_example_begins_without_a_guess():
    explorer = explore.sort_the_example()
    turn(explorer, guess=["6"], reading=["shown"])
    explorer.set_state({"values": {**explorer.values, "example": 2}})  # as the browser does
    assert explorer.values == {"example": 2, "guess": [], "reading": []}
    turn(explorer, example=3, guess=["1"])
    assert explorer.values["guess"] == ["1"]


def test_two_objectives_meet_as_often_from_either_side():
    assert "also serve: regional cooperation 24," in eight_objectives("3").opened
    assert "shared interests 24" in eight_objectives("2").opened


def test_the_road_to_membership_meets_reform_most_and_shared_interests_never():
    opened = eight_objectives("4").opened
    assert "democracy and reform 6," in opened
    assert "shared interests 0" in opened


def test_the_number_of_examples_in_the_guess_is_that_of_the_table():
    assert f"our {len(table('practice_examples'))} examples" in questions.estimate("objectives").ask


def test_the_numbers_for_the_board_are_those_of_the_table():
    notes = (lesson_folder("objectives") / "teacher.md").read_text(encoding="utf-8")
    counts = sorted((len(examples(objective=n)) for n in NUMBERS), reverse=True)
    assert f"({', '.join(map(str, counts))})" in notes
