"""Take lessons by keyboard alone: python tests/benchmarks/keyboard.py [lesson ...]

For each lesson of the course, or those that are named, print how many stops the Tab key makes, what
was answered, moved and opened, and what was wrong: controls that are not reached or not in view.
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser.lab import opened_notebook, running_browser, running_lab  # noqa: E402
from browser.test_keyboard import walked  # noqa: E402

from lessons import course  # noqa: E402


def main(names: list[str]) -> int:
    """Take the lessons; return 1 if something was wrong."""
    wrong = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        running_lab(Path(folder)) as lab,
        running_browser() as browser,
    ):
        for lesson in course.lessons(names):
            with opened_notebook(lab, browser, lesson.name, height=900) as page:
                walk = walked(page)
            print(f"{lesson.name}: {dict(walk.done)}", *walk.wrong, sep="\n  ", flush=True)
            wrong += len(walk.wrong)
    print(f"{wrong} wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
