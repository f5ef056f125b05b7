"""outline.yaml of a kind: its sections in order, and the words around the figures."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from generator.diagnostics import Diagnostic, Place, has_errors
from generator.load.fields import read_record
from generator.load.markdown import Converter
from generator.load.source import Source, read_source
from generator.load.texts import convert_text, section_texts, text_at
from generator.load.yaml_nodes import Mapping, parse_mapping
from generator.model.content import LoadedOutline, Words
from generator.model.kinds import KIND_FOLDERS, SHIPPED
from generator.model.outline import OutlineFile, WordsFile
from generator.model.record import Record, Sourced

FILE = "outline.yaml"
SHARED = "shared/words.yaml"
T = TypeVar("T", bound=Record)

_EXAMPLE = "栏目: [{名称: 受理概况, 内容: [关键数字]}]"


def load_outline(
    site: Path, kind: str, converter: Converter
) -> tuple[LoadedOutline | None, list[Diagnostic]]:
    """The outline of a kind (`专报`): the site's own in templates/, else the one that is shipped.

    None with errors. Raises KeyError for a kind that has no folder.
    """
    file = f"{KIND_FOLDERS[kind]}/{FILE}"
    source, findings = _read(site, file)
    if source is None:
        name = f"templates/{file}"
        missing = [Diagnostic("outline-missing", Place(name), {"kind": kind, "name": name})]
        return None, findings or missing
    node, front, found = _record(source, OutlineFile, _EXAMPLE)
    findings += found
    if node is None or front is None:
        return None, findings
    if not front.record.sections:
        findings.append(source.finding("outline-empty", front.place("sections")))
    written = [section.text for section in front.record.sections]
    texts, found = section_texts(written, node, source, converter, path=FILE, prefix="outline")
    findings += found
    own, found = _words(front, front.record.words, node, source, converter)
    findings += found
    shared, found = _shared_words(site, converter)
    findings += found
    if has_errors(findings):
        return None, findings
    return LoadedOutline(front, texts, {**shared, **own}), findings


def outline_files(site: Path, kind: str) -> list[Path]:
    """The files that the outline of a kind may be read from, those too that are not there."""
    names = (f"{KIND_FOLDERS[kind]}/{FILE}", SHARED)
    return [folder / name for name in names for folder in (site / "templates", SHIPPED)]


def _shared_words(site: Path, converter: Converter) -> tuple[dict[str, Words], list[Diagnostic]]:
    """The words that all kinds share; none where an office has taken the file away."""
    source, findings = _read(site, SHARED)
    if source is None:
        return {}, findings
    node, front, found = _record(source, WordsFile, "词句: {诉求类型: 从诉求类型看……}")
    if node is None or front is None:
        return {}, findings + found
    words, more = _words(front, front.record.words, node, source, converter)
    return words, findings + found + more


def _read(site: Path, name: str) -> tuple[Source | None, list[Diagnostic]]:
    """A file of the templates, the site's own first."""
    if (own := site / "templates" / name).is_file():
        return read_source(own, site)
    if (shipped := SHIPPED / name).is_file():
        # Findings in it are told by a path like that of a site's own, which is what an editor would make.
        return read_source(shipped, SHIPPED.parent)
    return None, []


def _record(
    source: Source, record: type[T], example: str
) -> tuple[Mapping | None, Sourced[T] | None, list[Diagnostic]]:
    node, findings = parse_mapping(source, example)
    if node is None:
        return None, None, findings
    front, found = read_record(node, record, source)
    return node, front, findings + found


def _words(
    front: Sourced[T], written: dict[str, str], node: Mapping, source: Source, converter: Converter
) -> tuple[dict[str, Words], list[Diagnostic]]:
    """The words that stand before a block, by its name."""
    words: dict[str, Words] = {}
    findings: list[Diagnostic] = []
    for number, (name, text) in enumerate(written.items()):
        place = text_at(node, [("词句", "words"), (name,)], source)
        body, found = convert_text(place, source, converter, path=source.name, prefix=f"words-of-{number}-")
        findings += found
        words[name] = Words(text, body, front)
    return words, findings
