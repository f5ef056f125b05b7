"""Photos of a PDF turned to inks, packed as they were: JPEG stays JPEG, the others stay without loss."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Name, Object, Stream
from PIL import Image

from generator.pdf.colours import space_name
from generator.pdf.press_contents import UnprintableError
from generator.pdf.press_inks import Inks

QUALITY = 92
"""Of JPEG, from 1 to 95: what is packed a second time should lose nothing that can be seen."""
_SPACES = {"L": Name.DeviceGray, "CMYK": Name.DeviceCMYK}


def turn_image(image: Stream, resources: Object, inks: Inks) -> None:
    """The picture in inks, in place; its soft mask stays. Raises UnprintableError."""
    if image.get("/ImageMask") or "/ColorSpace" not in image:
        return
    family = space_name(image.ColorSpace, resources)
    if family in ("/DeviceGray", "/DeviceCMYK"):
        image.ColorSpace = Name(family)
        return
    if "/Mask" in image and isinstance(image.Mask, Array):
        raise UnprintableError("按颜色挖空的图")
    packed = image.get("/Filter") in (Name.DCTDecode, Array([Name.DCTDecode]))
    photo = inks.of_photo(_opened(image))
    _put(image, photo, packed)


def _opened(image: Stream) -> Image.Image:
    try:
        photo = pikepdf.PdfImage(image).as_pil_image(apply_mask=False)
        # What is wrong inside a photo shows only when it is unpacked.
        photo.load()
        return photo
    except (pikepdf.PdfError, NotImplementedError, OSError, ValueError) as error:
        raise UnprintableError("读不出来的照片") from error


def _put(image: Stream, photo: Image.Image, packed: bool) -> None:
    for name in ("/DecodeParms", "/Decode", "/Intent"):
        if name in image:
            del image[name]
    image.ColorSpace, image.BitsPerComponent = _SPACES[photo.mode], 8
    if not packed:
        image.write(photo.tobytes())
        return
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=QUALITY)
    image.write(out.getvalue(), filter=Name.DCTDecode)
    if photo.mode == "CMYK":
        # Pillow writes inks the other way round, as Photoshop does.
        image.Decode = Array([1, 0] * 4)
