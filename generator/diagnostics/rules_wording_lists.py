"""Rules of the proofreader about words of the lists, worded."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.rule_words import RuleWords


def advice(instead: str, reason: str) -> str:
    """The hint for a word of a list, out of what its entry says."""
    return f"请改为“{instead}”：{reason}" if instead else f"请换一种说法：{reason}"


WORDING_LISTS: Mapping[str, RuleWords] = {
    "word-banned": RuleWords(
        "error",
        "禁用词",
        "“{word}”不能用",
        "{advice}",
        "词表 content/words.yaml 里“禁用词”列出的词不能出现，书名号里的也不行。",
        "自带的词表只列了少数称呼和涉及主权的说法，其余由办公室自己定，每个词都写明理由。",
        bad=(
            "社区为残废人安装了扶手。",
            "参展商来自港澳台等国，共120家。",
            "这座门楼是满清时期修的。",
        ),
        good=(
            "社区为残疾人安装了扶手。",
            "参展商来自港澳台地区，共120家。",
            "这座门楼是清代修的。",
            "报名条件充满清楚的提示，群众一看就懂。",
        ),
    ),
    "word-preferred": RuleWords(
        "warning",
        "推荐写法",
        "“{word}”不是推荐的写法",
        "{advice}",
        "同一个词有几种写法的，用规范的那一种。书名号里的照原文，不提示。",
        "《第一批异形词整理表》（GF 1001-2001）和《现代汉语词典》推荐的词形；“其他”一律这样写，"
        "见《立法技术规范（试行）》。办公室可以在 content/words.yaml 里增加、改动。",
        bad=(
            "企业可以在窗口办理，也可以通过其它渠道办理。",
            "资金划入专用帐户后，由专人登记。",
            "部份群众对施工时间有意见，社区逐户作了解释。",
            "新的服务中心座落于城东，占地20亩。",
        ),
        good=(
            "企业可以在窗口办理，也可以通过其他渠道办理。",
            "资金划入专用账户后，由专人登记；救灾帐篷已经运到村里。",
            "通报导致的误会已经消除，两座落后泵站列入改造计划。",
            "会议学习了《银行结算帐户管理有关问题解答》。",
            "完成份额由各县区商定，工作人员身份已经核实。",
        ),
    ),
    "word-confusable": RuleWords(
        "warning",
        "易混词",
        "“{word}”可能用错了字",
        "{advice}",
        "读音或者字形相近、容易用错的字词，只看肯定不对的搭配：截止6月30日（截至）、反应问题（反映）、走仿（走访）。"
        "有几十对字词要看前后的话才知道对错，这些不在词表里：养老人是赡养，养子女是抚养；扣下钱是截留，拦住水是截流。",
        "《现代汉语词典》的释义。书名号里的照原文，不提示。词表见 templates/proofreading/words.yaml，"
        "办公室可以在 content/words.yaml 里增加、改动。",
        bad=(
            "截止6月30日，全市共受理诉求320件。",
            "截止目前，路面已经恢复通行。",
            "群众反应的问题当天转给承办单位。",
            "干部一如继往地到村里走访。",
            "雨停以后，消防拴逐个检查了一遍。",
            "村里象过年一样热闹。",
            "整改必需在6月底前完成。",
            "工作做的很扎实，群众看在眼里。",
        ),
        good=(
            "报名截止6月30日，逾期不再受理。",
            "活动报名时间截止到6月底，材料可以网上提交。",
            "应急队伍反应迅速，化学反应问题由专家研究。",
            "周末办结的诉求有12件，群众自己解决的有3件。",
            "交通迅速恢复，重复盖章的环节已经取消。",
            "这一对象和去年一样，仍由社区负责。",
            "附近30多户居民参加了活动，近十多年来变化很大。",
        ),
    ),
}
