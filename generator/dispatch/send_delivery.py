"""Letters handed to a mail server one after the other, each step on record before the next is taken.

Between "handed" in the log and the server's answer in the log lies the one moment after which nobody can
tell from here whether the server has a message. It is kept as short as it can be: all of the message but its
last dot is with the server before, and signals that end a process wait until after it.
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from generator.diagnostics import Diagnostic
from generator.dispatch.mail import Letter, make_message, message_id
from generator.dispatch.mail_server import Server
from generator.dispatch.mail_session import Lost, Reply, Session, Useless
from generator.dispatch.outbox import AGAIN, DEFERRED, HANDED, REFUSED, TAKEN, Event, Log, standing, turn

PAUSES = (5.0, 30.0, 120.0)
"""Seconds before what failed for the moment is tried again."""
_SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})

Fate = Literal["taken", "refused", "deferred", "unknown"]
Told = Callable[[int, int, str, Fate], None]
"""Called after each letter with how many are settled, how many there are, the unit, and what became of it."""


@dataclass(frozen=True)
class Means:
    """What a delivery needs from around it: the clock, pauses, and who is told how far it is."""

    now: Callable[[], datetime]
    wait: Callable[[float], None]
    told: Told
    pauses: Sequence[float] = PAUSES


@dataclass
class Delivery:
    """What became of each unit; words of the server by unit; why it was given up, if it was."""

    fates: dict[str, Fate] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    stopped: Diagnostic | None = None

    def having(self, *fates: Fate) -> list[str]:
        return [unit for unit, fate in self.fates.items() if fate in fates]


def deliver(
    letters: Sequence[Letter], log: Log, server: Server, issue_key: str, office: str, means: Means
) -> Delivery:
    """Send `letters`, but those that are not open any more by the log. OSError where a file cannot be read or
    the log not be written; then nothing was handed over that the log does not say."""
    post = _Post(log, server, issue_key, office, means, Delivery(), len(letters))
    left = list(letters)
    for pause in (0.0, *means.pauses):
        if pause:
            means.wait(pause)
        left = post.round(left)
        if not left or post.delivery.stopped:
            break
    return post.delivery


class _Post:
    """Rounds over the letters that are left, each over one connection as long as it holds."""

    def __init__(
        self,
        log: Log,
        server: Server,
        issue_key: str,
        office: str,
        means: Means,
        delivery: Delivery,
        total: int,
    ) -> None:
        self._log, self._server, self._key = log, server, issue_key
        self._office, self._means, self._total = office, means, total
        self.delivery = delivery
        self._session: Session | None = None

    def round(self, letters: Sequence[Letter]) -> list[Letter]:
        """Try each letter once; those that failed for the moment."""
        left: list[Letter] = []
        try:
            for place, letter in enumerate(letters):
                try:
                    fate = self._try(letter)
                except Useless as useless:
                    self.delivery.stopped = useless.finding
                    self._set(letters[place:], "deferred")
                    return []
                if fate is None:
                    # No server there: the others need not find it out one by one.
                    left += letters[place:]
                    self._set(letters[place:], "deferred")
                    break
                self.delivery.fates[letter.unit] = fate
                settled = len(self.delivery.having("taken", "refused", "unknown"))
                self._means.told(settled, self._total, letter.unit, fate)
                left += [letter] if fate == "deferred" else []
        finally:
            if self._session is not None:
                self._session.leave()
                self._session = None
        return left

    def _set(self, letters: Sequence[Letter], fate: Fate) -> None:
        for letter in letters:
            self.delivery.fates[letter.unit] = fate

    def _try(self, letter: Letter) -> Fate | None:
        """Send one letter; None where there is no connection to be had."""
        events, findings = self._log.events()
        if findings:
            raise Useless(findings[0])
        state = standing(events, letter.unit)
        if state in ("unknown", "done"):
            return "unknown" if state == "unknown" else "taken"
        now = self._means.now()
        name = message_id(self._key, letter.unit, turn(events, letter.unit), self._server.sender)
        message = make_message(letter, name, self._office, self._server.sender, now)
        try:
            self._session = self._session or Session(self._server)
        except Lost as lost:
            self._note(letter, lost.words)
            return None
        return self._hand_over(letter, name, message, self._session)

    def _hand_over(self, letter: Letter, name: str, message: bytes, session: Session) -> Fate:
        try:
            reply = session.offer(letter.address, len(message))
            if not reply.good:
                return self._answered(letter, name, reply)
            session.put(message)
        except Lost as lost:
            # The dot was not sent: the server has nothing.
            self._session = None
            self._add(letter, DEFERRED, name, lost.words)
            return "deferred"
        with _undisturbed():
            try:
                self._add(letter, HANDED, name)
            except OSError:
                # What is not on record must not be sent: without a goodbye, and without the dot.
                session.close()
                self._session = None
                raise
            try:
                reply = session.end()
            except Lost as lost:
                self._session = None
                self._note(letter, lost.words)
                return "unknown"
            return self._answered(letter, name, reply)

    def _answered(self, letter: Letter, name: str, reply: Reply) -> Fate:
        words = f"{reply.code} {reply.words}".strip()
        if reply.closing:
            self._session = None
        if reply.good:
            self._add(letter, TAKEN, name, words)
            return "taken"
        self._add(letter, REFUSED if reply.final else DEFERRED, name, words)
        return "refused" if reply.final else "deferred"

    def _add(self, letter: Letter, what: str, name: str, words: str = "") -> None:
        moment = self._means.now().isoformat(timespec="seconds")
        self._log.add(Event(moment, letter.unit, what, letter.address, name, letter.digest, words))
        self._note(letter, words)

    def _note(self, letter: Letter, words: str) -> None:
        self.delivery.words[letter.unit] = words


def order_again(letters: Sequence[Letter], log: Log, now: Callable[[], datetime]) -> None:
    """Put on record that an editor wants these sent once more, whatever the log says of them."""
    for letter in letters:
        if letter.again:
            log.add(Event(now().isoformat(timespec="seconds"), letter.unit, AGAIN, letter.address))


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals that would end the process are kept back, and come when it is done."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
