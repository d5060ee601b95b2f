"""Terms open their meaning in place, links land on their heading, and Back returns."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.lab import Lab, leave, open_notebook, run_all, violations

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]
LESSON = "03_the_network"
PATH = "() => jupyterapp.shell.currentWidget.context.path"
TERM = "Istanbul Cooperation Initiative"


@pytest.fixture
def page(lab: Lab, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    yield page
    leave(page)


def expect_page(page: Page, name: str) -> None:
    """Wait until a notebook is the one that shows."""
    page.wait_for_function(f"() => ({PATH})() === 'notebooks/{name}.ipynb'")


def test_a_term_opens_its_meaning_leads_to_its_entry_and_back_returns(page: Page, lab: Lab) -> None:
    open_notebook(page, lab, LESSON)
    link = page.locator(f'a[title][href$="#{TERM.replace(" ", "-")}"]')
    meaning = page.get_by_role("dialog", name=TERM)
    link.press("Enter")
    expect(meaning).to_be_focused()
    expect(meaning).to_contain_text(link.get_attribute("title") or "no title")
    assert not violations(page, ".cs-meaning")
    page.keyboard.press("Escape")
    expect(meaning).to_have_count(0)
    expect(link).to_be_focused()
    link.click()
    meaning.get_by_role("link").click()
    expect_page(page, "glossary")
    entry = page.get_by_role("heading", name=TERM, exact=True)
    expect(entry).to_be_focused()
    expect(entry).to_be_in_viewport()
    page.evaluate("() => history.back()")
    expect_page(page, LESSON)
    expect(link).to_be_in_viewport()


def test_the_search_on_the_home_page_leads_to_a_section_by_keyboard(page: Page, lab: Lab) -> None:
    open_notebook(page, lab, "my-progress")
    run_all(page)
    field = page.get_by_role("searchbox", name="Search the course")
    field.focus()
    page.keyboard.type("four groups, four")
    result = page.get_by_role("search").get_by_role("link").first
    expect(result).to_contain_text("Four groups, four reasons")
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text(re.compile("found"))
    assert not violations(page, ".cs-search", ".cs-path")
    page.keyboard.press("Tab")
    expect(result).to_be_focused()
    page.keyboard.press("Enter")
    expect_page(page, LESSON)
    expect(page.get_by_role("heading", name="Four groups, four reasons")).to_be_focused()
