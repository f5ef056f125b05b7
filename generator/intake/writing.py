"""A draft as a report: YAML that reads back as what was meant, Markdown in which text stays text."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from generator.intake.draft import Draft, Heading, Items, Part
from generator.intake.head import BREAK
from generator.intake.manuscript import Span, Table
from generator.load.markdown_scan import readable
from generator.load.spacing import drop_invisible
from generator.load.yaml_nodes import yaml_allows

_SPECIAL = re.compile(r"[\\`*_\[\]]")
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]{1,32};)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_FIRST = re.compile(r"(?P<digits>\d+)(?=\.(?:\s|$))|(?=[-+](?:[-\s]|$)|[#>])")
"""What a line begins with that would make a list, a heading, a quotation or a rule of it."""
_LAST = re.compile(r"(?<![\\#])#[#\s]*$")
_BRACES = re.compile(r"(?<=\{)(?=\{)|(?<=｛)(?=｛)|(?<=\})(?=\})|(?<=｝)(?=｝)")
_WIDE = str.maketrans("*_`[]!<\\&|", "＊＿｀［］！＜＼＆｜")
_PLAIN = re.compile(r"[\u3400-\u9fff《“（—][\u3400-\u9fffA-Za-z0-9《》“”（）、，。：；！？…　·—.%～]*")
_NUMBER = re.compile(r"[-+]?[\d,，]+(?:\.\d+)?[%％‰]?|[-—－/]?")
_INDENT = "    "


def write_front(draft: Draft, pictures: Sequence[str]) -> str:
    """The front matter; `pictures` are the paths of the draft's photos, from content/. What could not be told
    is left empty with a word to the editor."""
    lines = ["---", f"标题: {_title(draft.title)}"]
    if draft.subtitle:
        lines.append(f"副题: {scalar(plain(draft.subtitle))}")
    if draft.unit:
        lines.append(f"单位: {scalar(draft.unit)}")
    else:
        lines.append(f"单位:                # {_unit_words(draft)}")
    if draft.day is not None:
        lines.append(f"日期: {draft.day:%Y-%m-%d}")
    else:
        lines.append("日期:                # 必填。来稿里没有找到日期，请写事情发生的那一天，例如 2022-06-03")
    roles = (("记者", draft.reporters), ("通讯员", draft.correspondents))
    told = [f"{role}: [{', '.join(map(scalar, names))}]" for role, names in roles if names]
    if told:
        lines.append(f"作者: {{{', '.join(told)}}}")
    lines.append(f"栏目: {scalar(plain(draft.section))}" if draft.section else "栏目:")
    lines.append("标签: []")
    if pictures:
        lines.append("图片:")
    for photo, file in zip(draft.photos, pictures, strict=True):
        values = [f"文件: {scalar(file)}"]
        values += [f"说明: {scalar(plain(photo.caption))}"] if photo.caption else []
        values += [f"摄影: {scalar(photo.photographer)}"] if photo.photographer else []
        lines.append(f"  - {{{', '.join(values)}}}")
    return "\n".join([*lines, "---", ""])


def write_body(draft: Draft, *, widened: bool = False) -> str:
    """The Markdown. `widened` turns signs that mean something there into their full-width forms, for a text
    with more of them than the parser can have."""
    names = {name: str(number) for number, name in enumerate(draft.notes, 1)}
    pieces = [_part(part, names, widened) for part in draft.parts]
    notes = [f"[^{names[name]}]: {escape(text, widened)}" for name, text in draft.notes.items()]
    return "\n\n".join(piece for piece in (*pieces, *notes) if piece) + "\n"


def scalar(text: str) -> str:
    """A value of YAML that reads as this text, in a list or braces too."""
    if _PLAIN.fullmatch(text) or re.fullmatch(r"media/[\w/.-]+", text):
        return text
    return json.dumps(text, ensure_ascii=False)


def plain(text: str) -> str:
    """A text of one line in which no figure's name stands in braces."""
    text = drop_invisible(readable(text).replace("\n", " "))
    text = re.sub(r"[ \t]+", " ", "".join(filter(yaml_allows, text))).strip()
    return _BRACES.sub(" ", text)


def has_braces(text: str) -> bool:
    """Whether a text holds what the program would take for a figure's name."""
    return _BRACES.search(text) is not None


