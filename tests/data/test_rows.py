"""Rows are typed, immutable, and say the same as the DataFrame of their table."""

import subprocess
import sys
from datetime import date

import pytest

from lessons.core.paths import ROOT, UnknownName
from lessons.data import rows, schema, table, tables
from lessons.data.indicators import latest_population, per_million_people, population

TYPES = {"string": str, "integer": int, "number": float, "boolean": bool, "date": date}


@pytest.mark.parametrize("name", tables())
def test_every_value_has_the_type_of_its_column(name):
    fields = schema(name)["fields"]
    for row in rows(name):
        assert row._fields == tuple(field["name"] for field in fields)
        for value, field in zip(row, fields, strict=True):
            wanted = tuple if "separator" in field else TYPES[field["type"]]
            assert type(value) in (wanted, type(None)), (row, field["name"])


@pytest.mark.parametrize("name", tables())
def test_rows_and_table_hold_the_same(name):
    lists = {field["name"]: field["separator"] for field in schema(name)["fields"]
             if "separator" in field}  # fmt: skip
    frame = table(name).astype(object)
    frame = frame.where(frame.notna(), None)
    for row, cells in zip(rows(name), frame.to_dict("records"), strict=True):
        for column, value in row._asdict().items():
            cell = cells[column]
            if column in lists:
                cell = tuple(part.strip() for part in cell.split(lists[column])) if cell else ()
            elif type(value) is date:
                cell = cell.date()
            assert value == cell


def test_a_record_names_its_fields_and_cannot_be_changed():
    belgium = rows("allies")[0]
    assert (belgium.iso3, belgium.accession_date) == ("BEL", date(1949, 4, 4))
    assert repr(belgium).startswith("AlliesRow(iso3='BEL'")
    with pytest.raises(AttributeError):
        belgium.iso3 = "NLD"
    with pytest.raises(AttributeError):
        belgium.note = "mine"


def test_an_empty_cell_is_none_and_an_empty_list_has_no_items():
    first = rows("practice_examples")[0]
    assert (first.iso3, first.objective_ids) == ((), ("3", "8"))
    assert rows("framework_members")[-1].left is None


def test_a_date_of_which_the_day_is_unknown_stays_text():
    assert {row.joined for row in rows("framework_members") if row.iso3 == "KWT"} == {"2004-12"}


def test_reading_rows_and_citing_them_imports_no_pandas():
    code = (
        "import sys; sys.modules['pandas'] = sys.modules['numpy'] = None\n"
        "import importlib.util, types\n"
        # The package's own module imports more than tables: it is left out here.
        "course = types.ModuleType('lessons'); course.__path__ = ['lessons']\n"
        "sys.modules['lessons'] = course\n"
        "from lessons import data; from lessons.data import membership\n"
        "assert [data.rows(name) for name in data.tables()] and data.cite('allies')\n"
        "assert membership.counts_on('2012')['partners'] == 41\n"
        "assert not [s for name in data.tables() for s in data.problems(name)]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


# Population


def test_population_is_that_of_the_year():
    assert population(2012)["EST"] != population(2024)["EST"]
    with pytest.raises(UnknownName, match=r"for 2013. There are years: 1994, 2002, 2012, 2022"):
        population(2013)


def test_the_latest_population_is_that_of_the_last_year_known():
    people, year = latest_population("CHE")
    assert year == max(row.year for row in rows("indicators") if row.iso3 == "CHE")
    assert people == population(year)["CHE"]


def test_a_number_per_million_people_needs_a_population():
    assert per_million_people(population(2012)["EST"], "EST", 2012) == 1_000_000
    assert per_million_people(5, "XYZ", 2012) is None
