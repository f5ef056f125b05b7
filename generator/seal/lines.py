"""Records of which each is a line of JSON: texts under Chinese names, those that are empty left out."""

from __future__ import annotations

import json
from collections.abc import Sequence


def to_line(keys: Sequence[str], values: Sequence[str]) -> str:
    """Without the line's end."""
    return json.dumps(
        {key: value for key, value in zip(keys, values, strict=True) if value}, ensure_ascii=False
    )


def from_line(keys: Sequence[str], line: str | bytes) -> list[str] | None:
    """The values of `keys` in their order, "" where one is left out; None where it is no such line."""
    try:
        data = json.loads(line)
    except ValueError:
        return None
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        return None
    return [data.get(key, "") for key in keys]
