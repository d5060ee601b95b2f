"""Walk through notebooks as their test does: `python tests/benchmarks/everyone.py [NAME ...]`.

Each is run in a real JupyterLab, looked at in a wide light window and on a dark phone, and every
control is driven by keys: all notebooks where none is named. It takes about ten minutes.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from browser.lab import running_browser, running_lab
from browser.test_everyone import test_a_notebook_works_for_everyone

from lessons.course import extras, lessons


def main(names: list[str]) -> None:
    """Walk through each notebook, and print its name when nothing was wrong."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_browser() as browser,
        running_lab(Path(folder)) as lab,
    ):
        for name in names:
            test_a_notebook_works_for_everyone(name, lab, browser)
            print(name)


if __name__ == "__main__":
    every = [page.name for page in (*lessons(), *extras()) if page.name != "glossary"]
    main(sys.argv[1:] or every)
