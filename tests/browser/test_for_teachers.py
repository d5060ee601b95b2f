"""A teacher's week on one page: by buttons, by dropped files, and by keyboard alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from simulated_class import pupils

from browser.lab import Lab, opened_notebook, run_all
from lessons.classroom.hand_in import file_name, to_json

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]
CLASS = 6
DROP = """([name, text]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([text], name));
  const box = document.querySelector('[aria-label="Hand-ins"]');
  const how = { dataTransfer: transfer, bubbles: true, cancelable: true };
  box.dispatchEvent(new DragEvent("drop", how));
}"""


@pytest.fixture
def page(lab: Lab, browser: Browser) -> Iterator[Page]:
    """Open the page for teachers and run it."""
    with opened_notebook(lab, browser, "for-teachers", height=1600) as opened:
        run_all(opened)
        yield opened


def job(page: Page, title: str) -> Locator:
    """Return the form with a heading."""
    return page.get_by_role("form", name=title, exact=True)


def opens(page: Page, link: Locator) -> Page:
    """Return the page that a link opens beside this one."""
    with page.expect_popup() as popup:
        link.click()
    return popup.value


def test_a_week_on_one_page(page: Page, tmp_path: Path) -> None:
    page.get_by_role("checkbox", name=re.compile("^3 ")).check()
    expect(job(page, "Slides").get_by_text(re.compile("^Chosen: 3 "))).to_be_visible()

    slides = job(page, "Slides")
    button = slides.get_by_role("button", name="Make slides")
    expect(page.get_by_role("progressbar")).to_have_count(0)  # nothing is at work yet
    button.focus()
    page.keyboard.press("Enter")
    expect(slides.get_by_role("progressbar")).to_be_visible()
    expect(slides.get_by_text("Ready.")).to_be_visible()
    shown = opens(page, slides.get_by_role("link", name="03_the_network.html"))
    expect(shown.get_by_role("heading", level=1).first).to_be_visible()
    shown.close()

    files = []
    for hand_in in pupils(["the_network"], CLASS):
        path = tmp_path / file_name(hand_in)
        path.write_text(to_json(hand_in), encoding="utf-8")
        files.append(path)
    collect, mark = job(page, "Collect"), job(page, "Mark")
    collect.get_by_label("Choose files").set_input_files(files[1:])
    expect(collect.get_by_text(f"{CLASS - 1} files are here:")).to_be_visible()
    page.evaluate(DROP, ["<img src=x>.json", files[0].read_text(encoding="utf-8")])
    expect(collect.get_by_text(f"{CLASS} files are here:")).to_be_visible()
    assert not page.locator(".names img").count()

    mark.get_by_text("More choices").click()
    mark.get_by_label("Handed in late after").fill("2026-11-30")
    mark.get_by_role("button", name="Make the gradebook").click()
    expect(mark.get_by_text("Ready.")).to_be_visible()
    book = opens(page, mark.get_by_role("link", name="gradebook.html"))
    expect(book.get_by_text("Who needs help now").first).to_be_visible()
    assert book.evaluate("() => self.origin") == "null", "it reaches nothing of the server"
    book.close()

    back = job(page, "Feedback and marks")
    back.get_by_role("button", name="Make feedback and marks").click()
    expect(back.get_by_text("Ready.")).to_be_visible()
    with page.expect_download() as download:
        back.get_by_role("link", name="feedback.zip").click()
    assert download.value.suggested_filename == "feedback.zip"
