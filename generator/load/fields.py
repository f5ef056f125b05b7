"""A node and a record class into a record whose every value knows its place.

Keys may be Chinese (a field's title) or English (its alias or name). What pydantic finds wrong is
worded by the diagnostics' catalogue: converters name a code, the rest is known by its type.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar, Union

from pydantic import ValidationError

from generator.diagnostics import Diagnostic, Place, has_errors
from generator.diagnostics.near import suggestion
from generator.load.source import Source
from generator.load.yaml_nodes import Entry, Mapping, Node, Scalar, Sequence
from generator.load.yaml_slips import in_braces, slip_in_text
from generator.model.record import Path, Record, Sourced

T = TypeVar("T", bound=Record)


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record: its names, what it holds and an example of it."""

    name: str
    chinese: str
    english: str
    required: bool
    shape: str
    """`value`, `texts`, `record`, `records`, `record-map` or `map`."""
    record: type[Record] | None
    example: str


def read_record(node: Mapping, record: type[T], source: Source) -> tuple[Sourced[T] | None, list[Diagnostic]]:
    """The record that `node` tells, with the places of its values; None if anything in it is wrong."""
    reader = _Reader(source)
    data = reader.mapping(node, record, ())
    result: T | None = None
    try:
        result = record.model_validate(data)
    except ValidationError as error:
        reader.reword(error, record)
    if result is None or has_errors(reader.findings):
        return None, reader.findings
    return Sourced(result, source.name, reader.places, source.lines), reader.findings


@cache
def keys_of(record: type[Record]) -> tuple[Key, ...]:
    """The keys of a record class, in the order of declaration."""
    keys = []
    for name, info in record.model_fields.items():
        shape, inner = _shape(info.annotation, tuple(info.metadata))
        chinese = str(info.title)
        example = f"{chinese}: {(info.examples or ['…'])[0]}"
        keys.append(Key(name, chinese, info.alias or name, info.is_required(), shape, inner, example))
    return tuple(keys)


@cache
def _by_key(record: type[Record]) -> dict[str, Key]:
    return {name: key for key in keys_of(record) for name in (key.chinese, key.english)}


