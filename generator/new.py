"""The command `new`: a file for the next issue or for a report, filled as far as can be told.

The texts are templates of `string.Template` in `templates/new/`; a site's own take the place of the
shipped ones. Nothing that is there is ever overwritten.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from string import Template

from generator.compile.plan import Plan, compile_site
from generator.diagnostics import Diagnostic, Place, has_errors
from generator.diagnostics.near import nearest
from generator.load.site import load_site
from generator.load.source import reason, site_name
from generator.model.content import Content, LoadedIssue
from generator.model.kinds import ADOPTION_KIND, LEDGER_KINDS, SHIPPED
from generator.next_issue import next_date, next_period, sections_text
from generator.publish.fresh import write_fresh

_TEMPLATES = {
    **dict.fromkeys(LEDGER_KINDS, "new/ledger-issue.yaml"),
    ADOPTION_KIND: "new/adoption-issue.yaml",
}
"""What a new issue of a kind is made of; others are made of reports."""
_LONGEST_NAME = 60
"""Characters; a file name has 255 bytes on common systems, a Han character takes three."""
_FAR_AHEAD = timedelta(days=14)
_MONTH_AND_DAY = re.compile(r"(\d{2})(\d{2})(?!\d)")
_ISSUE_SUFFIXES = (".yaml", ".yml", ".md")
_DAY = "%Y-%m-%d"


@dataclass(frozen=True, slots=True)
class _Draft:
    """A file that is to be made: where, from which template, filled with what."""

    target: Path
    template: str
    values: Mapping[str, str]


def new_issue(
    site: Path, publication: str, *, today: date | None = None
) -> tuple[Path | None, list[Diagnostic]]:
    """A file for the next issue of `publication`, as a draft; its path, or None and the errors.

    Number, date and period follow the publication's last issue. `today` is asked only where there is none.
    """
    content, findings = load_site(site)
    if content is None:
        return None, [finding for finding in findings if finding.severity == "error"]
    specs = content.site.record.publications
    if publication not in specs:
        return None, [_unknown_publication(publication, content)]
    plan, _ = compile_site(content)
    last = _last_issue(content, plan, publication)
    day = next_date(last.front.record.date, specs[publication].cadence) if last else today or date.today()
    period = next_period(last, day, specs[publication].cadence, content.site.record)
    number = _next_number(plan, publication, day.year)
    stem = f"{day.year}-{number:02d}"
    folder = site / "content" / "issues" / publication
    values = {
        "name": specs[publication].name,
        "publication": publication,
        "number": str(number),
        "date": day.strftime(_DAY),
        "period": f"{period.first:{_DAY}} 至 {period.last:{_DAY}}",
        "last": period.last.strftime(_DAY),
        "key": f"{publication}/{stem}",
        "sections": sections_text(last, period, content, plan),
    }
    template = _TEMPLATES.get(specs[publication].kind, "new/issue.yaml")
    taken = next((path for suffix in _ISSUE_SUFFIXES if (path := folder / f"{stem}{suffix}").exists()), None)
    if taken is not None:
        return None, [_exists(taken, site)]
    return _make(_Draft(folder / f"{stem}.yaml", template, values), site)


def new_report(site: Path, name: str, *, today: date | None = None) -> tuple[Path | None, list[Diagnostic]]:
    """An empty report `content/reports/<year>/<name>.md`; its path, or None and the errors.

    A name that begins with month and day (`0603-shijiaoyuju`) dates the report, else it is of `today`.
    """
    if not (site / "site.yaml").is_file():
        return None, [Diagnostic("site-missing", Place("site.yaml"))]
    stem = name.strip().removesuffix(".md")
    if not _is_safe(stem):
        return None, [Diagnostic("new-name-unsafe", None, {"name": name})]
    day = _date_in(stem, today or date.today())
    folder = site / "content" / "reports" / str(day.year)
    taken = next(
        (path for path in (folder / f"{stem}.md", folder / f"{stem}.markdown") if path.exists()), None
    )
    if taken is not None:
        return None, [_exists(taken, site)]
    values = {"date": day.strftime(_DAY), "name": stem}
    return _make(_Draft(folder / f"{stem}.md", "new/report.md", values), site)


def _unknown_publication(name: str, content: Content) -> Diagnostic:
    """Editors may write the periodical's Chinese name, so that is looked at too."""
    by_name = {spec.name: key for key, spec in content.site.record.publications.items()}
    close = nearest(name, [*by_name.values(), *by_name], 1)
    if close:
        near = f"是不是“{by_name.get(close[0], close[0])}”？"
    else:
        near = f"site.yaml 里有：{'、'.join(by_name.values()) or '（还没有）'}"
    return Diagnostic("new-publication-unknown", None, {"name": name, "near": near})


