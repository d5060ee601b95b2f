"""The page of a lesson: it starts by itself, shows no code, has one column and is printed whole."""

import io
import re

import nbformat
import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from browser.lab import (
    PER_LINE,
    Lab,
    as_learners_do,
    leave,
    open_notebook,
    opened_notebook,
    restart_kernel,
    run_all,
    write_notebook,
)
from lessons.course import lesson

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]
NAME = "02_how_partnership_grew"
# How much of the page is below its last line when a reader has scrolled to the end, in pixels.
BELOW_THE_END = """() => {
  const page = document.querySelector(".jp-WindowedPanel-outer");
  page.scrollTop = page.scrollHeight;
  return page.getBoundingClientRect().bottom
    - document.querySelector(".cs-footer").getBoundingClientRect().bottom;
}"""
FOCUSED = """() => {
  const focused = document.activeElement;
  return focused.closest(".jp-Notebook") && !focused.matches(".jp-Notebook, .jp-Cell")
    ? focused.outerHTML : "";
}"""


def address(lab: Lab, window: str, name: str = NAME) -> str:
    """Return the address of a notebook that stands alone in a window of this name."""
    return f"{lab.address}/doc/workspaces/{window}/tree/notebooks/{name}.ipynb"


def test_a_click_as_soon_as_the_page_is_there_starts_the_lesson(lab: Lab, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address(lab, "early"), wait_until="commit")
    page.get_by_role("button", name="Start this lesson").click()
    page.wait_for_selector(".cs-welcome")
    page.wait_for_selector(".cs-quiz", state="attached")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    assert page.locator(".jp-Dialog").count() == 0
    assert page.locator(".cm-editor:visible, .jp-InputPlaceholder:visible").count() == 0
    leave(page)


def test_a_lesson_starts_by_itself_and_again_where_its_reader_was(
    lab: Lab, browser: Browser
) -> None:
    page = as_learners_do(browser.new_page(viewport={"width": 1280, "height": 800}))
    page.goto(address(lab, "first"))
    page.wait_for_selector(".cs-welcome")
    every_cell = page.evaluate("() => jupyterapp.shell.currentWidget.content.widgets.length")
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(every_cell)
    assert active_cell(page) == 0
    assert "My progress" in first_stop_within(page)
    page.mouse.move(600, 400)
    page.mouse.wheel(0, 3000)
    page.wait_for_function("() => jupyterapp.shell.currentWidget.content.activeCellIndex > 0")
    card = page.locator(".cs-quiz form:has([type=radio]):visible").last
    card.locator("input").first.check()
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("status").first).to_contain_text(re.compile("ight"))
    expect(page.locator(".cs-place")).to_contain_text(f"1 of {len(lesson(NAME).bank.questions)} ")
    place = active_cell(page)
    page.evaluate("() => { jupyterapp.shell.currentWidget.close(); }")
    page.wait_for_function("() => !jupyterapp.shell.currentWidget?.context")
    assert page.locator(".jp-Dialog").count() == 0
    page.goto(address(lab, "first"))
    expect(page.locator(".cs-welcome")).to_contain_text("1 answer")
    expect(page.locator(".cs-welcome")).to_be_in_viewport()
    assert active_cell(page) == place > 0
    leave(page)


def test_a_page_without_questions_starts_without_a_word_and_by_the_menu_too(
    lab: Lab, browser: Browser
) -> None:
    with opened_notebook(lab, browser, "glossary") as page:
        start = page.get_by_role("button", name="Start this page")
        start.click()
        expect(page.locator(".cs-welcome")).to_be_focused()
        expect(page.locator(".cs-welcome")).to_have_text("")
        restart_kernel(page)
        expect(start).to_be_visible()
        run_all(page)
        expect(start).to_be_hidden()


def test_closing_a_notebook_while_it_is_saved_leaves_no_error(lab: Lab, browser: Browser) -> None:
    with opened_notebook(lab, browser, NAME) as page:
        page.evaluate(CLOSE_WHILE_IT_SAVES)
        page.wait_for_function("() => window.csEnds?.length === 1")
        assert page.evaluate("() => jupyterapp.shell.currentWidget?.context.path")
        page.evaluate("() => csEnds.forEach((end) => end())")
        page.wait_for_function("() => !jupyterapp.shell.currentWidget?.context")
        assert page.locator(".jp-Dialog").count() == 0
        open_notebook(page, lab, NAME)


# Let the server's answer to a save's first question, for a checksum, wait until a test says so.
CLOSE_WHILE_IT_SAVES = """() => {
  const { contents } = jupyterapp.serviceManager;
  const get = contents.get.bind(contents);
  window.csEnds = [];
  contents.get = async (path, options) => {
    if (!options.hash) return get(path, options);
    await new Promise((end) => csEnds.push(end));
    contents.get = get;
    return get(path, options);
  };
  const { context } = jupyterapp.shell.currentWidget;
  context.save();
  context.model.dirty = false;
  jupyterapp.shell.currentWidget.close();
}"""


def active_cell(page: Page) -> int:
    """Return the number of the cell that the contents and the keyboard take for the reader's."""
    return int(page.evaluate("() => jupyterapp.shell.currentWidget.content.activeCellIndex"))


def first_stop_within(page: Page) -> str:
    """Press Tab until something inside of the lesson has the focus; return it as HTML."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if found := page.evaluate(FOCUSED):
            return str(found)
    return ""


def test_a_formula_in_a_learner_s_own_notebook_is_drawn(lab: Lab, browser: Browser) -> None:
    """What draws formulas is loaded only for a text that holds one."""
    cell = nbformat.v4.new_markdown_cell(r"A half: $\frac{1}{2}$")
    with opened_notebook(lab, browser, write_notebook(lab, "formula", cell)) as page:
        page.wait_for_selector(".jp-MarkdownOutput mjx-container")


def test_a_lesson_is_one_column_of_readable_lines_and_is_printed_whole(
    lab: Lab, browser: Browser
) -> None:
    with opened_notebook(lab, browser, NAME, height=800) as page:
        lengths = page.evaluate(PER_LINE)
        below = page.evaluate(BELOW_THE_END)
        printed = pypdf.PdfReader(io.BytesIO(page.pdf()))
    assert lengths
    assert all(60 <= length <= 78 for length in lengths)
    assert below < 100
    text = " ".join(sheet.extract_text() for sheet in printed.pages)
    assert "Big question" in text
    assert "Where this comes from" in text


def test_on_a_phone_there_is_nothing_but_the_page(lab: Lab, browser: Browser) -> None:
    with opened_notebook(lab, browser, NAME, 390, 800) as page:
        box = page.locator(".jp-Notebook").bounding_box()
    assert box is not None
    assert box["height"] > 790
    assert box["width"] > 380


def test_a_window_that_becomes_narrow_closes_its_side_bar(lab: Lab, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{lab.address}/lab/workspaces/shrinking/tree/notebooks/{NAME}.ipynb")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    contents = page.locator("#jp-left-stack")
    expect(contents).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    expect(contents).to_be_hidden()
    leave(page)
