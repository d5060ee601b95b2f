"""Every table keeps to its schema, and one that does not is refused in words."""

import hashlib
import re
from pathlib import Path

import pandas as pd
import pytest

from lessons.core import paths
from lessons.core.paths import UnknownName
from lessons.data import (
    BrokenTable,
    cite,
    problems,
    rows,
    schema,
    source_ids,
    sources,
    table,
    tables,
)
from lessons.data.citations import as_list
from lessons.data.files import stamp
from lessons.publishing.check.tables import table_faults


def change(path: Path, before: str, after: str) -> int:
    """Change one place in a file, and return its line as a text editor counts."""
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {path.name}"
    path.write_text(text.replace(before, after), encoding="utf-8", newline="\n")
    return text[: text.index(before)].count("\n") + 1


# What stands


def test_every_csv_has_a_schema_and_every_schema_a_csv():
    csvs = {p.stem for p in paths.DATA.glob("*.csv")}
    assert csvs == {p.stem for p in paths.DATA.glob("*.toml")} == set(tables())


@pytest.mark.parametrize("name", tables())
def test_every_table_holds(name):
    assert table_faults(name) == []


@pytest.mark.parametrize("name", tables())
def test_every_schema_says_as_of_when_and_under_which_licence(name):
    assert schema(name)["as_of"].isoformat() >= "2026-11-23"
    assert schema(name)["licenses"][0]["name"] in ("CC-BY-4.0", "other-pd")


@pytest.mark.parametrize("name", tables())
def test_every_column_has_the_type_of_its_schema(name):
    dtypes = {"integer": "Int64", "number": "float64", "boolean": "boolean", "string": "string"}
    dtypes["date"] = "datetime64[ns]"
    frame, fields = table(name), schema(name)["fields"]
    assert {f["name"]: dtypes[f["type"]] for f in fields} == {
        column: str(dtype) for column, dtype in frame.dtypes.items()
    }


@pytest.mark.parametrize("name", tables())
def test_every_table_can_be_cited(name):
    assert cite(name)


def test_there_are_seventy_countries_allies_and_partners():
    assert len(table("countries")) == 70


def test_what_is_missing_is_missing_in_one_way():
    members = table("framework_members")
    assert members["left"].isna().sum() == 58
    assert not (members.select_dtypes("string") == "").any().any()


def test_names_beside_country_codes_are_those_of_the_country_table():
    known = pd.concat([table("countries"), table("contributors")]).set_index("iso3")["name"]
    for name in (
        "isaf_contributions",
        "kfor_contributions",
        "rsm_contributions",
        "partners_dec2012",
    ):
        rows = table(name)
        assert list(rows["country"]) == list(rows["iso3"].map(known)), name


def test_who_was_an_ally_then_agrees_with_the_table_of_allies():
    since = table("allies").set_index("iso3")["accession_date"]
    for name in ("isaf_contributions", "kfor_contributions", "rsm_contributions"):
        rows = table(name)
        assert list(rows["is_ally_then"]) == list(rows["iso3"].map(since) <= rows["as_of"]), name


def test_snapshots_add_up_to_the_rows_they_describe():
    rows = pd.concat(
        table(f"{operation.lower()}_contributions").assign(operation=operation)
        for operation in ("ISAF", "KFOR", "RSM")
    )
    sums = rows.groupby(["as_of", "operation"])["troops"].agg(["sum", "count"])
    for shot in table("contribution_snapshots").itertuples():
        key = (shot.as_of, shot.operation)
        listed = tuple(sums.loc[key]) if key in sums.index else (0, 0)
        assert (shot.sum_listed, shot.nations_listed) == listed, key
        if not pd.isna(shot.difference):
            assert shot.difference == shot.sum_listed - shot.published_total


def test_the_land_stays_in_its_frame_and_jumps_nowhere():
    land = table("land")
    for _, ring in land.groupby("ring"):
        assert tuple(ring.iloc[0]) == tuple(ring.iloc[-1])
        assert ring["lon"].diff().abs().max() < 30
    assert (paths.DATA / "land.csv").stat().st_size <= 60_000


# How a table is asked for


def test_a_table_is_a_fresh_copy_at_every_call():
    mine = table("allies")
    mine.loc[0, "iso3"] = "XXX"
    assert table("allies").loc[0, "iso3"] == "BEL"


