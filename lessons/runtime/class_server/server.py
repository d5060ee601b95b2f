"""Answer the requests of a class: files of the website, joining, and hand-ins; nothing else."""

import asyncio
import hmac
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.iostream import IOStream, StreamClosedError
from tornado.web import Application, HTTPError, RequestHandler, stream_request_body

from lessons.classroom.hand_in import MAX_BYTES
from lessons.classroom.validation import Refused
from lessons.core.files import FileProblem
from lessons.core.templates import templates
from lessons.core.toml import read_toml
from lessons.runtime.class_server.class_folder import ClassFolder, ClassIsFull
from lessons.runtime.class_server.limits import Rate
from lessons.runtime.class_server.site import HOME, StaticFile

CHUNK = 262_144  # bytes of a file that are sent at once
MAX_BODY_BYTES = 1_024  # of any request but a pupil's hand-in
COOKIE = "class_code"
CODE_PATH = r"/([A-Za-z0-9]{6})"
LOOPBACK = "127.0.0.1"
TEMPLATES = templates(Path(__file__).parent)

REPLIES = read_toml(Path(__file__).with_name("messages.toml"))["replies"]
HEADERS = {
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # the address holds the code of the class
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Rejected(HTTPError):
    """Raised for a request that is not answered; the pupil gets its sentence in `messages.toml`."""

    def __init__(self, name: str, reason: object = "") -> None:
        reply = REPLIES[name]
        super().__init__(reply["status"])
        self.sentence = reply["text"].format(reason=reason)


class ClassServer(Application):
    """The addresses of a class, and what requests share. `notify` shows the teacher a sentence."""

    def __init__(
        self,
        site: Mapping[str, StaticFile],
        folder: ClassFolder,
        notify: Callable[[str], None] = print,
    ) -> None:
        self.site, self.folder, self.notify, self.limits = site, folder, notify, folder.limits
        self.visitors: set[str] = set()  # addresses that sent the code
        self.connections: list[tuple[IOStream, str]] = []  # open ones, each with its address
        self.requests = Rate(self.limits.device_requests)
        self.wrong_codes = Rate(self.limits.device_wrong_codes)
        self.joins = Rate(self.limits.device_joins)
        self.hand_ins = Rate(self.limits.pupil_requests)
        handlers = [
            (r"/", FrontHandler),
            (f"{CODE_PATH}/class/join", JoinHandler),
            (f"{CODE_PATH}/class/hand-in", HandInHandler),
            (f"{CODE_PATH}(?:/(.*))?", SiteHandler),
        ]
        super().__init__(
            handlers, default_handler_class=NothingHandler, log_function=lambda handler: None
        )

    def listen(self, port: int, address: str | None = LOOPBACK, **_options: Any) -> HTTPServer:
        """Answer requests in the running event loop. Raise OSError if the port is in use."""
        logging.getLogger("tornado.general").setLevel(logging.ERROR)  # without broken requests
        server = LimitedServer(
            self,
            max_header_size=self.limits.header_bytes,
            max_body_size=MAX_BODY_BYTES,
            idle_connection_timeout=self.limits.header_seconds,
            body_timeout=self.limits.body_seconds,
        )
        server.listen(port, address)
        return server


class LimitedServer(HTTPServer):
    """A server that closes new connections if there are too many, in all or from one device."""

    request_callback: ClassServer

    def handle_stream(self, stream: IOStream, address: Any) -> None:
        """Serve a new connection, or close it."""
        server, limits = self.request_callback, self.request_callback.limits
        server.connections = [pair for pair in server.connections if not pair[0].closed()]
        from_here = sum(at == address[0] for _, at in server.connections)
        if len(server.connections) >= limits.connections or from_here >= limits.device_connections:
            stream.close()
            return
        server.connections.append((stream, address[0]))
        super().handle_stream(stream, address)


class ClassHandler(RequestHandler):
    """Share what all handlers do: check limits and the class's code, answer errors in sentences."""

    application: ClassServer
    request: HTTPServerRequest

    def set_default_headers(self) -> None:
        """Hide the server's name, and let no other site use its replies."""
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)

    @property
    def device(self) -> str:
        """The address that the request came from."""
        return str(self.request.remote_ip)

    def prepare(self) -> None:
        """Raise Rejected for a device that asks too much, and for a wrong code."""
        server = self.application
        if server.requests.count(self.device) or server.wrong_codes.is_over(self.device):
            raise Rejected("too_many")
        if self.path_args:
            self.check_code(self.path_args[0])

    def check_code(self, given: str) -> None:
        """Raise Rejected for a wrong code, and count it."""
        if not hmac.compare_digest(given.lower().encode(), self.application.folder.code.encode()):
            self.application.wrong_codes.count(self.device)
            raise Rejected("wrong_code")
        self.application.visitors.add(self.device)

    def write_error(self, status_code: int, **details: Any) -> None:
        """Answer with a sentence."""
        error = details.get("exc_info", (None, None))[1]
        name = "not_found" if status_code in (404, 405) else "failed"
        self.finish(error.sentence if isinstance(error, Rejected) else REPLIES[name]["text"])

    def log_exception(self, *exc_info: Any) -> None:
        """Log faults of the server, but not of requests."""
        if not isinstance(exc_info[1], HTTPError):
            super().log_exception(*exc_info)

    @contextmanager
    def saving(self) -> Iterator[None]:
        """Raise Rejected for what cannot be saved; notify the teacher if a file is the reason."""
        try:
            yield
        except Refused as error:
            raise Rejected("unreadable", error) from None
        except ClassIsFull as error:
            raise Rejected("full", error) from None
        except FileProblem as problem:
            self.application.notify(f"NOT SAVED: {problem} The pupil has been asked to try again.")
            raise Rejected("not_saved") from None


