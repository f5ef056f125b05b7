"""What the preview knows of a site between two builds, and the view that is made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.build.workshop import Made
from generator.diagnostics import Diagnostic
from generator.gather import Gathered
from generator.publish.manifest import Manifest
from generator.render.archive import ArchiveEntry


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an issue the last time. `web` and `pages` name the state of its page and its PDF, which
    stand in `folder` below output/; `parts` are what it was made of, none where it has to be made again in
    any case."""

    ok: bool = False
    findings: tuple[Diagnostic, ...] = ()
    folder: str = ""
    web: str = ""
    pages: str = ""
    page_count: int = 0
    parts: tuple[object, ...] = ()

    def after(self, made: Made, findings: tuple[Diagnostic, ...], parts: tuple[object, ...]) -> Result:
        """The result with what was made now and is written."""
        assert made.package is not None
        path, own = next(iter(made.layouts.items()))
        folder = path.rpartition("/")[0]
        page = made.package.files.get(f"{folder}/index.html", b"")
        return Result(
            ok=True,
            findings=findings,
            folder=folder,
            web=version_of(page) if page else "",
            pages=own.digest[:12],
            page_count=made.pages,
            parts=parts,
        )

    def stopped(self, findings: tuple[Diagnostic, ...] = ()) -> Result:
        """The result where nothing could be made now: what stands of before stays."""
        return replace(self, ok=False, findings=findings, parts=())


@dataclass(frozen=True, slots=True)
class State:
    """`findings` are those of the site as a whole, `ended` those of what was written after all issues,
    `slips` what the proofreader said when it last read the site,
    `results` has what became of each issue, `standing` are the issues that had files in output/ when the last
    build began or ended, with what the archive says of them. `assets` names the state of the style sheets.
    `broken`: nothing could be made of the site as it is now."""

    gathered: Gathered | None = None
    findings: tuple[Diagnostic, ...] = ()
    ended: tuple[Diagnostic, ...] = ()
    slips: tuple[Diagnostic, ...] = ()
    results: Mapping[str, Result] = field(default_factory=dict)
    standing: Mapping[str, ArchiveEntry | None] = field(default_factory=dict)
    assets: str = ""
    broken: bool = False

    def with_result(self, key: str, result: Result) -> State:
        return replace(self, results={**self.results, key: result})

    def only(self, keys: Collection[str], broken: Collection[str]) -> State:
        """The state with the results of these issues; of those whose files are broken, only what stands."""
        wanted = frozenset(keys)
        results = {key: one for key, one in self.results.items() if key in wanted}
        results |= {key: one.stopped() for key, one in self.results.items() if key in broken}
        return replace(self, results=results)

    def all_findings(self) -> Iterator[Diagnostic]:
        yield from self.findings
        for result in self.results.values():
            yield from result.findings
        yield from self.ended
        yield from self.slips


def standing_of(manifest: Manifest) -> dict[str, ArchiveEntry | None]:
    """The issues that have files, with their entries in the archive, which secret ones have not."""
    return {key: manifest.entries.get(key) for key in manifest.files if not key.startswith("@")}


def version_of(data: bytes) -> str:
    """A short text that is another one when the bytes are."""
    return hashlib.sha256(data).hexdigest()[:12]
