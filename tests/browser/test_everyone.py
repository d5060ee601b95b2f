"""Notebooks in a wide light window and on a dark phone, and with every key, in JupyterLab.

test_explorers and test_quizzes try every explorer and type of question, test_role_play the role
play.
"""

import time

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from browser.lab import (
    PATIENCE,
    Lab,
    cells,
    opened_notebook,
    run_all,
    set_theme,
    settle,
    violations,
)
from lessons import explore
from lessons.course import extras, lessons

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]

NAMES = [page.name for page in (*lessons(), *extras()) if page.name != "glossary"]
CONTROL = "input, select, button, summary, [tabindex='0']"


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_works_for_everyone(name: str, lab: Lab, browser: Browser) -> None:
    """Run a notebook, look at it in a wide light window and on a dark phone, press every key."""
    with opened_notebook(lab, browser, name, height=1600) as page:
        run_all(page)
        can_be_perceived_and_operated(page)


def can_be_perceived_and_operated(page: Page) -> None:
    """Look at a notebook that has run in two windows, and press every key."""
    page.wait_for_selector(".cs-frame, .cs-quiz", state="attached")
    page.wait_for_function(ALL_DRAWN)
    assert page.locator(".jp-OutputArea-output[data-mime-type*=stderr]").count() == 0
    for summary in page.locator(".cs-frame summary").all():
        summary.evaluate("summary => { summary.parentElement.open = true; }")
    closed = page.locator('.cs-below [aria-expanded="false"]')
    closed.evaluate_all("buttons => buttons.forEach((button) => button.click())")
    found = [wrong for look in LOOKS for wrong in looked_at(page, *look)]
    assert not found, "\n".join(found)
    page.set_viewport_size(DESK)  # a sentence may speak of the part of a map that a width shows
    settle(page)
    before = cells(page)
    press_keys_on_each_new_kind_of_control(page)
    settle(page)
    for frame in page.locator(".cs-frame:has([data-control])").all()[:1]:
        drive_by_keyboard(page, frame)  # test_explorers does so with all of them
    assert cells(page) == before, "a key was stolen by the notebook"


VIEW = '.jp-OutputArea-output[data-mime-type*="widget-view"]'
ALL_DRAWN = f"""() => [...document.querySelectorAll('{VIEW}')]
  .every((output) => output.querySelector('[class^="cs-"], [class*=" cs-"]'))"""
KEYS = {"range": "ArrowLeft", "radio": "ArrowDown", "checkbox": "Space", "select-one": "ArrowDown"}


def drive_by_keyboard(page: Page, frame: Locator) -> None:
    """Move every control of an explorer by a key; sentence and table must be those of Python."""
    for box in frame.locator("[data-control]").all():
        control = box.locator(
            "input:checked, input[type=range], input[type=checkbox], select"
        ).first
        kind = control.evaluate("e => e.type")
        line = frame.locator(".cs-code").first.text_content() or ""
        lowest = control.evaluate("e => e.type === 'range' && e.value === e.min")
        control.focus()
        page.keyboard.press("ArrowRight" if lowest else KEYS[kind])
        expect(frame.locator(".cs-code").first).not_to_have_text(line)
        says_what_python_says(frame)


def says_what_python_says(frame: Locator) -> None:
    """Wait until an explorer shows the sentence and the rows that Python has for its line.

    A country chosen in one explorer reaches the others a moment later: the first change that a
    frame shows need not be the last one.
    """
    until = time.monotonic() + PATIENCE / 1000
    while True:
        settle(frame.page)
        line, *shown = frame.evaluate(SHOWN)
        view = eval(line, {"explore": explore}).view
        if shown == [view["says"], len(view["table"]["rows"])]:
            return
        assert time.monotonic() < until, f"{line} is beside {shown}"


SHOWN = """(frame) => [frame.querySelector(".cs-code").textContent,
  frame.querySelector(".cs-says").textContent,
  frame.querySelectorAll(".cs-table tbody tr").length]"""
DESK, PHONE = {"width": 1280, "height": 1600}, {"width": 390, "height": 1600}
LOOKS = [(DESK, "Light"), (PHONE, "Dark")]  # every width and every theme once
LENGTH = "document.querySelector('.jp-WindowedPanel-outer').scrollHeight"


def looked_at(page: Page, size: ViewportSize, theme: str) -> list[str]:
    """Return what axe finds wrong in a window of this width and in a theme.

    axe judges only the colours that are in view, so the window is as long as the notebook.
    """
    page.set_viewport_size(size)
    set_theme(page, f"JupyterLab {theme}")
    settle(page)
    page.set_viewport_size({"width": size["width"], "height": page.evaluate(LENGTH) + 200})
    settle(page)
    found = violations(page, ".cs-frame", ".cs-quiz")
    return [f"{size['width']} px, {theme}: {wrong}" for wrong in found]


def press_keys_on_each_new_kind_of_control(page: Page) -> None:
    """Focus a control of each kind not yet tried, and press keys that the notebook would act on."""
    kinds = page.evaluate(EACH_KIND, sorted(TRIED))
    TRIED.update(kinds)
    for number in range(len(kinds)):
        if not page.evaluate(FOCUS, number):
            continue  # drawn anew meanwhile, with its table
        for key in ("b", "m", "d", "d", "ArrowDown", "ArrowUp", "x", "y", "r"):
            page.keyboard.press(key)


TRIED: set[str] = set()  # kinds of control: the same one in another notebook has the same code
FOCUS = """(number) => {
  const control = document.querySelector(`[data-try="${number}"]`);
  control?.focus();
  return control !== null;
}"""
EACH_KIND = """(tried) => {
  const kinds = [];
  for (const e of document.querySelectorAll(":is(.cs-frame, .cs-quiz) :is(CONTROL)")) {
    const kind = [e.tagName, e.type, e.closest("[class]")?.className].join();
    if (!e.checkVisibility() || e.disabled || [...tried, ...kinds].includes(kind)) continue;
    e.dataset.try = kinds.length;
    kinds.push(kind);
  }
  return kinds;
}""".replace("CONTROL", CONTROL)
