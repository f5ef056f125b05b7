"""Taking back what may not stand below output/ any more, before anything is built."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from generator.model.bulletin import PUBLIC
from generator.publish.manifest import Manifest, is_volume, issue_of, says
from generator.publish.write import remove


def withdraw_public(
    output: Path, manifest: Manifest, publications: Collection[str], issues: Collection[str] = ()
) -> Manifest:
    """Remove the public editions of all but these publications, and of `issues`, and the archive's links to
    them: what is not public any more must not wait for its next good build either."""
    for owner, paths in list(manifest.files.items()):
        public = {path for path in paths if _is_public(path)}
        if not public or (owner.partition("/")[0] in publications and owner not in issues):
            continue
        for path in public:
            remove(output, path)
        manifest = manifest.with_files(owner, set(paths) - public)
        if (entry := manifest.entries.get(owner)) is not None:
            manifest = manifest.with_entry(owner, replace(entry, public_file="", public_pages=0))
    return manifest


def _is_public(path: str) -> bool:
    """Whether a path below output/ lies in the folder of a public edition."""
    # Most paths are of no public edition, and all are asked for after every save.
    return f"/{PUBLIC}/" in path and path.split("/")[3:4] == [PUBLIC]


def withdraw_pages(output: Path, manifest: Manifest, secret: Mapping[str, str]) -> Manifest:
    """Remove what other publications may have and those in `secret`, with their level, may not: pages, their
    pictures, their entries in the archive, and what other commands made that does not say the level. A
    publication that has become secret must not wait for its next good build."""
    for owner, paths in list(manifest.files.items()):
        level = secret.get(issue_of(owner).partition("/")[0])
        if level is None or says(owner, level):
            continue
        kept = {path for path in paths if not owner.startswith("@") and _may_be_secret(path)}
        for path in set(paths) - kept:
            remove(output, path)
        manifest = manifest.without(owner)
        if not owner.startswith("@"):
            manifest = manifest.with_files(owner, kept)
    return manifest


def withdraw_issues(output: Path, manifest: Manifest, issues: Collection[str]) -> Manifest:
    """Remove all that stands of these issues, what other commands made of them too, and the volumes that hold
    them: they tell what nobody may be told any more."""
    years = {"/".join(path.split("/")[:2]) for key in issues for path in manifest.files.get(key, ())}
    for owner, paths in list(manifest.files.items()):
        of = issue_of(owner)
        if of in issues or (is_volume(owner) and of.partition(" ")[0] in years):
            for path in paths:
                remove(output, path)
            manifest = manifest.without(owner)
    return manifest


def _may_be_secret(path: str) -> bool:
    """Whether a build makes such a file of a secret publication too; made again, it says the level."""
    return path.endswith((".pdf", ".zip")) and not _is_public(path)
