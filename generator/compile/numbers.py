"""An issue's numbers, and the names that follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

CORRECTION, REISSUE = "更正", "重发"
_FOLDERS = {CORRECTION: "gengzheng", REISSUE: "chongfa"}
_UNSAFE = str.maketrans('/\\:*?"<>|', "／＼：＊？＂＜＞｜")
_NAME_BYTES = 160
"""A file name has 255 bytes on common systems; the rest is for the number and for temporary names."""


@dataclass(frozen=True, slots=True)
class Again:
    """What comes after a `first` issue under its number: a 更正 or a 重发 of it, the how manieth of its kind.
    `first` is a key, `date` its 签发日期."""

    what: str
    count: int
    first: str
    date: date

    @property
    def mark(self) -> str:
        """`更正`, `第2次更正`."""
        return self.what if self.count == 1 else f"第{self.count}次{self.what}"

    @property
    def suffix(self) -> str:
        """Of its folder: `-gengzheng`, `-gengzheng-2`."""
        return f"-{_FOLDERS[self.what]}" + (f"-{self.count}" if self.count > 1 else "")


@dataclass(frozen=True, slots=True)
class Numbers:
    """`year` is that of 签发日期; `total` is None for a supplement that is not counted. A correction or a
    reissue has the numbers of the first, the year too; 0 where nobody can tell what the first was."""

    year: int
    number: int
    total: int | None
    supplement: bool
    again: Again | None = None

    @property
    def first_label(self) -> str:
        """`2022年第5期`, also of what is the second of that number."""
        return f"{self.year}年{self._own}"

    @property
    def label(self) -> str:
        """`2022年第5期`, `2022年增刊第1期`, `2022年第5期（更正）`."""
        return self.first_label + (f"（{self.again.mark}）" if self.again else "")

    @property
    def number_line(self) -> str:
        """What the masthead prints: `第5期（总第78期）`, `增刊第1期`, `第5期（更正，总第78期）`."""
        beside = [self.again.mark] if self.again else []
        beside += [f"总第{self.total}期"] if self.total is not None else []
        return self._own + (f"（{'，'.join(beside)}）" if beside else "")

    @property
    def _own(self) -> str:
        return f"{'增刊' if self.supplement else ''}第{self.number or '？'}期"


def folder(publication: str, numbers: Numbers) -> str:
    """The folder below output/: `gongzuo-jianbao/2022/05`, `gongzuo-jianbao/2022/z01`, and beside the first
    one `gongzuo-jianbao/2022/05-gengzheng`."""
    own = f"{'z' if numbers.supplement else ''}{numbers.number:02d}"
    return f"{publication}/{numbers.year}/{own}{numbers.again.suffix if numbers.again else ''}"


def pdf_name(name: str, numbers: Numbers) -> str:
    """`工作简报2022年第5期.pdf`; characters that file names cannot have give way to full-width ones."""
    safe = "".join(char for char in name.translate(_UNSAFE) if char.isprintable()).strip(" .")
    short = safe.encode()[:_NAME_BYTES].decode(errors="ignore")
    return f"{short}{numbers.label}.pdf"
