"""A register as text: the same register gives the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from generator.dispatch.numbers import runs
from generator.dispatch.register import WITHDRAWN, Matter, Register, Row
from generator.pdf.numbering import number_text

_HEAD = """\
# 发文登记：哪一份发给了谁，以这里为准。make pack 写的，请不要改，同稿子一起存底。
"""
_PLAIN = re.compile(r"[^\W\d_][\w（）〔〕-]*")
"""Text that YAML reads as itself without quotation marks."""


def register_text(register: Register) -> str:
    """The register as it is stored: the same register gives the same bytes."""
    lines = [
        f"刊物: {text_of(register.publication)}",
        f"期: {text_of(register.issue)}",
        *([f"更正: {text_of(register.corrects)}"] if register.corrects else []),
        *([f"重发: {text_of(register.reissues)}"] if register.reissues else []),
        *([f"要求收回: {register.recall.isoformat()}"] if register.recall else []),
        f"共印: {register.total}",
        *(["只印暗记: 是"] if register.mark_only else []),
        "登记:",
        *(f"  - {{{_row(row)}}}" for row in register.rows),
    ]
    if register.recalled:
        lines.append("收回:")
        lines += [
            f"  - {{单位: {text_of(one.unit)}, 份号: [{numbers_text(one.numbers)}]}}"
            for one in register.recalled
        ]
    if register.withdrawn:
        lines.append(f"{WITHDRAWN}:")
        lines += [f"  - {{{_row(row)}}}" for row in register.withdrawn]
    return _HEAD + "\n".join(lines) + "\n"


def _row(row: Row) -> str:
    parts = [f"单位: {text_of(row.unit)}", f"份数: {row.copies}"]
    if row.numbers:
        parts.append(f"份号: [{numbers_text(row.numbers)}]")
    parts += [f"状态: {row.state}", f"日期: {row.date.isoformat()}"]
    if row.sheet:
        parts.append(f"交办单: {text_of(row.sheet)}")
    if row.matters:
        parts.append(f"事项: [{', '.join(map(_matter, row.matters))}]")
    return ", ".join(parts)


def _matter(matter: Matter) -> str:
    due = f", 时限: {matter.due.isoformat()}" if matter.due else ""
    return f"{{编号: {text_of(matter.id)}{due}}}"


def numbers_text(numbers: Iterable[int]) -> str:
    """`000004-000005, 000009`"""
    return ", ".join(
        number_text(first) if first == last else f"{number_text(first)}-{number_text(last)}"
        for first, last in runs(numbers)
    )


def text_of(text: str) -> str:
    """A text as YAML reads it back."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
