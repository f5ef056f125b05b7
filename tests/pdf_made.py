"""Small PDFs with known positions: every glyph and every rule stands where the test puts it.

The face is made here too: square ideographs in their em box, dashes with ink of known height,
embedded as a TrueType subset and addressed as Identity-H with a ToUnicode map, like real files.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pydyf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
RED = (0.0, 0.8, 0.8, 0.0)
BLACK = (0.0,)
DASH_TOP = 0.4
"""Top of a dash's ink above its baseline, in ems of the made face."""
FACE = "ABCDEF+TestFang"


def width_of(character: str) -> int:
    """Advance in thousandths of an em: 500 for Latin, digits and half-width marks, 1000 for the rest."""
    return 500 if character.isascii() else 1000


@dataclass
class MadePage:
    """One page; x from the left, y from the top, in points."""

    size: tuple[float, float]
    parts: list[tuple[float, float, str, float, tuple[float, ...], tuple[float, ...]]] = field(
        default_factory=list
    )
    drawings: list[str] = field(default_factory=list)

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        *,
        size: float = 16.0,
        pitch: float | None = None,
        steps: Sequence[float] | None = None,
        colour: tuple[float, ...] = BLACK,
    ) -> None:
        """Draw `text`: its origins are `pitch` apart, or as far apart as `steps` says; by default one
        advance."""
        if steps is None:
            steps = [pitch or width_of(character) / 1000 * size for character in text[:-1]]
        self.parts.append((x, baseline, text, size, tuple(steps), colour))

    def rule(
        self, x: float, top: float, length: float, thickness: float, colour: tuple[float, ...] = BLACK
    ) -> None:
        """A filled rule whose upper side is at `top`."""
        bottom = self.size[1] - top - thickness
        self.drawings.append(f"{_fill(colour)} {x:.5f} {bottom:.5f} {length:.5f} {thickness:.5f} re f")

    def stroke(self, x: float, middle: float, length: float, width: float) -> None:
        """A stroked rule, scaled by the matrix so that its line width is not its thickness."""
        y = self.size[1] - middle
        self.drawings.append(
            f"q 0.5 0 0 0.5 0 0 cm {width * 2:.5f} w {x * 2:.5f} {y * 2:.5f} m "
            f"{(x + length) * 2:.5f} {y * 2:.5f} l S Q"
        )

    def clipped_frame(self, x: float, top: float, length: float, height: float, side: float) -> None:
        """The upper side of a box's border, drawn as a frame and clipped to that side."""
        low, high = self.size[1] - top - height, self.size[1] - top
        self.drawings.append(
            f"q {x:.5f} {high - side:.5f} {length:.5f} {side:.5f} re W* n "
            f"{x:.5f} {low:.5f} {length:.5f} {height:.5f} re "
            f"{x:.5f} {low + side:.5f} {length:.5f} {height - 2 * side:.5f} re f* Q"
        )


@dataclass
class MadePdf:
    pages: list[MadePage] = field(default_factory=list)

    def page(self, size: tuple[float, float] = A4) -> MadePage:
        self.pages.append(MadePage(size))
        return self.pages[-1]

    def save(self, path: Path) -> Path:
        characters = sorted(
            {character for page in self.pages for part in page.parts for character in part[2]}
        )
        numbers = {character: number for number, character in enumerate(characters, 1)}
        pdf = pydyf.PDF()
        font = _font(pdf, characters)
        for page in self.pages:
            stream = pydyf.Stream(
                [" ".join(page.drawings), *(_shown(page, part, numbers) for part in page.parts)]
            )
            pdf.add_object(stream)
            pdf.add_page(
                pydyf.Dictionary(
                    {
                        "Type": "/Page",
                        "Parent": pdf.pages.reference,
                        "MediaBox": pydyf.Array([0, 0, *page.size]),
                        "Resources": pydyf.Dictionary({"Font": pydyf.Dictionary({"F1": font.reference})}),
                        "Contents": stream.reference,
                    }
                )
            )
        with path.open("wb") as output:
            pdf.write(output)
        return path


def _fill(colour: tuple[float, ...]) -> str:
    return " ".join(map(str, colour)) + {1: " g", 3: " rg", 4: " k"}[len(colour)]


