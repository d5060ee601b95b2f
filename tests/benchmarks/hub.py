"""Print what a learner of a JupyterHub needs: `python tests/benchmarks/hub.py [NOTEBOOK ...]`.

It starts a server as the hub's image does, against a stand-in for the hub, then a kernel for each
notebook, and runs all its cells. Memory is what no other process shares, as a pod's counts. The
figures are the reason for the guarantee and the limit in docs/hub/values.yaml.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import psutil
import websocket

ROOT = Path(__file__).resolve().parent.parent.parent
USER, TOKEN = "ana", "a-token-for-this-run"
PREFIX = f"/user/{USER}/"
SCOPE = f"access:servers!server={USER}/"
NOTEBOOKS = ["03_the_network", "03_the_network_lab"]
PATIENCE = 120  # seconds


def main(names: list[str]) -> None:
    """Start a server, run the notebooks, and print a row for each step."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_hub() as hub,
        running_server(Path(folder), hub) as (server, address),
    ):
        print(f"{'what runs':40} {'processes':>9} {'MB':>5} {'CPU s':>6}")
        print_row("the server", server)
        for name in names:
            run(address, name)
            print_row(f"and a kernel with {name}", server)


class Hub(BaseHTTPRequestHandler):
    """Answer what a learner's server asks its hub: the version, and who comes with a token."""

    def do_GET(self) -> None:
        from jupyterhub import __version__

        learner = {"name": USER, "kind": "user", "scopes": [SCOPE], "groups": [], "admin": False}
        self.reply(learner if self.path.endswith("/user") else {"version": __version__})

    def do_POST(self) -> None:
        self.reply({})

    def reply(self, answer: dict[str, Any]) -> None:
        content = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments: Any) -> None:
        pass


@contextmanager
def running_hub() -> Iterator[str]:
    """Serve the stand-in for a hub, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hub/api"
    finally:
        server.shutdown()


@contextmanager
def running_server(folder: Path, hub: str) -> Iterator[tuple[psutil.Process, str]]:
    """Start a learner's server with the image's settings; give its process and address."""
    settings = folder / "settings"
    shutil.copytree(ROOT / ".binder" / "jupyter", settings)
    with (settings / "jupyter_server_config.py").open("a", encoding="utf-8") as config:
        config.write((ROOT / ".binder" / "image_config.py").read_text(encoding="utf-8"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}{PREFIX}"
    command = [sys.executable, "-m", "jupyterhub.singleuser", "--allow-root"]
    around = os.environ | variables(folder, hub, address)
    with (folder / "log").open("wb") as log:
        started = subprocess.Popen(command, cwd=ROOT, env=around, stdout=log, stderr=log)
    try:
        wait_for(address, started, folder / "log")
        yield psutil.Process(started.pid), address
    finally:
        started.terminate()
        started.wait(PATIENCE)


def variables(folder: Path, hub: str, address: str) -> dict[str, str]:
    """Return what a hub tells a server, and where the image and the volume are."""
    return {
        "JUPYTERHUB_API_URL": hub,
        "JUPYTERHUB_API_TOKEN": TOKEN,
        "JUPYTERHUB_ACTIVITY_URL": f"{hub}/users/{USER}/activity",
        "JUPYTERHUB_BASE_URL": "/",
        "JUPYTERHUB_CLIENT_ID": f"jupyterhub-user-{USER}",
        "JUPYTERHUB_OAUTH_ACCESS_SCOPES": json.dumps([SCOPE]),
        "JUPYTERHUB_SERVER_NAME": "",
        "JUPYTERHUB_SERVICE_PREFIX": PREFIX,
        "JUPYTERHUB_SERVICE_URL": f"http://{address}",
        "JUPYTERHUB_USER": USER,
        "JUPYTER_CONFIG_DIR": str(folder / "settings"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "IPYTHONDIR": str(folder / "ipython"),
        "COOPERATIVE_SECURITY_HOME": str(folder / "answers"),
    }


def wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return when the server answers."""
    late = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < late:
        try:
            ask(address, "api/status")
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(log.read_text(encoding="utf-8", errors="replace")[-3000:])


def ask(address: str, path: str, data: bytes | None = None) -> Any:
    """Return what the server answers to the learner."""
    request = urllib.request.Request(f"http://{address}{path}", data, headers(address))
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return json.load(answer)


def headers(address: str) -> dict[str, str]:
    """Return what shows the server who asks."""
    return {"Authorization": f"token {TOKEN}", "Host": address.partition("/")[0]}


def run(address: str, name: str) -> None:
    """Open a notebook of the learner's, start a kernel and run all its cells."""
    notebook = ask(address, f"api/contents/notebooks/{name}.ipynb")["content"]
    kernel = ask(address, "api/kernels", b"{}")["id"]
    channels = f"ws://{address}api/kernels/{kernel}/channels"
    token = [f"Authorization: token {TOKEN}"]
    with closing(websocket.create_connection(channels, PATIENCE, header=token)) as link:
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                execute(link, "".join(cell["source"]))


def execute(link: websocket.WebSocket, code: str) -> None:
    """Run a cell and wait for its end."""
    header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "version": "5.3"}
    header |= {"username": USER, "session": USER}
    content = {"code": code, "silent": False}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
    link.send(json.dumps(message | {"channel": "shell"}))
    while True:
        answer = link.recv()
        if not isinstance(answer, str):
            continue  # a chart's data
        found = json.loads(answer)
        ours = found["parent_header"].get("msg_id") == header["msg_id"]
        if ours and found["msg_type"] == "execute_reply":
            if found["content"]["status"] != "ok":
                raise SystemExit(f"{found['content']}")
            return


def print_row(name: str, server: psutil.Process) -> None:
    """Print the number, the private memory and the CPU seconds of a server and its kernels."""
    processes = [server, *server.children(recursive=True)]
    memory = sum(process.memory_full_info().uss for process in processes) / 1e6
    times = [process.cpu_times() for process in processes]
    cpu = sum(each.user + each.system for each in times)
    print(f"{name:40} {len(processes):9} {memory:5.0f} {cpu:6.1f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or NOTEBOOKS)
