"""The tags of a document put in order: what is read aloud and what is only there for the eye.

WeasyPrint marks what stands in the margins of a page, its number, like text, and leaves it out of the tree
of the document. Here it becomes an artifact, which readers pass over. An element for each run of text only
makes the file larger: the text goes to the paragraph or cell that it stands in. Links say where they lead,
and the dots of the contents are not read aloud.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

_MARK = re.compile(rb"/\w+\s*<</MCID (\d+)>>\s*BDC")
_NULL = pikepdf.Object.parse(b"null")
_RUN_KEYS = {"/Type", "/S", "/K", "/P", "/Pg"}
"""What an element has that says nothing of its own."""


def tidy_tags(document: pikepdf.Pdf) -> None:
    """Does nothing to a document without tags."""
    root = document.Root.get("/StructTreeRoot")
    if root is None:
        return
    owners = _owners(root)
    pairs = list(root.ParentTree.Nums)
    for number, parents in zip(pairs[::2], pairs[1::2], strict=True):
        if not isinstance(parents, Array):
            continue
        lost = set()
        for mark, element in enumerate(parents):
            if (owner := owners.get(element.objgen)) is None:
                lost.add(mark)
            parents[mark] = _NULL if owner is None else owner
        if lost:
            _make_artifacts(document, document.pages[int(number)], lost)
    _name_links(document, root)


def _owners(root: pikepdf.Object) -> dict[tuple[int, int], pikepdf.Object]:
    """For each element of the tree who owns its text from now on: itself, or the one above it."""
    owners: dict[tuple[int, int], pikepdf.Object] = {}
    for parent, children in _families(root):
        kept = []
        for child in children:
            if isinstance(child, Dictionary) and "/S" in child:
                run = _is_run(child, parent)
                owners[child.objgen] = parent if run else child
                kept.append(child.K[0] if run else child)
            else:
                kept.append(child)
        parent.K = Array(kept)
    return owners


def _families(root: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, list[pikepdf.Object]]]:
    waiting = [root]
    while waiting:
        parent = waiting.pop()
        children = list(parent.get("/K", ()))
        waiting += [child for child in children if isinstance(child, Dictionary) and "/S" in child]
        yield parent, children


def _is_run(element: Any, parent: Any) -> bool:
    """A run of text on the page of the element above it."""
    return (
        str(element.S) == "/Span"
        and set(element.keys()) <= _RUN_KEYS
        and len(element.K) == 1
        and isinstance(element.K[0], int)
        and "/Pg" in parent
        and parent.Pg.objgen == element.Pg.objgen
    )


def _make_artifacts(document: pikepdf.Pdf, page: pikepdf.Page, marks: set[int]) -> None:
    def replace(found: re.Match[bytes]) -> bytes:
        return b"/Artifact\nBMC" if int(found[1]) in marks else found[0]

    page.Contents = document.make_stream(_MARK.sub(replace, page.Contents.read_bytes()))


def _name_links(document: pikepdf.Pdf, root: pikepdf.Object) -> None:
    """A link says which page it leads to; a line of dots with a number behind it is read as that page."""
    pages = _pages_of_links(document)
    for parent, children in _families(root):
        for child in children:
            if isinstance(child, Dictionary) and child.get("/Type") == Name.OBJR:
                number = pages.get(child.Obj.objgen)
                if number is None:
                    continue
                child.Obj.Contents = String(f"转到第{number}页")
                above = parent.get("/P")
                if above is not None and above.get("/S") == Name.Link:
                    parent.ActualText = String(f"，第{number}页")


def _pages_of_links(document: pikepdf.Pdf) -> dict[Any, int]:
    """The number of the page that each link leads to, by the link's object."""
    numbers: dict[Any, int] = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
    names = document.Root.get("/Names", Dictionary()).get("/Dests")
    places: Any = pikepdf.NameTree(names) if names is not None else {}
    found: dict[Any, int] = {}
    for page in document.pages:
        for annotation in page.get("/Annots", ()):
            target: Any = annotation.get("/Dest")
            target = places.get(str(target)) if isinstance(target, String) else target
            if isinstance(target, Array) and (number := numbers.get(target[0].objgen)) is not None:
                found[annotation.objgen] = number
    return found