def _shape(annotation: Any, metadata: tuple[Any, ...] = ()) -> tuple[str, type[Record] | None]:
    """What a field holds, as far as the reading of nodes must know it."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _shape(arguments[0])
    if origin in (Union, types.UnionType):
        return _shape(next(one for one in arguments if one is not type(None)))
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return "record", annotation
    if origin is tuple:
        shape, inner = _shape(arguments[0])
        return ("records", inner) if shape == "record" else ("texts", None)
    if origin is dict:
        shape, inner = _shape(arguments[1])
        return ("record-map", inner) if shape == "record" else ("map", None)
    return "value", None


@dataclass
class _Reader:
    """Walks a node along a record class: plain data for pydantic, and the places beside it."""

    source: Source
    places: dict[Path, Place] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    reported: set[Path] = field(default_factory=set)

    def mapping(self, node: Mapping, record: type[Record], path: Path) -> dict[str, Any]:
        self.places.setdefault(path, node.place)
        known = _by_key(record)
        seen: dict[str, Entry] = {}
        data: dict[str, Any] = {}
        for entry in node.entries:
            key = known.get(entry.key)
            if key is None:
                self._unknown(entry, record)
                continue
            if key.name in seen:
                first = seen[key.name]
                self._find("key-twice", entry.place, key=entry.key, other=first.key, line=first.place.line)
                continue
            seen[key.name] = entry
            if _blank(entry.value):
                self._blank(entry, key, path)
                continue
            value = self._value(entry.value, key, (*path, key.name), entry.place)
            if value is not _WRONG:
                data[key.name] = value
        return data

    def _value(self, node: Node, key: Key, path: Path, key_place: Place) -> Any:
        self.places[path] = key_place if isinstance(node, Mapping) else node.place
        if key.shape == "value":
            return self._scalar(node, key, path)
        if key.shape == "texts":
            return self._texts(node, key, path)
        if key.shape == "map":
            return self._free_map(node, key, path)
        if key.shape == "records":
            return self._records(node, key, path)
        if not isinstance(node, Mapping):
            return self._wrong("value-not-mapping", node, key, path)
        assert key.record is not None
        if key.shape == "record":
            return self.mapping(node, key.record, path)
        return self._record_map(node, key, path)

    def _scalar(self, node: Node, key: Key, path: Path) -> Any:
        if not isinstance(node, Scalar):
            return self._wrong("value-not-text", node, key, path)
        return node.text

    def _texts(self, node: Node, key: Key, path: Path) -> Any:
        if isinstance(node, Scalar):
            slip = None if node.quoted or node.block else self._wide_list(node)
            return self._slipped(slip, path) if slip else node.text
        if isinstance(node, Mapping):
            return self._wrong("value-not-list", node, key, path)
        texts = []
        for index, item in enumerate(node.items):
            self.places[(*path, index)] = item.place
            if _blank(item):
                self._find("value-blank-item", item.place, name=key.chinese)
            elif isinstance(item, Scalar):
                slip = self._wide_list(item) if not item.quoted and self._in_brackets(item) else None
                texts.append(self._slipped(slip, path) if slip else item.text)
            else:
                self._wrong("value-not-text", item, key, path)
        return _WRONG if path in self.reported else texts

    def _records(self, node: Node, key: Key, path: Path) -> Any:
        items = node.items if isinstance(node, Sequence) else (node,)
        assert key.record is not None
        records = []
        for index, item in enumerate(items):
            if _blank(item):
                self._find("value-blank-item", item.place, name=key.chinese)
                self.reported.add(path)
            elif isinstance(item, Mapping):
                records.append(self.mapping(item, key.record, (*path, index)))
            else:
                self._wrong("value-not-mapping", item, key, path)
        return _WRONG if path in self.reported else records

    def _record_map(self, node: Mapping, key: Key, path: Path) -> Any:
        assert key.record is not None
        records = {}
        for entry in node.entries:
            inner = (*path, entry.key)
            self.places[inner] = entry.place
            if isinstance(entry.value, Mapping):
                records[entry.key] = self.mapping(entry.value, key.record, inner)
            else:
                named = Key(entry.key, entry.key, entry.key, True, "record", key.record, key.example)
                self._wrong("value-not-mapping", entry.value, named, inner)
        return records

    def _free_map(self, node: Node, key: Key, path: Path) -> Any:
        """Names that the editor chooses, with texts or such maps again."""
        if not isinstance(node, Mapping):
            return self._wrong("value-not-mapping", node, key, path)
        result: dict[str, Any] = {}
        for entry in node.entries:
            inner = (*path, entry.key)
            self.places[inner] = entry.value.place
            if isinstance(entry.value, Mapping):
                result[entry.key] = self._free_map(entry.value, key, inner)
            elif isinstance(entry.value, Scalar) and entry.value.text is not None:
                result[entry.key] = entry.value.text
            else:
                self._wrong("value-not-text", entry.value, key, inner)
        return result

    def reword(self, error: ValidationError, record: type[Record]) -> None:
        """Pydantic's errors as findings at the places of the values."""
        for detail in error.errors(include_url=False, include_input=False):
            path = _known_path(tuple(detail["loc"]), self.places)
            key = _key_at(record, tuple(detail["loc"]))
            if any(path[:length] in self.reported for length in range(1, len(path) + 1)):
                continue
            name, example = (key.chinese, key.example) if key else ("", "…")
            if detail["type"] == "missing":
                if tuple(detail["loc"]) not in self.reported:
                    place = self.places[path]
                    code = "key-missing-in-braces" if in_braces(self.source, path, place) else "key-missing"
                    self._find(code, place, name=name, example=example)
                continue
            context = dict(detail.get("ctx", {}))
            code = str(context.pop("code", "value-wrong"))
            self._find(code, self.places[path], **{"name": name, "example": example, **context})

    def _unknown(self, entry: Entry, record: type[Record]) -> None:
        names = [key.chinese for key in keys_of(record)]
        english = [key.english for key in keys_of(record)]
        if "：" in entry.key:
            self._find("key-wide-colon", entry.place, key=entry.key.partition("：")[0])
            return
        valueless = isinstance(entry.value, Scalar) and not entry.value.text
        if valueless and len(entry.key) > 4 and not entry.key.isascii():
            self._find("key-from-comma", entry.place, key=entry.key)
            return
        bare = entry.key.strip("“”\"'＂【】 ").replace("　", "").replace(" ", "")
        candidates = english if bare.isascii() else names
        near = suggestion(bare.lower(), candidates, "这里可以写：" + "、".join(names))
        self._find("key-unknown", entry.place, key=entry.key, near=near)

    def _blank(self, entry: Entry, key: Key, path: Path) -> None:
        if key.required:
            self._find("value-blank", entry.place, name=key.chinese, example=key.example)
            self.reported.add((*path, key.name))

    def _wrong(self, code: str, node: Node, key: Key, path: Path) -> Any:
        place = node.place
        slip = slip_in_text(self.source, place.line, place.line) if isinstance(node, Scalar) else None
        if slip and slip.code in ("yaml-wide-colon", "yaml-no-space", "yaml-wide-bracket"):
            return self._slipped(slip, path)
        self._find(code, place, name=key.chinese, example=key.example)
        self.reported.add(path)
        return _WRONG

    def _slipped(self, slip: Diagnostic, path: Path) -> Any:
        self.findings.append(slip)
        self.reported.add(path)
        return _WRONG

    def _wide_list(self, node: Scalar) -> Diagnostic | None:
        """A list in full-width brackets, or one whose items a full-width comma was to part."""
        text = (node.text or "").strip()
        if text[:1] in ("【", "［") and text[-1:] in ("】", "］"):
            return self.source.finding("yaml-wide-bracket", node.place, mark=text[0], right="[")
        comma = text.find("，")
        if comma < 0 or "\n" in text:
            return None
        place = Place(node.place.file, node.place.line, node.place.column + comma)
        return self.source.finding("yaml-wide-comma", place, mark="，")

    def _in_brackets(self, node: Scalar) -> bool:
        line = self.source.lines[node.place.line - 1]
        return "[" in line[: node.place.column - 1]

    def _find(self, code: str, place: Place, **data: Any) -> None:
        self.findings.append(self.source.finding(code, place, **data))


_WRONG: Any = object()
"""Stands for a value whose fault is reported already."""


def _blank(node: Node) -> bool:
    return isinstance(node, Scalar) and not (node.text or "").strip()


def _known_path(path: tuple[str | int, ...], places: dict[Path, Place]) -> Path:
    while path and path not in places:
        path = path[:-1]
    return path


def _key_at(record: type[Record], path: tuple[str | int, ...]) -> Key | None:
    """The last key of a record class on the path of an error."""
    found: Key | None = None
    current: type[Record] | None = record
    for part in path:
        if current is None:
            break
        match = next((key for key in keys_of(current) if key.name == part), None)
        if match is not None:
            found, current = match, match.record
    return found
