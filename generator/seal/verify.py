"""The command `verify`: whether the office issued a file, and whether it is as it was issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator.diagnostics import Diagnostic, Place
from generator.load.source import reason
from generator.publish.manifest import read_manifest
from generator.seal.claims import claimed_title
from generator.seal.keys import CERTIFICATE, read_certificates
from generator.seal.signatures import Signature, read_signature
from generator.seal.standing import find_standing, titles_of
from generator.seal.sums import Issued, read_sums

_LARGEST = 512 * 1024 * 1024
"""Bytes: no issue is as large, and a file is read into memory."""
_SEARCHED = 1024
"""Bytes in which a PDF has to say that it is one (ISO 32000-1, appendix H.3)."""
_REFUSED = {
    "altered": "verify-altered",
    "foreign": "verify-foreign",
    "none": "verify-unknown",
    "encrypted": "verify-encrypted",
    "damaged": "verify-damaged",
}


@dataclass(frozen=True)
class Verdict:
    """A file that is the office's own and unchanged. `issued` is what the records have of it, all units that
    have the same file; `signature` ours, where it has one. `standing`: it is known from output/ alone.
    `newer`: of this public edition, or volume, another one was issued since."""

    issued: tuple[Issued, ...]
    signature: Signature | None = None
    standing: bool = False
    newer: bool = False


def verify(site: Path, output: Path, file: Path) -> tuple[Verdict | None, list[Diagnostic]]:
    """Judge `file`. None with a finding that says why it is not ours, or not as it was issued."""
    if not (site / "site.yaml").is_file():
        return None, [Diagnostic("site-missing", Place("site.yaml"))]
    data, findings = _read(file)
    if data is None:
        return None, findings
    digest = sha256(data).hexdigest()
    sums, findings = read_sums(site)
    certificates, found = read_certificates(site)
    findings += found
    is_pdf = b"%PDF-" in data[:_SEARCHED]
    signature = read_signature(data, certificates) if is_pdf and certificates else None
    if digest in sums:
        own = signature if signature and signature.state == "valid" else None
        return Verdict(sums[digest], own, newer=_is_dated(sums, digest)), findings
    if signature and signature.state == "valid":
        return Verdict((), signature), findings
    manifest = read_manifest(output)
    standing, found = find_standing(site, output, manifest, data)
    findings += found
    if standing is not None or found:
        return (Verdict((standing,), standing=True) if standing else None), findings
    if not is_pdf:
        return None, [*findings, Diagnostic("verify-not-pdf", None, {"file": file.name})]
    judged = signature or read_signature(data, ())
    if judged.state == "none" and (title := claimed_title(data)) in {*_titles(sums), *titles_of(manifest)}:
        return None, [*findings, Diagnostic("verify-changed", None, {"file": file.name, "title": title})]
    return None, [*findings, _refusal(judged, file, bool(certificates))]


def _read(file: Path) -> tuple[bytes | None, list[Diagnostic]]:
    try:
        if file.is_dir():
            return None, [Diagnostic("verify-folder", None, {"file": str(file)})]
        if file.stat().st_size > _LARGEST:
            return None, [Diagnostic("verify-large", None, {"file": file.name})]
        data = file.read_bytes()
    except FileNotFoundError:
        return None, [Diagnostic("verify-missing", None, {"file": str(file)})]
    except OSError as error:
        return None, [Diagnostic("verify-unreadable", None, {"file": str(file), "reason": reason(error)})]
    return (data, []) if data else (None, [Diagnostic("verify-empty", None, {"file": file.name})])


def _refusal(signature: Signature, file: Path, has_certificate: bool) -> Diagnostic:
    data: dict[str, object] = {"file": file.name}
    if signature.state == "added":
        if signature.revisions <= signature.revision:
            return Diagnostic("verify-tail", None, data)
        later = signature.revisions - signature.revision
        return Diagnostic("verify-added", None, data | {"about": signature.about, "later": later})
    if signature.state == "foreign":
        if not has_certificate:
            return Diagnostic("verify-no-certificate", None, data | {"path": CERTIFICATE})
        return Diagnostic("verify-foreign", None, data | {"signer": signature.signer or "没有写名称"})
    return Diagnostic(_REFUSED[signature.state], None, data)


def _titles(sums: Mapping[str, tuple[Issued, ...]]) -> set[str]:
    """The titles that PDFs of what was issued bear."""
    return {one.title for issued in sums.values() for one in issued}


def _is_dated(sums: Mapping[str, tuple[Issued, ...]], digest: str) -> bool:
    """Whether the same public edition, or the same volume, was issued again with other bytes since."""
    own = [one.same for one in sums[digest] if one.is_remade]
    later = list(sums)[list(sums).index(digest) + 1 :]
    return any(one.same in own for other in later for one in sums[other])
