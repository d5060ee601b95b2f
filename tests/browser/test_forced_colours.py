"""A palette that the reader's system forces upon pages ("high contrast") leaves charts readable."""

import io
import time
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Error, Page

from browser.lab import PATIENCE
from lessons import charts
from lessons.charts.engine.declare import declaration_of
from lessons.charts.engine.theme import WIDE, css
from lessons.questions.locate_map import chart_of
from lessons.widgets.bundles import bundle
from lessons.widgets.explorer import Explorer, show

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]

TEXT, MARK = 4.5, 3.0  # WCAG 2.2: the least contrast of text, and of marks, with their ground
LAND = 1.2  # land is a backdrop: it is to be seen, and to leave the markers upon it readable
EDGE = 3  # px of ground around a mark
# A chart for each kind of block: maps, bars, columns, lines, timelines, cells, cards, lists.
NAMES = (
    "world_map", "troop_contributions", "comings_and_goings", "policy_milestones",
    "partnership_timeline", "three_relations", "structures_on", "membership_table", "partner_sum",
)  # fmt: skip


@pytest.fixture(params=["light", "dark"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Return an empty page on which a light or a dark palette is forced."""
    opened = browser.new_page(
        viewport={"width": WIDE + 20, "height": 1800},
        forced_colors="active",
        color_scheme=request.param,
    )
    yield opened
    opened.close()


def framed(explorer: Explorer) -> str:
    """Return an explorer's picture as the browser builds it."""
    below = explorer.backdrops.get(explorer.view["backdrop"], "")
    return (
        f'<style>{explorer._css}</style><div class="cs-frame">'
        f'<div class="cs-picture"><div class="cs-backdrop">{below}</div>'
        f'<div class="cs-live">{explorer.view["svg"]}</div></div></div>'
    )


def put(page: Page, markup: str) -> None:
    """Show markup in a notebook whose theme is light on a dark palette, and dark on a light one."""
    page.set_content(markup)
    page.evaluate(
        "document.body.dataset.jpThemeLight = matchMedia('(prefers-color-scheme: dark)').matches"
    )


def screen(page: Page) -> Image.Image:
    """Return a picture of the page; ask again where a busy Chromium cannot take it yet."""
    until = time.monotonic() + PATIENCE / 1000
    while True:
        try:
            return Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        except Error as error:
            if "Unable to capture screenshot" not in error.message or time.monotonic() > until:
                raise


# The name and the edges of each element: all in one question, as each takes time.
BOXES = """(elements, edge) => elements.map((element) => {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const name = element.textContent || element.getAttribute("class");
  return [name, left - edge, top - edge, right + edge, bottom + edge];
})"""


def contrasts(page: Page, selector: str) -> dict[str, float]:
    """Return the contrast of the lightest and the darkest pixel in and around each element."""
    shot = screen(page)
    found = {}
    for place, (name, *edges) in enumerate(page.locator(selector).evaluate_all(BOXES, EDGE)):
        lights = [luminance(rgb) for _, rgb in colours(shot.crop(edges))]
        found[f"{place} {name}"] = (max(lights) + 0.05) / (min(lights) + 0.05)
    return found


def colours(picture: Image.Image) -> Any:
    """Return how often each colour occurs in a picture."""
    return picture.getcolors(picture.width * picture.height)


@cache  # the same few colours stand around every mark
def luminance(rgb: tuple[int, int, int]) -> float:
    """Return the relative luminance of a colour, from 0 to 1, as WCAG defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
              for c in (value / 255 for value in rgb)]  # fmt: skip
    return sum(part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def faint(found: dict[str, float], least: float) -> dict[str, float]:
    """Return what has less contrast than it needs."""
    return {name: value for name, value in found.items() if value < least}


def test_every_chart_can_be_read_on_a_forced_palette(page: Page) -> None:
    for name in NAMES:
        put(page, framed(show(declaration_of(getattr(charts, name)))))
        assert faint(contrasts(page, ".cs-live text:not(:empty)"), TEXT) == {}, name
        assert faint(contrasts(page, ".cs-live :is(circle, polygon)"), MARK) == {}, name


def test_land_and_sea_can_be_told_apart_on_a_forced_palette(page: Page) -> None:
    put(page, framed(show(declaration_of(charts.world_map), show=[])))
    assert faint(contrasts(page, ".cs-backdrop path"), LAND) == {}


def test_a_stored_picture_keeps_its_own_paper_and_ink(page: Page, browser: Browser) -> None:
    chart = charts.partner_sum()
    still = f'<body style="margin:0"><img width={WIDE} src="{chart.still()}">'
    inside = (2, 2, WIDE - 2, int(chart.picture.height) - 2)  # its edges blend with the page
    plain = browser.new_page(viewport=page.viewport_size, color_scheme="light")
    for opened in (page, plain):
        opened.set_content(still)
    assert screen(page).crop(inside).tobytes() == screen(plain).crop(inside).tobytes()
    plain.close()


def test_the_map_of_a_question_follows_a_forced_palette(page: Page) -> None:
    picture = chart_of(["KWT", "MLT"])
    spots = "".join(
        f'<span class="spot {"on" if not place else "off"}" style="left:{x}%;top:{y}%">A</span>'
        for place, (x, y, _) in enumerate(picture["places"])
    )
    put(
        page,
        f"<style>{bundle('quiz_card.css')}{bundle('fields/map.css')}</style>"
        '<div class="cs-quiz"><div class="map">'
        f'<svg viewBox="{picture["view"]}"><path d="{picture["paths"][0]}"/></svg>{spots}',
    )
    assert faint(contrasts(page, ".spot"), TEXT) == {}
    chosen, other = (page.locator(selector).bounding_box() for selector in (".on", ".off"))
    grounds = [screen(page).getpixel((box["x"] + 5, box["y"] + 12)) for box in (chosen, other)]
    assert grounds[0] != grounds[1], "the chosen marker must differ from the others"
    assert faint(contrasts(page, ".map svg"), LAND) == {}


def test_the_marks_of_an_estimate_follow_a_forced_palette(page: Page) -> None:
    put(
        page,
        f"<style>{bundle('estimate.css')}.line.line::before {{display: none}}</style>"
        '<div class="cs-quiz"><div class="line"><i style="left:20%"></i>'
        '<i class="true" style="left:70%"></i>',
    )
    assert faint(contrasts(page, ".line i"), MARK) == {}


def test_a_bar_of_too_much_effort_follows_a_forced_palette(page: Page) -> None:
    put(
        page,
        f"<style>{css()}{bundle('role_play.css')}</style>"
        '<div class="cs-frame rp"><div class="rp-bar rp-over"><i style="width:100%"></i>',
    )
    assert faint(contrasts(page, ".rp-bar i"), MARK) == {}
