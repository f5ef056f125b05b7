"""The file for a print shop: inks alone, black in black alone, the red as it was given, PDF/X-4 around it."""

from __future__ import annotations

import dataclasses
import io
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import SiteMaker, findings, told
from hypothesis import given
from hypothesis import strategies as st
from pages import built, profile
from pdf_made import MM, RED, MadePdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageStat

from generator.load.site import load_site
from generator.measure import measure
from generator.pdf.colours import Paint, colours_of
from generator.pdf.facts import Facts
from generator.pdf.kinds import KINDS
from generator.pdf.options import Options, Red, options_of
from generator.pdf.press import make_press_pdf
from generator.pdf.press_inks import make_inks, profile_bytes

ROOT = Path(__file__).parents[1]
FACTS = Facts(
    "工作简报2022年第5期", "工作简报", "第5期（总第78期）", "市办公室", date(2022, 6, 6), ("工作简报",)
)
BLACK = (0.0, 0.0, 0.0, 1.0)
XMP = {
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
}


def issue_of(site: Path, key: str, folder: Path) -> Path:
    """An issue of one of our sites, set in a copy of it."""
    copy = folder / "site"
    shutil.copytree(site / "content", copy / "content")
    shutil.copy(site / "site.yaml", copy)
    built(copy, [key])
    publication = key.split("/")[0]
    files = (copy / "output" / publication).glob("*/*/*.pdf")
    (pdf,) = (file for file in files if "（" not in file.name)
    return pdf


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return issue_of(ROOT, "gongzuo-jianbao/2026-06", tmp_path_factory.mktemp("photos"))


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return issue_of(ROOT / "tests/sites/yunling", "yuefenxi/2026-02", tmp_path_factory.mktemp("charts"))


@pytest.fixture(params=["photos", "charts"])
def issue(request: pytest.FixtureRequest) -> Path:
    pdf: Path = request.getfixturevalue(request.param)
    return pdf


def pressed(pdf: bytes, options: Options | None = None) -> bytes:
    made, found = make_press_pdf(pdf, FACTS, options or Options())
    assert made is not None and found == [], found
    return made


