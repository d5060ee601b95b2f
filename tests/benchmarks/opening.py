"""Measure how a lesson opens: python tests/benchmarks/opening.py [--rounds N] [--first FOLDER]

Print how many characters the lines of a paragraph have at 1,280 px (goal: 66 to 75); with the
folder of the first edition, how long it takes until the first question can be answered without a
click, as a ratio to opening the first edition's notebook and running all its cells, each with its
own settings of JupyterLab (goal: 0.7 at most); and how many clicks on "Start this lesson" are lost
that come as soon as the button is there, while two processes beside keep the processor busy (goal:
0 of 20).
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser import lab as labs  # noqa: E402
from browser.lab import PER_LINE, Lab, as_learners_do, running_browser, running_lab  # noqa: E402
from playwright.sync_api import Browser, Page, TimeoutError  # noqa: E402

from lessons.runtime.serve import SETTINGS  # noqa: E402

NAME = "02_how_partnership_grew"
CLICKS = 20
BUSY = 2  # processes that keep the processor busy meanwhile
LOST = 90_000  # milliseconds after which a click is taken to be lost
ANSWERABLE = ".cs-quiz :is(input, select):enabled, .cs-guess input:enabled"
SETUP = "import sys; sys.path.insert(0, {folder!r})"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clicks", type=int, default=CLICKS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--first", type=Path, help="the folder of the first edition")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        running_lab(Path(folder)) as lab,
        running_browser() as browser,
    ):
        print(f"characters a line: {characters_per_line(browser, lab)}", flush=True)
        if options.first:
            settings = options.first / SETTINGS.relative_to(ROOT)
            with running_lab(Path(folder) / "first", settings) as first:
                take_first_edition(first, options.first)
                print_ratio(browser, lab, first, options.rounds)
        with busy_processes(BUSY):
            lost = 0
            for number in range(1, options.clicks + 1):
                lost += not click_starts(browser, lab)
                print(f"early clicks: {lost} of {number} lost", end="\r", flush=True)
        print(f"early clicks: {lost} of {options.clicks} lost")


@contextmanager
def busy_processes(number: int) -> Iterator[None]:
    """Keep the processor busy with endless loops until the block ends."""
    command = [sys.executable, "-c", "while True: pass"]
    processes = [subprocess.Popen(command) for _ in range(number)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()


def click_starts(browser: Browser, lab: Lab) -> bool:
    """Return whether a click starts a lesson that comes as soon as its button is there."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address(lab, NAME), wait_until="commit")
    page.get_by_role("button", name="Start this lesson").click()
    try:
        page.wait_for_selector(ANSWERABLE, state="attached", timeout=LOST)
    except TimeoutError:
        return False
    finally:
        labs.leave(page)
    return True


def characters_per_line(browser: Browser, lab: Lab) -> str:
    """Return the fewest, the mean and the most characters in the lines of long paragraphs."""
    with labs.opened_notebook(lab, browser, NAME, height=800) as page:
        found = page.evaluate(PER_LINE)
    return f"{min(found):.0f} to {max(found):.0f}, {statistics.mean(found):.0f} on average"


def print_ratio(browser: Browser, lab: Lab, first: Lab, rounds: int) -> None:
    """Print how long both editions take until a question can be answered, and the ratio."""
    editions: dict[str, tuple[Lab, str, Callable[[Page], None]]] = {
        "first edition, open and Run All": (first, "first_edition", run_all_when_ready),
        "this edition, open": (lab, NAME, lambda page: None),
    }
    times: dict[str, list[float]] = {label: [] for label in editions}
    for _ in range(rounds):
        for label, (server, name, then) in editions.items():
            times[label].append(seconds_to_a_question(browser, server, name, then))
    medians = [statistics.median(taken) for taken in times.values()]
    for label, taken in times.items():
        print(f"{label}: {', '.join(f'{seconds:.1f}' for seconds in taken)} s")
    print(f"ratio: {medians[1] / medians[0]:.2f}", flush=True)


def take_first_edition(lab: Lab, first: Path) -> None:
    """Put the lesson of the first edition beside, with a first cell that finds its package."""
    import nbformat

    notebook = nbformat.read(first / "notebooks" / f"{NAME}.ipynb", as_version=4)
    setup = nbformat.v4.new_code_cell(SETUP.format(folder=str(first)))
    notebook.cells.insert(0, setup)
    nbformat.write(notebook, lab.folder / "notebooks" / "first_edition.ipynb")


def seconds_to_a_question(
    browser: Browser, lab: Lab, name: str, then: Callable[[Page], None]
) -> float:
    """Return the seconds from the address to the first question that can be answered."""
    page = as_learners_do(browser.new_page(viewport={"width": 1280, "height": 800}))
    began = time.monotonic()
    page.goto(address(lab, name), wait_until="commit")
    then(page)
    page.wait_for_selector(ANSWERABLE, state="attached")
    taken = time.monotonic() - began
    labs.leave(page)
    return taken


def run_all_when_ready(page: Page) -> None:
    """Choose Run All as soon as the kernel is there: earlier, the first edition loses it."""
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    page.wait_for_function(
        "() => jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
    )
    labs.command(page, "notebook:run-all-cells")


def address(lab: Lab, name: str) -> str:
    """Return the address of a notebook that stands alone."""
    return f"{lab.address}/doc/workspaces/opening/tree/notebooks/{name}.ipynb"


if __name__ == "__main__":
    main()
