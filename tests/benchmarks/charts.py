"""Print how every chart lies on its page: `python tests/benchmarks/charts.py [FOLDER] [NAME ...]`.

In a real browser with its own fonts, for every explorer and chart, in the states that the tests
visit, wide and narrow: texts that lie over another text or over a mark, and texts that leave the
picture. At 390 pixels also the heights of the controls and of the picture. With a folder, each
explorer is photographed there, wide and narrow, light and dark.
"""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from browser.lab import running_browser
from playwright.sync_api import Page
from writing import drawn

from lessons import charts
from lessons.charts.engine.declare import declaration_of
from lessons.charts.engine.drawing import Drawing
from lessons.charts.engine.index import declared
from lessons.widgets.bundles import bundle
from lessons.widgets.explorer import Explorer, show

# Boxes of texts from the line they stand on, as fonts leave free space above their letters.
MEASURE = """(markup) => {
  document.body.innerHTML = markup;
  const svg = document.querySelector("svg"), { width, height } = svg.viewBox.baseVal;
  const box = (e) => {
    const { x, y, width, height } = e.getBBox();
    if (e.tagName !== "text") return { l: x, r: x + width, t: y, b: y + height, e };
    const base = Number(e.getAttribute("y")), size = Number(e.getAttribute("font-size"));
    return { l: x, r: x + width, t: base - 0.75 * size, b: base, e };
  };
  const texts = [...svg.querySelectorAll("text")].map(box);
  const marks = [...svg.querySelectorAll("circle, polygon")].map(box);
  const meet = (a, b) => Math.min(a.r, b.r) - Math.max(a.l, b.l) > 1
    && Math.min(a.b, b.b) - Math.max(a.t, b.t) > 1;
  const said = ({ e }) => e.textContent || e.tagName, found = [];
  texts.forEach((a, n) => {
    const others = [...texts.slice(n + 1), ...marks].filter((b) => meet(a, b));
    found.push(...others.map((b) => [said(a), said(b)]));
    if (a.l < -1 || a.r > width + 1 || a.t < -1 || a.b > height) found.push([said(a), "the edge"]);
  });
  return found;
}"""
MOUNT = """async ([script, style, traits]) => {
  const module = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  const el = document.createElement("div");
  document.body.replaceChildren(el);
  document.head.innerHTML = `<style>${style}</style>`;
  const model = { get: (name) => traits[name], set() {}, save_changes() {}, on() {}, off() {} };
  module.default.render({ model, el });
  const height = (part) => el.querySelector(part)?.getBoundingClientRect().height ?? 0;
  return [height(".cs-controls"), height(".cs-picture")];
}"""
TRAITS = ("name", "controls", "values", "narrow", "view", "backdrops")


def main(*arguments: str) -> None:
    """Print all figures."""
    names = [name for name in arguments if name in declared()] or sorted(declared())
    folder = next((Path(name) for name in arguments if name not in declared()), None)
    total = 0
    os.environ["COOPERATIVE_SECURITY_JOURNAL"] = "off"  # no country of this account's owner
    with running_browser() as browser:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        print(f"{'chart':28} {'collisions wide':>16} {'narrow':>7} {'controls':>9} {'picture':>8}")
        for name in names:
            found = [collisions(page, name, narrow) for narrow in (False, True)]
            controls, picture = mounted(page, name, narrow=True)
            counts = f"{len(found[0]):16} {len(found[1]):7}"
            print(f"{name:28} {counts} {controls:9.0f} {picture:8.0f}", flush=True)
            for collision in (*found[0], *found[1]):
                print("    ", *collision, sep=" | ")
            total += sum(map(len, found))
            if folder:
                photographed(page, name, folder)
    print(f"{total} collisions")


def collisions(page: Page, name: str, narrow: bool) -> set[tuple[str, str]]:
    """Return the pairs of things that lie over each other in any state of a chart."""
    pictures = {chart.svg() for chart in drawn(name, narrow) if isinstance(chart.picture, Drawing)}
    return {tuple(pair) for svg in pictures for pair in page.evaluate(MEASURE, svg)}


def mounted(page: Page, name: str, *, narrow: bool) -> tuple[float, float]:
    """Show an explorer as its first state; return the heights of its controls and its picture."""
    explorer: Explorer = show(declaration_of(getattr(charts, name)))
    explorer.narrow = narrow
    traits = json.loads(json.dumps({trait: getattr(explorer, trait) for trait in TRAITS}))
    heights: list[float] = page.evaluate(MOUNT, [bundle("explorer.js"), explorer._css, traits])
    return heights[0], heights[1]


def photographed(page: Page, name: str, folder: Path) -> None:
    """Take pictures of an explorer, wide and narrow, light and dark."""
    folder.mkdir(parents=True, exist_ok=True)
    for width, narrow in ((716, False), (390, True)):
        page.set_viewport_size({"width": width, "height": 844})
        mounted(page, name, narrow=narrow)
        for theme, paper in (("light", "#fff"), ("dark", "#111")):
            page.evaluate("light => document.body.dataset.jpThemeLight = light", theme == "light")
            page.evaluate("colour => document.body.style.background = colour", paper)
            page.screenshot(path=folder / f"{name}-{width}-{theme}.png", full_page=True)
    page.set_viewport_size({"width": 390, "height": 844})


if __name__ == "__main__":
    main(*sys.argv[1:])
