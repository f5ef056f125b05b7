"""The same edit of the same issue by typst in one warm process, which keeps what it compiled before."""

from __future__ import annotations

import time
from pathlib import Path

from generator.bench.preview_site import Edited, edit
from generator.bench.processes import BenchFailed
from generator.bench.typst_run import TypstFaces, find_faces
from generator.bench.typst_source import typst_source
from generator.model.kinds import SHIPPED
from generator.setup.faces import face_folder
from generator.typeset.faces import resolve_faces
from generator.typeset.fontconfig import installed_families, use_fontconfig


def faces_in(folder: Path) -> TypstFaces:
    """The faces that our build chooses, as typst calls them; `folder` is for fontconfig's files."""
    use_fontconfig(folder)
    faces = resolve_faces(SHIPPED / "shared" / "faces.yaml", installed_families())[0]
    if faces is None:
        raise BenchFailed("这台机器上没有中文字体。请先运行 make faces。")
    return find_faces(faces.stacks, face_folder())


def typst_times(edited: Edited, faces: TypstFaces, warm: int, edits: int) -> list[float]:
    """Seconds from the changed text to the finished PDF, edit by edit; the first `warm` are not
    counted."""
    import typst

    folders = [str(faces.folder)]
    compiler = typst.Compiler(font_paths=folders, ignore_system_fonts=not faces.system)
    times = []
    for number in range(1, 1 + warm + edits):
        source = _source(edited, faces, number)
        began = time.perf_counter()
        # Our files carry no tags for accessibility either.
        compiler.compile(source, format="pdf", pdf_tags=False)
        times.append(time.perf_counter() - began)
    return times[warm:]


def _source(edited: Edited, faces: TypstFaces, number: int) -> bytes:
    return typst_source(edit(edited.issue, number), faces.stacks).encode()
