"""Whether a mended file still means what it meant, but for the words that were mended.

A character may be more than it looks in YAML and Markdown; so the mended file is read again and compared with
what was intended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.check.prose.body import Blocks
from generator.check.prose.documents import issue_document, report_document
from generator.check.prose.inline import SourceLine
from generator.load.reports import split_front
from generator.load.source import Source
from generator.load.yaml_nodes import Mapping, Node, Scalar, parse_yaml
from generator.model.content import LoadedIssue, LoadedReport
from generator.model.prose import VALUE, Block, Run
from generator.proofreading.evolve import Edits, edited_block

_MOST_TRIES = 40
"""Lines that are tried one by one where all of them together do not read."""

Loaded = LoadedReport | LoadedIssue


def faulty_lines(
    file: str, old: tuple[str, ...], new: tuple[str, ...], rounds: Sequence[Edits], loaded: Loaded | None
) -> set[int]:
    """The lines whose mending changes more than was meant. `rounds` are the edits, `loaded` is the report or
    issue that the file is."""
    changed = {number for number, pair in enumerate(zip(old, new, strict=True), 1) if pair[0] != pair[1]}
    first, last, body = 1, len(old), len(old) + 1
    if not file.lower().endswith((".yaml", ".yml")):
        front, _ = split_front(Source(file, "", old))
        if front is None:
            return changed
        first, last, body = front.first, front.last, front.body_line
    faulty = set()
    in_values = {number for number in changed if first <= number <= last}
    if in_values:
        faulty |= _faulty_values(old, new, rounds, (first, last), in_values)
    in_body = {number for number in changed if number >= body}
    if in_body:
        faulty |= _faulty_body(new, rounds, loaded, body, in_body)
    return faulty | (changed - in_values - in_body)


def _faulty_body(
    new: tuple[str, ...], rounds: Sequence[Edits], loaded: Loaded | None, body: int, changed: set[int]
) -> set[int]:
    if loaded is None:
        return changed
    if isinstance(loaded, LoadedReport):
        before = report_document(loaded)
        after = report_document(replace(loaded, front=replace(loaded.front, lines=new)))
    else:
        before = issue_document(loaded)
        after = issue_document(replace(loaded, front=replace(loaded.front, lines=new)))
    meant = [block for block in before.blocks if block.lines[0] >= body]
    read = [block for block in after.blocks if block.lines[0] >= body]
    for edits in rounds:
        meant = [edited_block(block, edits) for block in meant]
    if len(meant) != len(read):
        return changed
    faulty = set()
    for one, other in zip(meant, read, strict=True):
        if (one.kind, one.level, one.text) != (other.kind, other.level, other.text):
            faulty |= {number for number in changed if one.lines[0] <= number <= one.lines[1]} or changed
    return faulty


def _faulty_values(
    old: tuple[str, ...],
    new: tuple[str, ...],
    rounds: Sequence[Edits],
    span: tuple[int, int],
    changed: set[int],
) -> set[int]:
    meant, read = _values(old, span), _values(new, span)
    if meant is None:
        return changed
    if read is None or len(meant) != len(read):
        return _tried(old, new, rounds, span, changed)
    faulty = set()
    for before, after in zip(meant, read, strict=True):
        one = before
        for edits in rounds:
            one = edited_block(one, edits)
        if one.text != after.text or (one.text != before.text and _shape(before) != _shape(after)):
            inside = {number for number in changed if before.lines[0] <= number <= before.lines[1]}
            faulty |= inside or changed
    return faulty


def _tried(
    old: tuple[str, ...],
    new: tuple[str, ...],
    rounds: Sequence[Edits],
    span: tuple[int, int],
    changed: set[int],
) -> set[int]:
    """The lines with which the file does not read any more."""
    if len(changed) > _MOST_TRIES or len(changed) == 1:
        return changed
    faulty: set[int] = set()
    for number in sorted(changed):
        alone = (*old[: number - 1], new[number - 1], *old[number:])
        own = [{number: edits[number]} if number in edits else {} for edits in rounds]
        faulty |= _faulty_values(old, alone, own, span, {number})
    return faulty or changed


def _values(lines: tuple[str, ...], span: tuple[int, int]) -> list[Block] | None:
    """All names and values of YAML, in order, as blocks that know where their characters stand."""
    node, _ = parse_yaml(Source("", "", lines), *span)
    if node is None:
        return None
    found = list(_scalars(node))
    ends = [*(scalar.place.line for scalar in found[1:]), span[1]]
    return [
        _block(scalar, max(end, scalar.place.line), lines) for scalar, end in zip(found, ends, strict=True)
    ]


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for entry in node.entries:
            # Of a name nothing is ever mended: as an escaped text it stands nowhere.
            yield Scalar(f"\0{entry.key}", entry.place)
            yield from _scalars(entry.value)
    else:
        yield Scalar("\0[", node.place)
        for item in node.items:
            yield from _scalars(item)


def _block(scalar: Scalar, last: int, lines: tuple[str, ...]) -> Block:
    """A value with a run for each of its lines that stands in the file as it is read."""
    text = scalar.text or ""
    place = scalar.place
    number, column = (place.line + 1, 1) if scalar.block else (place.line, place.column + int(scalar.quoted))
    runs, start = [], 0
    for piece in text.split("\n"):
        line = lines[number - 1] if number <= len(lines) else ""
        at = line.find(piece, column - 1) if piece else -1
        is_there = at >= 0 and (at == column - 1 or not line[column - 1 : at].strip())
        runs.append(Run(start, number, at + 1) if is_there else Run(start, 0, 1))
        start += len(piece) + 1
        number, column = number + 1, 1
    return Block(VALUE, text, "", "", tuple(runs), (place.line, last))


def _shape(block: Block) -> list[tuple[str, int]]:
    """What the text is as Markdown, which some values are."""
    read = Blocks("", "")
    read.read([SourceLine(line, number, 1) for number, line in enumerate(block.text.split("\n"), 1)])
    return [(one.kind, one.level) for one in read.blocks]
