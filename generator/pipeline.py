"""The pipeline: from a site's folder to its output, as a page that reads from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from jinja2 import Environment

from generator.build.again import look, remember, stamps
from generator.build.cache import cache_folder
from generator.build.cores import cores
from generator.build.digests import Digests
from generator.build.layouts import read_layouts, store_layouts
from generator.build.lock import alone
from generator.build.orders import Planned
from generator.build.outcome import Making, make_issues, write
from generator.build.pool import crew
from generator.build.result import Outcome, Progress
from generator.build.workshop import Workshop
from generator.check.discreet import discreet
from generator.compile.adoption_open import circulars_to_withdraw
from generator.compile.editions import outdated
from generator.compile.finals import settle_finals
from generator.compile.issue_figures import IssueFigures, compile_figures
from generator.compile.plan import Plan
from generator.compile.secrecy import secrecy_line
from generator.diagnostics import Diagnostic, has_errors
from generator.gather import Gathered, choose, gather
from generator.load.finals import final_file, load_finals
from generator.load.kept import Kept
from generator.load.records import record_files
from generator.load.source import reason
from generator.model.content import Content
from generator.model.final import Final
from generator.model.issue_keys import key_of
from generator.model.kinds import SHIPPED
from generator.model.profile import Profile, load_profile
from generator.publish.manifest import Manifest, output_files, read_manifest
from generator.publish.volumes import volumes_of
from generator.publish.withdraw import withdraw_issues, withdraw_pages, withdraw_public
from generator.publish.write import archive, assets, finish
from generator.render.archive import render_archive
from generator.render.environment import make_environment, read_shared, template_state
from generator.typeset.faces import Faces, resolve_faces
from generator.typeset.fontconfig import installed_families, use_fontconfig
from generator.typeset.machine import face_places, machine_digest
from generator.typeset.stylesheet import print_stylesheet

_PROFILE_NAME = re.compile(r"[\w-]+")
_LACKING = ("faces-none", "cache-unwritable")


@dataclass(frozen=True)
class Ready:
    """A site about to be made: all that is settled before the first issue is.

    `plan` knows all issues that cannot be made, `keys` are those to make, `broken` those whose files have
    errors. `screen` is the style sheet of the pages, that of the PDFs is in the workshop. `finals` are the
    locks of final issues.
    """

    gathered: Gathered
    plan: Plan
    figures: IssueFigures
    keys: tuple[str, ...]
    broken: frozenset[str]
    workshop: Workshop
    templates: Environment
    screen: str
    finals: Mapping[str, Final]


def build(
    site: Path,
    output: Path,
    only: Sequence[str] = (),
    *,
    kinds: Sequence[str] = (),
    jobs: int = 0,
    progress: Progress | None = None,
    waiting: Callable[[], None] | None = None,
) -> Outcome:
    """Build the site in the folder `site` into `output`; `only` names issues, all of them when empty.

    `kinds` are kinds of PDF that are made beside those of each publication. `jobs`: over how many processes,
    0 for one a core. `waiting` is called where another build into the same folder has to end first.
    """
    outcome = Outcome(output)
    before = look(site)
    faces, found = find_faces(site)
    machine = stamps(face_places(faces)) if faces is not None else {}
    outcome.findings += found
    outcome.lacking = any(finding.code in _LACKING for finding in found)
    with crew(jobs or cores()) as workers, alone(cache_folder(site, output), waiting):
        gathered, found = gather(site)
        outcome.findings += found
        ready, found = make_ready(site, output, gathered, faces, only) if gathered else (None, [])
        outcome.findings += found
        if ready is not None:
            making = replace(begin(outcome, ready), signs=True)
            making.planned = replace(making.planned, kinds=tuple(kinds))
            make_issues(making, ready.keys, workers, progress)
            end(making, ready, only)
        tell_discreetly(outcome, gathered)
        if faces is not None and not only:
            own = [site / file for key in outcome.recorded for file in record_files(key)]
            own += [site / final_file(key) for key in outcome.signed]
            remember(site, before, outcome, machine, output_files(output), own)
    return outcome


def make_ready(
    site: Path,
    output: Path,
    gathered: Gathered,
    faces: Faces | None,
    only: Sequence[str] = (),
    kept: Kept | None = None,
) -> tuple[Ready | None, list[Diagnostic]]:
    """Settle what all issues need: which are made, their figures, style sheets, the state of the machine.

    `kept` has the figures that were counted before, and the templates that were read.
    """
    kept = kept or Kept()
    content, plan = gathered.content, gathered.plan
    broken = frozenset(key_of(path) for path in content.broken if path.startswith("issues/"))
    keys, findings = choose(plan, only, broken)
    figures, found = compile_figures(content, plan, gathered.ledger, gathered.records, keys, kept=kept)
    findings += found
    finals, found = load_finals(site, kept)
    findings += found
    known = {issue.key for issue in gathered.written.issues} | broken
    signed, found = settle_finals(content, plan, finals, known, keys)
    findings += found
    plan = replace(plan, stopped=plan.stopped | figures.stopped | signed.stopped)
    state = kept.same("template state", template_state(make_environment(site)))
    templates = kept.again("templates", (), (state,), lambda: make_environment(site))
    profile, found = find_profile(site, content.site.record.profile, content)
    findings += found
    if profile is None or faces is None:
        return None, findings
    profile, faces = kept.same("profile", profile), kept.same("faces", faces)
    stylesheet, found = kept.again(
        "print.css",
        (),
        (templates, profile, faces),
        partial(print_stylesheet, templates, profile, faces),
        sound=lambda made: not made[1],
    )
    findings += found
    if has_errors(found):
        return None, findings
    screen, found = read_shared(templates, "shared/screen.css")
    findings += found
    digests = Digests(cache_folder(site, output))
    machine = machine_digest(faces, digests.of)
    digests.store()
    workshop = Workshop(site, output, faces, stylesheet, gathered.names, machine, state, profile)
    ready = Ready(gathered, plan, figures, tuple(keys), broken, workshop, templates, screen, signed.locks)
    return ready, findings


def begin(outcome: Outcome, ready: Ready) -> Making:
    """Write what all pages share, and lay out the work on the issues."""
    workshop, content = ready.workshop, ready.gathered.content
    output, cache = workshop.output, cache_folder(workshop.site, workshop.output)
    manifest = withdraw_pages(output, read_manifest(output), _secret(content))
    told = circulars_to_withdraw(ready.figures.adoptions, content, ready.gathered.records.adoptions)
    manifest = withdraw_issues(output, manifest, told)
    stopped = {*ready.plan.stopped, *ready.broken}
    gone = {*ready.plan.superseded, *outdated(content, ready.plan, stopped)}
    manifest = withdraw_public(output, manifest, _public(content), gone)
    manifest = write(outcome, manifest, assets(ready.screen.encode(), workshop.stylesheet.encode()))
    planned = Planned(
        content,
        ready.plan,
        ready.figures,
        linkable=frozenset({*ready.keys, *manifest.files}),
        standing=tuple(entry for key, entry in manifest.entries.items() if key in stopped),
        finals=ready.finals,
    )
    return Making(outcome, planned, workshop, manifest, cache, read_layouts(cache))


def end(making: Making, ready: Ready, only: Sequence[str] = ()) -> None:
    """After the issues: remove what is no more, and write the page of all issues."""
    outcome, output = making.outcome, making.workshop.output
    content = ready.gathered.content
    wanted = {key_of(name) for name in only}
    outcome.stopped += sorted(key for key in ready.broken if not only or key in wanted)
    outcome.standing = sorted(key for key in outcome.stopped if making.manifest.files.get(key))

    gone = outdated(content, ready.plan, outcome.stopped)
    making.manifest = withdraw_public(output, making.manifest, _public(content), gone)
    owners = {*ready.plan.numbers, *ready.broken}
    manifest, changes, found = finish(output, making.manifest, owners)
    outcome.findings += found
    outcome.removed += len(changes.removed)
    making.layouts = {path: one for path, one in making.layouts.items() if path in manifest.paths}
    store_layouts(making.cache, making.layouts)
    making.manifest = write_index(outcome, ready, manifest)


def write_index(outcome: Outcome, ready: Ready, manifest: Manifest) -> Manifest:
    """The page of all issues, with the volumes that stand."""
    site = ready.gathered.content.site.record
    index, found = render_archive(
        site.organization,
        manifest.entries.values(),
        ready.templates,
        order=site.publications,
        volumes=volumes_of(ready.workshop.output, manifest),
    )
    outcome.findings += found
    return manifest if has_errors(found) else write(outcome, manifest, archive(index.encode()))


def tell_discreetly(outcome: Outcome, gathered: Gathered | None) -> None:
    """No finding repeats what no page may hold."""
    names = gathered.names if gathered else frozenset[str]()
    allow = gathered.content.site.record.privacy.allow if gathered else ()
    outcome.findings = discreet(outcome.findings, names, allow)


def _secret(content: Content) -> dict[str, str]:
    """The folders of publications with a secrecy level, which have no page and stand in no index; what their
    files say of it."""
    publications = content.site.record.publications.items()
    return {name: secrecy_line(one) for name, one in publications if one.secrecy}


def _public(content: Content) -> frozenset[str]:
    """The folders of publications that have a public edition."""
    publications = content.site.record.publications.items()
    return frozenset(name for name, one in publications if one.public and not one.secrecy)


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


def find_faces(site: Path) -> tuple[Faces | None, list[Diagnostic]]:
    try:
        use_fontconfig(site / ".cache")
    except OSError as error:
        data = {"path": str(site / ".cache"), "reason": reason(error)}
        return None, [Diagnostic("cache-unwritable", data=data)]
    own = site / "templates" / "shared" / "faces.yaml"
    table = own if own.is_file() else SHIPPED / "shared" / "faces.yaml"
    return resolve_faces(table, installed_families())
