"""Start JupyterLab on this machine's loopback, open notebooks in Chromium, read and use them."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Browser, Locator, Page, Route, expect, sync_playwright

from lessons.core.paths import NOTEBOOKS
from lessons.runtime import trust
from lessons.runtime.serve import SETTINGS

# Milliseconds after which a wait for a state is given up: long, because that costs nothing where
# the state comes, and because this machine may be busy with other work.
PATIENCE = 180_000
expect.set_options(timeout=PATIENCE)
# How many letters each line of a long paragraph has.
PER_LINE = """() => [...document.querySelectorAll(".jp-MarkdownCell p")]
  .filter((element) => element.textContent.length > 400)
  .map((element) => [element, parseFloat(getComputedStyle(element).lineHeight)])
  .map(([element, height]) => element.textContent.length
    / Math.round(element.getBoundingClientRect().height / height))"""
# What Chromium does without. Local network access is checked for pages that tests change on their
# way: they would get no kernel. Each new window prepares two pages for its address bar, which take
# longer to load than ours.
WITHOUT = ("LocalNetworkAccessChecks", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
FLAGS = [
    "--no-sandbox",
    f"--disable-features={','.join(WITHOUT)}",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """Return where Chromium is, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((found for name in names if (found := shutil.which(name))), None)


@dataclass
class Lab:
    """A running JupyterLab: its address, the folder it serves and the learner's own folder.

    On its idle pages JupyterLab is loaded, no notebook is open, and no test is at work.
    """

    address: str
    folder: Path
    home: Path
    idle: list[Page] = field(default_factory=list)


@contextmanager
def running_lab(folder: Path, settings: Path = SETTINGS) -> Iterator[Lab]:
    """Serve copies of the notebooks from `folder`, with the course's settings, until the end."""
    served, home = folder / "course", folder / "home"
    shutil.copytree(NOTEBOOKS, served / "notebooks")
    home.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    shutil.copytree(settings / "custom", folder / "config" / "custom")
    switch_autosave_off(folder / "config")
    let_lessons_wait(folder / "config")
    trust.sign(NOTEBOOKS, folder / "data")
    lab = Lab(f"http://127.0.0.1:{port}", served, home)
    server = launch(lab, folder, settings)
    try:
        yield lab
    finally:
        end(server)


def end(server: "subprocess.Popen[bytes]") -> None:
    """End a server; one that hangs is killed, and its kernels then end by themselves."""
    server.terminate()
    try:
        server.wait(PATIENCE / 4000)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def switch_autosave_off(config: Path) -> None:
    """Let JupyterLab save a notebook only where a test asks for it.

    Where two pages have shown a notebook, a save after two minutes opens a dialog over the page
    ("has changed on disk"), but only on a machine on which the test takes that long.
    """
    settings = config / "lab" / "user-settings" / "@jupyterlab" / "docmanager-extension"
    settings.mkdir(parents=True)
    (settings / "plugin.jupyterlab-settings").write_text('{"autosave": false}', encoding="utf-8")


def let_lessons_wait(config: Path) -> None:
    """Let no lesson start by itself: most tests say when cells run, and `as_learners_do` does not.

    A teacher can write the same file to show lessons that do not run.
    """
    settings = config / "labconfig"
    settings.mkdir(parents=True)
    (settings / "page_config.json").write_text(f"{{{WAIT}}}", encoding="utf-8")


def as_learners_do(page: Page) -> Page:
    """Let the lessons that are opened on a page start by themselves, as the course is delivered."""

    def without_wait(route: Route) -> None:
        reply = route.fetch()
        start = WAIT.replace("false", "true")
        route.fulfill(response=reply, body=reply.text().replace(WAIT, start))

    page.route(re.compile(r"/(lab|doc)/(workspaces|tree)/"), without_wait)
    return page


WAIT = '"lessonsStartByThemselves": "false"'


def launch(lab: Lab, folder: Path, settings: Path = SETTINGS) -> "subprocess.Popen[bytes]":
    """Start the server of a lab, with its settings and its log in `folder`; wait until it answers.

    A server that was killed can be started again in the same way.
    """
    environment = os.environ | {
        "COOPERATIVE_SECURITY_HOME": str(lab.home),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_CONFIG_PATH": str(settings),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
    }
    port = lab.address.rpartition(":")[2]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += ["--expose-app-in-browser", "--ip=127.0.0.1", f"--port={port}"]
    command += ["--IdentityProvider.token="]  # on loopback, for this test alone
    command += ["--ServerApp.port_retries=0", f"--ServerApp.root_dir={lab.folder}"]
    with (folder / "lab.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    _wait_for(lab, server, folder / "lab.log")
    return server


def _wait_for(lab: Lab, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{lab.address}/api", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


@contextmanager
def running_browser(*flags: str) -> Iterator[Browser]:
    """Run Chromium, headless and with some more flags, until the block ends."""
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium(), args=[*FLAGS, *flags])
        for name in ("new_page", "new_context"):
            setattr(browser, name, patient(getattr(browser, name)))
        yield browser
        browser.close()


def patient(make: Callable[..., Any]) -> Callable[..., Any]:
    """Return `make` so that what it makes, a page or its context, waits as long as `expect`."""

    def made(**options: Any) -> Any:
        found = make(**options)
        found.set_default_timeout(PATIENCE)
        return found

    return made


def write_notebook(lab: Lab, name: str, *cells: str | nbformat.NotebookNode) -> str:
    """Write a notebook where the lab serves it, and return its name; a text is a cell of code."""
    code = nbformat.v4.new_code_cell
    content = [code(cell) if isinstance(cell, str) else cell for cell in cells]
    notebook = nbformat.v4.new_notebook(cells=content)
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, lab.folder / "notebooks" / f"{name}.ipynb")
    return name


