"""How far the sending of issues is: packed, sent, received, what the units answered and what is late."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.build.cache import cache_folder
from generator.build.lock import alone
from generator.check.discreet import discreet
from generator.compile.secrecy import secrecy_line
from generator.diagnostics import Diagnostic, Place, has_errors
from generator.dispatch.answers import (
    Answer,
    Answers,
    answer_files,
    issue_of,
    outstanding,
    read_answers,
    stray_files,
)
from generator.dispatch.numbers import told
from generator.dispatch.pack import FOLDER
from generator.dispatch.register import (
    DELIVERED,
    GONE,
    STATES,
    WITHDRAWN,
    Matter,
    Recalled,
    Register,
    Row,
    later_issues,
    read_register,
    registered,
)
from generator.dispatch.shares import RESERVE
from generator.gather import Gathered, gather
from generator.load.source import site_name
from generator.model.issue_keys import key_of
from generator.privacy.masking import mask
from generator.publish.cells import harmless
from generator.publish.manifest import Package, beside, read_manifest
from generator.publish.write import write_package

IN_TIME, LATE, OPEN, OVERDUE = "按时", "超期送回", "未到时限", "超期未回"
"""What became of a matter by a certain day."""
_TITLES = (
    *("期", "种类", "单位", "份数", "份号", "待收回份号", "状态", "日期", "回执日期"),
    *("交办单", "事项编号", "时限", "送回日期", "办理结果", "情况"),
)


@dataclass(frozen=True, slots=True)
class Followed:
    """A matter that was assigned, with its answer, and what became of it by the day asked for."""

    matter: Matter
    answer: Answer | None
    state: str


@dataclass(frozen=True, slots=True)
class Receiver:
    """One receiver of an issue. `received` is the day of its receipt, else that of its first answer."""

    row: Row
    received: date | None
    matters: tuple[Followed, ...]
    returned: bool = False
    """Whether it gave copies back."""

    @property
    def state(self) -> str:
        """As registered; who has sent anything back has got it, by which way ever."""
        came = self.received is not None or self.returned
        return DELIVERED if came and self.row.state in STATES else self.row.state

    def count(self, *states: str) -> int:
        return sum(one.state in states for one in self.matters)


@dataclass(frozen=True)
class IssueStatus:
    """`recalled` is what is still to come back, `later` what came after it under its number, as registered:
    更正, 重发."""

    key: str
    register: Register
    receivers: tuple[Receiver, ...]
    recalled: tuple[Recalled, ...] = ()
    later: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return f"{self.register.publication}{self.register.issue}"

    @property
    def kind(self) -> str:
        """`更正`, `原件（已更正、已重发）`."""
        done = "、".join(f"已{what}" for what in self.later)
        return f"{self.register.what}（{done}）" if done else self.register.what

    @property
    def asked(self) -> int:
        """How many copies were to come back."""
        return sum(len(one.numbers) for one in self.register.to_recall)

    @property
    def out(self) -> int:
        """How many of them have not."""
        return sum(len(one.numbers) for one in self.recalled)


@dataclass(frozen=True)
class Status:
    """`day`: by which what is not answered counts as late. `file`: the same as a table, below output/."""

    day: date
    issues: tuple[IssueStatus, ...]
    file: str = ""


def make_status(site: Path, output: Path, name: str, day: date) -> tuple[Status | None, list[Diagnostic]]:
    """The status of the issue `name`, of all that were packed where it is empty; and the table written."""
    gathered, findings = gather(site)
    if gathered is None:
        return None, discreet(one for one in findings if one.severity == "error")
    content, allow = gathered.content, gathered.content.site.record.privacy.allow
    keys, findings = _chosen(site, name)
    if has_errors(findings):
        return None, discreet(findings, gathered.names, allow)
    issues: list[IssueStatus] = []
    later = later_issues(site)
    for key in keys:
        register, found = read_register(site, key)
        findings += found
        if register is None or has_errors(found):
            continue
        answers, found = read_answers(site, key, register.record, content.units)
        findings += found
        own = tuple(dict.fromkeys(other.what for other in later.get(key, {}).values()))
        issues.append(_issue(key, register.record, answers, day, own))
    findings += _orphans(site, {*registered(site)}) if not name else []
    findings += _strays(site, keys[0] if name else "")
    file, status = "", Status(day, tuple(issues))
    if issues:
        with alone(cache_folder(site, output)):
            file, found = _write(output, name, status, gathered)
        findings += found
    return replace(status, file=file), discreet(findings, gathered.names, allow)


def _chosen(site: Path, name: str) -> tuple[list[str], list[Diagnostic]]:
    keys = registered(site)
    if not name:
        return keys, [] if keys else [Diagnostic("status-none")]
    wanted = key_of(name)
    if wanted in keys:
        return [wanted], []
    return [], [Diagnostic("status-unknown", None, {"name": wanted})]


def _orphans(site: Path, keys: set[str]) -> list[Diagnostic]:
    """Files with answers that belong to no register: what is in them would be overlooked."""
    return [
        Diagnostic("answer-no-register", Place(site_name(path, site)))
        for path in answer_files(site)
        if issue_of(path) not in keys
    ]


def _strays(site: Path, key: str) -> list[Diagnostic]:
    """Files that nothing reads; of one issue those whose names begin like its own."""
    return [
        Diagnostic("answer-stray", Place(site_name(path, site)))
        for path in stray_files(site)
        if f"{path.parent.name}/{path.name}".startswith(key)
    ]


def _issue(key: str, register: Register, answers: Answers, day: date, later: tuple[str, ...]) -> IssueStatus:
    receivers = []
    for row in (*register.rows, *_shown(register.withdrawn)):
        if row.unit == RESERVE:
            continue
        matters = tuple(
            _followed(matter, answers.matters.get((row.unit, matter.id)), day) for matter in row.matters
        )
        receipt = answers.receipts.get(row.unit)
        days = [one.answer.received for one in matters if one.answer]
        received = receipt.received if receipt else min(days, default=None)
        back = not answers.returned.isdisjoint(row.numbers)
        receivers.append(Receiver(row, received, matters, back))
    return IssueStatus(key, register, tuple(receivers), outstanding(register, answers), later)


def _shown(rows: Sequence[Row]) -> Sequence[Row]:
    """Rows of units that are on no list any more: they say so, and have no copies that count."""
    return [row.model_copy(update={"state": WITHDRAWN, "copies": 0}) for row in rows]


def _followed(matter: Matter, answer: Answer | None, day: date) -> Followed:
    by = answer.received if answer else day
    late = matter.due is not None and by > matter.due
    if answer:
        return Followed(matter, answer, LATE if late else IN_TIME)
    return Followed(matter, None, OVERDUE if late else OPEN)


def _write(output: Path, name: str, status: Status, gathered: Gathered) -> tuple[str, list[Diagnostic]]:
    """The table, for a spreadsheet: with a byte order mark, without which Excel takes it for GB 18030."""
    key = status.issues[0].key if name else ""
    file = f"{FOLDER}/回执情况{'-' + key.replace('/', '-') if key else ''}.csv"
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow((*_TITLES, f"截至{status.day.isoformat()}"))
    for issue in status.issues:
        for receiver in issue.receivers:
            rows = _rows(issue, receiver, gathered)
            writer.writerows(map(harmless, rows))
        writer.writerows(map(harmless, _unlisted(issue)))
    data = target.getvalue().encode("utf-8-sig")
    owner = beside("status", key, _secrecy(key, gathered)) if key else f"@{file}"
    _, _, findings = write_package(output, Package(owner, {file: data}), read_manifest(output))
    return file, findings


def _secrecy(key: str, gathered: Gathered) -> str:
    """The level of an issue's publication, "" where that is no more."""
    publication = gathered.content.site.record.publications.get(key.partition("/")[0])
    return secrecy_line(publication) if publication else ""


