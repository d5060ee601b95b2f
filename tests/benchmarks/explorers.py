"""Print how fast the explorers answer: `python tests/benchmarks/explorers.py`.

Kernel side, for every explorer: a new state, a state seen before (medians, ms), and the same
picture drawn as `ipywidgets.interact` would, with a new matplotlib figure each time, as the peer.
In the browser, for the map: from a moved slider to the new picture, and how long a drag of forty
steps takes to settle. Imports: what `import lessons` adds to its three libraries.
"""

import itertools
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from browser.lab import open_notebook, run_all, running_browser, running_lab
from explorer_states import turn

from lessons import explore
from lessons.charts import world_map
from lessons.widgets.explorer import Explorer

MAP = "Map of NATO and its partners"
MOVE = """async (name) => {
  const frame = document.querySelector(`[aria-label="${name}"].cs-frame`);
  const slider = frame.querySelector('input[type=range]'), live = frame.querySelector('.cs-live');
  const times = [];
  for (let i = 0; i < 30; i++) {
    const start = performance.now();
    slider.value = 1991 + (i * 7) % 34;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((done) => {
      const seen = new MutationObserver(() => { seen.disconnect(); requestAnimationFrame(done); });
      seen.observe(live, { childList: true });
    });
    times.push(performance.now() - start);
  }
  return times;
}"""
DRAG = """async (name) => {
  const frame = document.querySelector(`[aria-label="${name}"].cs-frame`);
  const slider = frame.querySelector('input[type=range]'), says = frame.querySelector('.cs-says');
  const move = (year) => {
    slider.value = year;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  };
  for (let i = 0; i < 39; i++) {
    move(1990 + (i % 37));
    await new Promise((done) => setTimeout(done, 16));
  }
  move(2020);
  const start = performance.now();
  while (!says.textContent.startsWith('31 December 2020'))
    await new Promise((done) => setTimeout(done, 2));
  return (performance.now() - start) / 1000;
}"""
IMPORTS = """import time, pandas, ipywidgets
from matplotlib.figure import Figure
start = time.perf_counter(); import lessons
print((time.perf_counter() - start) * 1000)"""


def main() -> None:
    """Print all figures."""
    print(f"{'explorer':28} {'new state ms':>13} {'seen ms':>9}")
    for name in explore.__all__:
        build = getattr(explore, name)
        if name[0].islower() and name != "framed" and isinstance(explorer := build(), Explorer):
            fresh, seen = turns(explorer)
            print(f"{name:28} {fresh:13.1f} {seen:9.2f}", flush=True)
    print(f"\n{'map with a new matplotlib figure each time (interact), ms':60} {peer():8.0f}")
    runs = [float(subprocess.check_output([sys.executable, "-c", IMPORTS])) for _ in range(5)]
    print(f"{'import lessons over its three libraries, ms':60} {statistics.median(runs):8.0f}")
    with (
        tempfile.TemporaryDirectory() as folder,
        running_lab(Path(folder)) as lab,
        running_browser() as browser,
    ):
        page = browser.new_page(viewport={"width": 1280, "height": 1200})
        open_notebook(page, lab, "03_the_network")
        run_all(page)
        page.wait_for_timeout(1000)
        moved = statistics.median(page.evaluate(MOVE, MAP))
        print(f"{'slider to new picture in the browser, ms':60} {moved:8.0f}")
        settled = page.evaluate(DRAG, MAP)
        print(f"{'drag over 40 steps: settled after the last, s':60} {settled:8.2f}")


def turns(explorer: Explorer) -> tuple[float, float]:
    """Return medians in ms for states never seen and for the same states again."""
    sweeps = [[(k.name, value) for value in k.choices()] for k in explorer.by_name.values()]
    states = [dict(state) for state in itertools.islice(_zipped(sweeps), 1, 25)]
    fresh = [timed(lambda s=state: turn(explorer, **s)) for state in states]
    seen = [timed(lambda s=state: turn(explorer, **s)) for state in states[-4:]]
    return statistics.median(fresh or [0]), statistics.median(seen or [0])


def _zipped(sweeps):
    for step in range(max((len(sweep) for sweep in sweeps), default=0)):
        yield [sweep[step % len(sweep)] for sweep in sweeps]


def peer() -> float:
    """Return what a new matplotlib figure of the map costs, in ms."""
    return statistics.median(timed(world_map(year).png) for year in range(2000, 2008))


def timed(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes, in ms."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
