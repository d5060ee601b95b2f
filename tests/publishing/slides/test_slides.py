"""Slides: one file for a lesson, opened from a disk, with the network out of reach."""

import re
from pathlib import Path

import pandas as pd
import pytest
from sampling import walk
from single_files import OUTSIDE, read

from lessons.charts.engine.chart import Chart
from lessons.charts.engine.drawing import Box, Drawing, Line, Text
from lessons.course import lesson, lessons
from lessons.data import cite
from lessons.publishing import slides
from lessons.publishing.clean_run import empty_journal
from lessons.publishing.figures import drawn
from lessons.publishing.prose import filled
from lessons.publishing.slides import slide_pictures
from lessons.publishing.slides.slide_pictures import fitted

LESSON = lesson("south_and_gulf")
ALL = lessons()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return slides.write_slides(LESSON, tmp_path_factory.mktemp("slides"))[0]


def test_everything_of_the_lesson_is_on_the_slides(printed):
    ready, found = filled(LESSON), read(printed)
    text = " ".join(" ".join(found.text).split())
    assert ready.big_question in text
    for line in (*ready.objectives, *ready.recap, *ready.discussion):
        assert line in text
    assert all(line in text for line in cite(*ready.sources).splitlines())
    for section in ready.topics:
        assert section.heading in text
        assert section.slide[0] in text
        assert all(drawn(call).wide.says in found.labels for call in section.figures)
    for question in (q for q in ready.bank.questions if q.place):
        assert question.ask in text


def test_a_file_asks_for_nothing_outside_itself(printed):
    text = printed.read_text(encoding="utf-8")
    assert not OUTSIDE.search(text)
    assert "default-src 'none'" in text


def test_answers_are_folded_away(printed):
    shown = re.sub(r"<details>.*?</details>", "", printed.read_text("utf-8"), flags=re.DOTALL)
    reasons = [why for q in LESSON.bank.questions if q.type == "single" for why in q.right.values()]
    assert reasons
    assert not [why for why in reasons if why in shown]


def test_two_runs_give_the_same_slides(printed, tmp_path):
    assert slides.write_slides(LESSON, tmp_path)[0].read_bytes() == printed.read_bytes()


@pytest.mark.parametrize("lesson", walk(ALL, ALL[::3]), ids=lambda lesson: lesson.slug)
def test_no_slide_is_almost_empty(lesson):
    with empty_journal():
        shown = list(slides.slides(filled(lesson)))
    for slide in shown:
        asked = [text for choices in slide.lists for text in choices.lines]
        words = " ".join((slide.heading, slide.lead, *slide.lines, *asked)).split()
        assert slide.picture or len(words) >= 12, slide.heading


def test_the_author_marks_what_is_on_a_slide():
    text = (
        "# 1 · A\n\n## Part\n\n<!-- slide: Ask on **which** day.\nAnd of whom. -->\n\nMuch more.\n"
    )
    (slide,) = [s for s in slides.slides(LESSON.with_text(text)) if s.heading == "Part"]
    assert (slide.lead, slide.lines) == ("Ask on which day.", ("And of whom.",))


def test_a_section_with_a_list_shows_its_items():
    text = "## Part\n\n<!-- slide: Two answers. -->\n\n1. One is *38*.\n2. One is 35.\n"
    (slide,) = [s for s in slides.slides(LESSON.with_text(text)) if s.heading == "Part"]
    assert slide.lines == ("One is 38.", "One is 35.")


def test_a_lesson_without_sources_has_slides():
    page = slides.page(LESSON.with_text("# 1 · A\n\n## Part\n\nText.\n"))
    assert "Where this comes from" not in page


def test_markup_in_a_lesson_stays_text():
    bad = "# <script>alert(1)</script>\n\n## Part\n\n<!-- slide: a 1 < 2 c -->\n"
    text = slides.page(LESSON.with_text(bad))
    assert "<script>alert" not in text
    assert "a 1 &lt; 2 c" in text


