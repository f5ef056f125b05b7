"""What goes out signed with the office's key, where this machine has it; else it goes out as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic
from generator.model.site import Site

# Reading keys and writing signatures take their time to import, and most offices have no key.
if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from generator.seal.keys import Key

_ZONE = timezone(timedelta(hours=8))
UNSIGNED = ("", "")


@dataclass(frozen=True)
class Sealing:
    """Signs in the name of `office` with `key`, if any. `certificates` are all that the office ever had."""

    office: str
    key: Key | None = None
    certificates: tuple[Certificate, ...] = ()

    def __call__(self, pdf: bytes, what: str, day: date) -> bytes:
        """`pdf` signed; `what` it is, is signed with it. The time of signing is midnight of `day`, as the
        register has it, so that the same copy is the same bytes whenever it is made."""
        if self.key is None:
            return pdf
        from generator.seal.sign import sign

        return sign(pdf, self.key, f"{self.office}：{what}", datetime.combine(day, time(), _ZONE))

    @property
    def own(self) -> tuple[str, str]:
        """By what files are told that this has signed, and the name in the certificate; UNSIGNED without."""
        return _told(self.key.certificate) if self.key else UNSIGNED

    def good(self) -> tuple[tuple[str, str], ...]:
        """What may have signed a pack that stands. Without the key a pack that was signed on another machine
        is left as it is: making it anew would take its signatures away."""
        return (self.own,) if self.key else (UNSIGNED, *map(_told, self.certificates))


def open_sealing(
    site: Path, record: Site, environment: Mapping[str, str] | None
) -> tuple[Sealing | None, list[Diagnostic]]:
    """How the office signs. Without `environment`, which may say where its key lies, nothing is signed. None
    where there is a key that is not to be used: nobody could verify what it signs."""
    from generator.seal.keys import key_folder, load_key, office_of, read_certificates

    office = office_of(record)
    if environment is None:
        return Sealing(office), []
    key, findings = load_key(site, key_folder(office, environment))
    if findings:
        return None, findings
    certificates, findings = read_certificates(site)
    return (None, findings) if findings else (Sealing(office, key, certificates), [])


def _told(certificate: Certificate) -> tuple[str, str]:
    from cryptography.hazmat.primitives.hashes import SHA256

    from generator.seal.keys import name_of

    return certificate.fingerprint(SHA256()).hex(), name_of(certificate)
