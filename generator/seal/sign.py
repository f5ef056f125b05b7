"""A finished PDF signed with the office's key: PAdES (ETSI EN 319 142-1, level B-B), nothing to be seen.

The signature is added behind the file, whose bytes stay as they are. Same file, key and moment, same bytes.
"""

from __future__ import annotations

import asyncio
import io
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Literal

from asn1crypto import x509  # type: ignore[import-untyped]
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import AnnotAppearances, RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from generator.seal.keys import Key

FIELD = "Seal"
_RESERVED = 16 * 1024
"""Digits kept free for the signature, in hexadecimal: with its certificate it takes less than 4,000."""
_HASH: Literal["sha256"] = "sha256"


def sign(pdf: bytes, key: Key, about: str = "", moment: datetime | None = None) -> bytes:
    """`pdf`, which is one of ours and not encrypted, with a signature. `about` says what it is, and is signed
    with it: 工作简报2022年第5期，份号000004，市教育局. `moment` is by default now."""
    return asyncio.run(_sign(pdf, key, about, moment or datetime.now(UTC))).getvalue()


async def _sign(pdf: bytes, key: Key, about: str, moment: datetime) -> io.BytesIO:
    """A file in memory and not its bytes: asyncio words the result of every run, all of it."""
    writer = _Appending(io.BytesIO(pdf))
    meta = PdfSignatureMetadata(
        field_name=FIELD, md_algorithm=_HASH, subfilter=SigSeedSubFilter.PADES, reason=about or None
    )
    session = PdfSigner(meta, signer=_OfficeSigner(key)).init_signing_session(writer)
    session.system_time = moment
    _look_like_nothing(writer, session.sig_field)
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=_RESERVED)
    prepared: PreparedByteRangeDigest
    prepared, output = document.digest_tbs_document()
    await document.perform_signature(
        document_digest=prepared.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=moment),
    )
    assert isinstance(output, io.BytesIO)
    return output


def _look_like_nothing(writer: IncrementalPdfFileWriter, field: generic.DictionaryObject) -> None:
    """Give the signature's place on the page, which has no size, a look: PDF/A-1 wants one of every field
    (ISO 19005-1, 6.9), and pyHanko makes one for those alone that are seen."""
    blank = RawContent(b"", box=BoxConstraints(width=1, height=1)).as_form_xobject()
    field["/AP"] = AnnotAppearances(writer.add_object(blank)).as_pdf_object()


class _OfficeSigner(Signer):
    """Signs with a key that is read once: pyHanko's own signer reads and proves it for each file anew, which
    takes longer than all the rest."""

    def __init__(self, key: Key) -> None:
        certificate = x509.Certificate.load(key.certificate.public_bytes(Encoding.DER))
        super().__init__(signing_cert=certificate)
        self._key = key.private

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if dry_run:
            return bytes(self._key.key_size // 8)
        return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())


class _Appending(IncrementalPdfFileWriter):
    """Adds the signature and nothing else: what the file says of itself stays, and its new identifier is made
    of its bytes. pyHanko would write the time and its own name there, and take an identifier by chance.
    It has no option for that; tests/test_verify.py sees when these two methods are called no more."""

    def _update_meta(self) -> None:
        return None

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> Any:
        stream = prev.stream
        stream.seek(0)
        made = sha256(stream.read()).digest()[:16]
        try:
            first = prev.trailer["/ID"][0]
            first = getattr(first, "original_bytes", first)
        except KeyError:
            first = made
        return generic.ArrayObject([generic.ByteStringObject(bytes(first)), generic.ByteStringObject(made)])