# Pictures on a screen that is read from the back row


def tall(rows: int, size: float = 11) -> Chart:
    drawing = Drawing(900, 60 + rows * 20)
    drawing.add(Text(10, 20, "Years", size=size), Line(((300, 30), (300, 60 + rows * 20))))
    for row in range(rows):
        drawing.add(Box(200, 44 + row * 20, 100, 12, "euro_atlantic"))
        drawing.add(Text(10, 54 + row * 20, f"Country {row}", size=size))
    data = pd.DataFrame({"country": [f"Country {row}" for row in range(rows)]})
    return Chart(drawing, "A chart.", data=data)


def test_a_picture_that_fits_is_not_cut():
    chart = tall(10)
    assert fitted(chart).svg == chart.picture.whole().svg()
    assert fitted(chart).more == ""


@pytest.mark.parametrize("rows", [25, 40, 90])
def test_a_long_table_is_cut_between_rows_and_says_so(rows):
    part = fitted(tall(rows), "A sentence above the picture.")
    shown = re.findall(r">(Country \d+)<", part.svg)
    assert part.more and 5 < len(shown) < rows
    scale = slide_pictures.WIDTH / 900
    assert 11 * scale >= slide_pictures.MIN_SIZE
    assert part.ratio * slide_pictures.WIDTH <= slide_pictures.HEIGHT


def test_a_map_is_not_cut_but_its_words_grow():
    land = Drawing(900, 600, [Box(0, 0, 900, 600, "land")])
    chart = Chart(Drawing(900, 600, [Text(10, 20, "Iceland", size=11)], backdrop=land), "A map.")
    part = fitted(chart)
    assert part.more == ""
    size = float(re.search(r'font-size="([\d.]+)"', part.svg)[1])
    assert size * slide_pictures.HEIGHT / 600 >= slide_pictures.MIN_SIZE - 0.1


# In a browser


@pytest.fixture
def page(browser, printed):
    view = browser.new_page(viewport={"width": 1280, "height": 720})
    view.on("request", lambda request: asked.append(request.url))
    asked: list[str] = []
    view.goto(printed.as_uri())
    yield view
    assert [url for url in asked if not url.startswith("file:")] == [], (
        "a slide went to the network"
    )
    view.close()


def at(page) -> int:
    return int(page.locator("#count").inner_text().split("/")[0])


@pytest.mark.browser
def test_keys_move_through_the_slides(page):
    last = page.locator(".slide").count()
    assert (at(page), page.locator(".slide:visible").count()) == (1, 1)
    for key, place in (
        ("ArrowLeft", 1),
        ("ArrowRight", 2),
        ("ArrowRight", 3),
        ("ArrowLeft", 2),
        ("End", last),
        ("ArrowRight", last),
        ("Home", 1),
    ):
        page.keyboard.press(key)
        assert at(page) == place, key
    assert page.evaluate("document.activeElement.tagName") == "H1", "a screen reader is taken along"


@pytest.mark.browser
@pytest.mark.parametrize(("on", "off"), [("PageDown", "PageUp"), ("ArrowRight", "ArrowLeft")])
def test_the_keys_of_a_clicker_open_an_answer_before_they_go_on(page, on, off):
    page.keyboard.press(on)
    page.keyboard.press(on)
    answer = page.locator(".slide:visible details")
    for key, place, is_open in ((on, 3, True), (on, 4, None), (off, 3, True), (off, 3, False)):
        page.keyboard.press(key)
        assert at(page) == place
        if is_open is not None:
            assert answer.evaluate("it => it.open") == is_open
    page.keyboard.press(off)
    assert at(page) == 2


@pytest.mark.browser
def test_escape_opens_the_overview_and_enter_leaves_it_at_the_slide_chosen(page):
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    assert page.locator("#overview").is_visible()
    assert page.locator("#overview a:focus").inner_text() == "What you will be able to do"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#overview").is_hidden()
    assert at(page) == 3
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert at(page) == 3


