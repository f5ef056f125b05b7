"""A site's folder made of synthetic bulletins."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from pathlib import Path

from generator.bench.prose import Block, Heading, Issue, Story, Table
from generator.bench.sentences import COUNTIES, UNITS
from generator.model.issue import DRAFT, FINAL

PUBLICATION, NAME, ISSUER = "jianbao", "工作简报", "澜汀市实践活动领导小组办公室"
NOTICE = "内部资料 注意保存"
REPORT_TO, SEND_TO = ("市委领导同志", "市政府领导同志"), ("市委办公室", "市政府办公室")
OFFICERS = (("签发", "张某"), ("审核", "刘某"), ("责编", "陈某"))
COPIES = 60

_SITE = f"""单位: {ISSUER}
刊物:
  {PUBLICATION}:
    名称: {NAME}
    类型: 简报
    频次: 周
    标注: {NOTICE}
    报: [{", ".join(REPORT_TO)}]
    送: [{", ".join(SEND_TO)}]
    发: [{", ".join(UNITS)}]
    印数: {COPIES}
    {OFFICERS[0][0]}: {OFFICERS[0][1]}
    {OFFICERS[1][0]}: {OFFICERS[1][1]}
    {OFFICERS[2][0]}: {OFFICERS[2][1]}
"""


def write_site(folder: Path, issues: Sequence[Issue], drafts: Collection[Issue] = ()) -> None:
    """Write a site with `issues` into `folder`, which need not exist; all but `drafts` are final."""
    content = folder / "content"
    (content / "issues" / PUBLICATION).mkdir(parents=True)
    _write(folder / "site.yaml", _SITE)
    _write(content / "units.yaml", "".join(_unit(name) for name in UNITS))
    for issue in issues:
        _write(content / "issues" / PUBLICATION / f"{issue.stem}.yaml", issue_yaml(issue, issue in drafts))
        for story in issue.stories:
            path = content / report_path(issue, story)
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, report_markdown(story))


def report_path(issue: Issue, story: Story) -> str:
    """Relative to content/."""
    return f"reports/{issue.day.year}/{story.stem}.md"


def issue_yaml(issue: Issue, draft: bool = False) -> str:
    sections = "".join(
        f"  - 名称: {name}\n    文章: [{', '.join(report_path(issue, story) for story in stories)}]\n"
        for name, stories in issue.sections
    )
    return (
        f"期号: {issue.number}\n签发日期: {issue.day}\n"
        f"报道期间: {issue.day - timedelta(days=7)} 至 {issue.day - timedelta(days=1)}\n"
        f"栏目:\n{sections}状态: {DRAFT if draft else FINAL}\n"
    )


def report_markdown(story: Story) -> str:
    head = (
        f"---\n标题: {story.title}\n单位: {story.unit}\n日期: {story.day}\n"
        f"作者: {{通讯员: [{story.writer}]}}\n栏目: {story.section}\n---\n"
    )
    return head + "\n" + "\n\n".join(map(_block, story.blocks)) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"## {block.text}"
    if isinstance(block, Table):
        head, *rows = block.rows
        lines = [head, ("---", *["---:"] * (len(head) - 1)), *rows]
        return f"表：{block.caption}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return block.text


def _unit(name: str) -> str:
    kind = "县市区" if name in COUNTIES else "市直"
    return f"- {{名称: {name}, 类别: {kind}, 份数: 2}}\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
