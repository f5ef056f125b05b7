"""The lists that an issue prints: as they are, or as they were when it became final."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.compile.blocks.parts import parts_of
from generator.compile.finding import at
from generator.diagnostics import Diagnostic
from generator.model.content import Content, LoadedIssue, LoadedOutline
from generator.model.listing import LoadedListing
from generator.model.record import Sourced
from generator.model.statistics import Statistics


def listings_of(content: Content, statistics: Statistics | None) -> Mapping[str, LoadedListing]:
    """The lists by name; those that the issue's figures keep take the place of today's."""
    kept = statistics.listings if statistics else {}
    printed = {
        name: replace(content.listings.get(name, Sourced(listing, "")), record=listing)
        for name, listing in kept.items()
    }
    return {**content.listings, **printed}


def broken_lists(
    issue: LoadedIssue,
    outline: LoadedOutline | None,
    content: Content,
    listings: Mapping[str, LoadedListing],
) -> list[Diagnostic]:
    """Lists that the issue prints and that are in a file with errors: they must not just be left out."""
    wanted = dict.fromkeys(part.listing for part in parts_of(issue, outline) if part.listing)
    return [
        at(issue.front, "listing-broken", name=name, path=path)
        for name in wanted
        for path, names in sorted(content.broken_lists.items())
        if name not in listings and (name in names or not names)
    ]
