"""The command `verify`: whether the office issued a file, and whether it is as it was issued."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator.diagnostics import Diagnostic, Place
from generator.load.finals import final_file
from generator.load.source import reason
from generator.pdf.kinds import KINDS, PRINT
from generator.publish.manifest import Manifest, read_manifest
from generator.seal.keys import CERTIFICATE, read_certificates
from generator.seal.signatures import Signature, read_signature
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
    have the same file; `signature` ours, where it has one. `standing`: it is known only from output/."""

    issued: tuple[Issued, ...]
    signature: Signature | None = None
    standing: bool = False


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
        return Verdict(sums[digest], own), findings
    if signature and signature.state == "valid":
        return Verdict((), signature), findings
    standing, found = _standing(site, output, data, digest)
    findings += found
    if standing is not None or found:
        return (Verdict((standing,), standing=True) if standing else None), findings
    if not is_pdf:
        return None, [*findings, Diagnostic("verify-not-pdf", None, {"file": file.name})]
    return None, [*findings, _refusal(signature or read_signature(data, ()), file, bool(certificates))]


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


def _standing(site: Path, output: Path, data: bytes, digest: str) -> tuple[Issued | None, list[Diagnostic]]:
    """The PDF of a final issue in output/ that has the same bytes; an error where it is one of a draft."""
    manifest = read_manifest(output)
    for owner, paths in sorted(manifest.files.items()):
        for name in paths:
            if name.endswith(".pdf") and not owner.startswith("@") and _same(output / name, data):
                if not _is_final(site, manifest, owner):
                    return None, [Diagnostic("verify-draft", None, {"path": name, "key": owner})]
                return Issued(digest, *_issue_of(manifest, owner, name), _kind(name), file=name), []
    return None, []


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _is_final(site: Path, manifest: Manifest, key: str) -> bool:
    """What the archive says; a secret issue is not in it, but it has a lock once it is final."""
    entry = manifest.entries.get(key)
    return not entry.draft if entry else (site / final_file(key)).is_file()


def _issue_of(manifest: Manifest, key: str, path: str) -> tuple[str, str]:
    entry = manifest.entries.get(key)
    if entry is None:
        return key.partition("/")[0], key.rpartition("/")[2]
    stem = entry.file_name.removesuffix(".pdf")
    return entry.publication_name, stem.removeprefix(entry.publication_name)


def _kind(path: str) -> str:
    special = [kind for kind in KINDS.values() if kind.suffix and path.endswith(f"{kind.suffix}.pdf")]
    return (special[0] if special else KINDS[PRINT]).label
