"""Downloads and packages: taken up after a break, checked, unpacked; addresses only from apt."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from setup_made import BODY, Server, make_deb, only, refusal, serving

from generator.setup import apt, deb, fetch
from generator.setup.fetch import FetchError


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch.time, "sleep", lambda _: None)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


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