@contextmanager
def opened_notebook(
    lab: Lab, browser: Browser, name: str, width: int = 1280, height: int = 1200
) -> Iterator[Page]:
    """Open a notebook on a page of this size, in CSS pixels, until the block ends.

    An idle page is used if there is one: to load JupyterLab takes most of the time.
    """
    page = lab.idle.pop() if lab.idle else browser.new_page()
    page.evaluate("() => { delete document.csUnsent; }")  # what a test before entered and left
    page.set_viewport_size({"width": width, "height": height})
    open_notebook(page, lab, name)
    yield page
    close_notebook(page)
    lab.idle.append(page)


def open_notebook(page: Page, lab: Lab, name: str) -> None:
    """Open a notebook alone on the page, as on a phone or after the narrow link, kernel ready.

    JupyterLab is loaded again if another notebook, or the same one, is open on the page.
    """
    path = f"notebooks/{name}.ipynb"
    if page.evaluate(IS_IDLE):
        page.evaluate(OPEN, path)
    else:
        page.goto(f"{lab.address}/doc/workspaces/narrow/tree/{path}")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    page.wait_for_function("window.jupyterapp !== undefined")
    page.wait_for_function("() => jupyterapp.shell.currentWidget?.context?.isReady")
    page.wait_for_function(
        "() => jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
    )
    page.evaluate(COUNT_MESSAGES)


IS_IDLE = "() => window.jupyterapp !== undefined && !jupyterapp.shell.currentWidget?.context"
OPEN = "(path) => { jupyterapp.commands.execute('docmanager:open', { path }); }"


def close_notebook(page: Page) -> None:
    """End the kernel of the open notebook and close it without saving; JupyterLab stays loaded."""
    shut_down_kernel(page)
    page.evaluate("() => jupyterapp.shell.currentWidget.dispose()")


# Remember which messages the kernel has been sent and has not yet dealt with.
COUNT_MESSAGES = """() => {
  const unanswered = window.csUnanswered = new Set();
  const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
  kernel.anyMessage.connect((_, { msg, direction }) => {
    if (direction === "send" && msg.channel === "shell") unanswered.add(msg.header.msg_id);
    if (msg.header.msg_type === "status" && msg.content.execution_state === "idle")
      unanswered.delete(msg.parent_header.msg_id);
  });
}"""


def show_all_questions(page: Page) -> None:
    """Show the questions of all quizzes below each other, as a reader may choose."""
    toggle = page.locator(".cs-quiz .cs-go:visible", has_text="Show all")
    if toggle.count():
        toggle.first.click()


def settle(page: Page) -> None:
    """Wait until the kernel has dealt with every message and the page no longer changes."""
    wait_for_promise(page, SETTLED)


def wait_for_promise(page: Page, check: str, argument: object = None) -> None:
    """Wait until the promise that a check in the page returns comes true.

    Playwright's `wait_for_function` takes the promise itself for true.
    """
    until = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(check, argument):
        if time.monotonic() > until:
            raise TimeoutError(f"This did not come true: {check}")


SETTLED = """async () => {
  const isMoving = () => document.getAnimations().some((animation) =>
    animation.playState === "running" &&
    animation.effect.getComputedTiming().endTime < Infinity);
  let changes = 0;
  const watcher = new MutationObserver((found) => { changes += found.length; });
  const everything = { subtree: true, childList: true, attributes: true, characterData: true };
  document.querySelectorAll(".cs-frame, .cs-quiz").forEach((w) => watcher.observe(w, everything));
  for (let number = 0; number < 4; number += 1) await new Promise(requestAnimationFrame);
  watcher.disconnect();
  return window.csUnanswered.size === 0 && !isMoving() && changes === 0;
}"""


def run_again(page: Page) -> None:
    """Run all cells of an open notebook once more, from empty outputs.

    The reader is brought back to the top even if that was done a moment ago: otherwise it would
    depend on the time whether the focus moves.
    """
    page.evaluate("() => { delete jupyterapp.shell.currentWidget.content.node.dataset.csReturned }")
    command(page, "notebook:clear-all-cell-outputs")
    page.wait_for_selector(".jp-OutputArea-output", state="detached")
    run_all(page)


def save(page: Page) -> None:
    """Save the open notebook."""
    page.evaluate("() => jupyterapp.shell.currentWidget.context.save()")


