"""Sites, texts and Word files for the tests of the command `import`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from generator.intake.take import Sent, Taken, take
from generator.load.site import load_site
from generator.model.content import Content

UNITS = """\
- {名称: 市教育局, 类别: 市直}
- {名称: 市住房和城乡建设局, 简称: 市住建局, 类别: 市直, 曾用名: [市房管局]}
- {名称: 岫阳县人民政府, 简称: 岫阳县, 类别: 县市区}
"""
SITE = "单位: 市活动领导小组办公室\n刊物:\n  jianbao: {名称: 工作简报, 类型: 简报, 频次: 周}\n"
ISSUE = "签发日期: 2022-06-06\n栏目:\n  - {名称: 工作部署, 文章: [reports/a.md]}\n"
REPORT = "---\n标题: 旧稿\n单位: 市教育局\n日期: 2022-06-01\n---\n\n旧的正文。\n"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMES = (
    f'{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT_RELATIONS = (
    f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)


def make_site(root: Path) -> Content:
    """A site with three units, one issue of 6 June 2022 and its report."""
    files = {
        "site.yaml": SITE,
        "content/units.yaml": UNITS,
        "content/reports/a.md": REPORT,
        "content/issues/jianbao/2022-01.yaml": ISSUE,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    content, findings = load_site(root)
    assert content is not None
    assert findings == []
    return content


def taken(content: Content, data: bytes | str, name: str = "laigao.txt", office: str | None = None) -> Taken:
    """What is made of a file, which must be accepted."""
    made, findings = take(sent(data, name), content, office)
    assert findings == []
    assert made is not None
    return made


def refused(content: Content, data: bytes, name: str, office: str | None = None) -> tuple[str, str]:
    """Message and hint for a file that must not be accepted and of which nothing is left."""
    before = sorted(content.root.rglob("*"))
    made, findings = take(sent(data, name), content, office)
    assert made is None
    assert len(findings) == 1
    assert sorted(content.root.rglob("*")) == before
    return findings[0].message, findings[0].hint


def sent(data: bytes | str, name: str) -> Sent:
    return Sent(name, data.encode() if isinstance(data, str) else data, Path(name).suffix.lower())


def written(content: Content, made: Taken) -> str:
    return (content.root / made.report).read_text(encoding="utf-8")


def codes(made: Taken) -> set[str]:
    return {one.code for one in made.remarks}


def told(made: Taken) -> list[str]:
    return [one.message for one in made.remarks]


def jpeg(width: int = 1200, height: int = 800, colour: str = "red") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "JPEG")
    return buffer.getvalue()


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    inner = f'<w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{inner}</w:r></w:p>"


def drawing(key: str, inner: str = "") -> str:
    """A picture in a line, by its relationship."""
    return (
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="x"><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="{key}"/>{inner}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def word(
    body: str,
    *,
    parts: Mapping[str, bytes | str] | None = None,
    relations: str = "",
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A .docx of raw XML: the contents of its body, further parts, and relationships of the body."""
    buffer = io.BytesIO()
    files: dict[str, bytes | str] = {
        "_rels/.rels": ROOT_RELATIONS,
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
        **(parts or {}),
    }
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def relation(key: str, kind: str, target: str, mode: str = "") -> str:
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"{outside}/>'
