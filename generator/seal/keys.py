"""The office's key. The private half never lies in the site; the certificate does, so that anyone can verify.

Certificates are the office's own and no authority's: who has the site trusts the one that lies in it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from generator.diagnostics import Diagnostic, Place
from generator.model.site import Site
from generator.publish.faults import explain
from generator.publish.records import keep_file

CERTIFICATE = "content/records/seal.pem"
_CERTIFICATES = "content/records/seal*.pem"
"""Those of keys that are not used any more stay beside it: what they signed is genuine still."""
KEY_FILE = "seal.key"
VARIABLE = "JIANBAO_KEY"
_BITS = 3072
"""For files that are kept for thirty years (NIST SP 800-57: 128 bits of security)."""
_YEARS = 30
_BEFORE = 10
"""Years that a certificate is older than it is: an issue is signed with its own day (house)."""
_LONGEST_NAME = 60
"""Characters of a name in a certificate: RFC 5280 allows 64."""
_PART = ".part~"


@dataclass(frozen=True)
class Key:
    """A private key with its certificate. `repr` does not show it."""

    private: rsa.RSAPrivateKey = field(repr=False)
    certificate: x509.Certificate


def office_of(record: Site) -> str:
    """The name in which the office signs."""
    return record.short_name or record.organization


def key_folder(office: str, environment: Mapping[str, str]) -> Path:
    """Where the key of the office of this short name lies: the folder JIANBAO_KEY, else one of the user."""
    named = environment.get(VARIABLE, "").strip()
    if named:
        return Path(named).expanduser()
    kept = "".join(character for character in office if character.isalnum())
    return Path("~/.config/jianbao").expanduser() / (kept or "office")


def make_key(
    site: Path, folder: Path, office: str, moment: datetime | None = None
) -> tuple[Path | None, list[Diagnostic]]:
    """Make the key of `office` in `folder`, which is outside the site, and put its certificate into the site.

    Nothing is ever written over. A key that is there without a certificate, since the last run was broken
    off, gets one. The path of the key; None after an error.
    """
    target = folder / KEY_FILE
    findings = _unfit(site, folder)
    if findings:
        return None, findings
    if (site / CERTIFICATE).exists():
        code = "key-exists" if target.exists() else "key-elsewhere"
        return None, [Diagnostic(code, Place(CERTIFICATE), {"path": str(target)})]
    try:
        if not target.exists():
            _write(target, _pem(rsa.generate_private_key(65537, _BITS)))
        private, findings = _read(target)
    except OSError as error:
        return None, [explain(error, target)]
    if private is None:
        return None, findings
    made = _certificate(private, office, moment or datetime.now(UTC))
    findings = keep_file(site / CERTIFICATE, made.public_bytes(Encoding.PEM))
    return (None if findings else target), findings


def load_key(site: Path, folder: Path) -> tuple[Key | None, list[Diagnostic]]:
    """The key in `folder`; None without findings where the office has none. An error where it is not the one
    of the site's certificate: nobody could verify what it signs."""
    target = folder / KEY_FILE
    if not target.exists():
        return None, []
    findings = _unfit(site, folder)
    if findings:
        return None, findings
    certificates, findings = read_certificates(site)
    if findings:
        return None, findings
    try:
        private, findings = _read(target)
    except OSError as error:
        return None, [Diagnostic("key-unreadable", None, {"path": error.filename or str(target)})]
    if private is None:
        return None, findings
    own = public_bytes(private.public_key())
    for certificate in certificates:
        if public_bytes(certificate.public_key()) == own:
            return Key(private, certificate), []
    return None, [Diagnostic("key-other", Place(CERTIFICATE), {"path": str(target)})]


def read_certificates(site: Path) -> tuple[tuple[x509.Certificate, ...], list[Diagnostic]]:
    """All certificates of the office, that of the key in use first."""
    found: list[x509.Certificate] = []
    paths = sorted(site.glob(_CERTIFICATES), key=lambda path: (path != site / CERTIFICATE, path.name))
    for path in paths:
        try:
            found += x509.load_pem_x509_certificates(path.read_bytes())
        except (OSError, ValueError):
            name = path.relative_to(site).as_posix()
            return (), [Diagnostic("seal-certificate", Place(name))]
    return tuple(found), []


def name_of(certificate: x509.Certificate) -> str:
    """The name that a certificate bears; anybody may give himself any."""
    names = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""


def public_bytes(key: CertificatePublicKeyTypes) -> bytes:
    """A public key as bytes that can be compared."""
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _unfit(site: Path, folder: Path) -> list[Diagnostic]:
    """A folder whose files get about: that of the site, or one under version control."""
    place, home = folder.resolve(), site.resolve()
    if place == home or home in place.parents:
        return [Diagnostic("key-in-site", None, {"path": str(folder)})]
    kept = next((one for one in (place, *place.parents) if (one / ".git").exists()), None)
    return [Diagnostic("key-in-repository", None, {"path": str(folder), "top": str(kept)})] if kept else []


def _write(target: Path, data: bytes) -> None:
    """The key, readable by its owner alone from the first byte on, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = target.with_name(f"{target.name}{_PART}")
    with contextlib.suppress(FileNotFoundError):
        part.unlink()
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    os.rename(part, target)


def _read(target: Path) -> tuple[rsa.RSAPrivateKey | None, list[Diagnostic]]:
    if target.stat().st_mode & 0o077:
        return None, [Diagnostic("key-open", None, {"path": str(target)})]
    try:
        private = serialization.load_pem_private_key(target.read_bytes(), None)
    except (ValueError, TypeError):
        return None, [Diagnostic("key-unreadable", None, {"path": str(target)})]
    if not isinstance(private, rsa.RSAPrivateKey):
        return None, [Diagnostic("key-unreadable", None, {"path": str(target)})]
    return private, []


def _pem(private: rsa.RSAPrivateKey) -> bytes:
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _certificate(private: rsa.RSAPrivateKey, office: str, moment: datetime) -> x509.Certificate:
    """A certificate for signing alone, of the office's own."""
    attribute = x509.NameAttribute(x509.NameOID.COMMON_NAME, office[:_LONGEST_NAME] or "office")
    name = x509.Name([attribute])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - timedelta(days=365 * _BEFORE))
        .not_valid_after(moment + timedelta(days=365 * _YEARS))
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
    )
    return builder.sign(private, hashes.SHA256())
