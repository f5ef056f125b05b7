"""The rule of the proofreader about wrong characters in words and sayings, worded."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.rule_words import RuleWords

WORDING_SOUNDS: Mapping[str, RuleWords] = {
    "word-misspelt": RuleWords(
        "warning",
        "错别字",
        "“{word}”像是有错别字",
        "请改为“{right}”：{pairs}",
        "常用的词和套话里，有的字被读音一样、相近或者字形相像的字顶替了，写出来的不成词：规华（规划）、首问负责治（首问负责制）。"
        "书名号里的、短的引语不查；前后的字能同它连成词的，像人名、地名、单位名的，也不提示。",
        "《现代汉语词典》的词形。词见 templates/proofreading 的 misspelt.txt、words.txt，套话见 sayings.txt"
        "；确实是专名、不是错别字的，在那里写上“校对: 忽略 错别字”和理由。",
        bad=(
            "县里编制了新一轮城镇规华。",
            "供水单位公布了水值检测结果。",
            "窗口实行首问负责治，一次告知。",
            "招标全程公开，阳光草作。",
            "居民艺术团每周排练街目。",
            "首期月嫂培圳班结业，早稻秧田以经上水。",
        ),
        good=(
            "县里编制了新一轮城镇规划，对方按规定提交了材料。",
            "对推诿扯皮的单位通报批评，卫生健康部门参加。",
            "教师们读了《草作与规华》，写了笔记。",
            "志愿服务对象以独居老人为主，以及依法应当公开的信息。",
            "水质监测结果向居民公布，服务对象都很满意。",
        ),
    ),
}
