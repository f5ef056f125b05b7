"""The server of the preview, asked by plain connections: who may ask, what is served, how events arrive."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import signal
import socket
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from watch_server_made import (
    INSIDE,
    KEY,
    OUTSIDE,
    PDF_NAME,
    SECRET_KEY,
    Answer,
    Drawn,
    Window,
    ask,
    issue_view,
    make_files,
    make_view,
    raw,
    start,
    wait_for,
)

from generator.model.look import Asked, Look
from generator.model.mark import Mark
from generator.publish.manifest import MANIFEST, Manifest, manifest_bytes
from generator.render.archive import ArchiveEntry
from generator.watch import hub as hub_module
from generator.watch import prints as prints_module
from generator.watch.board import Board
from generator.watch.editor import NO_COMMAND, command_line, file_of_site, open_editor
from generator.watch.files import find_inside
from generator.watch.guard import HEADERS, WRONG_HOST, WRONG_ORIGIN, WRONG_TYPE, Guard
from generator.watch.routes import (
    LIVE,
    NO_FILE,
    NO_ISSUE,
    NO_PAGE,
    NOT_MADE,
    NOT_OF_SITE,
    SECRET,
    WRONG_ORDER,
)
from generator.watch.server import Server, serve

PAGE = "/site/jianbao/2026/01/index.html"
PAGE_1 = "/api/print/jianbao/2026-01/1.png"
LOOKS = (Look("a", 595.0, 842.0), Look("b", 842.0, 595.0))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for tests that change nothing."""
    _, server = start(make_files(tmp_path_factory.mktemp("site")))
    yield server
    server.stop()


class Made:
    """A site of a test's own, its board and its server."""

    def __init__(self, root: Path, editor: str = "") -> None:
        self.root = make_files(root)
        self.drawn = Drawn()
        self.board, self.server = start(self.root, editor, self.drawn)

    def ask(self, path: str, **headers: str) -> Answer:
        return ask(self.server, path, **headers)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = Made(tmp_path)
    yield made
    made.server.stop()


# Port and address


def test_the_address_is_of_this_machine_and_from_8017_on(shared: Server) -> None:
    assert shared.address == f"http://127.0.0.1:{shared.port}/"
    assert shared.port >= 8017
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", shared.port), timeout=2).close()


def test_a_second_server_takes_the_next_port(made: Made, tmp_path: Path) -> None:
    second = serve(made.board, pages=tmp_path / "preview")
    try:
        assert second.port > made.server.port
        assert ask(second, "/api/view").status == 200
        assert ask(second, "/api/view", host=f"127.0.0.1:{made.server.port}").message == WRONG_HOST
    finally:
        second.stop()


def test_a_port_that_was_asked_for_is_that_one_or_none(made: Made) -> None:
    with pytest.raises(OSError, match="in use"):
        serve(made.board, made.server.port)


def test_a_restart_has_the_same_port_at_once_and_windows_come_back(made: Made) -> None:
    port = made.server.port
    for serial in range(2, 5):
        with Window(made.server, "a", KEY) as window:
            window.begin()
            made.server.stop()
            assert window.block() == ""
        made.board.put(make_view(serial=serial))
        made.server = serve(made.board, port, pages=made.root / "preview")
        with Window(made.server, "a", KEY) as window:
            assert window.block() == "retry: 500\n"
            assert window.event()[1]["serial"] == serial


def test_a_process_forked_off_holds_neither_port_nor_connections(made: Made) -> None:
    with Window(made.server).begin() as window:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # later Pythons warn of threads beside fork
            child = os.fork()
        if child == 0:
            time.sleep(30)
            os._exit(0)
        try:
            port = made.server.port
            made.server.stop()
            assert window.block() == ""
            made.server = serve(made.board, port)
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


# Stopping


def test_it_stops_at_once_with_windows_open(made: Made) -> None:
    windows = [Window(made.server, str(n), KEY).begin() for n in range(5)]
    idle = socket.create_connection(("127.0.0.1", made.server.port))
    began = time.monotonic()
    made.server.stop()
    assert time.monotonic() - began < 0.3
    assert [window.block() for window in windows] == [""] * 5
    assert made.board.looked_at() == ()
    made.server.stop()
    made.board.put(make_view(serial=9))
    for window in windows:
        window.close()
    idle.close()


def test_it_stops_at_once_while_an_answer_is_under_way(made: Made) -> None:
    made.drawn.seconds = 1.0
    made.board.put_page(KEY, "w", "字" * 5_000_000)
    asked = b" HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % made.server.port
    with (
        socket.create_connection(("127.0.0.1", made.server.port)) as never_reads,
        socket.create_connection(("127.0.0.1", made.server.port)) as waits,
    ):
        never_reads.sendall(b"GET " + PAGE.encode() + asked)
        waits.sendall(b"GET " + PAGE_1.encode() + b"?dpi=96" + asked)
        wait_for(lambda: len(made.drawn.asked) == 2)
        began = time.monotonic()
        made.server.stop()
        assert time.monotonic() - began < 0.3


# Who may ask


