"""The website in a real browser: it comes alive, keeps answers, and works without a network.

A server that lets nothing be cached serves it; every test asserts that no request leaves it.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytest
from browser.lab import hand_in_all_the_same, violations, wait_for_promise
from playwright.sync_api import Browser, BrowserContext, Download, Locator, Page, expect

from lessons import journal, questions
from lessons.classroom.hand_in import read
from lessons.course import lessons
from web.serving import Log, serving

pytestmark = pytest.mark.browser
LESSON = "03_the_network"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
DARK, FORCED = {"color_scheme": "dark"}, {"color_scheme": "light", "forced_colors": "active"}
LOOKS = ((PHONE, DARK), (DESK, FORCED), (DESK, DARK), (PHONE, FORCED))
ALL = list(zip(lessons(), cycle(LOOKS), strict=False))
# axe judges each look at least once.
JUDGED = ALL[::3]
CONTROL = "[data-control] :is(input:checked, input:not([type=radio]), select)"
KEYS = {"range": "ArrowLeft", "radio": "ArrowDown", "checkbox": "Space", "select-one": "ArrowDown"}
STORED = """(name) => new Promise((resolve) => {
  indexedDB.open("cooperative-security").onsuccess = ({ target }) => {
    const store = target.result.transaction(name).objectStore(name);
    store.getAll().onsuccess = (found) => resolve(found.target.result);
  };
})"""
HAS_STORED = f"async (text) => (await ({STORED})('files')).some((file) => file.includes(text))"


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
    """Return what opens a new browser profile, in which no request may leave the site.

    Nor may any script fail there.
    """
    elsewhere: list[str] = []
    errors: list[str] = []
    contexts: list[BrowserContext] = []

    def new(**options: object) -> BrowserContext:
        context = browser.new_context(**options)
        # All questions below each other, so that each is found without going to it.
        show_all = "localStorage.setItem('cs-all-questions', 'yes')"
        context.add_init_script(f"if (location.protocol === 'http:') {show_all};")
        context.on("request", lambda request: elsewhere.append(request.url))
        context.on("weberror", lambda found: errors.append(str(found.error)))
        contexts.append(context)
        return context

    yield new
    for context in contexts:
        context.close()
    assert not [url for url in elsewhere if not url.startswith((site.address, "blob:", "data:"))]
    assert not errors


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
    return [json.loads(line)["object"] for line in page.evaluate(STORED, "answers")]


def test_a_lesson_comes_alive_and_keeps_answers_without_a_network(site, visit):
    context = visit(viewport=PHONE, **DARK)
    page = opened(context, site)
    answer(page)
    so_far = f"1 of {len(questions.questions('the_network'))} "
    expect(page.locator(".cs-place")).to_contain_text(so_far)
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
    expect(page.locator(".cs-place")).to_contain_text(so_far)
    page.goto(f"{site.address}/index.html")
    ready(page)
    go_on = page.locator("#output-go-on a").first
    expect(go_on).to_have_attribute("href", re.compile(r"^[\w-]+\.html(#.+)?$"))
    page.get_by_role("searchbox").fill("four groups")
    page.get_by_role("search").get_by_role("link").first.click()
    page.wait_for_url("**/03_the_network.html#*")


@pytest.mark.exhaustive
def test_two_tabs_that_answer_at_once_keep_both_answers_and_see_each_others(site, visit):
    context = visit()
    first, second = opened(context, site), opened(context, site)
    question(first).get_by_label("It became an Ally").check()
    question(second).get_by_label("It was suspended").check()
    for page in (first, second):
        question(page).get_by_role("button", name="Check").click()
    expect(question(first).get_by_text("Right.")).to_be_visible()
    expect(question(second).get_by_text("Not right yet.")).to_be_visible()
    assert answers(first) == ["the_network.square"] * 2

    first.goto(f"{site.address}/my-progress.html")
    ready(first)
    expect(first.get_by_text("2 answers saved")).to_be_visible()


@pytest.mark.exhaustive
def test_a_worker_that_ends_is_replaced_and_nothing_that_was_entered_is_lost(site, visit):
    page = opened(visit(), site)
    answer(page)
    unsent = question(page, questions.question("the_network.largest").ask)
    unsent.get_by_label("Mediterranean Dialogue").check()
    page.workers[0].evaluate("self.close()")
    page.wait_for_selector("html:not([data-cs-ready])", state="attached")
    ready(page)
    expect(question(page).get_by_text("Right.")).to_be_visible()
    expect(unsent.get_by_label("Mediterranean Dialogue")).to_be_checked()


# What a worker finds where nothing may be stored, and where the device is full.
REFUSALS = (
    'indexedDB.open = () => { throw new DOMException("no", "SecurityError"); };',
    'IDBObjectStore.prototype.add = () => { throw new DOMException("", "QuotaExceededError"); };',
)


@pytest.mark.exhaustive
@pytest.mark.parametrize("refusal", REFUSALS, ids=["refused", "full"])
def test_a_browser_that_stores_nothing_says_so_and_answers_all_the_same(site, visit, refusal):
    context = visit()
    # Workers get no init scripts: what they load is changed on its way.
    context.route("**/worker.js", lambda route: put_before(route, refusal))
    page = opened(context, site)
    answer(page)
    expect(page.get_by_role("alert").filter(has_text="cannot be saved")).to_be_visible()


def put_before(route, line):
    """Let a script begin with another line."""
    script = route.fetch().text()
    route.fulfill(body=f"{line}\n{script}", content_type="text/javascript")


@pytest.mark.exhaustive
def test_every_lesson_is_answered_and_explored_by_keys_alone(site, visit):
    context = visit()
    for lesson, look in ALL:
        page = in_look(opened(context, site, lesson.name), *look)
        assert not page.locator(".web-error").count(), lesson.name
        answer_by_keys(page)
        explore_by_keys(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= look[0]["width"]
        if (lesson, look) in JUDGED:
            assert not violations(page, "body"), lesson.name
        page.close()


def in_look(page: Page, size: dict[str, int], media: dict[str, str]) -> Page:
    """Return a page in a window of a size, with the colours that a reader prefers."""
    page.set_viewport_size(size)
    page.emulate_media(**media)
    return page


def answer_by_keys(page: Page) -> None:
    """Choose the first option of the first question that has such, go to Check and press it."""
    form = page.locator(".cs-quiz form").filter(has=page.locator("input[type=radio]")).first
    form.locator("input[type=radio]").first.press("Space")
    while page.evaluate("document.activeElement.textContent") not in ("Check", "Save my answer"):
        assert form.evaluate("(form) => form.contains(document.activeElement)")
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(form.get_by_role("status").first).to_have_text(re.compile(r"\w"))


def explore_by_keys(page: Page) -> None:
    """Move a control of the first explorer and wait for another view."""
    frame = page.locator(".cs-frame:has([data-control])").first
    control, line = frame.locator(CONTROL).first, frame.locator(".cs-code").first
    before = line.text_content() or ""
    is_lowest = control.evaluate("(node) => node.type === 'range' && node.value === node.min")
    control.press("ArrowRight" if is_lowest else KEYS[control.evaluate("(node) => node.type")])
    expect(line).not_to_have_text(before)


@pytest.mark.exhaustive
def test_answers_are_handed_in_taken_to_jupyter_and_brought_back(site, visit):
    page = opened(visit(), site)
    answer(page)
    page.get_by_label("Your name or code").fill("Ada")
    with page.expect_download() as waiting:
        hand_in_all_the_same(page.locator(".cs-hand-in"))
    handed_in = read(Path(waiting.value.path()).read_bytes())
    assert (handed_in.name, len(handed_in.answers)) == ("Ada", 1)

    page.goto(f"{site.address}/my-progress.html")
    ready(page)
    assert journal.merge(saved(page, "Download my answers").read_bytes())[0] == 1
    journal.record("the_network.sum", "43", score=1, success=True)
    page.get_by_label("Upload answers").set_input_files(journal.path())
    expect(page.get_by_text("2 answers saved")).to_be_visible()
    assert answers(page) == ["the_network.square", "the_network.sum"]
    assert journal.merge(saved(page, "Download my answers").read_bytes())[0] == 0

    page.goto(f"{site.address}/{LESSON}.html")
    ready(page)
    page.get_by_role("button", name="Not mine: start empty").click()
    page.get_by_role("button", name="Yes, start empty").click()
    expect(page.get_by_text("Nothing is lost")).to_be_visible()
    assert not answers(page)
    page.goto(f"{site.address}/my-progress.html")
    ready(page)
    assert journal.merge(saved(page, re.compile("put aside")).read_bytes())[0] == 0


def saved(page: Page, button: str | re.Pattern[str]) -> Path:
    """Press a button that downloads a file, and return where the file is."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    download: Download = waiting.value
    return Path(download.path())