def test_a_schema_cannot_be_changed():
    with pytest.raises(TypeError):
        schema("allies")["title"] = "Mine"
    with pytest.raises(TypeError):
        schema("allies")["fields"][0]["name"] = "mine"


@pytest.mark.parametrize("ask", [table, rows, schema, problems, stamp])
def test_an_unknown_table_is_answered_with_the_nearest(ask):
    with pytest.raises(UnknownName, match=r"no table 'framework_member'.*'framework_members'"):
        ask("framework_member")


def test_reading_writes_nothing(folder):
    before = {p: p.stat().st_mtime_ns for p in folder.iterdir()}
    for name in tables():
        table(name)
        problems(name)
    assert {p: p.stat().st_mtime_ns for p in folder.iterdir()} == before


def test_the_sources_of_rows_are_named_each_once():
    in_2012 = [row for row in rows("indicators") if row.year == 2012]
    assert source_ids(in_2012) == ("b_pop", "b_gdp")
    assert source_ids(rows("land")) == ()


def test_a_source_is_cited_with_publisher_title_and_date():
    assert cite("nato-eapc-basic-1997") == (
        "NATO: Basic Document of the Euro-Atlantic Partnership Council (1997-05-30)."
    )


def test_a_notebook_shows_sources_as_a_list_with_links():
    found = cite("nato-eapc-basic-1997")
    assert repr(found) == str(found)
    assert found._repr_html_() == (
        f'<ul><li><a href="{found.sources[0].url}">Basic Document of the Euro-Atlantic '
        "Partnership Council</a>, NATO, 30 May 1997</li></ul>"
    )


def test_a_long_list_of_sources_is_folded_away_but_complete():
    found = cite("allies", "framework_members")
    shown = found._repr_html_()
    assert shown.startswith("<details") and f"{len(found.sources)} sources" in shown
    assert shown.count("<li>") == len(found.sources) > 8


def test_sources_that_an_author_typed_stay_text():
    assert as_list("A <book>\nA paper") == "<ul><li>A &lt;book&gt;</li><li>A paper</li></ul>"


def test_a_table_is_cited_by_the_sources_of_its_rows_each_once():
    found = [row.source_id for row in sources("framework_members", "nato-eapc-basic-1997")]
    assert found[0] == "bgr-chronology"
    assert found.count("nato-eapc-basic-1997") == 1


def test_a_computed_table_is_cited_by_what_it_was_computed_from():
    assert sources("timeline_counts") == sources("framework_members", "allies")


def test_an_unknown_source_is_answered_with_the_nearest():
    with pytest.raises(UnknownName, match="Did you mean 'b_seed'"):
        cite("b_sed")


def test_a_key_is_a_table_or_a_source_but_not_both():
    assert not set(tables()) & set(table("sources")["source_id"])


# What is refused, and in which words

WORDS = "'true', 'True', 'TRUE', '1', 'false', 'False', 'FALSE', '0'"

