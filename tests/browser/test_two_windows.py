"""A notebook that is open in two windows: what was typed is kept, and running asks nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.lab import PATIENCE, Lab, opened_notebook, run_all, write_notebook

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]

NAME = "two_windows"


@pytest.fixture
def windows(lab: Lab, browser: Browser) -> Iterator[list[Page]]:
    """Return two windows with the same notebook of two cells, which share its kernel."""
    write_notebook(lab, NAME, "1 + 1", "2 + 2")
    with (
        opened_notebook(lab, browser, NAME) as first,
        opened_notebook(lab, browser, NAME) as second,
    ):
        yield [first, second]


def type_into(page: Page, cell: int, text: str) -> None:
    """Write text into a cell."""
    page.evaluate(
        "([cell, text]) => jupyterapp.shell.currentWidget.content.widgets[cell]"
        ".model.sharedModel.setSource(text)",
        [cell, text],
    )


def save(page: Page) -> str:
    """Save the notebook; return "saved", or the title of the dialog that asks back."""
    return str(page.evaluate(SAVE, PATIENCE))


SAVE = """(patience) => Promise.race([
  jupyterapp.shell.currentWidget.context.save().then(() => "saved"),
  new Promise((resolve) => {
    const look = () => document.querySelector(".jp-Dialog-header")?.textContent;
    const timer = setInterval(() => look() && resolve(look(), clearInterval(timer)), 50);
  }),
])"""


def test_running_asks_nothing_and_keeps_what_the_other_window_typed(
    lab: Lab, windows: list[Page]
) -> None:
    first, second = windows
    for page in (first, second, first):
        run_all(page)
        assert save(page) == "saved"
    type_into(first, 0, "typed = 1")
    for page in (first, second, first, second):
        run_all(page)
        assert save(page) == "saved"
        assert "typed = 1" in (lab.folder / "notebooks" / f"{NAME}.ipynb").read_text("utf-8")
    expect(second.locator(".jp-Cell").first).to_contain_text("typed = 1")


def test_where_both_have_typed_nothing_is_overwritten_unasked(
    lab: Lab, windows: list[Page]
) -> None:
    first, second = windows
    type_into(first, 0, "typed_here = 1")
    type_into(second, 1, "typed_there = 2")
    assert save(first) == "saved"
    assert save(second) != "saved"
    assert "typed_here = 1" in (lab.folder / "notebooks" / f"{NAME}.ipynb").read_text("utf-8")
    expect(second.locator(".jp-Cell").nth(1)).to_contain_text("typed_there = 2")
    second.get_by_role("button", name="Cancel").click()
