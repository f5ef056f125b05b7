"""What an archived issue was set from, as one package: a small site that holds this issue and nothing else.

Unpacked anywhere it is built by the same commands, in thirty years too. It holds no row of the ledger: the
figures that the issue was sent with are in its record, where no citizen's name or number is. Pictures are
those that were printed; where a photo was taken, which its own file may tell, is not in them.
"""

from __future__ import annotations

import io
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import generator
from generator.load.records import adoption_file, record_file
from generator.model.adoption import Adoption
from generator.model.adoption_json import to_json as adoption_json
from generator.model.bulletin import Bulletin
from generator.model.content import Content, LoadedIssue
from generator.model.kinds import KIND_FOLDERS, SHIPPED
from generator.model.statistics import Statistics
from generator.model.statistics_json import to_json

SUFFIX = "（归档）源文件.zip"
SUMS, READ_ME, VERSIONS = "SHA256SUMS", "说明.txt", "组件版本.txt"

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""No time at all, as a zip file can say it: the same sources give the same bytes."""
_FILE = 0o100644 << 16
_PACKED = (".jpg", ".jpeg", ".png")
_PACKAGES = (
    *("weasyprint", "pydyf", "fonttools", "uharfbuzz", "pikepdf", "pillow"),
    *("jinja2", "markdown", "pydantic", "pyyaml", "matplotlib"),
)
_TEMPLATES = ("shared", "archive")
"""What all kinds need: the parts of a page, the page of all issues."""


@dataclass(frozen=True)
class Sources:
    """What a package is made of. `pictures` are by their path below content/, as they were made ready;
    `statistics` are the figures that the issue prints, if any, `adoption` what a 采用通报 counted."""

    content: Content
    bulletin: Bulletin
    pictures: Mapping[str, bytes]
    statistics: Statistics | None = None
    adoption: Adoption | None = None


def source_name(bulletin: Bulletin) -> str:
    """工作简报2022年第5期（归档）源文件.zip"""
    return f"{bulletin.file_name.removesuffix('.pdf')}{SUFFIX}"


def source_package(sources: Sources) -> bytes:
    """The package as a zip file; the same bytes for the same sources. Raises OSError where a file of the site
    went away since it was read."""
    files = dict(_files(sources))
    files[READ_ME] = _read_me(sources).encode()
    files[VERSIONS] = _versions().encode()
    sums = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    files[SUMS] = sums.encode()
    folder = source_name(sources.bulletin).removesuffix(".zip")
    target = io.BytesIO()
    with ZipFile(target, "w") as package:
        for name, data in sorted(files.items()):
            entry = ZipInfo(f"{folder}/{name}", _EARLIEST)
            entry.external_attr, entry.create_system = _FILE, 3
            packed = name.lower().endswith(_PACKED)
            package.writestr(entry, data, ZIP_STORED if packed else ZIP_DEFLATED)
    return target.getvalue()


def _files(sources: Sources) -> Iterator[tuple[str, bytes]]:
    """The site's files by their path in it."""
    bulletin = sources.bulletin
    issue = sources.content.issues[0]
    yield issue.front.file, _issue_file(issue, bulletin).encode()
    pictures = {f"content/{path}": data for path, data in sources.pictures.items()}
    yield from pictures.items()
    for name in bulletin.sources:
        if name != issue.front.file and name not in pictures:
            yield name, (sources.content.root / name).read_bytes()
    if sources.statistics is not None:
        yield record_file(bulletin.key), to_json(sources.statistics).encode()
    if sources.adoption is not None:
        yield adoption_file(bulletin.key), adoption_json(sources.adoption).encode()
    yield from _templates(sources)


def _issue_file(issue: LoadedIssue, bulletin: Bulletin) -> str:
    """The issue as it was written. Its total follows from the issues before it, which are not here; no
    more is what a correction or a reissue has from the first."""
    text = "\n".join(issue.front.lines) + "\n"
    record = issue.front.record
    written = ""
    if bulletin.total is not None and record.total is None:
        written += f"总期号: {bulletin.total}\n"
    if bulletin.first_date:
        written += f"期号: {bulletin.number}\n" if record.number is None else ""
        written += "增刊: 是\n" if bulletin.supplement and not record.supplement else ""
        written += f"原件签发日期: {bulletin.first_date}\n" if record.first_date is None else ""
    begin = "---\n" if text.startswith("---\n") else ""
    return begin + written + text.removeprefix(begin)


def _templates(sources: Sources) -> Iterator[tuple[str, bytes]]:
    """The templates of the issue's kind, the office's own in place of those that came with the program."""
    bulletin = sources.bulletin
    folders = {*_TEMPLATES, KIND_FOLDERS[bulletin.kind]}
    if bulletin.sheets:
        folders.add("jiaobandan")
    profile = f"profiles/{sources.content.site.record.profile}.yaml"
    found: dict[str, Path] = {}
    for root in (SHIPPED, sources.content.root / "templates"):
        names = [path for folder in folders for path in (root / folder).rglob("*")]
        for path in (*names, root / profile):
            if path.is_file():
                found[path.relative_to(root).as_posix()] = path
    for name, path in sorted(found.items()):
        yield f"templates/{name}", path.read_bytes()


def _versions() -> str:
    """The versions of the program and of what it sets pages with."""
    lines = [f"简报生成器 {generator.__version__}", f"Python {platform.python_version()}"]
    return "\n".join([*lines, *(f"{name} {version(name)}" for name in _PACKAGES)]) + "\n"


def _read_me(sources: Sources) -> str:
    bulletin = sources.bulletin
    counted = (
        "台账没有放进来：里面有群众的姓名和电话。这一期印出来的全部数字，在 content/records/ 里。\n"
        if sources.statistics is not None
        else ""
    )
    return (
        f"{bulletin.title}（{bulletin.masthead.number_line}）的源文件\n\n"
        "这里是这一期的全部来源：文字、照片、单位名单、数字和模板，够单独再编一次。\n"
        f"{counted}"
        "照片是印出来的那一份，拍摄地点等暗藏的信息已经去掉。\n\n"
        "怎样再编：\n"
        f"  1. 装好“简报生成器”，编这一期的是 {generator.__version__} 版，所用组件的版本见{VERSIONS}。\n"
        "  2. 在它的文件夹里打：make SITE=这个文件夹的路径\n"
        f"  3. 成品在这个文件夹的 output/{bulletin.folder}/ 里。\n"
        "字体不在包里。同一套字体编出来，每一行都一样；换了字体，文字一样，行可能不同。\n\n"
        "怎样核对有没有改动过：在这个文件夹里打 sha256sum -c SHA256SUMS，每行都说“OK”或者“成功”就没有。\n"
    )
