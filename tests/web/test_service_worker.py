"""An update of the website never mixes two versions, and waits until the old one is closed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import Markup
from playwright.sync_api import Browser, BrowserContext, Page

from lessons.publishing.web import site
from lessons.publishing.web.pages import Page as WebPage
from lessons.widgets.bundles import bundle
from web.serving import serving

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]


def write(folder: Path, text: str) -> None:
    """Write a small website of one version: two pages that say which, and no Python."""
    files = {}
    for name in ("index", "other"):
        page = WebPage(name, name, Markup(f"<p>{text}</p>"))
        files[f"{name}.html"] = site.html(page, "python-1", "course-1").encode()
    files["course-1/host.js"] = bundle("web/host.js").encode()
    files |= {site.SERVICE_WORKER: site.service_worker(files)}
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)


def opened(context: BrowserContext, address: str) -> Page:
    """Open a page and wait until the website is saved in the browser."""
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("html[data-cs-offline]", state="attached")
    return page


def texts(page: Page, address: str) -> list[str]:
    """Return what both pages say, opened one after the other."""
    found = []
    for name in ("index.html", "other.html"):
        page.goto(f"{address}/{name}")
        found.append(page.locator("main p").inner_text())
    return found


def update(page: Page) -> None:
    """Let the browser look for a new version, as it does by itself from time to time."""
    page.evaluate("async () => { await (await navigator.serviceWorker.ready).update(); }")
    page.evaluate("""() => new Promise(async (done) => {
      const { installing, waiting } = await navigator.serviceWorker.ready;
      if (waiting || !installing) return done();
      installing.addEventListener("statechange", done, { once: true });
    })""")


@pytest.fixture
def visited(browser: Browser, tmp_path: Path) -> Iterator[tuple[BrowserContext, Page, str]]:
    """Open the first version of a website; yield the browser's context, the page, its address."""
    write(tmp_path, "first")
    with serving(tmp_path) as (address, _log), browser.new_context() as context:
        yield context, opened(context, address), address


def test_a_tab_that_stays_open_keeps_its_version_and_the_next_visit_has_the_new_one(
    visited: tuple[BrowserContext, Page, str], tmp_path: Path
) -> None:
    context, page, address = visited
    write(tmp_path, "second")
    update(page)
    assert texts(page, address) == ["first", "first"]
    page.close()
    page = opened(context, address)
    assert texts(page, address) == ["second", "second"]
    context.set_offline(True)
    assert texts(page, address) == ["second", "second"]


def test_files_that_do_not_belong_together_are_not_taken_as_a_version(
    visited: tuple[BrowserContext, Page, str], tmp_path: Path
) -> None:
    context, page, address = visited
    write(tmp_path, "second")
    (tmp_path / "other.html").write_text("half copied")
    update(page)
    page.close()
    page = opened(context, address)
    assert texts(page, address) == ["first", "first"]
