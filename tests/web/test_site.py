"""The website in a real browser: it comes alive, keeps answers, and works without a network.

A server that lets nothing be cached serves it; every test asserts that no request leaves it.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browser.lab import PATIENCE, violations
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from web.serving import Log, serving

pytestmark = pytest.mark.browser
LESSON = "03_the_network"
ANSWERS = """() => new Promise((resolve) => {
  indexedDB.open("cooperative-security").onsuccess = ({ target }) => {
    const store = target.result.transaction("answers").objectStore("answers");
    store.getAll().onsuccess = (found) => resolve(found.target.result);
  };
})"""


@dataclass
class Site:
    """A served website: its address, its folder and the paths that were asked for."""

    address: str
    folder: Path
    log: Log


@pytest.fixture(scope="module")
def site(website: Path) -> Iterator[Site]:
    """Return the website, served."""
    with serving(website) as (address, log):
        yield Site(address, website, log)


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """Return what opens a new browser profile, in which no request may leave the site."""
    elsewhere: list[str] = []
    contexts: list[BrowserContext] = []

    def new(**options: object) -> BrowserContext:
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        # All questions below each other, so that each is found without going to it.
        context.add_init_script("localStorage.setItem('cs-all-questions', 'yes')")
        context.on("request", lambda request: elsewhere.append(request.url))
        contexts.append(context)
        return context

    yield new
    for context in contexts:
        context.close()
    assert not [url for url in elsewhere if not url.startswith((site.address, "blob:", "data:"))]


def opened(context: BrowserContext, site: Site, name: str = LESSON) -> Page:
    """Open a page and wait until its exercises work."""
    page = context.new_page()
    page.goto(f"{site.address}/{name}.html")
    ready(page)
    return page


def ready(page: Page) -> None:
    """Wait until the exercises of a page work."""
    page.wait_for_selector("html[data-cs-ready]", state="attached")


def question(page: Page, text: str = "Croatia was one") -> Locator:
    """Return the card of a question."""
    return page.locator(".cs-quiz form").filter(has_text=text)


def answer(page: Page) -> None:
    """Answer a question and wait for the feedback."""
    question(page).get_by_label("It became an Ally").check()
    question(page).get_by_role("button", name="Check").click()
    expect(question(page).get_by_text("Right.")).to_be_visible()


def answers(page: Page) -> list[str]:
    """Return the questions whose answers are stored, in order."""
    return [json.loads(line)["object"] for line in page.evaluate(ANSWERS)]


def test_a_lesson_comes_alive_and_keeps_answers_without_a_network(site, visit):
    context = visit(viewport={"width": 390, "height": 844})
    page = opened(context, site)
    answer(page)
    map_ = page.locator(".cs-frame").filter(has_text="Part of the map")
    before = map_.locator(".cs-says").inner_text()
    map_.locator("input[type=range]").first.press("ArrowLeft")
    expect(map_.locator(".cs-says")).not_to_have_text(before)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not violations(page, "body")

    page.wait_for_selector("html[data-cs-offline]", state="attached")
    context.set_offline(True)
    page.reload()
    expect(question(page).get_by_text("Right.")).to_be_visible()
    page.goto(f"{site.address}/index.html")
    ready(page)
    go_on = page.locator("#output-go-on a").first
    expect(go_on).to_have_attribute("href", re.compile(r"^[\w-]+\.html(#.+)?$"))
    page.get_by_role("searchbox").fill("four groups")
    page.get_by_role("search").get_by_role("link").first.click()
    page.wait_for_url("**/03_the_network.html#*")


def test_two_tabs_that_answer_at_once_keep_both_answers_and_see_each_others(site, visit):
    context = visit()
    one, other = opened(context, site), opened(context, site)
    question(one).get_by_label("It became an Ally").check()
    question(other).get_by_label("It was suspended").check()
    for page in (one, other):
        question(page).get_by_role("button", name="Check").click()
    expect(question(one).get_by_text("Right.")).to_be_visible()
    expect(question(other).get_by_text("Not right yet.")).to_be_visible()
    assert answers(one) == ["the_network.square"] * 2

    one.goto(f"{site.address}/my-progress.html")
    ready(one)
    expect(one.get_by_text("2 answers saved")).to_be_visible()


def test_a_worker_that_ends_is_replaced_and_nothing_that_was_entered_is_lost(site, visit):
    page = opened(visit(), site)
    answer(page)
    unsent = question(page, "Which of the four groups had the most")
    unsent.get_by_label("Mediterranean Dialogue").check()
    page.workers[0].evaluate("self.close()")
    page.wait_for_selector("html:not([data-cs-ready])", state="attached")
    ready(page)
    expect(question(page).get_by_text("Right.")).to_be_visible()
    expect(unsent.get_by_label("Mediterranean Dialogue")).to_be_checked()


def test_a_browser_that_stores_nothing_says_so_and_answers_all_the_same(site, visit):
    context = visit()
    # Workers get no init scripts: what they load is changed on its way.
    context.route("**/worker.js", refuse_storage)
    page = opened(context, site)
    expect(page.get_by_role("alert").filter(has_text="cannot be saved")).to_be_visible()
    answer(page)


def refuse_storage(route):
    """Let a worker find a browser that opens no database."""
    script = route.fetch().text()
    refuse = 'indexedDB.open = () => { throw new DOMException("no", "SecurityError"); };\n'
    route.fulfill(body=refuse + script, content_type="text/javascript")
