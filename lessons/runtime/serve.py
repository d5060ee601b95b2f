"""Open JupyterLab at the first lesson, and shut it down properly at the end.

`start.py` runs this file by itself, before the course can be imported: only the standard library
may be used here.
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
SETTINGS = ROOT / ".binder" / "jupyter"  # JupyterLab without distractions, here and on Binder
NARROW = 760  # pixels: a narrower window shows the lesson without JupyterLab's side bar
START_SECONDS = 120  # after which JupyterLab is taken not to start
STOP_SECONDS = 15  # after which it is stopped by force


def serve(python: Path, variables: dict[str, str], port: int = 8888, browser: bool = True) -> int:
    """Open the first lesson, and return when Ctrl-C or JupyterLab's own command has closed it.

    `python` is that of the environment, `variables` are the environment variables of the server.
    """
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):  # closing the window ends it like Ctrl-C
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    lesson = first_lesson()
    port, token = free_port(port), secrets.token_urlsafe(24)
    page = VENV / f"open-{port}.html"
    say("Starting JupyterLab ...")
    server = launch(python, variables, port, token)
    try:
        wait_for(server, port, token)
        host, query = f"http://127.0.0.1:{port}", f"?token={token}"
        lab, alone = (f"{host}/{view}/tree/{lesson}{query}" for view in VIEWS)
        say(OPEN.format(lab=lab, alone=alone))
        if browser and has_browser():
            write_page(page, lab, alone)
            threading.Thread(target=webbrowser.open, args=[page.as_uri()], daemon=True).start()
        while server.poll() is None:
            time.sleep(0.2)  # on Windows, an endless wait would not notice Ctrl-C
        say("JupyterLab was closed.")
    except KeyboardInterrupt:
        say("\nClosing JupyterLab ...")
    finally:
        end(server, port, token)
        page.unlink(missing_ok=True)
    say("Goodbye. Your answers are saved.")
    return 0


VIEWS = ("lab", "doc/workspaces/narrow")  # each remembers its own layout
OPEN = """
The course is open at
  {lab}
In a narrow window, read it at
  {alone}

If no browser opened, copy one of these addresses into yours.
Keep this window open while you learn. To end, press Ctrl and C together here.
"""


def first_lesson() -> str:
    """Return the address of the first lesson's notebook, relative to the server's root."""
    lessons = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
    if not lessons:
        sys.exit(f"There is no lesson in {ROOT / 'notebooks'}. Download the course again.")
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
    python: Path, variables: dict[str, str], port: int, token: str
) -> "subprocess.Popen[bytes]":
    """Start the server so that this window's Ctrl-C does not reach it: it would ask back."""
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
            env=variables | settings() | {"JUPYTER_TOKEN": token},
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )


def settings() -> dict[str, str]:
    """Return the variables that tell Jupyter of the course's settings; the user's own stay."""
    home = VENV / "jupyter"
    if not home.exists():  # only once: afterwards the learner's own layout stays
        shutil.copytree(SETTINGS / "lab", home / "lab")
    shutil.copytree(SETTINGS / "custom", home / "custom", dirs_exist_ok=True)
    return {
        "JUPYTER_CONFIG_DIR": str(home),
        "JUPYTER_CONFIG_PATH": str(SETTINGS),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }


def wait_for(server: "subprocess.Popen[bytes]", port: int, token: str) -> None:
    """Return when the server answers; exit with a message if it ends first or never answers."""
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        if ask(port, token, "status"):
            return
        time.sleep(0.1)
    sys.exit(
        f"JupyterLab did not start. Its messages are in {VENV / 'server.log'}. "
        "To find the cause, run the same command with the word check."
    )


def ask(port: int, token: str, path: str, data: bytes | None = None) -> bool:
    """Send the server a request, never through a proxy, and return whether it succeeded."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}/api/{path}", data)
    request.add_header("Authorization", f"token {token}")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        opener.open(request, timeout=5).close()
    except OSError:
        return False
    return True


def has_browser() -> bool:
    """Return whether a browser can open a window here."""
    if sys.platform.startswith("linux") and not os.environ.get("BROWSER"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def write_page(page: Path, lab: str, alone: str) -> None:
    """Write a page, readable by its owner only, that opens the address which fits the window.

    The addresses hold the token, and a browser's command line could be read by others.
    """
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
    """Ask the server to shut down with its kernels, and stop it by force if it does not."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C would leave kernels behind
    if server.poll() is None and not ask(port, token, "shutdown", b""):
        server.terminate()
    try:
        server.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()


def say(sentence: str) -> None:
    """Print a sentence at once, even where the output goes to a file."""
    print(sentence, flush=True)
