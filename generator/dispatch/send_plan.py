"""What sending an issue comes to, unit by unit: the letters, and who gets none and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from generator.diagnostics import Diagnostic, Place
from generator.dispatch.mail import Letter
from generator.dispatch.mail_server import is_address
from generator.dispatch.numbers import told
from generator.dispatch.outbox import ARRIVED, BROUGHT, HANDED, TAKEN, Event, last_event, standing
from generator.dispatch.pack import NOTE, SHEET, Packed
from generator.dispatch.register import Row
from generator.dispatch.send_sums import share_folder
from generator.dispatch.shares import Share
from generator.model.content import Content

_MOST_FILES = 5
"""With more files than this a unit gets the zip of its folder."""
_LARGE = 20 * 1024 * 1024
"""Bytes; encoded for the mail they are a third more, and many mailboxes take no more than 25 MB."""

_AGAIN = {
    "更正": "本件更正原来发去的那一期，请在原件上改正，两件一起保存。",
    "重发": "本件代替原来发去的那一期，请以本件为准；要退回原件的，发文通知里写明了份号。",
}


@dataclass(frozen=True)
class Plan:
    """What would be sent. `letters` go out; of the others the names: `done` with the time at which the server
    took theirs, `unknown` with that of handing over, `apart` have no address. `changed` have got files that
    the pack has no more in this form."""

    key: str
    title: str
    office: str
    packed: Packed
    letters: tuple[Letter, ...]
    done: Mapping[str, str]
    unknown: Mapping[str, str]
    apart: tuple[str, ...]
    changed: tuple[str, ...]


def make_plan(
    key: str, packed: Packed, content: Content, events: Sequence[Event], again: frozenset[str]
) -> tuple[Plan, list[Diagnostic]]:
    """The plan by the log `events`; `again` are units (full names) that are to have it once more. OSError
    where a file of the pack cannot be read."""
    letters: list[Letter] = []
    done: dict[str, str] = {}
    unknown: dict[str, str] = {}
    apart: list[str] = []
    changed: list[str] = []
    findings: list[Diagnostic] = []
    for share in packed.shares:
        if share.is_reserve:
            continue
        unit = content.units.find(share.name)
        address = unit.email.strip() if unit else ""
        if not address:
            by_hand = "" if share.name in again else _time(events, share.name, BROUGHT)
            if by_hand:
                done[share.name] = by_hand
            else:
                apart.append(share.name)
            continue
        if not is_address(address):
            findings.append(Diagnostic("send-address", Place("content/units.yaml"), {"name": share.name}))
            continue
        letter = _letter(packed, share, address)
        state = standing(events, share.name)
        if share.name in again:
            letters.append(replace(letter, again=state in ("done", "unknown")))
        elif state == "unknown":
            unknown[share.name] = _time(events, share.name, HANDED)
        elif state == "done":
            times = (_time(events, share.name, what) for what in (TAKEN, ARRIVED, BROUGHT))
            done[share.name] = next(filter(None, times), "")
            handed = last_event(events, share.name, HANDED)
            changed += [share.name] if handed and handed.digest != letter.digest else []
        else:
            letters.append(letter)
            if letter.size > _LARGE:
                data = {"name": share.name, "size": letter.size // 1024 // 1024}
                findings.append(Diagnostic("send-large", None, data))
    lost = sorted(again & set(apart))
    findings += [Diagnostic("send-no-address", Place("content/units.yaml"), {"name": one}) for one in lost]
    site = content.site.record
    office = site.short_name or site.organization
    plan = Plan(
        key,
        packed.register.title,
        office,
        packed,
        tuple(letters),
        done,
        unknown,
        tuple(apart),
        tuple(changed),
    )
    return plan, findings


def _time(events: Sequence[Event], unit: str, what: str) -> str:
    event = last_event(events, unit, what)
    return event.time[:16].replace("T", " ") if event else ""


def _letter(packed: Packed, share: Share, address: str) -> Letter:
    folder = share_folder(packed, share)
    # The copies come first: what a mail program shows first is what the message is about.
    paths = sorted(folder.glob("*.pdf"), key=lambda path: (path.name in (NOTE, SHEET), path.name))
    files = tuple((path.name, path) for path in paths)
    register = packed.register
    if len(paths) > _MOST_FILES:
        archive = folder.with_name(f"{folder.name}.zip")
        files = ((f"{register.publication}{register.issue}.zip", archive),)
    sums = [(name, sha256(path.read_bytes()).hexdigest()) for name, path in files]
    digest = sha256(repr(sums).encode("utf-8", "surrogatepass")).hexdigest()
    size = sum(path.stat().st_size for _, path in files)
    lines = _lines(register.title, register.row(share.name), _AGAIN.get(register.what, ""))
    return Letter(share.name, address, register.title, lines, files, size, digest)


def _lines(subject: str, row: Row | None, again: str) -> tuple[str, ...]:
    """What the message says; `again` is what a correction or a reissue says of itself."""
    parts = []
    if row and row.copies:
        numbers = f"（份号{told(row.numbers)}）" if row.numbers else ""
        parts.append(f"{subject}，共{row.copies}份{numbers}")
    if row and row.sheet:
        parts.append(f"交办单（{row.sheet}）" if parts else f"{subject}的交办单（{row.sheet}）")
    lines = [f"现发去{'，附'.join(parts) or subject}，请查收。"]
    lines += [again] if again else []
    if row and row.sheet:
        lines.append("交办的事项请在时限以内办理，把结果送回。")
    return (*lines, "收到后请回复，不要转发给发送范围以外的单位和个人。")
