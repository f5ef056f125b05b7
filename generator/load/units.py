"""units.yaml: the units of the city, each found by any of its names."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostic, Place, has_errors
from generator.load.fields import read_record
from generator.load.source import Source, read_source
from generator.load.yaml_nodes import Mapping, Sequence, parse_yaml
from generator.model.record import Sourced
from generator.model.unit import Unit, Units

FILE = "content/units.yaml"
_EXAMPLE = "- {名称: 市教育局, 类别: 市直}"


def load_units(root: Path, classes: tuple[str, ...]) -> tuple[Units | None, list[Diagnostic]]:
    """The register of units; None with errors. `classes` is the vocabulary of 单位类别."""
    path = root / FILE
    if not path.is_file():
        return None, [Diagnostic("units-missing", Place(FILE))]
    source, findings = read_source(path, root)
    if source is None:
        return None, findings
    node, found = parse_yaml(source)
    findings += found
    if node is None:
        return None, findings
    if not isinstance(node, Sequence):
        return None, [*findings, source.finding("yaml-not-list", node.place)]
    units: list[Sourced[Unit]] = []
    for item in node.items:
        if not isinstance(item, Mapping):
            findings.append(source.finding("yaml-not-mapping", item.place, example=_EXAMPLE))
            continue
        unit, found = read_record(item, Unit, source)
        findings += found
        if unit is not None:
            units.append(unit)
    findings += _names_twice(units, source)
    findings += _classes(units, source, classes)
    if has_errors(findings):
        return None, findings
    return Units(unit.record for unit in units), findings


def _names_twice(units: list[Sourced[Unit]], source: Source) -> list[Diagnostic]:
    """A name must lead to one unit; a unit that repeats its own name does no harm."""
    owners: dict[str, tuple[int, Place]] = {}
    findings = []
    for number, unit in enumerate(units):
        record = unit.record
        named = [(record.name, unit.place("name")), (record.short_name, unit.place("short_name"))]
        named += [(name, unit.place("former_names", i)) for i, name in enumerate(record.former_names)]
        for name, place in named:
            if not name:
                continue
            owner, first = owners.setdefault(name, (number, place))
            if owner != number:
                findings.append(source.finding("unit-name-twice", place, name=name, line=first.line))
    return findings


def _classes(units: list[Sourced[Unit]], source: Source, classes: tuple[str, ...]) -> list[Diagnostic]:
    return [
        source.finding(
            "unit-class-unknown",
            unit.place("unit_class"),
            text=unit.record.unit_class,
            allowed="、".join(classes),
        )
        for unit in units
        if unit.record.unit_class and unit.record.unit_class not in classes
    ]
