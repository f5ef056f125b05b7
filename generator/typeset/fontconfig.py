"""fontconfig: shown our own faces beside the system's, and asked which families there are.

Nothing here imports WeasyPrint: which faces there are is asked before work is shared out.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cffi import FFI

from generator.setup.faces import face_folder

FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib")

# fontconfig's weights as CSS counts them (fontconfig.h: FC_WEIGHT_*).
_CSS_WEIGHTS = {0: 100, 40: 200, 50: 300, 80: 400, 100: 500, 180: 600, 200: 700, 205: 800, 210: 900}

_ffi = FFI()
_ffi.cdef("""
    typedef struct { int nfont; int sfont; void **fonts; } FcFontSet;
    void *FcInitLoadConfigAndFonts(void);
    void *FcPatternCreate(void);
    void *FcObjectSetCreate(void);
    int FcObjectSetAdd(void *set, const char *object);
    FcFontSet *FcFontList(void *config, void *pattern, void *objects);
    void FcFontSetDestroy(FcFontSet *set);
    void FcObjectSetDestroy(void *set);
    void FcPatternDestroy(void *pattern);
    void FcConfigDestroy(void *config);
    int FcPatternGetString(void *pattern, const char *object, int n, char **value);
    int FcPatternGetInteger(void *pattern, const char *object, int n, int *value);
""")


def open_library(ffi: FFI, *names: str) -> Any:
    """The first of these libraries that the machine has. Raises OSError where it has none."""
    for name in names:
        try:
            return ffi.dlopen(name)
        except OSError:
            continue
    raise OSError(f"none of these libraries can be loaded: {', '.join(names)}")


def use_fontconfig(cache: Path, folder: Path | None = None) -> None:
    """Point fontconfig at a configuration of ours in `cache` that adds `folder` to the system's faces.

    Has to be called before WeasyPrint is imported, in every process.
    """
    # fontconfig takes relative paths for relative to its own folder.
    cache, folder = cache.absolute(), (folder or face_folder()).absolute()
    text = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{_escaped(folder)}</dir>
<cachedir>{_escaped(cache / "fontconfig")}</cachedir>
</fontconfig>
"""
    path = cache / "fonts.conf"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    os.environ["FONTCONFIG_FILE"] = str(path)


def _escaped(path: Path) -> str:
    return str(path).replace("&", "&amp;").replace("<", "&lt;")


def installed_families() -> dict[str, frozenset[int]]:
    """Every family that fontconfig knows, by each of its names, with its weights in CSS's numbers."""
    found: dict[str, set[int]] = {}
    for font in _fonts():
        for family in font.families:
            found.setdefault(family, set()).add(font.weight)
    return {family: frozenset(weights) for family, weights in found.items()}


def face_files() -> dict[str, frozenset[Path]]:
    """The files of every family that fontconfig knows, by each of its names."""
    found: dict[str, set[Path]] = {}
    for font in _fonts():
        for family in font.families:
            found.setdefault(family, set()).add(font.file)
    return {family: frozenset(files) for family, files in found.items()}


@dataclass(frozen=True, slots=True)
class _Font:
    families: tuple[str, ...]
    weight: int
    file: Path


def _fonts() -> list[_Font]:
    library = open_library(_ffi, *FONTCONFIG)
    config = library.FcInitLoadConfigAndFonts()
    pattern = library.FcPatternCreate()
    objects = library.FcObjectSetCreate()
    for name in (b"family", b"weight", b"file"):
        library.FcObjectSetAdd(objects, name)
    fonts = library.FcFontList(config, pattern, objects)
    found = []
    for number in range(fonts.nfont):
        font = fonts.fonts[number]
        weight = _ffi.new("int *")
        library.FcPatternGetInteger(font, b"weight", 0, weight)
        file = next(iter(_strings(library, font, b"file")), b"")
        families = tuple(name.decode(errors="replace") for name in _strings(library, font, b"family"))
        found.append(_Font(families, _CSS_WEIGHTS.get(weight[0], 400), Path(os.fsdecode(file))))
    library.FcFontSetDestroy(fonts)
    library.FcObjectSetDestroy(objects)
    library.FcPatternDestroy(pattern)
    library.FcConfigDestroy(config)
    return found


def _strings(library: Any, font: Any, name: bytes) -> list[bytes]:
    """All values that a font has under `name`."""
    values: list[bytes] = []
    value = _ffi.new("char **")
    while library.FcPatternGetString(font, name, len(values), value) == 0:
        values.append(_ffi.string(value[0]))
    return values
