"""The day by which notes ask for receipts: told where it is past before anything was sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from click.testing import CliRunner
from conftest import SiteMaker

from generator.cli import main
from generator.commands.pack import late_line
from generator.dispatch.receipts import RECEIPT_DAYS, late_receipts
from generator.dispatch.register import Register, Row

KEY = "gongzuo-jianbao/2022-05"
TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "fahan" / "note.html"


def row(unit: str, day: int, state: str = "已封装") -> Row:
    return Row(unit=unit, copies=1, state=state, date=date(2022, 6, day))


def register(*rows: Row) -> Register:
    return Register(publication="工作简报", issue="2022年第5期", total=9, rows=rows)


def test_a_term_that_is_past_is_told() -> None:
    """Five working days after Monday, 6 June 2022 is the 13th: 端午 was the 3rd."""
    made = register(row("市教育局", 6), row("澄湖区", 6), row("市住建局", 6, "已发出"), row("留存", 6))
    assert late_receipts(made, date(2022, 6, 13)) is None, "on its last day there is time left"
    late = late_receipts(made, date(2022, 6, 14))
    assert late is not None and late.units == ("市教育局", "澄湖区")
    assert late_line(late, KEY, date(2022, 6, 14)) == (
        "注意：发文通知要 2 个单位在 2022-06-13 以前送回执，这一天已经过了："
        "期限从登记的日期（2022-06-06）算起。"
        f"还没有发的，请按发出的日期重新封装：make pack ISSUE={KEY} DATE=2022-06-14"
    )
    one = late_receipts(made, date(2022, 6, 14), ["澄湖区"])
    assert one is not None and "要“澄湖区”在 2022-06-13 以前" in late_line(one, KEY, date(2022, 6, 14))
    assert late_receipts(made, date(2022, 6, 14), ["市住建局"]) is None, "it went in time"
    assert late_receipts(register(row("澄湖区", 6, "已送达")), date(2022, 7, 1)) is None


def test_the_notes_have_the_same_term() -> None:
    assert TEMPLATE.read_text(encoding="utf-8").count(f"after({RECEIPT_DAYS}) }}}}前将下面的回执") == 1


def test_pack_says_it(make_site: SiteMaker) -> None:
    text = "单位: 市领导小组办公室\n词表: {单位类别: [市直]}\n刊物:\n  gongzuo-jianbao: "
    lists = "{名称: 工作简报, 类型: 简报, 频次: 周, 发: [市直]}\n"
    units = "- {名称: 市经济和信息化局, 简称: 市经信局, 类别: 市直}\n- {名称: 市教育局, 类别: 市直}\n"
    site = make_site({"site.yaml": text + lists, "content/units.yaml": units})
    done = CliRunner().invoke(main, ["pack", "--site", str(site), KEY])
    assert done.exit_code == 0, done.output
    assert "在 2022-06-13 以前送回执，这一天已经过了" in done.stderr
    today = date.today().isoformat()
    done = CliRunner().invoke(main, ["pack", "--site", str(site), "--date", today, KEY])
    assert done.exit_code == 0 and "这一天已经过了" not in done.output
