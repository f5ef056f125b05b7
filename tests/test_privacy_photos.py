"""Nothing that a photo carries beside its pixels reaches the output."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from generator.publish.media import prepare_media

SECRETS = (b"13800138000", b"LISIGUANG", b"SECRETCAMERA", "李四光".encode(), "李四光".encode("utf-16-le"))
GPS, MAKE, ARTIST, COPYRIGHT, DESCRIPTION = 0x8825, 0x010F, 0x013B, 0x8298, 0x010E
USER_COMMENT, EXIF_IFD = 0x9286, 0x8769


def exif() -> Image.Exif:
    data = Image.Exif()
    data[MAKE] = "SECRETCAMERA 13800138000"
    data[ARTIST] = "LISIGUANG"
    data[COPYRIGHT] = "LISIGUANG 13800138000"
    data[DESCRIPTION] = "tel 13800138000"
    data.get_ifd(EXIF_IFD)[USER_COMMENT] = b"ASCII\x00\x00\x00LISIGUANG 13800138000"
    place = data.get_ifd(GPS)
    place[1], place[2] = "N", (30.0, 21.0, 7.5)
    place[3], place[4] = "E", (112.0, 11.0, 9.5)
    place[29] = "2026:01:02"
    return data


def pixels(mode: str = "RGB") -> Image.Image:
    image = Image.new("RGB", (64, 48))
    image.putdata([(x * 4, y * 5, (x * y) % 256) for y in range(48) for x in range(64)])
    return image.convert(mode)


def xmp() -> bytes:
    return "<x:xmpmeta xmlns:x='adobe:ns:meta/'>李四光 13800138000 SECRETCAMERA</x:xmpmeta>".encode()


def profile() -> bytes:
    """A colour profile with a text in it, as cameras and scanners write them."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made + b"desc LISIGUANG SECRETCAMERA 13800138000"


def jpeg() -> bytes:
    out = io.BytesIO()
    pixels().save(
        out,
        "JPEG",
        exif=exif(),
        comment=b"LISIGUANG 13800138000",
        icc_profile=profile(),
        xmp=xmp(),
        dpi=(72, 72),
    )
    return out.getvalue() + b"trailing 13800138000 LISIGUANG"


def png(mode: str) -> bytes:
    out = io.BytesIO()
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "LISIGUANG 13800138000")
    text.add_text("Comment", "SECRETCAMERA", zip=True)
    text.add_itxt("Title", "李四光 13800138000", lang="zh")
    text.add_itxt("XML:com.adobe.xmp", xmp().decode())
    image = pixels(mode) if mode != "P" else pixels().quantize(64)
    image.save(out, "PNG", pnginfo=text, exif=exif(), icc_profile=profile())
    return out.getvalue() + b"trailing 13800138000 LISIGUANG"


def webp() -> bytes:
    out = io.BytesIO()
    pixels().save(out, "WEBP", exif=exif().tobytes(), xmp=xmp(), icc_profile=profile())
    return out.getvalue()


def gif() -> bytes:
    out = io.BytesIO()
    pixels("P").save(out, "GIF", comment=b"LISIGUANG 13800138000")
    return out.getvalue()


def tiff() -> bytes:
    out = io.BytesIO()
    pixels().save(out, "TIFF", exif=exif(), description="LISIGUANG 13800138000")
    return out.getvalue()


PHOTOS = {
    "a.jpg": jpeg,
    "rgb.png": lambda: png("RGB"),
    "rgba.png": lambda: png("RGBA"),
    "palette.png": lambda: png("P"),
    "grey.png": lambda: png("L"),
    "a.webp": webp,
    "a.gif": gif,
    "a.tif": tiff,
}


@pytest.mark.parametrize("name", PHOTOS)
def test_nothing_but_pixels_is_left(name: str, tmp_path: Path) -> None:
    data = PHOTOS[name]()
    assert any(secret in data for secret in SECRETS), "the test itself planted nothing"
    media = tmp_path / "content" / "media"
    media.mkdir(parents=True)
    (media / name).write_bytes(data)
    made, findings = prepare_media(tmp_path / "content", {f"media/{name}": 156.0}, tmp_path / "cache")
    assert findings == []
    (medium,) = made.values()
    for place in (
        medium.data,
        *(path.read_bytes() for path in (tmp_path / "cache").rglob("*") if path.is_file()),
    ):
        assert [secret for secret in SECRETS if secret in place] == []
        with Image.open(io.BytesIO(place)) as image:
            image.load()
            assert dict(image.getexif()) == {}
            assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
            assert image.size == (64, 48)
