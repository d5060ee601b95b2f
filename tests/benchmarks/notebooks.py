"""Print how light and how quick the lessons are: `python tests/benchmarks/notebooks.py [NAME ...]`.

For each notebook: its size; the kernel's peak memory after all cells; in a real JupyterLab the
seconds from Run All to the first widget and to the last cell (medians of three new kernels).
"""

import statistics
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from browser.lab import command, open_notebook, running_browser, running_lab

from lessons.core.paths import NOTEBOOKS
from lessons.course import extras, lessons

TIMES = 3
# Not getrusage: its peak is inherited from the process that starts the kernel.
PEAK = """from pathlib import Path
status = Path("/proc/self/status").read_text()
print(int(status.split("VmHWM:")[1].split()[0]) // 1024)"""
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
    print(f"{'notebook':32} {'kB':>5} {'peak MiB':>9} {'first widget s':>15} {'all cells s':>12}")
    with (
        tempfile.TemporaryDirectory() as folder,
        running_lab(Path(folder)) as lab,
        running_browser() as browser,
    ):
        for name in names:
            size = (NOTEBOOKS / f"{name}.ipynb").stat().st_size // 1000
            first, rest = zip(*(in_browser(browser, lab, name) for _ in range(TIMES)), strict=True)
            peak = memory(name)
            print(
                f"{name:32} {size:5} {peak:9} {statistics.median(first):15.2f} "
                f"{statistics.median(rest):12.2f}",
                flush=True,
            )


def in_browser(browser, lab, name: str) -> tuple[float, float]:
    """Return seconds from Run All to the first widget and to the end, in a new kernel."""
    page = browser.new_page(viewport={"width": 1280, "height": 1200})
    open_notebook(page, lab, name)
    first = page.evaluate(FIRST)
    rest = first + page.evaluate(REST)
    command(page, "kernelmenu:shutdown")
    page.wait_for_timeout(500)
    page.close()
    return first, rest


def memory(name: str) -> int:
    """Return the peak memory of a kernel that ran a notebook, in MiB."""
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(PEAK))
    place = {"metadata": {"path": str(NOTEBOOKS)}}
    NotebookClient(notebook, resources=place, extra_arguments=["--log-level=ERROR"]).execute()
    return int(notebook.cells[-1].outputs[0].text)


if __name__ == "__main__":
    main(sys.argv[1:])
