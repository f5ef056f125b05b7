"""Which earlier state of an issue it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, has_errors
from generator.load.finals import final_file, load_finals
from generator.proof.final import words_of_final
from generator.proof.marked import mark_changes
from generator.proof.snapshot import load_snapshot, load_snapshots, proof_numbers
from generator.proof.studio import Studio

SIGNED = 0
"""The number that stands for what was signed; proofs are counted from 1."""


@dataclass(frozen=True)
class Earlier:
    """The earlier of two states, and what its page said: a proof by its number, or what was signed, 0.
    `same` is the last proof where nothing has changed since: then what changed before it is shown."""

    number: int
    words: str
    same: int = 0

    @property
    def name(self) -> str:
        return f"第{self.number}次校样" if self.number else "定稿"


def find_earlier(
    site: Path, studio: Studio, since: int | None = None
) -> tuple[Earlier | None, list[Diagnostic]]:
    """What the page is to be compared with: `since`, if that is asked for; of a final issue what was signed;
    of a draft the last proof, or where nothing has changed since, what there was before: the proof before it,
    else what was signed once. Of one that was signed and had no proof, what was signed."""
    signed, found = _signed(site, studio)
    if has_errors(found):
        return None, found
    if since is not None:
        return _asked(site, studio, since, signed)
    if signed is not None and not studio.composed.bulletin.draft:
        return signed, []
    kept, found = load_snapshots(site, studio.key)
    if has_errors(found):
        return None, found
    if not kept:
        return signed, [] if signed else [Diagnostic("proof-none", None, {"key": studio.key})]
    *former, last = (Earlier(one.number, one.words) for one in kept)
    before = former[-1] if former else signed
    if before is not None and not mark_changes(last.words, studio.page).changes:
        return Earlier(before.number, before.words, last.number), []
    return last, []


def _signed(site: Path, studio: Studio) -> tuple[Earlier | None, list[Diagnostic]]:
    finals, found = load_finals(site)
    if studio.key in finals.broken:
        file = final_file(studio.key)
        return None, [one for one in found if one.place is not None and one.place.file == file]
    lock = finals.locks.get(studio.key)
    return (Earlier(SIGNED, words_of_final(lock, studio.composed.media, site)) if lock else None), []


def _asked(
    site: Path, studio: Studio, since: int, signed: Earlier | None
) -> tuple[Earlier | None, list[Diagnostic]]:
    numbers = proof_numbers(site, studio.key)
    if since in numbers:
        kept, found = load_snapshot(site, studio.key, since)
        return (Earlier(kept.number, kept.words) if kept else None), found
    if since == SIGNED and signed is not None:
        return signed, []
    there = [f"FROM={number}" for number in numbers] + (["FROM=定稿"] if signed else [])
    if not there:
        return None, [Diagnostic("proof-none", None, {"key": studio.key})]
    name = f"第 {since} 次校样" if since else "定稿时留的底"
    data = {"key": studio.key, "name": name, "there": "、".join(there)}
    return None, [Diagnostic("proof-unknown", None, data)]
