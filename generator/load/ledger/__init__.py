"""The ledger: files of all kinds in content/requests/ into one table, each row checked.

DuckDB and the readers of spreadsheets are imported only where there is a file to read.
"""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.load.kept import Kept
from generator.load.ledger.tables import BOOK_SUFFIXES, TEXT_SUFFIXES, YAML_SUFFIXES
from generator.load.reports import every_file, files_below, unused_files
from generator.model.ledger import Ledger
from generator.model.record import Sourced
from generator.model.site import Site
from generator.model.unit import Units

FOLDER = "content/requests"
SUFFIXES = (*YAML_SUFFIXES, *TEXT_SUFFIXES, *BOOK_SUFFIXES)


def load_ledger(
    root: Path, site: Sourced[Site], units: Units, kept: Kept | None = None
) -> tuple[Ledger | None, list[Diagnostic]]:
    """All requests of the site at `root`; None where there is no file of any, and where site.yaml is wrong
    about columns or terms. `kept` has the ledger that was read before.

    A row with an error is left out and told; the ledger is then not `complete`.
    """
    files = every_file(root / FOLDER)
    return (kept or Kept()).again("ledger", files, (site, units), lambda: _load(root, site, units))


def _load(root: Path, site: Sourced[Site], units: Units) -> tuple[Ledger | None, list[Diagnostic]]:
    findings = unused_files(root / FOLDER, SUFFIXES, root)
    paths = files_below(root / FOLDER, SUFFIXES)
    if not paths:
        return None, findings
    from generator.load.ledger.loading import load_files

    ledger, found = load_files(root, paths, site, units)
    return ledger, findings + found
