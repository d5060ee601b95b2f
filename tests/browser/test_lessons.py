"""The course as a learner meets it: JupyterLab in Chromium, by mouse and by keyboard alone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.lab import Lab, journal, leave, open_notebook, run_all, settle

pytestmark = pytest.mark.browser

LESSON = "03_the_network"


@pytest.fixture(scope="module")
def opened(lab: Lab, browser: Browser) -> Iterator[Page]:
    """Return lesson 03, opened and run."""
    page = browser.new_page(viewport={"width": 1280, "height": 1200})
    open_notebook(page, lab, LESSON)
    run_all(page)
    yield page
    page.close()


def frame_with(page: Page, name: str) -> Locator:
    """Return the explorer with a name, scrolled into view."""
    frame = page.get_by_role("group", name=name, exact=True)
    frame.scroll_into_view_if_needed()
    return frame


def test_a_notebook_not_yet_run_shows_pictures_with_their_sentences(
    lab: Lab, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1200})
    open_notebook(page, lab, LESSON)
    picture = page.get_by_role("img", name=re.compile("31 December 2012: Allies 28")).first
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 800
    page.close()


def test_a_slider_moved_by_keyboard_changes_picture_sentence_and_table(opened: Page) -> None:
    frame = frame_with(opened, "Map of NATO and its partners")
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
    frame.get_by_text("Show as table").click()
    expect(frame.locator("tbody tr")).to_have_count(68)
    sort = frame.get_by_role("button", name="Country")
    sort.focus()
    opened.keyboard.press("Enter")
    expect(frame.locator("tbody tr").first).to_contain_text("Afghanistan")
    opened.keyboard.press("Enter")
    expect(frame.locator("tbody tr").first).to_contain_text("Uzbekistan")


def test_a_click_on_a_control_is_enough_too(opened: Page) -> None:
    frame = frame_with(opened, "The partners as a sum")
    frame.get_by_role("checkbox", name="Mediterranean Dialogue").check()
    expect(frame.get_by_role("img")).to_have_accessible_name(re.compile("Dialogue 7"))
    frame.get_by_role("checkbox", name="Mediterranean Dialogue").uncheck()
    expect(frame.get_by_role("img")).to_have_accessible_name(re.compile(r"four groups\. Still"))


def test_a_question_is_answered_by_keyboard_alone_and_comes_back(
    lab: Lab, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1200})
    open_notebook(page, lab, LESSON)
    run_all(page)
    card = page.locator(".cs-quiz form", has_text="Which of the four groups").first
    card.scroll_into_view_if_needed()
    page.locator(".cs-quiz form", has_text="Which of the four groups").locator(
        "input"
    ).first.focus()
    # Other tests of this worker may have left answers in the learner's folder.
    earlier = sum("largest" in str(line) for line in journal(lab))
    page.keyboard.press("Space")
    chosen = page.evaluate("document.activeElement.closest('label').textContent")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Check":
            break
    page.keyboard.press("Enter")
    feedback = card.get_by_role("status").first
    expect(feedback).to_contain_text(re.compile("Right|Not"))
    said = feedback.inner_text()
    assert chosen.strip() in said
    answered = [line for line in journal(lab) if "largest" in str(line)]
    assert len(answered) == earlier + 1
    page.reload()
    page.wait_for_function(KERNEL_IS_THERE)
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    open_notebook(page, lab, LESSON)
    run_all(page)
    again = page.locator(".cs-quiz form", has_text="Which of the four groups").first
    again.scroll_into_view_if_needed()
    expect(again.get_by_role("status").first).to_contain_text(chosen.strip())
    page.close()


# As on another day: a new kernel.
KERNEL_IS_THERE = "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"


def test_a_saved_notebook_opened_without_a_kernel_shows_its_pictures(
    lab: Lab, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1200})
    open_notebook(page, lab, LESSON)
    run_all(page)
    page.evaluate("() => jupyterapp.shell.currentWidget.context.save()")
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.goto(f"{lab.address}/doc/workspaces/narrow/tree/notebooks/{LESSON}.ipynb")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    picture = page.get_by_role("img", name=re.compile("31 December 2012: Allies 28")).first
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    expect(page.get_by_text("model not found")).to_have_count(0)
    page.close()


def test_a_country_chosen_in_one_explorer_is_chosen_in_the_others(
    lab: Lab, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1200})
    open_notebook(page, lab, "07_across_the_globe")
    run_all(page)
    choosers = page.locator('[data-control="country"] select')
    expect(choosers).to_have_count(2)
    choosers.first.select_option(label="Mongolia")
    expect(choosers.last).to_have_value("MNG")
    page.close()


def test_nothing_is_fetched_from_the_network(lab: Lab, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1200})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_notebook(page, lab, LESSON)
    run_all(page)
    settle(page)
    page.wait_for_load_state("networkidle")
    away = [u for u in asked if not u.startswith((lab.address, "ws://127.0.0.1", "blob:", "data:"))]
    assert asked
    assert not away
    page.close()


def test_the_phone_gets_a_picture_drawn_for_it(lab: Lab, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    open_notebook(page, lab, LESSON)
    run_all(page)
    frame = frame_with(page, "Who came when")
    picture = frame.get_by_role("img").locator("svg").last
    expect(picture).to_have_attribute("viewBox", re.compile("^0 0 400 "))
    box = picture.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.close()


@pytest.mark.parametrize("name", ["07_across_the_globe", "review"])  # no other page has them open
def test_running_all_cells_leaves_the_reader_at_the_top(name: str, lab: Lab, browser: Browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    open_notebook(page, lab, name)
    run_all(page)
    page.wait_for_function("() => jupyterapp.shell.currentWidget.content.activeCellIndex === 0")
    expect(page.locator("h1").first).to_be_in_viewport()
    leave(page)