@pytest.mark.parametrize(
    "host",
    [
        *(
            "evil.example",
            "evil.example:{port}",
            "127.0.0.1.evil.example:{port}",
            "localhost.evil.example:{port}",
        ),
        *(
            "127.0.0.1",
            "localhost",
            "127.0.0.1:80",
            "localhost:{other}",
            "127.0.0.1:{port}0",
            "127.0.0.1:{port}:80",
        ),
        *("[::1]:{port}", "[::ffff:127.0.0.1]:{port}", "0.0.0.0:{port}", "127.1:{port}", "2130706433:{port}"),
        *(
            "127.0.0.2:{port}",
            "user@127.0.0.1:{port}",
            "127.0.0.1.:{port}",
            "localhost.:{port}",
            "本机:{port}",
            "",
        ),
    ],
)
def test_foreign_hosts_are_refused(shared: Server, host: str) -> None:
    host = host.format(port=shared.port, other=shared.port + 1)
    for path in ("/", "/api/view", PAGE, "/api/events"):
        answer = ask(shared, path, host=host)
        assert (answer.status, answer.message) == (403, WRONG_HOST)


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LocalHost:{port}"])
def test_the_two_names_of_this_machine_are_let_in(shared: Server, host: str) -> None:
    assert ask(shared, PAGE, host=host.format(port=shared.port)).status == 200


def test_a_request_has_exactly_one_host(shared: Server) -> None:
    host = b"Host: 127.0.0.1:%d\r\n" % shared.port
    end = b"Connection: close\r\n\r\n"
    assert raw(shared, b"GET /api/view HTTP/1.1\r\n" + host + end).startswith(b"HTTP/1.1 200")
    assert raw(shared, b"GET /api/view HTTP/1.1\r\n" + end).startswith(b"HTTP/1.1 400")
    assert raw(shared, b"GET /api/view HTTP/1.1\r\n" + host + host + end).startswith(b"HTTP/1.1 400")
    assert raw(shared, b"GET /api/view HTTP/1.0\r\n" + end).startswith(b"HTTP/1.1 403")
    # The name in the first line is not the one that counts.
    own = b"http://127.0.0.1:%d" % shared.port
    foreign = b"GET " + own + b"/api/view HTTP/1.1\r\nHost: evil.example\r\n" + end
    assert raw(shared, foreign).startswith(b"HTTP/1.1 403")


@pytest.mark.parametrize(
    "origin",
    [
        *(
            "http://evil.example",
            "null",
            "",
            "https://127.0.0.1:{port}",
            "http://127.0.0.1",
            "http://localhost:80",
        ),
        *("http://127.0.0.1:{other}", "127.0.0.1:{port}", "http://127.0.0.1:{port}/", "http://[::1]:{port}"),
        *("http://127.0.0.1:{port}.evil.example", "http://evil.example@127.0.0.1:{port}", "file://"),
    ],
)
def test_foreign_origins_are_refused(shared: Server, origin: str) -> None:
    origin = origin.format(port=shared.port, other=shared.port + 1)
    answer = ask(shared, "/api/view", origin=origin)
    assert (answer.status, answer.message) == (403, WRONG_ORIGIN)


@pytest.mark.parametrize("origin", ["http://127.0.0.1:{port}", "http://localhost:{port}"])
def test_own_origins_are_let_in(shared: Server, origin: str) -> None:
    assert ask(shared, "/api/view", origin=origin.format(port=shared.port)).status == 200


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/api/view", {"sec_fetch_site": "same-origin"}, 200),
        ("/api/view", {"sec_fetch_site": "none"}, 200),
        ("/api/view", {"sec_fetch_site": "cross-site"}, 403),
        ("/api/view", {"sec_fetch_site": "same-site"}, 403),
        (PAGE, {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}, 403),
        ("/", {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}, 200),
        ("/", {"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors"}, 403),
        ("/", {"sec_fetch_site": "cross-site"}, 403),
    ],
)
def test_other_sites_may_link_to_the_preview_and_no_more(
    shared: Server, path: str, headers: dict[str, str], status: int
) -> None:
    assert ask(shared, path, **headers).status == status


header_names = st.sampled_from(
    [b"host", b"origin", b"sec-fetch-site", b"sec-fetch-mode", b"content-type", b"x"]
)
header_values = st.sampled_from(
    [
        *(b"127.0.0.1:8017", b"localhost:8017", b"http://127.0.0.1:8017", b"http://localhost:8017", b"null"),
        *(
            b"same-origin",
            b"cross-site",
            b"navigate",
            b"application/json",
            b"text/plain",
            b"",
            b"evil.example:8017",
        ),
    ]
) | st.binary(max_size=20)


@given(
    st.sampled_from(["GET", "HEAD", "POST", "PUT", "OPTIONS"]),
    st.sampled_from(["/", "/api/view", "/api/open"]),
    st.lists(st.tuples(header_names, header_values), max_size=6),
)
@example("POST", "/api/open", [(b"host", b"localhost:8017"), (b"content-type", b"application/json")])
def test_whoever_is_let_in_named_this_machine_and_no_other(
    method: str, path: str, headers: list[tuple[bytes, bytes]]
) -> None:
    if Guard(refuse_nothing, 8017).refuse(method, path, headers):
        return
    values = {name: [value.strip().lower() for key, value in headers if key == name] for name, _ in headers}
    assert values[b"host"] in ([b"127.0.0.1:8017"], [b"localhost:8017"])
    origins = values.get(b"origin", [])
    assert set(origins) <= {b"http://127.0.0.1:8017", b"http://localhost:8017"}
    assert b"cross-site" not in values.get(b"sec-fetch-site", []) or path == "/"
    if method not in ("GET", "HEAD"):
        assert origins
        assert values[b"content-type"][0].startswith(b"application/json")


