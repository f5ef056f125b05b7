"""The words of a public edition: every text of a bulletin as the public may read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import escape, unescape

from generator.compile.blocks.listing import is_wide
from generator.compile.blocks.open_items import REQUEST
from generator.model.blocks import Block, Case, Cases, Prose, Table
from generator.model.bulletin import Article, Bulletin, BulletinSection
from generator.privacy.public import Discretion, citizens_in, mask_public

_APART = "\x1f\n\x1f"
"""Stands between texts that are masked together, so that a person has the same name in all of them."""
_PERSON = re.compile(
    r"(?!.*(?:数|率|人次|[（(][件个次人名%％][）)])).{0,10}"
    "(?:责任人员?|联系人|联络员|经办人|承办人|主办人|协办人|负责人|网格[员长]|楼[栋长]长?|[路街林河田]长|签[字名]|姓名"
    "|(?:责任|分管|主管|牵头|包[联保]|带班|值班|挂点|联系)(?:领导|干部|人员)|联系方式|手机|电话)"
    r"(?:号码?|姓名|及.{1,10}|[、/和与，].{1,10}|[（(].{1,10}[）)])*"
)
"""Headings of columns that say who in the office or unit is in charge."""
_TAG = re.compile(r"""(<[^<>"']*(?:"[^"]*"|'[^']*'|[^<>"'])*>)""")
_BLOCK = re.compile(
    r"</?(?:p|div|h\d|[uo]l|li|table|t[rhd]|thead|tbody|caption|blockquote|figure|figcaption|br|hr)\b"
)
_ATTRIBUTE = re.compile(r'(?P<name>\b(?:alt|title|aria-label))="(?P<value>[^"]*)"')
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr\b[^>]*>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(?P<text>.*?)</t[hd]>\s*", re.DOTALL)
_COLUMNS = re.compile(r'(class="columns-|colspan=")(\d+)')


def public_words(html: str, discretion: Discretion) -> str:
    """Safe HTML, masked as one text."""
    return _masked((), html, discretion)[1] if html else html


def public_section(section: BulletinSection, discretion: Discretion) -> BulletinSection:
    blocks = tuple(_block(block, discretion) for block in section.blocks)
    (name,) = _masked_texts((section.name,), discretion, request=False)
    wide = section.wide and any(isinstance(block, Table) and is_wide(block) for block in blocks)
    articles = tuple(_article(article, discretion) for article in section.articles)
    return replace(section, name=name, articles=articles, blocks=blocks, wide=wide)


def said(bulletin: Bulletin) -> Iterator[str]:
    """The note and the articles, each as one text without its marks."""
    for html in (bulletin.note_html, *("".join(one.title) + one.html for one in bulletin.articles)):
        yield unescape(_TAG.sub("", html))


def plain_words(html: str) -> str:
    """What HTML says, with a break where a block ends."""
    return unescape(_TAG.sub(lambda match: _gap(match[0]), html))


def _article(article: Article, discretion: Discretion) -> Article:
    captions = [photo.caption for photo in article.photos]
    lines = len(article.title)
    texts, html = _masked(
        (*article.title, article.subtitle, *captions), without_persons(article.html), discretion
    )
    photos = tuple(
        photo.model_copy(update={"caption": caption})
        for photo, caption in zip(article.photos, texts[lines + 1 :], strict=True)
    )
    return replace(article, title=texts[:lines], subtitle=texts[lines], html=html, photos=photos)


def _block(block: Block, discretion: Discretion) -> Block:
    if isinstance(block, Prose):
        return replace(block, html=public_words(block.html, discretion))
    if isinstance(block, Table):
        return _table(block, discretion)
    if isinstance(block, Cases):
        return replace(block, cases=tuple(_case(case, discretion) for case in block.cases))
    return block


def _table(table: Table, discretion: Discretion) -> Table:
    """Without the columns of persons; the cells of a row are masked together. A list that the office keeps
    is its own words; a table of requests has the citizens'."""
    request = any(column.title == REQUEST for column in table.columns)
    kept = [place for place, one in enumerate(table.columns) if not _PERSON.fullmatch(one.title)]

    def cells(row: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(row[place] for place in kept) if row else ()

    return replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(_masked_texts(cells(row), discretion, request=request) for row in table.rows),
        total=cells(table.total),
        shares=cells(table.shares),
    )


def _case(case: Case, discretion: Discretion) -> Case:
    texts = _masked_texts((case.title, *(text for _, text in case.facts)), discretion, request=True)
    facts = tuple((label, text) for (label, _), text in zip(case.facts, texts[1:], strict=True))
    return replace(case, title=texts[0], facts=facts)