REFUSED = {
    "a spreadsheet's date": (
        "allies", "FIN,2023-04-04", "FIN,04/04/2023",
        "accession_date", "'04/04/2023' .+ 1994-01-26",
    ),
    "a spreadsheet's date, where months are allowed": (
        "framework_members", "PFP,ROU,1994-01-26", "PFP,ROU,26.01.1994",
        "joined", r"'26\.01\.1994' .+ 1994-01\b.+ 1994\b",
    ),
    "a day that never was": (
        "framework_members", "PFP,ROU,1994-01-26", "PFP,ROU,1994-02-30",
        "joined", r"'1994-02-30' .+ 1994-01\b.+ 1994\b",
    ),
    "a month in letters": (
        "framework_members", "ICI,KWT,2004-12", "ICI,KWT,Dec 04",
        "joined", r"'Dec 04' .+ 1994-01\b.+ 1994\b",
    ),
    "leaving before joining": (
        "framework_members", "PFP,MLT,1995-04-26,1996-10-27", "PFP,MLT,1995-04-26,1994-10-27",
        "left", "'1994-10-27' .+ '1995-04-26' in column 'joined'",
    ),
    "a decimal comma": (
        "countries", "Tirana,41.33", 'Tirana,"41,33"',
        "capital_lat", r"'41,33' .+ 41\.33",
    ),
    "a word for a number": (
        "countries", "Tirana,41.33", "Tirana,north",
        "capital_lat", r"'north' .+ 41\.33",
    ),
    "a number too large": (
        "countries", "Tirana,41.33", "Tirana,4133",
        "capital_lat", "'4133' is too large.+ 90 ",
    ),
    "a number too small": (
        "rsm_contributions", "Georgia,870", "Georgia,-870",
        "troops", "'-870' is too small.+ 0 ",
    ),
    "a day too early": (
        "allies", "BEL,1949-04-04", "BEL,1948-04-04",
        "accession_date", "'1948-04-04' is too small.+ 1949-04-04 ",
    ),
    "a thousands separator": (
        "rsm_contributions", "Georgia,870", 'Georgia,"1,870"',
        "troops", "'1,870' .+ whole number.+ 1550",
    ),
    "a number in scientific notation": (
        "indicators", "3825701439", "3.83E+09",
        "gdp_usd", r"'3\.83E\+09' .+ whole number.+ 1550",
    ),
    "true in another language": (
        "rsm_contributions", "650,true", "650,WAHR",
        "is_ally_then", f"'WAHR' .+: {WORDS}",
    ),
    "true where yes is meant": (
        "partners_dec2012", "Bahrain,yes", "Bahrain,true",
        "in_isaf", "'true' .+: 'yes', 'no'",
    ),
    "an empty cell": (
        "rsm_contributions", "Georgia,870", "Georgia,",
        "troops", "is empty.+ Number of",
    ),
    "a word that is not on the list": (
        "seed_claims", "28,2013,outdated_now", "28,2013,outdated",
        "verdict", "'outdated' .+ mean 'outdated_now'.+ 'confirmed', 'not_confirmed', ",
    ),
    "a code of another form": (
        "not_partners", "LBY,Libya", "Lby,Libya",
        "iso3", r"'Lby' .+ \[A-Z\]\{3\}",
    ),
    "a country of no table": (
        "framework_members", "MD,ISR,1995-02", "MD,ISX,1995-02",
        "iso3", r"'ISX' .+ 'iso3' of countries\.csv\..+ mean 'ISR'",
    ),
    "a country of neither table": (
        "isaf_contributions", "2002-01-11,BEL", "2002-01-11,BEX",
        "iso3", r"'BEX' .+ countries\.csv or contributors\.csv\..+ mean 'BEL'",
    ),
    "an unknown item of a list": (
        "status_events", "2022-05-18,FIN;SWE", "2022-05-18,FIN;SWX",
        "iso3", r"'SWX' .+ 'iso3' of countries\.csv\..+ mean 'SWE'",
    ),
    "an empty item of a list": (
        "status_events", "2022-05-18,FIN;SWE", "2022-05-18,FIN;;SWE",
        "iso3", "'FIN;;SWE' .+ empty item",
    ),
    "an unknown term of the same table": (
        "glossary", "Article 5; partner", "Article 5; partnr",
        "see_also", r"'partnr' .+ 'term' of glossary\.csv\..+ mean 'partner'",
    ),
    "an unknown source": (
        "frameworks", "nato-eapc-basic-1997", "nato-eapc-1979",
        "source_id", r"'nato-eapc-1979' .+ sources\.csv\..+ mean 'nato-eapc-1997'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_file_line_column_and_what_is_allowed(folder, case):
    name, before, after, column, says = case
    line = change(folder / f"{name}.csv", before, after)
    about = rf"data/{name}\.csv, line {line}, column '{column}': {says}"
    assert any(re.match(about, fault) for fault in problems(name))
    with pytest.raises(BrokenTable, match=f"line {line}, column '{column}'"):
        table(name)


def test_a_name_that_stands_twice_is_refused_with_both_lines(folder):
    line = change(folder / "not_partners.csv", "OMN,Oman", "OMN,Libya")
    [fault] = problems("not_partners")
    assert f"not_partners.csv, line {line}, column 'name': 'Libya' " in fault
    assert f"in line {line - 1}." in fault


def test_a_key_of_several_columns_that_stands_twice_is_refused(folder):
    line = change(folder / "framework_members.csv", "MD,ISR,1995-02", "MD,EGY,1995-02")
    [fault] = problems("framework_members")
    assert f"framework_members.csv, line {line}, " in fault
    assert re.search(rf"framework_id .+iso3 .+joined'.+'MD' .+'1995-02' .+ {line - 1}\.", fault)


def test_what_breaks_two_rules_in_one_way_is_said_once(folder):
    line = change(folder / "allies.csv", "CAN,1949", "BEL,1949")
    [fault] = problems("allies")
    assert f"allies.csv, line {line}, column 'iso3': 'BEL' " in fault
    assert f"in line {line - 1}." in fault


def test_lines_are_counted_as_in_a_text_editor(folder):
    """A text of several lines inside quotation marks does not shift the count."""
    path = folder / "not_partners.csv"
    change(path, ",asked in a letter of intent", ',"asked\nin a letter')
    change(path, "no decision found,", 'no decision found",')
    line = change(path, "LBY,Libya", "Lby,Libya")
    assert line == 5
    assert problems("not_partners")[0].startswith("data/not_partners.csv, line 5, column 'iso3'")


def test_the_first_ten_problems_are_shown_and_the_rest_counted(folder):
    path = folder / "framework_members.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("PFP,", "PPF,"), encoding="utf-8")
    assert len(problems("framework_members")) == 35
    with pytest.raises(BrokenTable, match="and 25 more") as refusal:
        table("framework_members")
    assert len(str(refusal.value).splitlines()) == 13


# What spreadsheets do


def saved_by_a_spreadsheet(path: Path) -> None:
    """Save a CSV as a German Excel does, with blanks and empty cells at the end."""
    frame = pd.read_csv(path, dtype="string", keep_default_na=False) + " "
    body = frame.to_csv(index=False, sep=";").replace("\n", ";;\n")
    path.write_bytes(b"\xef\xbb\xbf" + (body + ";" * 12 + "\n\n").replace("\n", "\r\n").encode())


@pytest.mark.parametrize("name", tables())
def test_a_table_saved_by_a_spreadsheet_is_the_same_table(folder, name):
    before = table(name)
    saved_by_a_spreadsheet(folder / f"{name}.csv")
    pd.testing.assert_frame_equal(table(name), before)


def test_tabs_and_old_line_ends_are_read_too(folder):
    before, path = table("rsm_contributions"), folder / "rsm_contributions.csv"
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.replace(",", "\t").replace("\n", "\r").encode())
    pd.testing.assert_frame_equal(table("rsm_contributions"), before)


def test_truth_in_capitals_is_read_too(folder):
    change(folder / "rsm_contributions.csv", "650,true", "650,TRUE")
    assert list(table("rsm_contributions")["is_ally_then"]) == [False, True, False, True]


def test_columns_in_another_order_are_put_back(folder):
    before, path = table("allies"), folder / "allies.csv"
    pd.read_csv(path, dtype="string").iloc[:, ::-1].to_csv(path, index=False)
    pd.testing.assert_frame_equal(table("allies"), before)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_utf_16_is_refused_in_words(folder, encoding):
    path = folder / "countries.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    (sentence,) = problems("countries")
    assert sentence.startswith("data/countries.csv, line 1: ") and "UTF-16" in sentence
    assert "CSV UTF-8" in sentence


def test_an_old_encoding_is_refused_with_its_line(folder):
    path = folder / "countries.csv"
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.encode("cp1252", errors="replace"))
    line = text[: text.index("ü")].count("\n") + 1
    [sentence] = problems("countries")
    assert sentence.startswith(f"data/countries.csv, line {line}: ")
    with pytest.raises(BrokenTable, match="CSV UTF-8"):
        table("countries")


