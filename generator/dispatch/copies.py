"""The files of a receiver's copies: numbered, marked and signed as the publication and the office have it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from generator.build.result import Progress
from generator.dispatch.entries import Entered
from generator.dispatch.sealing import Sealing
from generator.dispatch.shares import Share
from generator.dispatch.source import Finished
from generator.pdf.numbering import number_text

if TYPE_CHECKING:
    from generator.pdf.stamp import Stamper


class Copies:
    """Makes the copies of an issue, receiver by receiver. `progress` is called with how many are made, how
    many there will be, and for whom the last one was."""

    def __init__(
        self,
        stamper: Stamper,
        finished: Finished,
        entered: Entered,
        sealing: Sealing,
        progress: Progress | None,
    ) -> None:
        self._stamper, self._finished, self._entered, self._sealing = stamper, finished, entered, sealing
        self._progress, self._done = progress, 0
        self._total = sum(row.copies for row in entered.register.rows)
        self._plain: dict[date, bytes] = {}
        """Without numbers all have the same file, as far as it is of the same day."""

    def of(self, share: Share, day: date) -> Iterator[tuple[str, bytes]]:
        """Their names and bytes; where copies have no numbers, one file for all of them."""
        stem = self._finished.bulletin.file_name.removesuffix(".pdf")
        numbers = self._entered.numbers.get(share.name, ())
        if not numbers:
            if share.copies:
                yield f"{stem}.pdf", self._unnumbered(day)
                self._made(share.copies, share.name)
            return
        self._stamper.begin(share.mark if self._finished.publication.mark else "")
        for number in map(number_text, numbers):
            what = f"{self._finished.bulletin.title}，份号{number}，{share.name}"
            yield f"{stem}（{number}）.pdf", self._sealing(self._stamper.copy(int(number)), what, day)
            self._made(1, share.name)

    def _unnumbered(self, day: date) -> bytes:
        if day not in self._plain:
            self._plain[day] = self._sealing(self._finished.pdf, self._finished.bulletin.title, day)
        return self._plain[day]

    def _made(self, copies: int, name: str) -> None:
        self._done += copies
        if self._progress:
            self._progress(self._done, self._total, name)
