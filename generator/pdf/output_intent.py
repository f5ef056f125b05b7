"""What the colours of a PDF are meant to be: its output intent (ISO 32000-1, 14.11.5)."""

from __future__ import annotations

import pikepdf
from pikepdf import Dictionary, Name, Object, String


def output_intent(
    document: pikepdf.Pdf, kind: Name, condition: str, registry: str, words: str, profile: bytes, colours: int
) -> Object:
    """The intent of `kind` by its registered `condition`, told in `words`, with the ICC `profile` of so many
    `colours`, so that they can be told without the registry."""
    stream = pikepdf.Stream(document, profile)
    stream.N = colours
    return document.make_indirect(
        Dictionary(
            Type=Name.OutputIntent,
            S=kind,
            OutputConditionIdentifier=String(condition),
            RegistryName=String(registry),
            Info=String(words),
            DestOutputProfile=document.make_indirect(stream),
        )
    )
