"""Nothing stale pretends to be live: what shows after a restart, and without a kernel."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.lab import (
    Lab,
    has_kernel,
    open_notebook,
    opened_notebook,
    restart_kernel,
    run_again,
    save,
    show_all_questions,
    shut_down_kernel,
    write_notebook,
)
from lessons import questions

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]

NAME = "stale"
CELLS = [
    "from lessons import estimate, explore, hand_in, quiz, review\n"
    "from lessons.widgets.role_play import role_play",
    'estimate("the_network")',
    'quiz("the_network", "check-1")',
    "explore.world_map(year=2012)",
    "role_play()",
    'review(2, "the_network")',
    'hand_in("the_network")',
]
WIDGETS = len(CELLS) - 1
ASK = questions.question("the_network.largest").ask
MAP = re.compile("31 December 2012: Allies 28")
BROKEN = re.compile("model not found|Loading widget|Error displaying")
START = "Start this notebook"
USABLE = (
    ":is(.cs-quiz, .cs-controls, .rp) "
    ":is(input, select, button:not(.cs-go), textarea):enabled:read-write"
)


@pytest.fixture(scope="module")
def opened(lab: Lab, browser: Browser) -> Iterator[Page]:
    """Return a notebook with each kind of widget, not run."""
    with opened_notebook(lab, browser, write_notebook(lab, NAME, *CELLS), height=5000) as page:
        yield page


@pytest.fixture
def page(lab: Lab, opened: Page) -> Page:
    """Return the notebook, its cells run anew, with an answer and a guess."""
    for path in lab.home.rglob("journal*"):
        path.unlink()
    if not has_kernel(opened):
        open_notebook(opened, lab, NAME)
    run_again(opened)
    expect(question(opened)).to_be_attached()
    show_all_questions(opened)
    question(opened).locator("input").first.check()
    question(opened).get_by_role("button", name="Check").click()
    expect(question(opened).get_by_role("status").first).to_contain_text(re.compile("ight"))
    guess = opened.get_by_role("spinbutton", name="Your guess")
    guess.fill("40")
    opened.get_by_role("button", name="Show the answer").first.click()
    expect(opened.locator(".line .guess")).to_contain_text("40")
    return opened


def question(page: Page) -> Locator:
    """Return the card of the question that is answered."""
    return page.locator(".cs-quiz form", has_text=ASK).first


def chosen(page: Page) -> str:
    """Return the text of the option that is chosen in the card."""
    option = question(page).locator("label.option", has=page.locator("input:checked")).first
    return option.locator("span").first.inner_text().strip()


def start(page: Page, where: Locator) -> None:
    """Press the button that starts the notebook, and wait until everything lives."""
    where.get_by_role("button", name=START).first.click()
    for place in (".rp", ".cs-controls"):
        expect(page.locator(place)).to_have_count(1)
    expect(question(page).locator("input:checked").first).to_be_enabled()
    expect(page.get_by_text("NameError")).to_have_count(0)
    expect(page.get_by_role("button", name=START)).to_have_count(0)


def test_after_a_restart_all_stops_says_how_to_go_on_and_does(lab: Lab, page: Page) -> None:
    before = chosen(page)
    restart_kernel(page)
    notes = page.locator(".cs-connection", has_text="This has stopped.")
    expect(notes).to_have_count(WIDGETS)
    expect(page.locator(USABLE)).to_have_count(0)
    assert page.evaluate(ICONS) == 0
    assert chosen(page) == before
    start(page, page.locator(".jp-Cell", has_text="explore.world_map"))
    assert chosen(page) == before
    expect(page.locator(".line .guess")).to_contain_text("40")
    slider = page.get_by_role("slider", name="Year")
    expect(slider).to_be_focused()
    slider.press("ArrowLeft")
    expect(page.get_by_role("img", name=re.compile("31 December 2011"))).to_be_visible()


# How many outputs show Jupyter's sign of a broken link.
ICONS = """() => [...document.querySelectorAll(".jupyter-widgets-disconnected")]
  .filter((e) => getComputedStyle(e, "::before").display !== "none").length"""


def test_reopened_without_a_kernel_stills_hold_the_answers_and_start(lab: Lab, page: Page) -> None:
    before = chosen(page)
    save(page)
    shut_down_kernel(page)
    page.reload()
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    expect(page.locator(".cs-still")).to_have_count(WIDGETS)
    expect(page.get_by_role("button", name=START)).to_have_count(WIDGETS)
    expect(page.locator(".cs-saved-answer", has_text=before)).to_have_count(1)
    expect(page.locator(".cs-saved-answer", has_text="40")).to_have_count(1)
    expect(page.locator(".cs-quiz, .cs-frame")).to_have_count(0)
    expect(page.get_by_text(BROKEN).locator("visible=true")).to_have_count(0)
    expect(page.get_by_role("img", name=MAP).first).to_be_visible()
    start(page, page.locator(".jp-Cell", has_text="check-1"))
    assert chosen(page) == before


def test_a_second_window_shows_the_answers_and_starts(
    lab: Lab, browser: Browser, page: Page
) -> None:
    before = chosen(page)
    save(page)
    second = browser.new_page(viewport={"width": 1280, "height": 5000})
    open_notebook(second, lab, NAME)
    expect(second.locator(".cs-saved-answer", has_text=before)).to_have_count(1)
    start(second, second.locator(".jp-Cell", has_text="check-1"))
    assert chosen(second) == before
    second.close()


def test_what_was_typed_and_not_sent_survives_a_restart(page: Page) -> None:
    question(page).locator("label.option input").nth(2).check()  # and not checked by the button
    typed = chosen(page)
    page.locator(".rp textarea").first.fill("A draft of one line.")
    restart_kernel(page)
    expect(page.locator(".cs-connection:not(:empty)")).to_have_count(WIDGETS)
    start(page, page.locator(".jp-Cell", has_text="check-1"))
    assert chosen(page) == typed
    expect(page.locator(".rp textarea").first).to_have_value("A draft of one line.")


def test_a_fresh_notebook_shows_pictures_and_is_started_by_the_button_of_a_still(
    lab: Lab, browser: Browser
) -> None:
    with opened_notebook(lab, browser, "03_the_network", height=2000) as page:
        picture = page.get_by_role("img", name=MAP).first
        picture.scroll_into_view_if_needed()
        expect(picture).to_be_visible()
        assert picture.evaluate("image => image.naturalWidth") > 800
        page.get_by_role("button", name=START).first.click()
        expect(page.locator(".cs-quiz form, .cs-frame").first).to_be_visible()
        expect(page.get_by_text("NameError")).to_have_count(0)


def test_the_first_tab_stop_and_the_headings_are_for_learners(page: Page) -> None:
    cell, output = page.locator(".jp-Cell"), page.locator(".jp-Cell .jp-OutputArea")
    assert cell.get_by_role("button").count() == output.get_by_role("button").count() > 0
    assert page.locator(".jp-InternalAnchorLink:visible").count() == 0
