"""Which faces the system and the face folder have, by the names that they carry inside."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_FORMAT = "%{file}\\t%{family}\\t%{style}\\t%{lang}\\n"
_ENDINGS = {".otf", ".ttf", ".ttc", ".otc"}


@dataclass(frozen=True)
class Installed:
    """One face of a font file; a face may carry several family names, in several languages."""

    file: Path
    families: frozenset[str]
    styles: frozenset[str]
    chinese: bool

    @property
    def bold(self) -> bool:
        return any(style.casefold() in {"bold", "black", "heavy", "粗体"} for style in self.styles)


def in_system() -> tuple[Installed, ...]:
    """The faces that fontconfig finds; none where there is no fontconfig."""
    return _listed(("fc-list", "--format", _FORMAT))


def in_folder(folder: Path) -> tuple[Installed, ...]:
    """The faces of the font files in `folder`, whether fontconfig searches it or not."""
    files = sorted(path for path in folder.glob("*") if path.suffix.lower() in _ENDINGS)
    return _listed(("fc-scan", "--format", _FORMAT, *map(str, files))) if files else ()


def parse(lines: Iterable[str]) -> tuple[Installed, ...]:
    """Reads lines of file, families, styles and languages, parted by tabs, lists within by commas or bars."""
    found = []
    for line in lines:
        fields = line.split("\t")
        if len(fields) != 4:
            continue
        file, families, styles, languages = fields
        chinese = bool({"zh", "zh-cn"} & set(languages.split("|")))
        found.append(
            Installed(Path(file), frozenset(families.split(",")), frozenset(styles.split(",")), chinese)
        )
    return tuple(found)


def _listed(command: tuple[str, ...]) -> tuple[Installed, ...]:
    if shutil.which(command[0]) is None:
        return ()
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=os.environ | {"LC_ALL": "C.UTF-8"},
            check=False,
        )
    except OSError:
        return ()
    return parse(done.stdout.splitlines())