@pytest.mark.exhaustive
def test_a_role_play_and_a_chosen_country_are_there_on_the_next_visit(site, visit):
    page = opened(visit(viewport=PHONE), site, "13_capstone")
    game = page.get_by_role("group", name="Role play", exact=True)
    game.get_by_label("Partner", exact=True).select_option("CHE")
    expect(game.locator(".rp-profile")).to_contain_text("Switzerland")
    game.get_by_label("Title of your programme").fill("A bridge")
    page.keyboard.press("Tab")
    wait_for_stored(page, "A bridge")
    page.reload()
    ready(page)
    expect(game.get_by_label("Partner", exact=True)).to_have_value("CHE")
    expect(game.get_by_label("Title of your programme")).to_have_value("A bridge")

    page.goto(f"{site.address}/07_across_the_globe.html")
    ready(page)
    countries = page.locator('[data-control="country"] select')
    countries.last.select_option(label="Mongolia")
    wait_for_stored(page, "MNG")
    page.goto(f"{site.address}/{LESSON}.html")
    ready(page)
    expect(countries.first).to_have_value("MNG")


def wait_for_stored(page: Page, text: str) -> None:
    """Wait until the browser's database has a text: what is stored later is lost with the page."""
    wait_for_promise(page, HAS_STORED, text)


def test_what_opens_after_a_quiz_is_printed(site, visit):
    page = visit().new_page()
    page.goto(f"{site.address}/02_how_partnership_grew.html")
    passage = page.locator(".cs-after p").first
    expect(passage).to_be_hidden()
    page.emulate_media(media="print")
    expect(passage).to_be_visible()
