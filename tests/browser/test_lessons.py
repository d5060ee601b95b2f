"""The course as a learner meets it: JupyterLab in Chromium, by mouse and by keyboard alone."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from browser.lab import (
    Lab,
    journal,
    leave,
    open_notebook,
    opened_notebook,
    restart_kernel,
    run_again,
    run_all,
    settle,
    show_all_questions,
)
from lessons import charts, questions
from lessons.charts.engine import Chart
from lessons.charts.engine.declare import declaration_of

pytestmark = pytest.mark.browser

LESSON = "03_the_network"
WINDOW: ViewportSize = {"width": 1280, "height": 1200}


@pytest.fixture(scope="module")
def requests() -> list[str]:
    """Return a list that fills with the addresses that the page of lesson 03 asks for."""
    return []


@pytest.fixture(scope="module")
def opened(lab: Lab, browser: Browser, requests: list[str]) -> Iterator[Page]:
    """Return lesson 03, opened and run."""
    page = browser.new_page(viewport=WINDOW)
    page.on("request", lambda request: requests.append(request.url))
    open_notebook(page, lab, LESSON)
    run_all(page)
    yield page
    leave(page)


def frame_with(page: Page, chart: Callable[..., Chart]) -> Locator:
    """Return the first explorer of a chart, scrolled into view."""
    name = declaration_of(chart).title
    frame = page.get_by_role("group", name=name, exact=True).first
    frame.scroll_into_view_if_needed()
    return frame


def test_a_slider_moved_by_keyboard_changes_picture_sentence_and_table(opened: Page) -> None:
    frame = frame_with(opened, charts.world_map)
    picture = frame.get_by_role("img")
    before = picture.inner_html()
    slider = frame.get_by_role("slider", name="Year")
    expect(slider).to_have_attribute("aria-valuetext", "end of 2012")
    slider.focus()
    opened.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "end of 2011")
    expect(picture).to_have_accessible_name(re.compile("^31 December 2011: .*globe 7"))
    assert picture.inner_html() != before
    expect(frame.get_by_role("status")).to_contain_text("31 December 2011")
    frame.get_by_role("button", name="Table").click()
    expect(frame.locator("tbody tr")).to_have_count(68)
    sort = frame.get_by_role("button", name="Country")
    sort.focus()
    opened.keyboard.press("Enter")
    expect(frame.locator("tbody tr").first).to_contain_text("Afghanistan")
    opened.keyboard.press("Enter")
    expect(frame.locator("tbody tr").first).to_contain_text("Uzbekistan")


def test_a_click_on_a_control_is_enough_too(opened: Page) -> None:
    frame = frame_with(opened, charts.partner_sum)
    frame.get_by_role("checkbox", name="Mediterranean Dialogue").check()
    expect(frame.get_by_role("img")).to_have_accessible_name(re.compile("Dialogue 7"))
    frame.get_by_role("checkbox", name="Mediterranean Dialogue").uncheck()
    expect(frame.get_by_role("img")).to_have_accessible_name(re.compile("Dialogue still to find"))


def test_a_question_is_answered_by_keyboard_alone_and_comes_back(lab: Lab, opened: Page) -> None:
    page = opened
    asked = questions.question("the_network.largest")
    card = page.locator(".cs-quiz form", has_text=asked.ask).first
    show_all_questions(page)
    card.scroll_into_view_if_needed()
    card.locator("input").first.focus()
    # Other tests of this worker may have left answers in the learner's folder.
    earlier = sum(asked.id in str(line) for line in journal(lab))
    page.keyboard.press("Space")
    option = "document.activeElement.closest('label').querySelector('span')"
    chosen = page.evaluate(f"{option}.textContent")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Check":
            break
    page.keyboard.press("Enter")
    feedback = card.get_by_role("status").first
    expect(feedback).to_contain_text(re.compile("Right|Not"))
    text = feedback.inner_text()
    assert chosen.strip() in text
    answered = [line for line in journal(lab) if asked.id in str(line)]
    assert len(answered) == earlier + 1
    restart_kernel(page)  # as on another day: a kernel that knows nothing
    run_again(page)
    card.scroll_into_view_if_needed()
    expect(card.get_by_role("status").first).to_contain_text(chosen.strip())


def test_nothing_is_fetched_from_the_network(lab: Lab, opened: Page, requests: list[str]) -> None:
    settle(opened)
    opened.wait_for_load_state("networkidle")
    near = (lab.address, "ws://127.0.0.1", "blob:", "data:")
    assert requests
    assert not [address for address in requests if not address.startswith(near)]


def test_the_phone_gets_a_picture_drawn_for_it(opened: Page) -> None:
    opened.set_viewport_size({"width": 390, "height": 900})
    frame = frame_with(opened, charts.membership_table)
    picture = frame.get_by_role("img").locator("svg").last
    expect(picture).to_have_attribute("viewBox", re.compile(r"^0 0 3\d\d "))
    box = picture.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    opened.set_viewport_size(WINDOW)


@pytest.mark.exhaustive
def test_running_all_cells_leaves_the_reader_at_the_top(lab: Lab, browser: Browser) -> None:
    for name in ("review", "07_across_the_globe"):  # no other page has them open
        with opened_notebook(lab, browser, name, height=900) as page:
            run_all(page)
            expect(page.locator("h1").first).to_be_in_viewport()
            if name != "review":
                a_country_chosen_in_one_explorer_is_chosen_in_the_others(page)


def a_country_chosen_in_one_explorer_is_chosen_in_the_others(page: Page) -> None:
    """Choose a country in the first explorer of a page and wait for the second."""
    choosers = page.locator('[data-control="country"] select')
    expect(choosers).to_have_count(2)
    choosers.first.select_option(label="Mongolia")
    expect(choosers.last).to_have_value("MNG")
