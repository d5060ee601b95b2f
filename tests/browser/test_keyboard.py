"""A whole lesson by keyboard alone: its start, every question, chart and term, and its result."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from browser.lab import Lab, opened_notebook, settle
from lessons.course import lessons

pytestmark = pytest.mark.browser
MOST = 1500  # more are a circle that never leaves the lesson
WRITTEN = {"textarea": "It depends: each side has a point.", "text": "50"}
# What takes an answer to a question, or changes a chart, by the type of the control.
ANSWERS = {
    "radio": "Space",
    "checkbox": "Space",
    "select-one": "ArrowDown",
    "range": "ArrowRight",
    "button": "ArrowDown",  # moves an item of a list
}
CONTROLS = ANSWERS | {"radio": "ArrowDown", "range": "ArrowLeft"}

# What has the focus: its role in a lesson, its type, its words, whether it was dealt with already,
# and whether a reader sees it. A card or chart that was dealt with is marked by MARK.
FOCUS = """() => {
  const node = document.activeElement;
  const form = node.closest(".cs-quiz:not(.cs-hand-in) form");
  const frame = node.closest(".cs-frame");
  const isButton = node.matches("button");
  const scroller = node.closest(".jp-WindowedPanel-outer")?.getBoundingClientRect();
  const [box] = (node.closest("label") ?? node).getClientRects();
  const between = (low, value, high) => Math.max(low, Math.min(value, high));
  const isInView = () => {
    const y = between(scroller.top + 4, box.top + box.height / 2, scroller.bottom - 4);
    if (y < box.top || y > box.bottom) return false;
    const above = document.elementFromPoint(box.left + Math.min(box.width / 2, 8), y);
    return Boolean(
      above && (node.contains(above) || (node.closest("label") ?? node).contains(above)));
  };
  const role = !node.closest(".jp-Notebook") ? "outside"
    : node.matches(".jp-Notebook, .jp-Cell") ? "cell"
    : node.matches(".cs-start") ? "start"
    : form && node.matches("button:not([type=button])") ? "check"
    : form && node.matches(".next") ? "next"
    : form && node.matches("fieldset:not(.confidence) :is(input, select, textarea, button)")
      ? "answer"
    : frame && node.closest("[data-control]") && !isButton ? "control"
    : node.matches('a[title][href*="glossary.ipynb"]') ? "term" : "other";
  return {
    role,
    type: node.type || node.tagName.toLowerCase(),
    words: node.ariaLabel || (node.closest("label") ?? node).textContent.trim(),
    isDone: Boolean(node.closest("[data-walked]")) || node.getAttribute("aria-disabled") === "true",
    isChosen: Boolean(node.name && form?.querySelector(`[name="${node.name}"]:checked`)),
    isLowest: node.type === "range" && node.value === node.min,
    isInView: role === "outside" || role === "cell" || Boolean(scroller && box && isInView()),
  };
}"""
MARK = """() => {
  const node = document.activeElement;
  (node.closest(".cs-quiz form, .cs-frame") ?? node).dataset.walked = "yes";
}"""
# Not any text: a reply that takes long is announced first.
HAS_REPLY = """() => [...document.activeElement.closest("form").querySelectorAll("[role=status]")]
  .some((node) => /Right|Partly right|Not right yet|Saved|The answer/.test(node.textContent))"""
CARD = "() => document.activeElement.closest('form')?.textContent"
CODE = "() => document.activeElement.closest('.cs-frame')?.querySelector('.cs-code').textContent"
# What was not dealt with: questions one by one, and charts that have a control.
LEFT = """() => [
  ...[...document.querySelectorAll(".cs-quiz:not(.cs-hand-in) form:not([data-walked])")]
    .map((node) => node.querySelector("legend")?.textContent ?? node.textContent),
  ...[...document.querySelectorAll(".cs-frame:has([data-control]):not([data-walked])")]
    .map((node) => node.getAttribute("aria-label")),
]"""


@dataclass
class KeyboardWalk:
    """A walk through an open lesson by keys: what was done how often, and what was wrong."""

    page: Page
    done: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    first: str = ""  # the words of the first stop in the lesson

    def press(self, key: str) -> dict[str, Any]:
        """Press a key; return what has the focus then."""
        self.page.keyboard.press(key)
        return dict(self.page.evaluate(FOCUS))

    def start(self) -> None:
        """Go to the button that starts the lesson, press it, and wait until all is drawn."""
        expect(self.page.locator(".cs-start-area")).to_be_visible()  # not only a later button
        stops = [self.press("Tab")]
        while stops[-1]["role"] != "start" and len(stops) < MOST:
            stops.append(self.press("Tab"))
        self.first = next(stop["words"] for stop in stops if stop["role"] != "outside")
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".cs-welcome")).to_be_focused()
        settle(self.page)

    def through(self) -> None:
        """Go through the lesson stop by stop, and do at each what a learner can do there."""
        acts = {act.__name__: act for act in (self.answer, self.check, self.control, self.term)}
        while (focus := self.press("Tab"))["role"] != "outside" and self.done["stops"] < MOST:
            self.done["cells" if focus["role"] == "cell" else "stops"] += 1
            if not focus["isInView"]:
                self.wrong.append(f"not in view: {focus['words'][:60]}")
            if focus["role"] == "next":
                self.done["next"] += 1
                self.page.keyboard.press("Enter")  # its card is done
            elif focus["role"] in acts and not focus["isDone"]:
                acts[focus["role"]](focus)
        self.wrong += [f"not reached: {words[:80]}" for words in self.page.evaluate(LEFT)]

    def back(self) -> None:
        """Go back to the top of the lesson with Shift and Tab."""
        passed = [""]
        while (focus := self.press("Shift+Tab"))["role"] != "outside" and len(passed) < MOST:
            passed.append(focus["words"])
        if self.first not in passed:
            self.wrong.append(f"the way back ends after: {passed[-1][:60]}")

    def answer(self, focus: dict[str, Any]) -> None:
        """Give a control of a question a value, unless another of its group has one."""
        if focus["type"] in WRITTEN:
            self.page.keyboard.type(WRITTEN[focus["type"]])
        elif focus["type"] in ANSWERS and not focus["isChosen"]:
            self.page.keyboard.press(ANSWERS[focus["type"]])

    def check(self, _focus: dict[str, Any]) -> None:
        """Have a question checked and wait for the reply."""
        self.page.keyboard.press("Enter")
        try:
            self.page.wait_for_function(HAS_REPLY)
        except TimeoutError:
            pytest.fail(f"no reply: {self.page.evaluate(CARD)}")  # others would wait as long
        self.page.evaluate(MARK)
        self.done["answered"] += 1

    def control(self, focus: dict[str, Any]) -> None:
        """Move a control of a chart and wait until the chart follows."""
        before = self.page.evaluate(CODE)
        self.page.keyboard.press("ArrowRight" if focus["isLowest"] else CONTROLS[focus["type"]])
        self.page.wait_for_function(f"(before) => ({CODE})() !== before", arg=before)
        self.page.evaluate(MARK)
        self.done["explored"] += 1

    def term(self, focus: dict[str, Any]) -> None:
        """Open a term's meaning and close it again, once the page has come to rest."""
        settle(self.page)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("dialog", name=focus["words"])).to_be_focused()
        if self.press("Escape")["words"] != focus["words"]:
            self.wrong.append(f"the focus is lost after the meaning of {focus['words']}")
        self.done["terms"] += 1


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", [lesson.name for lesson in lessons()])
def test_a_lesson_is_taken_by_keyboard_from_its_start_to_its_result(
    name: str, lab: Lab, browser: Browser
) -> None:
    for path in lab.home.rglob("journal*"):
        path.unlink()  # of other tests of this worker: all questions are open
    with opened_notebook(lab, browser, name, height=900) as page:
        taken = KeyboardWalk(page)
        taken.start()
        taken.through()
        taken.back()
        assert taken.wrong == []
        # Not "next": it follows only a right answer, and these answers are any.
        assert all(taken.done[act] for act in ("answered", "explored", "terms"))
        for result in page.locator(".cs-result").all():
            expect(result).to_contain_text(re.compile(r"\d+ of \d+ question"))
