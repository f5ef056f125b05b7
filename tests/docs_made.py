"""Pages of the documentation that are made from the program: `python -m tests.docs_made` writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import click

from generator.cli import main
from generator.diagnostics.catalogue import CATALOGUE
from generator.diagnostics.rule_words import RuleWords
from generator.diagnostics.rules_figures import FIGURES
from generator.diagnostics.rules_names import NAMES
from generator.diagnostics.rules_numbers import NUMBERS
from generator.diagnostics.rules_punctuation import PUNCTUATION
from generator.diagnostics.rules_structure import STRUCTURE
from generator.diagnostics.rules_wording import WORDING
from generator.diagnostics.show import WORDS
from generator.diagnostics.words_proofreading import RULES

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
MADE = "<!-- 本页由程序生成，请不要手改；改了程序以后运行 make docs。 -->\n"

GROUPS = {
    "文件": ("file",),
    "冒号、引号、括号、缩进": ("yaml",),
    "各项的名称和内容": ("key", "value"),
    "日期和期间": ("date", "time", "period", "week"),
    "站点和单位": ("site", "units", "unit", "publication", "class", "kind"),
    "路径和图片": ("path", "photo", "media"),
    "来稿": ("report",),
    "正文": ("html", "link", "text", "heading", "table", "footnote"),
    "一期": ("issue", "number", "total", "selection", "section"),
    "字体和排版": ("faces", "glyph", "page"),
    "版式和模板": ("profile", "template"),
    "成品": ("output", "build"),
    "新建文件": ("new",),
    "量版面": ("measure", "pdf"),
    "校对": ("silence",),
}
OTHERS = "其他"
EXAMPLES = 2
"""Of each rule that many are shown; its tests have all."""

SUBJECTS: Mapping[str, Mapping[str, RuleWords]] = {
    "标点": PUNCTUATION,
    "数字和日期": NUMBERS,
    "用词和残留": WORDING,
    "单位和人": NAMES,
    "前后对不上的数": FIGURES,
    "标题、段落和全篇": STRUCTURE,
}


def messages_page() -> str:
    """All sentences of the catalogue, grouped by the thing that a code begins with."""
    group_of = {word: group for group, words in GROUPS.items() for word in words}
    groups: dict[str, list[str]] = {group: [] for group in (*GROUPS, OTHERS)}
    for code, entry in CATALOGUE.items():
        row = f"| {_cell(entry.message)} | {_cell(entry.hint)} | {WORDS[entry.severity]} | `{code}` |"
        group = "校对" if code in RULES else group_of.get(code.partition("-")[0], OTHERS)
        groups[group].append(row)
    lines = [
        "# 消息一览",
        "",
        MADE,
        "“……”是程序会填上的内容。错误：用到这个文件的那一期不编；警告：照编，请看一看；注意：可以不管。",
        "最后一列是这条消息的代号，`FORMAT=json` 列出问题时用它。",
    ]
    for group, rows in groups.items():
        if rows:
            lines += [
                "",
                f"## {group}",
                "",
                "| 程序说 | 怎么办 | 轻重 | 代号 |",
                "| --- | --- | --- | --- |",
                *rows,
            ]
    return "\n".join(lines) + "\n"


def rules_page() -> str:
    """What every rule of the proofreader finds and why, with its examples."""
    count = {word: sum(WORDS[rule.severity] == word for rule in RULES.values()) for word in ("错误", "警告")}
    lines = [
        "# 校对规则",
        "",
        MADE,
        f"`make check` 用的规则，共 {len(RULES)} 条，其中错误 {count['错误']} 条，警告 {count['警告']} 条。"
        "怎么用、怎么让一条规则在一个地方不作声，见[校对](manual/12-proofreading.md)。",
        "",
        "“不对”的例子程序会报，“对”的例子程序不报；每个例子都在程序的测试里跑过。"
        "例子之间空一行；几个文件之间隔一行“=====”。",
    ]
    for subject, rules in SUBJECTS.items():
        if rules:
            lines += ["", f"## {subject}"]
        for code, words in rules.items():
            lines += ["", f"### {words.name}", "", f"{WORDS[words.severity]} · `{code}`", ""]
            lines += [_escaped(words.what), "", _escaped(words.why)]
            for label, examples in (("不对", words.bad), ("对", words.good)):
                shown = "\n\n".join(example.strip("\n") for example in examples[:EXAMPLES])
                lines += ["", f"{label}：", "", "```text", shown, "```"]
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """The targets of the Makefile and the commands behind them."""
    lines = ["# 命令一览", "", MADE, "平时用 `make`，在项目文件夹里打。", ""]
    lines += ["| 打什么 | 做什么 |", "| --- | --- |"]
    lines += [
        f"| `make{'' if name == 'all' else ' ' + name}` | {_escaped(about)} |" for name, about in targets()
    ]
    lines += ["", "各目标都可以加下面几项，写在后面，例如 `make build SITE=/home/jianbao FORMAT=json`。", ""]
    lines += [
        "| 写法 | 意思 |",
        "| --- | --- |",
        "| `SITE=文件夹` | 站点在哪里，默认是当前文件夹 |",
        "| `OUTPUT=文件夹` | 成品放到哪里，默认是站点下的 output |",
        "| `FORMAT=json` | 把问题按机器可读的格式列出，一行一条 |",
        "| `ONLY=名称` | `make figures` 用：只列这个数和它的各项，如 `ONLY=受理量.诉求类型` |",
        "| `STRICT=1` | `make check` 用：警告也算没有通过 |",
        "| `TEXT=1` | `make check` 用：只看文字，不看台账和页面 |",
        "| `ALL=1` | `make check` 用：同样的错一处一处全列出来 |",
        "| `FIX=1` | `make check` 用：改掉程序能改的，先列出来问一声；`FIX=yes` 不问 |",
        "| `UNDO=1` | `make check` 用：把上一次改的退回去 |",
        "| `BASELINE=new` | `make check` 用：把现有的问题记进基线；`BASELINE=off` 不看基线 |",
        "| `PYTHON=路径` | 用哪一个 Python，自带的太旧时用 |",
        "",
        "`FORMAT=json` 的每一行是一个 JSON 对象："
        "`severity` 轻重（`error` 错误、`warning` 警告、`notice` 注意），"
        "`code` 代号，`file` 文件，`line` 第几行，`column` 第几个字，`message` 程序说的话，`hint` 怎么办。"
        "`make check` 的还有 `rule` 规则的中文名；程序能改的还有 `fix`：把这里的 `old` 改成 `new`。",
        "",
        "`make check FORMAT=sarif` 印出 SARIF 2.1.0，编辑软件和代码托管平台认得。",
        "",
        "`make` 背后是下面这些命令，维护人员和别的程序可以直接用。",
        "",
        "退出码：0 做好了；1 内容有错误；2 命令写得不对；3 机器缺东西。（`make` 把后三种都变成它自己的 2。）",
    ]
    for name, command in sorted(main.commands.items()):
        lines += ["", f"## {name}", "", *_command(name, command)]
    return "\n".join(lines) + "\n"


def targets() -> list[tuple[str, str]]:
    """The targets of the Makefile that explain themselves, with their explanations."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return re.findall(r"^([a-z-]+):.*? ## (.+)$", makefile, re.MULTILINE)


