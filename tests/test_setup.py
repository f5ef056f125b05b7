"""The set-up of a machine: downloads, packages, faces, and what an editor is told of what is missing."""

from __future__ import annotations

import ast
import hashlib
import http.server
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.setup import __main__ as command
from generator.setup import apt, deb, doctor, environment, faces, fetch, installed, libraries, supply, system
from generator.setup.faces import FACES, Missing
from generator.setup.fetch import FetchError
from generator.setup.installed import Installed
from generator.setup.lack import Lack

ROOT = Path(__file__).resolve().parents[1]
BODY = bytes(range(256)) * 4000


# Helpers


@dataclass
class Server:
    """A file server on this machine: `body` at every path, with the faults that it is told to have."""

    body: bytes = BODY
    status: int = 200
    ranges: bool = True
    break_after: list[int] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    address: str = ""


@pytest.fixture
def server() -> Iterator[Server]:
    told = Server()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            told.asked.append(wanted)
            start = int(wanted[len("bytes=") : -1]) if wanted and told.ranges else 0
            body = told.body[start:] if told.status == 200 else b""
            self.send_response(206 if start else told.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            # A client that cannot write what it gets hangs up.
            with suppress(ConnectionError):
                self.wfile.write(body[: told.break_after.pop(0)] if told.break_after else body)

        def log_message(self, *_: object) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        told.address = f"http://127.0.0.1:{running.server_port}/some.deb"
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield told
        running.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch.time, "sleep", lambda _: None)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty face folder, on a machine whose system has no faces and no apt."""
    monkeypatch.setenv("JIANBAO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(installed, "in_system", tuple)
    monkeypatch.setattr(apt, "locate", lambda _: None)
    monkeypatch.setattr(system, "manager", lambda: None)
    place = tmp_path / "cache" / "faces"
    place.mkdir(parents=True)
    return place


def get(server: Server, target: Path, body: bytes = BODY) -> list[int]:
    seen: list[int] = []
    fetch.fetch(
        server.address,
        target,
        size=len(body),
        algorithm="sha256",
        digest=hashlib.sha256(body).hexdigest(),
        progress=lambda done, _: seen.append(done),
    )
    return seen


@contextmanager
def refusal(kind: type[Exception], message: str) -> Iterator[None]:
    """The block must raise `kind` with exactly `message`."""
    with pytest.raises(kind) as caught:
        yield
    assert str(caught.value) == message


def make_deb(path: Path, files: dict[str, bytes], compression: str = "xz") -> Path:
    """A small .deb: `ar` around a control member of odd length and the files as a tar."""
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode=f"w:{compression}") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(f"./usr/share/fonts/{name}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    control = io.BytesIO()
    with tarfile.open(fileobj=control, mode="w:gz"):
        pass
    members = (
        ("debian-binary", b"2.0\n"),
        ("control.tar.gz", control.getvalue()),
        (f"data.tar.{compression}", tar.getvalue()),
    )
    out = b"!<arch>\n"
    for name, data in members:
        out += f"{name:<16}{0:<12}{0:<6}{0:<6}{'100644':<8}{len(data):<10}`\n".encode("ascii")
        out += data + b"\n" * (len(data) % 2)
    path.write_bytes(out)
    return path


def font(*families: str, bold: bool = False, chinese: bool = True) -> Installed:
    styles = frozenset({"Bold" if bold else "Regular"})
    return Installed(Path("/fonts") / f"{families[0]}.ttf", frozenset(families), styles, chinese)


def only(*commands: str) -> Callable[[str], str | None]:
    """A `shutil.which` of a machine that has `commands` alone."""
    return lambda name: f"/usr/bin/{name}" if name in commands else None


# Downloads


def test_download_whole(server: Server, tmp_path: Path) -> None:
    seen = get(server, tmp_path / "x.deb")
    assert (tmp_path / "x.deb").read_bytes() == BODY
    assert seen == sorted(seen) and seen[-1] == len(BODY)
    assert [path.name for path in tmp_path.iterdir()] == ["x.deb"]


def test_download_is_taken_up_where_it_broke_off(server: Server, tmp_path: Path) -> None:
    (tmp_path / "x.deb.part").write_bytes(BODY[:1000])
    get(server, tmp_path / "x.deb")
    assert server.asked == ["bytes=1000-"]
    assert (tmp_path / "x.deb").read_bytes() == BODY


def test_download_goes_on_by_itself_after_breaks(server: Server, tmp_path: Path) -> None:
    server.break_after = [700_000, 100_000]
    get(server, tmp_path / "x.deb")
    assert server.asked == ["", "bytes=700000-", "bytes=800000-"]
    assert (tmp_path / "x.deb").read_bytes() == BODY


def test_server_without_ranges_starts_again(server: Server, tmp_path: Path) -> None:
    server.ranges = False
    (tmp_path / "x.deb.part").write_bytes(b"?" * 1000)
    get(server, tmp_path / "x.deb")
    assert (tmp_path / "x.deb").read_bytes() == BODY


def test_wrong_part_is_thrown_away(server: Server, tmp_path: Path) -> None:
    (tmp_path / "x.deb.part").write_bytes(b"?" * 1000)
    get(server, tmp_path / "x.deb")
    assert server.asked == ["bytes=1000-", ""]
    assert (tmp_path / "x.deb").read_bytes() == BODY


def test_wrong_file_is_refused(server: Server, tmp_path: Path) -> None:
    server.body = BODY[::-1]
    with refusal(FetchError, "下载的文件与软件源公布的校验值不符"):
        get(server, tmp_path / "x.deb")
    assert list(tmp_path.iterdir()) == []


def test_broken_download_keeps_what_arrived(server: Server, tmp_path: Path) -> None:
    server.break_after = [5000, 0]
    with refusal(FetchError, "下载中途断开"):
        get(server, tmp_path / "x.deb")
    assert (tmp_path / "x.deb.part").read_bytes() == BODY[:5000]


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (404, "软件源里已经没有这个版本，要先运行 sudo apt-get update"),
        (403, "软件源拒绝下载（403），请检查代理设置"),
    ],
)
def test_refused_download(server: Server, tmp_path: Path, status: int, message: str) -> None:
    server.status = status
    with pytest.raises(FetchError) as caught:
        get(server, tmp_path / "x.deb")
    assert (str(caught.value), caught.value.status) == (message, status)


def test_no_server(tmp_path: Path) -> None:
    with refusal(FetchError, "连不上软件源"):
        get(Server(address="http://127.0.0.1:9/x.deb"), tmp_path / "x.deb")


def test_folder_that_cannot_be_written(server: Server, tmp_path: Path) -> None:
    (tmp_path / "x.deb.part").mkdir()
    with refusal(FetchError, "读写出错：Is a directory"):
        get(server, tmp_path / "x.deb")


def test_errors_of_the_disk_in_words() -> None:
    assert fetch.disk_trouble(OSError(28, "No space left on device")) == "磁盘已满"
    assert fetch.disk_trouble(PermissionError(13, "Permission denied")) == "没有写入权限"


# Packages


@pytest.mark.parametrize("tool", [True, False], ids=["dpkg-deb", "own reader"])
@pytest.mark.parametrize("compression", ["xz", "gz"])
def test_extract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tool: bool, compression: str) -> None:
    if tool and shutil.which("dpkg-deb") is None:
        pytest.skip("这个系统没有 dpkg-deb")
    if not tool:
        monkeypatch.setattr(shutil, "which", only())
    package = make_deb(tmp_path / "p.deb", {"a.otf": b"A" * 5, "b.otf": b"B", "c.otf": b"C"}, compression)
    out = tmp_path / "out"
    out.mkdir()
    assert deb.extract(package, {"a.otf", "c.otf", "d.otf"}, out) == ["a.otf", "c.otf"]
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {"a.otf": b"AAAAA", "c.otf": b"C"}


def test_damaged_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = make_deb(tmp_path / "p.deb", {"a.otf": os.urandom(5000)})
    package.write_bytes(package.read_bytes()[:-3000])
    with refusal(deb.DebError, "软件包 p.deb 损坏"):
        deb.extract(package, {"a.otf"}, tmp_path)
    monkeypatch.setattr(shutil, "which", only())
    with refusal(deb.DebError, "软件包 p.deb 损坏"):
        deb.extract(package, {"a.otf"}, tmp_path)


def test_not_a_package(tmp_path: Path) -> None:
    (tmp_path / "p.deb").write_bytes(b"<html>")
    with refusal(deb.DebError, "p.deb 不是 Debian 软件包"):
        deb.data_member(tmp_path / "p.deb")


@given(st.binary(max_size=400))
def test_reader_of_packages_only_ever_says_damaged(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    package = tmp_path_factory.mktemp("deb") / "p.deb"
    package.write_bytes(b"!<arch>\n" + data)
    try:
        deb.data_member(package)
    except deb.DebError as error:
        assert str(error) == "软件包 p.deb 损坏"


URI = "'http://mirror.example.org/pool/p/p_1%2b2-1_all.deb' p_1+2-1_all.deb 1234"


def test_address_from_apt() -> None:
    found = apt.parse_uris(f"{URI} SHA256:ABCDEF\n", "")
    assert found == apt.Source(
        "http://mirror.example.org/pool/p/p_1%2b2-1_all.deb", "p_1+2-1_all.deb", 1234, "sha256", "abcdef"
    )


def test_weak_hash_is_replaced() -> None:
    show = (
        "Package: p\nFilename: pool/p/p_0_all.deb\nSHA256: 00\n\n"
        "Package: p\nFilename: pool/p/p_1+2-1_all.deb\nSHA256: 11\n"
    )
    found = apt.parse_uris(f"{URI} MD5Sum:abcdef", show)
    assert found is not None and (found.algorithm, found.digest) == ("sha256", "11")
    assert apt.parse_uris(URI, "") is None


def test_package_that_apt_does_not_know() -> None:
    assert apt.parse_uris("", "") is None
    assert apt.parse_uris("E: Unable to locate package p", "") is None


@given(st.text())
def test_any_answer_of_apt_is_survived(said: str) -> None:
    apt.parse_uris(said, said)
    apt.parse_uris(f"{URI} {said}", said)


def test_proxy_of_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    said = 'Acquire::http::Proxy "http://10.0.0.1:3142/";\nAcquire::https::Proxy "DIRECT";\n'
    monkeypatch.setattr(apt, "_ask", lambda *_: said)
    assert apt.proxies() == {"http": "http://10.0.0.1:3142/"}


# Faces


def test_face_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("JIANBAO_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert faces.face_folder() == tmp_path / ".cache/jianbao/faces"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert faces.face_folder() == tmp_path / ".cache/jianbao/faces"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "c"))
    assert faces.face_folder() == tmp_path / "c/jianbao/faces"
    monkeypatch.setenv("JIANBAO_CACHE", "~/own")
    assert faces.face_folder() == tmp_path / "own/faces"


def test_nothing_is_done_when_all_faces_are_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> tuple[Installed, ...]:
        raise AssertionError("asked fontconfig")

    for face in FACES:
        (folder / face.file).write_bytes(b"font")
    monkeypatch.setattr(installed, "in_system", refuse)
    lines: list[str] = []
    assert faces.ensure_faces(lines.append) == []
    assert lines == []


def test_faces_of_the_system_are_not_fetched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = tuple(font(face.family, bold=face.bold) for face in FACES)
    monkeypatch.setattr(installed, "in_system", lambda: fonts)
    assert faces.ensure_faces(pytest.fail) == []
    assert list(folder.iterdir()) == []


def test_office_faces_serve_but_rare_characters_need_the_spare(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts = tuple(font(face.office[0]) for face in FACES)
    monkeypatch.setattr(installed, "in_system", lambda: fonts)
    missing = faces.ensure_faces(lambda _: None)
    assert [(one.face.role, one.substitute) for one in missing] == [("宋体", "方正书宋_GBK")]


def test_bold_face_is_not_served_by_a_regular_one() -> None:
    title = next(face for face in FACES if face.role == "小标宋")
    assert faces.server_of(title, [font("Noto Serif CJK SC")]) is None
    assert faces.server_of(title, [font("Noto Serif CJK SC", bold=True)]) is not None


def test_without_network_and_faces(folder: Path) -> None:
    assert faces.describe(faces.ensure_faces(pytest.fail)) == [
        "没有取到仿宋、楷体、小标宋、宋体、黑体的字体：这个系统不用 apt，不能自动下载。",
        "  暂时代替：没有，这台机器上一种中文字体也没有。",
        "  要补上：联网后运行 make faces。不能联网的，把下列文件，或者本单位已有的方正小标宋、仿宋_GB2312、",
        f"  楷体_GB2312、黑体、宋体，放进文件夹 {folder}：",
        "  FandolFang-Regular.otf、LXGWWenKai-Regular.ttf、NotoSerifCJK-Bold.ttc、NotoSerifCJK-Regular.ttc、"
        "NotoSansCJK-Regular.ttc",
        "  这些文件在 Debian 软件包 texlive-lang-chinese、fonts-lxgw-wenkai、fonts-noto-cjk 里，"
        "把整个 .deb 文件放进去也行。",
    ]


def test_stand_ins_are_named() -> None:
    lines = faces.describe(
        [Missing(FACES[0], "连不上软件源", "SimSun"), Missing(FACES[1], "磁盘已满", "KaiTi")]
    )
    assert lines[:3] == [
        "没有取到仿宋的字体：连不上软件源。",
        "没有取到楷体的字体：磁盘已满。",
        "  暂时代替：仿宋用“SimSun”，楷体用“KaiTi”。",
    ]
    assert faces.describe([]) == []


def test_any_chinese_face_stands_in() -> None:
    fonts = [font("DejaVu Sans", chinese=False), font("WenQuanYi Zen Hei")]
    assert faces.substitute_for(FACES[0], fonts) == "WenQuanYi Zen Hei"
    assert faces.substitute_for(FACES[0], fonts[:1]) == ""


def test_package_put_there_by_hand(folder: Path) -> None:
    make_deb(folder / "fonts-lxgw-wenkai_1.250_all.deb", {"LXGWWenKai-Regular.ttf": b"wenkai"})
    missing = faces.ensure_faces(lambda _: None)
    assert "楷体" not in [one.face.role for one in missing]
    assert (folder / "LXGWWenKai-Regular.ttf").read_bytes() == b"wenkai"
    assert list(folder.glob("*.deb")) == []


def test_faces_are_fetched_from_the_address_that_apt_gives(
    folder: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {face.file: face.role.encode() for face in FACES}
    server.body = make_deb(tmp_path / "all.deb", files).read_bytes()
    source = apt.Source(
        server.address, "?", len(server.body), "sha256", hashlib.sha256(server.body).hexdigest()
    )
    monkeypatch.setattr(apt, "locate", lambda package: replace(source, file=f"{package}_1_all.deb"))
    monkeypatch.setattr(apt, "proxies", dict)
    (folder / "fonts-noto-cjk_0_all.deb.part").write_bytes(b"of another release")
    lines: list[str] = []
    live: list[str] = []
    assert faces.ensure_faces(lines.append, live.append) == []
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == files | {".lock": b""}
    assert lines == []
    assert live == [
        "正在下载字体 仿宋：100%（0/0 MB）",
        "正在下载字体 楷体：100%（0/0 MB）",
        "正在下载字体 小标宋、宋体、黑体：100%（0/0 MB）",
    ]


def test_unreachable_source_is_asked_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def locate(package: str) -> apt.Source:
        asked.append(package)
        return apt.Source("http://127.0.0.1:9/x.deb", f"{package}_1_all.deb", 10, "sha256", "00")

    monkeypatch.setattr(apt, "locate", locate)
    monkeypatch.setattr(apt, "proxies", dict)
    missing = faces.ensure_faces(lambda _: None)
    assert {one.reason for one in missing} == {"连不上软件源"}
    assert asked == ["texlive-lang-chinese"]


def test_stale_lists_are_refreshed_by_root(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    updates = []

    def update(*words: str) -> bool:
        updates.append(words)
        return True

    monkeypatch.setattr(system, "manager", lambda: "apt")
    monkeypatch.setattr(system, "may_install", lambda _: True)
    monkeypatch.setattr(system, "apt", update)
    reasons = supply.supply([supply.Wanted("p", ("a.otf",), "")], folder, pytest.fail)
    assert reasons == {"p": "软件源目录里没有软件包 p（可以先运行 sudo apt-get update）"}
    assert updates == [("update",)]


def test_package_without_the_file(folder: Path) -> None:
    make_deb(folder / "p_1_all.deb", {"b.otf": b""})
    reasons = supply.supply([supply.Wanted("p", ("a.otf",), "")], folder, pytest.fail)
    assert reasons == {"p": "软件包 p_1_all.deb 里没有 a.otf"}


def test_face_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    reasons = supply.supply([supply.Wanted("p", ("a",), "")], tmp_path / "file" / "faces", pytest.fail)
    assert reasons == {"p": "读写出错：Not a directory"}


def test_list_of_fontconfig() -> None:
    found = installed.parse(
        ["/f/a.ttf\tSimSun,宋体\tRegular,常规\ten|zh-cn", "/f/b.ttf\tB\tBold\ten", "nonsense", ""]
    )
    assert found == (
        Installed(Path("/f/a.ttf"), frozenset({"SimSun", "宋体"}), frozenset({"Regular", "常规"}), True),
        Installed(Path("/f/b.ttf"), frozenset({"B"}), frozenset({"Bold"}), False),
    )
    assert [one.bold for one in found] == [False, True]


def test_without_fontconfig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.ttf").write_bytes(b"")
    monkeypatch.setattr(shutil, "which", only())
    assert installed.in_system() == ()
    assert installed.in_folder(tmp_path) == ()


# System packages


@pytest.fixture
def lacking() -> tuple[system.Need, ...]:
    return tuple(replace(need, present=lambda: False) for need in (system.PANGO, system.SUBSET))


@pytest.mark.parametrize(
    ("commands", "root", "said"),
    [
        (
            ("apt-get",),
            False,
            "请运行：sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        ),
        (("dnf", "yum"), False, "请运行：sudo dnf install -y pango harfbuzz"),
        (("yum",), True, "请运行：yum install -y pango harfbuzz"),
        (("brew",), False, "请运行：brew install pango harfbuzz"),
        ((), False, "请信息中心在这台机器上装好：排版库 Pango、字体裁剪库 HarfBuzz"),
    ],
)
def test_command_to_type(
    lacking: tuple[system.Need, ...],
    monkeypatch: pytest.MonkeyPatch,
    commands: tuple[str, ...],
    root: bool,
    said: str,
) -> None:
    monkeypatch.setattr(shutil, "which", only(*commands))
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
    (lack,) = system.ensure_system(lacking, pytest.fail)
    assert lack.lines() == (
        "缺少“排版库 Pango”：没有它做不了 PDF。",
        "缺少“字体裁剪库 HarfBuzz”：没有它照样能做，只是慢几倍。",
        f"  {said}",
    )
    assert lack.fatal
    (lack,) = system.ensure_system(lacking[1:], pytest.fail)
    assert not lack.fatal


def test_root_installs_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    have: set[str] = set()
    ran: list[tuple[str, ...]] = []

    def run(*words: str) -> bool:
        ran.append(words)
        # The lists are old, then one of the packages is not to be had.
        if words[0] == "install" and ("update",) in ran and "libharfbuzz-subset0" not in words:
            have.update(words[1:])
        return words[0] == "update"

    monkeypatch.setattr(shutil, "which", only("apt-get"))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(system, "apt", run)
    needs = (
        replace(system.PANGO, present=lambda: "libpango-1.0-0" in have),
        replace(system.SUBSET, present=lambda: False),
        replace(system.FONTCONFIG, present=lambda: True),
    )
    lines: list[str] = []
    lacks = system.ensure_system(needs, lines.append)
    assert lines == ["正在安装系统软件包：排版库 Pango、字体裁剪库 HarfBuzz（第一次要几分钟）……"]
    assert [lack.mend for lack in lacks] == ["请运行：apt-get install -y libharfbuzz-subset0"]
    everything = ("install", "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
    assert ran[:3] == [everything, ("update",), everything]


def test_root_without_network_gives_up_soon(
    lacking: tuple[system.Need, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    monkeypatch.setattr(shutil, "which", only("apt-get"))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(system, "apt", lambda *words: ran.append(words[0]))
    (lack,) = system.ensure_system(lacking, lambda _: None)
    assert lack.fatal
    assert ran == ["install", "update", "install"]


def test_nothing_is_installed_when_all_is_there() -> None:
    needs = tuple(replace(need, present=lambda: True) for need in system.TEST_NEEDS)
    assert system.ensure_system(needs, pytest.fail) == []


def test_pango_of_this_machine() -> None:
    version = libraries.pango_version()
    assert version is not None and version >= libraries.PANGO_LEAST
    assert libraries.load("no-such-library") is None


# The Python environment


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with locks and an interpreter that need not work."""
    for lock in (environment.LOCK, environment.LOCK_DEV):
        (tmp_path / lock).write_text(f"# {lock}\n")
    python = environment.python_of(tmp_path)
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    return tmp_path


