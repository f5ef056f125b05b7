"""Small sites for the rules of the proofreader."""

from __future__ import annotations

from pathlib import Path

from generator.check.proofread import proofread
from generator.check.sieve import Slip
from generator.compile.plan import compile_site
from generator.diagnostics import Diagnostic
from generator.load.site import load_site

SITE = """\
单位: 砚平市领导小组办公室
地区: 砚平市
校对: {句长: 120}
刊物:
  jianbao: {名称: 工作简报, 类型: 简报}
"""
UNITS = """\
- {名称: 砚平市教育局, 简称: 市教育局, 类别: 市直}
- {名称: 砚平市水利局, 简称: 市水利局, 类别: 市直, 曾用名: [市水务局]}
- {名称: 云岭县人民政府, 简称: 云岭县, 类别: 县市区}
"""
WORDS = """\
领导:
  - {姓名: 周某甲, 职务: [市委书记]}
  - {姓名: 吴某乙, 职务: [市委副书记, 市长]}
  - {姓名: 郑某丙, 职务: [市委常委, 副市长]}
人员:
  - {姓名: 冯某丁, 职务: [市水利局局长]}
"""
FRONT = "---\n标题: 市教育局走访学校\n单位: 市教育局\n日期: 2022-05-28\n---\n"
BETWEEN = "=====\n"


def write_site(root: Path, example: str, *, site: str = SITE, issue: str = "", words: str = WORDS) -> Path:
    """A site with one report for each part of an example: a body, or a whole file where it begins with
    `---`; `issue` is the file of an issue."""
    (root / "content" / "reports").mkdir(parents=True)
    (root / "site.yaml").write_text(site, encoding="utf-8")
    (root / "content" / "units.yaml").write_text(UNITS, encoding="utf-8")
    (root / "content" / "words.yaml").write_text(words, encoding="utf-8")
    for number, part in enumerate(example.split(BETWEEN), start=1):
        text = (
            part
            if part.startswith("---\n")
            else FRONT.replace("市教育局走访", f"市教育局{number}次走访") + part
        )
        (root / "content" / "reports" / f"r{number}.md").write_text(
            text.rstrip("\n") + "\n", encoding="utf-8"
        )
    if issue:
        (root / "content" / "issues" / "jianbao").mkdir(parents=True)
        (root / "content" / "issues" / "jianbao" / "2022-01.yaml").write_text(issue, encoding="utf-8")
    return root


def read_site(root: Path) -> tuple[list[Slip], list[Diagnostic]]:
    """What the proofreader says of a site, whose files must be sound."""
    content, findings = load_site(root)
    assert content is not None, findings
    plan, _ = compile_site(content)
    assert not content.broken, [finding.message for finding in findings]
    return proofread(content, plan)


def codes_of(root: Path) -> list[str]:
    slips, findings = read_site(root)
    return [slip.code for slip in slips] + [finding.code for finding in findings]
