"""A pupil in a class opens the website from the teacher's computer, and hands in there."""

from pathlib import Path

import pytest
from browser.lab import hand_in_all_the_same
from playwright.sync_api import Browser, Page, expect
from serving_class import running

from lessons.classroom.hand_in import read
from lessons.runtime.class_server import command
from lessons.runtime.serve import NotStarted

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]


@pytest.fixture
def host() -> str:
    """Return an address of this computer that browsers trust less than loopback."""
    try:
        return command.addresses()[0]
    except NotStarted:
        pytest.skip("this computer is in no network")


def test_a_pupil_answers_and_hands_in_over_the_network(
    website: Path, tmp_path: Path, browser: Browser, host: str
) -> None:
    with running(website, tmp_path / "class", host=host) as server:
        context = browser.new_context()
        context.add_init_script("localStorage.setItem('cs-all-questions', 'yes')")
        page = context.new_page()
        open_lesson(page, f"http://{host}:{server.port}/{server.folder.code}/")
        assert not page.evaluate("isSecureContext")
        question = page.locator(".cs-quiz form").filter(has_text="Croatia was one")
        question.get_by_label("It became an Ally").check()
        question.get_by_role("button", name="Check").click()
        expect(question.get_by_text("Right.")).to_be_visible()
        hand_in_all_the_same(page.locator(".cs-hand-in"))
        expect(page.get_by_text("under your code: P01")).to_be_visible()
        (file,) = server.files().values()
        assert (read(file).name, len(read(file).answers)) == ("P01", 1)
        context.close()


def open_lesson(page: Page, address: str) -> None:
    """Go from the front page to a lesson, and wait until its exercises work."""
    page.goto(address)
    page.locator('a[href^="03_the_network.html"]').first.click()
    page.wait_for_selector("html[data-cs-ready]", state="attached")
