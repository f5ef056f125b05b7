"""The sections of a bulletin with their blocks, words and articles, and what they need of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.compile.blocks import BLOCKS, CASES, Nothing, Options
from generator.compile.blocks.dimensions import is_said
from generator.compile.blocks.listing import is_wide, listing_table
from generator.compile.blocks.parts import Part, parts_of
from generator.compile.figures.figure import figure
from generator.compile.figures.fill import fill_html, needed_pairs, unknown_findings
from generator.compile.figures.names import Aliases, FigureError
from generator.compile.finding import at
from generator.compile.statistics.wanted import Wanted
from generator.diagnostics import Diagnostic
from generator.diagnostics.near import nearest, question, suggestion
from generator.model.blocks import Block, Prose, Table
from generator.model.bulletin import Article, BulletinSection
from generator.model.content import LoadedIssue, LoadedOutline
from generator.model.issue import FINAL
from generator.model.listing import LoadedListing
from generator.model.record import Sourced
from generator.model.report import Body
from generator.model.request import DIMENSIONS
from generator.model.statistics import OPEN, Statistics

SHEET_WORDS = ("交办单", "交办单结尾", "交办要求超期", "交办要求重复", "交办要求在办")
"""词句 of an outline that are not of a block: those of a 交办单 (see `compile.sheets`)."""

ArticlesOf = Callable[[int], tuple[Article, ...]]


def wanted_of(
    issue: LoadedIssue, outline: LoadedOutline | None, *, sheets: bool = False, texts: Iterable[str] = ()
) -> Wanted:
    """What `Statistics` must hold for an issue beside its counts. `sheets`: 交办单 are made of it too;
    `texts` are HTML texts that may name figures beside those of the issue and its outline."""
    parts = parts_of(issue, outline)
    kinds = [BLOCKS[name] for part in parts for name in part.content if name in BLOCKS]
    bodies = [issue.note, *(part.text for part in parts), *_outline_words(outline)]
    words = [body.html for body in bodies if body is not None]
    conditions = [f"{{{{{part.condition}}}}}" for part in parts if part.condition]
    lists = {name for kind in kinds for name in kind.lists}
    return Wanted(
        lists=frozenset({*lists, OPEN} if sheets else lists),
        pairs=needed_pairs([*words, *conditions, *texts]) | {pair for kind in kinds for pair in kind.pairs},
        cases=tuple(dict.fromkeys(one for part in parts for one in part.requests)),
    )


def compose_sections(
    issue: LoadedIssue,
    outline: LoadedOutline | None,
    statistics: Statistics | None,
    listings: Mapping[str, LoadedListing],
    articles_of: ArticlesOf,
    aliases: Aliases,
    *,
    floor: int,
    public: bool = False,
) -> tuple[tuple[BulletinSection, ...], list[Diagnostic]]:
    """The sections that have anything to print, in order, with anchors s1, s2 …

    `articles_of` gives the articles of the issue's own section at a place in 栏目; `floor` is 满意率下限 in
    percent. Without statistics everything that is counted is an error. `public` as in `Options`.
    """
    parts = parts_of(issue, outline)
    told = any(CASES in part.content for part in parts)
    work = _Composing(issue, outline, statistics, listings, aliases, floor, told, public)
    work.check_words()
    sections = []
    for part in parts:
        articles = articles_of(part.own) if part.own is not None else ()
        blocks = work.blocks(part) if work.is_printed(part) else ()
        if blocks or articles:
            sections.append(_section(part, blocks, articles))
    return numbered(sections), work.findings


def listing_files(
    issue: LoadedIssue, outline: LoadedOutline | None, listings: Mapping[str, LoadedListing]
) -> tuple[str, ...]:
    """The files of the lists that an issue prints, relative to the site."""
    names = dict.fromkeys(part.listing for part in parts_of(issue, outline) if part.listing in listings)
    return tuple(listings[name].file for name in names)


@dataclass
class _Composing:
    """One issue on its way: what its sections are made of, and what was found."""

    issue: LoadedIssue
    outline: LoadedOutline | None
    statistics: Statistics | None
    listings: Mapping[str, LoadedListing]
    aliases: Aliases
    floor: int
    cases_elsewhere: bool
    public: bool
    findings: list[Diagnostic] = field(default_factory=list)

    def check_words(self) -> None:
        """词句 of the outline must be those of a block."""
        if self.outline is None:
            return
        names = (*BLOCKS, *SHEET_WORDS)
        for name, words in self.outline.words.items():
            if name not in names:
                near = suggestion(name, names, _listed(names))
                self.findings.append(at(words.source, "words-unknown", "words", name, name=name, near=near))

    def is_printed(self, part: Part) -> bool:
        """Whether the figure that is a section's 条件 is not zero."""
        if not part.condition or self.statistics is None:
            return True
        found = figure(self.statistics, part.condition, self.aliases)
        if isinstance(found, FigureError):
            self.findings.append(at(part.source, found.code, *part.path, "condition", **found.data))
            return False
        return bool(found.value)

    def blocks(self, part: Part) -> tuple[Block, ...]:
        made: list[Block] = []
        if part.text is not None and part.text_source is not None:
            made += self._words(part.text, part.text_source)
        for place, name in enumerate(part.content):
            made += self._block(part, place, name)
        if part.listing:
            made += self._listing(part)
        return tuple(made)

    def _words(self, body: Body, source: Sourced[Any]) -> list[Block]:
        html, unknown = fill_html(body.html, self.statistics, self.aliases)
        self.findings += unknown_findings(unknown, source, self.statistics, self.aliases)
        return [Prose(html)] if html.strip() else []

    def _block(self, part: Part, place: int, name: str) -> list[Block]:
        """A block with the words before it, unless the section has its own words."""
        if not self._can_make(part, place, name) or self.statistics is None:
            return []
        if name == CASES:
            self._check_cases(part)
        options = Options(
            self.floor, part.limit, part.charts, part.requests, self.cases_elsewhere, self.public
        )
        made = BLOCKS[name].make(self.statistics, options)
        if part.text is not None or any(isinstance(block, Nothing) for block in made):
            return list(made)
        return [*self._words_before(name), *made]

    def _words_before(self, name: str) -> list[Block]:
        """词句 of a block, or else of each of its parts; of a dimension only if the ledger has it."""
        if self.outline is None or self.statistics is None:
            return []
        known = self.outline.words
        names = [name] if name in known else [one for one in BLOCKS[name].parts if one in known]
        return [
            block
            for one in names
            if one not in DIMENSIONS or is_said(self.statistics, one)
            for block in self._words(known[one].body, known[one].source)
        ]

    def _can_make(self, part: Part, place: int, name: str) -> bool:
        """Whether the name is known and the figures have what the block is made of."""
        if name not in BLOCKS:
            near = suggestion(name, BLOCKS, _listed(BLOCKS))
            self._find(part, "block-unknown", "content", place, name=name, near=near)
            return False
        if self.statistics is None:
            self._find(part, "block-no-ledger", "content", place, name=name)
            return False
        if not _holds(self.statistics, name):
            self._find(part, "block-not-recorded", "content", place, name=name)
            return False
        return True

    def _listing(self, part: Part) -> list[Block]:
        listing = self.listings.get(part.listing)
        if listing is None:
            if part.by_issue:
                near = nearest(part.listing, self.listings)
                hint = question(near) if near else _listings_known(self.listings)
                self._find(part, "listing-unknown", "listing", name=part.listing, near=hint)
            return []
        return [listing_table(listing.record, part.limit)] if listing.record.entries else []

    def _check_cases(self, part: Part) -> None:
        """Every case that the editor chose must be among the figures. Whether the ledger has it is told where
        these are made; a record of a final issue knows those of its day alone."""
        final = self.issue.front.record.state == FINAL
        if self.statistics is None or part.own is None or not final:
            return
        known = {item.id for item in self.statistics.cases}
        for place, one in enumerate(part.requests):
            if one not in known:
                path = ("sections", part.own, "requests", place)
                self.findings.append(at(self.issue.front, "case-not-recorded", *path, id=one))

    def _find(self, part: Part, code: str, *path: str | int, **data: object) -> None:
        self.findings.append(at(part.source, code, *part.path, *path, **data))


