"""Rules about numbers that are words, and about hours of half a day, worded."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.rule_words import RuleWords

SAID: Mapping[str, RuleWords] = {
    "number-in-han": RuleWords(
        "error",
        "该用汉字的数字",
        "“{text}”里的数字应当用汉字",
        "请改成“{right}”",
        "农历的月日、分数、清代和以前的年号、“十四五”“八〇后”一类的专称、星期几，用汉字数字。",
        "GB/T 15835-2011 关于选用汉字数字的规定：非公历纪年、概数和已定型的含汉字数字的词语，用汉字数字。",
        bad=(
            "每年正月15有灯会。",
            "全村3分之1的耕地种了油菜。",
            "石桥建于清光绪23年。",
            "回乡办厂的多是“八0后”。",
            "水厂列入“14五”规划。",
            "窗口星期3下午照常办公。",
        ),
        good=(
            "每年正月十五有灯会，元宵节放假1天。",
            "全村三分之一的耕地种了油菜，占33.3%。",
            "石桥建于清光绪二十三年（1897年）。",
            "回乡办厂的多是“八〇后”，有的是80后夫妻。",
            "水厂列入“十四五”规划，第1期工程已经开工。",
        ),
    ),
    "clock-half-day": RuleWords(
        "warning",
        "24小时制的时刻",
        "“{text}”：{hour}时用的是24小时制，前面不用再说是哪半天",
        "请写成“{hour}”时，或者按12小时制写“{right}”时",
        "用24小时制写的时刻，前面不加“下午”“晚上”。",
        "GB/T 7408 规定时刻用24小时制；“下午14时”说了两遍，念起来也不顺。",
        bad=("会议定于下午14时30分召开。", "检查组晚上20:00到达夜市。", "培训于下午15点开始。"),
        good=(
            "会议定于14时30分召开。",
            "检查组晚上8时到达夜市。",
            "下午3点，培训开始。",
            "下午13名代表发言。",
        ),
    ),
}