def _last_issue(content: Content, plan: Plan, publication: str) -> LoadedIssue | None:
    """The ordinary issue of the latest 签发日期; supplements have a rhythm of their own, corrections none."""
    issues = {issue.key: issue for issue in content.issues}
    own = {key: plan.numbers[key] for key in plan.order.get(publication, ())}
    ordinary = [key for key, one in own.items() if not (one.supplement or one.again)]
    return issues[ordinary[-1]] if ordinary else None


def _next_number(plan: Plan, publication: str, year: int) -> int:
    numbers = (plan.numbers[key] for key in plan.order.get(publication, ()))
    return max((one.number for one in numbers if one.year == year and not one.supplement), default=0) + 1


def _is_safe(stem: str) -> bool:
    """Letters of any script, digits, `-`, `_` and inner dots: a file name that every system takes."""
    plain = all(character.isalnum() or character in "-_." for character in stem)
    return plain and 0 < len(stem) <= _LONGEST_NAME and stem[0] not in ".-" and stem[-1] != "."


def _date_in(stem: str, today: date) -> date:
    """The day that a name begins with, this year or, where that lies far ahead, last year; else today."""
    match = _MONTH_AND_DAY.match(stem)
    if match is None:
        return today
    for year in (today.year, today.year - 1):
        try:
            day = date(year, int(match[1]), int(match[2]))
        except ValueError:
            continue
        if day - today <= _FAR_AHEAD:
            return day
    return today


def _make(draft: _Draft, site: Path) -> tuple[Path | None, list[Diagnostic]]:
    text, findings = _filled(draft, site)
    if has_errors(findings):
        return None, findings
    try:
        draft.target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        return None, [_unwritable(draft.target, site, "一个同名的文件占着文件夹的位置")]
    except OSError as error:
        return None, [_unwritable(draft.target, site, reason(error))]
    try:
        write_fresh(draft.target, text.encode())
    except FileExistsError:
        return None, [_exists(draft.target, site)]
    except OSError as error:
        return None, [_unwritable(draft.target, site, reason(error))]
    return draft.target, []


def _filled(draft: _Draft, site: Path) -> tuple[str, list[Diagnostic]]:
    """The site's own template or the shipped one, filled."""
    own = site / "templates" / draft.template
    path = own if own.is_file() else SHIPPED / draft.template
    name = f"templates/{draft.template}"
    try:
        template = Template(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        return "", [Diagnostic("template-encoding", Place(name), {"name": name})]
    except OSError:
        return "", [Diagnostic("template-missing", None, {"name": name})]
    try:
        return template.substitute(draft.values), []
    except (KeyError, ValueError):
        return "", [_unknown_placeholder(template, draft, name)]


def _unknown_placeholder(template: Template, draft: _Draft, name: str) -> Diagnostic:
    """The first `$` of a template that stands for nothing."""
    known = "、".join(f"${key}" for key in draft.values)
    for number, line in enumerate(template.template.split("\n"), 1):
        for match in Template.pattern.finditer(line):
            key = match["named"] or match["braced"]
            if match["escaped"] is None and key not in draft.values:
                place = Place(name, number, match.start() + 1)
                return Diagnostic("new-placeholder", place, {"text": match[0], "known": known}, line)
    return Diagnostic("new-placeholder", Place(name), {"text": "$", "known": known})


def _exists(path: Path, site: Path) -> Diagnostic:
    return Diagnostic("new-exists", None, {"path": site_name(path, site)})


def _unwritable(path: Path, site: Path, why: str) -> Diagnostic:
    return Diagnostic("new-unwritable", None, {"path": site_name(path, site), "reason": why})
