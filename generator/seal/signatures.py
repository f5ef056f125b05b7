"""The signatures of a PDF that came from anywhere, read without trust."""

from __future__ import annotations

import io
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Literal

from asn1crypto import cms  # type: ignore[import-untyped]
from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from generator.seal.keys import public_bytes

State = Literal["valid", "altered", "added", "foreign", "none", "encrypted", "damaged"]
_ZONE = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Signature:
    """What the signatures of a file come to. `about` and `moment` are what ours says, where it is whole.

    altered: the signed bytes were changed. added: they are whole, but things were added behind them;
    `revision` is the number of the version of the file that is ours, `revisions` how many it has (each time
    that a program saves its changes behind a file is one). foreign: `signer` is a name that anybody may give
    himself.
    """

    state: State
    about: str = ""
    moment: datetime | None = None
    revision: int = 0
    revisions: int = 0
    signer: str = ""


def read_signature(data: bytes, certificates: Collection[x509.Certificate]) -> Signature:
    """Judge a PDF by its signatures; `certificates` are the office's own.

    The office is known by its public key, not by dates in a certificate or an authority: a file is as
    genuine in thirty years as today.
    """
    # A file from anywhere can break the libraries that read it in ways that nobody foresees.
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            return Signature("encrypted")
        return _judge(reader, certificates)
    except Exception:
        return Signature("damaged")


def _judge(reader: PdfFileReader, certificates: Collection[x509.Certificate]) -> Signature:
    ours = {public_bytes(one.public_key()) for one in certificates}
    signatures = reader.embedded_regular_signatures
    own = [one for one in signatures if _public(one) in ours]
    if not own:
        return Signature("foreign", signer=_signer(signatures[0])) if signatures else Signature("none")
    # The last of ours says most: it covers what stood before it.
    return _check(own[-1])


def _check(signature: EmbeddedPdfSignature) -> Signature:
    context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(signature, context, skip_diff=True)
    if not (status.intact and status.valid and _digits_stand(signature)):
        return Signature("altered")
    about = str(signature.sig_object.get("/Reason", ""))
    moment = signature.self_reported_timestamp
    local = moment.astimezone(_ZONE) if moment else None
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return Signature("valid", about, local)
    if status.coverage == SignatureCoverageLevel.ENTIRE_REVISION:
        versions = signature.reader.xrefs.total_revisions
        return Signature("added", about, local, signature.signed_revision + 1, versions)
    return Signature("altered")


def _digits_stand(signature: EmbeddedPdfSignature) -> bool:
    """Whether the digits of the signature itself, the one thing in the file that it does not cover, are as
    `sign` writes them: readers take small letters for large ones, and anything behind its end."""
    start, end = (int(signature.byte_range[place]) for place in (1, 2))
    stream = signature.reader.stream
    stream.seek(start)
    data = signature.signed_data
    around = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": {"content_type": "data"},
        "certificates": data["certificates"],
        "signer_infos": data["signer_infos"],
    }
    own: bytes = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(around)}).dump()
    written = own.ljust(len(signature.pkcs7_content), b"\0").hex().upper()
    return bool(stream.read(end - start) == f"<{written}>".encode())


def _public(signature: EmbeddedPdfSignature) -> bytes:
    key: bytes = signature.signer_cert.public_key.dump()
    return key


def _signer(signature: EmbeddedPdfSignature) -> str:
    name = signature.signer_cert.subject.native
    return str(name.get("common_name") or name.get("organization_name") or "")
