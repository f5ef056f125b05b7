"""YAML into rows of the ledger: a list of mappings, in which every value knows its place."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.diagnostics import Diagnostic, Place
from generator.diagnostics.near import suggestion
from generator.load.fields import keys_of
from generator.load.ledger.files import read_text
from generator.load.ledger.header import Names, key_for
from generator.load.ledger.tables import shown
from generator.load.source import make_source, site_name
from generator.load.yaml_nodes import Entry, Mapping, Node, Scalar, Sequence, parse_yaml
from generator.model.request import Request

_EXAMPLE = "- {编号: 20220530-0017, 受理时间: 2022-05-30 09:12}"
_LISTS = ("条目", "entries")


@dataclass(frozen=True)
class YamlRow:
    """A row's texts and places by English key; `place` is its own."""

    place: Place
    texts: MappingType[str, str]
    places: MappingType[str, Place]


@dataclass
class _Reader:
    names: Names
    findings: list[Diagnostic] = field(default_factory=list)

    def row(self, node: Mapping) -> YamlRow | None:
        """A row; None where any of its keys or values is wrong."""
        texts: dict[str, str] = {}
        seen: dict[str, Entry] = {}
        before = len(self.findings)
        for entry in node.entries:
            key = key_for(entry.key, self.names)
            if key is None:
                self._unknown(entry)
            elif key in seen:
                data = {"key": entry.key, "other": seen[key].key, "line": seen[key].place.line}
                self.findings.append(Diagnostic("key-twice", entry.place, data))
            elif not isinstance(entry.value, Scalar):
                data = {"name": entry.key, "example": f"{entry.key}: …"}
                self.findings.append(Diagnostic("value-not-text", entry.value.place, data))
            else:
                seen[key] = entry
                texts[key] = entry.value.text or ""
        if len(self.findings) > before:
            return None
        places = {key: _value_place(entry) for key, entry in seen.items()}
        return YamlRow(node.place, texts, places)

    def _unknown(self, entry: Entry) -> None:
        if "：" in entry.key:
            data = {"key": shown(entry.key.partition("：")[0])}
            self.findings.append(Diagnostic("key-wide-colon", entry.place, data))
            return
        names = [key.chinese for key in keys_of(Request)]
        near = suggestion(entry.key, names, "这里可以写：" + "、".join(names))
        self.findings.append(Diagnostic("key-unknown", entry.place, {"key": shown(entry.key), "near": near}))


def read_yaml_rows(path: Path, root: Path, names: Names) -> tuple[list[YamlRow], list[Diagnostic]]:
    """The rows of a YAML file; a row at fault is left out and told, the others are kept.

    No finding quotes a line of the file: personal data may stand on it.
    """
    text, findings = read_text(path, root)
    if text is None:
        return [], findings
    source = make_source(site_name(path, root), text)
    node, found = parse_yaml(source)
    findings += [_quiet(finding) for finding in found]
    if node is None:
        return [], findings
    items = _items(node)
    if items is None:
        return [], [*findings, Diagnostic("yaml-not-list", node.place)]
    reader = _Reader(names)
    rows: list[YamlRow] = []
    for item in items:
        if isinstance(item, Mapping):
            row = reader.row(item)
            rows += [row] if row else []
        else:
            reader.findings.append(Diagnostic("yaml-not-mapping", item.place, {"example": _EXAMPLE}))
    return rows, findings + reader.findings


def _items(node: Node) -> tuple[Node, ...] | None:
    """The items of a list, or of the one under 条目."""
    if isinstance(node, Mapping) and len(node.entries) == 1 and node.entries[0].key in _LISTS:
        node = node.entries[0].value
        if isinstance(node, Scalar) and not (node.text or "").strip():
            return ()
    return node.items if isinstance(node, Sequence) else None


def _value_place(entry: Entry) -> Place:
    empty = isinstance(entry.value, Scalar) and not entry.value.text
    return entry.place if empty else entry.value.place


def _quiet(finding: Diagnostic) -> Diagnostic:
    """The finding without the line and the value that stand there."""
    if finding.code == "yaml-alias-bomb":
        return Diagnostic("ledger-yaml-large", finding.place, finding.data)
    data = {key: "…" if key == "value" else value for key, value in finding.data.items()}
    return replace(finding, data=data, excerpt="")