def test_environment_is_made_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(environment, "_run", lambda _, *words: ran.append(words))
    lines: list[str] = []
    assert environment.ensure_environment(project, lines.append, dev=True) == []
    assert lines == ["正在安装 Python 组件（第一次要一两分钟）……"]
    assert "--require-hashes" in ran[-1]
    assert ran[-1][-1] == str(project / "requirements-dev.lock")
    ran.clear()
    assert environment.ensure_environment(project, pytest.fail, dev=True) == []
    assert environment.ensure_environment(project, pytest.fail, dev=False) == []
    assert ran == []
    (project / "requirements.lock").write_text("# another\n")
    assert not environment.is_ready(project, environment.LOCK)


def test_environment_of_a_replaced_interpreter_is_not_ready(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "_run", lambda *_: None)
    environment.ensure_environment(project, lambda _: None, dev=False)
    assert environment.is_ready(project, environment.LOCK)
    environment.python_of(project).unlink()
    assert not environment.is_ready(project, environment.LOCK)
    environment.python_of(project).symlink_to("/bin/sh")
    assert not environment.is_ready(project, environment.LOCK)


def test_environment_without_network(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "_run", lambda _, *words: "连不上" if "install" in words else None)
    (lack,) = environment.ensure_environment(project, lambda _: None, dev=False)
    assert lack.lines() == (
        "Python 组件没有装上：连不上",
        "  请检查网络后再运行一次 make。单位有内部软件源的，先设好 PIP_INDEX_URL；",
        "  完全不能上网的，在一台系统相同、能上网的机器上运行 "
        "python3 -m pip download -r requirements.lock -d wheels，",
        "  把 wheels 文件夹拷到这里，再运行：PIP_NO_INDEX=1 PIP_FIND_LINKS=wheels make",
    )
    assert not environment.is_ready(project, environment.LOCK)


