"""Measure how long a learner waits: from the start command to the first lesson, served.

    python tests/benchmarks/start.py [rounds]

Each round starts from nothing in a fresh copy of the course, then once more. The packages are
taken from the machine's cache, so run it twice on a new machine; the network is not measured.
"""

import http.client
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BASE = getattr(sys, "_base_executable", sys.executable)  # a learner's Python is no environment's
GOALS = {"fresh start": 30.0, "second start": 5.0}
NOT_COPIED = shutil.ignore_patterns(
    ".venv", ".git", "__pycache__", ".*_cache", ".hypothesis", "node_modules"
)


def main(rounds: int) -> int:
    """Print the median of each start beside its goal; return 1 if a goal is missed."""
    times: dict[str, list[float]] = {name: [] for name in GOALS}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            course = Path(folder) / "course"
            shutil.copytree(ROOT, course, ignore=NOT_COPIED)
            for name in GOALS:
                times[name].append(seconds_to_the_lesson(course))
    for name, goal in GOALS.items():
        every = ", ".join(f"{taken:.1f}" for taken in times[name])
        print(f"{name}: {statistics.median(times[name]):.1f} s (goal {goal:.0f} s) of {every}")
    return int(any(statistics.median(times[name]) > goal for name, goal in GOALS.items()))


def seconds_to_the_lesson(course: Path) -> float:
    """Open the course, fetch its first lesson, close it; return the seconds until the lesson."""
    began = time.monotonic()
    command = [BASE, "start.py", "--no-browser", "--port", "8970"]
    around = os.environ | {"COOPERATIVE_SECURITY_HOME": str(course / "home")}
    process = subprocess.Popen(
        command, cwd=course, env=around, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    said = ""
    while not (found := re.search(r"127\.0\.0\.1:(\d+)(/lab/tree/\S+)", said)):
        line = process.stdout.readline() if process.stdout else ""
        if not line:
            raise SystemExit(said)
        said += line
    link = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=30)
    link.request("GET", found[2])
    page = link.getresponse().read()
    taken = time.monotonic() - began
    link.close()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    if b"<title>JupyterLab</title>" not in page:
        raise SystemExit(f"No JupyterLab at {found[0]}")
    return taken


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
