"""YAML into nodes that know their places, with every scalar left as the text that the editor wrote.

PyYAML composes the nodes; its implicit types are not looked at, so that `010`, `no` and `12:30` stay
what they are. Duplicate keys, aliases that grow without bound and nesting without end are errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator.diagnostics import Diagnostic, Place
from generator.load.source import Source
from generator.load.yaml_slips import explain, slip_in_text

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # a PyYAML built without libyaml is slower and otherwise the same
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

DEEPEST = 30
"""Levels of nesting; the deepest real file has six. libyaml's composer overflows the stack at some 10,000."""

MOST_NODES = 200_000
"""Nodes of one file with all aliases followed."""

_STANDARD = "tag:yaml.org,2002:"
_CORE = frozenset(
    _STANDARD + name for name in ("str", "null", "bool", "int", "float", "timestamp", "seq", "map")
)
_BARE = _CORE | {_STANDARD + "merge", _STANDARD + "value"}


@dataclass(frozen=True, slots=True)
class Scalar:
    """`text` is None for an empty value; `block` tells `|` and `>`, whose text starts a line below."""

    text: str | None
    place: Place
    block: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    key: str
    place: Place
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    entries: tuple[Entry, ...]
    place: Place


Node = Scalar | Sequence | Mapping


def parse_yaml(
    source: Source, first: int = 1, last: int | None = None
) -> tuple[Node | None, list[Diagnostic]]:
    """The node tree of a file, or of its lines `first` to `last` (front matter); None with errors."""
    lines = source.lines[first - 1 : last]
    control = _control_character(source, lines, first)
    if control is not None:
        return None, [control]
    # Blank lines in front keep the numbers of the lines those of the file.
    text = "\n" * (first - 1) + "\n".join(lines) + "\n"
    try:
        _check_depth(text)
        root = yaml.compose(text, Loader=Loader)
        if root is None:
            return None, [source.finding("file-empty", source.at(first))]
        walker = _Walker(source)
        node = walker.convert(root, 0)
    except _Stop as stop:
        return None, [stop.finding(source)]
    except yaml.MarkedYAMLError as error:
        return None, [explain(source, error, first)]
    return (node if not walker.findings else None), walker.findings


def parse_mapping(
    source: Source, example: str, first: int = 1, last: int | None = None
) -> tuple[Mapping | None, list[Diagnostic]]:
    """The same for a file whose top must be `name: value` lines."""
    node, findings = parse_yaml(source, first, last)
    if node is None or isinstance(node, Mapping):
        return node, findings
    slip = slip_in_text(source, node.place.line, node.place.line)
    return None, [slip or source.finding("yaml-not-mapping", node.place, example=example)]


class _Stop(Exception):
    """Ends the walk: the rest of the tree is too large or endless."""

    def __init__(self, code: str, line: int, column: int, **data: int) -> None:
        super().__init__(code)
        self.code, self.line, self.column, self.data = code, line, column, data

    def finding(self, source: Source) -> Diagnostic:
        return source.finding(self.code, source.at(self.line, self.column), **self.data)


class _Walker:
    """Turns PyYAML's nodes into ours and counts them."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.findings: list[Diagnostic] = []
        self.count = 0
        self.open: set[int] = set()

    def convert(self, node: yaml.Node, depth: int) -> Node:
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        self.count += 1
        if self.count > MOST_NODES:
            raise _Stop("yaml-alias-bomb", line, column, limit=MOST_NODES)
        if depth > DEEPEST:
            raise _Stop("yaml-too-deep", line, column, limit=DEEPEST)
        if id(node) in self.open:
            raise _Stop("yaml-alias-loop", line, column)
        place = self.source.at(line, column)
        if node.tag not in _BARE:
            self.findings.append(self.source.finding("yaml-tag", place))
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node, place)
        self.open.add(id(node))
        converted: Node
        if isinstance(node, yaml.SequenceNode):
            converted = Sequence(tuple(self.convert(item, depth + 1) for item in node.value), place)
        else:
            converted = Mapping(tuple(self._entries(node, depth)), place)
        self.open.discard(id(node))
        return converted

    def _entries(self, node: yaml.Node, depth: int) -> Iterator[Entry]:
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
            place = self.source.at(line, column)
            if not isinstance(key_node, yaml.ScalarNode):
                self.findings.append(self.source.finding("yaml-key-not-text", place))
                continue
            key = str(key_node.value).strip()
            if key in lines:
                data = {"key": key, "line": lines[key]}
                self.findings.append(self.source.finding("yaml-duplicate-key", place, **data))
                continue
            lines[key] = line
            yield Entry(key, place, self.convert(value_node, depth + 1))


def _scalar(node: yaml.ScalarNode, place: Place) -> Scalar:
    style = getattr(node, "style", None)
    quoted, block = style in ('"', "'"), style in ("|", ">")
    text: str | None = str(node.value)
    if not quoted and not block and node.tag == _STANDARD + "null":
        text = None
    return Scalar(text, place, block, quoted)


def _check_depth(text: str) -> None:
    """Stops before the composer would recurse without bound: every level needs one of these marks."""
    if sum(text.count(mark) for mark in "[{-?:") <= 1000:
        return
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                mark = event.start_mark
                line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
                raise _Stop("yaml-too-deep", line, column, limit=DEEPEST)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _control_character(source: Source, lines: tuple[str, ...], first: int) -> Diagnostic | None:
    """YAML knows no control characters; the library names them by number only, so they are found here."""
    for number, line in enumerate(lines, first):
        if line.isprintable():
            continue
        for column, character in enumerate(line, 1):
            if not yaml_allows(character):
                return source.finding("yaml-control", source.at(number, column))
    return None


def yaml_allows(character: str) -> bool:
    """Whether a character may stand in YAML (YAML 1.1, 5.1); line separators are not for editors either."""
    code = ord(character)
    if code in (0x2028, 0x2029, 0xFEFF):
        return False
    ranges = ((0x20, 0x7E), (0xA0, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
    return code == 0x9 or any(first <= code <= last for first, last in ranges)
