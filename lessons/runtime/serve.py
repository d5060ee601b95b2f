"""Open JupyterLab at the first lesson, and close it in order.

The front door runs this file by itself, before the course can be imported:
only the standard library may be used here.
"""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
SETTINGS = ROOT / ".binder" / "jupyter"  # a calm JupyterLab, here and on Binder
NARROW = 760  # pixels: below, the lesson alone; above, with the side bar


def serve(python: Path, around: dict[str, str], port: int = 8888, browser: bool = True) -> int:
    """Open the first lesson, and stay until Ctrl-C or JupyterLab's own end."""
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):  # closing the window ends it like Ctrl-C
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    lesson = first_lesson()
    port, token = free_port(port), secrets.token_urlsafe(24)
    page = VENV / f"open-{port}.html"
    say("Starting JupyterLab ...")
    server = launch(python, around, port, token)
    try:
        wait_for(server, port, token)
        host, query = f"http://127.0.0.1:{port}", f"?token={token}"
        lab, alone = (f"{host}/{view}/tree/{lesson}{query}" for view in VIEWS)
        say(OPEN.format(lab=lab, alone=alone))
        if browser and has_browser():
            write_page(page, lab, alone)
            threading.Thread(target=webbrowser.open, args=[page.as_uri()], daemon=True).start()
        while server.poll() is None:
            time.sleep(0.2)  # on Windows, a wait without end would not hear Ctrl-C
        say("JupyterLab was closed.")
    except KeyboardInterrupt:
        say("\nClosing JupyterLab ...")
    finally:
        end(server, port, token)
        page.unlink(missing_ok=True)
    say("Goodbye. Your answers are kept.")
    return 0


VIEWS = ("lab", "doc/workspaces/narrow")  # each remembers its own arrangement
OPEN = """
The course is open at
  {lab}
In a narrow window, read it at
  {alone}

If no browser opened, copy one of these addresses into yours.
Keep this window open while you learn. To end, press Ctrl and C together here.
"""


def first_lesson() -> str:
    """Return where the first lesson's notebook is, as a part of an address."""
    lessons = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
    if not lessons:
        sys.exit(f"There is no lesson in {ROOT / 'notebooks'}. Fetch the course again.")
    return urllib.parse.quote(f"notebooks/{lessons[0].name}")


def free_port(first: int) -> int:
    """Return `first`, or the next port that nothing else uses."""
    for port in range(first, min(first + 100, 65536)):
        with socket.socket() as caller, socket.socket() as listener:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                continue  # on macOS, binding alone would not notice
            if os.name != "nt":
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    sys.exit(f"There is no free port from {first} on. Start again with --port and another number.")


def launch(
    python: Path, around: dict[str, str], port: int, token: str
) -> "subprocess.Popen[bytes]":
    """Start the server, out of reach of this window's Ctrl-C, which it would question."""
    command = [str(python), "-m", "jupyterlab", "--no-browser", "--log-level=WARN"]
    command += ["--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"]
    command += [f"--ServerApp.root_dir={ROOT}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    with (VENV / "server.log").open("wb") as log:
        return subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=around | settings() | {"JUPYTER_TOKEN": token},
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )


def settings() -> dict[str, str]:
    """Return where Jupyter finds the course's settings; the user's own stay as they are."""
    home = VENV / "jupyter"
    if not home.exists():  # only once: afterwards the learner's arrangement stays
        shutil.copytree(SETTINGS / "lab", home / "lab")
    shutil.copytree(SETTINGS / "custom", home / "custom", dirs_exist_ok=True)
    return {
        "JUPYTER_CONFIG_DIR": str(home),
        "JUPYTER_CONFIG_PATH": str(SETTINGS),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }


def wait_for(server: "subprocess.Popen[bytes]", port: int, token: str) -> None:
    """Return when the server answers; say so when it ends first or never does."""
    late = time.monotonic() + 120
    while server.poll() is None and time.monotonic() < late:
        if ask(port, token, "status"):
            return
        time.sleep(0.1)
    sys.exit(
        f"JupyterLab did not start. What it said is in {VENV / 'server.log'}. "
        "To look for the cause, start again with the word 'check'."
    )


def ask(port: int, token: str, what: str, data: bytes | None = None) -> bool:
    """Send the server a request, never through a proxy, and tell whether it agreed."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}/api/{what}", data)
    request.add_header("Authorization", f"token {token}")
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        straight.open(request, timeout=5).close()
    except OSError:
        return False
    return True


def has_browser() -> bool:
    """Tell whether there is a browser with a window."""
    if sys.platform.startswith("linux") and not os.environ.get("BROWSER"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def write_page(page: Path, lab: str, alone: str) -> None:
    """Write a page for its owner's eyes only that leads to the address that fits the window."""
    page.unlink(missing_ok=True)
    with os.fdopen(os.open(page, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(
            '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>The course</title>'
            '<meta name="viewport" content="width=device-width">'
            f'<p><a href="{lab}">Open the course</a> or <a href="{alone}">the lesson alone</a>.</p>'
            f"<script>location.replace(innerWidth < {NARROW} ? "
            f"{json.dumps(alone)} : {json.dumps(lab)})</script>"
        )


def end(server: "subprocess.Popen[bytes]", port: int, token: str) -> None:
    """End the server and its kernels in order, and by force only if that fails."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C would leave kernels behind
    if server.poll() is None and not ask(port, token, "shutdown", b""):
        server.terminate()
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.kill()


def say(sentence: str) -> None:
    """Print at once, also where output goes to a file."""
    print(sentence, flush=True)
