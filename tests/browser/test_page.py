"""The page of a lesson: one button starts it, no code is in sight, one column, printed whole."""

import io

import pypdf
import pytest
from playwright.sync_api import Browser, expect

from browser.lab import Lab, leave, opened_notebook

pytestmark = pytest.mark.browser
NAME = "02_how_partnership_grew"
PER_LINE = """() => [...document.querySelectorAll(".jp-MarkdownCell p")]
  .filter((it) => it.textContent.length > 400)
  .map((it) => [it, parseFloat(getComputedStyle(it).lineHeight)])
  .map(([it, height]) => it.textContent.length
    / Math.round(it.getBoundingClientRect().height / height))"""


def test_a_click_as_soon_as_the_page_is_there_starts_the_lesson(lab: Lab, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(
        f"{lab.address}/doc/workspaces/early/tree/notebooks/{NAME}.ipynb", wait_until="commit"
    )
    page.get_by_role("button", name="Start this lesson").click()
    page.wait_for_selector(".cs-quiz", state="attached")
    page.wait_for_function("() => jupyterapp.shell.currentWidget.content.activeCellIndex === 0")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    assert page.locator(".jp-Dialog").count() == 0
    assert page.locator(".cm-editor:visible, .jp-InputPlaceholder:visible").count() == 0
    leave(page)


def test_a_lesson_is_one_column_of_readable_lines_and_is_printed_whole(
    lab: Lab, browser: Browser
) -> None:
    with opened_notebook(lab, browser, NAME, height=800) as page:
        lengths = page.evaluate(PER_LINE)
        page.wait_for_selector(".cs-footer", state="attached")  # JupyterLab adds it late
        printed = pypdf.PdfReader(io.BytesIO(page.pdf()))
    assert lengths
    assert all(60 <= length <= 78 for length in lengths)
    text = " ".join(sheet.extract_text() for sheet in printed.pages)
    assert "Big question" in text
    assert "Next: lesson 3" in text


def test_on_a_phone_the_page_has_the_height_and_nearly_the_width(
    lab: Lab, browser: Browser
) -> None:
    with opened_notebook(lab, browser, NAME, 390, 800) as page:
        box = page.locator(".jp-Notebook").bounding_box()
    assert box is not None
    assert box["height"] > 790
    assert box["width"] > 350