async def refuse_nothing(*_: object) -> None:
    """Stands for what is behind the guard."""


def test_every_answer_has_the_headers_that_keep_it_here(made: Made) -> None:
    made.drawn.seconds = -1  # no time to sleep: a fault of ours
    tag = made.ask(PAGE).headers["etag"]
    answers = {
        200: made.ask(PAGE),
        304: made.ask(PAGE, if_none_match=tag),
        400: made.ask(PAGE_1),
        403: made.ask("/api/view", host="evil.example"),
        404: made.ask("/nothing"),
        405: made.ask("/api/open"),
        500: made.ask(f"{PAGE_1}?dpi=96"),
    }
    with Window(made.server) as window:
        stream = {name.lower(): value for name, value in window.answer.getheaders()}
    assert [answer.status for answer in answers.values()] == list(answers)
    for headers in (stream, *(answer.headers for answer in answers.values())):
        assert {name: headers[name.lower()] for name in HEADERS} == dict(HEADERS)
        assert "access-control-allow-origin" not in headers
    assert HEADERS["Content-Security-Policy"] == (
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'"
    )


def test_errors_are_words(made: Made) -> None:
    made.drawn.seconds = -1
    assert made.ask("/nothing").message == "没有这个文件。"
    assert made.ask("/api/open").message == "这个地址不接受这种请求。"
    wrong = made.ask(f"{PAGE_1}?dpi=96").message
    assert wrong.startswith(
        "预览程序出错：ValueError：sleep length must be non-negative（watch_server_made.py:"
    )
    assert made.ask(PAGE).status == 200


# Files


def test_the_shell_and_its_files(shared: Server) -> None:
    assert ask(shared, "/").text == "<!DOCTYPE html><body>壳</body>"
    script = ask(shared, "/preview/live.js")
    assert script.text == "export {};"
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert script.headers["cache-control"] == "no-cache"
    assert ask(shared, "/preview/none.js").message == NO_FILE


def test_files_below_output(shared: Server) -> None:
    style = ask(shared, "/site/assets/screen.css")
    assert (style.status, style.text) == (200, f"/* {INSIDE} */")
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    photo = ask(shared, f"/site/jianbao/2026/01/media/{quote('图 1.jpg')}")
    assert (photo.status, photo.headers["content-type"]) == (200, "image/jpeg")
    pdf = ask(shared, f"/site/jianbao/2026/01/{quote(PDF_NAME)}")
    assert (pdf.body, pdf.headers["content-type"]) == (b"%PDF 1", "application/pdf")


@pytest.mark.parametrize("path", ["/site/", "/site/index.html", PAGE, "/site/jianbao/2026/01/"])
def test_every_page_gets_the_script_that_keeps_it_up_to_date(shared: Server, path: str) -> None:
    answer = ask(shared, path)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert f'{INSIDE}</p><script src="/preview/live.js" type="module"></script></BODY>' in answer.text


def test_a_page_that_the_board_has_takes_the_place_of_the_file(made: Made) -> None:
    made.board.put_page(KEY, "w2", '<p data-source="content/reports/a.md:5">新</p>')
    answer = made.ask(PAGE)
    assert answer.text == '<p data-source="content/reports/a.md:5">新</p>' + LIVE.decode()
    assert made.ask("/site/jianbao/2026/01/").text == answer.text
    assert INSIDE in made.ask("/site/index.html").text


def test_a_browser_that_has_the_newest_state_is_told_so(made: Made) -> None:
    first = made.ask(PAGE)
    assert first.headers["cache-control"] == "no-cache"
    tag = first.headers["etag"]
    for asked in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = made.ask(PAGE, if_none_match=asked)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    made.board.put_page(KEY, "w2", "<p>新</p>")
    changed = made.ask(PAGE, if_none_match=tag)
    assert changed.status == 200
    assert changed.headers["etag"] != tag


@pytest.mark.parametrize(
    "path",
    [
        *(
            "../site.yaml",
            "..%2fsite.yaml",
            "%2e%2e/site.yaml",
            "%2E%2E%2Fsite.yaml",
            "assets/../../site.yaml",
        ),
        *(
            "assets/..%2f..%2fsite.yaml",
            "..%5csite.yaml",
            "..\\site.yaml",
            "....//site.yaml",
            "./../site.yaml",
        ),
        *(
            "..%252fsite.yaml",
            "%c0%ae%c0%ae/site.yaml",
            "..%00/site.yaml",
            "index.html%00",
            "index.html%00.css",
        ),
        *("/etc/passwd", "%2fetc%2fpasswd", "//etc/passwd", "file:///etc/passwd", "C:/Windows/win.ini"),
        *(
            "../output2/index.html",
            "assets/../../output2/index.html",
            "assets/./screen.css",
            "assets//screen.css",
        ),
        *(
            "assets/../index.html",
            "assets/../neican/2026/01/neican.pdf",
            "assets/..%2fneican/2026/01/neican.pdf",
        ),
        *(".manifest.json", "jianbao/2026/01/.index.html.part~", "assets", "jianbao/2026/01", "jianbao/2026"),
        *("link.html", "assets/out/site.yaml", "assets/out/output2/index.html", "assets/round.css"),
        *("assets/neican/2026/01/neican.pdf", "gone/2020/01/index.html", "assets/screen.css/", "x" * 5000),
        *(
            "assets/screen.css::$DATA",
            "assets/%0ascreen.css",
            "assets/screen.css%20",
            "%ff%fe",
            "assets/" + "a/" * 3000,
        ),
    ],
)
def test_no_path_leads_outside_the_output(shared: Server, path: str) -> None:
    answer = ask(shared, f"/site/{path}")
    assert OUTSIDE not in answer.body.decode(errors="replace")
    assert (answer.status, answer.message) == (404, NO_FILE)


