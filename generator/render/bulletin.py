"""One bulletin as an HTML page, shared by screen and print."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from generator.diagnostics import Diagnostic
from generator.model.blocks import Chart
from generator.model.bulletin import PUBLIC, Article, Bulletin
from generator.model.kinds import KIND_FOLDERS
from generator.render.environment import render_template
from generator.render.photos import Sizes, pair
from generator.render.sections import is_long, rows_of_blocks, section_heads, subheading
from generator.render.tables import layout

_LABEL = re.compile(
    r"\A\s*<p>(?:<strong[^>]*>)?(?P<name>编者按|编者的话|按语|按)(?:[：:](?:</strong>)?|</strong>[：:])\s*"
)
_SITE_BAR = re.compile(r'<nav class="site-bar"[^>]*>.*?</nav>\n?', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The issue before or after, for a link: its folder below output/ and its name."""

    folder: str
    label: str


def render_bulletin(
    bulletin: Bulletin,
    environment: Environment,
    *,
    previous: Neighbour | None = None,
    next: Neighbour | None = None,
    public: bool = False,
    sizes: Sizes | None = None,
    draw: Callable[[Chart], str] | None = None,
) -> tuple[str, list[Diagnostic]]:
    """The page of one bulletin.

    `sizes` (px) decide which photos stand side by side; without them none does. `draw` makes safe SVG of
    a chart; without it charts are left out, and their tables tell the numbers. Pictures keep their
    address `content:<path>`, which `publish.media` puts right. The text is empty after an error. `public`:
    the page leads to its public edition. That itself has all that it needs in its own folder, and leads to
    no page but its own: what is around it is internal.
    """
    known = sizes or {}
    values = {
        "bulletin": bulletin,
        "kind": KIND_FOLDERS[bulletin.kind],
        "root": "." if bulletin.public else posixpath.relpath(".", bulletin.folder),
        "previous": None if bulletin.public else _link(previous, bulletin),
        "next": None if bulletin.public else _link(next, bulletin),
        "public": f"{PUBLIC}/index.html" if public else "",
        "note": label_note(bulletin.note_html),
        "title_lines": title_lines,
        "one_line": one_line,
        "figures": lambda article: pair(article.photos, known),
        "heads": section_heads(bulletin),
        "long": is_long(bulletin),
        "subheading": subheading,
        "layout": layout,
        "rows_of_blocks": rows_of_blocks,
        "draw": (lambda chart: Markup(draw(chart))) if draw else None,
        "description": _description(bulletin),
        "keywords": _keywords(bulletin),
    }
    return render_template(environment, f"{KIND_FOLDERS[bulletin.kind]}/bulletin.html", values)


def for_print(html: str) -> str:
    """The page without its navigation, which is not printed: a new issue changes its neighbours' links and
    must not have them set again."""
    return _SITE_BAR.sub("", html, count=1)


def label_note(html: str) -> Markup:
    """The editor's note with its label 编者按：; an editor who wrote one keeps it and gets no second."""
    if not html.strip() or 'class="note-label"' in html:
        return Markup(html.strip())
    found = _LABEL.match(html)
    label = f'<strong class="note-label">{found["name"] if found else "编者按"}：</strong>'
    if found:
        return Markup(f"<p>{label}{html[found.end() :]}".strip())
    if html.lstrip().startswith("<p>"):
        return Markup(f"<p>{label}{html.lstrip()[3:]}".strip())
    return Markup(f"<p>{label}</p>\n{html}".strip())


def title_lines(article: Article) -> Markup:
    """The title in its lines. Blanks at a line's end would push a centred line off its middle."""
    return Markup("<br>").join(line.strip() for line in article.title)


def one_line(article: Article) -> str:
    """The title in one line, for contents and the archive."""
    return "".join(article.title).strip()


def _link(other: Neighbour | None, bulletin: Bulletin) -> dict[str, Any] | None:
    """`index.html` is written out, since a page opened from a disk finds no folder index."""
    if other is None:
        return None
    return {"href": posixpath.relpath(f"{other.folder}/index.html", bulletin.folder), "label": other.label}


def _description(bulletin: Bulletin) -> str:
    """What search and screen readers are told: the articles, or the sections where there are none."""
    masthead = bulletin.masthead
    names = [one_line(article) for article in bulletin.articles]
    titles = "；".join(names or [section.name for section in bulletin.sections if section.name])
    return f"{masthead.issuer}{masthead.date_line}编印《{masthead.name}》{masthead.number_line}：{titles}"


def _keywords(bulletin: Bulletin) -> str:
    names = [bulletin.masthead.name, *(section.name for section in bulletin.sections if section.name)]
    return ",".join(dict.fromkeys(names))
