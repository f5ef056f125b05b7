"""The same bulletins as sources for typst: the same page, faces and text, set as typst sets them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.bench.prose import Block, Heading, Issue, Story, Table
from generator.bench.sentences import UNITS
from generator.bench.site import COPIES, ISSUER, NAME, NOTICE, OFFICERS, REPORT_TO, SEND_TO
from generator.load.headings import han_number

# Page, sizes and pitches are those of the profile gbt9704 (GB/T 9704-2012, 5.2 and 7).
_PREAMBLE = """\
#set document(title: "{name}", author: "{issuer}")
#let fang = ({fang})
#let kai = ({kai})
#let hei = ({hei})
#let song = ({song})
#let biaosong = ({biaosong})
#set page(
  paper: "a4",
  margin: (top: 37mm, bottom: 35mm, inside: 28mm, outside: 26mm),
  binding: left,
  footer-descent: 7mm,
  footer: context {{
    let number = counter(page).get().first()
    set text(font: song, size: 14pt, tracking: 0pt)
    align(if calc.odd(number) {{ right }} else {{ left }}, pad(x: 14pt)[— #number —])
  }},
)
#set smartquote(enabled: false)
#set text(
  font: fang, size: 16pt, lang: "zh", region: "cn", tracking: -0.207pt,
  top-edge: 0.88em, bottom-edge: -0.12em,
)
#set par(justify: true, leading: 12.98pt, spacing: 12.98pt, first-line-indent: (amount: 2em, all: true))
#set heading(numbering: none)
#show strong: it => text(font: hei, weight: "regular", it.body)
#show heading: set text(font: hei, size: 16pt, weight: "regular")
#show heading.where(level: 1): it => align(center, block(it.body))
#show heading.where(level: 2): it => align(center, block(
  above: 27.5pt, below: 27.5pt, text(font: biaosong, size: 22pt, weight: "bold", tracking: 0pt, it.body),
))
#show heading.where(level: 3): it => par(it.body)
#show figure.caption: it => text(font: hei, size: 14pt, it.body)
#set table(stroke: 0.5pt, inset: 3pt)
#show table: set text(size: 12pt, tracking: 0pt)
#show table: set par(first-line-indent: 0pt, leading: 6pt)
"""
_ESCAPED = re.compile(r"([\\#*_`$@<>\[\]=~/\"'+-])")


def typst_source(issue: Issue, faces: Mapping[str, Sequence[str]]) -> str:
    """The source of one issue. `faces`: the families of each role (仿宋 …), the best first."""
    preamble = _PREAMBLE.format(
        name=NAME,
        issuer=ISSUER,
        fang=_families(faces["仿宋"]),
        kai=_families(faces["楷体"]),
        hei=_families(faces["黑体"]),
        song=_families(faces["宋体"]),
        biaosong=_families(faces["小标宋"]),
    )
    body = [
        "\n\n".join([f"= {escape(name)}", *(_story(story) for story in stories)])
        for name, stories in issue.sections
    ]
    return "\n\n".join([preamble, _masthead(issue), _CONTENTS, *body, _foot(issue)])


def _families(names: Sequence[str]) -> str:
    return "".join(f'"{name}", ' for name in names)


def _masthead(issue: Issue) -> str:
    return f"""\
#block(height: 8 * 28.98pt, width: 100%, {{
  set par(first-line-indent: 0pt)
  place(top + left, text(font: hei)[{escape(NOTICE)}])
  let name = text.with(font: biaosong, weight: "bold", size: 46pt, tracking: 23pt, fill: rgb("#EA5532"))
  place(top + center, dy: 24mm, name[{NAME}])
  place(top + center, dy: 24mm + 60pt, text(font: kai)[第{issue.number}期（总第{issue.total}期）])
  place(top, dy: 6 * 28.98pt - 4pt, grid(columns: (1fr, auto), [{ISSUER}], [{_date(issue)}]))
  place(top, dy: 7 * 28.98pt, line(length: 100%, stroke: 2.25pt + rgb("#EA5532")))
}})"""


_CONTENTS = """\
#align(center, text(font: hei, tracking: 16pt)[目录])
#{
  show outline.entry.where(level: 1): it => block(text(font: hei, it.body()))
  outline(title: none, depth: 2, indent: n => 1em * n)
}
"""


def _story(story: Story) -> str:
    parts = [f"== {escape(story.title)}"]
    level = 0
    for block in story.blocks:
        if isinstance(block, Heading):
            level += 1
            parts.append(f"=== {han_number(level)}、{escape(block.text)}")
        else:
            parts.append(_block(block))
    parts.append(f"#align(right, text(font: kai)[（{story.unit}　通讯员　{story.writer}）])")
    return "\n\n".join(parts)


def _block(block: Block) -> str:
    if isinstance(block, Table):
        head, *rows = block.rows
        cells = "\n".join("  " + " ".join(f"[{escape(cell)}]," for cell in row) for row in rows)
        first = " ".join(f"[#text(font: hei)[{escape(cell)}]]," for cell in head)
        columns = f"({', '.join(['1fr'] * len(head))})"
        return (
            f"#figure(kind: table, supplement: none, numbering: none, caption: figure.caption(position: top)"
            f"[{escape(block.caption)}],\n table(columns: {columns},\n  table.header({first}),\n{cells}\n))"
        )
    return "*".join(escape(part) for part in block.text.split("**"))


def _foot(issue: Issue) -> str:
    rows = (("报", REPORT_TO), ("送", SEND_TO), ("发", UNITS))
    lines = "\n\n".join(
        f"#par(first-line-indent: 0pt, hanging-indent: 2em)[{key}：{'，'.join(names)}。]"
        for key, names in rows
    )
    officers = ", ".join(f"[{post}：{name}]" for post, name in OFFICERS)
    rule = "#line(length: 100%, stroke: {}mm)"
    return f"""
#v(1fr)
#block(width: 100%, breakable: false, {{
  set text(size: 14pt, tracking: 0pt)
  set par(leading: 7pt, spacing: 7pt)
  [
{rule.format(0.35)}
#pad(x: 14pt)[
{lines}
]
{rule.format(0.25)}
#pad(x: 14pt, grid(columns: (1fr, 1fr, 1fr), {officers}))
{rule.format(0.25)}
#pad(x: 14pt, grid(columns: (1fr, auto), [{ISSUER}], [{_date(issue)}印发]))
#align(right, pad(x: 14pt)[共印{COPIES}份])
{rule.format(0.35)}
  ]
}})
"""


def _date(issue: Issue) -> str:
    return f"{issue.day.year}年{issue.day.month}月{issue.day.day}日"


def escape(text: str) -> str:
    """`text` as typst prints it unchanged."""
    return _ESCAPED.sub(r"\\\1", text)
