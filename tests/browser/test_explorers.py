"""Every explorer on a page without Jupyter: its markup is accessible, and keys alone drive it.

The kernel's part is the real one: what a control changes goes to the explorer in this process.
The colours of the frame, which are the same for all, are tested in JupyterLab: test_everyone.
"""

import json
from collections.abc import Iterator

import pytest
from explorer_states import NAMES
from playwright.sync_api import Browser, Locator, Page, expect

from browser.lab import violations, wait_for_promise
from lessons import explore
from lessons.core.paths import LESSONS
from lessons.widgets.explorer import Explorer

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]

AT_ONCE = 4  # explorers on a page, about as many as in a lesson
KEYS = {"range": "ArrowLeft", "radio": "ArrowDown", "checkbox": "Space", "select-one": "ArrowDown"}
SYNCED = ("name", "controls", "values", "narrow", "view", "backdrops")
# Draw a widget as the website does: a module, and a model whose changes go to the kernel and back.
DRAW = """async ({ name, esm, model, state }) => {
  const load = (text) => import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  const { Model } = await load(model);
  const { default: widget } = await load(esm);
  const el = document.querySelector("main").appendChild(document.createElement("div"));
  const drawn = new Model(state, async (content) => {
    window.unanswered += 1;
    drawn.receive({ state: JSON.parse(await kernel(name, JSON.stringify(content.state))) });
    window.unanswered -= 1;
  });
  widget.render({ model: drawn, el });
}"""
SETTLED = """async () => {
  for (let number = 0; number < 3; number += 1) await new Promise(requestAnimationFrame);
  return window.unanswered === 0 && document.getAnimations().length === 0;
}"""
# What axe does not see: keys that a notebook would take, and targets smaller than 24 px.
FLAWS = """() => [...document.querySelectorAll(
    ".cs-frame :is(input, select, button, summary, textarea, a[href], [tabindex='0'])")]
  .filter((control) => control.checkVisibility())
  .filter((control) => control.dataset.lmSuppressShortcuts !== "true"
    || (control.matches("select, button") && control.offsetHeight < 24))
  .map((control) => control.outerHTML.slice(0, 200))"""
OPEN_ALL = """() => {
  document.querySelectorAll("details").forEach((details) => { details.open = true; });
  document.querySelectorAll(".cs-below [aria-expanded=false]").forEach((panel) => panel.click());
}"""
SHOWN = """(frame) => [frame.querySelector(".cs-code").textContent,
  frame.querySelector(".cs-says").textContent,
  frame.querySelectorAll(".cs-table tbody tr").length]"""


def state(explorer: Explorer) -> dict[str, object]:
    """Return what the page has of an explorer, as JSON gives it."""
    return dict(json.loads(json.dumps({name: getattr(explorer, name) for name in SYNCED})))


GROUPS = range(0, len(NAMES), AT_ONCE)


@pytest.fixture(params=GROUPS, ids=lambda first: NAMES[first])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Return a page with some of the explorers, every panel open."""
    explorers = {
        name: getattr(explore, name)() for name in NAMES[request.param : request.param + AT_ONCE]
    }

    def change(name: str, changed: str) -> str:
        for trait, value in json.loads(changed).items():
            setattr(explorers[name], trait, value)
        return json.dumps(state(explorers[name]))

    opened = browser.new_page(viewport={"width": 1280, "height": 1600})
    opened.expose_function("kernel", change)
    css = next(iter(explorers.values()))._css
    opened.set_content(f'<html lang="en"><title>Explorers</title><style>{css}</style><main></main>')
    opened.evaluate("() => { window.unanswered = 0; }")
    model = (LESSONS / "widgets" / "js" / "web" / "model.js").read_text("utf-8")
    for name, explorer in explorers.items():
        wanted = {"name": name, "esm": explorer._esm, "model": model, "state": state(explorer)}
        opened.evaluate(DRAW, wanted)
    opened.evaluate(OPEN_ALL)
    yield opened
    opened.close()


def settle(page: Page) -> None:
    """Wait until Python has answered and nothing moves any more."""
    wait_for_promise(page, SETTLED)


def test_explorers_are_accessible_and_driven_by_keys_alone(page: Page) -> None:
    assert violations(page, ".cs-frame", without=["color-contrast"]) == []
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 1600})
        settle(page)
        assert page.evaluate(FLAWS) == [], f"at {width} px"
    for frame in page.locator(".cs-frame").all():
        drive_by_keyboard(page, frame)


def drive_by_keyboard(page: Page, frame: Locator) -> None:
    """Turn every control of an explorer by a key; sentence and table must be what Python says."""
    code = frame.locator(".cs-code").first
    for place in frame.locator("[data-control]").all():
        control = place.locator(
            "input:checked, input[type=range], input[type=checkbox], select"
        ).first
        kind = control.evaluate("control => control.type")
        line = code.text_content() or ""
        lowest = control.evaluate("e => e.type === 'range' && e.value === e.min")
        control.focus()
        page.keyboard.press("ArrowRight" if lowest else KEYS[kind])
        expect(code).not_to_have_text(line)
        settle(page)
        line, *shown = frame.evaluate(SHOWN)
        view = eval(line, {"explore": explore}).view
        assert shown == [view["says"], len(view["table"]["rows"])], line
