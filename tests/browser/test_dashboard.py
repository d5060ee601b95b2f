"""Review and My progress in a real notebook: by keys alone, wide and narrow, light and dark."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.lab import (
    Lab,
    cells,
    command,
    leave,
    open_notebook,
    opened_notebook,
    run_again,
    set_theme,
    settle,
    show_all_questions,
    violations,
)
from lessons import questions
from lessons.course import lesson

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]

STOLEN = ("b", "m", "d", "d", "x", "y", "a")
OPTION = ".option:not(.confidence .option)"  # of an answer, not of how sure the learner is
LOOKS = [(1280, "Light"), (390, "Dark")]


def answers(many: int = 8) -> str:
    """Return a journal of some answers given long ago."""
    lines = []
    for number, question in enumerate(questions.questions("the_network")[:many]):
        line = {
            "version": 1,
            "id": f"kept-{number}",
            "timestamp": f"2026-01-{number + 1:02}T10:00:00.000Z",
            "verb": "answered",
            "object": question.id,
            "result": {
                "response": "x",
                "score": {"scaled": number % 2},
                "success": number % 2 == 1,
            },
            "context": {"extensions": {"confidence": "sure", "hint": False}},
        }
        lines.append(json.dumps(line) + "\n")
    return "".join(lines)


@pytest.fixture(scope="module")
def opened(lab: Lab, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Return a notebook, not run."""
    with opened_notebook(lab, browser, request.param, height=3000) as page:
        yield page


@pytest.fixture
def page(lab: Lab, opened: Page) -> Page:
    """Return the notebook, run with a journal of eight old answers in the learner's folder."""
    for path in lab.home.rglob("journal*"):
        path.unlink()
    (lab.home / "journal.jsonl").write_text(answers(), encoding="utf-8")
    run_again(opened)
    return opened


of_review = pytest.mark.parametrize("opened", ["review"], indirect=True, scope="module")
of_progress = pytest.mark.parametrize("opened", ["my-progress"], indirect=True, scope="module")


def looked_at(page: Page, place: str) -> list[str]:
    """Return what axe finds wrong in two looks."""
    expect(page.locator(place).first).to_be_visible()
    found = []
    for width, theme in LOOKS:
        page.set_viewport_size({"width": width, "height": 3000})
        set_theme(page, f"JupyterLab {theme}")
        settle(page)
        found += [f"{width} px, {theme}: {wrong}" for wrong in violations(page, place)]
    page.set_viewport_size({"width": 1280, "height": 3000})
    set_theme(page, "JupyterLab Light")
    return found


def focused(page: Page) -> str:
    """Return the words of what has the focus."""
    return str(page.evaluate("document.activeElement.textContent || document.activeElement.type"))


def tab_to(page: Page, words: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(40):
        if focused(page) == words:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"'{words}' is not reached by Tab; the focus is on '{focused(page)}'")


@of_review
def test_a_review_is_answered_from_memory_by_keyboard_alone(page: Page, lab: Lab) -> None:
    quiz = page.get_by_role("group", name=re.compile("^Review: .* due"))
    quiz.scroll_into_view_if_needed()
    expect(quiz.locator("form").first).to_be_visible()
    expect(quiz.locator(".feedback")).to_have_count(0)
    assert 8 <= quiz.locator("form").count() <= 10
    show_all_questions(page)
    before = cells(page)
    form = quiz.locator("form", has=page.locator(OPTION)).first
    form.locator(OPTION).locator("input").first.focus()
    for key in STOLEN:
        page.keyboard.press(key)
    page.keyboard.press("Space")
    tab_to(page, "Check")
    page.keyboard.press("Enter")
    expect(form.get_by_role("status").first).to_contain_text(re.compile("Right|right|Saved"))
    assert cells(page) == before
    assert (lab.home / "journal.jsonl").read_text("utf-8").count("\n") == 9
    assert not looked_at(page, ".cs-quiz")


