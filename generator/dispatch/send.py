"""An issue sent by mail: what would go to whom, and the sending itself. What goes out is the pack.

Whoever got the issue by the log gets it no second time, and whoever may have got it none before an editor
has decided.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from generator.build.cache import cache_folder
from generator.build.lock import alone
from generator.compile.secrecy import secrecy_line
from generator.diagnostics import Diagnostic, Place, has_errors
from generator.diagnostics.near import suggestion
from generator.dispatch.mail_server import Server
from generator.dispatch.outbox import (
    ARRIVED,
    BROUGHT,
    Busy,
    Event,
    Log,
    last_event,
    log_file,
    read_log,
    standing,
)
from generator.dispatch.pack import FOLDER, Packed, pack
from generator.dispatch.parcel import SUMS
from generator.dispatch.register import (
    DELIVERED,
    SENT,
    Register,
    Row,
    read_register,
    register_file,
    write_register,
)
from generator.dispatch.register_text import register_text
from generator.dispatch.send_delivery import Delivery, Means, deliver, order_again
from generator.dispatch.send_plan import Plan, make_plan
from generator.dispatch.send_sums import record_sums
from generator.dispatch.shares import RESERVE
from generator.load.site import load_site
from generator.model.content import Content
from generator.model.issue_keys import is_key, key_of
from generator.publish.faults import explain

OTHERS = "其余"
"""As a unit's name: all that have no mailbox."""


def plan_sending(
    site: Path,
    output: Path,
    name: str,
    again: Collection[str] = (),
    waiting: Callable[[], None] | None = None,
    environment: Mapping[str, str] | None = None,
) -> tuple[Plan | None, list[Diagnostic]]:
    """What sending the issue `name` comes to: final, without errors, packed, and the pack up to date. `again`
    are units that an editor wants to have it once more; `environment` is what `pack` signs by."""
    key = key_of(name)
    content, found = load_site(site)
    if content is None:
        return None, found
    # Before anything else: nobody should pack a secret issue for the mail.
    publication = content.site.record.publications.get(key.partition("/")[0])
    if publication and (secrecy := secrecy_line(publication)):
        return None, [Diagnostic("send-secret", None, {"secrecy": secrecy})]
    if not is_key(key) or not (site / register_file(key)).is_file():
        return None, [Diagnostic("send-unpacked", None, {"key": key})]
    before = _sums(output)
    packed, findings = pack(site, output, name, waiting=waiting, environment=environment)
    if packed is None:
        return None, findings
    if before.get(packed.folder) != _sums(output).get(packed.folder):
        return None, [*findings, Diagnostic("send-changed", None, {"folder": str(packed.folder)})]
    wanted, found = _named(again, packed, content)
    if found:
        return None, found
    events, found = read_log(site, key)
    if found:
        return None, found
    try:
        plan, found = make_plan(key, packed, content, events, wanted)
    except OSError as error:
        return None, [explain(error, Path(error.filename or packed.folder))]
    # A run that was broken off after its last letter has left the register behind.
    found += mark_sent(site, output, key)
    return (None if has_errors(found) else plan), found


def send(
    site: Path, output: Path, plan: Plan, server: Server, means: Means
) -> tuple[Delivery | None, list[Diagnostic]]:
    """Send the letters of a plan. None where it could not begin. The register and the sums are kept in step,
    also where it is broken off."""
    findings = record_sums(site, plan.packed)
    if findings:
        return None, findings
    delivery: Delivery | None = None
    try:
        with Log(site, plan.key) as log:
            try:
                order_again(plan.letters, log, means.now)
                delivery = deliver(plan.letters, log, server, plan.key, plan.office, means)
            finally:
                findings = mark_sent(site, output, plan.key)
    except Busy:
        return None, [Diagnostic("send-busy", Place(log_file(plan.key)))]
    except OSError as error:
        return delivery, [*findings, explain(error, Path(error.filename or site / log_file(plan.key)))]
    return delivery, [*findings, *([delivery.stopped] if delivery.stopped else [])]


def arrived(
    site: Path, output: Path, name: str, units: Collection[str], now: datetime
) -> tuple[list[str], list[Diagnostic]]:
    """Put on record that units have got the issue, by the mail of which that was not known or by another
    way; their full names. OTHERS stands for all whose copies cannot go by mail."""
    key = key_of(name)
    register, findings = read_register(site, key) if is_key(key) else (None, [])
    if register is None:
        return [], findings or [Diagnostic("send-unpacked", None, {"key": key})]
    content, found = load_site(site)
    if content is None:
        return [], found
    receivers = [row.unit for row in register.record.rows if row.unit != RESERVE]
    others = list(units) == [OTHERS]
    names, found = (_apart(receivers, content), []) if others else _found(units, receivers, content)
    if found:
        return [], found
    try:
        with Log(site, key) as log:
            events, found = log.events()
            known = [one for one in names if standing(events, one) == "done"]
            names = [one for one in names if one not in known]
            if others and not names:
                found += [Diagnostic("send-no-others")]
            found += [Diagnostic("send-known", None, {"name": one}) for one in known if not others]
            if found:
                return [], found
            for one in names:
                what = ARRIVED if standing(events, one) == "unknown" else BROUGHT
                log.add(Event(now.isoformat(timespec="seconds"), one, what))
    except Busy:
        return [], [Diagnostic("send-busy", Place(log_file(key)))]
    except OSError as error:
        return [], [explain(error, site / log_file(key))]
    return names, mark_sent(site, output, key)


def mark_sent(site: Path, output: Path, key: str) -> list[Diagnostic]:
    """The register says what the log says: who has got the issue. Days stay, since the notes have them."""
    with alone(cache_folder(site, output)):
        register, findings = read_register(site, key)
        events, found = read_log(site, key)
        if register is None or findings or found:
            return [*findings, *found]
        rows = tuple(_marked(row, events) for row in register.record.rows)
        record: Register = register.record.model_copy(update={"rows": rows})
        return write_register(site, key, register_text(record))


def _marked(row: Row, events: Sequence[Event]) -> Row:
    if standing(events, row.unit) != "done":
        return row
    state = DELIVERED if last_event(events, row.unit, BROUGHT) else SENT
    return row.model_copy(update={"state": state})


def _apart(receivers: Sequence[str], content: Content) -> list[str]:
    """Those without a mailbox."""
    units = {name: content.units.find(name) for name in receivers}
    return [name for name, unit in units.items() if unit is None or not unit.email.strip()]


def _sums(output: Path) -> dict[Path, list[str]]:
    """What all packs hold for their receivers, by folder. Their register as a spreadsheet does not count: it
    says who has got the issue, and so changes with each sending."""
    found = {}
    for path in (output / FOLDER).glob(f"*/*/*/{SUMS}"):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            lines = path.read_text(encoding="utf-8").splitlines()
            found[path.parent] = [line for line in lines if "/" in line]
    return found


def _named(
    names: Collection[str], packed: Packed, content: Content
) -> tuple[frozenset[str], list[Diagnostic]]:
    found, findings = _found(names, [share.name for share in packed.shares], content)
    return frozenset(found), findings


def _found(
    names: Collection[str], receivers: Sequence[str], content: Content
) -> tuple[list[str], list[Diagnostic]]:
    """The receivers that are meant, by any of their names."""
    found: list[str] = []
    for name in names:
        unit = content.units.find(name)
        full = unit.name if unit else name
        if full not in receivers:
            near = suggestion(name, receivers, "请对照发文登记改正单位名称")
            return [], [Diagnostic("send-unit", None, {"name": name, "near": near})]
        found.append(full)
    return list(dict.fromkeys(found)), []
