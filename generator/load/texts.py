"""Markdown in a value of a YAML file: the text with the place where it starts."""

from __future__ import annotations

from collections.abc import Sequence as Names
from dataclasses import dataclass

from generator.diagnostics import Diagnostic
from generator.load.markdown import Converter
from generator.load.source import Source
from generator.load.yaml_nodes import Mapping, Node, Scalar, Sequence
from generator.model.report import Body


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text as written, and where it starts: `column` is that of every line of it."""

    text: str
    line: int
    column: int = 1


NOTHING = WrittenText("", 1)


def text_at(node: Node, path: Names[tuple[str, ...] | int], source: Source) -> WrittenText:
    """The text at `path`, whose parts are the names of a key or a place in a list; empty where it is not."""
    for step in path:
        if isinstance(step, int):
            # One record alone may stand for a list of one.
            items = node.items if isinstance(node, Sequence) else (node,)
            if step >= len(items):
                return NOTHING
            node = items[step]
        elif isinstance(node, Mapping):
            found = next((entry.value for entry in node.entries if entry.key in step), None)
            if found is None:
                return NOTHING
            node = found
    return _written(node, source) if isinstance(node, Scalar) else NOTHING


def convert_text(
    written: WrittenText, source: Source, converter: Converter, *, path: str, prefix: str
) -> tuple[Body, list[Diagnostic]]:
    """The text as safe HTML; `path` is the file relative to content/, `prefix` makes its ids unique."""
    if not written.text.strip():
        return Body(""), []
    return converter.convert(
        written.text,
        file=source.name,
        first_line=written.line,
        first_column=written.column,
        report_path=path,
        prefix=prefix,
    )


def section_texts(
    texts: Names[str], node: Node, source: Source, converter: Converter, *, path: str, prefix: str
) -> tuple[dict[int, Body], list[Diagnostic]]:
    """The words (文字) of the sections (栏目) of a file, by place; `texts` are those of the record."""
    bodies: dict[int, Body] = {}
    findings: list[Diagnostic] = []
    for index in (index for index, text in enumerate(texts) if text):
        written = text_at(node, [("栏目", "sections"), index, ("文字", "text")], source)
        own = f"{prefix}-{index}-"
        bodies[index], found = convert_text(written, source, converter, path=path, prefix=own)
        findings += found
    return bodies, findings


def _written(value: Scalar, source: Source) -> WrittenText:
    """A block (`|`) starts on the line below its mark and is indented as a whole."""
    place = value.place
    text = value.text or ""
    if not value.block:
        return WrittenText(text.strip(), place.line, place.column + int(value.quoted))
    line = place.line + 1
    while line < len(source.lines) and not source.lines[line - 1].strip():
        line += 1
    shown = source.lines[line - 1] if line <= len(source.lines) else ""
    return WrittenText(text.lstrip("\n"), line, len(shown) - len(shown.lstrip()) + 1)