def escape(text: str, widened: bool = False, *, inside: bool = False) -> str:
    """A text as Markdown of one line that prints as this very text; `inside` a line, nothing begins one."""
    text = plain(text)
    if widened:
        text = text.translate(_WIDE)
    text = _ENTITY.sub("&amp;", text)
    text = _SPECIAL.sub(r"\\\g<0>", text)
    # Behind a backslash these would still be looked at as a tag, the mark of a note and the end of a cell.
    text = _TAG.sub("&lt;", text).replace("\\[^", "&#91;^").replace("|", "&#124;")
    first = None if inside else _FIRST.match(text)
    return f"{first['digits'] or ''}\\{text[first.end() :]}" if first else text


def _title(title: str) -> str:
    """The title, with places where it may break in plain YAML, which knows no escapes."""
    parts = [plain(part).replace("\\", "＼") for part in title.split(BREAK)]
    if len(parts) > 1 and all(map(_PLAIN.fullmatch, parts)):
        return BREAK.join(parts)
    return scalar(BREAK.join(parts))


def _unit_words(draft: Draft) -> str:
    written = plain(draft.unit_written)[:40]
    if not written:
        return "必填。来稿里没有找到报送单位，请写单位名单里的名称或者简称"
    near = f"；是不是{'、'.join(draft.unit_near)}？" if draft.unit_near else ""
    return f"必填。来稿写的是“{written}”，单位名单里没有{near}"


def _part(part: Part, names: dict[str, str], widened: bool) -> str:
    if isinstance(part, Heading):
        text = _inline(part.spans, names, widened)
        # Marks at the end of a heading are taken for its frame.
        text = _LAST.sub(lambda match: match[0].replace("#", "\\#"), text)
        return f"{'#' * (part.level + 1)} {text}"
    if isinstance(part, Items):
        return _items(part, names, widened)
    if isinstance(part, Table):
        return _table(part, widened)
    return _inline(part.spans, names, widened)


def _items(items: Items, names: dict[str, str], widened: bool) -> str:
    lines = []
    above = -1
    for number, (written, spans) in enumerate(items.items, 1):
        # A list may go one level deeper only, however it was indented.
        level = min(written, above + 1)
        above = level
        mark = f"{number}." if items.ordered else "-"
        lines.append(f"{_INDENT * level}{mark} {_inline(spans, names, widened)}")
    return "\n".join(lines)


def _inline(spans: Sequence[Span], names: dict[str, str], widened: bool) -> str:
    """Spans as Markdown; blanks at the ends of bold ones stand outside of the marks."""
    merged: list[Span] = []
    for span in spans:
        if merged and not span.note and not merged[-1].note and merged[-1].bold == span.bold:
            merged[-1] = Span(merged[-1].text + span.text, span.bold)
        else:
            merged.append(span)
    pieces: list[str] = []
    for span in merged:
        if span.note:
            pieces += [f"[^{names[span.note]}]"] if span.note in names else []
            continue
        text = readable(span.text).replace("\n", " ")
        inner = text.strip(" \t　")
        if not span.bold or not inner:
            pieces.append(_middle(text, widened, first=not pieces))
            continue
        start = text.index(inner)
        marked = f"**{_middle(inner, widened, first=False)}**"
        pieces.append(f"{text[:start]}{marked}{text[start + len(inner) :]}")
    return "".join(pieces).strip(" \t　")


def _middle(text: str, widened: bool, *, first: bool) -> str:
    """A piece of a line: blanks at its ends count, and only the first one can be taken for a mark."""
    before = text[: len(text) - len(text.lstrip(" \t"))]
    after = text[len(text.rstrip(" \t")) :] if text.strip(" \t") else ""
    inner = escape(text, widened, inside=not first)
    return (not first and bool(before)) * " " + inner + bool(after) * " "


def _table(table: Table, widened: bool) -> str:
    """Numbers stand to the right; a bar in a cell is text."""
    head, *rows = table.rows
    if not rows:
        rows = [("",) * len(head)]
    rule = []
    for column in range(len(head)):
        cells = [row[column].strip() for row in rows]
        numbers = any(cells) and all(_NUMBER.fullmatch(cell) for cell in cells)
        rule.append("---:" if numbers else "---")
    written = [[_cell(cell, widened) for cell in row] for row in (head, *rows)]
    lines = [f"| {' | '.join(row)} |" for row in (written[0], rule, *written[1:])]
    caption = [f"表{escape(table.caption, widened, inside=True)}", ""] if table.caption else []
    return "\n".join([*caption, *lines])


def _cell(text: str, widened: bool) -> str:
    # A bar between backticks is no end of a cell for the parser, so there are none.
    return escape(text.replace("`", "｀"), widened, inside=True).replace("&#124;", "\\|")
