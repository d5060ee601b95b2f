"""Kill kernel, server or browser while a learner answers: python tests/benchmarks/kills.py [N]

Print how many answers were lost and how many widgets were dead after the page was opened again,
both to be 0. An answer counts once its feedback was shown. N kills are made (by default 100); each
round prints its seed, and `--seed S` begins with another one.
"""

import argparse
import random
import shutil
import socket
import sys
import tempfile
import threading
from collections import Counter
from contextlib import suppress
from itertools import count
from pathlib import Path

import nbformat
import psutil
from playwright.sync_api import Browser, Error, Page, TimeoutError, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser import lab as labs  # noqa: E402
from browser.lab import FLAGS, Lab, chromium, journal, launch  # noqa: E402

NAME = "kills"
QUESTIONS = ["largest", "square", "longest-way-2", "sum-2"]  # each with one choice
CELLS = [
    "from lessons import explore, quiz",
    f'quiz("the_network", only={QUESTIONS!r})',
    "explore.world_map(year=2012)",
]
PAGE_LEFT_OPEN = "kernel, page left open"
VICTIMS = ("kernel", PAGE_LEFT_OPEN, "server", "browser")
AT_ONCE = 5  # kills in a page that is left open
LONGEST = 4.0  # seconds of answering before the kill
PATIENCE = 120_000  # milliseconds to wait for a state before the round is given up
START = "Start this notebook"
Answer = tuple[str, str]  # the question's id and the option's text

# Choose another option of a question and check it; return its text.
ANSWER = """(number) => {
  const form = document.querySelectorAll(".cs-quiz form")[number];
  const inputs = [...form?.querySelectorAll(".option input[type=radio]") ?? []]
    .filter((input) => !input.closest(".confidence") && !input.checked && !input.disabled);
  const input = inputs[Math.floor(Math.random() * inputs.length)];
  if (!input) return "";
  input.click();
  form.requestSubmit();
  return input.closest("label").textContent;
}"""
SHOWN = """([number, text]) => document.querySelectorAll(".cs-quiz form")[number]
  ?.querySelector("[role=status]").textContent.includes(text)"""
# Whether each output is a still that can be started, or a widget; and how many are neither.
DEAD = """() => [...document.querySelectorAll(".jp-OutputArea-output")].filter((output) =>
  /model not found|Loading widget|Error displaying/.test(output.innerText)
  || (output.dataset.mimeType?.includes("widget-view")
      && !output.querySelector(".cs-quiz, .cs-frame, button.cs-start"))).length"""
RESPONDS = """async () => {
  const slider = document.querySelector(".cs-controls input[type=range]");
  const sentence = () => document.querySelector(".cs-says").textContent;
  const before = sentence();
  slider.value = Number(slider.value) - 1;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  for (let tries = 0; tries < 200 && sentence() === before; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return sentence() !== before;
}"""


