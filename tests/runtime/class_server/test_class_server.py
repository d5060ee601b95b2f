"""One computer serves a class: nothing that pupils hand in is lost, and nothing else is let in."""

import asyncio
import errno
import json
import os
import random
import signal
import socket
import threading
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from gzip import decompress
from pathlib import Path

import event_loop
import pytest
from event_loop import in_a_thread
from serving_class import WHOLE, Running, running
from simulated_class import mark_folder

from lessons.classroom.hand_in import MAX_BYTES, read, to_json
from lessons.core.mistakes import Mistake
from lessons.runtime.class_server import command
from lessons.runtime.class_server.class_folder import ClassFolder
from lessons.runtime.class_server.limits import MINUTE, Limits, Rate
from lessons.runtime.class_server.server import LOOPBACK, ClassServer
from lessons.runtime.class_server.site import read_site

PAGE = "<!doctype html><title>Home</title>" + "text " * 500
BIG = bytes(40_000_000)  # more than the network takes before anybody reads
A_BROWSER = 6  # connections that it opens
HOME = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a website beside a file that is none of it."""
    folder = tmp_path / "web"
    (folder / "course-0123456789ab").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "course-0123456789ab" / "host.js").write_text("export {};")
    (folder / ".hidden").write_text("SECRET")
    (tmp_path / "secret.txt").write_text("SECRET")
    with suppress(OSError):  # Windows may not allow links
        (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return folder


@pytest.fixture
def server(site: Path) -> Iterator[Running]:
    with running(site, site.parent / "class") as found:
        yield found


# The website


def test_files_are_compressed_and_asked_for_again_only_if_they_have_changed(server):
    page = server.inside("", Accept_Encoding="gzip")
    assert (page.status, decompress(page.body).decode()) == (200, PAGE)
    assert server.inside("index.html").body.decode() == PAGE
    assert page.headers["Cache-Control"] == "no-cache"
    again = server.inside("", If_None_Match=page.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    script = server.inside("course-0123456789ab/host.js")
    assert "immutable" in script.headers["Cache-Control"]
    assert script.headers["Content-Type"].startswith("text/javascript")


def test_hidden_files_and_links_out_of_the_folder_are_not_served(server):
    assert {server.inside(path).status for path in (".hidden", "link.txt")} == {404}


def test_without_the_code_there_is_only_a_form_that_asks_for_it(server):
    code = server.folder.code
    form = server.ask("/")
    assert form.status == 200
    assert code.encode() not in form.body
    assert server.ask(f"/?code={code.upper()}").headers["Location"] == f"/{code}/"
    assert server.ask("/?code=wrong1").status == 403
    assert server.ask(f"/{code}").headers["Location"] == f"/{code}/"
    assert server.ask("/index.html").status == 404


def test_a_page_learns_from_a_cookie_of_its_own_folder_that_a_class_is_served(server):
    cookie = server.inside("").headers["Set-Cookie"]
    assert f"class_code={server.folder.code};" in cookie
    assert f"Path=/{server.folder.code}/" in cookie


def test_a_folder_without_a_website_is_named(tmp_path):
    with pytest.raises(Mistake, match="--site"):
        read_site(tmp_path)


# Joining and handing in


def test_thirty_pupils_at_once_lose_nothing_and_the_gradebook_reads_it(server, tmp_path):
    def take_part(number: int) -> tuple[str, str]:
        assert server.inside("").status == 200
        me = server.join()
        text = to_json(read(WHOLE.encode())._replace(course=f"0.{number}"))
        assert server.hand_in(me["key"], text).status == 201
        return me["pupil"], f"0.{number}"

    with ThreadPoolExecutor(30) as threads:
        pupils = dict(threads.map(take_part, range(30)))
    assert len(pupils) == 30
    found = [read(content) for content in server.files().values()]
    assert {hand_in.name: hand_in.course for hand_in in found} == pupils
    book = mark_folder(server.folder.hand_ins, tmp_path / "book")
    assert set(book.pupils) == set(pupils)


def test_the_pupils_code_takes_the_place_of_any_name(server):
    me, other = server.join(), server.join()
    for name in ("Ada Lovelace", other["pupil"], "../../P02"):
        text = to_json(read(WHOLE.encode())._replace(name=name))
        assert server.hand_in(me["key"], text).json()["pupil"] == me["pupil"]
    assert {read(content).name for content in server.files().values()} == {me["pupil"]}


def test_a_later_hand_in_is_saved_beside_the_earlier_one(server):
    me = server.join()
    second = to_json(read(WHOLE.encode())._replace(made="2026-11-24T10:00:00Z"))
    files = [server.hand_in(me["key"], text).json()["file"] for text in (WHOLE, second, WHOLE)]
    assert files[0] == files[2]  # sent again, because no answer came
    assert sorted(path.rpartition("/")[2] for path in server.files()) == sorted(files[:2])


def test_a_class_that_is_served_again_keeps_its_code_and_its_pupils(site):
    with running(site, site.parent / "class") as before:
        me, code = before.join(), before.folder.code
        assert before.hand_in(me["key"]).status == 201
    with running(site, site.parent / "class") as after:
        assert after.folder.code == code
        assert after.join()["pupil"] != me["pupil"]
        later = to_json(read(WHOLE.encode())._replace(made="2026-11-24T10:00:00Z"))
        assert after.hand_in(me["key"], later).status == 201
        assert len(after.files()) == 2


def test_no_key_is_written_down(server):
    secret = server.join()["key"].partition(".")[2]
    stored = [path.read_text() for path in server.folder.path.rglob("*.*")]
    assert not any(secret in text for text in stored)


# Attacks


def hostile_requests(server: Running, key: str, chance: random.Random) -> Iterator[bytes]:
    """Yield requests that no browser of a pupil would send."""
    code, text = server.folder.code, WHOLE.encode()

    def post(path: str, body: bytes, **headers: str) -> bytes:
        lines = [f"POST {path} HTTP/1.1", "Host: x", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body

    def get(path: str) -> bytes:
        return f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode("latin-1")

    climbs = ["../", "..%2f", "%2e%2e/", "..\\", "..%5c", "....//", "%252e%252e%252f", "/"]
    goals = [
        "secret.txt",
        ".hidden",
        "class/code.txt",
        "class/pupils/P01.txt",
        "class/hand-ins/",
        "etc/passwd",
    ]
    odd = ["", ".hidden", "%00", "\xff", "%ff", "CON", "index.html/", ".", "a" * 9_000, "%3f" * 50]
    json_type = {"Content_Type": "application/json"}
    pupil, _, secret = key.partition(".")
    keys = ["", pupil, f"{pupil}.", f"{pupil}.{'A' * 32}", f"P02.{secret}", f"../{key}", key[:-1]]
    keys += [f"{key}x", f"P99.{secret}", f"{pupil}.{secret}\xe9"]
    while True:
        climb, goal, word = (chance.choice(kind) for kind in (climbs, goals, odd))
        guess = "".join(chance.choices("abcdefgh23456789", k=6))
        yield get(f"/{code}/{climb * chance.randrange(1, 5)}{goal}")
        yield get(f"/{code}/{word}x")
        yield get(f"/{guess}/")
        yield post(f"/{guess}/class/join", b"")
        yield post(f"/{guess}/class/hand-in", text, Authorization=f"Bearer {key}", **json_type)
        wrong = f"Bearer {chance.choice(keys)}"
        yield post(f"/{code}/class/hand-in", text, Authorization=wrong, **json_type)
        yield post(f"/{code}/class/hand-in", text, Authorization=f"Basic {key}", **json_type)
        good = {"Authorization": f"Bearer {key}"}
        yield post(f"/{code}/class/hand-in", text, **good, Content_Type="text/plain")
        cut = text[: chance.randrange(len(text) - 2)]
        yield post(f"/{code}/class/hand-in", cut, **good, **json_type)
        yield post(f"/{code}/class/hand-in", b"[" * 100_000, **good, **json_type)
        unknown = json.dumps(json.loads(text) | {"path": "../../x"}).encode()
        yield post(f"/{code}/class/hand-in", unknown, **good, **json_type)
        names = json.dumps(json.loads(text) | {"lesson": f"{climb}{goal}"}).encode()
        yield post(f"/{code}/class/hand-in", names, **good, **json_type)
        yield post(f"/{code}/class/join", b"x" * 5_000)
        yield post(f"/{code}/{goal}", text, **good, **json_type)
        yield f"PUT /{code}/index.html HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".encode()
        yield f"DELETE /{code}/class/hand-in HTTP/1.0\r\n\r\n".encode()
        vast = f"Host: x\r\nContent-Length: 9{'0' * 30}\r\n\r\n"
        yield f"POST /{code}/class/hand-in HTTP/1.1\r\n{vast}".encode()
        yield f"GET /{code}/ HTTP/1.1\r\nHost: x\r\nX: {'y' * 20_000}\r\n\r\n".encode()
        yield chance.randbytes(200) + b"\r\n\r\n"


def answer_to(server: Running, request: bytes) -> bytes:
    """Send bytes, and return what comes back before the connection ends."""
    with server.connect() as connection:
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the server has closed it
        return rest_of(connection)


def rest_of(connection: socket.socket) -> bytes:
    """Return what comes before the server ends a connection."""
    found = bytearray()
    try:
        while piece := connection.recv(65_536):
            found += piece
    except ConnectionError:
        pass
    return bytes(found)


def test_a_thousand_hostile_requests_change_nothing_and_learn_nothing(site):
    with running(site, site.parent / "class") as server:
        me, other = server.join(), server.join()
        for pupil_ in (me, other):
            assert server.hand_in(pupil_["key"]).status == 201
        before = {p: p.read_bytes() for p in site.parent.rglob("*") if p.is_file()}
        attacks = hostile_requests(server, me["key"], random.Random(20261129))
        for request, _ in zip(attacks, range(1_000), strict=False):
            answer = answer_to(server, request)
            assert b"SECRET" not in answer
            assert not answer.startswith((b"HTTP/1.1 2", b"HTTP/1.1 5")), request[:200]
            assert b"Traceback" not in answer
        assert {p: p.read_bytes() for p in site.parent.rglob("*") if p.is_file()} == before
        assert server.inside("").status == 200
        assert server.hand_in(other["key"]).status == 201


def test_what_is_too_large_is_refused_before_it_is_read(server):
    key = server.join()["key"]
    head = f"POST /{server.folder.code}/class/hand-in HTTP/1.1\r\nHost: x\r\n"
    head += f"Authorization: Bearer {key}\r\nContent-Type: application/json\r\n"
    with server.connect() as connection:  # stays open: the server answers while it could read on
        connection.sendall(f"{head}Content-Length: {MAX_BYTES + 1}\r\n\r\n".encode())
        assert connection.recv(65_536).startswith(b"HTTP/1.1 4")
    chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    endless = f"{head}Transfer-Encoding: chunked\r\n\r\n".encode() + chunk * 40
    assert not answer_to(server, endless).startswith(b"HTTP/1.1 2")
    assert not server.files()


def test_bodies_of_devices_that_have_not_joined_take_no_memory(server):
    body = b" " * (MAX_BYTES - 1)
    head = f"POST /{server.folder.code}/class/hand-in HTTP/1.1\r\nHost: x\r\n"
    head += f"Authorization: Bearer P01.{'A' * 32}\r\nContent-Type: application/json\r\n"
    head += f"Connection: close\r\nContent-Length: {MAX_BYTES}\r\n\r\n"
    connections = [server.connect() for _ in range(30)]
    tracemalloc.start()
    for connection in connections:  # all but the last byte, so that no body is complete
        connection.sendall(head.encode() + body)
    for connection in connections:
        connection.sendall(b" ")
        assert rest_of(connection).startswith(b"HTTP/1.1 401")
        connection.close()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10 * MAX_BYTES
    assert server.inside("", "POST", b"x" * 5_000).status == 400
    assert server.inside("class/join", "POST", b"x" * 5_000).status == 400


def test_slow_senders_are_dropped_and_nobody_waits_for_them(site):
    limits = Limits(device_connections=40, header_seconds=1, body_seconds=1)
    with running(site, site.parent / "class", limits) as server:
        head = f"POST /{server.folder.code}/class/join HTTP/1.1\r\nHost: x\r\n".encode()
        begun = [head[:9], head, head + b"Content-Length: 9\r\n\r\n{"]
        slow = [server.connect() for _ in range(30)]
        for connection, text in zip(slow, begun * 10, strict=True):
            connection.sendall(text)
        assert server.inside("").status == 200
        for connection in slow:
            rest_of(connection)
            connection.close()
        assert server.folder.pupils() == 0


def test_a_slow_reader_holds_up_nobody_and_is_dropped_when_it_stops(site):
    (site / "big.bin").write_bytes(BIG)
    with (
        running(site, site.parent / "class", Limits(send_seconds=1)) as server,
        server.connect() as slow,
    ):
        address = f"/{server.folder.code}/big.bin"
        slow.sendall(f"GET {address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        assert server.inside("big.bin").body == BIG
        threading.Event().wait(3)  # longer than the server waits
        assert len(rest_of(slow)) < len(BIG)


def test_a_device_gets_no_more_connections_than_are_allowed(site):
    with running(site, site.parent / "class", Limits(device_connections=3)) as server:
        held = [server.connect() for _ in range(3)]
        assert answer_to(server, HOME) == b""
        for connection in held:
            connection.close()
        while not answer_to(server, HOME):
            pass  # until the server has noticed


def test_the_browsers_of_a_class_behind_one_address_are_all_served(server):
    assert Limits().device_connections >= 30 * A_BROWSER
    # Fifteen here: both ends are in this process, and macOS lets it have 256 files open.
    connections = [server.connect() for _ in range(15 * A_BROWSER)]
    for connection in connections:
        connection.sendall(HOME)
    assert all(rest_of(connection).startswith(b"HTTP/1.1 200") for connection in connections)
    for connection in connections:
        connection.close()


def test_codes_cannot_be_tried_out(site):
    with running(site, site.parent / "class", Limits(device_wrong_codes=5)) as server:
        tried = [server.ask(f"/aaaaa{digit}/").status for digit in "23456789"]
        assert tried == [403] * 6 + [429] * 2
        assert server.inside("").status == 429


def test_a_device_and_a_pupil_can_ask_only_so_much(site):
    limits = Limits(device_joins=3, pupil_requests=2, pupil_hand_ins=1, device_requests=12)
    with running(site, site.parent / "class", limits) as server:
        keys = [server.join()["key"] for _ in range(3)]
        assert server.inside("class/join", "POST", b"").status == 429
        later = to_json(read(WHOLE.encode())._replace(made="2026-11-24T10:00:00Z"))
        assert [server.hand_in(keys[0], text).status for text in (WHOLE, later)] == [201, 403]
        assert server.hand_in(keys[0]).status == 429
        assert server.hand_in(keys[1]).status == 201
        assert {server.inside("").status for _ in range(12)} == {200, 429}


def test_a_class_takes_only_so_many_pupils_and_bytes(site):
    with running(site, site.parent / "class", Limits(pupils=1, class_bytes=100)) as server:
        key = server.join()["key"]
        assert server.inside("class/join", "POST", b"").status == 403
        assert server.hand_in(key).status == 403
        assert not server.files()


def test_a_limit_ends_with_its_minute():
    seconds = [0.0]
    rate = Rate(1, lambda: seconds[0])
    rate.count("a")
    rate.count("a")
    assert rate.is_over("a")
    assert not rate.is_over("b")
    seconds[0] = MINUTE
    assert not rate.is_over("a")


# A full disk


def test_a_full_disk_is_reported_to_pupil_and_teacher_and_loses_nothing(server, monkeypatch):
    me = server.join()
    assert server.hand_in(me["key"]).status == 201
    before = server.files()
    later = to_json(read(WHOLE.encode())._replace(made="2026-11-24T10:00:00Z"))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        assert server.hand_in(me["key"], later).status == 507
        assert server.inside("class/join", "POST", b"").status == 507
    assert server.files() == before
    assert server.folder.pupils() == 1
    assert sum("disk is full" in sentence for sentence in server.sentences) == 2
    assert server.hand_in(me["key"], later).status == 201
    assert len(server.files()) == 2


# The command


def options(site: Path, *more: str):
    from argparse import ArgumentParser

    parser = ArgumentParser()
    command.arguments(parser)
    folder = ["--site", str(site), "--folder", str(site.parent / "class"), "--no-browser"]
    return parser.parse_args([*folder, *more])


def test_only_this_computer_can_connect_unless_the_network_is_asked_for(site, monkeypatch):
    opened = []
    monkeypatch.setattr(ClassServer, "listen", lambda _self, _port, host: opened.append(host))
    monkeypatch.setattr(asyncio.Event, "wait", lambda _: asyncio.sleep(0))
    monkeypatch.setattr(command, "NOBODY_SECONDS", 0)
    monkeypatch.setattr(signal, "signal", lambda *_: None)  # only for a main thread
    assert in_a_thread(lambda: command.run(options(site))) == 0
    assert in_a_thread(lambda: command.run(options(site, "--network"))) == 0
    assert opened == [LOOPBACK, command.EVERYWHERE]


@pytest.mark.parametrize("came", [True, False])
def test_the_teacher_gets_advice_if_nobody_comes(site, monkeypatch, came):
    monkeypatch.setattr(ClassServer, "listen", lambda *_: None)
    monkeypatch.setattr(asyncio.Event, "wait", lambda _: asyncio.sleep(0))
    monkeypatch.setattr(command, "NOBODY_SECONDS", 0)
    sentences: list[str] = []
    server = ClassServer({}, ClassFolder(site.parent / "class"), sentences.append)
    server.visitors |= {LOOPBACK, "192.168.1.5", *(["192.168.1.9"] if came else [])}
    event_loop.run(command.serve_class(server, 8010, ["192.168.1.5"]))
    assert [bool("firewall" in sentence) for sentence in sentences] == ([] if came else [True])


def test_the_address_is_printed_and_shown_in_large_type_with_a_qr_code(site, monkeypatch, capsys):
    monkeypatch.setattr(command, "addresses", lambda: ["192.168.1.5", "10.0.0.7"])
    folder = ClassFolder(site.parent / "class")
    hosts = command.addresses()
    command.announce(folder, 8010, hosts, options(site, "--network"))
    printed, page = capsys.readouterr().out, (folder.path / "address.html").read_text()
    for text in (printed, page):
        assert "http://192.168.1.5:8010" in text
        assert folder.code in text
    assert "10.0.0.7" in printed
    assert "<svg" in page
    assert "█" in printed
