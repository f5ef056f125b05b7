"""Which file a Pango font comes from. Pango knows; WeasyPrint's bindings do not ask, so these do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cffi import FFI
from weasyprint.text.ffi import FROM_UNITS, pango
from weasyprint.text.ffi import ffi as weasyprint_ffi

from generator.typeset.fontconfig import FONTCONFIG, open_library

_ffi = FFI()
_ffi.cdef("""
    void *pango_fc_font_get_pattern(void *font);
    int FcPatternGetString(void *pattern, const char *object, int n, char **value);
    int FcPatternGetInteger(void *pattern, const char *object, int n, int *value);
""")


_pangoft2 = open_library(_ffi, "libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib")
_fontconfig = open_library(_ffi, *FONTCONFIG)


def font_file(font: Any) -> tuple[Path, int]:
    """The file of a Pango font and which face of it, counted from 0."""
    address = int(weasyprint_ffi.cast("uintptr_t", font))
    pattern = _pangoft2.pango_fc_font_get_pattern(_ffi.cast("void *", address))
    name = _ffi.new("char **")
    index = _ffi.new("int *")
    _fontconfig.FcPatternGetString(pattern, b"file", 0, name)
    _fontconfig.FcPatternGetInteger(pattern, b"index", 0, index)
    return Path(_ffi.string(name[0]).decode()), index[0] & 0xFFFF


def font_family(font: Any) -> tuple[str, int, float]:
    """Family, CSS weight and size in px of a Pango font."""
    description = weasyprint_ffi.gc(
        pango.pango_font_describe_with_absolute_size(font), pango.pango_font_description_free
    )
    family = weasyprint_ffi.string(pango.pango_font_description_get_family(description)).decode()
    weight = pango.pango_font_description_get_weight(description)
    return family, int(weight), pango.pango_font_description_get_size(description) * FROM_UNITS
