"""Print how light and how quick the lessons are: `python tests/benchmarks/notebooks.py [NAME ...]`.

For each notebook: its size; after all cells the kernel's peak memory (RSS) and the memory that it
shares with no other process; in a real JupyterLab the seconds from Run All to the first widget and
to the last cell (medians of three new kernels).
"""

import statistics
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from browser.lab import opened_notebook, running_browser, running_lab

from lessons.core.paths import NOTEBOOKS
from lessons.course import extras, lessons

TIMES = 3
# Not getrusage: its peak is inherited from the process that starts the kernel.
PEAK = """from pathlib import Path
import re
kib = lambda file, name: sum(map(int, re.findall(name + r":\\s+(\\d+)", Path(file).read_text())))
peak = kib("/proc/self/status", "VmHWM") / 1024
print(peak, kib("/proc/self/smaps_rollup", "Private_[a-zA-Z]+") * 1024 / 1e6)"""
FIRST = """() => new Promise((done) => {
  const start = performance.now();
  const seen = () => document.querySelector('.cs-frame, .cs-quiz, .cs-guess');
  const wait = () => seen() ? done((performance.now() - start) / 1000) : setTimeout(wait, 5);
  jupyterapp.commands.execute('notebook:run-all-cells');
  wait();
})"""
REST = """() => new Promise((done) => {
  const start = performance.now(), panel = jupyterapp.shell.currentWidget;
  const code = panel.content.widgets.filter((c) => c.model.type === 'code');
  const ready = () => code.every((c) => c.model.executionCount)
    && panel.sessionContext.session.kernel.status === 'idle';
  const wait = () => ready() ? done((performance.now() - start) / 1000) : setTimeout(wait, 10);
  wait();
})"""


def main(names: list[str]) -> None:
    """Print a row for each notebook."""
    names = names or [page.name for page in (*lessons(), *extras())]
    print(f"{'':32} {'':5} {'peak':>5} {'private':>8} {'first':>8} {'all':>6}")
    print(f"{'notebook':32} {'kB':>5} {'MiB':>5} {'MB':>8} {'widget s':>8} {'s':>6}")
    with (
        tempfile.TemporaryDirectory() as folder,
        running_lab(Path(folder)) as lab,
        running_browser() as browser,
    ):
        for name in names:
            size = (NOTEBOOKS / f"{name}.ipynb").stat().st_size // 1000
            first, rest = zip(*(in_browser(browser, lab, name) for _ in range(TIMES)), strict=True)
            peak, private = memory(name)
            times = f"{statistics.median(first):8.2f} {statistics.median(rest):6.2f}"
            print(f"{name:32} {size:5} {peak:5.0f} {private:8.1f} {times}", flush=True)


def in_browser(browser, lab, name: str) -> tuple[float, float]:
    """Return seconds from Run All to the first widget and to the end, in a new kernel."""
    with opened_notebook(lab, browser, name) as page:
        first = page.evaluate(FIRST)
        return first, first + page.evaluate(REST)


def memory(name: str) -> tuple[float, float]:
    """Return the peak memory (MiB) and the private memory (MB) of a kernel after a notebook."""
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(PEAK))
    place = {"metadata": {"path": str(NOTEBOOKS)}}
    NotebookClient(notebook, resources=place, extra_arguments=["--log-level=ERROR"]).execute()
    peak, private = map(float, notebook.cells[-1].outputs[0].text.split())
    return peak, private


if __name__ == "__main__":
    main(sys.argv[1:])
