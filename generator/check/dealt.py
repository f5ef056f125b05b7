"""The rules dealt out to two processes, each of which looks at all documents with its own.

Half of the time of a first reading goes into compiling the rules' expressions. Were the documents dealt out,
both processes would compile all of them; so each has its own rules.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from generator.check.rule import GatheringRule, Hit, Office, ReadingRule, Rule, SiteRule, SurveyRule
from generator.check.sieve import Looked, Slip, look, sieve_of, slips_of
from generator.model.prose import Document

Chunk = Sequence[Document]
Look = Callable[[Chunk], list[Looked]]
"""What is found in some documents, in the order of these."""
_Marks = list[list[tuple[int, str, Hit]]]
"""For each document what was found: the number of the block, the code of the rule, and where."""
_FEW = 40
"""Documents that are read sooner than another process is started."""
_OWN = 0.65
"""How much of the rules the process keeps that asks: the rules of the whole site are all its own."""


@contextlib.contextmanager
def looking(chunks: Sequence[Chunk], office: Office, rules: Iterable[Rule], jobs: int) -> Iterator[Look]:
    """A function that looks at one of the `chunks` after the other, in their order; with two `jobs` another
    process looks at them meanwhile. It has to be called for all of them."""
    every = tuple(rules)
    own, others = deal(every)
    enough = jobs > 1 and sum(map(len, chunks)) >= _FEW
    started = _start(chunks, office, others) if enough else None
    if started is None:
        sieve = sieve_of(every)
        yield lambda chunk: look(chunk, office, sieve)
        return
    helper, ours = started
    own_sieve, other_sieve = sieve_of(own), sieve_of(others)

    def look_together(chunk: Chunk) -> list[Looked]:
        looked = look(chunk, office, own_sieve)
        try:
            found = ours.recv()
        except (EOFError, OSError):
            # It was ended, perhaps for want of memory: then all is done here.
            found = marks_of(slips_of(chunk, office, other_sieve), chunk)
        for document, one, marks in zip(chunk, looked, found, strict=True):
            one.slips.extend(Slip(code, document.blocks[block], hit) for block, code, hit in marks)
        return looked

    try:
        yield look_together
    finally:
        ours.close()
        helper.terminate()
        helper.join()


def deal(rules: Sequence[Rule]) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The rules of the process that asks, and those of the other one. What is read, surveyed or gathered once
    for several rules stays together."""
    own: list[Rule] = [rule for rule in rules if isinstance(rule, SiteRule | GatheringRule)]
    together: dict[object, list[Rule]] = {}
    for rule in rules:
        if not isinstance(rule, SiteRule | GatheringRule):
            together.setdefault(_shared(rule), []).append(rule)
    left = sum(map(len, together.values())) * _OWN
    others: list[Rule] = []
    for those in together.values():
        if len(own) < left:
            own += those
        else:
            others += those
    return tuple(own), tuple(others)


def _shared(rule: Rule) -> object:
    if isinstance(rule, SurveyRule):
        return rule.survey
    return rule.read if isinstance(rule, ReadingRule) else rule.code


def _start(
    chunks: Sequence[Chunk], office: Office, rules: Sequence[Rule]
) -> tuple[BaseProcess, Connection] | None:
    """The other process, and where its answers come from; None where none can be had."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return None
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    helper = context.Process(target=_help, args=(chunks, office, rules, theirs), daemon=True)
    try:
        helper.start()
    except OSError:
        ours.close()
        return None
    finally:
        theirs.close()
    return helper, ours


def _help(chunks: Sequence[Chunk], office: Office, rules: Sequence[Rule], answers: Connection) -> None:
    """What the other process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What was inherited is never collected here: objects of C libraries cannot stand that.
    gc.freeze()
    sieve = sieve_of(rules)
    try:
        for chunk in chunks:
            answers.send(marks_of(slips_of(chunk, office, sieve), chunk))
    except Exception:
        # The process that asked does the same, and tells what goes wrong.
        os._exit(1)
    # Nothing that was inherited is closed or written at the end.
    os._exit(0)


def marks_of(slips: Sequence[Sequence[Slip]], chunk: Chunk) -> _Marks:
    """Slips without the text that they stand in, which the process that asked has."""
    marks: _Marks = []
    for own, document in zip(slips, chunk, strict=True):
        numbers = {id(block): number for number, block in enumerate(document.blocks)}
        marks.append([(numbers[id(slip.block)], slip.code, slip.hit) for slip in own])
    return marks
