"""The few bytes of the Compact Font Format that say which CID each glyph of a subset is.

Adobe Technical Note 5176, sections 3 (data types), 5 (INDEX), 9 (Top DICT) and 13 (charsets). A library
would take the whole table apart and put it together again, which for five faces a document is a tenth
of the time that the document takes.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

_CHARSET, _ESCAPE, _ROS = 15, 12, 30
_LONG_INTEGER = 29


def sfnt_table(font: bytes, tag: str) -> bytes | None:
    """A table of an OpenType font; None if it has none of that name."""
    (count,) = struct.unpack_from(">H", font, 4)
    for entry in range(count):
        name, _, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * entry)
        if name == tag.encode():
            return font[offset : offset + length]
    return None


def is_cid_keyed(table: bytes) -> bool:
    """Whether the font's glyphs have CIDs: its Top DICT then begins with ROS."""
    return any(operator == (_ESCAPE, _ROS) for operator, _, _ in _top_dict(table))


def with_cids(table: bytes, cids: Sequence[int]) -> bytes:
    """The CFF table of a CID-keyed font with `cids` for its glyphs, in their order; that of glyph 0 is 0.

    The new charset goes to the end of the table, where the Top DICT is made to point. Raises ValueError
    where it leaves no room for the new offset: a subset that HarfBuzz made has it in five bytes.
    """
    for operator, start, end in _top_dict(table):
        if operator == (_CHARSET,):
            if end - start != 5 or table[start] != _LONG_INTEGER:
                raise ValueError("the charset's offset is not a long integer")
            charset = struct.pack(f">B{len(cids) - 1}H", 0, *cids[1:])
            offset = struct.pack(">Bl", _LONG_INTEGER, len(table))
            return table[:start] + offset + table[end:] + charset
    raise ValueError("no charset")


def _top_dict(table: bytes) -> list[tuple[tuple[int, ...], int, int]]:
    """The operators of the Top DICT with where their operands start and end in the table."""
    _, at = _index(table, table[2])  # names
    (start, end), _ = _index(table, at)
    found = []
    operands = start
    while start < end:
        byte = table[start]
        if byte <= 21:
            operator = tuple(table[start : start + (2 if byte == _ESCAPE else 1)])
            found.append((operator, operands, start))
            start += len(operator)
            operands = start
        else:
            start += _operand_length(table, start)
    return found


def _index(table: bytes, at: int) -> tuple[tuple[int, int], int]:
    """Of an INDEX at `at`: where its first item starts and ends, and where the INDEX ends."""
    (count,) = struct.unpack_from(">H", table, at)
    if count == 0:
        return (at + 2, at + 2), at + 2
    size = table[at + 2]
    offsets = [
        int.from_bytes(table[at + 3 + size * i : at + 3 + size * (i + 1)], "big") for i in (0, 1, count)
    ]
    data = at + 2 + size * (count + 1)
    return (data + offsets[0], data + offsets[1]), data + offsets[2]


def _operand_length(table: bytes, at: int) -> int:
    byte = table[at]
    if byte == 28:
        return 3
    if byte == _LONG_INTEGER:
        return 5
    if byte == 30:  # a real number, in half bytes, ends in a half byte f
        length = 1
        while table[at + length] & 0x0F != 0x0F and table[at + length] >> 4 != 0x0F:
            length += 1
        return length + 1
    return 1 if byte <= 246 else 2
