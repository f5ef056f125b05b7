"""`Adoption` as a JSON file and back, exactly: what `content/records/adoption/` keeps of a final 采用通报."""

from __future__ import annotations

from pydantic import TypeAdapter

from generator.model.adoption import Adoption
from generator.model.statistics_json import unwrapped, wrapped

VERSION = 1
"""Of the file's layout. A field of `Adoption` that has a default needs no new one."""

_REMARK = (
    "这是程序留存的定稿数据：这一期采用通报发出时的全部数字和目录。以后再有哪一期采用，已经发出的也不改写。"
    "请不要手工修改，随站点一起存档；要按现在的各期重算，请删去整个文件。"
)
_ADAPTER = TypeAdapter(Adoption)


def to_json(adoption: Adoption) -> str:
    """The file's text. Equal values give equal texts."""
    return wrapped(_ADAPTER.dump_python(adoption, mode="json"), _REMARK, VERSION)


def from_json(text: str) -> Adoption:
    """The value of a file's text. Raises RecordError."""
    return unwrapped(text, _ADAPTER, VERSION)
