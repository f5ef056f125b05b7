"""份号 as text. Nothing here needs a library: registers are read where no PDF is made."""

from __future__ import annotations

DIGITS = 6
"""Digits of a 份号 (GB/T 9704-2012, 7.2.1)."""


def number_text(number: int) -> str:
    """`000012`"""
    return f"{number:0{DIGITS}d}"
