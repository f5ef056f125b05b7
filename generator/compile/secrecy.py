"""What the marks of a secret publication say; its bulletins and its 交办单 bear the same."""

from __future__ import annotations

from generator.model.site import Publication

FIRST_COPY = "000001"
"""The 份号 as it is composed; the other copies are numbered when they are printed (GB/T 9704-2012, 7.2.1)."""


def secrecy_line(publication: Publication) -> str:
    """`机密★1年`, `秘密`; "" for a publication that is not secret (GB/T 9704-2012, 7.2.2)."""
    if publication.secrecy and publication.secrecy_term:
        return f"{publication.secrecy}★{publication.secrecy_term}"
    return publication.secrecy