def test_environment_without_pip_is_made_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, ...]] = []

    def run(_: Path, *words: str) -> str | None:
        ran.append(words)
        return "No module named pip" if words[-1] == "--version" else None

    monkeypatch.setattr(environment, "_run", run)
    monkeypatch.setattr(environment, "ensure_system", lambda *_: [])
    assert environment.ensure_environment(project, lambda _: None, dev=False) == []
    assert ("-m", "venv", "--clear", str(project / ".venv")) in ran


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        (
            "WARNING: ... NewConnectionError ...\nERROR: No matching distribution found",
            "连不上 Python 软件包网站",
        ),
        ("ERROR: No matching distribution found for x", "软件源里没有需要的组件"),
        ("OSError: [Errno 28] No space left on device", "磁盘已满"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "下载的组件与锁定的校验值不符，可能被网络中途改动"),
        ("first\nlast", "last"),
        ("", "没有说明原因"),
    ],
)
def test_reasons_of_pip_in_words(said: str, meaning: str) -> None:
    assert environment.reason(said) == meaning


def test_interpreter_that_does_not_run(tmp_path: Path) -> None:
    assert environment._run(tmp_path / "python") == "No such file or directory"
    assert environment._run(Path(sys.executable), "-c", "") is None


# Locks


def locked(name: str) -> dict[str, str]:
    return doctor.locked(ROOT / name)


