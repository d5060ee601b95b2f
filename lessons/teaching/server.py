"""Save files that teachers drop on the page, and show those that were made.

This is an extension of the Jupyter server, which `.binder/jupyter/jupyter_server_config.json`
turns on. It runs with the teacher's account. Files are too large for messages to a kernel, and
from Jupyter's own address for files the gradebook's page could not save what was typed into it.
"""

import asyncio
from typing import Any

from lessons.core.mistakes import Mistake
from lessons.teaching import folder

ADDRESS = "cooperative-security/teaching"
SHOWN = {".html": "text/html; charset=utf-8", ".pdf": "application/pdf"}  # others are downloaded
# A page that was made from pupils' hand-ins may run its own script, and can reach nothing else.
ISOLATED = (
    "sandbox allow-scripts allow-downloads allow-modals allow-popups; default-src 'none'; "
    "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; font-src data:; "
    "frame-ancestors 'none'"
)


def headers(name: str) -> dict[str, str]:
    """Return the headers with which a browser shows a file safely, or downloads it."""
    ending = name[name.rfind(".") :].lower()
    found = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    if ending == ".html":
        found["Content-Security-Policy"] = ISOLATED
    if ending not in SHOWN:
        found["Content-Disposition"] = "attachment"
    return found | {"Content-Type": SHOWN.get(ending, "application/octet-stream")}


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the addresses `.../files/PATH` and `.../dropped/BOX?name=NAME` to a Jupyter server."""
    from jupyter_server.base.handlers import APIHandler, JupyterHandler
    from jupyter_server.utils import url_path_join
    from tornado.web import HTTPError, authenticated

    class Made(JupyterHandler):
        """Show or save a file in the teacher's folder."""

        @authenticated
        async def get(self, name: str) -> None:
            path = folder.readable(name)
            if path is None:
                raise HTTPError(404, "There is no such file.")
            for header, value in headers(path.name).items():
                self.set_header(header, value)
            with path.open("rb") as file:
                while part := await asyncio.to_thread(file.read, 1 << 20):
                    self.write(part)
                    await self.flush()

    class Dropped(APIHandler):
        """Save a file that was dropped into a box."""

        @authenticated
        async def put(self, box: str) -> None:
            if len(self.request.body) > folder.MAX_FILE_BYTES:
                raise HTTPError(413, "The file is too large.")
            try:
                name = self.get_query_argument("name")
                await asyncio.to_thread(folder.receive, box, name, self.request.body)
            except Mistake as mistake:
                self.set_status(400)
                self.finish({"message": str(mistake)})
            else:
                self.set_status(204)

    base = url_path_join(server.web_app.settings["base_url"], ADDRESS)
    handlers = [(f"{base}/files/(.+)", Made), (f"{base}/dropped/([a-z-]+)", Dropped)]
    server.web_app.add_handlers(".*$", handlers)