def has_kernel(page: Page) -> bool:
    """Return whether the open notebook has a kernel that lives."""
    return bool(page.evaluate(HAS_KERNEL))


HAS_KERNEL = """() => {
  const { session } = jupyterapp.shell.currentWidget.sessionContext;
  return Boolean(session?.kernel) && !["dead", "terminating"].includes(session.kernel.status);
}"""


def restart_kernel(page: Page) -> None:
    """Restart the kernel of the open notebook."""
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    page.evaluate("() => window.csUnanswered?.clear()")  # it will not answer any more


def shut_down_kernel(page: Page) -> None:
    """End the kernel of the open notebook."""
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")


def leave(page: Page) -> None:
    """Close a page and end its kernel, so that the next notebook has the machine to itself."""
    shut_down_kernel(page)
    page.close()


def set_theme(page: Page, theme: str) -> None:
    """Change JupyterLab's theme and wait until it shows."""
    command(page, "apputils:change-theme", {"theme": theme})
    light = "false" if "Dark" in theme else "true"
    page.wait_for_selector(f'body[data-jp-theme-light="{light}"]', state="attached")


def command(page: Page, name: str, arguments: dict[str, object] | None = None) -> None:
    """Run one of JupyterLab's own commands."""
    page.evaluate(
        "([name, arguments]) => { jupyterapp.commands.execute(name, arguments); }",
        [name, arguments or {}],
    )


def run_all(page: Page) -> None:
    """Run all cells; wait until every cell has run and the reader is back at the top.

    Explorers and reviews bring their reader back to the top, but not one who is at work in an
    output, nor a second time within seconds.
    """
    returns = page.evaluate(RETURNS_TO_THE_TOP)
    page.evaluate(RUN_ALL)
    page.wait_for_function("() => window.csHasRun")
    page.wait_for_function(
        "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
    )
    if returns:
        page.wait_for_function("() => jupyterapp.shell.currentWidget.content.activeCellIndex === 0")


RUN_ALL = """() => {
  window.csHasRun = false;
  jupyterapp.commands.execute("notebook:run-all-cells").then(() => { window.csHasRun = true; });
}"""
RETURNS_TO_THE_TOP = """() => {
  const book = jupyterapp.shell.currentWidget.content;
  const text = book.widgets.map((cell) => cell.model.sharedModel.getSource()).join("\\n");
  return /explore\\.|review\\(/.test(text) && !book.node.dataset.csReturned
    && !document.activeElement?.closest(".jp-OutputArea");
}"""


def cells(page: Page) -> list[tuple[str, str]]:
    """Return type and text of every cell, to see whether a key was stolen."""
    found = page.evaluate(
        "() => jupyterapp.shell.currentWidget.content.widgets"
        ".map(c => [c.model.type, c.model.sharedModel.getSource()])"
    )
    return [(kind, text) for kind, text in found]


def violations(page: Page, *within: str, without: Sequence[str] = ()) -> list[str]:
    """Return what axe-core finds wrong in our output, without some rules: rule, and the element.

    Of a long table it is shown the first rows: the others are alike, and each cell takes time.
    """
    from axe_playwright_python.sync_playwright import Axe

    include = [[place] for place in within if page.locator(place).count()]
    if not include:
        return []
    # axe skips contrast while the body is 0 px high with hidden overflow, as in JupyterLab.
    style = page.add_style_tag(content="html, body { height: 100% !important; overflow: visible; }")
    rules = {rule: {"enabled": False} for rule in without}
    options: dict[str, object] = {"resultTypes": ["violations"], "rules": rules}
    context = {"include": include, "exclude": [["tbody tr:nth-child(n+4)"]]}
    found = Axe().run(page, context=context, options=options).response["violations"]
    style.evaluate("style => style.remove()")
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def journal(lab: Lab) -> list[dict[str, object]]:
    """Return the lines of the learner's journal."""
    lines = [p.read_text("utf-8").splitlines() for p in lab.home.rglob("journal*.jsonl")]
    return [json.loads(line) for found in lines for line in found]


def hand_in_all_the_same(form: Locator) -> str:
    """Press the button of a form twice, because questions are open; return what it asks first."""
    button = form.locator(".actions").get_by_role("button").first
    name = button.inner_text()
    button.click()
    expect(button).not_to_have_text(name)
    asked = form.get_by_role("status").first.inner_text()
    button.click()
    return asked


def start_empty(page: Page, card: Locator, label: str) -> None:
    """Start empty by keyboard: the first press asks, and the focus is on "no"."""
    card.get_by_role("button", name=label).press("Enter")
    no = card.get_by_role("button", name="No, keep the answers")
    expect(no).to_be_focused()
    page.keyboard.press("Enter")
    expect(card.get_by_role("button", name=label)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    status = card.get_by_role("status").filter(has_text="Empty.")
    expect(status).to_be_focused()
    expect(status).to_contain_text("Nothing is lost")
    page.keyboard.press("d")
    page.keyboard.press("d")
