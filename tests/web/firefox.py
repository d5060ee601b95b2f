"""Drive Firefox without a driver: it speaks WebDriver BiDi itself.

Playwright and Selenium would have to download something first. The protocol is described at
https://w3c.github.io/webdriver-bidi/.
"""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from browser.lab import PATIENCE
from websocket import WebSocket, create_connection

NAMES = ("firefox", "firefox-esr")
PORT_FILE = "WebDriverBiDiServer.json"  # which Firefox writes into its profile


def firefox() -> str | None:
    """Return where Firefox is, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Tab:
    """The tab of a running Firefox."""

    def __init__(self, connection: WebSocket) -> None:
        self._connection = connection
        self._numbers = count()
        self._send("session.new", capabilities={})
        [tab] = self._send("browsingContext.getTree")["contexts"]
        self._context = tab["context"]

    def _send(self, method: str, **parameters: Any) -> Any:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        self._connection.send(json.dumps(message))
        while (reply := json.loads(self._connection.recv())).get("id") != number:
            pass  # an event, or the reply to something else
        if reply["type"] == "error":
            raise RuntimeError(f"{method}: {reply['message']}")
        return reply["result"]

    def open(self, address: str) -> None:
        """Open a page and wait until it is loaded."""
        self._send("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def reload(self) -> None:
        """Load the page again and wait until it is loaded."""
        self._send("browsingContext.reload", context=self._context, wait="complete")

    def run(self, expression: str) -> Any:
        """Return the value of a JavaScript expression in the page, as JSON can hold it."""
        found = self._send(
            "script.evaluate",
            expression=f"JSON.stringify(({expression}) ?? null)",
            target={"context": self._context},
            awaitPromise=False,
        )
        if found["type"] == "exception":
            raise RuntimeError(f"{expression}: {found['exceptionDetails']['text']}")
        return json.loads(found["result"]["value"])

    def wait_for(self, expression: str) -> None:
        """Wait until a JavaScript expression is true in the page."""
        until = time.monotonic() + PATIENCE / 1000
        while not self.run(f"Boolean({expression})"):
            if time.monotonic() > until:
                raise TimeoutError(f"This did not come true: {expression}")
            time.sleep(0.1)


@contextmanager
def running_firefox(program: str, profile: Path) -> Iterator[Tab]:
    """Run Firefox without a window and with an empty profile, until the block ends."""
    profile.mkdir()
    command = [program, "--headless", "--no-remote", "--profile", str(profile)]
    with (profile.parent / "firefox.log").open("w") as log:
        process = subprocess.Popen([*command, "--remote-debugging-port=0"], stdout=log, stderr=log)
    try:
        address = f"ws://127.0.0.1:{_port(profile / PORT_FILE)}/session"
        # Firefox refuses requests that name the page they come from.
        connection = create_connection(address, PATIENCE / 1000, suppress_origin=True)
        yield Tab(connection)
        connection.close()
    finally:
        process.terminate()
        process.wait()


def _port(file: Path) -> int:
    """Return the port at which Firefox listens, once it has written it."""
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        try:
            return int(json.loads(file.read_text("utf-8"))["ws_port"])
        except (OSError, ValueError):
            time.sleep(0.1)
    raise TimeoutError("Firefox did not start")
