"""The pipeline: from a site's folder to its output, as a page that reads from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.build.outcome import Outcome, Progress, make_issues, write
from generator.build.pool import Crew, cores, crew
from generator.build.workshop import Workshop
from generator.check.discreet import discreet
from generator.compile.issue_figures import compile_figures
from generator.diagnostics import Diagnostic, has_errors
from generator.gather import Gathered, choose, gather, key_of
from generator.load.source import reason
from generator.model.content import Content
from generator.model.kinds import SHIPPED
from generator.model.profile import Profile, load_profile
from generator.publish.manifest import read_manifest
from generator.publish.write import archive, assets, finish, withdraw_pages
from generator.render.archive import render_archive
from generator.render.environment import make_environment, read_shared
from generator.typeset.faces import Faces, resolve_faces
from generator.typeset.fontconfig import installed_families, use_fontconfig
from generator.typeset.stylesheet import print_stylesheet

_PROFILE_NAME = re.compile(r"[\w-]+")
_LACKING = ("faces-none", "cache-unwritable")


def build(
    site: Path, output: Path, only: Sequence[str] = (), *, jobs: int = 0, progress: Progress | None = None
) -> Outcome:
    """Build the site in the folder `site` into `output`; `only` names issues, all of them when empty.

    `jobs`: over how many processes, 0 for one a core.
    """
    outcome = Outcome(output)
    faces, found = _faces(site)
    outcome.findings += found
    outcome.lacking = any(finding.code in _LACKING for finding in found)
    with crew(jobs or cores()) as workers:
        gathered, found = gather(site)
        outcome.findings += found
        if gathered is not None:
            _build(outcome, site, gathered, faces, only, workers, progress)
    names = gathered.names if gathered else frozenset[str]()
    allow = gathered.content.site.record.privacy.allow if gathered else ()
    outcome.findings = discreet(outcome.findings, names, allow)
    return outcome


def _build(
    outcome: Outcome,
    site: Path,
    gathered: Gathered,
    faces: Faces | None,
    only: Sequence[str],
    workers: Crew,
    progress: Progress | None,
) -> None:
    output = outcome.output
    content, plan = gathered.content, gathered.plan
    broken = {key_of(path) for path in content.broken if path.startswith("issues/")}
    keys, found = choose(plan, only, broken)
    outcome.findings += found
    figures, found = compile_figures(content, plan, gathered.ledger, gathered.records, keys)
    outcome.findings += found
    plan = replace(plan, stopped=plan.stopped | figures.stopped)
    templates = make_environment(site)
    profile, found = find_profile(site, content.site.record.profile, content)
    outcome.findings += found
    if profile is None or faces is None:
        return
    stylesheet, found = print_stylesheet(templates, profile, faces)
    outcome.findings += found
    if has_errors(found):
        return

    manifest = withdraw_pages(output, read_manifest(output), _secret(content))
    screen, found = read_shared(templates, "shared/screen.css")
    outcome.findings += found
    manifest = write(outcome, manifest, assets(screen.encode(), stylesheet.encode()))
    stopped = {*plan.stopped, *broken}
    workshop = Workshop(
        site,
        content,
        plan,
        figures,
        faces,
        stylesheet,
        standing=tuple(entry for key, entry in manifest.entries.items() if key in stopped),
        linkable=frozenset({*keys, *manifest.files}),
        names=gathered.names,
    )
    manifest = make_issues(outcome, manifest, workshop, keys, workers, progress)
    wanted = {key_of(name) for name in only}
    outcome.stopped += sorted(key for key in broken if not only or key in wanted)
    outcome.standing = sorted(key for key in outcome.stopped if key in manifest.files)

    owners = {*plan.numbers, *broken}
    manifest, changes, found = finish(output, manifest, owners)
    outcome.findings += found
    outcome.removed += len(changes.removed)
    index, found = render_archive(
        content.site.record.organization,
        manifest.entries.values(),
        templates,
        order=content.site.record.publications,
    )
    outcome.findings += found
    if not has_errors(found):
        write(outcome, manifest, archive(index.encode()))


def _secret(content: Content) -> frozenset[str]:
    """The folders of publications with a secrecy level: they have no page and stand in no index."""
    publications = content.site.record.publications
    return frozenset(name for name, publication in publications.items() if publication.secrecy)


def find_profile(
    site: Path, name: str, content: Content | None = None
) -> tuple[Profile | None, list[Diagnostic]]:
    """The layout profile `name`: the site's own, or a shipped one. `content` tells who asked for it."""
    for folder in (site / "templates", SHIPPED) if _PROFILE_NAME.fullmatch(name) else ():
        path = folder / "profiles" / f"{name}.yaml"
        if path.is_file():
            return load_profile(path, f"templates/profiles/{name}.yaml")
    known = sorted(path.stem for path in (SHIPPED / "profiles").glob("*.yaml"))
    place = content.site.place("profile") if content else None
    excerpt = content.site.excerpt(place) if content and place else ""
    return None, [Diagnostic("profile-unknown", place, {"name": name, "known": "、".join(known)}, excerpt)]


def _faces(site: Path) -> tuple[Faces | None, list[Diagnostic]]:
    try:
        use_fontconfig(site / ".cache")
    except OSError as error:
        data = {"path": str(site / ".cache"), "reason": reason(error)}
        return None, [Diagnostic("cache-unwritable", data=data)]
    own = site / "templates" / "shared" / "faces.yaml"
    table = own if own.is_file() else SHIPPED / "shared" / "faces.yaml"
    return resolve_faces(table, installed_families())