def test_tests_have_what_a_run_has() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.findall(r"^(?:[\w.-]+==\S+) \\\n(    --hash=sha256:[0-9a-f]{64})", text, re.MULTILINE)
    assert len(entries) == len(locked(name)) > 30
    assert re.findall(r"https?://|file:|index-url|find-links|trusted-host", text) == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_wanted_package_is_locked(name: str) -> None:
    lines = (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines()
    wanted = {doctor.plain(found.group()) for line in lines if (found := re.match(r"[A-Za-z][\w.-]*", line))}
    assert wanted <= locked(f"{name}.lock").keys()


# The doctor


def test_doctor_of_a_bare_machine(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", only())
    monkeypatch.setattr(libraries, "load", lambda _: None)
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    monkeypatch.setattr(doctor, "SPACE_LEAST", 10**30)
    for need in ("SUBSET", "FONTCONFIG", "CHROMIUM"):
        monkeypatch.setattr(system, need, replace(getattr(system, need), present=lambda: False))
    checks = doctor.run_doctor(tmp_path / "nowhere")
    assert [check.name for check in checks if check.ok] == ["Python"]
    assert all(check.mend for check in checks if not check.ok)
    assert [check.name for check in checks if check.needed and not check.ok] == [
        "Python 组件",
        "排版库 Pango",
        "中文字体",
        "磁盘空间",
        "输出文件夹",
    ]
    assert doctor.verdict(checks) == "现在还做不了成品，请先按标着“缺少”的各行办理。"


def test_old_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "pango_version", lambda: (1, 42, 4))
    assert doctor.check_pango() == doctor.Check(
        "排版库 Pango", False, "1.42.4 太旧，要 1.44.0 以上", "请升级系统或换一台机器"
    )


def test_packages_against_the_lock(tmp_path: Path) -> None:
    (tmp_path / "requirements.lock").write_text("a-b==1.0 \\\n    --hash=x\nc==2\n")
    assert doctor.check_packages(tmp_path).detail == "还没有安装"
    python = environment.python_of(tmp_path)
    python.parent.mkdir(parents=True)
    python.write_text("")
    place = tmp_path / ".venv/lib/python3.11/site-packages"
    install(place, "A_b", "1.0")
    assert doctor.check_packages(tmp_path).detail == "缺 c"
    install(place, "c", "3")
    assert doctor.check_packages(tmp_path).detail == "版本不对：c"
    shutil.rmtree(place)
    install(place, "A_b", "1.0")
    install(place, "c", "2")
    assert doctor.check_packages(tmp_path) == doctor.Check("Python 组件", True, "2 个，版本都对")


def install(place: Path, name: str, version: str) -> None:
    info = place / f"{name}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")


