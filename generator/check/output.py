"""The last guard: a finished page is looked at for what must not be printed, whatever it came from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from html import unescape

from generator.diagnostics import Diagnostic, Place
from generator.privacy.found import NAME, Found, apart
from generator.privacy.identifiers import find_identifiers
from generator.privacy.masking import hidden, partial
from generator.privacy.names import find_names

APART = "\x1f\n\x1f"
"""Stands between texts that a reader does not read as one; nothing that is looked for reaches over it."""

_TAG = re.compile(
    r"<!--(?P<comment>.*?)-->|<(?P<name>/?[A-Za-z][\w:-]*)(?P<rest>[^<>\"']*(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)>",
    re.S,
)
_NOT_TEXT = re.compile(r"<(style|script)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(
    r"\b(?:alt|title|href|src|content|label|summary|value|placeholder|name|aria-[a-z]+|data-[a-z-]+)"
    r"\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')",
    re.IGNORECASE,
)
_INLINE = frozenset(
    (
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "cite",
            "code",
            "del",
            "em",
            "font",
            "i",
            "ins",
            "kbd",
            "mark",
            "q",
        ),
        *("ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "tspan", "u", "var", "wbr", "tt"),
    )
)
_AROUND = 8
"""Characters before and after that help to find the place again."""


def guard_page(
    html: str,
    names: Collection[str],
    allow: Sequence[str],
    *,
    forbid: Sequence[str] = (),
    place: Place | None = None,
) -> list[Diagnostic]:
    """What stands in a page's text, attributes, comments or drawings and must not be printed.

    `names` are those of the ledger, `allow` what the site lets be printed, `forbid` words that it does not.
    Each is told once, with `place`; any of them stops the issue.
    """
    text = page_text(html)
    findings: dict[tuple[str, str], Diagnostic] = {}
    found = apart((*find_identifiers(text, allow), *find_names(text, names, allow)))
    shown = hidden(text, found) if found else ""
    for one in found:
        code = "name-in-page" if one.kind == NAME else "identifier-in-page"
        data = {"kind": one.kind, "partial": partial(text, one), "context": _context(shown, one)}
        findings.setdefault((one.kind, text[one.start : one.end]), Diagnostic(code, place, data))
    words = [word for word in forbid if word in text]
    return [*findings.values(), *(Diagnostic("word-in-page", place, {"word": word}) for word in words)]


def page_text(html: str) -> str:
    """What a page says: its text with inline elements joined and blocks apart, its attributes after it."""
    html = _NOT_TEXT.sub(APART, html)
    attributes = [unescape(value) for value in _attributes(html)]
    text = unescape(_TAG.sub(_boundary, html))
    return APART.join((text, *attributes))


def _boundary(tag: re.Match[str]) -> str:
    name = tag["name"]
    if name is None:
        return APART + tag["comment"] + APART
    name = name.lower().lstrip("/")
    if name == "br":
        return "\n"
    return "" if name in _INLINE else APART


def _attributes(html: str) -> Iterator[str]:
    for match in _ATTRIBUTE.finditer(html):
        value = match["double"] if match["double"] is not None else match["single"]
        if value:
            yield value


def _context(shown: str, one: Found) -> str:
    """A few characters around, everything found hidden."""
    around = shown[max(0, one.start - _AROUND) : one.end + _AROUND]
    return "".join(around.replace("\x1f", " ").split())
