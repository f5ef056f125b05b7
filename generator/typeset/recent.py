"""A bounded memory of what was made a moment ago, so that the same need not be made twice."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Recent(Generic[Value]):
    """The values asked for last, by key; what was not asked for the longest is forgotten first.

    `most`: the size of all values together; `size` tells that of one, which is 1 where none is given.
    What is kept must depend on its key alone: then a document does not depend on those before it.
    """

    def __init__(self, most: int, size: Callable[[Value], int] = lambda value: 1) -> None:
        self._most = most
        self._size = size
        self._held = 0
        self._values: dict[Hashable, Value] = {}

    def get(self, key: Hashable) -> Value | None:
        """The value kept under `key`, if it is still there."""
        value = self._values.pop(key, None)
        if value is not None:
            self._values[key] = value  # the last of a dict is what was put in last
        return value

    def keep(self, key: Hashable, value: Value) -> Value:
        """Keep `value` under the new `key` and return it."""
        self._values[key] = value
        self._held += self._size(value)
        while self._held > self._most:
            self._held -= self._size(self._values.pop(next(iter(self._values))))
        return value

    def __len__(self) -> int:
        return len(self._values)
