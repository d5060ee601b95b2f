"""The check finds facts of the course that do not fit together."""

import shutil
from pathlib import Path

import pytest

from lessons.core import paths
from lessons.course import lesson
from lessons.publishing.check.facts import fact_faults, since_faults


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the data folder, which the tables are read from during a test."""
    folder = tmp_path / "data"
    shutil.copytree(paths.DATA, folder)
    monkeypatch.setattr(paths, "DATA", folder)
    return folder


def found(file: Path, before: str, after: str) -> str:
    """Change a table in one place, and return what the check says about the tables."""
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), encoding="utf-8", newline="\n")
    return "\n".join(fact_faults())


def test_nothing_contradicts_itself_in_the_tables() -> None:
    assert list(fact_faults()) == []


def test_a_source_from_before_the_event_is_named(tables: Path) -> None:
    message = found(
        tables / "sources.csv", "(copy at Asbarez),2010-09,", "(copy at Asbarez),2009-09,"
    )
    assert message == ""  # the row of this source has a lower confidence
    message = found(tables / "sources.csv", "in Finland,NATO,2008-06,", "in Finland,NATO,2007-06,")
    assert "practice_examples.csv, row 'ex086': 2008 " in message
    assert "(2007-06)" in message


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("in 2011, with four partners", "in 2011, with five partners", "'five partners' is not"),
        ("forum with seven countries", "forum with eight countries", "'eight countries' is not"),
        ("from 2003 to 2014", "from 2001 to 2015", "'2015' is not in"),
    ],
)
def test_a_definition_that_contradicts_its_row_is_named(
    tables: Path, before: str, after: str, says: str
) -> None:
    assert says in found(tables / "glossary.csv", before, after)


@pytest.mark.parametrize(
    ("table", "before", "after", "says"),
    [
        ("framework_members", "PFP,RUS,1994-06-22,,suspended,2014-04-0", "1", "RUS in PFP"),
        ("framework_members", "NRC,RUS,2002-05-28,2025-12-0", "3", "RUS in NRC"),
        ("status_events", "2021-08-2", "0,AFG", "AFG in PATG"),
        ("illustrations", "organisation_milestones,2004-12-0", "2 EU,roles", "2004-12-02 EU"),
    ],
)
def test_tables_that_disagree_on_a_day_are_named(
    tables: Path, table: str, before: str, after: str, says: str
) -> None:
    assert says in found(tables / f"{table}.csv", f"{before}{after}", f"{before}9{after[1:]}")


def test_a_row_that_refers_to_another_names_a_source_of_it(tables: Path) -> None:
    row = "world_events,w90,African Union,"
    says = found(tables / "crisis_steps.csv", f"{row}afp-au-libya-2011", f"{row}b_cnt2013")
    assert "b_cnt2013 is not a source of 'w90' in data/world_events.csv" in says


@pytest.mark.parametrize(
    ("sentence", "is_named"),
    [
        ("A NATO mission has worked in Baghdad since 2018.", True),
        ("The office is open since May 2019.", True),
        ("As of November 2026 the mission has worked there since 2018.", False),
        ("Sweden has been a partner since 1994.", False),  # counted to the last day of the tables
        ("The mission began in 2018.", False),
    ],
)
def test_a_state_since_a_year_needs_the_day_until_which_it_was_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sentence: str, is_named: bool
) -> None:
    monkeypatch.setattr(paths, "LESSONS", tmp_path)
    (tmp_path / "01_missions").mkdir()
    (tmp_path / "01_missions" / "lesson.md").write_text(f"# 1 · Missions\n\n{sentence}\n")
    faults = list(since_faults(lesson("missions")))
    assert [sentence in fault for fault in faults] == [True] * is_named