def _command(name: str, command: click.Command) -> Iterator[str]:
    arguments = [param for param in command.params if isinstance(param, click.Argument)]
    words = " ".join(argument.make_metavar(click.Context(command)) for argument in arguments)
    yield command.help or ""
    yield ""
    yield "```sh"
    yield f".venv/bin/python -m generator {name} [选项] {words}".rstrip()
    yield "```"
    yield ""
    yield "| 选项 | 意思 |"
    yield "| --- | --- |"
    for param in command.params:
        if isinstance(param, click.Option):
            yield f"| `{_written(param)}` | {_escaped(param.help or '')} |"


def _written(option: click.Option) -> str:
    """An option as it is written: with its value, or with its opposite, or alone."""
    if option.is_flag:
        return " 或 ".join([*option.opts, *option.secondary_opts])
    return f"{option.opts[0]} {_value(option)}"


def _value(option: click.Option) -> str:
    """What is to be written behind an option."""
    if option.metavar:
        return option.metavar
    if isinstance(option.type, click.Choice):
        return " 或 ".join(map(str, option.type.choices))
    return {"directory": "文件夹", "integer range": "数", "text": "名称"}[option.type.name]


def _cell(sentence: str) -> str:
    """A sentence of the catalogue with its blanks as dots; a hint that is all blank says so."""
    pieces = [text + ("" if field is None else "……") for text, field, *_ in Formatter().parse(sentence)]
    text = "".join(pieces)
    return "（看情形）" if text == "……" else _escaped(text)


def _escaped(text: str) -> str:
    """Text in a cell of a table: bars would end the cell, angle brackets and stars would be markup."""
    return re.sub(r"([|<*_\[])", r"\\\1", text)


PAGES = {"messages.md": messages_page, "commands.md": commands_page, "rules.md": rules_page}

if __name__ == "__main__":
    for file, page in PAGES.items():
        (DOCS / file).write_text(page(), encoding="utf-8")
