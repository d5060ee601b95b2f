"""Open JupyterLab at the first lesson, and shut it down properly at the end."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from lessons import journal
from lessons.core.files import write_bytes, write_text
from lessons.core.mistakes import Mistake
from lessons.core.paths import NOTEBOOKS, ROOT
from lessons.core.templates import templates
from lessons.runtime import trust, working_copies

SETTINGS = ROOT / ".binder" / "jupyter"  # JupyterLab without distractions, here and on Binder
PORT = 8888  # the first port to try
NARROW = 760  # pixels: a narrower window shows the lesson without JupyterLab's side bar
START_SECONDS = 120  # after which JupyterLab counts as not started
STOP_SECONDS = 15  # after which it is stopped by force


class NotStarted(Mistake):
    """Raised when JupyterLab does not start; the message says why, and where its log is."""


@dataclass(frozen=True)
class Home:
    """The folder of one learner, with everything that the course writes while it is open.

    `learner` is the folder with the answers; with `start.py --as NAME` each name has its own.
    """

    learner: Path

    @property
    def course(self) -> Path:
        """The folder that JupyterLab shows, with the working copies of the notebooks."""
        return self.learner / "course"

    @property
    def config(self) -> Path:
        """The folder of JupyterLab's settings and open tabs."""
        return self.learner / "jupyter"

    @property
    def log(self) -> Path:
        """The file with JupyterLab's messages."""
        return self.learner / "server.log"

    def variables(self) -> dict[str, str]:
        """Return the environment variables that let Jupyter and IPython use only this folder."""
        return {
            "JUPYTER_CONFIG_DIR": str(self.config),
            "JUPYTER_CONFIG_PATH": str(SETTINGS),
            "JUPYTER_DATA_DIR": str(self.config / "data"),
            "JUPYTER_PREFER_ENV_PATH": "1",
            "IPYTHONDIR": str(self.config / "ipython"),
        }


@dataclass(frozen=True)
class Server:
    """A JupyterLab that was started: its process, port and token."""

    process: "subprocess.Popen[bytes]"
    port: int
    token: str

    def ask(self, path: str, data: bytes | None = None) -> bool:
        """Send the server a request, never through a proxy, and return whether it succeeded."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/api/{path}", data)
        request.add_header("Authorization", f"token {self.token}")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            opener.open(request, timeout=5).close()
        except OSError:
            return False
        return True


def own_home() -> Home:
    """Return the folder of the learner in COOPERATIVE_SECURITY_LEARNER, or of the whole account.

    It is the journal's folder, so that everything of one learner is together.
    """
    return Home(journal.path().parent)


def serve(port: int = PORT, browser: bool = True, page: str = "") -> int:
    """Open a notebook, and return when Ctrl-C or JupyterLab's own command has closed it.

    `page` names the notebook, such as "for-teachers"; by default it is the first lesson.

    Raise NotStarted if JupyterLab does not start, and FileProblem or OSError if a file cannot be
    written.
    """
    end_like_ctrl_c()
    first = min(path.stem for path in NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))
    home, notebook = own_home(), f"notebooks/{page or first}.ipynb"
    for notice in working_copies.refresh(NOTEBOOKS, home.course / "notebooks"):
        say(notice)
    say("Starting JupyterLab ...")
    try:
        with running(home, port) as server:
            address_page = home.learner / f"open-{server.port}.html"
            try:
                show(server, notebook, address_page, browser and has_browser())
                while server.process.poll() is None:
                    time.sleep(0.2)  # on Windows, an endless wait cannot be interrupted by Ctrl-C
            finally:
                address_page.unlink(missing_ok=True)
        say("JupyterLab was closed.")
    except KeyboardInterrupt:
        pass  # `running` has ended the server
    say("Goodbye. Your answers are saved.")
    return 0


def end_like_ctrl_c() -> None:
    """Raise KeyboardInterrupt, as Ctrl-C does, when the window closes or a signal asks to end."""
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)


VIEWS = ("lab", "doc/workspaces/narrow")  # each remembers its own layout
OPEN = """
The course is open at
  {lab}
