"""Kinds of publications: what each is made of, and the folder of its templates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[1]
"""The generator's own code."""
SHIPPED = PROGRAM.parent / "templates"
"""The templates that come with the generator; a site's own take their place file by file."""

KIND_FOLDERS: Mapping[str, str] = {
    "简报": "jianbao",
    "诉求动态": "suqiu-dongtai",
    "专报": "zhuanbao",
    "采用通报": "caiyong-tongbao",
}
"""A publication's kind → the folder of its templates."""

LEDGER_KINDS = ("诉求动态", "专报")
"""Kinds that are composed of the ledger's figures, after the outline in their folder."""
REPORTS_KIND, ADOPTION_KIND = "简报", "采用通报"
"""The kind that is made of reports, and the one that tells whose reports were used."""
COUNTED_KINDS = (*LEDGER_KINDS, ADOPTION_KIND)
"""Kinds that have something to print without a report or a word of their own."""
