"""Question cards on a page of their own, without Jupyter: seen, scrolled, dragged.

The kernel's part is the real one: messages of the page go to the quiz in this process.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sampling import exhaustive

from browser.lab import violations
from lessons.core.paths import TESTS
from lessons.questions.quiz_file import read
from lessons.widgets.quiz_card import Quiz

pytestmark = pytest.mark.browser

BANK = read(TESTS / "fixtures" / "quiz" / "all_types.toml", "fixture")
NAMES = [question.id.partition(".")[2] for question in BANK.questions]
# What anywidget does: a module is drawn with a model, which sends messages and hears replies.
DRAW = """async ({ esm, traits }) => {
  const module = await import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })));
  let hear;
  const model = {
    get: (name) => traits[name],
    on: (name, listener) => { hear = listener; },
    off() {},
    send: async (message) => hear(JSON.parse(await kernel(JSON.stringify(message)))),
  };
  await module.default.render({ model, el: document.getElementById("quiz") });
}"""


def page_with(browser: Browser, width: int, asked: Quiz, **options: Any) -> Page:
    """Return a page that shows a quiz with a lot of text above and below."""
    touch = width < 600
    page = browser.new_page(viewport={"width": width, "height": 800}, has_touch=touch, **options)
    page.expose_function("kernel", lambda message: json.dumps(asked.handle(json.loads(message))))
    fill = '<div style="height: 900px"></div>'
    page.set_content(
        '<html lang="en"><title>Quiz</title><meta name="viewport" content="width=device-width">'
        f"<style>body {{ margin: 8px }} {asked._css}</style>"
        f'<main>{fill}<div id="quiz"></div>{fill}</main></html>'
    )
    traits = {name: getattr(asked, name) for name in ("title", "label", "cards", "fields")}
    page.evaluate(DRAW, {"esm": asked._esm, "traits": json.loads(json.dumps(traits))})
    expect(page.locator("form").first).to_be_attached()
    return page


@pytest.fixture(params=[390, exhaustive(1280)])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Return a page with one question of each type, on a phone or a wide screen."""
    opened = page_with(browser, request.param, Quiz("Quiz: all types", BANK.questions))
    yield opened
    opened.close()


def card(page: Page, name: str) -> Locator:
    """Go to a question by its dot, and return its card."""
    number = NAMES.index(name)
    page.locator(".dot").nth(number).click()
    return page.locator("form").nth(number)


def answer(asked: Locator) -> None:
    """Give some answer, by pointer."""
    if asked.locator("fieldset select").count():
        for menu in asked.locator("select").all():
            menu.select_option(index=1)
    elif asked.get_by_role("button", name="Move").count():
        asked.get_by_role("button", name="Move").nth(1).click()
    elif asked.locator("fieldset textarea, fieldset input:not([type])").count():
        asked.locator("textarea, input:not([type])").first.fill("925")
    else:
        groups = asked.locator("fieldset").first.locator("div:has(> .option), fieldset")
        for group in groups.all():
            group.locator(".option").nth(1).click()


def check(asked: Locator) -> None:
    """Press Check, or what stands in its place."""
    asked.locator(".actions button").first.click()
    expect(asked.locator(".feedback").first).to_be_visible()


def is_in_view(page: Page, place: Locator) -> bool:
    """Return whether an element can be seen as a whole, or, if it is longer, fills the window."""
    box, size = place.bounding_box(), page.viewport_size
    assert box and size
    return box["y"] >= -1 and box["y"] + min(box["height"], size["height"]) <= size["height"] + 1


@pytest.mark.exhaustive
def test_feedback_to_every_type_is_seen_without_scrolling(page: Page) -> None:
    for name in NAMES:
        asked = card(page, name)
        answer(asked)
        # The worst place: what is pressed stands at the lower edge of the window.
        asked.locator(".actions").evaluate("(actions) => actions.scrollIntoView(false)")
        check(asked)
        assert is_in_view(page, asked.get_by_role("status")), name
    assert violations(page, "#quiz") == []


def test_keys_alone_lead_through_a_quiz(page: Page) -> None:
    first, second = page.locator("form").nth(0), page.locator("form").nth(1)
    first.get_by_role("radio").first.press("Space")
    first.get_by_role("button", name="Check").press("Enter")
    expect(first.get_by_role("button", name="Next")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    first.get_by_role("button", name="Next").press("Enter")
    expect(first).to_be_hidden()
    expect(second.locator("legend").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(second.get_by_role("checkbox").first).to_be_focused()


def test_enter_in_a_text_keeps_to_its_limit_and_is_undone(page: Page) -> None:
    text = card(page, "vote").get_by_role("textbox")
    text.fill("One word")
    text.press("Control+a")
    text.press("Enter")
    expect(text).to_have_value("\n")
    expect(card(page, "vote")).to_contain_text("0 words, 1 of")
    text.press("Control+z")
    expect(text).to_have_value("One word")
    text.evaluate("(text) => { text.maxLength = text.value.length + 1; }")
    text.press("End")
    for _ in range(3):
        text.press("Enter")
    expect(text).to_have_value("One word\n")


def test_lines_and_labels_are_dragged_into_place(page: Page) -> None:
    order = card(page, "sequence")
    lines = order.locator("li")
    texts = lines.locator("span").all_inner_texts()
    drag(page, lines.nth(0).locator(".handle"), lines.nth(2))
    assert lines.locator("span").all_inner_texts() == [*texts[1:3], texts[0], texts[3]]
    match = card(page, "frameworks")
    label = match.locator(".labels .label").nth(1)
    drag(page, label, match.locator(".row").nth(2))
    chosen = match.locator("select").nth(2).locator("option:checked")
    expect(chosen).to_have_text(label.inner_text().removeprefix("⠿ "))


def drag(page: Page, what: Locator, onto: Locator) -> None:
    """Drag an element onto another: with a finger where the page has a touch screen."""
    what.scroll_into_view_if_needed()
    onto.scroll_into_view_if_needed()  # before both are measured
    start, end = _middle(what), _middle(onto)
    touch = page.evaluate("navigator.maxTouchPoints > 0")
    if touch:
        client = page.context.new_cdp_session(page)
        for kind, points in (("Start", [start]), ("Move", [end]), ("End", [])):
            places = [{"x": x, "y": y} for x, y in points]
            client.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": places})
        return
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end)
    page.mouse.up()


def _middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_an_option_is_chosen_anywhere_in_its_row(page: Page) -> None:
    for option in card(page, "year").locator("fieldset").first.locator(".option").all():
        box = option.bounding_box()
        assert box
        assert box["height"] >= 44
        page.mouse.click(box["x"] + box["width"] - 4, box["y"] + 4)
        expect(option.locator("input")).to_be_checked()


def test_printed_all_questions_stand_below_each_other(page: Page) -> None:
    page.emulate_media(media="print")
    assert all(form.is_visible() for form in page.locator("form").all())


def test_the_rest_of_a_quiz_is_continued_at_its_first_open_question(browser: Browser) -> None:
    asked = Quiz("Quiz: all types", BANK.questions)
    for number, values in enumerate([[0], [[0]]]):
        asked.handle({"do": "check", "card": number, "answer": values})
    again = page_with(browser, 1280, asked)
    expect(again.locator("form").nth(2)).to_be_visible()
    expect(again.locator("form:visible")).to_have_count(1)
    again.close()
