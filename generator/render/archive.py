"""The page that lists every issue, by publication and year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from jinja2 import Environment

from generator.compile.numbers import CORRECTION, REISSUE
from generator.diagnostics import Diagnostic
from generator.model.bulletin import Bulletin
from generator.render.bulletin import one_line
from generator.render.environment import render_template
from generator.render.sections import section_heads


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """What the archive says of one issue; plain values, since a later build reads them back.

    `date` is ISO 8601; `pages` is 0 where nobody counted; `titles` are (anchor, title) pairs. `public_file`
    is the PDF of the public edition, from `folder`, beside which its page stands; "" where there is none.
    """

    key: str
    publication: str
    publication_name: str
    folder: str
    file_name: str
    number_line: str
    date: str
    date_line: str
    year: int
    draft: bool
    titles: tuple[tuple[str, str], ...]
    pages: int = 0
    public_file: str = ""
    public_pages: int = 0
    again: str = ""
    """更正 or 重发, of what has the number of another issue."""


@dataclass(frozen=True, slots=True)
class ArchiveVolume:
    """A volume of a publication and year: `name` is 合订本 or 上半年合订本, `file` its PDF below output/."""

    publication: str
    year: int
    name: str
    file: str


@dataclass(frozen=True, slots=True)
class ArchiveYear:
    year: int
    entries: tuple[ArchiveEntry, ...]
    volumes: tuple[ArchiveVolume, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchivePublication:
    id: str
    name: str
    years: tuple[ArchiveYear, ...]

    @property
    def count(self) -> int:
        """Issues; corrections and reissues have the number of another and count apart."""
        return sum(not entry.again for year in self.years for entry in year.entries)

    @property
    def again(self) -> tuple[str, int]:
        """What else there is, 更正、重发, and how many."""
        kinds = {entry.again for year in self.years for entry in year.entries if entry.again}
        others = sum(len(year.entries) for year in self.years) - self.count
        return "、".join(kind for kind in (CORRECTION, REISSUE) if kind in kinds), others


def entry_of(bulletin: Bulletin, *, pages: int = 0) -> ArchiveEntry | None:
    """The entry of a bulletin; None for a secret one, which no index may name."""
    if bulletin.masthead.secrecy or not bulletin.html:
        return None
    return ArchiveEntry(
        key=bulletin.key,
        publication=bulletin.publication,
        publication_name=bulletin.masthead.name,
        folder=bulletin.folder,
        file_name=bulletin.file_name,
        number_line=bulletin.masthead.number_line,
        date=bulletin.date.isoformat(),
        date_line=bulletin.masthead.date_line,
        year=bulletin.year,
        draft=bulletin.draft,
        titles=_titles(bulletin),
        pages=pages,
        again=_again(bulletin),
    )


def _again(bulletin: Bulletin) -> str:
    if not bulletin.first_date:
        return ""
    return REISSUE if bulletin.masthead.again else CORRECTION


def _titles(bulletin: Bulletin) -> tuple[tuple[str, str], ...]:
    """The articles; of a bulletin of figures, which may have none, the sections."""
    if bulletin.articles:
        return tuple((article.anchor, one_line(article)) for article in bulletin.articles)
    heads = zip(bulletin.sections, section_heads(bulletin), strict=True)
    return tuple((section.anchor, head.line) for section, head in heads if section.name and section.anchor)


def arrange(
    entries: Iterable[ArchiveEntry], order: Iterable[str] = (), volumes: Iterable[ArchiveVolume] = ()
) -> tuple[ArchivePublication, ...]:
    """Publications in `order` (ids, as the site file lists them), years and issues newest first. `volumes`
    stand at their years; a year without an issue is none."""
    bound = tuple(volumes)
    ranks = {publication: rank for rank, publication in enumerate(order)}
    newest_first = sorted(entries, key=lambda entry: (entry.date, entry.folder), reverse=True)
    by_publication = sorted(
        newest_first,
        key=lambda entry: (ranks.get(entry.publication, len(ranks)), entry.publication, -entry.year),
    )
    return tuple(
        _publication(publication, tuple(group), bound)
        for publication, group in groupby(by_publication, key=lambda entry: entry.publication)
    )


def render_archive(
    organization: str,
    entries: Iterable[ArchiveEntry],
    environment: Environment,
    *,
    order: Iterable[str] = (),
    volumes: Iterable[ArchiveVolume] = (),
) -> tuple[str, list[Diagnostic]]:
    """The page output/index.html; `organization` is the issuing office."""
    publications = arrange(entries, order, volumes)
    values = {"organization": organization, "publications": publications, "root": "."}
    return render_template(environment, "archive/index.html", values)


def _publication(
    publication: str, entries: tuple[ArchiveEntry, ...], volumes: tuple[ArchiveVolume, ...]
) -> ArchivePublication:
    own = [one for one in volumes if one.publication == publication]
    years = groupby(entries, key=lambda entry: entry.year)
    return ArchivePublication(
        publication,
        entries[0].publication_name,
        tuple(
            ArchiveYear(year, tuple(group), tuple(one for one in own if one.year == year))
            for year, group in years
        ),
    )
