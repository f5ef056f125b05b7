"""The pictures of a bulletin: each is made anew once, small enough and without anything hidden in it.

Photos from telephones carry where and when they were taken and by whose device. None of that may
reach the output, so no picture is ever copied: its pixels are, into a new file.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from math import ceil
from pathlib import Path
from urllib.parse import quote

import PIL
from PIL import Image, ImageCms, ImageFile, ImageOps

from generator.diagnostics import Diagnostic, Place
from generator.publish.faults import explain

DOTS_PER_INCH = 300
FULL_WIDTH_MM = 156.0
"""The width of the type area (GB/T 9704-2012, 5.2.1)."""
HALF_WIDTH_MM = 75.0
"""Half of it, less the gap between two photos (house)."""

_MILLIMETRES_PER_INCH = 25.4
_FEW_COLOURS = 256
_QUALITY = 85
_SUFFIXES = (".jpg", ".png")
_METHOD = f"1 {PIL.__version__}"
"""Part of the cache key: raised when the way pictures are made changes."""

_FIGURE = re.compile(
    r'<figure class="photo(?P<half> half)?"[^>]*>\s*<img[^>]*?\bsrc="content:(?P<path>[^"]*)"'
)
_IMAGE = re.compile(r'<img(?P<before>[^>]*?)\bsrc="content:(?P<path>[^"]*)"(?P<after>[^>]*)>')
_UNSAFE_IN_NAMES = re.compile(r'[\x00-\x20\x7f/\\:*?"<>|#%]+')


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture of the output: `name` below media/, its bytes and a file that has them, its size in px."""

    name: str
    data: bytes
    file: Path
    width: int
    height: int


class _NotKept(Exception):
    """The cache cannot be written."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


def used_pictures(html: str) -> dict[str, float]:
    """The pictures that a page shows, by their path below content/, with their printed width in mm.

    One that stands both alone and in a pair is needed at its larger width.
    """
    halves = {match["path"] for match in _FIGURE.finditer(html) if match["half"]}
    alone = {match["path"] for match in _FIGURE.finditer(html) if not match["half"]}
    return {
        _path(match["path"]): HALF_WIDTH_MM if match["path"] in halves - alone else FULL_WIDTH_MM
        for match in _IMAGE.finditer(html)
    }


def prepare_media(
    content: Path, pictures: Mapping[str, float], cache: Path
) -> tuple[dict[str, Medium], list[Diagnostic]]:
    """Every picture made ready for the output, by its path below the folder `content`.

    `pictures` are those of `used_pictures`; `cache` is a folder that may be deleted at any time.
    Pictures that cannot be made ready are left out and reported.
    """
    media: dict[str, Medium] = {}
    findings: list[Diagnostic] = []
    for path, printed in pictures.items():
        source = content / path
        place = Place(f"content/{path}")
        if not source.resolve().is_relative_to(content.resolve()) or not source.is_file():
            findings.append(Diagnostic("media-missing", place, {"path": path}))
            continue
        try:
            media[path] = _prepare(source, printed, cache)
        except _NotKept as error:
            return media, [*findings, explain(error.cause, cache)]
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            findings.append(Diagnostic("media-unreadable", place, {"path": path}))
    return media, findings


def place_pictures(html: str, media: Mapping[str, Medium]) -> str:
    """The page with the pictures' real addresses, and their sizes, so that nothing jumps while it loads.

    A picture that is not in `media` was reported by `prepare_media`; its address is left as it is.
    """

    def place(match: re.Match[str]) -> str:
        medium = media.get(_path(match["path"]))
        if medium is None:
            return match[0]
        address = escape(quote(f"media/{medium.name}", safe="/"))
        size = f'width="{medium.width}" height="{medium.height}"'
        return f'<img{match["before"]}src="{address}" {size}{match["after"]}>'

    return _IMAGE.sub(place, html)


def encode(data: bytes, limit: int) -> tuple[bytes, str]:
    """A picture made anew from its pixels: upright, RGB, at most `limit` px wide; its bytes and suffix.

    PNG stays PNG where it has few colours (drawings, charts) or had transparency, which becomes
    white: PDF/A-1b knows none. All else becomes JPEG. Raises what Pillow raises for no picture.
    """
    with _whole_pictures_only(), Image.open(io.BytesIO(data)) as opened:
        is_png = opened.format == "PNG"
        # A JPEG can be decoded at a half or a quarter at no cost; never below the size that is wanted.
        opened.draft(None, (limit, limit))
        transparent = opened.has_transparency_data
        image = _flat(_in_srgb(ImageOps.exif_transpose(opened)), transparent)
    few = image.getcolors(_FEW_COLOURS) is not None
    if image.width > limit:
        height = max(1, round(image.height * limit / image.width))
        image = image.resize((limit, height), Image.Resampling.LANCZOS)
    # Pillow carries comments, profiles and EXIF along in `info` and writes some of them again.
    image.info = {}
    out = io.BytesIO()
    if is_png and (few or transparent):
        image.save(out, "PNG", optimize=True)
        return out.getvalue(), ".png"
    image.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=False, subsampling="4:2:0")
    return out.getvalue(), ".jpg"


@contextlib.contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """WeasyPrint, once imported, has Pillow fill up pictures that are cut off; here they are errors."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _prepare(source: Path, printed: float, cache: Path) -> Medium:
    data = source.read_bytes()
    limit = ceil(printed / _MILLIMETRES_PER_INCH * DOTS_PER_INCH)
    key = hashlib.sha256(f"{_METHOD} {limit} ".encode() + data).hexdigest()
    file = _cached(cache, key) or _keep(cache, key, *encode(data, limit))
    encoded = file.read_bytes()
    with Image.open(io.BytesIO(encoded)) as header:
        width, height = header.size
    content_hash = hashlib.sha256(encoded).hexdigest()[:8]
    stem = _UNSAFE_IN_NAMES.sub("-", source.stem).strip("-.")[:40] or "photo"
    return Medium(f"{stem}-{content_hash}{file.suffix}", encoded, file, width, height)


def _cached(cache: Path, key: str) -> Path | None:
    """What an earlier build made of the same bytes."""
    return next((file for suffix in _SUFFIXES if (file := cache / f"{key}{suffix}").is_file()), None)


def _keep(cache: Path, key: str, data: bytes, suffix: str) -> Path:
    """Keep for typesetting and for the next build; complete or not at all."""
    file = cache / f"{key}{suffix}"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            part = Path(folder) / file.name
            part.write_bytes(data)
            os.replace(part, file)
    except OSError as error:
        raise _NotKept(error) from error
    return file


def _in_srgb(image: Image.Image) -> Image.Image:
    """Colours as they look, before the profile that describes them is dropped."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "CMYK"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError):
        return image


def _flat(image: Image.Image, transparent: bool) -> Image.Image:
    """RGB, standing on white, with the pixels and nothing else."""
    if image.mode.startswith(("I", "F")):
        # Scans of 16 bits a pixel: Pillow cuts values off where it should scale them.
        scale = 255 / 65535 if image.mode.startswith("I") else 1.0
        image = image.convert("F").point(lambda value: value * scale + 0.0).convert("L")
    if not transparent:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    ground = Image.new("RGB", layer.size, "white")
    ground.paste(layer, mask=layer.getchannel("A"))
    return ground


def _path(address: str) -> str:
    """The path below content/ that an address in the page means: escaped as HTML, nothing else."""
    return unescape(address)


def media_files(folder: str, media: Iterable[Medium]) -> dict[str, bytes]:
    """The files of an issue's pictures: path below output/ → bytes."""
    return {f"{folder}/media/{medium.name}": medium.data for medium in media}
