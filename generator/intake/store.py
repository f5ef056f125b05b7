"""Where a report and its pictures go: names that are free, everything ready before anything is written."""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from generator.diagnostics import Diagnostic
from generator.intake.draft import Draft
from generator.load.paths import look
from generator.load.reports import SUFFIXES, files_below, split_front
from generator.load.source import read_source, reason, site_name
from generator.privacy.identifiers import find_identifiers
from generator.publish.fresh import write_fresh

NARROWEST = 600
"""Pixels in width, under which a picture of half the type area (75 mm) has less than 200 dpi."""
_ENDINGS: Mapping[str, str] = {
    "JPEG": "jpg",
    "PNG": "png",
    "WEBP": "webp",
    "GIF": "gif",
    "BMP": "bmp",
    "TIFF": "tif",
}
_MOST_NAMES = 500
_SLUG = 20
_UNSAFE = re.compile(r"[^\w-]+")
_DATED = re.compile(r"^(?:(?:19|20)\d\d)?[-_.年]?\d{1,2}[-_.月]?\d{1,2}日?[-_.]?(?=\D|$)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be printed: its bytes and the ending of its name."""

    data: bytes
    ending: str


@dataclass(frozen=True, slots=True)
class Place:
    """Names that are free, from content/: the report, and its pictures without their endings."""

    report: str
    picture_stem: str


def sound_pictures(data: Iterable[bytes]) -> tuple[list[Picture | None], list[Diagnostic]]:
    """Each picture as it may be kept, None for what cannot be printed; and what is wrong with it."""
    pictures: list[Picture | None] = []
    remarks: list[Diagnostic] = []
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        for number, one in enumerate(data, 1):
            file = Path(folder) / str(number)
            file.write_bytes(one)
            fault = look(file)
            if fault is not None:
                pictures.append(None)
                told = "、".join(str(value) for value in fault.data.values())
                remarks.append(
                    Diagnostic(
                        "import-picture-refused", None, {"number": number, "what": _WHAT[fault.code] + told}
                    )
                )
                continue
            with Image.open(io.BytesIO(one)) as image:
                pictures.append(Picture(one, _ENDINGS[image.format or "JPEG"]))
                if image.width < NARROWEST:
                    told_size = {"number": number, "width": image.width, "height": image.height}
                    remarks.append(Diagnostic("import-picture-small", None, told_size))
    return pictures, remarks


_WHAT: Mapping[str, str] = {
    "photo-broken": "不是图片，或者已经损坏",
    "photo-format": "格式不能用来排版：",
    "photo-too-large": "像素太多：",
}


def free_place(draft: Draft, unit: str, stem: str, year: str, root: Path) -> Place:
    """Names `<year>/<mmdd>-<unit>` that no file has yet. `unit` is the unit's short name, `stem` the name of
    the file that was sent, `year` that of a report without date."""
    slug = _slug(unit, stem)
    name = f"{draft.day:%m%d}-{slug}" if draft.day else f"未定-{slug}"
    folder = f"{draft.day:%Y}" if draft.day else year
    base = "/".join(filter(None, (folder, name)))
    content = root / "content"
    for number in range(1, _MOST_NAMES):
        tried = base if number == 1 else f"{base}-{number}"
        taken = any((content / "reports" / f"{tried}.{suffix}").exists() for suffix in SUFFIXES)
        media = content / "media" / f"{tried}-1"
        if not taken and not any(media.parent.glob(f"{media.name}.*")):
            return Place(f"reports/{tried}.md", f"media/{tried}")
    return Place(f"reports/{base}-{os.getpid()}.md", f"media/{base}-{os.getpid()}")


def _slug(unit: str, stem: str) -> str:
    """The unit's name, else that of the file; nothing that may tell of a person."""
    bare = _DATED.sub("", stem)
    for name in (unit, bare):
        slug = _UNSAFE.sub("", name)[:_SLUG].strip("-_")
        if slug and not find_identifiers(name) and not name.isdigit():
            return slug
    return "来稿"


def same_report(body: str, root: Path) -> str | None:
    """The report, from the site's folder, whose text is this one already."""
    wanted = "".join(body.split())
    for path in files_below(root / "content" / "reports", SUFFIXES):
        source, _ = read_source(path, root)
        front, _ = split_front(source) if source is not None else (None, [])
        if front is not None and "".join(front.body.split()) == wanted:
            return site_name(path, root)
    return None


def write_all(files: Mapping[str, bytes], root: Path) -> list[Diagnostic]:
    """Write the files, named from content/, in their order: all of them or none, over none that is there."""
    done: list[Path] = []
    try:
        for name, data in files.items():
            target = root / "content" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            write_fresh(target, data)
            done.append(target)
    except OSError as error:
        for path in done:
            path.unlink(missing_ok=True)
        why = "已经有这个名称的文件" if isinstance(error, FileExistsError) else reason(error)
        return [Diagnostic("import-unwritable", None, {"path": f"content/{name}", "reason": why})]
    return []
