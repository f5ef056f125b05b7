"""Old Word files (.doc) by LibreOffice, where it is there: no macro runs, nothing stays behind."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from generator.diagnostics import Diagnostic

PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120


def find_office() -> str | None:
    """The program that converts .doc files; None without LibreOffice."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def as_docx(data: bytes, program: str | None) -> tuple[bytes | None, list[Diagnostic]]:
    """The same text as .docx. The file is converted in a folder of its own with a profile of its own, in
    which macros are off as LibreOffice ships them."""
    if program is None:
        return None, [Diagnostic("import-doc-no-office")]
    with tempfile.TemporaryDirectory(prefix="import-") as name:
        folder = Path(name)
        (folder / "in.doc").write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck"),
            *("--convert-to", "docx", "--outdir", str(folder), str(folder / "in.doc")),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False, cwd=folder)
            return (folder / "in.docx").read_bytes(), []
        except (OSError, subprocess.TimeoutExpired):
            return None, [Diagnostic("import-doc-failed")]