pieces = st.sampled_from(
    [
        *(
            "..",
            ".",
            "",
            "/",
            "%2e%2e",
            "%2f",
            "%5c",
            "%00",
            "~",
            "assets",
            "out",
            "neican",
            "2026",
            "01",
            "gone",
        ),
        *(
            "site.yaml",
            "output2",
            "index.html",
            "neican.pdf",
            ".manifest.json",
            "jianbao",
            "link.html",
            "%252e",
        ),
    ]
)


@given(st.lists(pieces, max_size=8), st.sampled_from(["/site/", "/preview/", "/"]))
def test_no_sequence_of_names_leads_outside(shared: Server, names: list[str], start: str) -> None:
    answer = ask(shared, start + "/".join(names))
    assert OUTSIDE not in answer.body.decode(errors="replace")
    assert answer.status in (200, 403, 404, 204)


@given(st.text(max_size=30) | st.lists(pieces | st.text(max_size=4)).map("/".join))
def test_what_is_found_is_inside(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    root = tmp_path_factory.getbasetemp() / "inside"
    if not root.exists():
        make_files(root)
    found = find_inside(root / "output", path)
    assert found is None or (found.is_relative_to((root / "output").resolve()) and found.is_file())


def test_a_pipe_is_no_file(made: Made) -> None:
    os.mkfifo(made.root / "output" / "assets" / "pipe.css")
    assert made.ask("/site/assets/pipe.css").status == 404


# Secrecy


@pytest.mark.parametrize(
    "path",
    [
        *("/site/neican/2026/01/index.html", "/site/neican/2026/01/", "/site/neican/2026/01/neican.pdf"),
        *(
            "/site/neican/2020/deleted.pdf",
            "/site/neican%2f2026%2f01%2fneican.pdf",
            "/api/print/neican/2026-01",
        ),
        *("/api/print/neican/2026-01/1.png?dpi=96", "/api/pdf/neican/2026-01", "/api/pdf/neican/2026-77"),
    ],
)
def test_nothing_of_a_secret_publication_is_shown(made: Made, path: str) -> None:
    made.board.put_page(SECRET_KEY, "w", OUTSIDE)
    made.board.put_print(SECRET_KEY, "p", OUTSIDE.encode(), {})
    answer = made.ask(path)
    assert (answer.status, answer.message) == (403, SECRET)
    assert made.drawn.asked == []


def test_an_issue_that_becomes_secret_is_not_shown_any_more(made: Made) -> None:
    made.board.put_page(KEY, "w", "<p></p>")
    made.board.put_print(KEY, "p", b"%PDF", {})
    assert made.ask(PAGE).status == made.ask(f"{PAGE_1}?dpi=96").status == 200
    view = make_view(serial=2)
    made.board.put(replace(view, issues=tuple(replace(one, secret=True) for one in view.issues)))
    for path in (PAGE, f"{PAGE_1}?dpi=96", "/api/print/jianbao/2026-01", "/api/pdf/jianbao/2026-01"):
        assert made.ask(path).status == 403


def test_what_the_view_does_not_know_is_not_shown(tmp_path: Path) -> None:
    """Before the first build nobody can tell whether a publication is secret."""
    made = Made(tmp_path)
    made.board.put(replace(make_view(), issues=()))
    try:
        assert made.ask(PAGE).status == 404
        assert made.ask("/site/neican/2026/01/neican.pdf").status == 404
        assert made.ask("/api/pdf/neican/2026-01").message == NO_ISSUE
        assert made.ask("/site/index.html").status == 200
    finally:
        made.server.stop()


# The view and its changes


def test_the_view_is_the_record_as_json(made: Made) -> None:
    answer = made.ask("/api/view")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json == json.loads(json.dumps(asdict(make_view())))
    tag = answer.headers["etag"]
    assert made.ask("/api/view", if_none_match=tag).status == 304
    made.board.put(make_view(serial=2))
    assert made.ask("/api/view", if_none_match=tag).json["serial"] == 2


def test_a_stream_begins_with_the_state(made: Made) -> None:
    made.board.put(replace(make_view(serial=7), busy=True, done=3, total=9))
    with Window(made.server, "a") as window:
        assert window.answer.getheader("content-type") == "text/event-stream; charset=utf-8"
        assert window.block() == "retry: 500\n"
        state = {"run": "run-1", "serial": 7, "busy": True, "done": 3, "total": 9}
        assert window.event() == ("view", state)


def test_events_of_another_thread_arrive_in_order_in_all_windows(made: Made) -> None:
    with contextlib.ExitStack() as stack:
        windows = [stack.enter_context(Window(made.server, str(n)).begin()) for n in range(3)]

        def build() -> None:
            made.board.put_assets("a2")
            for number in range(100):
                made.board.put_page(f"jianbao/2026-{number:02d}", f"w{number}", "<p></p>")
                made.board.put_print(f"jianbao/2026-{number:02d}", f"p{number}", b"%PDF", {})

        thread = threading.Thread(target=build)
        thread.start()
        wanted: list[tuple[str, object]] = [("assets", {"version": "a2"})]
        for number in range(100):
            key = f"jianbao/2026-{number:02d}"
            wanted += [
                ("web", {"key": key, "version": f"w{number}"}),
                ("print", {"key": key, "version": f"p{number}"}),
            ]
        for window in windows:
            assert [window.event() for _ in wanted] == wanted
        thread.join()


def test_an_event_of_printed_pages_has_their_signatures(made: Made) -> None:
    with Window(made.server).begin() as window:
        made.board.put_print(KEY, "p2", b"%PDF 2", {}, looks=LOOKS, pictures={("a", 96): b"PNG a"})
        assert window.event() == ("print", {"key": KEY, "version": "p2", "signatures": ["a", "b"]})


def test_a_burst_of_views_is_joined_and_the_last_one_is_sent(made: Made) -> None:
    with Window(made.server).begin() as window:
        for serial in range(2, 500):
            made.board.put(make_view(serial=serial))
        serials = []
        while not serials or serials[-1] < 499:
            serials.append(window.event()[1]["serial"])
        assert len(serials) < 20
        assert serials == sorted(serials)
        time.sleep(0.05)
        made.board.put(make_view(serial=500))
        assert window.event()[1]["serial"] == 500


def test_a_window_that_reads_slowly_gets_the_newest_state_of_each_thing(made: Made) -> None:
    """What it missed does not pile up: other windows and the memory do not suffer."""
    with Window(made.server).begin() as slow, Window(made.server).begin() as quick:
        long = "v" * 5000
        for number in range(4000):
            made.board.put_page(KEY, f"{long}{number}", "<p></p>")
        made.board.put_assets("last")
        for window in (quick, slow):
            versions = []
            while (event := window.event())[0] == "web":
                versions.append(int(event[1]["version"].removeprefix(long)))
            assert event == ("assets", {"version": "last"})
            assert versions[-1] == 3999
            assert versions == sorted(versions)


def test_an_event_is_there_within_some_milliseconds(made: Made) -> None:
    with Window(made.server).begin() as window:
        taken = []
        for number in range(50):
            began = time.perf_counter()
            made.board.put_page(KEY, f"w{number}", "<p></p>")
            window.event()
            taken.append(time.perf_counter() - began)
        assert sorted(taken)[25] < 0.01


def test_an_answer_does_not_wait_for_the_network(made: Made) -> None:
    """Without TCP_NODELAY the body of each answer on a connection that is used again waits 40 ms."""
    with socket.create_connection(("127.0.0.1", made.server.port)) as plain:
        request = f"GET {PAGE} HTTP/1.1\r\nHost: 127.0.0.1:{made.server.port}\r\n\r\n".encode()
        taken = []
        for _ in range(30):
            began = time.perf_counter()
            plain.sendall(request)
            answer = b""
            while b"</BODY>" not in answer:
                answer += plain.recv(65536)
            taken.append(time.perf_counter() - began)
        assert sorted(taken)[15] < 0.02


def test_a_silent_stream_is_kept_alive(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "PING_SECONDS", 0.02)
    with Window(made.server).begin() as window:
        assert window.block() == ":\n"
        made.board.put_assets("1")
        while (block := window.block()) == ":\n":
            pass
        assert block.startswith("event: assets\n")


def test_the_head_of_a_stream_ends(made: Made) -> None:
    assert ask(made.server, "/api/events", "HEAD").status == 200
    assert made.board.looked_at() == ()


def test_the_board_knows_what_open_windows_show(made: Made) -> None:
    looks: list[tuple[str, ...]] = []
    made.board.on_look = lambda: looks.append(made.board.looked_at())
    other = "jianbao/2026-02"
    with Window(made.server, "a", KEY).begin():
        with Window(made.server, "b", other).begin(), Window(made.server, "c").begin():
            assert made.board.looked_at() == (other, KEY)
        wait_for(lambda: made.board.looked_at() == (KEY,))
        with Window(made.server, "a", other).begin():
            assert made.board.looked_at() == (other,)
    wait_for(lambda: made.board.looked_at() == ())
    assert looks == [(KEY,), (other, KEY), (other,)]


def test_windows_without_a_name_are_different_ones(made: Made) -> None:
    with Window(made.server, "", KEY).begin(), Window(made.server, "", "jianbao/2026-02").begin():
        assert set(made.board.looked_at()) == {KEY, "jianbao/2026-02"}
    wait_for(lambda: made.board.looked_at() == ())


def test_a_window_that_is_torn_away_is_forgotten(made: Made) -> None:
    """A tab that crashes, with events under way."""
    plain = socket.create_connection(("127.0.0.1", made.server.port))
    plain.sendall(
        f"GET /api/events?window=a&key={KEY} HTTP/1.1\r\nHost: 127.0.0.1:{made.server.port}\r\n\r\n".encode()
    )
    wait_for(lambda: made.board.looked_at() == (KEY,))
    for number in range(2000):
        made.board.put_page(KEY, f"{number}" * 500, "<p></p>")
    plain.close()
    wait_for(lambda: made.board.looked_at() == ())
    assert made.ask(PAGE).status == 200


# Printed pages


def test_the_printed_pages_with_their_marks(made: Made) -> None:
    marks = {2: (Mark(72.0, 100.0, 400.0, 20.5, "content/reports/a.md", 7),)}
    made.board.put_print(KEY, "p2", b"%PDF 2", marks)
    answer = made.ask("/api/print/jianbao/2026-01")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json == {
        "key": KEY,
        "version": "p2",
        "pages": [
            {"signature": "%PDF 2 1", "width": 595.0, "height": 842.0, "marks": []},
            {
                "signature": "%PDF 2 2",
                "width": 595.0,
                "height": 842.0,
                "marks": [
                    {
                        "x": 72.0,
                        "y": 100.0,
                        "width": 400.0,
                        "height": 20.5,
                        "file": "content/reports/a.md",
                        "line": 7,
                    }
                ],
            },
        ],
    }
    made.ask("/api/print/jianbao/2026-01")
    assert made.drawn.asked == [("looks", b"%PDF 2")]


def test_what_came_with_the_pdf_is_not_made_again(made: Made) -> None:
    marks = {1: (Mark(72.0, 100.0, 400.0, 20.5, "content/reports/a.md", 7),)}
    made.board.put_print(KEY, "p2", b"%PDF 2", marks, looks=LOOKS, pictures={("a", 96): b"PNG a"})
    pages = made.ask("/api/print/jianbao/2026-01").json["pages"]
    assert [(page["signature"], len(page["marks"])) for page in pages] == [("a", 1), ("b", 0)]
    assert pages[1] == {"signature": "b", "width": 842.0, "height": 595.0, "marks": []}
    answer = made.ask(f"{PAGE_1}?dpi=96&v=a")
    assert answer.body == b"PNG a" and "immutable" in answer.headers["cache-control"]
    assert made.ask("/api/print/jianbao/2026-01/3.png?dpi=96").message == NO_PAGE
    assert made.drawn.asked == []
    assert made.ask(f"{PAGE_1}?dpi=144").body == b"\x89PNG %PDF 2 1 144"
    assert made.ask("/api/print/jianbao/2026-01/2.png?dpi=96").body == b"\x89PNG %PDF 2 2 96"
    assert made.drawn.asked == [("png", b"%PDF 2", 1, 144), ("png", b"%PDF 2", 2, 96)]
    assert made.board.asked(KEY) == (Asked(1, 144, "a"), Asked(2, 96, "b"))


def test_pictures_that_came_with_the_pdf_stay_within_bounds_too(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prints_module, "PICTURE_BYTES", 60)
    for number in range(5):
        pictures = {(f"a{number}", 96): b"p" * 25, ("b", 96): b"q" * 25}
        looks = (Look(f"a{number}", 595.0, 842.0), LOOKS[1])
        made.board.put_print(KEY, f"p{number}", b"%PDF", {}, looks=looks, pictures=pictures)
    assert made.ask(f"{PAGE_1}?dpi=96").body == b"p" * 25
    assert made.ask("/api/print/jianbao/2026-01/2.png?dpi=96").body == b"q" * 25
    made.board.put_print(KEY, "p9", b"%PDF", {}, looks=(Look("a0", 595.0, 842.0),))
    assert made.ask(f"{PAGE_1}?dpi=96").body == b"\x89PNG %PDF 1 96"


def test_the_same_pages_are_listed_once_for_all_who_ask_at_once(made: Made) -> None:
    made.drawn.listing_seconds = 0.2
    asked = ["/api/print/jianbao/2026-01", f"{PAGE_1}?dpi=96"] * 2
    threads = [threading.Thread(target=made.ask, args=(path,)) for path in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one[0] for one in made.drawn.asked) == ["looks", "png"]


def test_pages_that_could_not_be_listed_are_tried_again(made: Made) -> None:
    made.drawn.fails = True
    assert made.ask("/api/print/jianbao/2026-01").status == 500
    made.drawn.fails = False
    assert made.ask("/api/print/jianbao/2026-01").status == 200


def test_without_a_pdf_in_memory_the_file_is_shown(made: Made) -> None:
    answer = made.ask("/api/print/jianbao/2026-01").json
    assert (answer["version"], answer["pages"][0]["signature"]) == ("p1", "%PDF 1 1")
    assert made.ask(f"{PAGE_1}?dpi=96").body == b"\x89PNG %PDF 1 1 96"
    (made.root / "output/jianbao/2026/01" / PDF_NAME).write_bytes(b"%PDF other")
    assert made.ask("/api/print/jianbao/2026-01").json["pages"][0]["signature"] == "%PDF other 1"
    made.board.put_print(KEY, "p2", b"%PDF 2", {})
    assert made.ask("/api/print/jianbao/2026-01").json["version"] == "p2"


def test_a_page_as_a_picture_is_kept_for_good_only_under_its_signature(made: Made) -> None:
    made.board.put_print(KEY, "p2", b"%PDF 2", {})
    right = made.ask(f"{PAGE_1}?dpi=96&v={quote('%PDF 2 1')}")
    assert (right.status, right.body) == (200, b"\x89PNG %PDF 2 1 96")
    assert right.headers["content-type"] == "image/png"
    assert right.headers["cache-control"] == "private, max-age=31536000, immutable"
    for wrong in ("", "&v=", f"&v={quote('%PDF 1 1')}"):
        assert made.ask(f"{PAGE_1}?dpi=96{wrong}").headers["cache-control"] == "no-cache"
    assert made.ask(f"{PAGE_1}?dpi=96", if_none_match=right.headers["etag"]).status == 304
    made.ask(f"{PAGE_1}?dpi=144")
    drawn = [asked for asked in made.drawn.asked if asked[0] == "png"]
    assert drawn == [("png", b"%PDF 2", 1, 96), ("png", b"%PDF 2", 1, 144)]


@pytest.mark.parametrize(
    "dpi",
    ["", "?dpi=", "?dpi=47", "?dpi=301", "?dpi=-96", "?dpi=9e9", "?dpi=000300999", "?dpi=٩٦", "?dpi=9999999"],
)
def test_a_picture_has_a_sound_number_of_dots(made: Made, dpi: str) -> None:
    answer = made.ask(PAGE_1 + quote(dpi, safe="?=-"))
    assert (answer.status, answer.message) == (400, "清晰度（dpi）要在 48 到 300 之间。")


def test_pages_and_issues_that_there_are_not(made: Made) -> None:
    for number in ("0", "3", "999999"):
        assert made.ask(f"/api/print/jianbao/2026-01/{number}.png?dpi=96").message == NO_PAGE
    assert made.ask("/api/print/jianbao/2026-01/x.png?dpi=96").message == NO_FILE
    for path in ("/api/print/jianbao/2026-77", "/api/pdf/jianbao/2026-77", "/api/pdf/bieren/2026-01"):
        answer = made.ask(path)
        assert (answer.status, answer.message) == (404, NO_ISSUE)
    made.board.put(make_view(issue_view("jianbao/2026-02", "")))
    for path in ("/api/print/jianbao/2026-02", "/api/pdf/jianbao/2026-02"):
        answer = made.ask(path)
        assert (answer.status, answer.message) == (404, NOT_MADE)


def test_pictures_kept_stay_within_bounds(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prints_module, "PICTURE_BYTES", 60)
    for dpi in (100, 101, 102, 103, 102, 103, 100):
        assert made.ask(f"{PAGE_1}?dpi={dpi}").status == 200
    drawn = [asked[3] for asked in made.drawn.asked if asked[0] == "png"]
    assert drawn == [100, 101, 102, 103, 100]


def test_drawing_does_not_hold_up_events(made: Made) -> None:
    made.drawn.seconds = 0.5
    with Window(made.server).begin() as window:
        drawing = threading.Thread(target=made.ask, args=(f"{PAGE_1}?dpi=96",))
        drawing.start()
        wait_for(lambda: len(made.drawn.asked) == 2)
        began = time.monotonic()
        made.board.put_assets("1")
        assert window.event()[0] == "assets"
        assert made.ask(PAGE).status == 200
        assert time.monotonic() - began < 0.3
        drawing.join()


def test_the_list_of_a_new_state_does_not_wait_for_pictures_of_an_old_one(made: Made) -> None:
    made.ask("/api/print/jianbao/2026-01")
    made.drawn.seconds = 0.5
    drawing = threading.Thread(target=made.ask, args=(f"{PAGE_1}?dpi=96",))
    drawing.start()
    wait_for(lambda: len(made.drawn.asked) == 2)
    began = time.monotonic()
    made.board.put_print(KEY, "p2", b"%PDF 2", {})
    assert made.ask("/api/print/jianbao/2026-01").json["version"] == "p2"
    assert time.monotonic() - began < 0.3
    drawing.join()


def test_the_pdf_has_its_name(made: Made) -> None:
    answer = made.ask("/api/pdf/jianbao/2026-01")
    assert (answer.body, answer.headers["content-type"]) == (b"%PDF 1", "application/pdf")
    disposition = f"inline; filename*=UTF-8''{quote(PDF_NAME)}"
    assert answer.headers["content-disposition"] == disposition
    made.board.put_print(KEY, "p2", b"%PDF 2", {})
    answer = made.ask("/api/pdf/jianbao/2026-01")
    assert (answer.body, answer.headers["content-disposition"]) == (b"%PDF 2", disposition)


def test_of_several_pdfs_it_is_the_one_of_the_archive(made: Made) -> None:
    folder = made.root / "output/jianbao/2026/01"
    (folder / "另一种.pdf").write_bytes(b"%PDF archive")
    assert made.ask("/api/pdf/jianbao/2026-01").message == NOT_MADE
    texts = ("jianbao", "工作简报", "jianbao/2026/01", PDF_NAME, "第1期", "2026-01-05", "2026年1月5日")
    entry = ArchiveEntry(KEY, *texts, 2026, True, ())
    (made.root / "output" / MANIFEST).write_bytes(manifest_bytes(Manifest({}, {KEY: entry})))
    assert made.ask("/api/pdf/jianbao/2026-01").body == b"%PDF 1"


# Opening the editor


def order(
    server: Server, data: object, origin: str | None = None, content_type: str = "application/json"
) -> Answer:
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    origin = server.address.rstrip("/") if origin is None else origin
    return ask(server, "/api/open", "POST", body, origin=origin, content_type=content_type)


PLACE = {"file": "content/reports/稿 一.md", "line": 12, "column": 3}


@pytest.fixture
def editing(tmp_path: Path) -> Iterator[Made]:
    """A site whose editor writes down what it was given."""
    program = tmp_path / "editor.py"
    program.write_text(
        "import pathlib, sys\npathlib.Path(sys.argv[1]).write_text('\\n'.join(sys.argv[2:]))\n"
    )
    words = [sys.executable, str(program), str(tmp_path / "told")]
    made = Made(tmp_path, f"{shlex.join(words)} -g {{file}}:{{line}}:{{column}}")
    yield made
    made.server.stop()


def test_the_editor_is_opened_at_the_place(editing: Made) -> None:
    answer = order(editing.server, PLACE)
    assert (answer.status, answer.body) == (204, b"")
    told = editing.root / "told"
    wait_for(lambda: told.exists() and told.read_text())
    assert told.read_text().splitlines() == ["-g", f"{editing.root}/content/reports/稿 一.md:12:3"]


def test_without_a_command_the_window_is_told(made: Made) -> None:
    answer = order(made.server, PLACE)
    assert (answer.status, answer.message) == (409, NO_COMMAND)


@pytest.mark.parametrize("origin", ["", "null", "http://evil.example", "https://localhost:8017"])
def test_no_other_site_opens_the_editor(editing: Made, origin: str) -> None:
    answer = order(editing.server, PLACE, origin)
    assert (answer.status, answer.message) == (403, WRONG_ORIGIN)
    assert not (editing.root / "told").exists()


def test_an_order_needs_an_origin_and_json(editing: Made) -> None:
    body = json.dumps(PLACE).encode()
    no_origin = ask(editing.server, "/api/open", "POST", body, content_type="application/json")
    assert (no_origin.status, no_origin.message) == (403, WRONG_ORIGIN)
    for content_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        answer = order(editing.server, PLACE, content_type=content_type)
        assert (answer.status, answer.message) == (403, WRONG_TYPE)
    assert order(editing.server, PLACE, content_type="application/json; charset=utf-8").status == 204


@pytest.mark.parametrize(
    "path",
    [
        *("../outside.md", "content/../../outside.md", "/etc/passwd", "content/none.md", "content", "", "."),
        *("content/reports/out.md", "content/\0.md", "~/.bashrc", "x" * 5000),
    ],
)
def test_only_files_of_the_site_are_opened(tmp_path: Path, path: str) -> None:
    (tmp_path / "outside.md").write_text("")
    made = Made(tmp_path / "site", "true")
    (tmp_path / "site/content/reports/out.md").symlink_to(tmp_path / "outside.md")
    try:
        answer = order(made.server, {"file": path, "line": 1, "column": 1})
        assert (answer.status, answer.message) == (400, NOT_OF_SITE)
    finally:
        made.server.stop()


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"{", b"\xff", b"[]", b"null", b"[" * 15_000, b" " * 30_000, {}, {"file": "site.yaml"}),
        *(
            {"file": 1, "line": 1},
            {"file": "site.yaml", "line": "1; rm"},
            {"file": "site.yaml", "line": True},
        ),
        *(
            {"file": "site.yaml", "line": -1},
            {"file": "site.yaml", "line": 1.5},
            {"file": "site.yaml", "line": 10**9},
        ),
        {"file": "site.yaml", "line": 1, "column": None},
    ],
)
def test_orders_that_are_none(made: Made, data: object) -> None:
    answer = order(made.server, data)
    assert (answer.status, answer.message) == (400, WRONG_ORDER)


