"""What the marks of a publication say: 密级 on its bulletins and its 交办单, 份号 on its bulletins alone."""

from __future__ import annotations

from generator.model.site import Publication

FIRST_COPY = "000001"
"""What keeps the place of the 份号 where pages are composed (GB/T 9704-2012, 7.2.1): the PDF leaves it empty,
and each copy gets its own number when the issue is packed."""


def secrecy_line(publication: Publication) -> str:
    """`机密★1年`, `秘密`; "" for a publication that is not secret (GB/T 9704-2012, 7.2.2)."""
    if publication.secrecy and publication.secrecy_term:
        return f"{publication.secrecy}★{publication.secrecy_term}"
    return publication.secrecy