def page(
    operators: str = "",
    *,
    image: Callable[[pikepdf.Pdf], pikepdf.Object] | None = None,
    resources: Callable[[pikepdf.Pdf], Dictionary] | None = None,
) -> bytes:
    """A PDF of one page that draws `operators`, with `image` as /I."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        made = pdf.add_blank_page(page_size=(200, 300))
        made.obj.Resources = resources(pdf) if resources else Dictionary()
        if image:
            made.obj.Resources.XObject = Dictionary(I=image(pdf))
        made.obj.Contents = pdf.make_stream(operators.encode("ascii"))
        pdf.save(out)
    return out.getvalue()


def picture(
    photo: Image.Image, *, packed: bool = True, **more: object
) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    """`photo` as an image of a PDF, as JPEG if `packed`."""

    def put(pdf: pikepdf.Pdf) -> pikepdf.Object:
        data = io.BytesIO()
        if packed:
            photo.save(data, "JPEG", quality=95, subsampling=0)
        image = pikepdf.Stream(pdf, data.getvalue() or photo.tobytes())
        image.Type, image.Subtype = Name.XObject, Name.Image
        image.Width, image.Height, image.BitsPerComponent = photo.width, photo.height, 8
        image.ColorSpace = Name.DeviceRGB if photo.mode == "RGB" else Name.DeviceGray
        if packed:
            image.Filter = Name.DCTDecode
        for name, value in more.items():
            image[f"/{name}"] = value
        return pdf.make_indirect(image)

    return put


def painted(pdf: bytes, use: str) -> list[tuple[str, tuple[float, ...]]]:
    return [(paint.space, paint.values) for paint in colours_of(pdf) if paint.use == use]


def rendered(pdf: bytes, dpi: int = 50) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    for one in document:
        yield one.render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()


# --- Reading colours ---


def test_colours_are_read_with_what_they_are_for() -> None:
    pdf = page(
        "0.5 g 1 0 0 RG q 0 0 1 rg 0 0 9 9 re f Q 0 0 9 9 re B /DeviceCMYK cs 0 .8 .8 0 scn 0 0 5 5 re f*"
    )
    assert colours_of(pdf) == (
        Paint(1, "set", "/DeviceGray", (0.5,)),
        Paint(1, "set", "/DeviceRGB", (1.0, 0.0, 0.0)),
        Paint(1, "set", "/DeviceRGB", (0.0, 0.0, 1.0)),
        Paint(1, "fill", "/DeviceRGB", (0.0, 0.0, 1.0)),
        Paint(1, "fill", "/DeviceGray", (0.5,)),
        Paint(1, "stroke", "/DeviceRGB", (1.0, 0.0, 0.0)),
        Paint(1, "set", "/DeviceCMYK", BLACK),
        Paint(1, "set", "/DeviceCMYK", RED),
        Paint(1, "fill", "/DeviceCMYK", RED),
    )


def test_colours_of_text_follow_its_rendering_mode(tmp_path: Path) -> None:
    made = MadePdf()
    made.page().text(90, 90, "进万家", colour=(0.2, 0.4, 0.6))
    pdf = made.save(tmp_path / "made.pdf").read_bytes()
    assert painted(pdf, "text") == [("/DeviceRGB", (0.2, 0.4, 0.6))]
    for mode, colour in ((1, [("/DeviceRGB", (1.0, 0.0, 0.0))]), (3, [])):
        changed = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf)) as document:
            old = document.pages[0].Contents.read_bytes()
            document.pages[0].Contents = document.make_stream(b"1 0 0 RG %d Tr\n" % mode + old)
            document.save(changed)
        assert painted(changed.getvalue(), "text") == colour


# --- Real issues ---


def test_a_press_file_has_inks_alone(issue: Path) -> None:
    assert {paint.space for paint in colours_of(issue.read_bytes())} >= {"/DeviceRGB"}
    spaces = {paint.space for paint in colours_of(pressed(issue.read_bytes()))}
    assert spaces <= {"/DeviceCMYK", "/DeviceGray"}


def test_black_text_is_black_ink_alone_and_red_is_as_given(issue: Path) -> None:
    text = {values for _, values in painted(pressed(issue.read_bytes()), "text")}
    assert {BLACK, RED} <= text
    # The word 草稿 across a draft's pages is pale.
    assert all(values[:3] == (0, 0, 0) for values in text - {RED})


def test_no_flat_black_is_mixed_of_several_inks(issue: Path) -> None:
    flat = {paint.values for paint in colours_of(pressed(issue.read_bytes())) if len(paint.values) == 4}
    assert {values for values in flat if values[3] > 0.9} == {BLACK}
    assert RED in flat


def test_another_program_reads_the_red_of_the_masthead_too(issue: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.pdf"
    made.write_bytes(pressed(issue.read_bytes()))
    measured, found = measure(made, profile())
    assert measured is not None and found == []
    assert next(rule.colour for number, rule in measured.rules if number == 1) == RED


def test_pages_are_the_same_line_for_line(issue: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.pdf"
    made.write_bytes(pressed(issue.read_bytes()))
    before, after = (measure(path, profile())[0] for path in (issue, made))
    assert before is not None and after is not None
    coloured = {"file", "file_size", "foot", "rules"}
    for name in {field.name for field in dataclasses.fields(before)} - coloured:
        assert getattr(before, name) == getattr(after, name), name
    places = [
        [(n, rule.x0, rule.top, rule.x1, rule.bottom) for n, rule in one.rules] for one in (before, after)
    ]
    assert sorted(places[0]) == sorted(places[1])


def test_pages_look_the_same_but_for_how_inks_are_shown(issue: Path) -> None:
    both = zip(rendered(issue.read_bytes()), rendered(pressed(issue.read_bytes())), strict=True)
    for before, after in both:
        assert before.size == after.size
        assert max(ImageStat.Stat(ImageChops.difference(before, after)).mean) < 12


def test_photos_stay_jpeg_and_keep_their_size(photos: Path) -> None:
    with pikepdf.open(io.BytesIO(pressed(photos.read_bytes()))) as pdf, pikepdf.open(photos) as printed:
        kinds = [
            sorted(
                (int(one.Width), int(one.Height), str(one.Filter))
                for one in document.objects
                if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Image
            )
            for document in (printed, pdf)
        ]
    assert kinds[0] == kinds[1] and len(kinds[0]) == 4


# --- Single colours ---


def test_inks_of_known_colours() -> None:
    inks = make_inks(Red())
    assert inks.of_rgb((0, 0, 0)) == BLACK
    assert inks.of_rgb((1, 1, 1)) == (0, 0, 0, 0)
    assert inks.of_rgb((0.894118, 0.894118, 0.894118)) == (0, 0, 0, 0.1059)
    assert inks.of_rgb((0xEA / 255, 0x55 / 255, 0x32 / 255)) == RED
    assert inks.of_rgb((0.639216, 0.156863, 0.117647)) == (0, 0.92, 0.84, 0.38)
    other = make_inks(Red((0, 1, 1, 0), "#C00000"))
    assert other.of_rgb((0xC0 / 255, 0, 0)) == (0, 1, 1, 0)
    assert other.of_rgb((0xEA / 255, 0x55 / 255, 0x32 / 255)) != RED


@given(st.tuples(*(st.integers(0, 255),) * 3))
def test_any_colour_becomes_inks_that_paper_can_take(colour: tuple[int, int, int]) -> None:
    red, green, blue = (part / 255 for part in colour)
    cyan, magenta, yellow, black = INKS.of_rgb((red, green, blue))
    assert all(0 <= ink <= 1 for ink in (cyan, magenta, yellow, black))
    assert cyan + magenta + yellow + black <= 3.05


@given(st.integers(0, 255))
def test_any_grey_is_black_ink_alone(grey: int) -> None:
    inks = INKS.of_rgb((grey / 255,) * 3)
    assert inks[:3] == (0, 0, 0) and inks[3] == pytest.approx(1 - grey / 255, abs=1e-4)


INKS = make_inks(Red())


def test_every_operator_of_colour_is_turned() -> None:
    pdf = page(
        "1 0 0 rg 0 0 9 9 re f .2 G 0 0 9 9 re S /DeviceRGB cs 0 0 9 9 re f 0 0 1 sc 0 0 9 9 re f "
        "/DeviceGray CS .25 SC 0 0 9 9 re S 0 .5 0 .1 K 0 0 9 9 re S /Own cs 0 1 0 scn 0 0 9 9 re f",
        resources=lambda pdf: Dictionary(
            ColorSpace=Dictionary(Own=Array([Name.CalRGB, Dictionary(WhitePoint=Array([0.95, 1, 1.09]))]))
        ),
    )
    made = pressed(pdf)
    assert {paint.space for paint in colours_of(made)} == {"/DeviceCMYK"}
    assert painted(made, "stroke") == [
        ("/DeviceCMYK", (0.0, 0.0, 0.0, 0.8)),
        ("/DeviceCMYK", (0.0, 0.0, 0.0, 0.75)),
        ("/DeviceCMYK", (0.0, 0.5, 0.0, 0.1)),
    ]
    assert ("/DeviceCMYK", BLACK) in painted(made, "fill")
    with pikepdf.open(io.BytesIO(made)) as document:
        assert "/ColorSpace" not in document.pages[0].Resources


def test_forms_and_patterns_are_turned_too() -> None:
    def resources(pdf: pikepdf.Pdf) -> Dictionary:
        form = pikepdf.Stream(pdf, b"1 0 0 rg 0 0 9 9 re f")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        form.Resources = Dictionary()
        form.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
        tile = pikepdf.Stream(pdf, b"0 0 1 RG 0 0 m 9 9 l S")
        tile.PatternType, tile.PaintType, tile.TilingType = 1, 1, 1
        tile.BBox, tile.XStep, tile.YStep, tile.Resources = Array([0, 0, 9, 9]), 9, 9, Dictionary()
        return Dictionary(XObject=Dictionary(F=form), Pattern=Dictionary(P=tile))

    made = pressed(page("/F Do /Pattern cs /P scn 0 0 50 50 re f", resources=resources))
    assert {paint.space for paint in colours_of(made)} == {"/DeviceCMYK", "/Pattern"}
    (shown,) = rendered(made)
    assert len(shown.getcolors() or ()) > 2
    with pikepdf.open(io.BytesIO(made)) as document:
        assert str(document.pages[0].Group.CS) == "/DeviceCMYK"


def test_gradients_are_turned_at_their_ends() -> None:
    def resources(pdf: pikepdf.Pdf) -> Dictionary:
        part = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0]), C1=Array([1, 1, 1]), N=1)
        whole = Dictionary(
            FunctionType=3,
            Domain=Array([0, 1]),
            Functions=Array([part]),
            Bounds=Array([]),
            Encode=Array([0, 1]),
        )
        shading = Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 200, 0]), Function=whole
        )
        return Dictionary(Shading=Dictionary(S=shading))

    made = pressed(page("/S sh", resources=resources))
    assert painted(made, "shading") == [("/DeviceCMYK", ())]
    with pikepdf.open(io.BytesIO(made)) as document:
        (ends,) = document.pages[0].Resources.Shading.S.Function.Functions
        assert [float(value) for value in ends.C0] == [0, 0, 0, 1]
        assert [float(value) for value in ends.C1] == [0, 0, 0, 0]


# --- Photos ---


def colourful() -> Image.Image:
    photo = Image.linear_gradient("L").resize((120, 80)).convert("RGB")
    draw = ImageDraw.Draw(photo)
    for number, colour in enumerate(("#c05030", "#308050", "#304080", "#d0b060")):
        draw.rectangle((10 + 26 * number, 20, 30 + 26 * number, 60), colour)
    return photo


@pytest.mark.parametrize("packed", [True, False])
def test_a_photo_goes_through_the_profile_and_comes_back_alike(packed: bool) -> None:
    made = pressed(page("200 0 0 300 0 0 cm /I Do", image=picture(colourful(), packed=packed)))
    assert painted(made, "image") == [("/DeviceCMYK", ())]
    with pikepdf.open(io.BytesIO(made)) as document:
        inks = pikepdf.PdfImage(document.pages[0].Resources.XObject.I).as_pil_image()
        assert inks.mode == "CMYK"
        paper = ImageCms.getOpenProfile(io.BytesIO(profile_bytes()))
        screen = ImageCms.createProfile("sRGB")
        shown = ImageCms.profileToProfile(inks, paper, screen, outputMode="RGB")
    assert shown is not None
    assert max(ImageStat.Stat(ImageChops.difference(shown, colourful())).mean) < 16


def test_a_photo_is_not_turned_inside_out() -> None:
    """JPEG of four inks is written the other way round by some programs: readers have to be told."""
    photo = Image.new("RGB", (40, 40), "#c02020")
    (shown,) = rendered(pressed(page("200 0 0 300 0 0 cm /I Do", image=picture(photo))))
    red, green, blue = shown.getpixel((50, 50))  # type: ignore[misc]
    assert red > 140 and green < 90 and blue < 90


def test_a_photo_without_colour_is_black_ink_alone() -> None:
    grey = Image.linear_gradient("L").convert("RGB")
    made = pressed(page("200 0 0 300 0 0 cm /I Do", image=picture(grey)))
    assert painted(made, "image") == [("/DeviceGray", ())]


def test_the_soft_mask_of_a_picture_stays() -> None:
    def image(pdf: pikepdf.Pdf) -> pikepdf.Object:
        mask = picture(Image.linear_gradient("L"), packed=False)(pdf)
        return picture(colourful(), SMask=mask)(pdf)

    made = pressed(page("200 0 0 300 0 0 cm /I Do", image=image))
    with pikepdf.open(io.BytesIO(made)) as document:
        assert str(document.pages[0].Resources.XObject.I.SMask.ColorSpace) == "/DeviceGray"
        assert str(document.pages[0].Group.CS) == "/DeviceCMYK"


# --- What cannot be turned ---


def refused(pdf: bytes) -> list[str]:
    made, found = make_press_pdf(pdf, FACTS)
    assert made is None
    return [told(finding) for finding in found]


HINT = (
    "照片请用看图软件另存为 JPG 再用；别的请看本单位自己的模板和样式，换成普通的颜色；"
    "查不出来的，“成品”里先去掉 press"
)


def test_spot_colours_are_refused() -> None:
    spot = Array([Name.Separation, Name("/Gold"), Name.DeviceRGB, Dictionary(FunctionType=2)])
    pdf = page("/S cs 1 scn 0 0 9 9 re f", resources=lambda pdf: Dictionary(ColorSpace=Dictionary(S=spot)))
    assert refused(pdf) == [
        f"错误 第1面有专色一类的颜色，换不成印刷用的油墨颜色，送印刷厂的 PDF 没有做\n{HINT}"
    ]


def test_pictures_with_holes_and_broken_ones_are_refused() -> None:
    holes = page("/I Do", image=picture(colourful(), Mask=Array([0, 0, 0, 0, 0, 0])))
    assert refused(holes) == [
        f"错误 第1面有按颜色挖空的图，换不成印刷用的油墨颜色，送印刷厂的 PDF 没有做\n{HINT}"
    ]
    whole = picture(colourful())

    def broken(pdf: pikepdf.Pdf) -> pikepdf.Object:
        image = whole(pdf)
        image.write(b"no picture", filter=Name.DCTDecode)
        return image

    assert refused(page("/I Do", image=broken)) == [
        f"错误 第1面有读不出来的照片，换不成印刷用的油墨颜色，送印刷厂的 PDF 没有做\n{HINT}"
    ]


def test_masks_that_fade_are_refused() -> None:
    def resources(pdf: pikepdf.Pdf) -> Dictionary:
        form = pikepdf.Stream(pdf, b".5 g 0 0 9 9 re f")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        form.Resources = Dictionary()
        mask = Dictionary(S=Name.Luminosity, G=pdf.make_indirect(form))
        return Dictionary(ExtGState=Dictionary(M=Dictionary(SMask=mask)))

    assert refused(page("/M gs 0 0 9 9 re f", resources=resources))[0].startswith(
        "错误 第1面有渐隐的半透明效果，换不成印刷用的油墨颜色"
    )


# --- PDF/X-4 ---


def test_it_says_that_it_is_pdf_x_4(photos: Path) -> None:
    made = pressed(photos.read_bytes())
    assert made.startswith(b"%PDF-1.6")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert not pdf.is_encrypted and "/ID" in pdf.trailer
        info = {name: str(value) for name, value in pdf.docinfo.items()}
        assert info["/GTS_PDFXVersion"] == "PDF/X-4" and info["/Trapped"] == "/False"
        assert info["/Title"] == FACTS.title and info["/Author"] == FACTS.issuer
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == Name.GTS_PDFX and str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert (
            intent.DestOutputProfile.read_bytes() == profile_bytes() and int(intent.DestOutputProfile.N) == 4
        )
        with pdf.open_metadata() as xmp:
            assert xmp[f"{{{XMP['pdfxid']}}}GTS_PDFXVersion"] == "PDF/X-4"
            assert xmp[f"{{{XMP['pdf']}}}Trapped"] == "False"
            assert xmp[f"{{{XMP['xmpMM']}}}VersionID"] == "1"
            assert xmp[f"{{{XMP['xmpMM']}}}DocumentID"].startswith("uuid:")


def test_the_profile_is_that_of_a_press() -> None:
    """ISO 15930-7, 6.2.2: of device class prtr, for four inks; and of ICC version 4 at most."""
    data = profile_bytes()
    assert data[12:16] == b"prtr" and data[16:20] == b"CMYK" and data[8] <= 4
    notice = (ROOT / "generator/pdf/press_fogra39.txt").read_text(encoding="utf-8")
    assert "zlib" in notice and "FOGRA39L" in notice


def test_nothing_of_a_screen_is_left(photos: Path) -> None:
    with pikepdf.open(photos) as printed:
        assert "/Outlines" in printed.Root and any("/Annots" in one.obj for one in printed.pages)
    with pikepdf.open(io.BytesIO(pressed(photos.read_bytes()))) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/Metadata", "/OutputIntents", "/Lang"}
        assert not any({"/Annots", "/AA"} & set(one.obj.keys()) for one in pdf.pages)


def test_all_fonts_are_inside(issue: Path) -> None:
    with pikepdf.open(io.BytesIO(pressed(issue.read_bytes()))) as pdf:
        described = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == Name.FontDescriptor
        ]
        assert described and all({"/FontFile2", "/FontFile3"} & set(one.keys()) for one in described)


def boxes(pdf: bytes) -> dict[str, list[float]]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        first = document.pages[0].obj
        return {
            name: [float(edge) / MM for edge in first[name]]
            for name in ("/MediaBox", "/BleedBox", "/TrimBox")
        }


def test_boxes_without_bleed_are_the_paper(photos: Path) -> None:
    for box in boxes(pressed(photos.read_bytes())).values():
        assert box == pytest.approx([0, 0, 210, 297], abs=0.001)


def test_bleed_and_marks_grow_the_paper_around_the_page(photos: Path) -> None:
    pdf = photos.read_bytes()
    bled = boxes(pressed(pdf, Options(bleed=3)))
    assert bled["/TrimBox"] == pytest.approx([0, 0, 210, 297], abs=0.001)
    assert bled["/BleedBox"] == bled["/MediaBox"] == pytest.approx([-3, -3, 213, 300], abs=0.001)
    marked = boxes(pressed(pdf, Options(bleed=5, crop_marks=True)))
    assert marked["/BleedBox"] == pytest.approx([-5, -5, 215, 302], abs=0.001)
    assert marked["/MediaBox"] == pytest.approx([-11, -11, 221, 308], abs=0.001)


def test_marks_stand_at_the_corners_outside_the_bleed() -> None:
    made = pressed(page(), Options(bleed=4, crop_marks=True))
    assert [values for space, values in painted(made, "stroke") if space == "/Separation"] == [(1.0,)]
    (shown,) = rendered(made, dpi=254)
    width, height = shown.size
    # Ten pixels to the millimetre: ten millimetres of paper around the page, marks from 4 to 9 of them.
    assert (width, height) == pytest.approx((2000 / MM + 200, 3000 / MM + 200), abs=1)
    dark = shown.convert("L").point(lambda value: 255 if value < 200 else 0)
    assert dark.crop((0, 0, 105, 105)).getbbox() == pytest.approx((10, 10, 101, 101), abs=2)
    assert dark.crop((62, 62, width - 62, height - 62)).getbbox() is None


def test_it_is_the_same_every_time(issue: Path) -> None:
    assert pressed(issue.read_bytes()) == pressed(issue.read_bytes())


def test_the_kind_makes_it(charts: Path) -> None:
    options = Options(bleed=3)
    made, found = KINDS["press"].make(charts.read_bytes(), FACTS, options)
    assert made == pressed(charts.read_bytes(), options) and found == []
    assert KINDS["press"].file_name("工作简报2022年第5期.pdf") == "工作简报2022年第5期（付印）.pdf"


# --- The keys of a publication ---


def site_yaml(keys: str) -> dict[str, str]:
    return {
        "site.yaml": "单位: 市领导小组办公室\n刊物:\n  gongzuo-jianbao:\n    名称: 工作简报\n    类型: 简报\n"
        + keys
    }


def test_a_publication_says_bleed_and_marks(make_site: SiteMaker) -> None:
    site = make_site(site_yaml("    出血: 3\n    裁切标记: 是\n"))
    content, found = load_site(site)
    assert found == [] and content is not None
    options = options_of(content.site.record.publications["gongzuo-jianbao"], profile())
    assert options == Options(Red(RED, "#EA5532"), 3.0, True, 28.0, 26.0, 35.0)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("30", "site.yaml:6:9 错误 “出血”不能大于 10\n请检查这个数"),
        ("3毫米", "site.yaml:6:9 错误 “出血”应当是一个数，不能是“3毫米”\n请只写阿拉伯数字，例如：出血: 3"),
    ],
)
def test_a_bleed_that_cannot_be_is_told(make_site: SiteMaker, written: str, message: str) -> None:
    assert findings(make_site(site_yaml(f"    出血: {written}\n"))) == [message]