def test_which_file_serves_a_face(folder: Path) -> None:
    song = FACES[3]
    assert doctor.check_face(song, [font("SimSun")]).detail == "/fonts/SimSun.ttf"
    absent = doctor.check_face(song, [font("WenQuanYi Zen Hei")])
    assert (absent.ok, absent.detail) == (False, "没有，暂用“WenQuanYi Zen Hei”代替")
    assert absent.mend == f"运行 make faces，或把 NotoSerifCJK-Regular.ttc 放进 {folder}"
    (folder / song.file).write_bytes(b"")
    assert doctor.check_face(song, []).detail == str(folder / song.file)


def test_output_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.check_output(tmp_path) == doctor.Check("输出文件夹", True, str(tmp_path / "output"))
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert doctor.check_output(tmp_path).detail == f"{tmp_path} 没有写入权限"
    (tmp_path / "output").write_text("")
    assert doctor.check_output(tmp_path).detail == f"{tmp_path / 'output'} 不是文件夹"


def test_table_of_the_doctor() -> None:
    checks = [
        doctor.Check("Python", True, "3.11.2"),
        doctor.Check("中文字体", False, "一个也没有", "运行 make faces"),
        doctor.Check("浏览器", False, "没有", needed=False),
    ]
    assert doctor.table(checks) == [
        "正常  Python    3.11.2",
        "缺少  中文字体  一个也没有",
        "                → 运行 make faces",
        "注意  浏览器    没有",
        "",
        "现在还做不了成品，请先按标着“缺少”的各行办理。",
    ]
    assert doctor.verdict(checks[:1]) == "一切正常。"
    assert doctor.verdict(checks[::2]) == "可以做成品。标着“注意”的各行有什么影响，写在该行里。"