class NothingHandler(ClassHandler):
    """Answer requests for all other addresses."""

    def prepare(self) -> None:
        """Reject every request."""
        super().prepare()
        raise Rejected("not_found")


class FrontHandler(ClassHandler):
    """Ask for the code of the class at the address without one."""

    def get(self) -> None:
        """Redirect to the website, or show the form."""
        given, problem = self.get_query_argument("code", "").strip().lower(), ""
        if given:
            try:
                self.check_code(given)
            except Rejected as error:
                problem = error.sentence
                self.set_status(error.status_code)
            else:
                self.redirect(f"/{given}/")
                return
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(TEMPLATES.get_template("code_form.html.j2").render(problem=problem))


class SiteHandler(ClassHandler):
    """Send the files of the website, from memory: no path on the disk is ever looked up."""

    async def get(self, code: str, path: str | None) -> None:
        """Send a file, or only that it has not changed."""
        if path is None:  # without the slash at its end, which links in pages are relative to
            self.redirect(f"/{code}/")
            return
        file = self.application.site.get(path or HOME)
        if file is None:
            raise Rejected("not_found")
        for name, value in file.headers.items():
            self.set_header(name, value)
        if file.headers["Content-Type"].startswith("text/html"):
            self.set_cookie(COOKIE, code, path=f"/{code}/", samesite="Strict")
        if self.check_etag_header():
            self.set_status(304)
            return
        await self.send(self.encoded(file))

    def encoded(self, file: StaticFile) -> bytes:
        """Return the file in an encoding that the browser accepts, and set the header for it."""
        accepts = "gzip" in self.request.headers.get("Accept-Encoding", "")
        if not accepts or len(file.compressed) >= len(file.content):
            return file.content
        self.set_header("Content-Encoding", "gzip")
        return file.compressed

    async def send(self, content: bytes) -> None:
        """Send bytes in pieces, and close the connection if a device does not receive them."""
        self.set_header("Content-Length", len(content))
        for start in range(0, len(content), CHUNK):
            self.write(content[start : start + CHUNK])
            try:
                await asyncio.wait_for(self.flush(), self.application.limits.send_seconds)
            except TimeoutError:
                self.detach().close()
                return
            except StreamClosedError:  # the reader has left the page
                return


class JoinHandler(ClassHandler):
    """Let a pupil join the class."""

    def post(self, code: str) -> None:
        """Answer with a code and a secret key."""
        if self.application.joins.count(self.device):
            raise Rejected("too_many")
        with self.saving():
            pupil, key = self.application.folder.join()
        self.application.notify(f"{pupil} has joined.")
        self.set_status(201)
        self.finish({"pupil": pupil, "key": key})


@stream_request_body
class HandInHandler(ClassHandler):
    """Take a hand-in from a pupil who has joined."""

    rejection: Rejected | None = None

    def prepare(self) -> None:
        """Check the request before its body arrives, so that only pupils can fill the memory.

        A body that is rejected is read, but not stored: if the connection were closed while a
        browser is still sending, the browser would not get the reply.
        """
        self.body = bytearray()
        self.request.connection.set_max_body_size(MAX_BYTES)  # type: ignore[union-attr]
        try:
            super().prepare()
            self.pupil = self.known_pupil()
        except Rejected as rejection:
            self.rejection = rejection

    def data_received(self, chunk: bytes) -> None:
        """Collect the body."""
        if not self.rejection:
            self.body += chunk

    def post(self, code: str) -> None:
        """Save the hand-in, and answer when it is on the disk."""
        if self.rejection:
            raise self.rejection
        with self.saving():
            path = self.application.folder.add(self.pupil, bytes(self.body))
        self.application.notify(f"{self.pupil} has handed in {path.name}.")
        self.set_status(201)
        self.finish({"pupil": self.pupil, "file": path.name})

    def known_pupil(self) -> str:
        """Return the code of the pupil who hands in. Raise Rejected."""
        scheme, _, key = self.request.headers.get("Authorization", "").partition(" ")
        pupil = self.application.folder.pupil_of(key) if scheme == "Bearer" else ""
        if not pupil:
            raise Rejected("unknown_pupil")
        if self.application.hand_ins.count(pupil):
            raise Rejected("too_many")
        # A form on another site cannot send this type.
        if self.request.headers.get("Content-Type", "").partition(";")[0] != "application/json":
            raise Rejected("not_json")
        return pupil
