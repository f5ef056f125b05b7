"""A bulletin: everything that the pages say, nothing of how they look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.blocks import Block, Sheet
from generator.model.report import Photo

PUBLIC = "public"
"""The folder of an issue's public edition, in the issue's own."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """All as printed: `number_line` 第5期（总第78期）, `secrecy` 机密★1年. `copy_number` is
    000001 where the page keeps a place for the 份号, which each copy gets when it is packed.

    `broken_name` is the name in two lines where it is too long for one, else empty. `again` is what a
    reissue says of the issue that it takes the place of.
    """

    name: str
    number_line: str
    issuer: str
    date_line: str
    notice: str = ""
    secrecy: str = ""
    copy_number: str = ""
    broken_name: tuple[str, ...] = ()
    again: str = ""

    @property
    def name_lines(self) -> tuple[str, ...]:
        return self.broken_name or (self.name,)


@dataclass(frozen=True, slots=True)
class Article:
    """`title` in its lines; `html` is safe; `source` names the report's file, relative to content/."""

    anchor: str
    title: tuple[str, ...]
    subtitle: str
    html: str
    byline: str
    photos: tuple[Photo, ...]
    source: str


@dataclass(frozen=True, slots=True)
class BulletinSection:
    """Articles, or blocks of figures, or both; blocks come first. An annex may be set on landscape pages."""

    name: str
    articles: tuple[Article, ...] = ()
    blocks: tuple[Block, ...] = ()
    anchor: str = ""
    annex: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Foot:
    """`rows` are 报, 送, 发 with their names; `officers` are 签发, 审核, 责编 with one name each.

    `copies` is 0 where neither 印数 nor a list tells how many: nothing is printed then.
    """

    rows: tuple[tuple[str, tuple[str, ...]], ...]
    officers: tuple[tuple[str, str], ...]
    issuer: str
    date_line: str
    copies: int


@dataclass(frozen=True, slots=True)
class Bulletin:
    """`key` is the issue's short name, `folder` and `file_name` where its files go below output/.

    `images` are relative to content/, `sources` (all files whose content is in it) relative to the site.
    `total` is None for a supplement that is not counted. `first_date` is the 签发日期 (ISO) of the issue that
    this one corrects or takes the place of, whose numbers it has. Without `html` only a PDF may be made.
    `public`: it is the public edition, which leads to nothing internal.
    """

    key: str
    publication: str
    kind: str
    folder: str
    file_name: str
    title: str
    masthead: Masthead
    note_html: str
    sections: tuple[BulletinSection, ...]
    foot: Foot
    date: date
    year: int
    number: int
    supplement: bool
    draft: bool
    even_foot: bool
    images: tuple[str, ...]
    sources: tuple[str, ...]
    total: int | None = None
    html: bool = True
    sheets: tuple[Sheet, ...] = ()
    public: bool = False
    first_date: str = ""

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(article for section in self.sections for article in section.articles)
