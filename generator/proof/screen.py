"""A marked page for the screen: whole in itself, since it is sent to people who have nothing else of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LINK = re.compile(r'<link rel="stylesheet" href="[^"]*/assets/(?P<name>screen|print)\.css"[^>]*>')
_BODY = re.compile(r"<body\b[^>]*>")


def screen_page(html: str, styles: Mapping[str, str], legend: str) -> str:
    """The page with its style sheets in it, by `screen` and `print`, and `legend` on top."""

    def style(match: re.Match[str]) -> str:
        name = match["name"]
        return f'<style media="{name}">{styles[name]}</style>'

    page = _LINK.sub(style, html)
    return on_top(page, legend)


def on_top(html: str, part: str) -> str:
    """The page with another part before all others."""
    return _BODY.sub(lambda match: f"{match[0]}\n{part}", html, count=1)
