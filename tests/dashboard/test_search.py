"""The search: each kind of entry is found, and its link leads to a heading that exists."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons import search
from lessons.core.paths import NOTEBOOKS, UnknownName
from lessons.course import heading_fragment, labs, lessons
from lessons.dashboard.search import MAX_RESULTS, all_entries, excerpt, find, folded
from lessons.data import rows


def titles(text):
    return [(entry.kind, entry.title) for entry in find(text, all_entries())]


def asked(text, what="course"):
    (reply,) = search(what).handle({"do": "find", "text": text})
    return reply


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("partnership for peace", ("Term", "Partnership for Peace (PfP)")),
        ("four groups", ("Lesson", "Four groups, four reasons")),
        ("split cells", ("Lab", "Split cells and count")),
    ],
)
def test_each_kind_of_entry_is_found_by_its_name(text, first):
    assert titles(text)[0] == first


def test_a_person_is_found_where_lessons_name_them_with_and_without_accents():
    entries = find("Worner", all_entries())
    assert entries == find("Wörner", all_entries())
    assert entries and all("Wörner" in entry.text for entry in entries)


def test_every_word_must_be_there_and_a_beginning_is_enough():
    assert titles("kosovo mandat")
    assert len(titles("kosovo mandat")) < len(titles("kosovo"))
    assert not titles("kosovo qqq")
    assert not find("", all_entries())


def test_every_link_leads_to_a_heading_that_exists():
    headings = {
        (page.name, heading_fragment(section.heading))
        for page in (*lessons(), *labs())
        for section in page.sections
    }
    headings |= {("glossary", heading_fragment(row.term)) for row in rows("glossary")}
    for entry in all_entries():
        notebook, _, fragment = entry.href.partition("#")
        assert (NOTEBOOKS / notebook).is_file()
        assert (notebook.removesuffix(".ipynb"), fragment) in headings


def test_results_are_few_and_counted_and_what_is_missing_gets_the_nearest_word():
    reply = asked("nato")
    assert len(reply["results"]) == MAX_RESULTS
    assert str(len(titles("nato"))) in reply["summary"]
    none = asked("partnrship")
    assert none["results"] == []
    assert "Did you mean 'partnership'?" in none["summary"]


def test_the_glossary_is_searched_alone():
    kinds = {kind for kind, *_ in asked("council", "terms")["results"]}
    assert kinds == {"Term"}
    with pytest.raises(UnknownName, match="Did you mean 'terms'"):
        search("term")


def test_no_hint_and_no_expression_is_part_of_a_text():
    texts = "\n".join(entry.text for entry in all_entries())
    assert "{{" not in texts
    assert "Show a hint" not in texts


@pytest.mark.exhaustive
@settings(max_examples=15)
@given(st.text(max_size=40), st.text(max_size=400))
def test_any_text_can_be_searched_for_and_in(words, text):
    assert len(folded(text)) == len(text)
    assert len(excerpt(text, words)) <= len(text) + 4
    find(words, all_entries())


def test_a_search_keeps_nothing_of_what_was_typed():
    card = search()
    card.handle({"do": "find", "text": "kosovo"})
    assert "kosovo" not in json.dumps(card.get_state(), default=str).lower().replace("kosovo_", "")
    assert card.handle({"do": "hello"}) == []
