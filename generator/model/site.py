"""site.yaml: the office, its periodicals, its words and its privacy rules."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from generator.model.record import Record, key
from generator.model.silence import Proofreading
from generator.model.types import (
    Bleed,
    Count,
    DayOfMonth,
    Number,
    Periods,
    Text,
    Texts,
    Weekday,
    YesNo,
    choice,
)

KINDS = ("简报", "诉求动态", "专报", "采用通报")
PDF_KINDS = ("print", "archive", "press", "booklet")
SECRECY_LEVELS = ("秘密", "机密", "绝密")


def _listed(value: object) -> object:
    """One PDF kind alone is a list of one."""
    return (value,) if isinstance(value, str) else value


PdfKinds = Annotated[tuple[Annotated[str, choice(*PDF_KINDS)], ...], BeforeValidator(_listed)]


class Distribution(Record):
    """The keys of a foot; an issue may set any of them anew."""

    report_to: Texts | None = key("报", None, example="[市委, 市政府]")
    send_to: Texts | None = key("送", None, example="[市直]")
    issue_to: Texts | None = key("发", None, example="[县市区]")
    copies: Count | None = key("印数", None, example="120")
    approved_by: Text = key("签发", "")
    reviewed_by: Text = key("审核", "")
    edited_by: Text = key("责编", "")


class Publication(Distribution):
    name: Text = key("名称", example="工作简报")
    kind: Annotated[str, choice(*KINDS)] = key("类型", example="简报")
    issuer: Text = key("编印单位", "")
    cadence: Annotated[str, choice("周", "旬", "半月", "月", "季", "年", "不定期")] = key("频次", "不定期")
    first_total: Number = key("总期起始", 1, example="73")
    notice: Text = key("标注", "")
    secrecy: Annotated[str, choice("", *SECRECY_LEVELS)] = key("密级", "")
    secrecy_term: Text = key("保密期限", "")
    copy_numbers: YesNo = key("份号", False)
    mark: YesNo = key("暗记", False)
    public: YesNo = key("公开", False)
    pdf_kinds: PdfKinds = key("成品", ("print",), example="[print, archive]")
    bleed: Bleed = key("出血", 0, example="3")
    crop_marks: YesNo = key("裁切标记", False)
    even_foot: YesNo = key("版记偶数页", False)
    sheets: YesNo = key("交办单", False)
    reporting: Texts | None = key("通报范围", None, example="[县市区, 市直]")


class Vocabularies(Record):
    types: Texts = key("诉求类型", ("咨询", "求助", "投诉", "举报", "建议", "表扬"))
    channels: Texts = key("来源渠道", ("来访", "12345热线", "e线民生", "举报箱", "短信", "走访"))
    categories: Texts = key("问题分类", ())
    parties: Texts = key("服务对象", ("市场主体", "困难群众", "基层单位"))
    unit_classes: Texts = key("单位类别", ("县市区", "功能区", "市直", "国资", "教育"))
    states: Texts = key("状态", ("待交办", "办理中", "已办结", "已退回"))
    closed_states: Texts = key("办结状态", ("已办结",))
    satisfied: Texts = key("满意", ("非常满意", "满意", "基本满意"))
    dissatisfied: Texts = key("不满意", ("不满意", "非常不满意"))


class Rate(Record):
    """A share of two counts; both are printed with it, since offices divide by different ones."""

    numerator: Text = key("分子", example="办结量")
    denominator: Text = key("分母", example="受理量")


RATES = {
    "办结率": Rate(numerator="办结量", denominator="受理量"),
    "按时办结率": Rate(numerator="按时办结量", denominator="办结量"),
    "满意率": Rate(numerator="满意量", denominator="回访量"),
}


class Hot(Record):
    """When a matter (问题分类) is a hot issue: any one of the four will do. Counts are of one period."""

    top: Count = key("件数前", 3, example="3")
    growth: Count = key("增幅", 50, example="50")
    growth_least: Count = key("增幅起点", 5, example="5")
    usual: Periods = key("常态期数", 4, example="4")
    repeats: Count = key("重复", 5, example="5")
    areas: Count = key("属地", 5, example="5")


class Privacy(Record):
    allow: Texts = key("允许", ())
    forbid: Texts = key("禁止", ())


class Site(Record):
    organization: Text = key("单位", example="市领导小组办公室")
    short_name: Text = key("简称", "")
    region: Text = key("地区", "")
    week_start: Weekday = key("周起始", 0, example="周一")
    month_cutoff: DayOfMonth | None = key("月截止日", None, example="25")
    profile: Text = key("版式", "gbt9704")
    vocabularies: Vocabularies = key("词表", Vocabularies(), example="{单位类别: [县市区, 市直]}")
    columns: dict[str, str | dict[str, str]] = key("列名", {}, example="{工单号: 编号}")
    rates: dict[str, Rate] = key("指标", RATES, example="{办结率: {分子: 办结量, 分母: 受理量}}")
    terms: dict[str, str] = key("办理时限", {}, example="{投诉: 5个工作日, 其他: 10个工作日}")
    hot: Hot = key("热点", Hot(), example="{件数前: 3, 增幅: 50}")
    satisfaction_floor: Count = key("满意率下限", 90, example="90")
    privacy: Privacy = key("隐私", Privacy(), example='{允许: ["12345"]}')
    proofreading: Proofreading = key("校对", Proofreading(), example="{句长: 120}")
    publications: dict[str, Publication] = key(
        "刊物", {}, example="{gongzuo-jianbao: {名称: 工作简报, 类型: 简报}}"
    )
