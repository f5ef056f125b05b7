"""A report as people read it: file by file, the most serious first, what repeats folded, and a summary."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from string import Formatter

from generator.diagnostics import FOLLOWS
from generator.diagnostics.catalogue import CATALOGUE
from generator.diagnostics.short_names import SHORT_NAMES
from generator.diagnostics.show import WORDS, one, shortened, summary, width, wrapped
from generator.diagnostics.words_proofreading import RULES
from generator.proofreading.report import Report, Told, counts

SHOWN = 5
"""Findings of one rule in one file that are shown each; the others are counted."""
_LINES_TOLD = 8
_RANK = {severity: rank for rank, severity in enumerate(WORDS)}


def listing(
    told: Sequence[Told], *, colour: bool = False, columns: int | None = None, every: bool = False
) -> str:
    """All findings, file by file: files with errors first, and of these last the ones whose errors only
    follow from another file's. "" where there is none."""
    files: dict[str, list[Told]] = {}
    for found in told:
        files.setdefault(found.finding.place.file if found.finding.place else "", []).append(found)
    blocks = []
    for name in sorted(files, key=lambda name: _weight(name, files[name])):
        blocks.append("\n".join(_of_file(files[name], colour=colour, columns=columns, every=every)))
    return "\n\n".join(blocks)


def totals(told: Sequence[Told], *, columns: int | None = None) -> str:
    """How often each rule was broken, the most serious and the most frequent first."""
    counted = Counter(found.finding.code for found in told)
    order = sorted(counted, key=lambda code: (_RANK[CATALOGUE[code].severity], -counted[code], code))
    digits = max((len(str(count)) for count in counted.values()), default=1)
    names = {code: shortened(name_of(code), 40) for code in order}
    broad = max((width(name) for name in names.values()), default=0)
    lines = []
    for code in order:
        gap = " " * (broad - width(names[code]))
        line = f"  {WORDS[CATALOGUE[code].severity]} {counted[code]:>{digits}} 处  {names[code]}{gap}  {code}"
        lines.append(line if columns is None or width(line) <= columns else line.replace(gap + "  ", "  ", 1))
    return "\n".join(lines)


def ending(report: Report, *, text: bool, strict: bool) -> list[str]:
    """The count of all, and one line on what to do next."""
    told = report.loud
    found = counts(told)
    line = summary([one.finding for one in told])
    if report.known:
        line += f"（另有 {report.known} 处记在基线里）" if told else f"，另有 {report.known} 处记在基线里"
    lines = [line + "。"]
    if report.stale:
        lines.append(f"基线里有 {report.stale} 处已经改好，运行 make check BASELINE=new 可以从基线里去掉。")
    mendable = sum(found.fix is not None for found in told)
    first = "先改错误，再看警告。" if found["error"] and found["warning"] else "请改正错误。"
    first = first if found["error"] else "没有错误，请看一看警告。" if found["warning"] else ""
    if strict and found["warning"] and not found["error"]:
        first = "没有错误；按 STRICT=1 的要求，警告也要改。"
    if mendable:
        first += f"有 {mendable} 处程序能改：make check FIX=1（先列给你看，同意了才改）。"
    elif first:
        first += "照提示改好，再运行 make check。"
    if first:
        lines.append(f"下一步：{first}")
    if text:
        lines.append("这次只看了文字，没有看台账和编出的页面；要全看，运行 make check。")
    return lines


def name_of(code: str) -> str:
    """What editors call a finding: its rule's name or its short one, else its sentence with dots for what is
    filled in."""
    if code in RULES:
        return RULES[code].name
    if code in SHORT_NAMES:
        return SHORT_NAMES[code]
    pieces = Formatter().parse(CATALOGUE[code].message)
    return "".join(text + ("" if name is None else "……") for text, name, *_ in pieces)


def json_lines(told: Iterable[Told]) -> str:
    """One JSON object a line, with the rule's name and, where it is safe, what to write instead."""
    return "".join(json.dumps(_data(found), ensure_ascii=False) + "\n" for found in told)


def _data(told: Told) -> dict[str, object]:
    data: dict[str, object] = dict(told.finding.as_json())
    if told.finding.code in RULES:
        data["rule"] = RULES[told.finding.code].name
    if told.fix is not None:
        data["fix"] = {"old": told.text, "new": told.fix}
    return data


def _weight(name: str, told: Iterable[Told]) -> tuple[object, ...]:
    told = list(told)
    found = counts(told)
    causes = [one for one in told if one.finding.severity == "error" and one.finding.code not in FOLLOWS]
    return (not found["error"], not causes, not found["warning"], name)


def _of_file(told: Iterable[Told], *, colour: bool, columns: int | None, every: bool) -> Iterator[str]:
    order = sorted(told, key=lambda found: (_RANK[found.finding.severity], found.finding.code in FOLLOWS))
    counted = Counter(found.finding.code for found in order)
    shown: Counter[str] = Counter()
    for found in order:
        code = found.finding.code
        shown[code] += 1
        # To fold a single one would take as much room as to show it.
        if every or shown[code] <= SHOWN or counted[code] == SHOWN + 1:
            length = len(found.text) or 1
            yield one(found.finding, colour=colour, tail=_tail(code), length=length, columns=columns)
        elif shown[code] == SHOWN + 1:
            rest = [other for other in order if other.finding.code == code][SHOWN:]
            yield from _folded(rest, colour=colour, columns=columns)


def _folded(rest: Sequence[Told], *, colour: bool, columns: int | None) -> list[str]:
    numbers = list(dict.fromkeys(one.finding.place.line for one in rest if one.finding.place))
    where = "、".join(map(str, numbers[:_LINES_TOLD])) + ("……" if len(numbers) > _LINES_TOLD else "")
    file = rest[0].finding.place.file if rest[0].finding.place else ""
    head = f"{file} " if file else ""
    line = f"{head}还有 {len(rest)} 处同样的{_tail(rest[0].finding.code)}：第 {where} 行"
    lines = wrapped(line, columns) if columns else [line]
    return [f"\x1b[2m{line}\x1b[0m" for line in lines] if colour else lines


def _tail(code: str) -> str:
    return f" [{code} {RULES[code].name}]" if code in RULES else ""
