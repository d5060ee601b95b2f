"""Labels of charts do not touch: measured from the boxes of their letters in a browser."""

import pytest
from playwright.sync_api import Browser
from writing import drawn

from lessons.charts.engine.drawing import Drawing
from lessons.charts.engine.index import declared

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]
# Letters fill about the middle three quarters of the height of their box.
MEETING = """(pictures) => pictures.flatMap((svg) => {
  document.body.innerHTML = svg;
  const boxes = [...document.querySelectorAll("text")].map((label) => {
    const { x, y, width, height } = label.getBBox();
    return [label.textContent, x + 1, y + height / 5, x + width - 1, y + height * 0.8];
  });
  const meet = ([, left, top, right, bottom], other) =>
    left < other[3] && other[1] < right && top < other[4] && other[2] < bottom;
  return boxes.flatMap((box, number) =>
    boxes.slice(number + 1).filter((other) => meet(box, other)).map(([text]) => [box[0], text]));
})"""


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_no_label_touches_another(browser: Browser, narrow: bool) -> None:
    page = browser.new_page()
    found = {}
    for name in declared():
        pictures = [chart.picture for chart in drawn(name, narrow)]
        svgs = [picture.svg() for picture in pictures if isinstance(picture, Drawing)]
        if meeting := page.evaluate(MEETING, svgs):
            found[name] = meeting
    page.close()
    assert found == {}
