"""Each term is linked where a lesson uses it first, and its definition shows on hover."""

import re
from collections import Counter

import nbformat
import pytest

from lessons.core.paths import NOTEBOOKS
from lessons.course import heading_fragment, lessons
from lessons.data import table
from lessons.publishing.cells import compose, notebook_path
from lessons.publishing.glossary_links import link_terms

LINK = re.compile(r'\[[^\]]+\]\(glossary\.ipynb#([^\s)]+) "([^"]+)"\)')


def test_the_first_use_is_linked_and_no_other() -> None:
    text = link_terms(
        "A partner is no Ally. Partners work with Allies, and an Ally with partners.", set()
    )
    assert Counter(LINK.findall(text)).keys() == {
        (heading_fragment(term), definition)
        for term, definition in table("glossary")[["term", "definition"]].to_numpy()
        if term in ("partner", "Ally")
    }
    assert text.count("glossary.ipynb") == 2
    assert text.startswith("A [partner](")


def test_an_abbreviation_leads_to_its_term() -> None:
    linked = link_terms("It signed the PfP.", set())
    assert '[PfP](glossary.ipynb#Partnership-for-Peace "Partnership for Peace: ' in linked


def test_the_longest_term_is_taken() -> None:
    text = link_terms("The Partnership for Peace of a partner.", set())
    assert "[Partnership for Peace](" in text
    assert "[partner](" in text


def test_code_headings_links_and_rows_stay_as_they_are() -> None:
    text = (
        "# An Ally\n\n`Ally` [Ally](x)\n\n```python\nAlly = 1\n```\n\n| Ally |\n\n<!-- Ally -->\n"
    )
    assert link_terms(text, set()) == text


def test_a_part_of_a_word_is_not_a_term() -> None:
    text = "partnership, non-Ally, McAlly, MAPS"
    assert link_terms(text, set()) == text


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.slug)
def test_every_lesson_links_its_terms_to_the_glossary(lesson) -> None:
    headings = {
        heading_fragment(heading[4:])
        for cell in nbformat.read(NOTEBOOKS / "glossary.ipynb", as_version=4).cells
        for heading in re.findall(r"^### .*$", cell.source, re.MULTILINE)
    }
    assert len(headings) == len(table("glossary"))
    text = "\n".join(c.source for c in compose(lesson) if c.kind == "markdown")
    linked = [fragment for fragment, _ in LINK.findall(text)]
    assert linked
    assert set(linked) <= headings
    assert len(set(linked)) == len(linked), "a term is linked once"
    assert notebook_path(lesson).exists()
