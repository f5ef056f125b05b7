"""Keys of issues: `<publication>/<stem of the file>`, as people name them and as they may stand in a path."""

from __future__ import annotations

_SUFFIXES = (".yaml", ".yml", ".md")


def key_of(name: str) -> str:
    """`content/issues/a/b.yaml`, `issues/a/b.yaml` and `a/b` all name the issue `a/b`. What comes back need
    not be a key: see `is_key`."""
    path = name.replace("\\", "/").removeprefix("./").removeprefix("content/").removeprefix("issues/")
    for suffix in _SUFFIXES:
        path = path.removesuffix(suffix)
    return path


def is_key(text: str) -> bool:
    """Whether it is a publication and a stem and nothing else: files are named after keys, and no text of
    somebody may lead out of the site."""
    parts = text.split("/")
    return len(parts) == 2 and all(_is_plain(part) for part in parts)


def _is_plain(part: str) -> bool:
    return part not in ("", ".", "..") and "\\" not in part and "\0" not in part
