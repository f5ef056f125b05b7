"""What earlier builds laid out, so that a PDF that would come out the same is not set again.

The key is made of contents: everything that WeasyPrint is given (page, style sheet, pictures) and the
digest of what else decides the result. It names what was laid out, not when or from which file.

They are kept in the site's cache, a line for each PDF as soon as it stands in its place. A killed build
leaves at worst a torn last line; a file that has not the digest that its line says is set again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.build.cache import keep
from generator.build.finding_json import finding_data, finding_of
from generator.diagnostics import Diagnostic

FILE = "layouts.jsonl"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """One PDF: `key` of all that it was made from, `digest` of its bytes, its pages, the characters that came
    from other faces, and what was found in setting it, before it was known which issue it belongs to.

    `sources` are the files that it came from: of the site by their path in it, templates as `templates/…`.
    """

    key: str
    digest: str
    pages: int
    borrowed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()
    sources: tuple[str, ...] = ()


def layout_key(
    machine: str, stylesheet: str, html: str, pictures: Mapping[str, bytes], *, even_foot: bool = False
) -> str:
    """The digest of everything that decides the bytes of a PDF. `machine` as in `Workshop`."""
    pieces = [machine, stylesheet, html, str(even_foot)]
    pieces += [f"{name} {digest(data)}" for name, data in sorted(pictures.items())]
    whole = hashlib.sha256()
    for piece in pieces:
        encoded = piece.encode("utf-8", "surrogatepass")
        whole.update(f"{len(encoded)} ".encode())
        whole.update(encoded)
    return whole.hexdigest()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def stands(file: Path, layout: Layout) -> bool:
    """Whether the PDF of `layout` is still there, byte for byte."""
    try:
        return digest(file.read_bytes()) == layout.digest
    except OSError:
        return False


def read_layouts(cache: Path) -> dict[str, Layout]:
    """The layouts by path below output/, the last line of each path. What cannot be read counts as none."""
    try:
        lines = (cache / FILE).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    known: dict[str, Layout] = {}
    for line in lines:
        # A line is torn where a build was killed or the disk was full.
        with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
            data = json.loads(line)
            if data["version"] == _VERSION:
                known[str(data["path"])] = _layout(data)
    return known


def add_layouts(cache: Path, layouts: Mapping[str, Layout]) -> None:
    """Keep some more."""
    with contextlib.suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        with (cache / FILE).open("a", encoding="utf-8") as file:
            file.write("".join(_line(path, layout) for path, layout in layouts.items()))


def store_layouts(cache: Path, layouts: Mapping[str, Layout]) -> None:
    """Write the file anew with these and no others."""
    text = "".join(_line(path, layout) for path, layout in sorted(layouts.items()))
    keep(cache / FILE, text)


def _line(path: str, layout: Layout) -> str:
    data = {
        "version": _VERSION,
        "path": path,
        "key": layout.key,
        "digest": layout.digest,
        "pages": layout.pages,
        "borrowed": [[*pair, characters] for pair, characters in sorted(layout.borrowed.items())],
        "findings": [finding_data(finding) for finding in layout.findings],
        "sources": list(layout.sources),
    }
    return json.dumps(data) + "\n"


def _layout(data: Mapping[str, Any]) -> Layout:
    return Layout(
        key=str(data["key"]),
        digest=str(data["digest"]),
        pages=int(data["pages"]),
        borrowed={(wanted, used): characters for wanted, used, characters in data["borrowed"]},
        findings=tuple(finding_of(finding) for finding in data["findings"]),
        sources=tuple(data["sources"]),
    )