def test_a_text_with_a_comma_and_no_quotation_marks_is_refused(folder):
    line = change(folder / "not_partners.csv", "LBY,Libya", "LBY,Libya, State of")
    [sentence] = problems("not_partners")
    assert sentence.startswith(f"data/not_partners.csv, line {line}: 8 cells, ")
    assert " 7. " in sentence and "quotation marks" in sentence


def test_a_row_that_is_too_short_is_refused(folder):
    line = change(folder / "rsm_contributions.csv", "GEO,Georgia,870", "GEO,870")
    sentence = problems("rsm_contributions")[0]
    assert sentence.startswith(f"data/rsm_contributions.csv, line {line}: 6 cells, ")
    assert " 7." in sentence


def test_a_quotation_mark_left_open_is_refused_with_the_line_where_it_opens(folder):
    line = change(folder / "rsm_contributions.csv", "GEO,Georgia", 'GEO,"Georgia')
    [sentence] = problems("rsm_contributions")
    assert sentence.startswith(f"data/rsm_contributions.csv, line {line}: ")
    assert "a quotation mark" in sentence


def test_a_column_renamed_is_refused_with_the_nearest(folder):
    change(folder / "rsm_contributions.csv", "troops", "troop")
    unknown, missing = problems("rsm_contributions")
    assert re.match(r"data/rsm_contributions\.csv, line 1: .+ 'troop' .+ mean 'troops'", unknown)
    assert "column 'troops' is missing" in missing


