"""Findings at the place of a value."""

from __future__ import annotations

from typing import Any

from generator.diagnostics import Diagnostic
from generator.model.record import Sourced


def at(front: Sourced[Any], code: str, /, *path: str | int, **data: object) -> Diagnostic:
    """A finding where the value at `path` of a record stands, with that line."""
    place = front.place(*path)
    return Diagnostic(code, place, data, front.excerpt(place))


def first_given(front: Sourced[Any], *names: str) -> tuple[str, ...]:
    """The path of the first of these keys that stands in the file, else that of the whole record."""
    return next(((name,) for name in names if (name,) in front.places), ())
