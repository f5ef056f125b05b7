"""An issue's numbers, and the names that follow from them."""

from __future__ import annotations

from dataclasses import dataclass

_UNSAFE = str.maketrans('/\\:*?"<>|', "／＼：＊？＂＜＞｜")
_NAME_BYTES = 160
"""A file name has 255 bytes on common systems; the rest is for the number and for temporary names."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """`year` is that of 签发日期; `total` is None for a supplement that is not counted."""

    year: int
    number: int
    total: int | None
    supplement: bool

    @property
    def label(self) -> str:
        """`2022年第5期`, `2022年增刊第1期`."""
        return f"{self.year}年{self._own}"

    @property
    def number_line(self) -> str:
        """What the masthead prints: `第5期（总第78期）`, `增刊第1期`."""
        return self._own if self.total is None else f"{self._own}（总第{self.total}期）"

    @property
    def _own(self) -> str:
        return f"{'增刊' if self.supplement else ''}第{self.number}期"


def folder(publication: str, numbers: Numbers) -> str:
    """The folder below output/: `gongzuo-jianbao/2022/05`, `gongzuo-jianbao/2022/z01`."""
    return f"{publication}/{numbers.year}/{'z' if numbers.supplement else ''}{numbers.number:02d}"


def pdf_name(name: str, numbers: Numbers) -> str:
    """`工作简报2022年第5期.pdf`; characters that file names cannot have give way to full-width ones."""
    safe = "".join(char for char in name.translate(_UNSAFE) if char.isprintable()).strip(" .")
    short = safe.encode()[:_NAME_BYTES].decode(errors="ignore")
    return f"{short}{numbers.label}.pdf"
