"""Questions arrive in the spreadsheets of Kahoot and Quizizz, read by openpyxl."""

import io
import re

import pytest
from exporting import asked, options
from openpyxl import load_workbook

from lessons import questions
from lessons.classroom.tables import cell
from lessons.publishing import exports
from lessons.publishing.exports.spreadsheet import SHEETS, TIMES


@pytest.fixture(scope="module")
def made(wanted):
    """Return the export of a request."""
    return exports.export("spreadsheet", wanted)


def books(made):
    """Yield the sheet and the cells of each file."""
    for name, content in made.files.items():
        (page,) = load_workbook(io.BytesIO(content)).worksheets
        yield SHEETS[page.title], name, list(page.iter_rows())


def questions_of(sheet, rows) -> list[dict[str, object]]:
    """Return the questions of a page by the columns of its heading."""
    heading = [heading.value or "" for heading in rows[sheet.above]]
    assert heading == list(sheet.columns)
    below = rows[sheet.above + 1 :]
    return [dict(zip(heading, (value.value for value in row), strict=True)) for row in below]


def test_no_cell_is_a_formula_or_a_link(made):
    for _, _, rows in books(made):
        for value in (value for row in rows for value in row):
            assert value.data_type != "f" and value.hyperlink is None
            assert not str(value.value or "").startswith(("=", "+", "-", "@"))


def test_what_fits_arrives_with_its_options_and_right_ones(wanted, made):
    single = {
        cell(question.ask): question
        for question in asked(wanted)
        if isinstance(question, questions.Single)
    }
    met = 0
    for sheet, _, rows in books(made):
        for found in questions_of(sheet, rows):
            texts = [
                found[name] for name in sheet.columns if name.startswith(("Answer ", "Option "))
            ]
            texts = [text for text in texts[: sheet.options] if text]
            ask, right = (
                next(found[row] for row in found if row.startswith(start))
                for start in ("Question", "Correct")
            )
            limit = next(found[row] for row in found if row.startswith("Time"))
            assert limit in TIMES and 2 <= len(texts) <= sheet.options
            assert len(ask) <= sheet.question and max(map(len, texts)) <= sheet.answer
            if question := single.get(ask):
                met += 1
                judged = {cell(text): good for text, (good, _) in options(question).items()}
                chosen = {texts[int(number) - 1] for number in right.split(",")}
                assert judged.keys() == set(texts)
                assert chosen == {text for text, good in judged.items() if good}
    assert met


def test_what_does_not_fit_is_counted(wanted, made):
    parts = sum(len(question.shapes(pictures=False)) for question in asked(wanted))
    for system in SHEETS:
        arrived = sum(
            len(questions_of(sheet, rows))
            for sheet, _, rows in books(made)
            if sheet is SHEETS[system]
        )
        remarks = [line for line in made.lost if f"left out for {system}" in line]
        counts = [line.partition(":")[0] for line in remarks]
        assert (
            arrived + sum(int(number) for line in counts for number in re.findall(r"\d+", line))
            == parts
        )


@pytest.mark.parametrize(
    ("ask", "options", "fits"),
    [
        ("a" * 120, ["b" * 75, "c"], True),
        ("a" * 121, ["b", "c"], False),
        ("a", ["b" * 76, "c"], False),
        ("a", ["b"] * 5, False),
    ],
)
def test_kahoot_takes_four_short_answers(ask, options, fits):
    assert SHEETS["Kahoot"].fits(ask, options) == fits