def _outline_words(outline: LoadedOutline | None) -> list[Body]:
    return [words.body for words in outline.words.values()] if outline else []


def _holds(statistics: Statistics, name: str) -> bool:
    """A record of a final issue holds what was printed of it then, and maybe not what is asked for now."""
    kind = BLOCKS[name]
    if not kind.lists <= statistics.items.keys():
        return False
    whole = statistics.cells.get("")
    if whole is None or not whole.now.get("受理量"):
        return True
    return all(
        any({one, other} <= set(path.split(".")) for path in statistics.cells) for one, other in kind.pairs
    )


def _section(part: Part, blocks: tuple[Block, ...], articles: tuple[Article, ...]) -> BulletinSection:
    """A caption that only says the section's name again is left out."""
    shown = tuple(
        replace(block, caption="") if isinstance(block, Table) and block.caption == part.name else block
        for block in blocks
    )
    wide = part.annex and any(isinstance(block, Table) and is_wide(block) for block in shown)
    return BulletinSection(part.name, articles, shown, annex=part.annex, wide=wide)


def numbered(sections: Sequence[BulletinSection]) -> tuple[BulletinSection, ...]:
    """Anchors for all, and 附件1, 附件2 … for annexes; a single one is 附件."""
    count = sum(section.annex for section in sections)
    made = []
    annexes = 0
    for place, section in enumerate(sections, 1):
        name = section.name
        if section.annex:
            annexes += 1
            label = f"附件{annexes if count > 1 else ''}"
            name = name if name.startswith("附件") else f"{label}　{name}"
        made.append(replace(section, name=name, anchor=f"s{place}"))
    return tuple(made)


def _listed(names: Iterable[str]) -> str:
    return "可以写的有：" + "、".join(names)


def _listings_known(listings: Mapping[str, LoadedListing]) -> str:
    if not listings:
        return "清单要放在 content/lists 文件夹里，写明名称和条目"
    return "content/lists 里有：" + "、".join(listings)
