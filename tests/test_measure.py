"""The measuring of a finished PDF: what is right is clean, what was planted is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_made import A4, HAN, MM, MadePage, MadePdf, Plan, bulletin

from generator.diagnostics import Diagnostic, Place
from generator.measure import Measurement, Remark, Row, as_table, remarks, to_json
from generator.measure import measure as measure_file
from generator.measure.grid import gaps
from generator.measure.lines import Line, lines_of
from generator.measure.read import read_document
from generator.measure.row import show
from generator.model.profile import Profile, load_profile

PROFILE_FILE = Path(__file__).parent.parent / "templates" / "profiles" / "gbt9704.yaml"
Measured = Callable[..., Measurement]


@pytest.fixture(scope="module")
def profile() -> Profile:
    loaded, findings = load_profile(PROFILE_FILE)
    assert loaded is not None and findings == []
    return loaded


@pytest.fixture
def measured(tmp_path: Path, profile: Profile) -> Measured:
    """Measure the bulletin of a plan with some fields changed."""

    def run(**changes: object) -> Measurement:
        return measure(bulletin(tmp_path / "made.pdf", **changes), profile)

    return run


def measure(path: Path, profile: Profile) -> Measurement:
    measurement, findings = measure_file(path, profile)
    assert measurement is not None and findings == []
    return measurement


def row(measurement: Measurement, item: str) -> Row:
    return next(found for found in as_table(measurement) if found.item == item)


def wrong(measurement: Measurement) -> dict[str, str]:
    """Item → found, for every row that is not as it should be."""
    return {found.item: found.found for found in as_table(measurement) if found.ok is False}


def lines_from(tmp_path: Path, draw: Callable[[MadePage], None]) -> list[Line]:
    pdf = MadePdf()
    draw(pdf.page())
    return list(lines_of(read_document(pdf.save(tmp_path / "lines.pdf")).pages[0]))


# --- A bulletin that keeps every rule ---


def test_a_right_bulletin_is_clean(measured: Measured) -> None:
    measurement = measured()
    assert wrong(measurement) == {}
    assert remarks(measurement) == []
    undecided = {found.item for found in as_table(measurement) if found.ok is None}
    assert undecided == {"页数", "文件大小", "报头名称宽窄", "报头名称笔画上距", "离行格最远的一行"}


def test_the_numbers_of_a_right_bulletin(measured: Measured) -> None:
    measurement = measured()
    found = {name.item: (name.found, name.unit) for name in as_table(measurement)}
    assert found["纸张宽度"] == ("210", "mm")
    assert found["天头"] == ("37", "mm")
    assert found["每行字数"] == ("28（63 行）", "字")
    assert found["每面行数"] == ("22（2 面）", "行")
    assert found["字距"] == ("15.793", "pt")
    assert found["行距"] == ("28.98", "pt")
    assert found["版心高度"] == ("224.917", "mm")
    assert found["首行缩进"] == ("31.586", "pt")
    assert found["正文右边缘"] == ("63 行中 63 行在 0.3 pt 内（100.0%）", "pt")
    assert found["页码距版心"] == ("7", "mm")
    assert found["报头名称上距"] == ("24", "mm")
    assert found["字体 TestFang"] == ("1809 字，已嵌入，子集", "")


def test_json_holds_rows_rules_and_lines(measured: Measured) -> None:
    value = json.loads(to_json(measured()))
    assert value["ok"] is True
    assert value["pages"] == 4
    assert value["profile"] == "gbt9704"
    assert value["rows"][0] == {
        "item": "纸张宽度",
        "nominal": "210",
        "found": "210",
        "unit": "mm",
        "deviation": 0.0,
        "tolerance": 0.5,
        "ok": True,
    }
    thick = value["rules"][0]
    assert (thick["page"], thick["thickness_pt"], thick["colour"]) == (1, 2.25, "CMYK 0 80 80 0")
    assert thick["length_mm"] == pytest.approx(156, abs=0.001)
    assert len(value["body_lines"]) == 64
    assert value["faces"] == [{"name": "TestFang", "glyphs": 1809, "embedded": True, "subset": True}]


# --- Planted deviations of the page, the grid and what stands around it ---


@pytest.mark.parametrize(
    ("changes", "item", "found", "deviation"),
    [
        ({"pitch": 15.693}, "字距", "15.693", -0.1),
        ({"line_pitch": 28.88}, "行距", "28.88", -0.1),
        ({"size": 15.9}, "正文字号", "15.9", -0.1),
        ({"top": 39 * MM}, "天头", "39", 2.0),
        ({"drop": 6 * MM}, "页码距版心", "6", -1.0),
        ({"number_inset": 10.0}, "页码空边", "10", -4.0),
        ({"name_size": 44.0}, "报头名称字号", "44", -2.0),
        ({"name_top": 27 * MM}, "报头名称上距", "27", 3.0),
        ({"masthead_rule": 3.0}, "报头红线粗", "3", 0.75),
        ({"foot_rules": (0.5 * MM, 0.25 * MM, 0.35 * MM)}, "版记首线粗", "0.5", 0.15),
        ({"foot_rules": (0.35 * MM, 0.35 * MM, 0.35 * MM)}, "版记中线粗", "0.35", 0.1),
        ({"foot_rules": (0.35 * MM, 0.25 * MM, 0.25 * MM)}, "版记末线粗", "0.25", -0.1),
        ({"foot_drop": -1 * MM}, "版记末线位置", "-1", -1.0),
    ],
)
def test_a_planted_deviation_is_told(
    measured: Measured, changes: dict[str, object], item: str, found: str, deviation: float
) -> None:
    told = row(measured(**changes), item)
    assert told.ok is False
    assert told.found == found
    assert told.deviation == pytest.approx(deviation, abs=0.002)


def test_one_deviation_leaves_the_other_rows_clean(measured: Measured) -> None:
    assert wrong(measured(drop=6 * MM)) == {"页码距版心": "6"}
    assert wrong(measured(foot_drop=-1 * MM)) == {"版记末线位置": "-1"}


def test_margins_that_do_not_swap(measured: Measured) -> None:
    measurement = measured(left=(28 * MM, 28 * MM))
    assert row(measurement, "订口").found == "26.964（25.927～28）"
    assert row(measurement, "订口").ok is False
    assert row(measurement, "正文左边缘").deviation == pytest.approx(2 * MM, abs=0.01)


def test_page_numbers_on_the_wrong_side(measured: Measured) -> None:
    told = wrong(measured(number_left_on_even=False))
    assert told["页码位置"] == "第 2、4 面位置相反"


def test_another_red(measured: Measured) -> None:
    told = wrong(measured(red=(0.8, 0.0, 0.0)))
    assert told == {"报头名称颜色": "RGB #CC0000", "报头红线颜色": "RGB #CC0000"}


def test_without_masthead_foot_and_page_numbers(tmp_path: Path, profile: Profile) -> None:
    pdf = MadePdf()
    pdf.page().text(28 * MM, 150, HAN[:20])
    told = wrong(measure(pdf.save(tmp_path / "bare.pdf"), profile))
    assert told["报头名称（红色大字）"] == "没有找到"
    assert told["版记分隔线"] == "没有找到"
    assert told["页码字号"] == "没有找到"
    assert told["没有页码的面"] == "第 1 面"


# --- Planted deviations of lines ---


def test_a_line_that_ends_short(measured: Measured) -> None:
    measurement = measured(short={(2, 4): 1.0})
    assert row(measurement, "正文右边缘").found == "63 行中 62 行在 0.3 pt 内（98.4%）"
    told = remarks(measurement)
    assert [(one.item, one.page, one.line, one.deviation) for one in told] == [("正文右边缘", 2, 5, -0.794)]


def test_a_line_that_is_moved(measured: Measured) -> None:
    told = remarks(measured(moved={(3, 6): 1.5}))
    assert [(one.item, one.page, one.line, one.deviation) for one in told] == [
        ("正文右边缘", 3, 7, 1.706),
        ("正文左边缘", 3, 7, 1.5),
    ]


def test_slack_in_one_gap(measured: Measured) -> None:
    measurement = measured(one_gap={(2, 9): 4.0})
    assert [(one.item, one.page, one.line) for one in remarks(measurement)] == [("行内空隙", 2, 10)]
    assert row(measurement, "正文右边缘").ok is True


def test_a_stretched_line_is_no_measure_of_the_pitch(measured: Measured) -> None:
    # Twenty-seven characters, since the next line would have begun with a comma.
    measurement = measured(texts={(2, 3): HAN[:27], (2, 4): "字，" + HAN[:26]})
    assert row(measurement, "每行字数").ok is True
    assert row(measurement, "字距").ok is True
    assert wrong(measurement) == {}


@pytest.mark.parametrize(
    ("texts", "rule", "line"),
    [
        ({(2, 4): "，" + HAN[:27]}, "行首不应是“，”", 5),
        ({(2, 4): "”" + HAN[:27]}, "行首不应是“””", 5),
        ({(2, 4): "％" + HAN[:27]}, "行首不应是“％”", 5),
        ({(2, 4): "々" + HAN[:27]}, "行首不应是“々”", 5),
        ({(2, 4): HAN[:27] + "《"}, "行末不应是“《”", 5),
        ({(2, 4): HAN[:27] + "—", (2, 5): "—" + HAN[:27]}, "“——”被拆在两行", 6),
        ({(2, 5): "——" + HAN[:26]}, "行首不应是“——”", 6),
        ({(2, 5): "……" + HAN[:26]}, "行首不应是“……”", 6),
        ({(2, 4): HAN[:26] + "3.1", (2, 5): "4万" + HAN[:27]}, "数字被拆在两行", 5),
        ({(2, 4): HAN[:26] + "12,", (2, 5): "345" + HAN[:26]}, "数字被拆在两行", 5),
        ({(2, 4): HAN[:26] + "99.5", (2, 5): "%" + HAN[:27]}, "数字与“%”被拆在两行", 5),
        ({(2, 4): HAN[:26] + "2022", (2, 5): "年" + HAN[:27]}, "数字与“年”被拆在两行", 5),
        ({(2, 4): HAN[:26] + "9亿", (2, 5): "元" + HAN[:27]}, "数字与“元”被拆在两行", 5),
        ({(2, 4): HAN[:26] + "36", (2, 5): "平方米" + HAN[:25]}, "数字与“平方米”被拆在两行", 5),
    ],
)
def test_a_breach_of_the_line_rules(
    measured: Measured, texts: dict[tuple[int, int], str], rule: str, line: int
) -> None:
    measurement = measured(texts=texts)
    told = [(fault.rule, fault.page, fault.line) for fault in measurement.faults]
    assert (rule, 2, line) in told
    assert row(measurement, "行首行末规则").ok is False
    assert Remark(rule, 2, line, None, measurement.faults[told.index((rule, 2, line))].text) in remarks(
        measurement
    )


@pytest.mark.parametrize(
    "texts",
    [
        {(2, 4): HAN[:26] + "6月", (2, 5): "3日" + HAN[:27]},
        {(2, 4): HAN[:27] + "。", (2, 5): HAN[1:29]},
        {(2, 4): "《" + HAN[:27]},
        {(2, 4): HAN[:26] + "12345", (2, 5): "热线" + HAN[:26]},
    ],
)
def test_no_breach(measured: Measured, texts: dict[tuple[int, int], str]) -> None:
    assert measured(texts=texts).faults == ()


def test_a_paragraph_may_begin_with_a_dash(tmp_path: Path, profile: Profile) -> None:
    pdf = MadePdf()
    page = pdf.page()
    plan = Plan()
    page.text(plan.left_of(1), plan.baseline(0), HAN[:10] + "。", pitch=15.793)
    page.text(plan.left_of(1) + 2 * 15.793, plan.baseline(1), "——" + HAN[:24], pitch=15.793)
    page.text(plan.left_of(1), plan.baseline(2), HAN[:28], pitch=15.793)
    assert measure(pdf.save(tmp_path / "dash.pdf"), profile).faults == ()


def test_a_mark_at_the_end_counts_at_half_width(tmp_path: Path, profile: Profile) -> None:
    pdf = MadePdf()
    page = pdf.page()
    plan = Plan()
    # The last mark's glyph is a whole em wide and may stand half an em over the edge.
    step = (156 * MM - 8) / 28
    page.text(plan.left_of(1), plan.baseline(0), HAN[:28] + "，", pitch=step)
    page.text(plan.left_of(1), plan.baseline(1), HAN[:28], pitch=15.793)
    page.text(plan.left_of(1), plan.baseline(2), HAN[:5] + "。", pitch=15.793)
    measurement = measure(pdf.save(tmp_path / "half.pdf"), profile)
    rights = [line.right for line in measurement.full_lines]
    assert rights == [pytest.approx(0.0, abs=0.001), pytest.approx(0.206, abs=0.001)]
    assert measurement.lines[0].pitch is None


def test_entries_of_the_contents_are_no_body_text(tmp_path: Path, profile: Profile) -> None:
    pdf = MadePdf()
    page = pdf.page()
    plan = Plan()
    for slot in range(4):
        text = HAN[slot : slot + 12] + "…" * 15 + "2"
        page.text(plan.left_of(1), plan.baseline(slot), text, pitch=15.2)
    page.text(plan.left_of(1), plan.baseline(5), HAN[:28], pitch=15.793)
    page.text(plan.left_of(1), plan.baseline(6), HAN[:28], pitch=15.793)
    measurement = measure(pdf.save(tmp_path / "contents.pdf"), profile)
    assert measurement.body_line_count == 2
    assert len(measurement.full_lines) == 1


def test_an_item_of_a_list_has_its_own_indent_and_mark(tmp_path: Path, profile: Profile) -> None:
    pdf = MadePdf()
    page = pdf.page()
    plan = Plan()
    for slot in (0, 2):
        page.text(plan.left_of(1) + 15.793, plan.baseline(slot), "·" + HAN[:26], pitch=15.793)
        page.text(plan.left_of(1), plan.baseline(slot + 1), HAN[:9] + "。", pitch=15.793)
    measurement = measure(pdf.save(tmp_path / "list.pdf"), profile)
    assert measurement.faults == ()
    assert row(measurement, "首行缩进").found == "没有找到"
    assert row(measurement, "每行字数").found == "28（2 行）"


def test_a_page_that_ends_early_tells_no_number_of_lines(tmp_path: Path, profile: Profile) -> None:
    # One line more would leave a single line of the paragraph on the next page.
    pdf = MadePdf()
    plan = Plan()
    first, second = pdf.page(), pdf.page()
    for slot in range(21):
        first.text(plan.left_of(1), plan.baseline(slot), HAN[:28], pitch=15.793)
    second.text(plan.left_of(2), plan.baseline(0), HAN[:28], pitch=15.793)
    second.text(plan.left_of(2), plan.baseline(1), HAN[:7] + "。", pitch=15.793)
    told = row(measure(pdf.save(tmp_path / "early.pdf"), profile), "每面行数")
    assert (told.found, told.ok) == ("没有找到", None)


def test_pages_of_fewer_lines_are_told(tmp_path: Path, profile: Profile) -> None:
    pdf = MadePdf()
    plan = Plan()
    for number in (1, 2, 3):
        page = pdf.page()
        for slot in range(20):
            page.text(plan.left_of(number), plan.baseline(slot), HAN[:28], pitch=15.793)
    told = row(measure(pdf.save(tmp_path / "few.pdf"), profile), "每面行数")
    assert (told.found, told.deviation, told.ok) == ("20（3 面）", -2.0, False)


# --- Glyphs into lines ---


def test_marks_set_closer_leave_the_gaps_even(tmp_path: Path) -> None:
    # 》 and ， take half an em each; their glyphs are whole and lie over their neighbours.
    [line] = lines_from(
        tmp_path, lambda page: page.text(80, 200, "通知》，要求", steps=[15.8, 15.8, 7.8, 7.8, 15.8])
    )
    assert line.text == "通知》，要求"
    assert gaps(line) == [pytest.approx(-0.2, abs=0.001)] * 5


def test_a_gap_after_a_mark_that_is_too_wide(tmp_path: Path) -> None:
    [line] = lines_from(
        tmp_path, lambda page: page.text(80, 200, "通知，要求各单位", steps=[16, 16, 19, 16, 16, 16, 16])
    )
    assert gaps(line) == [pytest.approx(gap, abs=0.001) for gap in (0, 0, 3, 0, 0, 0, 0)]


def test_an_opening_mark_set_closer_at_the_start(tmp_path: Path) -> None:
    [line] = lines_from(tmp_path, lambda page: page.text(72, 200, "（一）", pitch=16.0))
    assert line.left_edge(80) == pytest.approx(80)
    assert line.left_edge(72) == pytest.approx(72)


def test_a_footnote_call_is_text_and_no_measure(tmp_path: Path) -> None:
    def draw(page: MadePage) -> None:
        page.text(80, 200, "要求如下", pitch=16.0)
        page.text(144, 194, "12", size=9.0)
        page.text(153, 200, "各单位", pitch=16.0)

    [line] = lines_from(tmp_path, draw)
    assert line.text == "要求如下12各单位"
    assert line.size == pytest.approx(16)
    assert gaps(line) == [pytest.approx(0.0, abs=0.001)] * 5


def test_cells_of_a_table_are_lines_of_their_own(tmp_path: Path) -> None:
    def draw(page: MadePage) -> None:
        page.text(80, 200, "合计", size=12.0)
        page.text(300, 200, "100", size=12.0)

    lines = lines_from(tmp_path, draw)
    assert [(line.text, line.number, line.alone) for line in lines] == [("合计", 1, False), ("100", 1, False)]


def test_a_watermark_is_left_out(tmp_path: Path) -> None:
    def draw(page: MadePage) -> None:
        page.text(150, 400, "草稿", size=120.0, colour=(0.85, 0.85, 0.85))
        page.text(80, 400, HAN[:20], pitch=16.0)

    assert [line.text for line in lines_from(tmp_path, draw)] == [HAN[:20]]


# --- Rules ---


def test_rules_however_they_are_drawn(tmp_path: Path) -> None:
    pdf = MadePdf()
    page = pdf.page()
    page.text(80, 90, "字")
    page.rule(80, 100, 300, 0.7)
    page.stroke(80, 200, 300, 0.9)
    page.clipped_frame(80, 300, 300, 50, 1.1)
    page.rule(80, 400, 300, 40, (0.9,))
    rules = read_document(pdf.save(tmp_path / "rules.pdf")).pages[0].rules
    assert [(round(r.top, 2), round(r.thickness, 2), round(r.length, 2)) for r in rules] == [
        (100.0, 0.7, 300.0),
        (199.55, 0.9, 300.0),
        (300.0, 1.1, 300.0),
    ]


# --- Files that cannot be measured ---


def refused(path: Path, profile: Profile) -> Diagnostic:
    measurement, [finding] = measure_file(path, profile)
    assert measurement is None
    assert finding.place == Place(path.name)
    assert finding.data == {"path": path.name}
    return finding


def test_a_missing_file(tmp_path: Path, profile: Profile) -> None:
    assert refused(tmp_path / "没有.pdf", profile).code == "pdf-missing"


@pytest.mark.parametrize("data", [b"", b"no pdf at all", b"%PDF-1.7\n%%EOF\n"])
def test_no_pdf(tmp_path: Path, profile: Profile, data: bytes) -> None:
    path = tmp_path / "坏.pdf"
    path.write_bytes(data)
    assert refused(path, profile).code == "pdf-unreadable"


def test_a_locked_pdf(tmp_path: Path, profile: Profile) -> None:
    path = tmp_path / "锁.pdf"
    with pikepdf.open(bulletin(tmp_path / "open.pdf")) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert refused(path, profile).code == "pdf-locked"


def test_a_pdf_without_text(tmp_path: Path, profile: Profile) -> None:
    pdf = MadePdf()
    pdf.page(A4).rule(80, 100, 300, 0.7)
    assert refused(pdf.save(tmp_path / "空.pdf"), profile).code == "pdf-without-text"


# --- The profile ---


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = PROFILE_FILE.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = tmp_path / "local.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_the_profile_has_the_numbers_of_the_page(profile: Profile) -> None:
    assert profile.type_width.pt == pytest.approx(442.205, abs=0.001)
    assert profile.letter_spacing == pytest.approx(-0.207)
    assert (profile.left_margin(1), profile.left_margin(2)) == (profile.binding.pt, profile.outer.pt)
    assert profile.binding.value + profile.type_width.value + profile.outer.value == 210
    assert profile.top.value + profile.type_height.value + profile.bottom.value == 297
    assert profile.foot_rule_thick.pt == pytest.approx(0.992, abs=0.001)
    assert profile.line_pitch.strength == "house"
    assert profile.page_number_drop.clause == "GB/T 9704-2012 7.5"


def test_an_office_changes_a_value_and_not_code(tmp_path: Path) -> None:
    loaded, findings = load_profile(changed(tmp_path, "字距: {值: 15.793,", "字距: {value: 15.5,"))
    assert findings == []
    assert loaded is not None and loaded.character_pitch.value == 15.5


@pytest.mark.parametrize(
    ("old", "new", "code", "data"),
    [
        ("每行字数: {值: 28,", "每行字数: {值: 二八,", "profile-not-whole", None),
        ("字距: {值: 15.793,", "字距: {值: 宽,", "profile-not-number", None),
        ("字距: {值: 15.793,", "字距: {值: nan,", "profile-not-number", None),
        ("字距: {值: 15.793, 单位: pt", "字距: {值: 15.793, 单位: 磅", "value-not-choice", None),
        ('屏幕: "#EA5532"', "屏幕: 红", "profile-value", {"name": "红色·屏幕"}),
        ("字距: {值: 15.793,", "字距: {", "profile-key-missing", {"name": "字距·值"}),
        ("字距: {", "字 距: {", "profile-key-unknown", {"key": "字 距", "near": "字距"}),
        (
            "字距: {值: 15.793,",
            "字距: {值: 15.793, value: 1,",
            "profile-key-twice",
            {"key": "value", "other": "值"},
        ),
        ("字距: {", "字距: {{", "profile-syntax", {}),
    ],
)
def test_a_profile_that_is_wrong(
    tmp_path: Path, old: str, new: str, code: str, data: dict[str, str] | None
) -> None:
    path = changed(tmp_path, old, new)
    line = next(n for n, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if new in text)
    loaded, findings = load_profile(path, "templates/profiles/local.yaml")
    assert loaded is None
    assert next(finding.code for finding in findings) == code
    place = findings[0].place
    assert place is not None and place.file == "templates/profiles/local.yaml"
    if code != "profile-syntax":
        assert place.line == line
    if data is not None:
        assert findings[0].data == data


def test_a_profile_that_is_not_there(tmp_path: Path) -> None:
    loaded, findings = load_profile(tmp_path / "x.yaml")
    assert loaded is None
    assert [(finding.code, finding.data) for finding in findings] == [("profile-missing", {"path": "x.yaml"})]


@given(st.text(max_size=80))
def test_no_text_makes_the_profile_reader_fall(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    loaded, findings = load_profile(path)
    assert loaded is None
    assert findings


@given(st.floats(-1e6, 1e6))
def test_a_shown_number_is_near_and_short(value: float) -> None:
    text = show(value)
    assert abs(float(text) - value) <= 0.0005 + 1e-9
    assert not text.endswith(".") and text != "-0"