# The command


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[object]]:
    """What each step of `prepare` finds lacking; empty at first."""
    found: dict[str, list[object]] = {"system": [], "environment": [], "faces": []}
    monkeypatch.setattr(command, "ensure_system", lambda *_: list(found["system"]))
    monkeypatch.setattr(command, "ensure_environment", lambda *_, **__: list(found["environment"]))
    monkeypatch.setattr(command, "ensure_faces", lambda *_: found["faces"])
    return found


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["setup", *arguments])
    return command.main()


def test_ready_machine_says_nothing(
    machine: dict[str, list[object]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "prepare") == 0
    assert capfd.readouterr() == ("", "")
    assert run(monkeypatch, "faces") == 0
    assert capfd.readouterr() == ("", "中文字体都有了。\n")


def test_missing_library_stops(
    machine: dict[str, list[object]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    machine["system"] = [Lack("缺少甲。", "请运行：乙")]
    machine["environment"] = [Lack("不应到这一步。", "")]
    assert run(monkeypatch, "prepare", "--dev") == 3
    assert capfd.readouterr() == ("", "缺少甲。\n  请运行：乙\n")


def test_missing_faces_are_a_notice_to_a_build(
    machine: dict[str, list[object]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    machine["system"] = [Lack("缺少甲。", "请运行：乙", fatal=False)]
    machine["faces"] = [Missing(FACES[0], "连不上软件源", "SimSun")]
    assert run(monkeypatch, "prepare") == 0
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("缺少甲。\n  请运行：乙\n没有取到仿宋的字体：连不上软件源。\n")
    assert run(monkeypatch, "faces") == 3


def test_interruption(
    machine: dict[str, list[object]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> list[Missing]:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "ensure_faces", interrupt)
    assert run(monkeypatch, "faces") == 130
    assert capfd.readouterr().err == "已中断。再运行一次会接着做。\n"


def test_doctor_command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(command, "run_doctor", lambda _: [doctor.Check("甲", False, "没有", "装上")])
    assert run(monkeypatch, "doctor") == 3
    assert capfd.readouterr().out.splitlines()[:2] == ["缺少  甲  没有", "          → 装上"]
    monkeypatch.setattr(command, "run_doctor", lambda _: [doctor.Check("甲", False, "没有", needed=False)])
    assert run(monkeypatch, "doctor") == 0


# start.sh and the Makefile


def start(folder: Path, commands: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs start.sh in `folder` on a machine whose commands are these shell scripts alone."""
    bin_folder = folder / "bin"
    bin_folder.mkdir()
    for name, script in commands.items():
        (bin_folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (bin_folder / name).chmod(0o755)
    return subprocess.run(
        ["/bin/sh", str(ROOT / "generator/setup/start.sh"), "prepare"],
        cwd=folder,
        env={"PATH": str(bin_folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_start_without_python(tmp_path: Path) -> None:
    done = start(tmp_path, {})
    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        "这台机器上没有 Python，本程序需要 3.11 或更高的版本。",
        "软件源里的版本不够新时，请信息中心另装一个 Python 3.11 以上的版本，再运行：make PYTHON=它的完整路径",
    ]


def test_start_with_an_old_python(tmp_path: Path) -> None:
    old = 'case "$2" in *platform*) echo 3.7.3;; *) exit 1;; esac'
    done = start(tmp_path, {"python3": old, "apt-get": ""})
    assert done.returncode == 3
    assert done.stderr.splitlines()[:2] == [
        "这台机器上的 Python 是 3.7.3，本程序需要 3.11 或更高的版本。",
        "请先试：sudo apt-get install python3 python3-venv",
    ]


def test_start_finds_a_newer_python_beside_an_old_one(tmp_path: Path) -> None:
    newer = 'case "$1" in -c) exit 0;; *) echo "newer $*";; esac'
    done = start(tmp_path, {"python3": "exit 1", "python3.12": newer})
    assert (done.returncode, done.stdout) == (0, "newer -m generator.setup prepare\n")


def make(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    own = {"SITE", "OUTPUT", "FORMAT", "ISSUE", "REPORT", "PDF", "PYTHON", "MFLAGS"}
    clean = {
        name: value for name, value in os.environ.items() if name not in own and not name.startswith("MAKE")
    }
    return subprocess.run(
        ["make", "--no-print-directory", "-f", str(ROOT / "Makefile"), *arguments],
        cwd=cwd,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_names_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    targets = set(phony.group(1).split()) - {"prepare", "prepare-dev"}
    said = make("help").stdout
    assert set(re.findall(r"^  make ([a-z]+) +\S", said, re.MULTILINE)) == targets
    assert re.findall(r"^\S+$", said, re.MULTILINE)[:3] == ["编简报", "照看机器", "维护程序"]


def test_values_reach_the_program_as_they_are(tmp_path: Path) -> None:
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nshift 2\nprintf "<%s>" "$@"\n')
    python.chmod(0o755)
    (tmp_path / "generator/setup").mkdir(parents=True)
    (tmp_path / "generator/setup/start.sh").write_text("exit 0\n")

    def said(*arguments: str) -> str:
        done = make(*arguments, cwd=tmp_path)
        assert done.stderr == ""
        return done.stdout

    assert said() == "<build><--site><.>"
    values = ("SITE=my 'site'", "OUTPUT=a b", "FORMAT=json", "ISSUE=gongzuo-jianbao/2022-05")
    assert said(*values) == (
        "<build><--site><my 'site'><--output><a b><--format><json><gongzuo-jianbao/2022-05>"
    )
    assert said("new", "ISSUE=gongzuo-jianbao") == "<new><--site><.><--issue><gongzuo-jianbao>"
    assert said("new", "REPORT=0603-zhaoshang") == "<new><--site><.><--report><0603-zhaoshang>"
    assert said("measure", "PDF=第 5 期.pdf") == "<measure><--site><.><第 5 期.pdf>"


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("new", "请写明要新建什么，例如：make new ISSUE=gongzuo-jianbao 或 make new REPORT=0603-shifazhanju"),
        ("measure", "请写明要量哪个文件，例如：make measure PDF=output/某一期.pdf"),
    ],
)
def test_target_that_needs_a_value(tmp_path: Path, target: str, message: str) -> None:
    (tmp_path / "generator/setup").mkdir(parents=True)
    (tmp_path / "generator/setup/start.sh").write_text("exit 0\n")
    done = make(target, cwd=tmp_path)
    assert (done.returncode, done.stderr.splitlines()[0]) == (2, message)


def test_clean_deletes_only_what_was_generated(tmp_path: Path) -> None:
    site = tmp_path / "my site"
    for name in ("output/a.html", ".cache/b", "content/c.md", "site.yaml"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("")
    for name in ("generator", "tests", ".venv"):
        (tmp_path / name).mkdir()
    assert make("clean", f"SITE={site}", "OUTPUT=/nowhere", cwd=tmp_path).returncode == 0
    assert sorted(path.name for path in site.iterdir()) == ["content", "site.yaml"]
    assert (tmp_path / ".venv").is_dir()


def test_clean_of_a_folder_that_is_no_site(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    done = make("clean", f"SITE={tmp_path}")
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == f"{tmp_path} 里没有 site.yaml，不是站点，没有删任何东西。"
    assert (tmp_path / "output").is_dir()


# What the set-up may not do


def test_setup_needs_nothing_installed() -> None:
    for path in sorted((ROOT / "generator/setup").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                own = name == "generator.setup" or name.startswith("generator.setup.")
                assert own or name.partition(".")[0] in sys.stdlib_module_names, f"{path.name}: {name}"


def test_no_address_stands_in_the_setup() -> None:
    files = [*(ROOT / "generator/setup").iterdir(), ROOT / "Makefile", ROOT / ".ci/run"]
    for path in files:
        if path.is_file():
            assert re.findall(r"(?:https?|ftp)://", path.read_text(encoding="utf-8")) == [], path.name
