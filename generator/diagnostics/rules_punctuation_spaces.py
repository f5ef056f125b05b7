"""Rules about spaces, worded."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.rule_words import RuleWords

SPACES: Mapping[str, RuleWords] = {
    "space-beside-latin": RuleWords(
        "warning",
        "汉字和数字间的空格",
        "“{around}”中间有空格",
        "请删去空格，排版时会自动留出间隙",
        "句子里汉字和数字、字母之间不打空格；章节号、图表号后面的不算。",
        "公文中汉字和阿拉伯数字之间不空格；打了空格，行末会断在不该断的地方，两端对齐时空隙也忽大忽小。",
        bad=(
            "全市受理群众诉求 2286件，办结率较高。",
            "5 月28日，市教育局走访了三所学校。",
            "推广使用 APP 办事，群众少跑路。",
        ),
        good=(
            "全市受理群众诉求2286件，办结率较高。",
            "推广使用APP办事，群众少跑路。",
            "## 第1章 总则\n\n办法自印发之日起施行。",
            "办公软件为Microsoft Office，由技术人员安装。",
        ),
    ),
    "space-beside-han": RuleWords(
        "warning",
        "句中的空格",
        "“{around}”中间有空格",
        "请删去空格",
        "句子里汉字之间、汉字和标点之间不打空格；姓名对齐、诗行和标题里的不算。",
        "汉字之间没有空格。句中的空格多是从网页或表格里复制来的，印出来像漏了字。",
        bad=(
            "会议 由市教育局主持，各县区参加。",
            "会议由市教育局主持， 各县区参加。",
            "会议由市教育局主持 ，各县区参加。",
            "各县区要 认真落实会议要求，按时办结。",
        ),
        good=(
            "会议由市教育局主持，各县区参加。",
            "走访名单：周 某、冯某某，均已到岗。",
            "《财政部 教育部关于做好走访工作的通知》已经转发，请遵照执行。",
            "墙上写着“春种一粒粟 秋收万颗子”，是孩子们写的。",
        ),
    ),
}