In a narrow window, read it at
  {alone}

If no browser opened, copy one of these addresses into yours.
Keep this window open while you learn. To end, press Ctrl and C together here.
"""


def show(server: Server, lesson: str, page: Path, browser: bool) -> None:
    """Print the addresses of a lesson, and open the browser at the one that fits its window."""
    host, query = f"http://127.0.0.1:{server.port}", f"?token={server.token}"
    lab, alone = (f"{host}/{view}/tree/{lesson}{query}" for view in VIEWS)
    say(OPEN.format(lab=lab, alone=alone))
    if browser:
        write_page(page, lab, alone)
        threading.Thread(target=webbrowser.open, args=[page.as_uri()], daemon=True).start()


def free_port(first: int) -> int:
    """Return `first`, or the next port that nothing else uses. Raise NotStarted."""
    for port in range(first, min(first + 100, 65536)):
        with socket.socket() as caller, socket.socket() as listener:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                continue  # on macOS, binding succeeds even if the port is in use
            if os.name != "nt":
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                listener.bind(("127.0.0.1", port))
                return port
    raise NotStarted(f"No port from {first} on is free. Start with --port and another number.")


@contextmanager
def running(home: Home, port: int) -> Iterator[Server]:
    """Start JupyterLab for a learner, and shut it down when the block ends. Raise NotStarted."""
    server = launch(home, free_port(port))
    try:
        wait_for(server, home)
        yield server
    except KeyboardInterrupt:
        say("\nClosing JupyterLab ...")
        raise
    finally:
        end(server)


def launch(home: Home, port: int) -> Server:
    """Start the server without a terminal: on Ctrl-C in one it would ask for confirmation."""
    home.course.mkdir(parents=True, exist_ok=True)
    # The course's styles; the learner's settings are otherwise not changed.
    style = Path("custom", "custom.css")  # JupyterLab looks for it only in this folder
    write_bytes(home.config / style, (SETTINGS / style).read_bytes())
    token = secrets.token_urlsafe(24)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--log-level=WARN"]
    # Only this computer may connect, and at the port that the addresses name.
    command += ["--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"]
    command += [f"--ServerApp.root_dir={home.course}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # as in containers
        command.append("--allow-root")
    with home.log.open("wb") as log:
        process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=os.environ | home.variables() | {"JUPYTER_TOKEN": token},
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    # This takes a second, in which the server starts.
    trust.sign(NOTEBOOKS, Path(home.variables()["JUPYTER_DATA_DIR"]))
    return Server(process, port, token)


def wait_for(server: Server, home: Home) -> None:
    """Return when the server answers. Raise NotStarted if it ends first, or never answers."""
    deadline = time.monotonic() + START_SECONDS
    while server.process.poll() is None and time.monotonic() < deadline:
        if server.ask("status"):
            return
        time.sleep(0.1)
    raise NotStarted(f"JupyterLab did not start{last_line(home.log)}. See {home.log}.")


def last_line(log: Path) -> str:
    """Return the last line of a log, which often names the cause, as the end of a sentence."""
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((f": {line.strip(' .')}" for line in reversed(lines) if line.strip()), "")


def has_browser() -> bool:
    """Return whether a browser can open a window here."""
    if sys.platform.startswith("linux") and not os.environ.get("BROWSER"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def write_page(page: Path, lab: str, alone: str) -> None:
    """Write a page, readable by its owner only, that opens the address which fits the window.

    The addresses hold the token, and a browser's command line could be read by others.
    """
    template = templates(Path(__file__).parent).get_template("open_course.html.j2")
    write_text(page, template.render(lab=lab, alone=alone, narrow=NARROW), private=True)


def end(server: Server) -> None:
    """Ask the server to shut down with its kernels, and stop it by force if it does not."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C would leave kernels
    if server.process.poll() is None and not server.ask("shutdown", b""):
        server.process.terminate()
    try:
        server.process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.process.kill()
    signal.signal(signal.SIGINT, before)


def say(sentence: str) -> None:
    """Print a sentence at once, even where the output goes to a file."""
    print(sentence, flush=True)
