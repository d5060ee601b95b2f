"""Serve the website from this computer to a class, until Ctrl-C: `python3 start.py class`."""

import asyncio
import io
import socket
import sys
import webbrowser
from argparse import ArgumentParser, Namespace
from pathlib import Path

import psutil
import segno

from lessons.core.files import write_text
from lessons.core.paths import ROOT
from lessons.core.text import counted
from lessons.core.toml import read_toml
from lessons.runtime import serve
from lessons.runtime.class_server.class_folder import ClassFolder
from lessons.runtime.class_server.server import LOOPBACK, TEMPLATES, ClassServer
from lessons.runtime.class_server.site import read_site

PORT = 8010  # the first one that is tried
EVERYWHERE = "0.0.0.0"  # noqa: S104 (asked for with --network)
NOBODY_SECONDS = 120  # after which advice is printed if nobody has opened the course
QR_QUIET_ZONE = 2  # modules: cameras need a margin

MESSAGES = read_toml(Path(__file__).with_name("messages.toml"))


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `class`: whom to serve, which website, and the folder of the class."""
    parser.add_argument("--network", action="store_true", help="let other devices in")
    parser.add_argument("--port", type=int, default=PORT, help="the first port to try")
    parser.add_argument("--site", type=Path, default=ROOT / "build" / "web", help="the website")
    about = "the folder of the class; one for each class (default: in your own folder)"
    own = serve.own_home().learner / "class"
    parser.add_argument("--folder", type=Path, default=own, help=about)
    parser.add_argument("--no-browser", action="store_true", help="open no page for the projector")


def run(options: Namespace) -> int:
    """Serve the website to a class, and collect hand-ins, until Ctrl-C."""
    serve.end_like_ctrl_c()
    site = read_site(options.site)
    folder = ClassFolder(options.folder.resolve())
    port = serve.free_port(options.port)
    hosts = addresses() if options.network else [LOOPBACK]
    try:
        announce(folder, port, hosts, options)
        asyncio.run(serve_class(ClassServer(site, folder, serve.say), port, hosts))
    except KeyboardInterrupt:
        pass
    pupils, files = counted(folder.pupils(), "pupil"), counted(folder.files(), "hand-in")
    texts = {"python": sys.executable, "hand_ins": folder.hand_ins}
    serve.say(MESSAGES["end"].format(pupils=pupils, files=files, **texts))
    return 0


async def serve_class(server: ClassServer, port: int, hosts: list[str]) -> None:
    """Answer requests to this computer's addresses until cancelled; say if nobody else comes."""
    is_open = hosts != [LOOPBACK]
    server.listen(port, EVERYWHERE if is_open else LOOPBACK)
    if is_open:
        await asyncio.sleep(NOBODY_SECONDS)
        if not server.visitors - {LOOPBACK, *hosts}:
            server.notify(MESSAGES["nobody"].format(port=port))
    await asyncio.Event().wait()


def announce(folder: ClassFolder, port: int, hosts: list[str], options: Namespace) -> None:
    """Print the address, also as a QR code, and write a page with both in large type."""
    short = f"http://{hosts[0]}:{port}"
    address = f"{short}/{folder.code}/"
    qr = segno.make(address, micro=False)
    texts = {"address": address, "short": short, "code": folder.code}
    picture = qr.svg_inline(border=QR_QUIET_ZONE, omitsize=True)
    page = TEMPLATES.get_template("poster.html.j2").render(texts, qr=picture)
    poster = write_text(folder.path / "address.html", page)
    serve.say(MESSAGES["warning" if options.network else "alone"])
    serve.say(terminal_code(qr))
    others = "".join(f"  Another address: http://{h}:{port}/{folder.code}/\n" for h in hosts[1:])
    places = {"poster": poster, "others": others, "hand_ins": folder.hand_ins}
    serve.say(MESSAGES["open"].format(**texts, **places))
    if serve.has_browser() and not options.no_browser:
        webbrowser.open(poster.as_uri())


def terminal_code(qr: segno.QRCode) -> str:
    """Return a QR code made of block characters, or "" where the console lacks them."""
    text = io.StringIO()
    qr.terminal(text, border=QR_QUIET_ZONE, compact=True)
    try:
        text.getvalue().encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return ""
    return text.getvalue()


def addresses() -> list[str]:
    """Return this computer's addresses in its networks, the most likely one first.

    Raise NotStarted where there is none.
    """
    states = psutil.net_if_stats()
    found = [
        address.address
        for name, interface in psutil.net_if_addrs().items()
        for address in interface
        if address.family == socket.AF_INET and states[name].isup
    ]
    usable = [host for host in found if not host.startswith(("127.", "169.254."))]
    if not usable:
        raise serve.NotStarted("This computer has no network. Connect it to one, then try again.")
    return sorted(usable, key=lambda host: host != _main_address())


def _main_address() -> str:
    """Return the address from which this computer would reach others; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # reserved for examples by RFC 5737
        except OSError:
            return ""  # a network without a router, such as a hotspot
        return str(probe.getsockname()[0])
