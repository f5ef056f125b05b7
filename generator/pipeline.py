"""The pipeline: from a site's folder to its output, as a page that reads from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from pathlib import Path

from generator.build.outcome import Outcome, Progress, make_issues, write
from generator.build.pool import Crew, cores, crew
from generator.build.workshop import Workshop
from generator.compile.plan import Plan, compile_site
from generator.diagnostics import Diagnostic, has_errors
from generator.diagnostics.near import nearest
from generator.load.site import load_site
from generator.load.source import reason
from generator.model.content import Content
from generator.model.profile import Profile, load_profile
from generator.publish.manifest import read_manifest
from generator.publish.write import archive, assets, finish
from generator.render.archive import render_archive
from generator.render.environment import SHIPPED, make_environment, read_shared
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
        _build(outcome, site, faces, only, workers, progress)
    return outcome


def _build(
    outcome: Outcome,
    site: Path,
    faces: Faces | None,
    only: Sequence[str],
    workers: Crew,
    progress: Progress | None,
) -> None:
    output = outcome.output
    content, found = load_site(site)
    outcome.findings += found
    if content is None:
        return
    plan, found = compile_site(content)
    outcome.findings += found
    broken = {_key_of(path) for path in content.broken if path.startswith("issues/")}
    keys, found = _choose(plan, only, broken)
    outcome.findings += found
    templates = make_environment(site)
    profile, found = find_profile(site, content.site.record.profile, content)
    outcome.findings += found
    if profile is None or faces is None:
        return
    stylesheet, found = print_stylesheet(templates, profile, faces)
    outcome.findings += found
    if has_errors(found):
        return

    manifest = read_manifest(output)
    screen, found = read_shared(templates, "shared/screen.css")
    outcome.findings += found
    manifest = write(outcome, manifest, assets(screen.encode(), stylesheet.encode()))
    standing = tuple(entry for key, entry in manifest.entries.items() if key in plan.stopped or key in broken)
    linkable = frozenset({*keys, *manifest.files})
    workshop = Workshop(site, content, plan, faces, stylesheet, standing, linkable)
    manifest = make_issues(outcome, manifest, workshop, keys, workers, progress)
    wanted = {_key_of(name) for name in only}
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


def _choose(plan: Plan, only: Sequence[str], broken: Set[str]) -> tuple[list[str], list[Diagnostic]]:
    """The issues to make, in order. An issue is named by its file or shortly `<publication>/<stem>`.

    One that is `broken` is known too: why it cannot be made has been told.
    """
    every = [key for keys in plan.order.values() for key in keys]
    if not only:
        return every, []
    chosen, findings = [], []
    for name in only:
        key = _key_of(name)
        if key in every:
            chosen.append(key)
        elif key not in broken:
            near = nearest(key, every)
            hint = f"是不是“{near[0]}”？" if near else "各期的文件在 content/issues/ 下"
            findings.append(Diagnostic("issue-unknown", None, {"name": name, "near": hint}))
    return chosen, findings


def _key_of(name: str) -> str:
    """`content/issues/a/b.yaml`, `issues/a/b.yaml` and `a/b` all name the issue `a/b`."""
    path = name.replace("\\", "/").removeprefix("./").removeprefix("content/").removeprefix("issues/")
    return path.removesuffix(".yaml").removesuffix(".yml").removesuffix(".md")


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
