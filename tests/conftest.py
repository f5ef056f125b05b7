"""Small whole sites for tests, and what loading them tells."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from PIL import Image

from generator.diagnostics import Diagnostic, ordered
from generator.diagnostics.show import WORDS
from generator.load.site import load_site

# The same examples every time: a test that fails tells of a change in the code.
settings.register_profile("office", deadline=None, derandomize=True)
settings.load_profile("office")

SITE = """\
单位: 市领导小组办公室
刊物:
  gongzuo-jianbao: {名称: 工作简报, 类型: 简报, 频次: 周}
"""
UNITS = """\
- {名称: 市经济和信息化局, 简称: 市经信局, 类别: 市直, 份数: 2, 曾用名: [市经委]}
- {名称: 澄湖区, 类别: 县市区}
"""
REPORT = """\
---
标题: 市经信局召开动员会
单位: 市经信局
日期: 2022-05-28
---
会议强调，要走进企业。
"""
ISSUE = """\
期号: 5
签发日期: 2022-06-06
报道期间: 2022-05-30 至 2022-06-05
栏目:
  - 名称: 工作部署
    文章: [reports/a.md]
状态: 定稿
"""
FILES: Mapping[str, str] = {
    "site.yaml": SITE,
    "content/units.yaml": UNITS,
    "content/reports/a.md": REPORT,
    "content/issues/gongzuo-jianbao/2022-05.yaml": ISSUE,
}

SiteMaker = Callable[[Mapping[str, str | bytes | None]], Path]


@pytest.fixture
def make_site(tmp_path: Path) -> SiteMaker:
    """A function that writes a site: the sound one above with other files, or none where None is given."""

    def make(files: Mapping[str, str | bytes | None] | None = None) -> Path:
        root = tmp_path / "site"
        for name, text in {**FILES, **(files or {})}.items():
            if text is None:
                continue
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        return root

    return make


def findings(site: Path) -> list[str]:
    """What loading tells, each as `file:line:column 错误 message` and, on a second line, the hint."""
    return [told(finding) for finding in ordered(load_site(site)[1])]


def told(finding: Diagnostic) -> str:
    """One finding as an editor reads it, without the source line."""
    place = finding.place
    where = f"{place.file}:{place.line}:{place.column} " if place else ""
    hint = f"\n{finding.hint}" if finding.hint else ""
    return f"{where}{WORDS[finding.severity]} {finding.message}{hint}"


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40)) -> bytes:
    """The bytes of a small picture."""
    stream = io.BytesIO()
    Image.new("RGB", size, (180, 60, 40)).save(stream, kind)
    return stream.getvalue()