@pytest.mark.browser
def test_an_answer_opens_from_the_keyboard_and_focus_can_be_seen(page):
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    answer = page.locator(".slide:visible details")
    assert answer.get_attribute("open") is None
    page.keyboard.press("Tab")
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid"
    page.keyboard.press("Enter")
    assert answer.get_attribute("open") is not None


@pytest.mark.exhaustive
@pytest.mark.browser
def test_slides_keep_the_rules_of_accessibility_in_light_and_dark(page):
    from browser.lab import violations

    for look in ("light", "dark"):
        page.emulate_media(color_scheme=look)
        for slide in (1, 4, 5, page.locator(".slide").count()):
            page.evaluate(f"location.hash = '#{slide}'")
            page.wait_for_function(f"document.getElementById('{slide}').hidden === false")
            assert violations(page, "body") == [], f"slide {slide}, {look}"


# What each slide measures, in CSS pixels, when its turn has come.
FITS = """async () => {
  const box = (node) => node.getBoundingClientRect();
  const size = (t) => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a;
  const found = [];
  for (const slide of document.querySelectorAll(".slide")) {
    location.hash = `#${slide.id}`;
    while (slide.hidden) await new Promise(requestAnimationFrame);
    const words = [...slide.querySelectorAll(".picture text")].filter((t) => box(t).width);
    const answer = slide.querySelector("summary");
    found.push({
      over: slide.scrollHeight - slide.clientHeight,
      page: document.documentElement.scrollHeight - innerHeight,
      letters: Math.min(99, ...words.map(size)),
      filled: box([...slide.children].filter((it) => box(it).height).at(-1)).bottom / innerHeight,
      answer: answer ? box(document.getElementById("bar")).top - box(answer).bottom : 1,
    });
  }
  return found;
}"""


@pytest.mark.browser
@pytest.mark.parametrize("lesson", walk(ALL, ALL[7:8]), ids=lambda lesson: lesson.slug)
def test_every_slide_fits_a_screen_and_can_be_read_from_the_back_row(browser, lesson, tmp_path):
    view = browser.new_page(viewport={"width": 1280, "height": 720})
    view.goto(slides.write_slides(lesson, tmp_path)[0].as_uri())
    measured = view.evaluate(FITS)
    view.close()
    assert len(measured) > 10
    for slide, found in enumerate(measured, start=1):
        assert (found["over"], found["page"]) == (0, 0), f"slide {slide} is cut"
        assert found["letters"] >= 13.9, f"slide {slide}: small words in the picture"
        assert found["answer"] > 0, f"slide {slide}: the answer is below the edge"
        assert found["filled"] > 0.5, f"slide {slide}: small type above an empty page"


@pytest.mark.browser
def test_a_heading_that_is_read_out_has_no_frame(page):
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none"


@pytest.mark.browser
def test_a_phone_shows_nothing_wider_than_itself(page):
    page.set_viewport_size({"width": 390, "height": 844})
    for slide in range(1, page.locator(".slide").count() + 1):
        page.evaluate(f"location.hash = '#{slide}'")
        page.wait_for_function(f"document.getElementById('{slide}').hidden === false")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, slide


@pytest.mark.browser
def test_paper_gets_every_slide_in_light_colours_without_buttons(page):
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".slide:visible").count() == page.locator(".slide").count()
    page.keyboard.press("Escape")  # to the overview
    assert page.locator(".slide:visible").count() == page.locator(".slide").count()
    assert not page.locator("#overview").is_visible()
    assert not page.locator("#bar").is_visible()
    assert not page.locator("details:visible").count()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.browser
def test_without_a_script_the_slides_are_one_long_page(browser, printed):
    context = browser.new_context(java_script_enabled=False)
    view = context.new_page()
    view.goto(printed.as_uri())
    assert view.locator(".slide:visible").count() == view.locator(".slide").count()
    assert view.locator("#overview a").first.is_visible()
    context.close()
