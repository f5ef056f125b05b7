"""Issues that come after another under its number: corrections (更正) and reissues (重发) of what was sent.

They have the numbers of the first, take none of the publication's own, and name it by its key. Several of a
kind are counted by 签发日期, then file name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.compile.finding import at
from generator.compile.numbers import CORRECTION, REISSUE, Again, Numbers
from generator.compile.periods import period_of, period_text
from generator.diagnostics import Diagnostic
from generator.diagnostics.near import suggestion
from generator.model.content import Content, LoadedIssue
from generator.model.dates import chinese_date
from generator.model.issue import FINAL
from generator.model.issue_keys import is_key, key_of
from generator.model.kinds import COUNTED_KINDS

_WHERE = "请写第一次那一期的文件，从刊物代号写起，例如：gongzuo-jianbao/2022-05"


@dataclass(frozen=True)
class _First:
    """The issue that was sent first, by what is known of it."""

    key: str
    issue: LoadedIssue | None
    numbers: Numbers


def first_key(issue: LoadedIssue) -> str:
    """The key of the issue that this one corrects or reissues; "" for an issue of its own. Editors may write
    the file's path, or its name alone."""
    written = key_of(issue.front.record.again)
    return f"{issue.publication}/{written}" if written and "/" not in written else written


def what_of(issue: LoadedIssue) -> str:
    """更正 or 重发, "" for an issue of its own."""
    record = issue.front.record
    return CORRECTION if record.corrects else REISSUE if record.reissues else ""


def number_again(
    issues: Sequence[LoadedIssue], numbers: Mapping[str, Numbers], content: Content
) -> tuple[dict[str, Numbers], frozenset[str], list[Diagnostic]]:
    """The numbers of the corrections and reissues among `issues`, which are all of one publication by
    签发日期, those that are stopped, and what is to be told. `numbers` are those of the others."""
    by_key = {issue.key: issue for issue in issues}
    found: dict[str, Numbers] = {}
    stopped: set[str] = set()
    findings: list[Diagnostic] = []
    counts: dict[tuple[str, str], int] = {}
    for issue in issues:
        what, key = what_of(issue), first_key(issue)
        if not what:
            continue
        count = counts[what, key] = counts.get((what, key), 0) + 1
        first = _first(issue, key, by_key, numbers)
        told = _faults(issue, key, first, by_key, content)
        record = issue.front.record
        if first is None or told:
            stopped.add(issue.key)
            findings += told
            found[issue.key] = Numbers(
                record.date.year, 0, None, record.supplement, Again(what, count, key, record.date)
            )
            continue
        day = first.issue.front.record.date if first.issue else record.first_date or record.date
        own = first.numbers
        again = Again(what, count, key, day)
        found[issue.key] = Numbers(own.year, own.number, own.total, own.supplement, again)
    return found, frozenset(stopped), findings


def _first(
    issue: LoadedIssue, key: str, by_key: Mapping[str, LoadedIssue], numbers: Mapping[str, Numbers]
) -> _First | None:
    """The first issue, in the site or by what the issue itself says of it."""
    if key in numbers and key in by_key:
        return _First(key, by_key[key], numbers[key])
    record = issue.front.record
    if key in by_key or record.first_date is None or record.number is None:
        return None
    year = record.first_date.year
    return _First(key, None, Numbers(year, record.number, record.total, record.supplement))


def _faults(
    issue: LoadedIssue, key: str, first: _First | None, by_key: Mapping[str, LoadedIssue], content: Content
) -> list[Diagnostic]:
    """What is wrong with naming that issue; [] where it can be corrected or reissued."""
    name = "corrects" if issue.front.record.corrects else "reissues"
    what, written = what_of(issue), issue.front.record.again

    def told(code: str, place: str = name, **data: object) -> list[Diagnostic]:
        return [at(issue.front, code, place, what=what, key=written, **data)]

    if key == issue.key:
        return told("again-itself")
    publication = content.site.record.publications.get(key.partition("/")[0])
    if key.partition("/")[0] != issue.publication and publication is not None:
        return told(
            "again-elsewhere", name=publication.name, folder=f"content/issues/{key.partition('/')[0]}"
        )
    other = by_key.get(key)
    if other is not None and what_of(other):
        return told("again-of-again", other=what_of(other), first=other.front.record.again)
    if first is None or publication is None or not is_key(key):
        # What the issue says of a first that is not there counts for one that could be there.
        if _is_broken(key, content):
            return told("again-broken")
        if not is_key(key):
            return told("again-missing", near=_WHERE)
        near = suggestion(key, [one for one, own in by_key.items() if not what_of(own)], _WHERE)
        return told("again-missing", near=near)
    if other is not None and other.front.record.state != FINAL:
        return told("again-draft", label=first.numbers.label)
    day = other.front.record.date if other else issue.front.record.first_date
    if day is not None and issue.front.record.date < day:
        return told("again-early", "date", own=chinese_date(issue.front.record.date), first=chinese_date(day))
    return [*_other_numbers(issue, first), *_period_left_out(issue, first, content)]


def _is_broken(key: str, content: Content) -> bool:
    return any(
        path.startswith("issues/") and path.rpartition(".")[0] == f"issues/{key}" for path in content.broken
    )


def _other_numbers(issue: LoadedIssue, first: _First) -> list[Diagnostic]:
    """期号, 总期号 and 增刊 need not be written; where they are, they must be those of the first."""
    record, own = issue.front.record, first.numbers
    wrong = []
    if record.number is not None and record.number != own.number:
        wrong.append(("number", "期号", str(record.number), str(own.number)))
    if record.total is not None and record.total != own.total:
        wrong.append(("total", "总期号", str(record.total), str(own.total or "没有")))
    if record.supplement and not own.supplement:
        wrong.append(("supplement", "增刊", "是", "否"))
    return [
        at(issue.front, "again-number", key, name=name, written=written, first=there, what=what_of(issue))
        for key, name, written, there in wrong
    ]


def _period_left_out(issue: LoadedIssue, first: _First, content: Content) -> list[Diagnostic]:
    """A reissue is signed later than the first: 报道期间 must be said, or it would be another one."""
    record = issue.front.record
    site = content.site.record
    selects = any(section.select for section in record.sections)
    counted = site.publications[issue.publication].kind in COUNTED_KINDS
    if record.period or not record.reissues or not (selects or counted):
        return []
    period = period_of(first.issue, site, "period-needed")[0] if first.issue else None
    example = period_text(period) if period else ""
    if period:
        example = f"{period.first.isoformat()} 至 {period.last.isoformat()}"
    return [at(issue.front, "reissue-period", "reissues", example=example or "2022-05-30 至 2022-06-05")]


def families(issues: Iterable[LoadedIssue]) -> dict[str, str]:
    """The first issue's key by that of each correction or reissue."""
    return {issue.key: first_key(issue) for issue in issues if what_of(issue)}


def counted_orders(
    orders: Mapping[str, tuple[str, ...]], numbers: Mapping[str, Numbers]
) -> dict[str, tuple[str, ...]]:
    """`Plan.order` as figures count issues: corrections have none, and a reissue stands in the place of the
    first, right behind it."""
    found = {}
    for publication, keys in orders.items():
        behind: dict[str, list[str]] = {}
        for key in keys:
            again = numbers[key].again
            if again is not None and again.what == REISSUE:
                behind.setdefault(again.first, []).append(key)
        own = [key for key in keys if numbers[key].again is None]
        found[publication] = tuple(one for key in own for one in (key, *behind.get(key, ())))
    return found
