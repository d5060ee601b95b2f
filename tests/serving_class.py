"""Serve a class while tests ask: a real server on a port of its own, in a thread."""

import asyncio
import http.client
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from simulated_class import pupil

from lessons import questions
from lessons.classroom.hand_in import to_json
from lessons.runtime.class_server.class_folder import ClassFolder
from lessons.runtime.class_server.limits import Limits
from lessons.runtime.class_server.server import LOOPBACK, ClassServer
from lessons.runtime.class_server.site import read_site

LESSON = "the_network"
WHOLE = to_json(pupil("Ada Lovelace", LESSON, questions.questions(LESSON), 0.3, "steady", 5))
PATIENCE = 60  # seconds after which a wait is given up, on a machine busy with other work
UNHURRIED = Limits(
    device_requests=10**6, device_wrong_codes=10**6, device_joins=10**6, pupil_requests=10**6
)


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> dict[str, str]:
        return json.loads(self.body)


@dataclass
class Running:
    """A server in a thread of its own."""

    port: int
    folder: ClassFolder
    said: list[str] = field(default_factory=list)

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str):
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=PATIENCE)
        try:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, names)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def inside(self, path: str, *arguments, **headers: str) -> Answer:
        return self.ask(f"/{self.folder.code}/{path}", *arguments, **headers)

    def join(self) -> dict[str, str]:
        answer = self.inside("class/join", "POST", b"")
        assert answer.status == 201, answer.body
        return answer.json()

    def hand_in(self, key: str, text: str = WHOLE, kind: str = "application/json") -> Answer:
        sent = {"Authorization": f"Bearer {key}", "Content-Type": kind}
        return self.inside("class/hand-in", "POST", text.encode(), **sent)

    def connect(self) -> socket.socket:
        return socket.create_connection((LOOPBACK, self.port), timeout=PATIENCE)

    def files(self) -> dict[str, bytes]:
        """Return everything that has been handed in."""
        home = self.folder.hand_ins
        return {p.relative_to(home).as_posix(): p.read_bytes() for p in home.rglob("*.*")}


@contextmanager
def running(
    site: Path, home: Path, limits: Limits = UNHURRIED, host: str = LOOPBACK
) -> Iterator[Running]:
    """Serve a website to the class in a folder until the block ends."""
    folder = ClassFolder(home, limits)
    found, ready, messages = [0], threading.Event(), []

    async def serve() -> None:
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        with socket.socket() as free:
            free.bind((host, 0))
            found[0] = free.getsockname()[1]
        server = ClassServer(read_site(site), folder, messages.append).listen(found[0], host)
        found.append(lambda: loop.call_soon_threadsafe(stop.set))
        ready.set()
        await stop.wait()
        server.stop()
        await server.close_all_connections()

    thread = threading.Thread(target=asyncio.run, args=[serve()])
    thread.start()
    try:
        assert ready.wait(PATIENCE)
        yield Running(found[0], folder, messages)
    finally:
        found[1]()
        thread.join(PATIENCE)
    assert not thread.is_alive()
