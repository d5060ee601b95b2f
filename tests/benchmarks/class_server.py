"""Measure one computer that serves a class: `python tests/benchmarks/class_server.py [pupils]`.

One pupil, and then a class at once, fetch what a lesson needs, each file as browsers ask for it;
then all hand in. It needs the website: `python -m lessons web`. The pupils' own Python is not
measured: it runs in their browsers, on their devices. Times are those of loopback.
"""

import http.client
import json
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from simulated_class import pupil

from lessons import questions
from lessons.classroom.hand_in import to_json
from lessons.core.paths import ROOT
from lessons.runtime.class_server.class_folder import ClassFolder
from lessons.runtime.serve import free_port

LESSON = "the_network"
SITE = ROOT / "build" / "web"
WHOLE = to_json(pupil("Ada", LESSON, questions.questions(LESSON), 0.3, "steady", 5)).encode()
IDLE_SECONDS = 5


def main(pupils: int) -> None:
    """Serve the website, and print what a class costs."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = ClassFolder(Path(name)), free_port(8010)
        command = [sys.executable, "-P", "-m", "lessons", "class", "--no-browser"]
        command += ["--folder", name, "--port", str(port)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            measure(psutil.Process(process.pid), f"/{folder.code}/", port, pupils)
        finally:
            process.terminate()
            process.wait()
        print(f"hand-ins in the folder: {folder.files()} of {pupils}")


def measure(server: psutil.Process, home: str, port: int, pupils: int) -> None:
    """Print seconds and the server's CPU for one pupil, for a class, and for its hand-ins."""
    wait_for(port)
    print(f"a lesson: {len(needed())} requests", end=", ")
    print(f"{read(port, home) / 1e6:.2f} MB compressed; memory {memory(server):.0f} MB")
    for label, visits in (("one pupil", 1), (f"{pupils} pupils at once", pupils)):
        began, used = time.monotonic(), cpu(server)
        with ThreadPoolExecutor(visits) as threads:
            list(threads.map(lambda _: read(port, home), range(visits)))
        report(label, began, used, server)
    began, used = time.monotonic(), cpu(server)
    with ThreadPoolExecutor(pupils) as threads:
        list(threads.map(lambda _: hand_in(port, home), range(pupils)))
    report(f"{pupils} join and hand in", began, used, server)
    used = cpu(server)
    time.sleep(IDLE_SECONDS)
    print(f"after loading: {(cpu(server) - used) / IDLE_SECONDS:.1%} of a core")


def report(label: str, began: float, used: float, server: psutil.Process) -> None:
    """Print how long something took."""
    taken = time.monotonic() - began
    print(
        f"{label}: {taken:.2f} s, server {cpu(server) - used:.2f} s of CPU, {memory(server):.0f} MB"
    )


def needed() -> list[str]:
    """Return the files that a lesson's page loads: itself, its scripts and styles, and Python."""
    page = next(SITE.glob("03_*.html"))
    text = page.read_text(encoding="utf-8")
    parts = re.findall(r'(?:src|href)="((?:course|pictures)[^"#]*)"', text)
    folders = [path for name in ("python-*", "course-*") for path in SITE.glob(f"{name}/*")]
    return sorted({page.name, *parts, *(path.relative_to(SITE).as_posix() for path in folders)})


def read(port: int, home: str) -> int:
    """Fetch what a lesson needs over one connection; return how many bytes came."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    total = 0
    for path in needed():
        connection.request("GET", home + path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        content = answer.read()
        assert answer.status == 200, path
        total += len(content)
    connection.close()
    return total


def hand_in(port: int, home: str) -> None:
    """Join the class and hand in."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("POST", f"{home}class/join", b"")
    key = json.loads(connection.getresponse().read())["key"]
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    connection.request("POST", f"{home}class/hand-in", WHOLE, headers)
    assert connection.getresponse().status == 201
    connection.close()


def wait_for(port: int) -> None:
    """Return when the server answers."""
    while True:
        try:
            http.client.HTTPConnection("127.0.0.1", port).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return


def cpu(process: psutil.Process) -> float:
    """Return the seconds of CPU that a process has used."""
    times = process.cpu_times()
    return float(times.user + times.system)


def memory(process: psutil.Process) -> float:
    """Return the memory of a process in MB."""
    return float(process.memory_info().rss / 1e6)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
