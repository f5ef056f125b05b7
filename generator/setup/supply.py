"""Gets single files out of the system's packages into a folder, downloading a package where it must."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.setup import apt, system
from generator.setup.deb import DebError, extract
from generator.setup.fetch import FetchError, disk_trouble, fetch
from generator.setup.lack import Report


@dataclass(frozen=True)
class Wanted:
    """Files that are wanted out of one package; `title` is what its progress is headed with."""

    package: str
    files: tuple[str, ...]
    title: str


def supply(
    wanted: Sequence[Wanted], folder: Path, report: Report, live: Report | None = None
) -> Mapping[str, str]:
    """Puts the files into `folder`; returns for each package that failed why, in Chinese. Raises nothing."""
    if not wanted:
        return {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder, report):
            return _supply_all(wanted, folder, report, live)
    except OSError as error:
        return {one.package: disk_trouble(error) for one in wanted}


@contextmanager
def _alone(folder: Path, report: Report) -> Iterator[None]:
    """Keeps a second run from fetching the same files at the same time; it waits, then finds them there."""
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            report("另一个窗口正在下载字体，等它完成……")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _supply_all(
    wanted: Sequence[Wanted], folder: Path, report: Report, live: Report | None
) -> Mapping[str, str]:
    reasons: dict[str, str] = {}
    unreachable = ""
    for one in wanted:
        deb = next(iter(sorted(folder.glob(f"{one.package}_*.deb"))), None)
        if all((folder / file).is_file() for file in one.files):
            continue
        if deb is None and unreachable:
            # Another package of the same source would only wait for the same silence.
            reasons[one.package] = unreachable
            continue
        try:
            _unpack(deb or _download(one, folder, report, live), one, folder)
        except FetchError as error:
            reasons[one.package] = str(error)
            unreachable = "" if error.status else str(error)
        except DebError as error:
            reasons[one.package] = str(error)
        except OSError as error:
            reasons[one.package] = disk_trouble(error)
    return reasons


def _unpack(deb: Path, one: Wanted, folder: Path) -> None:
    """Takes the files out and deletes the package, unless the disk was at fault: then it serves once more."""
    try:
        absent = set(one.files) - set(extract(deb, one.files, folder))
    except DebError:
        deb.unlink()
        raise
    deb.unlink()
    for part in folder.glob(f"{one.package}_*.part"):
        part.unlink()
    if absent:
        raise DebError(f"软件包 {deb.name} 里没有 " + "、".join(sorted(absent)))


def _download(one: Wanted, folder: Path, report: Report, live: Report | None) -> Path:
    """Downloads a package; where apt's lists lead nowhere, with fresh lists if the rights suffice."""
    try:
        return _download_once(one, folder, report, live)
    except FetchError as error:
        stale = error.status == 404 and system.may_install(system.manager())
        if not stale or not system.apt("update"):
            raise
    return _download_once(one, folder, report, live)


def _download_once(one: Wanted, folder: Path, report: Report, live: Report | None) -> Path:
    source = apt.locate(one.package)
    if source is None:
        raise FetchError(_unknown(one.package), 404)
    target = folder / source.file
    fetch(
        source.address,
        target,
        size=source.size,
        algorithm=source.algorithm,
        digest=source.digest,
        progress=_Progress(one.title, report, live),
        proxies=apt.proxies(),
    )
    return target


def _unknown(package: str) -> str:
    if system.manager() != "apt":
        return "这个系统不用 apt，不能自动下载"
    return f"软件源目录里没有软件包 {package}（可以先运行 sudo apt-get update）"


class _Progress:
    """Words the progress of one download: every change to `live`, or every quarter to `report`."""

    def __init__(self, title: str, report: Report, live: Report | None) -> None:
        self.title, self.report, self.live = title, report, live
        self.shown = -1

    def __call__(self, done: int, size: int) -> None:
        percent = min(100, done * 100 // max(size, 1))
        step = percent if self.live else percent // 25
        if step == self.shown:
            return
        self.shown = step
        megabytes = f"{done / 1e6:.0f}/{size / 1e6:.0f} MB"
        (self.live or self.report)(f"{self.title}：{percent}%（{megabytes}）")
