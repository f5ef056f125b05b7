"""The base of all records that editors write, and how a key gets its two names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from generator.diagnostics import Place

Path = tuple[str | int, ...]
T = TypeVar("T")


class Record(BaseModel):
    """A frozen record. The field's own name is the English key, its title the Chinese one."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_default=False,
        validate_by_name=True,
        validate_by_alias=False,
        loc_by_alias=False,
    )


def key(chinese: str, default: Any = ..., *, example: str = "", **more: Any) -> Any:
    """A field of a record whose Chinese key is `chinese`; without `default` it is required.

    `example` is a value as an editor would write it, for the hints of errors. `alias` is the English
    key where it cannot be the field's own name.
    """
    return Field(default, title=chinese, examples=[example] if example else None, **more)


def chinese_names(record: type[Record]) -> dict[str, str]:
    """English field name → Chinese key, in the order of declaration."""
    return {name: str(info.title) for name, info in record.model_fields.items()}


@dataclass(frozen=True)
class Sourced(Generic[T]):
    """A record with the places of its values.

    `places` maps the path of a value, made of English keys and list positions, to where the value
    stands. `lines` are the file's lines, for excerpts.
    """

    record: T
    file: str
    places: Mapping[Path, Place] = field(default_factory=dict)
    lines: tuple[str, ...] = ()

    def place(self, *path: str | int) -> Place:
        """Where the value at `path` stands, or its nearest ancestor that stands anywhere."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file))

    def excerpt(self, place: Place) -> str:
        return self.lines[place.line - 1] if 0 < place.line <= len(self.lines) else ""