def main() -> None:
    """Run the rounds and print the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", nargs="?", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    found = Counter[str]()
    with sync_playwright() as tool:
        trial = Trial(folder, tool.chromium)
        try:
            for seed in count(options.seed):
                try:
                    found += trial.round(seed)
                except TimeoutError:
                    found += trial.give_up(seed)
                if found["kills"] >= options.kills:
                    break
        finally:
            trial.end()
    print(", ".join(f"{found[name]} {name}" for name in ("kills", "answers", "lost", "dead")))
    shutil.rmtree(folder, ignore_errors=True)
    sys.exit(bool(found["lost"] + found["dead"]))


class Trial:
    """A server, a browser and a learner's folder that stay through all rounds."""

    def __init__(self, folder: Path, chromium_type) -> None:  # type: ignore[no-untyped-def]
        self.folder, self.tool = folder, chromium_type
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.lab = Lab(f"http://127.0.0.1:{port}", folder / "course", folder / "home")
        (self.lab.folder / "notebooks").mkdir(parents=True)
        self.lab.home.mkdir()
        shutil.copytree(labs.SETTINGS / "custom", folder / "config" / "custom")
        cells = [nbformat.v4.new_code_cell(text) for text in CELLS]
        notebook = nbformat.v4.new_notebook(cells=cells)
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
        nbformat.write(notebook, self.lab.folder / "notebooks" / f"{NAME}.ipynb")
        self.server = launch(self.lab, folder)
        self.browser = self._new_browser()
        page = self._open()
        labs.open_notebook(page, self.lab, NAME)  # waits for the kernel
        labs.command(page, "notebook:run-all-cells")
        page.wait_for_selector(".cs-controls")
        page.evaluate("() => jupyterapp.shell.currentWidget.context.save()")
        page.close()

    def round(self, seed: int) -> Counter[str]:
        """Return how many kills, answers, lost answers and dead widgets there were.

        Lost is an answer that is not in the journal, and one that is the last there and does not
        show in its card. Where the page stays open, its kernel is killed several times.
        """
        rng, found = random.Random(seed), Counter[str]()
        victim = VICTIMS[seed % len(VICTIMS)]
        page = self._open()
        found["dead"] = page.evaluate(DEAD)
        self._bring_to_life(page)
        for _ in range(AT_ONCE if victim == PAGE_LEFT_OPEN else 1):
            given = self._answer_until_killed(page, rng, victim)
            page = self._page_after(victim, page)
            found["dead"] += page.evaluate(DEAD)
            self._bring_to_life(page)
            found["dead"] += not page.evaluate(RESPONDS)
            found += Counter(kills=1, answers=len(given), lost=self._lost(page, given))
        page.close()
        print(f"seed {seed}, {victim}: {dict(found)}", flush=True)
        return found

    def _page_after(self, victim: str, page: Page) -> Page:
        """Start again what was killed, and return the page that the learner looks at."""
        if victim == PAGE_LEFT_OPEN:
            page.wait_for_selector(".cs-connection:not(:empty)")
            page.locator(".jp-Dialog .jp-mod-accept").click()  # JupyterLab says it, too
            return page
        if victim == "server":
            self.server = launch(self.lab, self.folder)
        if victim == "browser":
            self.browser = self._new_browser()
        with_errors_ignored(page.close)
        page = self._open()
        page.wait_for_timeout(1000)
        return page

    def _lost(self, page: Page, given: list[Answer]) -> int:
        """Return how many answers are not in the journal, or are its last and do not show."""
        lines = [(line["object"], line["result"]["response"]) for line in journal(self.lab)]  # type: ignore[index]
        lost = sum(answer not in lines for answer in given)
        shown = (page.evaluate(SHOWN, [place(id), text]) for id, text in dict(lines).items())
        return lost + sum(not is_shown for is_shown in shown)

    def give_up(self, seed: int) -> Counter[str]:
        """Print what shows on the page that did not come to life; count it as one dead widget."""
        for context in self.browser.contexts:
            with suppress(Error):
                print(f"seed {seed}, given up at: {context.pages[0].inner_text('body')}")
                context.close()
        return Counter(kills=1, dead=1)

    def end(self) -> None:
        """Close what is still open."""
        with_errors_ignored(self.browser.close)
        kill(self.server.pid)
        self.server.wait()

    def _new_browser(self) -> Browser:
        return self.tool.launch(executable_path=chromium(), args=FLAGS)

    def _open(self) -> Page:
        page = self.browser.new_page(viewport={"width": 1280, "height": 3000})
        page.set_default_timeout(PATIENCE)
        page.goto(f"{self.lab.address}/doc/workspaces/narrow/tree/notebooks/{NAME}.ipynb")
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        page.wait_for_selector(
            "button.cs-start, .cs-controls, .jp-Notebook:not(:has(.jp-OutputArea-output))"
        )
        return page

    def _bring_to_life(self, page: Page) -> None:
        """Press the button that starts the notebook, if there is one.

        A notebook that was killed and saved while it ran has no outputs: then run its cells.
        """
        page.wait_for_function(f"() => ({ALIVE})() || ({EMPTY})() || {BUTTON}")
        page.wait_for_timeout(1000)  # a kernel that runs gives the widgets back by itself
        if page.evaluate(EMPTY):
            labs.command(page, "notebook:run-all-cells")
        start = page.get_by_role("button", name=START)
        if start.count():
            start.first.click()
        page.wait_for_function(ALIVE)

    def _answer_until_killed(self, page: Page, rng: random.Random, victim: str) -> list[Answer]:
        given: list[Answer] = []
        gone = threading.Event()
        moment = rng.uniform(0.05, LONGEST)

        def strike() -> None:
            if victim == "server":
                kill(self.server.pid)
            elif victim.startswith("kernel"):
                for child in psutil.Process(self.server.pid).children(recursive=True):
                    if "ipykernel" in " ".join(child.cmdline()):
                        child.kill()
            gone.set()

        threading.Timer(moment, strike).start()
        while not gone.is_set():
            number = rng.randrange(len(QUESTIONS))
            try:
                text = page.evaluate(ANSWER, number).strip()
                page.wait_for_timeout(rng.uniform(5, 250))
                if text and page.evaluate(SHOWN, [number, text]):
                    given.append((f"the_network.{QUESTIONS[number]}", text))
            except Error:
                break
        if victim == "browser":
            with_errors_ignored(
                lambda: self.browser.new_browser_cdp_session().send("Browser.crash")
            )
        if victim == "server":
            self.server.wait()
        return given


BUTTON = "document.querySelector('button.cs-start')"
EMPTY = """() => jupyterapp.shell.currentWidget?.context.isReady
  && !document.querySelector(".jp-OutputArea-output")"""
ALIVE = """() => document.querySelectorAll(".cs-quiz form").length === 4
  && document.querySelectorAll(".cs-controls").length === 1
  && !document.querySelector("button.cs-start")
  && !document.querySelector(".cs-connection:not(:empty)")
  && document.querySelector(".cs-quiz form input:enabled")"""


def place(id: str) -> int:
    """Return the position of a question in the quiz, by its id in the journal."""
    return QUESTIONS.index(id.partition(".")[2])


def kill(pid: int) -> None:
    """Kill a process and all that it has started, at once."""
    parent = psutil.Process(pid)
    for process in [parent, *parent.children(recursive=True)]:
        process.kill()


def with_errors_ignored(act) -> None:  # type: ignore[no-untyped-def]
    """Do something with a browser that may be gone."""
    with suppress(Error):
        act()


if __name__ == "__main__":
    main()
