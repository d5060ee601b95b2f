"""Print how the website starts, answers and weighs: `python tests/benchmarks/web.py [lesson]`.

A first visit with an empty profile, then a second one, against a server on loopback whose files no
cache may keep. CPU seconds are those of all processes of the browser; bytes are compressed with
gzip, as hosts send them. The memory is measured twice: while tools for developers watch the
visit, which keep a copy of all that is fetched, and at rest in a browser that nothing watches, as
a computer's own list of processes shows it. With `every` in the place of a lesson, each lesson is
opened once by a browser that knows nothing yet, and no request may leave the site.
"""

import gzip
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from browser.lab import FLAGS, chromium, running_browser
from playwright.sync_api import Browser, BrowserContext, Page
from web.serving import Log, serving

from lessons.course import extras, lessons
from lessons.publishing.web import build_site

EVERY = "every"
PAUSE, LITTLE = 10, 0.3  # a browser is at rest if it uses this little CPU in a pause; seconds
ANSWERABLE = ".cs-quiz button"
READY = "html[data-cs-ready]"
MOVE = """async () => {
  const slider = document.querySelector(".cs-frame input[type=range]");
  const live = slider.closest(".cs-frame").querySelector(".cs-live");
  const times = [];
  for (const step of [-1, -2, -3, -4, -5]) {
    const began = performance.now();
    slider.value = Number(slider.max) + step;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => new MutationObserver((_, seen) => {
      seen.disconnect();
      requestAnimationFrame(done);
    }).observe(live, { childList: true }));
    times.push(performance.now() - began);
  }
  return times.sort((one, other) => one - other)[2];
}"""
CHECK = """async () => {
  const cards = [...document.querySelectorAll(".cs-quiz form")];
  const card = cards.find((it) => it.querySelector("input[type=radio]"));
  card.querySelector("input[type=radio]").click();
  const status = card.querySelector("[role=status]");
  const began = performance.now();
  card.requestSubmit();
  const changes = { childList: true, subtree: true };
  await new Promise((done) => new MutationObserver(done).observe(status, changes));
  return performance.now() - began;
}"""


def main(lesson: str) -> None:
    """Build the site, visit a lesson twice or each page once, print what was measured."""
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        began, used = time.monotonic(), children_cpu()
        build_site(site)
        print(f"build: {time.monotonic() - began:.1f} s, {children_cpu() - used:.1f} s of CPU")
        with serving(site) as (address, log):
            with running_browser() as browser:
                if lesson == EVERY:
                    open_every_page(browser, address)
                    return
                context = browser.new_context()
                visit("first visit", context, f"{address}/{lesson}.html", site, log)
                visit("second visit", context, f"{address}/{lesson}.html", site, log)
            rest(f"{address}/{lesson}.html")


def open_every_page(browser: Browser, address: str) -> None:
    """Open each page that runs cells, cold; print how long it takes until all of it works."""
    for page in (*lessons(), *extras()):
        began = time.monotonic()
        asked = open_cold(browser, f"{address}/{page.name}.html")
        elsewhere = [url for url in asked if not url.startswith((address, "blob:", "data:"))]
        assert not elsewhere, (page.name, elsewhere)
        print(f"{page.name}: {time.monotonic() - began:.1f} s, {len(asked)} requests")


def open_cold(browser: Browser, address: str) -> list[str]:
    """Open a page with an empty profile; return what it asked for until all of it worked."""
    asked: list[str] = []
    with browser.new_context() as context:
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector(READY, state="attached")
        assert not page.locator(".web-error").count(), address
    return asked


def visit(name: str, context: BrowserContext, url: str, site: Path, log: Log) -> None:
    """Open a page, use it, and print times, CPU seconds, requests, bytes and memory."""
    log.clear()
    began, used = time.monotonic(), browser_cpu()
    page = context.new_page()
    moments = {}
    for moment, selector in MOMENTS.items():
        if moment == "readable":
            page.goto(url, wait_until="commit")
        page.wait_for_selector(selector, state="attached")
        moments[moment] = (time.monotonic() - began, browser_cpu() - used)
    for moment, (wall, cpu) in moments.items():
        print(f"{name}, {moment}: {wall:.1f} s, {cpu:.1f} s of CPU")
    print(f"{name}: {len(log)} requests, {sum(weights(site, log)) / 1e6:.2f} MB")
    print(f"{name}: memory of the page {memory():.0f} MB")
    use(name, page)
    page.close()


def rest(url: str) -> None:
    """Open a page twice in a browser that nothing watches, and print its memory at rest."""
    with tempfile.TemporaryDirectory() as profile:
        command = [str(chromium()), "--headless", f"--user-data-dir={profile}", *FLAGS, url]
        for name in ("first visit", "second visit"):
            with subprocess.Popen(command, stderr=subprocess.DEVNULL) as browser:
                used = float(-PAUSE)
                while browser_cpu() - used > LITTLE:
                    used = browser_cpu()
                    time.sleep(PAUSE)
                print(f"{name}, unwatched and at rest: memory of the page {memory():.0f} MB")
                browser.terminate()


MOMENTS = {
    "readable": "main h1",
    "first question answerable": ANSWERABLE,
    "all ready": READY,
    "saved for use offline": "html[data-cs-offline]",
}


def use(name: str, page: Page) -> None:
    """Print how long a moved slider and an answer take, in milliseconds."""
    print(f"{name}, slider to picture: {page.evaluate(MOVE):.0f} ms")
    print(f"{name}, Check to feedback: {page.evaluate(CHECK):.0f} ms")


def weights(site: Path, log: Log) -> list[int]:
    """Return the compressed size of each file that was asked for; a second request counts once.

    Hosts let a browser keep files for some minutes, which is all that the service worker needs.
    """
    paths = {site / path.strip("/") for path in log}
    return [len(gzip.compress(path.read_bytes())) for path in paths if path.is_file()]


def browser_processes() -> list[psutil.Process]:
    """Return the processes of the browser."""
    found = psutil.Process().children(recursive=True)
    return [process for process in found if "chrom" in process.name()]


def browser_cpu() -> float:
    """Return the CPU seconds of all processes of the browser."""
    times = [process.cpu_times() for process in browser_processes()]
    return sum(time_.user + time_.system for time_ in times)


def children_cpu() -> float:
    """Return the CPU seconds of this process and of the programs that it has run."""
    times = psutil.Process().cpu_times()
    return times.user + times.system + times.children_user + times.children_system


def memory() -> float:
    """Return the private memory of the largest process of the browser in MB: that of the page."""
    return max(process.memory_full_info().uss for process in browser_processes()) / 1e6


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "03_the_network")
