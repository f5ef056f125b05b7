"""What the pages of a correction (更正) and of a reissue (重发) say of the issue that was sent first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from generator.compile.numbers import REISSUE, Numbers
from generator.compile.titles import break_title
from generator.model.bulletin import Article, BulletinSection, Foot
from generator.model.content import LoadedIssue
from generator.model.dates import chinese_date
from generator.model.issue import Amendment

LEFT_OUT, STRUCK_OUT = "（漏印）", "（删去）"
_HOLDERS = "收到原件的各单位"


def correction_sections(
    issue: LoadedIssue, numbers: Numbers, publication: str, per_line: int, names: tuple[str, ...]
) -> tuple[BulletinSection, ...]:
    """The one article of a correction: a table of what stood where, and what must stand there. `publication`
    is its 名称, `per_line` and `names` are those of `break_title`."""
    title = f"关于《{publication}》{numbers.first_label}的更正"
    amendments = issue.front.record.amendments
    article = Article(
        anchor="a1",
        title=break_title(title, per_line, names),
        subtitle="",
        html=_body(amendments, numbers, publication),
        byline="",
        photos=(),
        source=issue.front.file.removeprefix("content/"),
    )
    return (BulletinSection("", (article,)),)


def reissue_line(numbers: Numbers) -> str:
    """What a reissue says below its masthead; "" for all others."""
    again = numbers.again
    if again is None or again.what != REISSUE:
        return ""
    return f"本期为{again.mark}，代替{chinese_date(again.date)}签发的原件，以本期为准。"


def again_foot(foot: Foot, issue: LoadedIssue) -> Foot:
    """The foot of a correction or a reissue. It goes to those who have the first, by the register and not by
    the lists, which may have changed since: unless it says 报, 送, 发 or 印数 itself, it prints that."""
    record = issue.front.record
    listed = any(own is not None for own in (record.report_to, record.send_to, record.issue_to))
    rows = foot.rows if listed else (("发", (_HOLDERS,)),)
    return replace(foot, rows=rows, copies=record.copies or 0)


def _body(amendments: Sequence[Amendment], numbers: Numbers, publication: str) -> str:
    """Safe HTML, made like that of a table in Markdown (`load.markdown_tree`)."""
    again = numbers.again
    signed = f"{chinese_date(again.date)}签发" if again else ""
    total = f"总第{numbers.total}期" if numbers.total is not None else ""
    beside = "，".join(part for part in (total, signed) if part)
    first = f"《{publication}》{numbers.first_label}（{beside}）"
    titles = ["序号", "位置", "原文", "应为"]
    reasons = any(one.because for one in amendments)
    titles += ["说明"] if reasons else []
    rows = [
        [str(place), one.place, one.was or LEFT_OUT, one.should_be or STRUCK_OUT]
        + ([one.because] if reasons else [])
        for place, one in enumerate(amendments, 1)
    ]
    head = "".join(f"<th>{title}</th>" for title in titles)
    body = "\n".join(f"<tr>{_cells(row)}</tr>" for row in rows)
    continued = f'<tr class="continued"><th colspan="{len(titles)}">续表</th></tr>'
    return (
        f"<p>{escape(first)}有下列差错，现予更正：</p>\n"
        '<div class="table" tabindex="0" role="region" aria-label="更正说明">'
        f'<table class="columns-{len(titles)} amendments">\n<thead>{continued}<tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table></div>\n"
        "<p>请在原件上改正，并把本更正同原件一起保存。</p>"
    )


def _cells(row: Sequence[str]) -> str:
    first, *others = row
    return f'<td class="align-center">{first}</td>' + "".join(f"<td>{escape(text)}</td>" for text in others)
