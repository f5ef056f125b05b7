"""Rows of masthead, page numbers and foot."""

from __future__ import annotations

from generator.measure.colours import Colour, colour_name, same_colour
from generator.measure.furniture import Foot
from generator.measure.grid import area_of, turned_area
from generator.measure.measurement import Measurement
from generator.measure.read import Rule
from generator.measure.row import Row, length_row, missing_row, show, truth_row
from generator.model.profile import Length, Profile


def page_number_rows(measurement: Measurement) -> list[Row]:
    """The foot's page and a blank one before it may go without a number (7.5); others may not."""
    profile, numbers = measurement.profile, measurement.page_numbers
    wrong_side = [str(number.page) for number in numbers if not number.outer]
    wrong_number = [str(number.page) for number in numbers if number.printed != number.page]
    numbered = {number.page for number in numbers}
    without = [page for page in range(1, measurement.pages + 1) if page not in numbered]
    free = {measurement.pages, measurement.pages - 1} if measurement.pages > 1 else set()
    bare = "、".join(map(str, without))
    return [
        length_row("页码字号", profile.page_number_size, [n.size for n in numbers], needed=True),
        length_row("页码距版心", profile.page_number_drop, [n.drop for n in numbers], needed=True),
        length_row("页码空边", profile.page_number_inset, [n.inset for n in numbers], needed=True),
        truth_row("页码位置", "单页居右、双页居左", _pages(wrong_side, "位置相反", "相符"), not wrong_side),
        truth_row("页码数字", "与页次相同", _pages(wrong_number, "数字不符", "相符"), not wrong_number),
        truth_row(
            "没有页码的面",
            "只可是版记面和它前面的空白面",
            f"第 {bare} 面" if without else "没有",
            set(without) <= free,
        ),
    ]


def masthead_rows(measurement: Measurement) -> list[Row]:
    profile, masthead = measurement.profile, measurement.masthead
    if masthead is None:
        return [missing_row("报头名称（红色大字）", show(profile.name_size.value), "pt", ok=False)]
    area = area_of(1, profile)
    size = length_row("报头名称字号", profile.name_size, [masthead.size])
    if len(masthead.text) * profile.name_size.pt > profile.type_width.pt:
        # A name too long for one line is narrowed or set smaller in two (house).
        size = size._replace(
            nominal=f"至多 {show(profile.name_size.value)}", ok=masthead.size <= profile.name_size.pt + 0.1
        )
    rows = [
        size,
        length_row("报头名称上距", profile.name_top, [masthead.top]),
        Row("报头名称宽窄", "", show(masthead.narrowing * 100), "%", None, None, None),
        _red_row("报头名称颜色", profile, masthead.colour),
    ]
    if masthead.ink_top is not None:
        ink = show(masthead.ink_top / profile.name_top.pt * profile.name_top.value)
        rows.insert(2, Row("报头名称笔画上距", "", ink, profile.name_top.unit, None, None, None))
    if masthead.rule is None:
        return [*rows, missing_row("报头红线", show(profile.masthead_rule.value), "pt", ok=False)]
    return [
        *rows,
        length_row("报头红线粗", profile.masthead_rule, [masthead.rule.thickness]),
        *_span_rows("报头红线", profile, profile.type_width, masthead.rule, area.left),
        _red_row("报头红线颜色", profile, masthead.rule.colour),
    ]


def foot_rows(measurement: Measurement) -> list[Row]:
    profile, foot = measurement.profile, measurement.foot
    if foot is None or len(foot.rules) < 2:
        return [missing_row("版记分隔线", show(profile.foot_rule_thick.value), "mm", ok=False)]
    area = (turned_area if foot.turned else area_of)(foot.page, profile)
    width = profile.type_height if foot.turned else profile.type_width
    between = [rule.thickness for rule in foot.rules[1:-1]]
    rows = [
        length_row("版记首线粗", profile.foot_rule_thick, [foot.rules[0].thickness]),
        length_row("版记末线粗", profile.foot_rule_thick, [foot.rules[-1].thickness]),
        length_row("版记中线粗", profile.foot_rule_thin, between),
        length_row("版记末线位置", profile.foot_last_rule, [foot.drop]),
        *_span_rows("版记末线", profile, width, foot.rules[-1], area.left),
    ]
    rows.append(_foot_page_row(foot, measurement.pages))
    return rows


def _foot_page_row(foot: Foot, pages: int) -> Row:
    return truth_row("版记所在面", f"最后一面（第 {pages} 面）", f"第 {foot.page} 面", foot.page == pages)


def _span_rows(name: str, profile: Profile, width: Length, rule: Rule, left: float) -> list[Row]:
    """Length and left end of a rule that is to be as wide as the type area."""
    start = Length(
        value=left,
        unit="pt",
        tolerance=round(profile.type_width.tolerance_pt, 3),
        clause="与版心等宽",
        strength="standard",
    )
    return [
        length_row(f"{name}长", width, [rule.length]),
        length_row(f"{name}左端", start, [rule.x0]),
    ]


def _red_row(item: str, profile: Profile, colour: Colour) -> Row:
    cmyk = tuple(part / 100 for part in profile.red.cmyk)
    srgb = tuple(int(profile.red.srgb[at : at + 2], 16) / 255 for at in (1, 3, 5))
    nominal = f"{colour_name(cmyk)} 或 {colour_name(srgb)}"
    ok = same_colour(colour, cmyk) or same_colour(colour, srgb)
    return truth_row(item, nominal, colour_name(colour), ok)


def _pages(pages: list[str], wrong: str, right: str) -> str:
    return f"第 {'、'.join(pages)} 面{wrong}" if pages else right