def _masked_texts(texts: Sequence[str], discretion: Discretion, *, request: bool) -> tuple[str, ...]:
    names = citizens_in(_APART.join(texts), discretion.officials)
    return _together(texts, lambda text: mask_public(text, discretion, names, request=request))


def _masked(texts: Sequence[str], html: str, discretion: Discretion) -> tuple[tuple[str, ...], str]:
    """Texts and HTML that tell one story: a name that is told by a word in one place is masked in all."""
    parts = _TAG.split(html)
    plain = "".join(part if place % 2 == 0 else _gap(part) for place, part in enumerate(parts))
    names = citizens_in(_APART.join((*texts, unescape(plain))), discretion.officials)
    values = [match["value"] for tag in parts[1::2] for match in _ATTRIBUTE.finditer(tag)]
    every = [*texts, *map(unescape, parts[::2]), *map(unescape, values)]
    masked = _together(every, lambda text: mask_public(text, discretion, names))
    own, rest = masked[: len(texts)], masked[len(texts) :]
    pieces = _across(parts, rest[: len(parts[::2])], lambda text: mask_public(text, discretion, names))
    shown = iter(rest[len(parts[::2]) :])
    tags = [
        _ATTRIBUTE.sub(lambda match: f'{match["name"]}="{escape(next(shown))}"', tag) for tag in parts[1::2]
    ]
    shown_pieces = (escape(text, quote=False) for text in pieces)
    return own, "".join(piece + tag for piece, tag in zip(shown_pieces, [*tags, ""], strict=True))


def _across(parts: Sequence[str], masked: Sequence[str], mask: Callable[[str], str]) -> list[str]:
    """The masked pieces of HTML once more, where what is to be masked is parted by a tag inside a line
    (3号楼<strong>2单元</strong>): the pieces that it touches become one, before the tag."""
    pieces = list(masked)
    lines: list[list[int]] = [[0]]
    for place, tag in enumerate(parts[1::2], 1):
        if _BLOCK.match(tag):
            lines.append([])
        lines[-1].append(place)
    # A line of one piece was masked whole.
    parted = [line for line in lines if sum(bool(pieces[place]) for place in line) > 1]
    texts = _together(["".join(pieces[place] for place in line) for line in parted], mask)
    for line, text in zip(parted, texts, strict=True):
        _spread(pieces, line, text)
    return pieces


def _spread(pieces: list[str], line: Sequence[int], text: str) -> None:
    """Put a line's text in the place of its pieces; those at its ends that stand in it as they are stay."""
    first, last = 0, len(line)
    while first < last and text.startswith(pieces[line[first]]):
        text = text.removeprefix(pieces[line[first]])
        first += 1
    while last > first and text.endswith(pieces[line[last - 1]]):
        text = text.removesuffix(pieces[line[last - 1]])
        last -= 1
    for place in line[first:last]:
        pieces[place], text = text, ""
    if text and first == last:
        pieces[line[max(first - 1, 0)]] += text


def _gap(tag: str) -> str:
    """What a tag is to a reader: an end of what is read as one, or nothing."""
    return _APART if _BLOCK.match(tag) else ""


def _together(texts: Sequence[str], mask: Callable[[str], str]) -> tuple[str, ...]:
    """The texts masked as one; each by itself where what was masked reached from one into the next."""
    masked = tuple(mask(_APART.join(texts)).split(_APART))
    return masked if len(masked) == len(texts) else tuple(map(mask, texts))


def without_persons(html: str) -> str:
    """HTML whose tables have no column of persons."""
    return _TABLE.sub(lambda match: _without_columns(match[0]), html)


def _without_columns(table: str) -> str:
    """A table that Markdown made, where every row has a cell for each column save the row 续表."""
    rows = [_CELL.findall(row) for row in _ROW.findall(table)]
    heads = next((row for row in rows if len(row) > 1), [])
    gone = {
        place for place, text in enumerate(heads) if _PERSON.fullmatch(_TAG.sub("", unescape(text)).strip())
    }
    if not gone or len(gone) == len(heads):
        return table

    def shorter(row: re.Match[str]) -> str:
        cells = list(_CELL.finditer(row[0]))
        if len(cells) != len(heads):
            return row[0]
        head, tail = row[0][: cells[0].start()], row[0][cells[-1].end() :]
        return head + "".join(cell[0] for place, cell in enumerate(cells) if place not in gone) + tail

    fewer = _ROW.sub(shorter, table)
    return _COLUMNS.sub(lambda match: f"{match[1]}{int(match[2]) - len(gone)}", fewer)