def _rows(issue: IssueStatus, receiver: Receiver, gathered: Gathered) -> Sequence[Sequence[str]]:
    row = receiver.row
    received = receiver.received.isoformat() if receiver.received else ""
    head = (
        issue.title,
        issue.kind,
        row.unit,
        str(row.copies),
        told(row.numbers),
        told(next((one.numbers for one in issue.recalled if one.unit == row.unit), ())),
        receiver.state,
        row.date.isoformat(),
        received,
    )
    allow = gathered.content.site.record.privacy.allow
    rows = []
    for one in receiver.matters:
        due = one.matter.due.isoformat() if one.matter.due else ""
        back = one.answer.received.isoformat() if one.answer else ""
        # Units write what they like: what no page may hold is taken out here as well.
        result = mask(one.answer.result, allow, gathered.names)[0] if one.answer else ""
        rows.append((*head, row.sheet, one.matter.id, due, back, result, one.state))
    return rows or [(*head, row.sheet, "", "", "", "", "")]


def _unlisted(issue: IssueStatus) -> Iterator[Sequence[str]]:
    """Rows of those who have to give copies back and got none that count."""
    receivers = {receiver.row.unit for receiver in issue.receivers}
    for one in issue.recalled:
        if one.unit not in receivers:
            yield (issue.title, issue.kind, one.unit, "0", "", told(one.numbers), *[""] * 9)


def sent(receivers: Sequence[Receiver]) -> int:
    """How many have got it, or are on the way to it."""
    return sum(receiver.state in GONE for receiver in receivers)