def test_the_words_of_the_command() -> None:
    file = Path("/site/a b.md")
    assert command_line("gedit +{line} {file}", file, 5, 2) == ["gedit", "+5", "/site/a b.md"]
    assert command_line("code -g {file}:{line}:{column}", file, 5, 2) == ["code", "-g", "/site/a b.md:5:2"]
    assert command_line("'/opt/my editor/run' -n", file, 5, 2) == ["/opt/my editor/run", "-n", "/site/a b.md"]
    strange = Path("/site/{line}$(x);'.md")
    assert command_line("vim {file} {none}", strange, 5, 2) == ["vim", str(strange), "{none}"]


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("", NO_COMMAND),
        ("{file}", NO_COMMAND),
        ("'vim", "打开文件的命令里引号没有成对：'vim"),
        ("meiyou-zhege -g {file}", "找不到程序“meiyou-zhege”。请核对打开文件的命令：meiyou-zhege -g {file}"),
        ("/ {file}", "程序“/”启动不了（Permission denied）。请核对打开文件的命令：/ {file}"),
    ],
)
def test_a_command_that_does_not_work_is_explained(tmp_path: Path, command: str, message: str) -> None:
    assert open_editor(command, tmp_path / "a.md", 1, 1) == message


def test_what_is_wrong_with_the_command_reaches_the_window(tmp_path: Path) -> None:
    made = Made(tmp_path, "meiyou-zhege {file}")
    try:
        answer = order(made.server, PLACE)
        assert answer.status == 409
        assert answer.message == "找不到程序“meiyou-zhege”。请核对打开文件的命令：meiyou-zhege {file}"
    finally:
        made.server.stop()


def test_files_of_the_site_are_found_by_their_path(tmp_path: Path) -> None:
    root = make_files(tmp_path)
    assert file_of_site(root, "content/reports/稿 一.md") == root.resolve() / "content/reports/稿 一.md"
    assert file_of_site(root, str(root / "site.yaml")) == root.resolve() / "site.yaml"


def test_the_server_stands_alone(made: Made) -> None:
    """Two boards in one process have nothing in common."""
    other = Board(made.root / "output", made.root, make_view(serial=5))
    server = serve(other, pages=made.root / "preview")
    try:
        assert ask(server, "/api/view").json["serial"] == 5
        assert made.ask("/api/view").json["serial"] == 1
    finally:
        server.stop()
