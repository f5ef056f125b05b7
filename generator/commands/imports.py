"""The command `import`: what units send in becomes reports."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import CONTENT_ERRORS, format_option, site_option

if TYPE_CHECKING:
    from generator.console import Console
    from generator.diagnostics import Diagnostic
    from generator.intake.take import Sent, Taken
    from generator.model.content import Content

_INPUT = "-"
_PASTED = "贴进来的文字"


@click.command("import")
@site_option
@format_option
@click.option("--text", metavar="文字", default=None, help="直接写文字，不读文件")
@click.argument("file", metavar="文件", required=False)
def imports(site: Path, form: str, text: str | None, file: str | None) -> None:
    """把单位报来的 Word、文本文件，或者一个文件夹里的全部来稿，做成报送信息；写“-”就读贴进来的文字。"""
    from generator.console import Console

    if (file is None) == (text is None):
        raise click.UsageError("请写要导入的文件（写“-”就读贴进来的文字），或者 --text 文字，两者写一个")
    console = Console(json=form == "json")
    with console.exits():
        from generator.load.site import load_site

        sents, findings = _sent(site, file, text, console)
        content, found = load_site(site) if sents else (None, [])
        if content is None:
            console.findings([*findings, *(one for one in found if one.severity == "error")])
            console.say("没有导入任何文件。")
            sys.exit(CONTENT_ERRORS)
        if not _take_all(sents, content, console, json=form == "json"):
            sys.exit(CONTENT_ERRORS)


def _take_all(sents: Sequence[Path | Sent], content: Content, console: Console, *, json: bool) -> bool:
    """Import one after the other; whether all of them could be."""
    from generator.check.guard import guard_of
    from generator.compile.late_reports import late_for
    from generator.intake.office import find_office
    from generator.intake.take import take
    from generator.load.ledger import load_ledger

    office = find_office()
    # What is wrong with the ledger is told by `check`; a part of it knows names too.
    ledger, _ = load_ledger(content.root, content.site, content.units)
    guard = guard_of(content, ledger)
    made: list[Taken] = []
    failed: list[str] = []
    for number, one in enumerate(sents):
        sent, findings = _read(one)
        taken = None
        if sent is not None:
            taken, findings = take(sent, content, office, guard)
        if taken is not None and taken.day is not None:
            taken = replace(taken, remarks=(*taken.remarks, *late_for(taken.day, content)))
        name = str(one) if isinstance(one, Path) else one.name
        if json:
            console.findings([*findings, *(taken.remarks if taken else ())])
        elif taken is None:
            lines = refused_lines(name, findings)
            click.echo("\n".join(["", *lines] if number else lines))
        else:
            lines = taken_lines(name, taken)
            click.echo("\n".join(["", *lines] if number else lines))
        if taken is None:
            failed.append(name)
        else:
            made.append(taken)
    for line in ending_lines(made, failed):
        console.say(line)
    return not failed


def _sent(
    site: Path, file: str | None, text: str | None, console: Console
) -> tuple[list[Path | Sent], list[Diagnostic]]:
    """The files that are meant, or the text."""
    from generator.diagnostics import Diagnostic
    from generator.intake.take import SUFFIXES, Sent
    from generator.load.reports import every_file

    if text is not None:
        return [Sent(_PASTED, text.encode("utf-8", "replace"))], []
    assert file is not None
    if file == _INPUT:
        if sys.stdin.isatty():
            console.say("请粘贴全文，贴完另起一行按 Ctrl-D：")
        return [Sent(_PASTED, sys.stdin.buffer.read())], []
    tried = list(dict.fromkeys(folder.resolve() / file for folder in (Path(), site)))
    path = next((one for one in tried if one.exists()), None)
    if path is None:
        data = {"path": file, "tried": "、".join(map(str, tried))}
        return [], [Diagnostic("import-missing", None, data)]
    if not path.is_dir():
        return [path], []
    found: list[Path | Sent] = [one for one in every_file(path) if one.suffix.lower() in SUFFIXES]
    return found, [] if found else [Diagnostic("import-folder-empty", None, {"path": file})]


def _read(one: Path | Sent) -> tuple[Sent | None, list[Diagnostic]]:
    from generator.diagnostics import Diagnostic
    from generator.intake.package import LARGEST
    from generator.intake.take import Sent
    from generator.load.source import reason

    if isinstance(one, Sent):
        return one, []
    try:
        if not one.is_file():
            why = {"path": str(one), "reason": "它不是普通文件"}
            return None, [Diagnostic("import-unreadable", None, why)]
        with one.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        saved = datetime.fromtimestamp(one.stat().st_mtime).date()
    except OSError as error:
        return None, [Diagnostic("import-unreadable", None, {"path": str(one), "reason": reason(error)})]
    return Sent(one.name, data, one.suffix.lower() or ".", one.parent, saved), []


def taken_lines(name: str, taken: Taken) -> list[str]:
    """What was made of one file, and what to look at in it."""
    from generator.diagnostics.show import visible

    if taken.same:
        return [f"“{visible(name)}”的文字同 {visible(taken.same)} 一样，已经导入过，没有再做一份。"]
    shown = " ".join(part.strip() for part in taken.title.split("\\\\"))
    lines = [f"已把“{visible(name)}”做成 {visible(taken.report)}", f"  标题：{visible(shown)}"]
    if taken.pictures:
        lines.append(f"  照片 {len(taken.pictures)} 张：{'、'.join(map(visible, taken.pictures))}")
    if taken.remarks:
        lines.append(f"  待核对 {len(taken.remarks)} 处：")
        lines += [f"  {number}. {line}" for number, line in enumerate(remark_lines(taken.remarks), 1)]
    else:
        lines.append("  没有特别要核对的，请通读一遍。")
    return lines


def remark_lines(remarks: Iterable[Diagnostic]) -> list[str]:
    """What an editor should look at, the gravest first, each in one line; no line of the text is shown, which
    may hold what must not be."""
    from generator.diagnostics.show import visible

    order = {"error": 0, "warning": 1, "notice": 2}
    lines = []
    for one in sorted(remarks, key=lambda each: (order[each.severity], each.place is not None)):
        place = f"第 {one.place.line} 行：" if one.place else ""
        end = "" if one.message.endswith(("？", "”")) and not one.hint else "。"
        hint = f"{one.hint.rstrip('。')}。" if one.hint and not one.hint.endswith("？") else one.hint
        lines.append(visible(f"{place}{one.message}{end}{hint}"))
    return lines


def refused_lines(name: str, findings: Iterable[Diagnostic]) -> list[str]:
    from generator.diagnostics.show import visible

    told = [f"  {visible(one.message)}。{visible(one.hint)}" for one in findings if one.severity == "error"]
    return [f"没有导入“{visible(name)}”：", *told]


def ending_lines(made: Sequence[Taken], failed: Sequence[str]) -> list[str]:
    """A summary of several files, and what to do next."""
    fresh = [one for one in made if not one.same]
    lines = []
    if len(made) + len(failed) > 1:
        again = len(made) - len(fresh)
        parts = [f"导入 {len(fresh)} 篇"]
        parts += [f"{again} 篇以前导入过"] if again else []
        parts += [f"{len(failed)} 个没有导入：{'、'.join(failed)}"] if failed else []
        lines += ["", f"共 {len(made) + len(failed)} 个文件，{'，'.join(parts)}。"]
    if fresh:
        example = fresh[0].report.removeprefix("content/")
        lines += [
            "",
            "下一步：打开文件核对，填上“栏目”“标签”；再把它写进一期的“文章”，例如：",
            f"  文章: [{example}]",
            "边改边看打 make watch，改完校对打 make check。",
        ]
    return lines
