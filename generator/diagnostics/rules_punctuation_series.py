"""Rules about marks within a series, worded."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.rule_words import RuleWords

SERIES: Mapping[str, RuleWords] = {
    "list-mark-mixed": RuleWords(
        "warning",
        "并列的标点不一",
        "“{around}”里的“{mark}”用得不对",
        "请改成“{right}”",
        "并列的几个词之间都用顿号，不夹用逗号、分号；顿号后面只接并列的词，不接“其中”“同比”这样的下一句话。",
        "GB/T 15834-2011 4.5：顿号用于并列词语之间，4.4：句子内部的停顿用逗号。",
        bad=(
            "培训涉及种植，养殖、电商等多个专业。",
            "走访了学校、医院；车站等12处。",
            "现有幼儿园64所、其中城区28所。",
            "各镇坚持精准治污；科学治污、依法治污，水清了。",
        ),
        good=(
            "培训涉及种植、养殖、电商等多个专业。",
            "走访了学校、医院、车站等12处。",
            "现有幼儿园64所，其中城区28所。",
            "发生火情的，组织扑救、疏散；无法扑救的，及时报告。",
            "全省演出340场，除本市以外，还在外省、外国等20个地方演出。",
        ),
    ),
}
