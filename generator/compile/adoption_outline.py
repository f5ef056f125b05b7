"""The outline of 采用通报: its words filled with figures, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Any

from generator.compile.adoption_words import WORDS, Said
from generator.compile.figures.braces import BRACES, find_placeholders, name_in, squeeze
from generator.compile.figures.fill import unclosed_findings
from generator.compile.finding import at
from generator.diagnostics import Diagnostic, Place
from generator.diagnostics.near import suggestion
from generator.model.content import LoadedOutline
from generator.model.record import Sourced

LOCAL = ("采用最多", "类别", "单位", "单位数", "篇数", "刊物", "期数", "首次采用量")
"""Figures that some of the words have beside those of `figures_of`."""
_UNUSED = {"listing": "清单", "condition": "条件", "limit": "最多"}
"""Keys of an outline's section that say nothing here."""


def outline_findings(
    outline: LoadedOutline, blocks: Iterable[str], figures: Iterable[str]
) -> list[Diagnostic]:
    """What in an outline cannot be printed, each at its place."""
    front = outline.front
    findings = unclosed_findings(front)
    known = tuple(blocks)
    for index, section in enumerate(front.record.sections):
        for place, name in enumerate(section.content):
            if name not in known:
                near = suggestion(name, known, f"可以写的有：{'、'.join(known)}")
                path = ("sections", index, "content", place)
                findings.append(at(front, "block-unknown", *path, name=name, near=near))
        for key, written in _UNUSED.items():
            if getattr(section, key):
                data = {"name": section.name, "key": written}
                findings.append(at(front, "adoption-outline-key", "sections", index, key, **data))
    for name in front.record.words:
        if name not in WORDS:
            near = suggestion(name, WORDS, f"可以写的有：{'、'.join(WORDS)}")
            findings.append(at(front, "words-unknown", "words", name, name=name, near=near))
    return findings + list(_unknown(front, (*figures, *LOCAL)))


def paragraphs(said: Iterable[Said], outline: LoadedOutline, figures: Mapping[str, str]) -> Iterator[str]:
    """HTML of what is said, a paragraph or more each; nothing for words that the office has taken away."""
    for one in said:
        if one.words in outline.words:
            named = {**figures, **one.figures, **_joined(one, outline, figures)}
            yield fill(outline.words[one.words].body.html, named, escape)


def sentences(said: Iterable[Said], outline: LoadedOutline, figures: Mapping[str, str]) -> list[str]:
    """The same as plain text."""
    return [
        fill(outline.words[one.words].text, {**figures, **one.figures, **_joined(one, outline, figures)})
        for one in said
        if one.words in outline.words
    ]


def fill(text: str, figures: Mapping[str, str], put: Callable[[str], str] = str) -> str:
    """`text` with its figures. A name that is none stays as it is, and has been told."""
    named = {squeeze(name): value for name, value in figures.items()}
    return BRACES.sub(
        lambda match: put(named[name]) if (name := squeeze(name_in(match[1]))) in named else match[0], text
    )


def _joined(said: Said, outline: LoadedOutline, figures: Mapping[str, str]) -> dict[str, str]:
    return {said.of_parts: "；".join(sentences(said.parts, outline, figures))} if said.of_parts else {}


def _unknown(front: Sourced[Any], names: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Names between braces that are no figures."""
    known = {squeeze(name) for name in names}
    for one in find_placeholders(front.lines):
        # Dots alone say in a comment what braces look like.
        if squeeze(one.name) not in known and one.name.strip("…."):
            near = suggestion(one.name, names, f"可以写的有：{'、'.join(names)}")
            place = Place(front.file, one.line, one.column)
            data = {"name": one.name, "reason": "", "near": near}
            yield Diagnostic("figure-unknown", place, data, front.excerpt(place))