def _shown(
    page: MadePage,
    part: tuple[float, float, str, float, tuple[float, ...], tuple[float, ...]],
    numbers: Mapping[str, int],
) -> str:
    x, baseline, text, size, steps, colour = part
    shown = ""
    for character, step in zip(text, [*steps, None], strict=True):
        shown += f"<{numbers[character]:04x}>"
        if step is not None:
            # The array's number moves the next glyph back, in thousandths of the size.
            shown += f"{width_of(character) - step / size * 1000:.5f}"
    y = page.size[1] - baseline
    return f"BT {_fill(colour)} /F1 {size} Tf 1 0 0 1 {x:.5f} {y:.5f} Tm [{shown}] TJ ET"


def _font(pdf: pydyf.PDF, characters: Sequence[str]) -> pydyf.Object:
    file = pydyf.Stream([_program(characters)], {"Subtype": "/TrueType"})
    pdf.add_object(file)
    descriptor = pydyf.Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": f"/{FACE}",
            "Flags": 4,
            "FontBBox": pydyf.Array([0, -120, 1000, 880]),
            "ItalicAngle": 0,
            "Ascent": 880,
            "Descent": -120,
            "CapHeight": 880,
            "StemV": 80,
            "FontFile2": file.reference,
        }
    )
    pdf.add_object(descriptor)
    widths = pydyf.Array([1, pydyf.Array([width_of(character) for character in characters])])
    descendant = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": f"/{FACE}",
            "CIDSystemInfo": pydyf.Dictionary(
                {"Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity"), "Supplement": 0}
            ),
            "CIDToGIDMap": "/Identity",
            "FontDescriptor": descriptor.reference,
            "DW": 1000,
            "W": widths,
        }
    )
    pdf.add_object(descendant)
    to_unicode = pydyf.Stream([_to_unicode(characters)])
    pdf.add_object(to_unicode)
    font = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": f"/{FACE}",
            "Encoding": "/Identity-H",
            "DescendantFonts": pydyf.Array([descendant.reference]),
            "ToUnicode": to_unicode.reference,
        }
    )
    pdf.add_object(font)
    return font


