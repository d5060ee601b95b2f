"""Measure one computer that serves a class: `python tests/benchmarks/class_server.py [pupils]`.

One pupil, and then a class at once, fetch what a lesson needs, each file as browsers ask for it;
then all hand in. It needs the website: `python -m lessons web`. The pupils' own Python is not
measured: it runs in their browsers, on their devices. Times are those of loopback.

With `browsers` after the number, a real browser for each pupil then opens the lesson, saves the
course, answers a question and hands in. All of them share this computer, so that only what the
server uses says anything about a class.
"""

import http.client
import json
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from browser.lab import running_browser
from simulated_class import pupil

from lessons import questions
from lessons.classroom.hand_in import to_json
from lessons.core.paths import ROOT
from lessons.runtime.class_server.class_folder import ClassFolder
from lessons.runtime.serve import free_port

LESSON = "the_network"
SITE = ROOT / "build" / "web"
WHOLE = to_json(pupil("Ada", LESSON, questions.questions(LESSON), 0.3, "steady", 5)).encode()
PAGE = SITE / f"03_{LESSON}.html"
IDLE_SECONDS = 5
BROWSERS = "browsers"
PATIENCE = 1_200_000  # milliseconds: all browsers start on one computer
STATES = {"answerable": ".cs-quiz button", "saved for use offline": "html[data-cs-offline]"}


def main(pupils: int, *, in_browsers: bool) -> None:
    """Serve the website, and print what a class costs."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = ClassFolder(Path(name)), free_port(8010)
        command = [sys.executable, "-P", "-m", "lessons", "class", "--no-browser"]
        command += ["--folder", name, "--port", str(port)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            server, home = psutil.Process(process.pid), f"/{folder.code}/"
            measure(server, home, port, pupils)
            if in_browsers:
                open_browsers(server, f"http://127.0.0.1:{port}{home}", pupils)
        finally:
            process.terminate()
            process.wait()
        print(f"hand-ins in the folder: {folder.files()} of {pupils * (1 + in_browsers)}")


def measure(server: psutil.Process, home: str, port: int, pupils: int) -> None:
    """Print seconds and the server's CPU for one pupil, for a class, and for its hand-ins."""
    wait_for(port)
    print(f"a lesson: {len(needed())} requests", end=", ")
    print(f"{read(port, home) / 1e6:.2f} MB compressed; memory {memory(server):.0f} MB")
    for label, visits in (("one pupil", 1), (f"{pupils} pupils at once", pupils)):
        began, used = time.monotonic(), cpu(server)
        with ThreadPoolExecutor(visits) as threads:
            list(threads.map(lambda _: read(port, home), range(visits)))
        report(label, began, used, server)
    began, used = time.monotonic(), cpu(server)
    with ThreadPoolExecutor(pupils) as threads:
        list(threads.map(lambda _: hand_in(port, home), range(pupils)))
    report(f"{pupils} join and hand in", began, used, server)
    used = cpu(server)
    time.sleep(IDLE_SECONDS)
    print(f"after loading: {(cpu(server) - used) / IDLE_SECONDS:.1%} of a core")


def open_browsers(server: psutil.Process, address: str, pupils: int) -> None:
    """Print what the server uses while real browsers open a lesson at once, and then hand in."""
    with running_browser() as browser:
        began, used = time.monotonic(), cpu(server)
        pages = [opened(browser, address + PAGE.name) for _ in range(pupils)]
        for label, selector in STATES.items():
            for page in pages:
                page.wait_for_selector(selector, state="attached")
            report(f"{pupils} browsers {label}", began, used, server)
        began, used = time.monotonic(), cpu(server)
        for page in pages:
            answer_and_hand_in(page)
        report(f"{pupils} browsers hand in", began, used, server)


def opened(browser: Browser, address: str) -> Page:
    """Go to a page with a browser profile of its own, without waiting for it."""
    page = browser.new_context().new_page()
    # All questions below each other, so that each is found without going to it.
    page.add_init_script("localStorage.setItem('cs-all-questions', 'yes')")
    page.set_default_timeout(PATIENCE)
    page.goto(address, wait_until="commit")
    return page


def answer_and_hand_in(page: Page) -> None:
    """Answer a question on a page and hand in to the class."""
    question = page.locator(".cs-quiz form").filter(has_text="Croatia was one")
    question.get_by_label("It became an Ally").check()
    question.get_by_role("button", name="Check").click()
    page.get_by_role("button", name="Hand in to the class").click()
    page.get_by_role("button", name="Hand in all the same").click()
    page.get_by_text("under your code").wait_for()


def report(label: str, began: float, used: float, server: psutil.Process) -> None:
    """Print how long something took."""
    taken = time.monotonic() - began
    print(
        f"{label}: {taken:.2f} s, server {cpu(server) - used:.2f} s of CPU, {memory(server):.0f} MB"
    )


def needed() -> list[str]:
    """Return the files that a lesson's page loads: itself, its scripts and styles, and Python."""
    text = PAGE.read_text(encoding="utf-8")
    parts = re.findall(r'(?:src|href)="((?:course|pictures)[^"#]*)"', text)
    folders = [path for name in ("python-*", "course-*") for path in SITE.glob(f"{name}/*")]
    return sorted({PAGE.name, *parts, *(path.relative_to(SITE).as_posix() for path in folders)})


def read(port: int, home: str) -> int:
    """Fetch what a lesson needs over one connection; return how many bytes came."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    total = 0
    for path in needed():
        connection.request("GET", home + path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        content = answer.read()
        assert answer.status == 200, path
        total += len(content)
    connection.close()
    return total


def hand_in(port: int, home: str) -> None:
    """Join the class and hand in."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("POST", f"{home}class/join", b"")
    key = json.loads(connection.getresponse().read())["key"]
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    connection.request("POST", f"{home}class/hand-in", WHOLE, headers)
    assert connection.getresponse().status == 201
    connection.close()


def wait_for(port: int) -> None:
    """Return when the server answers."""
    while True:
        try:
            http.client.HTTPConnection("127.0.0.1", port).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return


def cpu(process: psutil.Process) -> float:
    """Return the seconds of CPU that a process has used."""
    times = process.cpu_times()
    return float(times.user + times.system)


def memory(process: psutil.Process) -> float:
    """Return the memory of a process in MB."""
    return float(process.memory_info().rss / 1e6)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    main(*numbers or [30], in_browsers=BROWSERS in sys.argv)
