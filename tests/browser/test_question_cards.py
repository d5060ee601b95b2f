"""Question cards on a page of their own, without Jupyter: seen, scrolled, dragged.

The kernel's part is the real one: messages of the page go to the quiz in this process.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.lab import violations
from lessons.core.paths import TESTS
from lessons.questions.parser import read
from lessons.widgets.quizzes import Quiz

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
    page.expose_function("kernel", lambda message: json.dumps(asked.hear(json.loads(message))))
    fill = '<div style="height: 900px"></div>'
    page.set_content(
        '<html lang="en"><title>Quiz</title><meta name="viewport" content="width=device-width">'
        f"<style>body {{ margin: 8px }} {asked._css}</style>"
        f'<main>{fill}<div id="quiz"></div>{fill}</main></html>'
    )
    traits = {"title": asked.title, "cards": asked.cards, "fields": asked.fields}
    page.evaluate(DRAW, {"esm": asked._esm, "traits": json.loads(json.dumps(traits))})
    expect(page.locator("form").first).to_be_attached()
    return page


@pytest.fixture(params=[390, 1280])
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
