"""Advice works in the state in which it shows: each sentence that says what to do is followed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect

from browser.lab import (
    HAS_KERNEL,
    Lab,
    command,
    has_kernel,
    leave,
    open_notebook,
    opened_notebook,
    restart_kernel,
    save,
    shut_down_kernel,
    start_empty,
    write_notebook,
)
from lessons import questions
from lessons.classroom.exams import making

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]

NAME = "advice"
CELLS = [
    "from lessons import explore, hand_in, my_progress, quiz, review",
    'quiz("the_network", only=["square"])',
    "review()",
    "my_progress()",
    'my_progress("confidence")',
    'hand_in("the_network")',
]
RUN_ALL = re.compile("run all cells", re.IGNORECASE)  # JupyterLab's own name of the command


@pytest.fixture(scope="module")
def opened(lab: Lab, browser: Browser) -> Iterator[Page]:
    """Return a notebook with what gives advice, not run."""
    with opened_notebook(lab, browser, write_notebook(lab, NAME, *CELLS), height=3000) as page:
        yield page


@pytest.fixture
def page(lab: Lab, opened: Page) -> Page:
    """Return the notebook, run by somebody who has answered nothing yet."""
    forget_answers(lab)
    if not has_kernel(opened):
        open_notebook(opened, lab, NAME)
    command(opened, "notebook:clear-all-cell-outputs")
    run_all_cells(opened)
    expect(card(opened).locator(".option input:checked")).to_have_count(0)
    return opened


def forget_answers(lab: Lab) -> None:
    """Delete what tests before this one have answered."""
    for journal in lab.home.rglob("journal*"):
        journal.unlink()


def card(page: Page) -> Locator:
    """Return the card of the question."""
    return page.locator(".cs-quiz form").first


def answer(page: Page) -> None:
    """Choose an option and check it."""
    card(page).locator(".option input").first.check()
    card(page).get_by_role("button", name="Check").click()


def run_all_cells(page: Page) -> None:
    """Follow the advice to run all cells."""
    page.evaluate("() => { document.querySelector('.cs-quiz')?.classList.add('before') }")
    command(page, "notebook:run-all-cells")
    page.wait_for_selector(".cs-quiz:not(.before) form")


# How a notebook gets into each state


def restarted(page: Page, _lab: Lab) -> None:
    """Restart the kernel under widgets that live."""
    restart_kernel(page)


def closed(page: Page, _lab: Lab) -> None:
    """End the kernel under widgets that live."""
    shut_down_kernel(page)


def reopened(page: Page, _lab: Lab) -> None:
    """Close the notebook with its kernel, and open it on the next day."""
    save(page)
    shut_down_kernel(page)
    page.reload()
    page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.context?.isReady")


def forgotten(page: Page, _lab: Lab) -> None:
    """Answer a question of a card that the kernel, which lives, does not know."""
    run_code(page, "get_ipython().kernel.comm_manager.comms.clear()")
    answer(page)


def run_code(page: Page, code: str) -> None:
    """Let the kernel run code that is in no cell."""
    page.evaluate(
        "(code) => { jupyterapp.shell.currentWidget.sessionContext.session.kernel"
        ".requestExecute({ code }) }",
        code,
    )


@dataclass(frozen=True)
class Advice:
    """The element that tells a learner what to do, and the state in which it shows."""

    element: str
    state: Callable[[Page, Lab], None]


ADVICE = [
    Advice(".cs-connection", restarted),
    Advice(".cs-connection", closed),
    Advice(".cs-still", reopened),
    Advice(".cs-quiz .feedback", forgotten),
]


@pytest.mark.parametrize("advice", ADVICE, ids=lambda advice: advice.state.__name__)
def test_running_all_cells_brings_the_questions_back(advice: Advice, page: Page, lab: Lab) -> None:
    advice.state(page, lab)
    shown = page.locator(advice.element, has_text=RUN_ALL).locator("visible=true")
    expect(shown.first).to_be_visible()
    run_all_cells(page)
    answer(page)
    expect(card(page).get_by_role("status").first).to_contain_text(re.compile("ight"))
    expect(shown).to_have_count(0)


def test_who_waits_while_a_cell_runs_gets_the_reply(page: Page, tmp_path: Path) -> None:
    # JupyterLab answers widgets while a cell runs, unless the cell leaves no time for it.
    kernel = kernel_process(page, tmp_path / "pid")
    kernel.suspend()
    answer(page)
    expect(page.get_by_text("No reply yet")).to_be_visible()
    kernel.resume()
    expect(card(page).get_by_role("status").first).to_contain_text(re.compile("ight"))
    expect(page.get_by_text("No reply yet")).to_have_count(0)


def test_who_waits_until_a_lost_connection_is_back_goes_on(lab: Lab, browser: Browser) -> None:
    forget_answers(lab)
    page = browser.new_page(viewport={"width": 1280, "height": 3000})
    connections: list[WebSocketRoute] = []
    is_lost = False

    def connect(connection: WebSocketRoute) -> None:
        connections.append(connection)
        if is_lost:
            connection.close()
        else:
            connection.connect_to_server()

    page.route_web_socket(re.compile("/channels"), connect)
    open_notebook(page, lab, write_notebook(lab, "lost_connection", *CELLS))
    run_all_cells(page)
    is_lost = True
    connections[-1].close()
    advice = page.locator(".cs-connection", has_text="by itself")
    expect(advice.first).to_be_visible()
    is_lost = False
    expect(advice).to_have_count(0)
    answer(page)
    expect(card(page).get_by_role("status").first).to_contain_text(re.compile("ight"))
    leave(page)


def kernel_process(page: Page, path: Path) -> psutil.Process:
    """Return the process of the notebook's kernel, which writes its number to a path."""
    run_code(page, f"import os; open({str(path)!r}, 'w').write(f'{{os.getpid()}} ')")
    while not (path.exists() and path.read_text().endswith(" ")):
        page.wait_for_timeout(50)
    return psutil.Process(int(path.read_text()))


