"""Every finding's sentence: what is wrong and what to do, in the editors' words.

A code is made of the thing and the fault. `docs/messages.md` is generated from this table.
The sentences are `str.format` templates over the data of the finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple


class Entry(NamedTuple):
    severity: Literal["error", "warning", "notice"]
    message: str
    hint: str = ""


CATALOGUE: Mapping[str, Entry] = {
    # Files
    "file-missing": Entry("error", "找不到文件“{path}”", "{near}"),
}
