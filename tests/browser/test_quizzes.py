"""All types of question in a real notebook: by keys alone, by pointer, light and dark."""

import re
from collections.abc import Iterator

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.lab import (
    Lab,
    cells,
    command,
    has_kernel,
    open_notebook,
    opened_notebook,
    run_again,
    run_all,
    set_theme,
    show_all_questions,
    shut_down_kernel,
    violations,
    write_notebook,
)
from lessons.core.paths import TESTS
from lessons.questions.types.written import CRITERIA

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]

NAME = "all_types"
CODE = f"""\
from pathlib import Path
from lessons.questions.quiz_file import read
from lessons.widgets.estimate import Guess
from lessons.widgets.quiz_card import Quiz
bank = read(Path({str(TESTS / "fixtures" / "quiz" / "all_types.toml")!r}), "fixture")
"""
SLOW_SCRIPTS = """\
from lessons import explore, quiz
from lessons.widgets import base
read = base.bundle
wait = "await new Promise((then) => { setTimeout(then, 3000); });"
base.bundle = lambda name: wait * name.endswith(".js") + read(name)
"""
PASSAGE = '<details class="cs-after"><summary>Read on</summary>\n\nWhy.\n\n</details>'
KINDS = ["year", "neutral", "ally", "frameworks", "sequence", "sort", "sum", "where", "vote"]
UNMARKED = "vote"  # the one that is kept and never marked
STOLEN = ("b", "m", "d", "d", "x", "y", "a")


@pytest.fixture(scope="module")
def opened(lab: Lab, browser: Browser) -> Iterator[Page]:
    """Return a notebook with one question of each type and an estimate, not run."""
    all_types = (
        CODE + "Guess(bank.estimate)",
        'Quiz("Quiz: all types", bank.questions)',
        nbformat.v4.new_markdown_cell(PASSAGE),
    )
    with opened_notebook(lab, browser, write_notebook(lab, NAME, *all_types)) as page:
        yield page


@pytest.fixture
def page(lab: Lab, opened: Page, request: pytest.FixtureRequest) -> Page:
    """Return the notebook with its cells run anew and nothing answered."""
    width, theme = getattr(request, "param", (1280, "Light"))
    for path in lab.home.rglob("journal*"):
        path.unlink()
    if not has_kernel(opened):
        open_notebook(opened, lab, NAME)
    opened.set_viewport_size({"width": width, "height": 6500})
    set_theme(opened, f"JupyterLab {theme}")
    run_again(opened)
    opened.wait_for_selector(f".cs-quiz form >> nth={len(KINDS)}", state="attached")
    show_all_questions(opened)
    opened.wait_for_selector(".cs-quiz .spot")
    return opened


def card(page: Page, name: str) -> Locator:
    """Return a question's card."""
    return page.locator(".cs-quiz > div[role=group] form").nth(KINDS.index(name))


def press(page: Page, *keys: str) -> None:
    """Press keys, one after the other."""
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page) -> str:
    """Return the accessible words of what has the focus."""
    return str(
        page.evaluate(
            "() => { const e = document.activeElement; return e.getAttribute('aria-label')"
            " || e.closest('label')?.textContent || e.textContent; }"
        )
    )


def to_button(page: Page, name: str) -> None:
    """Press Tab until a button has the focus."""
    for _ in range(14):
        if focused(page) == name:
            return
        press(page, "Tab")
    raise AssertionError(f"no way to the button '{name}' by Tab")


def answer_by_keys(page: Page, name: str) -> None:
    """Give some answer to a question, from its first control on, by keys alone."""
    card(page, name).locator("input, select, button, textarea").first.focus()
    match name:
        case "year" | "where":
            press(page, "Space", "ArrowDown")
        case "neutral":
            press(page, "Space", "Tab", "Space")
        case "ally":
            press(page, "ArrowDown", "Tab", "Space")
        case "frameworks" | "sort":
            press(page, "ArrowDown", "Tab", "ArrowDown", "Tab", "ArrowDown")
        case "sequence":
            press(page, "ArrowDown")
        case "sum":
            page.keyboard.type("1 550 soldiers")
        case "vote":
            page.keyboard.type("They should be heard. The last word stays with Allies.")
    if name not in ("sum", "frameworks", "sort", "vote"):  # there letters write or choose
        press(page, *STOLEN)