def test_who_answers_and_runs_all_cells_again_has_something_to_see_and_review(page: Page) -> None:
    review = page.get_by_role("group", name=re.compile("^Review"))
    expect(review).to_have_count(0)
    expect(page.locator(".cs-frame")).to_have_count(0)
    card(page).get_by_role("radio", name="think so").check()
    answer(page)
    run_all_cells(page)
    expect(review).to_be_visible()
    expect(page.locator(".cs-frame")).to_have_count(2)


def test_the_next_pupil_who_runs_all_cells_again_finds_the_questions_empty(page: Page) -> None:
    answer(page)
    expect(card(page).get_by_role("status").first).to_contain_text(re.compile("ight"))
    run_all_cells(page)
    form = page.locator(".cs-hand-in")
    form.locator("input").first.focus()
    start_empty(page, form, "Not mine: start empty")
    expect(form.get_by_role("status").filter(has_text=RUN_ALL)).to_be_visible()
    run_all_cells(page)
    expect(card(page)).to_be_visible()
    expect(card(page).locator(".option input:checked")).to_have_count(0)


# A display language: our texts are English, and JupyterLab's menus are not

GERMAN = {
    "": {"language": "de-DE", "plural_forms": "nplurals=2; plural=(n != 1);"},
    "menu\u0004Run": ["Ausführen"],
}


@pytest.fixture
def german_page(browser: Browser) -> Iterator[Page]:
    """Return a page on which JupyterLab speaks German, as with one of its language packs."""
    page = browser.new_page(viewport={"width": 1280, "height": 3000})
    reply = {"data": {"jupyterlab": GERMAN}, "message": ""}
    page.route(re.compile("/api/translations/"), lambda route: route.fulfill(json=reply))
    yield page
    leave(page)


def open_beside_menus(page: Page, lab: Lab, name: str) -> None:
    """Open a notebook in JupyterLab with its menus, not run."""
    page.goto(f"{lab.address}/lab/workspaces/{name}/tree/notebooks/{name}.ipynb")
    page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.context?.isReady")
    page.wait_for_function(HAS_KERNEL)
    expect(page.get_by_role("menuitem", name="Ausführen")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Run", exact=True)).to_have_count(0)


def test_an_exam_says_in_every_language_how_to_start_and_go_on(german_page, lab: Lab) -> None:
    forget_answers(lab)
    asked = [q for q in questions.questions("the_network") if q.type == "single"][:1]
    papers, _ = making.make("language", "Language", asked, 1, 1)
    path = lab.folder / "notebooks" / "language.ipynb"
    path.write_text(making.notebook(papers[0]), encoding="utf-8")
    open_beside_menus(german_page, lab, path.stem)
    german_page.get_by_role("button", name="Start this exam").click()
    card(german_page).locator(".option input").first.check()
    card(german_page).get_by_role("button", name="Save my answer").click()
    expect(card(german_page).get_by_role("status").first).to_contain_text("Saved.")
    expect(german_page.get_by_text("Exam: Language")).to_be_visible()
    code = german_page.locator(".cm-editor:visible, .jp-InputPlaceholder:visible")
    expect(code).to_have_count(0)
    restart_kernel(german_page)
    expect(german_page.get_by_text("This has stopped.").first).to_be_visible()
    german_page.get_by_role("button", name="Start this exam").click()
    expect(german_page.get_by_text("This has stopped.")).to_have_count(0)
    expect(card(german_page).locator(".option input").first).to_be_checked()


def test_who_reloads_the_page_can_go_on_in_every_language(german_page, lab: Lab) -> None:
    forget_answers(lab)
    open_beside_menus(german_page, lab, write_notebook(lab, "reloaded", *CELLS))
    run_all_cells(german_page)
    save(german_page)  # JupyterLab does so by itself, but not in these tests
    forgotten(german_page, lab)
    expect(german_page.get_by_text("No reply yet").first).to_be_visible()
    german_page.reload()
    german_page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.context?.isReady")
    german_page.get_by_role("button", name="Start this notebook").first.click()
    answer(german_page)
    expect(card(german_page).get_by_role("status").first).to_contain_text(re.compile("ight"))
