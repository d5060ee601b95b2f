"""Write the grades as Moodle, Canvas and other systems of schools read them."""

import polars as pl

from lessons.classroom.class_list import ListedPupil
from lessons.classroom.grading_scheme import Grade
from lessons.classroom.moodle_names import participant
from lessons.classroom.persons import Person
from lessons.classroom.results import Results
from lessons.core.names import key, sort_key
from lessons.core.spreadsheets import cell

MOODLE_HEADINGS = {
    "identifier": "Identifier", "name": "Full name", "id": "ID number", "email": "Email address",
    "points": "Grade", "of": "Maximum Grade",
}  # fmt: skip
PLAIN, MOODLE, CANVAS = "grades.csv", "grades-moodle.csv", "grades-canvas.csv"


def grade_files(results: Results) -> dict[str, bytes]:
    """Return CSV files with the grades, by their names.

    Moodle reads its file as a grading worksheet, by the participants' numbers in the
    names of submissions, and as an import into its gradebook, by e-mail or ID number. Both of
    these and Canvas's ID and login come from the class list.
    """
    grades, persons = results.grades, results.builder.persons
    known = {key(pupil.name): pupil for pupil in results.settings.listed}
    order = sorted(grades, key=lambda number: sort_key(persons[number].name))
    rows = [
        _row(persons[n], known.get(key(persons[n].typed), ListedPupil("")), grades[n])
        for n in order
    ]
    columns = ("name", "id", "email", "participant", "points", "of", "percent", "mark")
    text = dict.fromkeys((*columns[:4], "mark"), pl.String)
    schema = {name: text.get(name, pl.Float64) for name in columns}
    table = pl.DataFrame(rows, schema=schema, orient="row")
    return {
        # A spreadsheet needs the mark to read é; the platforms expect UTF-8 without one.
        PLAIN: _csv(table, include_bom=True),
        MOODLE: _csv(_moodle(table)),
        CANVAS: _csv(_canvas(table, cell(results.settings.title))),
    }


def _row(person: Person, listed: ListedPupil, grade: Grade) -> tuple[str | float, ...]:
    found = participant([item.file for item in person.accepted])
    number = found.number if found else ""
    own = (person.name, listed.id, listed.email, number)
    return (*map(cell, own), *grade[:3], cell(grade.mark))


def _moodle(table: pl.DataFrame) -> pl.DataFrame:
    # Without a number the cell stays empty: Moodle then goes by e-mail or ID number.
    numbered = pl.lit("Participant ") + pl.col("participant")
    identifier = pl.when(pl.col("participant") != "").then(numbered)
    identified = table.with_columns(identifier=identifier)
    return identified.select(*MOODLE_HEADINGS).rename(MOODLE_HEADINGS)


def _canvas(table: pl.DataFrame, title: str) -> pl.DataFrame:
    """Return the table as Canvas exports its gradebook: the first row has the points possible."""
    pupils = table.select(
        pl.col("name").alias("Student"),
        pl.lit("").alias("ID"),
        pl.col("id").alias("SIS User ID"),
        pl.col("email").alias("SIS Login ID"),
        pl.lit("").alias("Section"),
        pl.col("points").alias(title),
    )
    possible = pl.DataFrame(
        {"Student": "Points Possible", title: table["of"].max()},
        schema_overrides={title: pl.Float64},
    )
    joined = pl.concat([pupils.clear(), possible, pupils], how="diagonal")
    return joined.with_columns(pl.col(pl.String).fill_null(""))


def _csv(table: pl.DataFrame, *, include_bom: bool = False) -> bytes:
    return table.write_csv(include_bom=include_bom, quote_style="non_numeric").encode()
