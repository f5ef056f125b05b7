"""What a PDF says that it is, which anybody may have written into it."""

from __future__ import annotations

import io


def claimed_title(pdf: bytes) -> str:
    """The title that a PDF bears; "" without one, and where it cannot be read."""
    import pikepdf

    # As in `signatures`: a file from anywhere can break a library in ways that nobody foresees.
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return str(document.docinfo.get("/Title", "")).strip()
    except Exception:
        return ""
