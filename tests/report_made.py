"""A 专报 and a 交办单 made by hand with every kind of block, for the tests of templates and wide pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from render_made import article, bulletin

from generator.model.blocks import Case, Cases, Chart, Column, Prose, Series, Sheet, Table, Tile, Tiles
from generator.model.bulletin import Bulletin, BulletinSection
from generator.model.profile import Profile, load_profile
from generator.render.bulletin import render_bulletin
from generator.render.environment import make_environment
from generator.render.sheet import render_sheet
from generator.typeset.document import Press, make_press, typeset
from generator.typeset.faces import resolve_faces
from generator.typeset.fontconfig import installed_families, use_fontconfig
from generator.typeset.stylesheet import print_stylesheet

ROOT = Path(__file__).resolve().parents[1]

TILES = Tiles(
    (
        Tile("受理量", "1284", "件", (("环比", "上升12.4%"), ("同比", "暂无可比基期"))),
        Tile("日均受理量", "183.4", "件", (("环比", "上升12.4%"), ("同比", "暂无可比基期"))),
        Tile("办结率", "93.6%", "", (("环比", "上升1.2个百分点"), ("同比", "下降0.4个百分点"))),
        Tile("按时办结率", "91.0%", "", (("环比", "持平"), ("同比", "上升2.2个百分点"))),
        Tile("满意率", "95.8%", "", (("环比", "下降0.3个百分点"), ("同比", "上升1.6个百分点"))),
        Tile("累计超期未办结", "37", "件", (("环比", "下降9.8%"),)),
    )
)
TYPES = Table(
    "诉求类型情况",
    (
        Column("诉求类型", share=1.6),
        Column("件数（件）", "right"),
        Column("占比", "right"),
        Column("环比", "right", share=1.4),
        Column("同比", "right", share=1.6),
    ),
    (
        ("咨询", "420", "32.7%", "上升8.0%", "暂无可比基期"),
        ("求助", "398", "31.0%", "上升15.7%", "暂无可比基期"),
        ("投诉", "311", "24.2%", "上升21.0%", "暂无可比基期"),
        ("建议", "122", "9.5%", "持平", "暂无可比基期"),
        ("举报", "33", "2.6%", "下降5.7%", "暂无可比基期"),
    ),
    ("合计", "1284", "100.0%", "上升12.4%", "暂无可比基期"),
    ("占比＝该类件数÷受理量。", "因四舍五入，各项占比之和可能不等于100%。"),
)
CROSS = Table(
    "来源渠道与诉求类型",
    (
        Column("来源渠道", share=1.8),
        *(Column(name, "right", "诉求类型（件）") for name in ("咨询", "求助", "投诉", "建议", "举报")),
        Column("合计", "right"),
    ),
    (
        ("12345热线", "330", "301", "233", "70", "9", "943"),
        ("e线民生", "62", "51", "44", "40", "0", "197"),
        ("来访", "28", "46", "34", "12", "24", "144"),
    ),
    ("合计", "420", "398", "311", "122", "33", "1284"),
)
CHART = Chart(
    "columns",
    "近八周受理量",
    tuple(f"第{number}周" for number in range(15, 23)),
    (Series("受理量", (1021, 1100, 987, 1043, 1180, 1099, 1142, 1284)),),
    summary="近八周受理量在987件至1284件之间，本周最高。",
)
UNITS = (
    "市城管局",
    "市住建局",
    "市公安局",
    "市人社局",
    "市水利局",
    "市教育局",
    "市交通运输局",
    "市市场监管局",
)
AREAS = ("云溪县", "澄湖区", "东陵县", "石垱区", "河口新区", "经济技术开发区", "临江镇", "市直")
CASES = Cases(
    "典型诉求",
    (
        Case(
            "东城水厂管网改造期间反复停水",
            "12345热线　澄湖区　6月1日受理　市水利局承办",
            (
                (
                    "诉求",
                    "居民反映，东城片区5月下旬以来三次停水，两次没有事先通知，影响300余户居民生活，希望尽快恢复供水并公布施工安排。",
                ),
                (
                    "办理",
                    "市水利局当日到场核查，协调施工单位错峰作业，6月3日18时恢复供水；后续停水一律提前48小时张贴通知。",
                ),
            ),
        ),
        Case(
            "中小企业反映贷款续贷手续多",
            "来访　经济技术开发区　6月2日受理　市发展局承办",
            (
                ("诉求", "李某反映，企业续贷需重复提交材料，用时20余天。"),
                ("办理", "已列入助企纾困清单，6月底前办结。"),
            ),
        ),
    ),
    "典型诉求由编辑从本期受理的诉求中选取，姓名、电话、住址已隐去。",
)


def words(*paragraphs: str) -> Prose:
    return Prose("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))


LONG_WORDS = words(
    "本期（5月30日至6月5日）共受理公众诉求1284件，日均183.4件，环比上升12.4%；办结1202件，办结率93.6%，环比上升1.2个百分点；"
    "累计超期未办结37件，涉及9个单位。从反映的问题看，供水管网改造、老旧小区加装电梯、企业续贷三类问题增长较快，"
    "需要有关单位加强预判、提前告知。",
    "请各承办单位对照问题清单，逐件明确责任人、整改措施和完成时限，于6月10日前将办理情况报领导小组办公室。",
)


def unit_table(count: int = 34) -> Table:
    """The annex by unit: nine columns, rows for several pages of units."""
    names = [f"{UNITS[number % len(UNITS)]}{AREAS[number % 7]}分局" for number in range(count)]
    columns = (
        Column("单位", share=3),
        Column("派遣", "right", "办理（件）"),
        Column("按时办结", "right", "办理（件）"),
        Column("超时办结", "right", "办理（件）"),
        Column("未办结", "right", "办理（件）"),
        Column("办结率", "right"),
        Column("按时办结率", "right", share=1.2),
        Column("不满意", "right", "回访（件）"),
        Column("满意率", "right", "回访（件）"),
    )
    rows = tuple((name, "24", "20", "2", "2", "91.7%", "83.3%", "1", "95.0%") for name in names)
    total = (
        "合计",
        *(str(count * number) for number in (24, 20, 2, 2)),
        "91.7%",
        "83.3%",
        str(count),
        "95.0%",
    )
    return Table("各单位办理情况", columns, rows, total, ("办结率＝办结量÷受理量。",))


def problem_list(count: int = 24) -> Table:
    """The 问题清单 of eight columns, for a wide annex."""
    columns = (
        Column("序号", "center", share=0.6),
        Column("事项", share=2.4),
        Column("责任单位", share=1.3),
        Column("责任人", "center", share=0.8),
        Column("目标", share=1.6),
        Column("整改措施", share=2.8),
        Column("时限", "center", share=1.2),
        Column("状态", "center", share=0.9),
    )
    rows = tuple(
        (
            str(number),
            f"{AREAS[number % len(AREAS)]}{('供水管网老化', '老旧小区加装电梯', '农村道路破损')[number % 3]}",
            UNITS[number % len(UNITS)],
            "李某",
            "年底前全部完成",
            "分三段更换主管，施工期间错时供水，提前48小时公告，并安排送水车。",
            f"2022-0{6 + number % 3}-30",
            ("推进中", "已办结", "待交办")[number % 3],
        )
        for number in range(1, count + 1)
    )
    return Table("", columns, rows)


def sections(wide_last: bool = True) -> tuple[BulletinSection, ...]:
    """Nine sections: all kinds of blocks, an article, and two annexes, one of them on wide pages."""
    unit_annex = BulletinSection("附件1　各单位办理情况", blocks=(unit_table(),), anchor="s8", annex=True)
    problems = BulletinSection(
        "附件2　问题清单", blocks=(problem_list(),), anchor="s9", annex=True, wide=True
    )
    annexes = (
        (unit_annex, problems)
        if wide_last
        else (
            replace(problems, name="附件1　问题清单"),
            replace(unit_annex, name="附件2　各单位办理情况"),
        )
    )
    return (
        BulletinSection("本周概况", blocks=(TILES, LONG_WORDS), anchor="s1"),
        BulletinSection("受理走势", blocks=(words("近八周受理量总体上升，本周为最高。"), CHART), anchor="s2"),
        BulletinSection(
            "诉求结构", blocks=(words("诉求以咨询、求助为主，合计占63.7%。"), TYPES, CROSS), anchor="s3"
        ),
        BulletinSection(
            "热点诉求",
            blocks=(words("本期有2类问题列为热点。"), CASES, replace(CASES, heading="上期案例进展", note="")),
            anchor="s4",
        ),
        BulletinSection("超期事项", blocks=(words("本期没有新增超期事项。"),), anchor="s5"),
        BulletinSection(
            "办理做法", (article("a1", "市发展局为企业办实事", byline="（记者　周某）"),), anchor="s6"
        ),
        BulletinSection("工作建议", blocks=(LONG_WORDS,), anchor="s7"),
        *annexes,
    )


def many_sections(wide_last: bool = True) -> tuple[BulletinSection, ...]:
    """Thirteen, so that there are contents: the nine of `sections` and four before them."""
    names = ("工作动态", "基层做法", "部门行动", "县区情况")
    others = tuple(
        BulletinSection(name, blocks=(LONG_WORDS,), anchor=f"t{place}") for place, name in enumerate(names, 1)
    )
    return (*others, *sections(wide_last))


def report(**more: Any) -> Bulletin:
    """Issue 22 of the weekly 专报."""
    base = bulletin(22)
    made = replace(
        base,
        key="zhuanbao/2022-22",
        publication="zhuanbao",
        kind="专报",
        folder="zhuanbao/2022/22",
        file_name="社情民意每周专报2022年第22期.pdf",
        title="社情民意每周专报2022年第22期",
        masthead=replace(base.masthead, name="社情民意每周专报", number_line="第22期"),
        note_html="",
        sections=sections(),
        images=(),
    )
    return replace(made, **more)


def sheet(**more: Any) -> Sheet:
    values: dict[str, Any] = {
        "unit": "市水利局",
        "number": "交办〔2026〕5-03号",
        "title": "公众诉求交办单",
        "issuer": "澜汀市实践活动领导小组办公室",
        "date_line": "2022年6月6日",
        "opening": "<p>现将本期由你单位承办、尚未办结的3件诉求交办给你们，请按下列时限办理。</p>",
        "closing": "<p>请于2022年6月10日前填写回执，报领导小组办公室。逾期未报的，列入下期督办。</p>",
        "table": Table(
            "",
            (
                Column("序号", "center", share=0.7),
                Column("编号", "center", share=2.1),
                Column("诉求", share=3),
                Column("类型", "center", share=0.8),
                Column("受理日期", "center", share=1.5),
                Column("时限", "center", share=1.5),
                Column("超期（工作日）", "center", share=1.2),
                Column("要求", "center", share=1.4),
            ),
            (
                (
                    "1",
                    "20220530-0017",
                    "东城片区反复停水",
                    "投诉",
                    "2022-05-30",
                    "2022-06-06",
                    "",
                    "按期办结",
                ),
                ("2", "20220523-0105", "河堤护栏破损", "求助", "2022-05-23", "2022-05-30", "5", "限期办结"),
                ("3", "20220516-0088", "灌溉渠淤塞", "投诉", "2022-05-16", "2022-05-23", "10", "限期办结"),
            ),
        ),
        "contact": "联系人：王某，电话：12345",
        "file_name": "交办单/03-市水利局.pdf",
    }
    return Sheet(**{**values, **more})


@cache
def profile() -> Profile:
    found, findings = load_profile(ROOT / "templates/profiles/gbt9704.yaml")
    assert found is not None and findings == []
    return found


@cache
def press() -> Press:
    """The shipped style sheet with this machine's faces; one for all tests of a process."""
    use_fontconfig(ROOT / ".cache")
    faces, _ = resolve_faces(ROOT / "templates/shared/faces.yaml", installed_families())
    assert faces is not None
    css, findings = print_stylesheet(make_environment(ROOT), profile(), faces)
    assert findings == [], findings
    return make_press(faces, css)


def made_html(made: Bulletin, site: Path = ROOT, draw: Callable[[Chart], str] | None = None) -> str:
    html, findings = render_bulletin(made, make_environment(site), draw=draw)
    assert findings == [], findings
    return html


def made_pdf(made: Bulletin | Sheet, path: Path, *, draw: Callable[[Chart], str] | None = None) -> Path:
    """Set a bulletin or a sheet, with nothing said against it, and save its PDF."""
    if isinstance(made, Sheet):
        html, findings = render_sheet(made, make_environment(ROOT))
        assert findings == []
        even = False
    else:
        html, even = made_html(made, draw=draw), made.even_foot
    result, findings = typeset(press(), html, {}, even_foot=even)
    assert result is not None and findings == [], findings
    path.write_bytes(result.pdf)
    return path
