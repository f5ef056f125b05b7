"""Files as answers: only those inside a folder, with a tag by which a browser asks whether they changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from starlette.requests import Request
from starlette.responses import Response

UNCHANGED = 304

_TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
}
"""Written out: what the system says of a suffix differs from machine to machine."""

_STRANGE = frozenset('\\:\0*?"<>|')
"""Characters that mean something else than a name on one system or another."""


def read_inside(root: Path, path: str) -> bytes | None:
    """The bytes of the file `path`, with `/`, below the folder `root`; None where there is none to be had.

    Links below `root` are not followed: they could lead out of it, or to what may not be shown. Nothing is
    read whose name begins with a dot, as those of half-written files and of the list of our own files do.
    """
    file = find_inside(root, path)
    try:
        return file.read_bytes() if file else None
    except OSError:  # gone since, or not ours to read
        return None


def find_inside(root: Path, path: str) -> Path | None:
    """The file itself; None under the same conditions."""
    if any(name.startswith(".") or not name or _STRANGE & set(name) for name in path.split("/")):
        return None
    try:
        file = root.resolve() / path
        # A pipe or a device would never end.
        return file if file.resolve(strict=True) == file and file.is_file() else None
    except (OSError, ValueError, RuntimeError):  # not there, or too long; no name at all; a circle of links
        return None


def content_type(path: str) -> str:
    return _TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")


def tagged(
    request: Request, data: bytes, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """`data` as an answer that the browser keeps and asks after each time; 304 where it has the same."""
    tag = f'"{hashlib.blake2b(data, digest_size=16).hexdigest()}"'
    all_headers = {"Cache-Control": "no-cache", **(headers or {}), "ETag": tag}
    wanted = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if tag in wanted or "*" in wanted:
        return Response(status_code=UNCHANGED, headers=all_headers)
    return Response(data, headers={**all_headers, "Content-Type": media_type})