@of_progress
def test_my_progress_is_seen_heard_and_read_as_a_table(page: Page, lab: Lab) -> None:
    frame = page.get_by_role("group", name="My progress by lesson")
    frame.scroll_into_view_if_needed()
    expect(frame.get_by_role("img")).to_have_accessible_name(re.compile(r"\b8 of "))
    frame.get_by_role("button", name="Table").click()
    expect(frame.locator("tbody tr", has_text=lesson("the_network").title)).to_contain_text("8")
    sure = page.get_by_role("group", name="My confidence")
    expect(sure.get_by_role("img")).to_have_accessible_name(re.compile(r"\b4 of 8\b"))
    assert not looked_at(page, ".cs-frame")
    assert not looked_at(page, ".cs-journal-controls")


def show(page: Page, name: str) -> None:
    """Show a notebook that is open already, or open it beside the others."""
    command(page, "docmanager:open", {"path": f"notebooks/{name}.ipynb"})
    page.wait_for_function(
        "(name) => jupyterapp.shell.currentWidget?.context.path === `notebooks/${name}.ipynb`",
        arg=name,
    )


def test_my_progress_shows_answers_that_were_given_in_another_notebook(
    lab: Lab, browser: Browser
) -> None:
    for path in lab.home.rglob("journal*"):
        path.unlink()
    page = browser.new_page(viewport={"width": 1280, "height": 1200})
    open_notebook(page, lab, "my-progress")
    page.locator(".cs-start").first.click()
    expect(page.locator("[data-cs-state=started]")).to_have_count(1)
    path = page.locator(".cs-path").first
    expect(path.get_by_role("listitem").nth(3)).to_contain_text("minutes")
    show(page, "03_the_network")
    (lab.home / "journal.jsonl").write_text(answers(), encoding="utf-8")
    show(page, "my-progress")
    expect(path.get_by_role("listitem").nth(3)).to_contain_text("done")
    expect(page.get_by_role("group", name="My progress by lesson")).to_be_visible()
    leave(page)


@of_progress
def test_the_journal_is_taken_along_deleted_and_brought_back_by_keyboard(
    page: Page, lab: Lab, tmp_path
) -> None:
    card = page.get_by_role("group", name="Your answers")
    card.scroll_into_view_if_needed()
    expect(card).to_contain_text("8 answers saved.")
    status = card.get_by_role("status")
    before = cells(page)
    card.get_by_role("button", name="Download my answers").focus()
    for key in STOLEN:
        page.keyboard.press(key)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert saved.read_text("utf-8") == answers()
    expect(status).to_contain_text("Downloaded.")
    tab_to(page, "Delete my answers")
    page.keyboard.press("Enter")
    assert focused(page) == "No, keep them", "the safe answer has the focus"
    page.keyboard.press("Enter")
    assert focused(page) == "Delete my answers"
    expect(card).to_contain_text("8 answers saved.")
    page.keyboard.press("Enter")
    tab_to(page, "Yes, delete")
    page.keyboard.press("Enter")
    expect(card.locator(".count")).not_to_contain_text("8")
    for name in ("Download my answers", "Delete my answers"):
        button = card.get_by_role("button", name=name)
        expect(button).to_have_attribute("aria-disabled", "true")
    expect(status).to_contain_text("A copy is in")
    upload = card.get_by_label("Upload answers")
    wrong = tmp_path / "cat.jsonl"
    wrong.write_text("meow\n")
    upload.set_input_files(wrong)
    expect(status.locator(".feedback.bad")).to_be_visible()
    upload.set_input_files(saved)
    expect(status).to_contain_text("8 new")
    expect(card).to_contain_text("8 answers saved.")
    upload.focus()
    for key in STOLEN:
        page.keyboard.press(key)
    assert cells(page) == before
    boxes = [
        control.bounding_box() for control in card.locator("button:visible, input:visible").all()
    ]
    assert all(box["width"] >= 24 and box["height"] >= 24 for box in boxes if box)
    controls = card.locator("button, input").all()
    assert all(
        control.get_attribute("data-lm-suppress-shortcuts") == "true" for control in controls
    )
