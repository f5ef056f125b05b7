"""How long numbered and signed copies take, beside one build of the same issue: `make bench`."""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from generator.bench.figures import Figure, table
from generator.bench.processes import BenchFailed, python
from generator.bench.prose import make_issues
from generator.bench.run import build_cold
from generator.bench.site import COPIES, PUBLICATION, write_site
from generator.pdf.numbering import number_text
from generator.seal.keys import CERTIFICATE, VARIABLE, make_key

Say = Callable[[str], None]

NUMBERED = 120
MOST_OF_BUILD = 2.0
"""The aim (house): a pack of 120 numbered copies takes at most twice the time of one build of that issue."""
ROUNDS = 3
_LISTS = f"    印数: {COPIES}\n"
_NUMBERED = f"    印数: {NUMBERED}\n    份号: 是\n    暗记: 是\n"
_STAMPS = """\
import sys, time
from pathlib import Path
from generator.pipeline import find_faces, find_profile
site, pdf = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes()
faces, profile = find_faces(site)[0], find_profile(site, "gbt9704")[0]
from generator.pdf.lettering import Lettering
from generator.pdf.stamp import ROLE, Stamper
began = time.perf_counter()
with Stamper(pdf, Lettering(faces, ROLE), profile, at_masthead=True) as stamper:
    for number in range(1, int(sys.argv[3]) + 1):
        if number % 2:
            stamper.begin(f"第{number}单位")
        stamper.copy(number)
print(time.perf_counter() - began)
"""
"""Numbering alone, in a process of its own: two copies a unit, each unit with another mark."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians in seconds: a build of the issue from nothing, a pack from nothing (which builds it), a pack
    after that build, the numbering alone, a second pack that has nothing to do, a pack after that build whose
    files are signed. `pages` are the issue's, `signed` are the files that bear a signature."""

    pages: int
    signed: int
    build: float
    whole: float
    after: float
    stamps: float
    again: float
    sealed: float


def pack_lines(say: Say) -> list[str]:
    """Measure, and return the results as lines. Raises BenchFailed where something does not work."""
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="jianbao-bench-") as folder:
        site = Path(folder, "site")
        issue = make_issues(1, long=1)[0]
        write_site(site, [issue])
        file = site / "site.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace(_LISTS, _NUMBERED), encoding="utf-8")
        measured = measure(site, f"{PUBLICATION}/{issue.stem}", say)
    return [
        "",
        f"封装：一期 {measured.pages} 页，{NUMBERED} 份编号，每面有暗记",
        f"系统负载：开始时 {before:.2f}，结束时 {os.getloadavg()[0]:.2f}",
        *table(figures(measured)),
    ]


def measure(site: Path, key: str, say: Say) -> Measured:
    """The programs in turn, so often; each copy of the last pack is looked at."""
    key_folder = site.parent / "key"
    own = _key_in(key_folder, site)
    builds, wholes, afters, stamps, agains, sealed = [], [], [], [], [], []
    for turn in range(1, ROUNDS + 1):
        say(f"封装：第 {turn}/{ROUNDS} 轮")
        builds.append(build_cold(site).seconds)
        pdf = next((site / "output" / PUBLICATION).rglob("*.pdf"))
        stamps.append(float(python("编号", "-c", _STAMPS, site, pdf, str(NUMBERED)).output))
        afters.append(_pack(site, key))
        agains.append(_pack(site, key))
        # Signed, the same pack is another one.
        _write_certificate(site, own)
        sealed.append(_pack(site, key, key_folder))
        signed = _check(site, pages := _pages(pdf), signed=True)
        _forget(site)
        wholes.append(_pack(site, key))
    _check(site, pages)
    medians = [statistics.median(times) for times in (builds, wholes, afters, stamps, agains, sealed)]
    return Measured(pages, signed, *medians)


def figures(measured: Measured) -> list[Figure]:
    m = measured
    build = "编这一期"
    return [
        Figure(f"编号 {NUMBERED} 份", m.stamps, "s", build, m.build, MOST_OF_BUILD),
        Figure("封装，这一期已经编好", m.after, "s", build, m.build, MOST_OF_BUILD),
        Figure(f"封装并给 {m.signed} 个文件签名", m.sealed, "s", "封装，不签名", m.after),
        Figure("从头编好再封装", m.whole, "s", build, m.build),
        Figure("没有变化，再封装一次", m.again, "s", build, m.build),
    ]


def _pack(site: Path, key: str, key_folder: Path | None = None) -> float:
    """With the office's key in `key_folder`, or without any."""
    named = {VARIABLE: str(key_folder or site.parent / "none")}
    return python("封装", "-m", "generator", "pack", "--site", site, key, environment=named).seconds


def _key_in(folder: Path, site: Path) -> bytes:
    """A key, made in `folder`; the certificate that goes into the site's records."""
    made, findings = make_key(site, folder, "量快慢用的")
    if made is None:
        raise BenchFailed("；".join(one.message for one in findings))
    data = (site / CERTIFICATE).read_bytes()
    (site / CERTIFICATE).unlink()
    return data


def _write_certificate(site: Path, data: bytes) -> None:
    (site / CERTIFICATE).parent.mkdir(parents=True, exist_ok=True)
    (site / CERTIFICATE).write_bytes(data)


def _forget(site: Path) -> None:
    """As if nothing had been made, the register included."""
    for folder in ("output", ".cache", "content/records"):
        shutil.rmtree(site / folder, ignore_errors=True)


def _pages(pdf: Path) -> int:
    with pikepdf.open(pdf) as document:
        return len(document.pages)


def _check(site: Path, pages: int, *, signed: bool = False) -> int:
    """The copies are really there: so many, each with all pages. How many PDFs of units are signed."""
    packs = site / "output" / "packs"
    copies = sorted(packs.rglob("*（0*）.pdf"), key=lambda one: one.stem[-7:])
    if [copy.stem[-7:-1] for copy in copies] != [number_text(number) for number in range(1, NUMBERED + 1)]:
        raise BenchFailed(f"封装出来的不是 {NUMBERED} 份")
    if _pages(copies[-1]) != pages:
        raise BenchFailed("封装出来的页数不对")
    out = list(packs.rglob("*/*-*/*.pdf"))
    sealed = sum(b"/ETSI.CAdES.detached" in path.read_bytes() for path in out)
    if sealed != (len(out) if signed else 0):
        raise BenchFailed(f"{len(out)} 个文件里签了名的是 {sealed} 个")
    return sealed