def test_a_column_that_stands_twice_is_refused(folder):
    path = folder / "rsm_contributions.csv"
    change(path, "source_id,confidence", "source_id,source_id,confidence")
    [sentence] = problems("rsm_contributions")
    assert sentence.startswith("data/rsm_contributions.csv, line 1: ")
    assert "two columns 'source_id'" in sentence


def test_an_empty_file_is_refused(folder):
    (folder / "allies.csv").write_bytes(b"")
    [sentence] = problems("allies")
    assert sentence.startswith("data/allies.csv is empty.")


def test_what_is_wrong_in_a_table_is_not_said_of_those_that_link_to_it(folder):
    (folder / "countries.csv").write_bytes(b"")
    change(folder / "sources.toml", "as_of", "asof")
    assert problems("countries") and problems("sources")
    assert problems("allies") == []


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('resource = "countries"', 'resource = "contries"',
         "'contries'.+ mean 'countries'"),
        ('"countries", fields = ["iso3"]', '"countries", fields = ["iso"]',
         "'iso' .+ 'countries'.+ mean 'iso3'"),
    ],
)  # fmt: skip
def test_a_link_to_nothing_is_named(folder, before, after, says):
    change(folder / "allies.toml", before, after)
    [sentence] = problems("allies")
    assert re.match(rf"data/allies\.csv, line 1, column 'iso3': .+{says}", sentence)


# When a table is checked


def test_a_table_with_the_checksum_of_its_schema_is_not_checked_again(folder):
    path = folder / "rsm_contributions.csv"
    before = schema("rsm_contributions")["sha256"]
    change(path, "Georgia,870", "Georgia,-870")
    change(path.with_suffix(".toml"), before, hashlib.sha256(path.read_bytes()).hexdigest())
    assert rows("rsm_contributions")[0].troops == -870
    assert problems("rsm_contributions")


def test_a_change_that_holds_is_seen_at_once(folder):
    assert table("rsm_contributions")["troops"][0] == 870
    change(folder / "rsm_contributions.csv", "Georgia,870", "Georgia,885")
    assert table("rsm_contributions")["troops"][0] == 885


def test_a_correction_is_seen_after_a_refusal(folder):
    change(folder / "rsm_contributions.csv", "Georgia,870", "Georgia,many")
    with pytest.raises(BrokenTable, match="'many' "):
        table("rsm_contributions")
    change(folder / "rsm_contributions.csv", "Georgia,many", "Georgia,870")
    assert len(table("rsm_contributions")) == 4


# What an author gets wrong in a schema