# First: the page that it leaves, with JupyterLab loaded, serves the tests below.
def test_widgets_hear_the_kernel_even_if_their_scripts_took_seconds_to_load(
    lab: Lab, browser: Browser
) -> None:
    # As on a slow tablet. Some versions of anywidget give a widget up after two seconds: it is
    # drawn all the same, and shows nothing that the kernel sends.
    slow = (SLOW_SCRIPTS + "explore.world_map(year=2012)", 'quiz("the_network", only=["square"])')
    with opened_notebook(lab, browser, write_notebook(lab, "slow", *slow)) as page:
        run_all(page)
        page.get_by_role("slider", name="Year").press("ArrowLeft")
        expect(page.locator(".cs-code")).to_contain_text("year=2011")
        asked = page.locator(".cs-quiz form")
        asked.locator("input").first.check()
        asked.get_by_role("button", name="Check").press("Enter")
        expect(asked.get_by_role("status")).to_contain_text("ight")


@pytest.mark.parametrize("submit", ["Enter", "Space"])
def test_every_type_is_answered_by_keys_alone_and_no_key_is_stolen(page: Page, submit: str) -> None:
    before = cells(page)
    shown = 0
    for name in KINDS:
        answer_by_keys(page, name)
        to_button(page, "Save my answer" if name == UNMARKED else "Check")
        press(page, submit)
        status = card(page, name).get_by_role("status")
        expect(status).to_contain_text(re.compile("Right|Partly right|Not right yet|Saved"))
        if name == UNMARKED:
            judge_by_keys(page, submit)
            continue
        if re.match(r"\W*Right\.", status.inner_text()):  # then the answer has been seen
            expect(card(page, name).get_by_role("button", name="Show the answer")).to_be_hidden()
            continue
        shown += 1
        to_button(page, "Show the answer")
        press(page, submit)
        expect(status).to_contain_text("The answer.")
        expect(status.locator(".source")).to_contain_text("20 October 2012")
    assert shown > len(KINDS) / 2
    assert cells(page) == before, "a key was stolen by the notebook"
    expect(page.locator(".cs-quiz .heading")).to_contain_text("9 of 9")


def judge_by_keys(page: Page, submit: str) -> None:
    """Tick the first criterion below the model answer, and keep that, by keys alone."""
    asked = card(page, UNMARKED)
    expect(asked).to_contain_text("A model answer.")
    asked.get_by_role("checkbox").first.focus()
    press(page, "Space", *STOLEN)
    to_button(page, "Save my answer")
    press(page, submit)
    expect(asked.get_by_role("status")).to_contain_text(f"1 of {CRITERIA} ")


def test_enter_in_a_field_checks_it(page: Page) -> None:
    card(page, "sum").locator("input").first.focus()
    page.keyboard.type("1550")
    press(page, "Enter")
    expect(card(page, "sum").get_by_role("status")).to_contain_text("Right.")


def test_an_item_is_moved_by_keys_keeps_the_focus_and_tells_its_place(page: Page) -> None:
    asked = card(page, "sequence")
    first = asked.locator("li").first.locator("span").first.inner_text()
    asked.get_by_role("button", name=f"Move {first} down").focus()
    status = page.locator(".cs-quiz .visually-hidden[role=status]")
    press(page, "ArrowDown")
    expect(status).to_have_text(re.compile(f"^{re.escape(first)}.* 2 of 4"))
    press(page, "Enter")
    expect(status).to_have_text(re.compile(f"^{re.escape(first)}.* 3 of 4"))
    assert focused(page) == f"Move {first} down"
    press(page, "ArrowDown", "ArrowDown")
    expect(status).to_have_text(f"{first} is last.")
    expect(asked.locator("li").last).to_contain_text(first)


def test_a_place_is_chosen_with_the_pointer_or_from_the_list(page: Page) -> None:
    asked = card(page, "where")
    asked.locator(".spot", has_text="C").click()
    expect(asked.get_by_role("radio", name=re.compile(r"^C\b"))).to_be_checked()
    asked.get_by_role("radio", name=re.compile(r"^E\b")).check()
    expect(asked.locator(".spot.on")).to_have_text("E")


