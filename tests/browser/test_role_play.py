"""The role play as a learner meets it: by keyboard, on a phone, and again after a reload."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.lab import Lab, cells, opened_notebook, run_again, run_all
from lessons import charts, questions
from lessons.charts.engine.declare import declaration_of
from lessons.role_play.activities import menu
from lessons.role_play.rules import BUDGET

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]

LESSON = "13_capstone"
KFOR = menu()["kfor"]
EFFORT = f"{KFOR.effort} of {BUDGET}"
# The first question of the check before the course, which the final check repeats.
SEALED = questions.question("start_here.core-tasks")


@pytest.fixture(scope="module")
def opened(lab: Lab, browser: Browser) -> Iterator[Page]:
    """Return the last lesson, opened and run, on a phone."""
    with opened_notebook(lab, browser, LESSON, 390) as page:
        run_all(page)
        yield page


def role_play(page: Page) -> Locator:
    """Return the role play, scrolled into view."""
    found = page.get_by_role("group", name="Role play", exact=True)
    found.scroll_into_view_if_needed()
    return found


def test_a_programme_is_planned_by_keyboard_saved_and_found_again(
    opened: Page, lab: Lab, browser: Browser
) -> None:
    before = cells(opened)
    game = role_play(opened)
    partner = game.get_by_label("Partner", exact=True)
    partner.select_option("CHE")
    expect(game.locator(".rp-profile")).to_contain_text("Switzerland · Euro-Atlantic partners")

    game.get_by_role("checkbox", name=re.compile("^6. help in operations")).focus()
    opened.keyboard.press("Space")
    shelf = game.locator("summary", has_text="operations and missions")
    shelf.focus()
    opened.keyboard.press("Enter")
    game.get_by_role("checkbox", name=KFOR.title).focus()
    opened.keyboard.press("Space")
    expect(game.locator(".rp-effort")).to_contain_text(re.compile(rf"{EFFORT}\b.*: 1\."))

    game.get_by_role("button", name="Ask for advice").focus()
    opened.keyboard.press("Enter")
    advice = game.locator(".rp-advice")
    expect(advice).to_contain_text("1 activity: 1 fitting")
    on_each_activity = advice.get_by_role("list").first
    fitting = on_each_activity.locator(".rp-fits", has_text=KFOR.title)
    expect(fitting).to_contain_text("Switzerland")
    assert advice.get_attribute("role") == "status"

    title = game.get_by_label("Title of your programme")
    title.focus()
    opened.keyboard.type("A bridge to Kosovo, m b x")
    reason = game.get_by_label("Why these activities?")
    reason.focus()
    opened.keyboard.type("It has been done since 1999.")
    opened.keyboard.press("Enter")
    opened.keyboard.type("Second line.")
    assert cells(opened) == before, "a key was stolen by the notebook"

    with opened.expect_download() as waiting:
        game.get_by_role("button", name="Download to print").click()
    assert waiting.value.suggested_filename == "brief-che.html"
    sheet = browser.new_page()
    waiting.value.save_as(lab.folder / "brief.html")
    sheet.goto((lab.folder / "brief.html").as_uri())
    expect(sheet.get_by_role("heading", level=1)).to_have_text("A bridge to Kosovo, m b x")
    for line in ("It has been done since 1999.", "Second line."):
        expect(sheet.get_by_text(line, exact=True)).to_be_visible()
    pages = re.findall(rb"/Type\s*/Page\b", sheet.pdf(format="A4", prefer_css_page_size=True))
    assert len(pages) == 1, "the brief should fit on one sheet"
    sheet.close()

    run_again(opened)
    game = role_play(opened)
    expect(game.get_by_label("Partner", exact=True)).to_have_value("CHE")
    expect(game.get_by_label("Title of your programme")).to_have_value("A bridge to Kosovo, m b x")
    expect(game.locator(".rp-effort")).to_contain_text(EFFORT)


def test_a_session_of_the_council_is_played_by_keyboard_to_its_end(
    opened: Page,
) -> None:
    before = cells(opened)
    game = role_play(opened)
    game.get_by_label("Partner", exact=True).select_option("CHE")
    expect(game.locator(".rp-profile")).to_contain_text("Switzerland")
    for area, activity in (
        ("operations and missions", KFOR.title),
        ("interoperability", "Have a unit tested"),
    ):
        # A test before this one may have opened the area already.
        game.locator("summary", has_text=area).evaluate("it => { it.parentElement.open = true; }")
        game.get_by_role("checkbox", name=re.compile(activity)).check()
    game.get_by_label("Your role", exact=True).select_option("near")
    expect(game.locator(".rp-card")).to_contain_text("Your red lines")
    game.get_by_role("button", name="Open the session").focus()
    opened.keyboard.press("Enter")
    turn = game.get_by_role("group", name="Your turn")
    expect(turn).to_be_focused()
    while turn.get_by_role("radio").count():
        question = turn.locator("legend").inner_text()
        opened.keyboard.press("Tab")  # to the options, and with the space bar the first of them
        opened.keyboard.press("Space")
        turn.get_by_role("button", name="Decide").focus()
        opened.keyboard.press("Enter")
        expect(turn).not_to_contain_text(question)
        expect(turn).to_be_focused()
    expect(turn).to_contain_text(re.compile("Consensus|Memo of dissent"))
    outcome = turn.locator("p").all_inner_texts()
    assert cells(opened) == before, "a key was stolen by the notebook"
    wide = game.evaluate("e => e.scrollWidth - e.clientWidth")
    assert wide <= 0, f"{wide} px stand out"

    run_again(opened)
    turn = role_play(opened).get_by_role("group", name="Your turn")
    expect(turn).to_contain_text(outcome[-1])
    assert turn.locator("p").all_inner_texts() == outcome


def test_each_partner_keeps_its_own_draft_and_too_much_is_said(opened: Page, lab: Lab) -> None:
    game = role_play(opened)
    partner = game.get_by_label("Partner", exact=True)
    partner.select_option("JPN")
    expect(game.locator(".rp-profile")).to_contain_text("Japan")
    expect(game.get_by_label("Title of your programme")).to_have_value("")
    for summary in game.locator("summary").all():
        summary.evaluate("summary => { summary.parentElement.open = true; }")
    for box in game.get_by_role("checkbox").all()[-8:]:
        box.check()
    expect(game.locator(".rp-effort")).to_contain_text("Too much")
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390
    wide = game.evaluate("e => e.scrollWidth - e.clientWidth")
    assert wide <= 0, f"{wide} px stand out"
    partner.select_option("JOR")
    expect(game.locator(".rp-profile")).to_contain_text("Jordan")
    saved = [json.loads(path.read_text("utf-8")) for path in lab.home.rglob("capstone.json")]
    assert saved and len(saved[0]["plans"]["JPN"]["chosen"]) >= 1


def test_sealed_answers_stay_sealed_until_the_final_check_is_done(
    opened: Page, lab: Lab, browser: Browser
) -> None:
    wrong, feedback = next(iter(SEALED.wrong.items()))
    with opened_notebook(lab, browser, "00_start_here", height=9000) as page:
        run_all(page)
        quiz = page.get_by_role("group", name=re.compile("12 questions"))
        first = quiz.locator("form").first
        first.get_by_label(wrong).check()
        first.get_by_role("button", name="Save my answer").click()
        expect(first).to_contain_text("Saved.")
        expect(first).not_to_contain_text(feedback)
        expect(first.get_by_role("button", name="Show the answer")).to_be_hidden()
    page = opened
    page.set_viewport_size({"width": 1280, "height": 9000})
    run_again(page)
    quiz = page.get_by_role("group", name=re.compile("10 questions")).first
    first = quiz.locator("form").first
    assert not first.get_by_label(wrong).is_checked(), "the old answer came back"
    first.get_by_label("Cooperative security").check()
    first.get_by_role("button", name="Check").click()
    expect(first).to_contain_text("Right.")
    run_again(page)
    frame = page.get_by_role("group", name=declaration_of(charts.before_and_after).title)
    expect(frame.locator(".cs-says")).to_contain_text("1 of 12 questions")