TEXT, TEXTS = "a text .+ quotation marks", r"a list of texts, .+ \['iso3'\]"
TABLES, DATE, FLAG = "a list of tables", "a date .+ 2026-11-23", "true or false"
SLIPS = [
    ("constraints = { required = true, minimum = 1949-04-04 }", "constrains = { required = true }",
     "field 'accession_date': .+ 'constrains'.+ mean 'constraints'"),
    ("minimum = 1949-04-04", "minimun = 1949-04-04",
     "field 'accession_date': .+ 'minimun'.+ mean 'minimum'"),
    ('type = "date"', 'type = "dat"',
     "field 'accession_date': .+ 'dat'.+ mean 'date'"),
    ('primaryKey = ["iso3"]', 'primaryKey = ["iso"]',
     ".+ 'iso'.+ mean 'iso3'"),
    ("as_of", "asof", ".+ 'asof'.+ mean 'as_of'"),
    ("minimum = 1949-04-04", "minimum = 1949",
     "field 'accession_date': its minimum .+ 'date'"),
    (r"'founding|\d{4}'", r"'founding|(\d{4}'",
     "field 'round': its pattern .+ position 9"),
    (r"'founding|\d{4}'", "'(['",
     "field 'round': its pattern .+ position 1"),
    (r"pattern = 'founding|\d{4}'", "minimum = 5",
     "field 'round': its minimum .+ 'string'"),
    ('name = "was_pfp"', 'name = "was pfp"',
     "field 'was pfp': its name "),
    ('"countries", fields = ["iso3"]', '"countries", fields = ["iso3", "iso2"]',
     "foreignKeys: .+ one column"),
    ('name = "was_pfp"', 'name = "round"', "field 'round': another column"),
    ('name = "round"', "name = 3", f"field '3': 'name' .+ {TEXT}"),
    ('type = "date"', "", f"field 'accession_date': 'type' is missing: .+ {TEXT}"),
    ('title = "The Allies and when each joined"', "title = ' '", f"'title' .+ {TEXT}"),
    ("as_of = 2026-11-23", "", f"'as_of' is missing: .+ {DATE}"),
    ("as_of = 2026-11-23", "as_of = '2026'", f"'as_of' .+ {DATE}"),
    ('primaryKey = ["iso3"]', 'primaryKey = "iso3"', f"'primaryKey' .+ {TEXTS}"),
    ("primaryKey", "inOrder",
     r"'inOrder' .+ \[\['joined', 'left'\]\]"),
    ('primaryKey = ["iso3"]', 'inOrder = [["round"]]',
     r"'inOrder' .+ \[\['joined', 'left'\]\]"),
    ("unique = true", 'unique = "yes"', f"field 'iso3': 'unique' .+ {FLAG}"),
    ("minimum = 1949-04-04", "enum = 5",
     r"field 'accession_date': 'enum' .+ \['high', 'low'\]"),
    ("{ required = true, minimum = 1949-04-04 }", "[5]",
     r"field 'accession_date': 'constraints' .+ \{ \.\.\. \}"),
    ('resource = "countries"', 'resorce = "countries"',
     "foreignKeys: .+ 'resorce'.+ mean 'resource'"),
    ('licenses = [{ name = "CC-BY-4.0", ', "licenses = [{ ",
     f"licenses: 'name' is missing: .+ {TEXT}"),
    ("licenses = [{ name", "licences = [{ name", f"'licenses' is missing: .+ {TABLES}"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "says"), SLIPS)
def test_a_slip_in_a_schema_is_named_with_its_line(folder, before, after, says):
    line = change(folder / "allies.toml", before, after)
    about = rf"data/allies\.toml(, line (\d+))?: {says}"
    [found] = [match for fault in problems("allies") if (match := re.match(about, fault))]
    # What is missing is said where the table begins that should hold it.
    if "is missing" not in says:
        assert int(found[2]) == line
    with pytest.raises(BrokenTable, match=says):
        rows("allies")


def test_a_schema_that_is_no_toml_is_named_with_its_line(folder):
    line = change(folder / "allies.toml", 'title = "The', "title = The")
    [sentence] = problems("allies")
    assert sentence.startswith("data/allies.toml, line ")
    assert f"line {line}" in sentence


JUNK = ["3", '"x"', '""', "true", "[]", "[5]", '[["x"]]', "{ a = 1 }", "2026-11-23", "1e400"]
VALUE = re.compile(r"""(?<=\w = )(\[\{.*\}\]|\{.*\}|\[.*?\]|'.*?'|"[^"\n]+"|[\w-]+)""")


@pytest.mark.parametrize("junk", [*JUNK, '"(["'])
@pytest.mark.parametrize("name", ["not_partners", "partners_dec2012", "land"])
def test_whatever_a_value_in_a_schema_is_the_table_is_read_or_refused_in_words(folder, name, junk):
    path = folder / f"{name}.toml"
    text = path.read_text(encoding="utf-8")
    for value in VALUE.finditer(text):
        path.write_text(text[: value.start()] + junk + text[value.end() :], encoding="utf-8")
        said = "\n".join(problems(name))
        try:
            is_read = bool(rows(name))
        except BrokenTable:
            is_read = False
        assert is_read or said
        assert not is_read or f"{name}.toml" not in said