def test_trying_again_needs_no_extra_click(page: Page) -> None:
    asked = card(page, "year")
    check = asked.get_by_role("button", name="Check")
    asked.get_by_role("radio", name="April 1949").check()
    check.click()
    expect(asked.get_by_role("status")).to_contain_text("Not right yet")
    expect(check).to_have_attribute("aria-disabled", "true")
    asked.get_by_role("radio", name="January 1994").check()
    expect(check).to_have_attribute("aria-disabled", "false")
    check.click()
    expect(asked.get_by_role("status")).to_contain_text("Right.")


def test_answers_come_back_and_open_what_explains_them(page: Page) -> None:
    passage = page.locator("details.cs-after")
    passage.evaluate("(passage) => { passage.open = false; }")
    for name in KINDS:
        answer_by_keys(page, name)
        to_button(page, "Save my answer" if name == UNMARKED else "Check")
        press(page, "Enter")
        expect(card(page, name).get_by_role("status")).not_to_be_empty()
    shown = [card(page, name).get_by_role("status").inner_text() for name in KINDS]
    expect(passage).to_have_attribute("open", "")
    command(page, "notebook:run-all-cells")
    page.wait_for_selector(".cs-quiz .heading:has-text('9 of 9')")
    again = [card(page, name).get_by_role("status").inner_text() for name in KINDS]
    assert again == shown


def test_an_estimate_is_set_beside_the_true_value(page: Page) -> None:
    page.get_by_role("slider", name="Your guess").focus()
    press(page, "ArrowLeft", "ArrowLeft")
    expect(page.get_by_role("spinbutton", name="Your guess")).to_have_value("58")
    to_button(page, "Show the answer")
    press(page, "Enter")
    status = page.locator(".cs-quiz").first.get_by_role("status")
    expect(status).to_contain_text(re.compile(r"\b41 .*\b58 .*\b17 too high"))
    expect(status.locator(".line")).to_be_visible()


@pytest.mark.parametrize(
    "page",
    [(1280, "Light"), (390, "Dark")],
    ids=["wide, light", "phone, dark"],
    indirect=True,
)
def test_every_type_can_be_perceived_before_and_after_answering(page: Page) -> None:
    assert violations(page, ".cs-quiz") == []
    for name in KINDS:
        hint = card(page, name).get_by_role("button", name="Hint")
        if hint.count():
            hint.click()
        answer_by_keys(page, name)
        to_button(page, "Save my answer" if name == UNMARKED else "Check")
        press(page, "Enter")
        expect(card(page, name).get_by_role("status")).to_contain_text(re.compile("ight|Saved"))
    page.get_by_role("button", name="Show the answer").first.click()
    card(page, "year").get_by_role("button", name="Show the answer").click()
    expect(card(page, "year").get_by_role("status")).to_contain_text("Source")
    assert violations(page, ".cs-quiz") == []
    assert _flaws(page) == []


def _flaws(page: Page) -> list[str]:
    """Return what axe does not see: groups without names, small targets, things cut off."""
    found = page.evaluate(
        """() => {
          const shown = [...document.querySelectorAll(".cs-quiz *")].filter((e) => e.offsetParent);
          const flaw = (what, css, test) =>
            shown.filter((e) => e.matches(css) && test(e)).map((e) => what + ": " + e.outerHTML);
          const name = (e) => e.querySelector(":scope > legend")?.textContent;
          const small = (e) => e.offsetWidth < 24 || e.offsetHeight < 24;
          const stray = (e) => e.dataset.lmSuppressShortcuts !== "true";
          return [
            ...flaw("group without a name", "fieldset", (e) => !name(e)),
            ...flaw("no live region", "form", (e) => !e.querySelector("[role=status]")),
            ...flaw("small target", "input, select, button, .spot", small),
            ...flaw("keys go astray", "input, select, button, a", stray),
            ...flaw("wider than its card", "form", (e) => e.scrollWidth > e.clientWidth + 1),
          ];
        }"""
    )
    return [str(violation)[:200] for violation in found]


# Last: without a kernel, JupyterLab would have to be loaded again for the next test.
def test_a_kernel_that_is_gone_is_said_in_words(page: Page) -> None:
    shut_down_kernel(page)
    expect(page.locator(".cs-connection", has_text="Run all cells")).to_have_count(2)
    expect(card(page, "year").get_by_role("radio", name="April 1949")).to_be_disabled()
