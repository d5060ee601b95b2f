"""A learner's preferences, saved beside the journal."""

import pytest

from lessons import journal
from lessons.journal.preferences import prefer, preference


def test_a_preference_is_saved_beside_the_journal_and_not_in_it():
    assert preference("country") == ""
    prefer("country", "JPN")
    assert preference("country") == "JPN"
    assert not journal.path().exists()
    journal.reset()
    assert preference("country") == "", "the next learner begins without one"


@pytest.mark.parametrize("damage", ["", "[]", '{"country": 1}', "\x00"])
def test_a_damaged_file_has_no_preferences(damage: str):
    prefer("country", "JPN")
    journal.path().with_name(journal.PREFERENCES).write_text(damage, encoding="utf-8")
    assert preference("country") == ""
    prefer("country", "GEO")
    assert preference("country") == "GEO"


def test_no_preference_is_saved_where_answers_are_not(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COOPERATIVE_SECURITY_JOURNAL", "off")
    prefer("country", "JPN")
    monkeypatch.setenv("COOPERATIVE_SECURITY_JOURNAL", "on")
    assert preference("country") == ""


def test_a_folder_that_cannot_be_written_causes_no_error():
    journal.path().parent.parent.mkdir(parents=True, exist_ok=True)
    journal.path().parent.write_text("a file where the folder should be", encoding="utf-8")
    prefer("country", "JPN")
    assert preference("country") == ""
