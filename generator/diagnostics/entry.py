"""One sentence of the catalogue."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Entry(NamedTuple):
    """How grave a finding is, what is wrong, and what to do about it.

    Both sentences are `str.format` templates over the data of the finding.
    """

    severity: Literal["error", "warning", "notice"]
    message: str
    hint: str = ""