def _program(characters: Sequence[str]) -> bytes:
    names = [".notdef", *(f"g{number}" for number in range(1, len(characters) + 1))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({})
    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    metrics = {".notdef": (1000, 0)}
    for name, character in zip(names[1:], characters, strict=True):
        glyphs[name] = _outline(character)
        metrics[name] = (width_of(character), 0)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupPost()
    output = io.BytesIO()
    builder.save(output)
    return output.getvalue()


def _outline(character: str) -> object:
    pen = TTGlyphPen(None)
    if character.strip():
        top, bottom = (DASH_TOP * 1000, DASH_TOP * 1000 - 50) if character == "—" else (830, -70)
        right = width_of(character)
        pen.moveTo((0, bottom))
        for point in ((0, top), (right, top), (right, bottom)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def _to_unicode(characters: Sequence[str]) -> str:
    rows = [
        f"<{number:04x}> <{character.encode('utf-16-be').hex()}>"
        for number, character in enumerate(characters, 1)
    ]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    ranges = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{ranges}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    )


HAN = (
    "下基层察民情解忧暖心作简报市发展局召开动员会走访调研微愿企业群众问题清单责任位办理时限"
    "推进服务落实改善环境保障就业助力园区乡村振兴治"
)


@dataclass(frozen=True)
class Plan:
    """A bulletin of four pages that keeps every rule. A test changes one thing with `replace`.

    `texts` and `moves` are by (page, line of the grid from 0): another text, and how far the line is
    moved (x) or ends short (its last glyph moved by so much, the pitch stretched or squeezed evenly).
    """

    pitch: float = 15.793
    line_pitch: float = 28.98
    size: float = 16.0
    left: tuple[float, float] = (28 * MM, 26 * MM)
    top: float = 37 * MM
    drop: float = 7 * MM
    number_inset: float = 14.0
    number_left_on_even: bool = True
    name_size: float = 46.0
    name_top: float = 24 * MM
    red: tuple[float, ...] = RED
    masthead_rule: float = 2.25
    foot_rules: tuple[float, ...] = (0.35 * MM, 0.25 * MM, 0.35 * MM)
    foot_drop: float = 0.0
    texts: Mapping[tuple[int, int], str] = field(default_factory=dict)
    short: Mapping[tuple[int, int], float] = field(default_factory=dict)
    moved: Mapping[tuple[int, int], float] = field(default_factory=dict)
    one_gap: Mapping[tuple[int, int], float] = field(default_factory=dict)

    def left_of(self, page: int) -> float:
        return self.left[0] if page % 2 else self.left[1]

    def baseline(self, slot: int) -> float:
        return self.top + self.line_pitch * (slot + 0.5) + 0.38 * 16

    @property
    def bottom(self) -> float:
        return 37 * MM + 225 * MM


def bulletin(path: Path, plan: Plan | None = None, /, **changes: object) -> Path:
    """Save the bulletin of a plan; `changes` are fields of Plan."""
    wanted = replace(plan or Plan(), **changes)  # type: ignore[arg-type]
    pdf = MadePdf()
    slots = {1: range(8, 22), 2: range(22), 3: range(22), 4: range(6)}
    for number, used in slots.items():
        page = pdf.page()
        if number == 1:
            _masthead(page, wanted)
        for slot in used:
            _body_line(
                page, wanted, number, slot, first=(number, slot) == (1, 8), last=(number, slot) == (4, 5)
            )
        if number == 4:
            _foot(page, wanted)
        _page_number(page, wanted, number)
    return pdf.save(path)


def _masthead(page: MadePage, plan: Plan) -> None:
    baseline = 37 * MM + plan.name_top + 0.88 * plan.name_size
    middle = plan.left_of(1) + 78 * MM
    page.text(middle - 2 * plan.name_size, baseline, "工作简报", size=plan.name_size, colour=plan.red)
    page.rule(plan.left_of(1), plan.baseline(7) - 6, 156 * MM, plan.masthead_rule, plan.red)


def _body_line(page: MadePage, plan: Plan, number: int, slot: int, *, first: bool, last: bool) -> None:
    place = (number, slot)
    start = (number * 7 + slot * 5) % len(HAN)
    count = 26 if first else 9 if last else 28
    text = plan.texts.get(place) or "".join(HAN[(start + at) % len(HAN)] for at in range(count))
    steps = [plan.pitch - 16 + width_of(character) / 1000 * 16 for character in text[:-1]]
    if place in plan.texts:
        # A text of its own is set to end where a full line ends.
        wanted = 27 * plan.pitch - (2 * plan.pitch if first else 0) + 16 - width_of(text[-1]) / 1000 * 16
        steps = [step + (wanted - sum(steps)) / len(steps) for step in steps]
    steps = [step - plan.short.get(place, 0.0) / len(steps) for step in steps]
    if place in plan.one_gap:
        wide = plan.one_gap[place]
        steps = [step - wide / (len(steps) - 1) for step in steps]
        steps[4] += wide + wide / (len(steps) - 1)
    x = plan.left_of(number) + (2 * plan.pitch if first else 0) + plan.moved.get(place, 0.0)
    page.text(x, plan.baseline(slot), text, size=plan.size, steps=steps)


def _page_number(page: MadePage, plan: Plan, number: int) -> None:
    text, size = f"— {number} —", 14.0
    width = sum(width_of(character) for character in text) / 1000 * size
    right = number % 2 == 1 or not plan.number_left_on_even
    left_edge = plan.left_of(number)
    x = left_edge + 156 * MM - plan.number_inset - width if right else left_edge + plan.number_inset
    page.text(x, plan.bottom + plan.drop + DASH_TOP * size, text, size=size)


def _foot(page: MadePage, plan: Plan) -> None:
    """The rules 30 pt apart, the lower side of the last one on the bottom of the type area."""
    left = plan.left_of(4)
    count = len(plan.foot_rules)
    for at, thickness in enumerate(plan.foot_rules):
        bottom = plan.bottom + plan.foot_drop - 30 * (count - 1 - at)
        page.rule(left, bottom - thickness, 156 * MM, thickness)
        if at:
            page.text(left + 14, bottom - 10, _FOOT_TEXTS[(at - 1) % 2], size=14)


_FOOT_TEXTS: Iterable[str] = ("报：市委办公室。", "发：各单位。")
