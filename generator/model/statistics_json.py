"""`Statistics` as a JSON file and back, exactly: what `content/records/` keeps of a final issue."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from generator.model.statistics import Statistics

T = TypeVar("T")

VERSION = 1
"""Of the file's layout. A field of `Statistics` that has a default needs no new one."""

_REMARK = (
    "这是程序留存的定稿数据：这一期发出时的全部数字。以后台账有改动，已经发出的也不改写。"
    "请不要手工修改，随站点一起存档；要按现在的台账重算，请删去整个文件。"
)
_ADAPTER = TypeAdapter(Statistics)


class RecordError(ValueError):
    """A file that is no record: `reason` in the editor's words, `version` if it is of a newer program;
    `line` and `column` are where it breaks off."""

    def __init__(self, reason: str, line: int = 1, column: int = 1, version: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.line, self.column, self.version = reason, line, column, version


def to_json(statistics: Statistics) -> str:
    """The file's text. Equal statistics give equal texts."""
    data = _ADAPTER.dump_python(statistics, mode="json")
    data["cells"] = {path: data["cells"][path] for path in sorted(data["cells"])}
    for counts in data["cells"].values():
        for span, numbers in counts.items():
            counts[span] = dict(sorted(numbers.items()))
    return wrapped(data, _REMARK, VERSION)


def from_json(text: str) -> Statistics:
    """The statistics of a file's text. Raises RecordError."""
    return unwrapped(text, _ADAPTER, VERSION)


def wrapped(data: object, remark: str, version: int) -> str:
    """Data that is kept, as a file's text: with a remark for who opens it, and a digest."""
    whole = {"说明": remark, "格式": version, "校验": _digest(data), "数据": data}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def unwrapped(text: str, adapter: TypeAdapter[T], version: int) -> T:
    """The value of a text of `wrapped`, of this `version` or an older one. Raises RecordError."""
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        raise RecordError("不是完整的 JSON", error.lineno, error.colno) from error
    except (RecursionError, ValueError) as error:
        raise RecordError("不是程序写的 JSON") from error
    if not isinstance(whole, dict) or not isinstance(whole.get("格式"), int) or "数据" not in whole:
        raise RecordError("不是程序留存的数据")
    if whole["格式"] > version:
        raise RecordError("格式太新", version=whole["格式"])
    if whole.get("校验") != _digest(whole["数据"]):
        raise RecordError("留存以后被改动过")
    try:
        return adapter.validate_python(_with_tuples(whole["数据"]))
    except ValidationError as error:
        raise RecordError("内容不完整") from error


def _digest(data: object) -> str:
    """Of what the data says, not of its layout: other line ends or blanks are no change."""
    plain = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _with_tuples(value: Any) -> Any:
    """JSON's lists as the tuples that they were."""
    if isinstance(value, Mapping):
        return {key: _with_tuples(one) for key, one in value.items()}
    return tuple(_with_tuples(one) for one in value) if isinstance(value, list) else value
