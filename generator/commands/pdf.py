"""The command `pdf`: one issue as any kind of PDF, by order."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import CONTENT_ERRORS, LACKING, format_option, output_option, site_option

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.pdf.kinds import Kind


@click.command()
@site_option
@format_option
@output_option
@click.option("--kind", metavar="种类", default="", help="archive、press、booklet、print 之一，不写就都出")
@click.argument("issue", metavar="期")
def pdf(site: Path, form: str, output: Path | None, kind: str, issue: str) -> None:
    """把一期做成归档、送印刷厂、小册子用的 PDF，放在打印用的旁边；“成品”没有列的也能做。"""
    from generator.console import Console

    console = Console(json=form == "json")
    with console.exits():
        from generator.diagnostics import has_errors
        from generator.pipeline import build
        from generator.publish.manifest import read_manifest

        kinds, found = chosen_kinds(kind)
        if found:
            console.findings(found)
            sys.exit(CONTENT_ERRORS)
        target = output or site / "output"
        names = [one.name for one in kinds]
        outcome = build(site, target, [issue], kinds=names, jobs=1, waiting=console.waiting)
        console.findings(outcome.findings)
        if outcome.lacking:
            sys.exit(LACKING)
        if not outcome.made or has_errors(concerning(outcome.made[0], outcome.findings)):
            console.say("没有做成；原来的文件没有动。")
            sys.exit(CONTENT_ERRORS)
        files = read_manifest(target).files.get(outcome.made[0], ())
        for line in file_lines(target, files, kinds):
            console.say(line)
        if secrecy := secrecy_of(site, outcome.made[0]):
            console.say(f"这一期有密级（{secrecy}）：这些 PDF 同样涉密，付印、拷贝、存放都按保密规定办。")
        if has_errors(outcome.findings):
            console.say("这一期做好了；上面的错误是别的期的。")
            sys.exit(CONTENT_ERRORS)


def concerning(issue: str, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """All but the findings in the files of other issues, which are told too and stop nothing here."""
    from generator.model.issue_keys import key_of

    places = ((one, one.place.file if one.place else "") for one in findings)
    return [one for one, file in places if "/issues/" not in file or key_of(file) == issue]


def secrecy_of(site: Path, issue: str) -> str:
    """The level of an issue's publication; "" for one that is not secret."""
    from generator.compile.secrecy import secrecy_line
    from generator.load.site import load_site

    content, _ = load_site(site)
    publication = content.site.record.publications.get(issue.partition("/")[0]) if content else None
    return secrecy_line(publication) if publication else ""


def chosen_kinds(text: str) -> tuple[tuple[Kind, ...], list[Diagnostic]]:
    """The kinds that `text` asks for, by their names or as editors call them, with commas between several;
    all of them where it is empty."""
    from generator.diagnostics import Diagnostic
    from generator.pdf.kinds import KINDS

    known = {name: kind for kind in KINDS.values() for name in (kind.name, kind.label)}
    asked = [word.strip() for word in text.replace("，", ",").replace("、", ",").split(",") if word.strip()]
    unknown = [word for word in asked if word not in known]
    if unknown:
        all_kinds = "、".join(f"{kind.name}（{kind.label}）" for kind in KINDS.values())
        return (), [Diagnostic("pdf-kind-unknown", None, {"kind": unknown[0], "kinds": all_kinds})]
    wanted = {known[word].name for word in asked} or set(KINDS)
    return tuple(kind for name, kind in KINDS.items() if name in wanted), []


def file_lines(output: Path, files: Iterable[str], kinds: Iterable[Kind]) -> list[str]:
    """Where the files of the kinds are. `files` are all of the issue, below `output`; those of its sheets lie
    in a folder of their own."""
    from generator.pdf.archive_source import SUFFIX
    from generator.pdf.kinds import KINDS

    own = [path for path in files if path.count("/") == 3]
    endings = [f"{kind.suffix}.pdf" for kind in KINDS.values() if kind.suffix]
    lines: list[str] = []
    for kind in kinds:
        for path in own:
            special = path.endswith(tuple(endings))
            if path.endswith(f"{kind.suffix}.pdf") and special == bool(kind.suffix):
                lines.append(f"{kind.label}：{output / path}")
        if kind.name == "archive":
            lines += [f"归档的源文件：{output / path}" for path in own if path.endswith(SUFFIX)]
    return lines
