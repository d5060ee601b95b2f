"""The maps of questions: letters that leave each other to be seen, near the places they mean."""

from itertools import combinations
from math import dist
from random import Random

import pytest

from lessons import questions
from lessons.charts.engine.theme import COLOURS
from lessons.core import paths
from lessons.data import rows
from lessons.questions.generated.places import ask_where
from lessons.questions.locate_map import chart_of, lettered_map
from lessons.widgets.bundles import bundle

MAP = 317  # px, width of a question's map on a page of 390 px
MARKER = 28  # px, with its border, as in map.css
CODES = [row.iso3 for row in rows("countries")]
BANKS = [folder for folder in paths.lesson_folders() if (folder / "quiz.toml").exists()]


def close(codes) -> list[tuple[str, str]]:
    """Return the pairs of letters that cover each other on a narrow page."""
    shown = chart_of(codes)
    _, _, width, height = map(float, shown["view"].split())
    spots = {
        code: (left * MAP / 100, top * MAP * height / width / 100)
        for code, (left, top, _) in zip(codes, shown["places"], strict=True)
    }
    return [(a, b) for a, b in combinations(codes, 2) if dist(spots[a], spots[b]) < MARKER]


@pytest.mark.parametrize("folder", BANKS, ids=lambda folder: folder.name)
def test_no_letter_of_a_question_covers_another_on_a_phone(folder):
    asked = questions.questions(paths.slug(folder))
    maps = [question.candidates for question in asked if isinstance(question, questions.Locate)]
    assert [pair for codes in maps for pair in close(codes)] == []


@pytest.mark.parametrize("iso3", CODES)
def test_no_letter_of_a_generated_question_covers_another_on_a_phone(iso3):
    assert close(ask_where("x", Random(iso3), iso3).candidates) == []


def test_a_letter_without_room_at_its_place_has_a_line_to_it():
    crowded, free = lettered_map(["BHR", "QAT", "EGY"]), lettered_map(["EGY", "FIN"])
    assert crowded.leaders().keys() == {"BHR", "QAT"}
    assert crowded.leaders()["QAT"] == (crowded.points["QAT"], crowded.letters["QAT"])
    assert free.leaders() == {} and free.points == free.letters
    assert chart_of(["EGY", "FIN"])["paths"][1] == ""


@pytest.mark.parametrize(
    "codes", [["MNG", "JPN", "AFG", "NZL"], ["MLT", "TUN", "DZA"], ["CAN", "NZL"], ["ISL"]]
)
def test_letters_and_places_lie_on_the_map_they_are_shown_on(codes):
    drawn = lettered_map(codes)
    _, _, right, bottom = drawn.frame.edges
    for x, y in (*drawn.points.values(), *drawn.letters.values()):
        assert 0 < x < right and 0 < y < bottom
    assert all(2 < left < 98 for left, *_ in chart_of(codes)["places"]), "cut at the edge"


def test_places_lie_as_on_the_globe():
    points = lettered_map(["PRT", "FIN", "EGY", "IRQ"]).points
    assert points["PRT"][0] < points["FIN"][0] < points["EGY"][0] < points["IRQ"][0]
    assert points["FIN"][1] < points["PRT"][1] < points["IRQ"][1] < points["EGY"][1]


def test_the_sea_of_questions_is_that_of_the_charts():
    sheet = bundle("fields/map.css")
    assert all(colour in sheet for colour in COLOURS["sea"][:2])
