"""What is wrong with files, with how YAML is written, and with keys and values."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

FILES: Mapping[str, Entry] = {
    # Files
    "file-missing": Entry("error", "找不到文件“{path}”", "{near}"),
    "file-unreadable": Entry("error", "打不开这个文件：{reason}", "请检查它是不是普通文件、有没有读取权限"),
    "file-outside": Entry(
        "error",
        "这个文件实际放在站点的 content 文件夹以外",
        "请把文件本身复制到 content 文件夹里，不要放快捷方式（链接）",
    ),
    "file-empty": Entry("error", "这个文件是空的", "请写上内容；不用的文件请删掉"),
    "file-too-large": Entry(
        "error",
        "这个文件有 {size} MB，超过了 1 MB",
        "这里只放文字；图片请另存到 content/media 文件夹，再写上它的路径",
    ),
    "file-binary": Entry(
        "error",
        "这不是文本文件",
        "如果它是 Word 文档或者表格，请把文字复制出来，另存为纯文本，编码选 UTF-8",
    ),
    "file-encoding": Entry(
        "error", "从这里起有认不出的文字编码", "请用原来的编辑软件打开，另存为纯文本，编码选 UTF-8"
    ),
    "file-gb18030": Entry("notice", "这个文件的编码是 GB 18030，已经照样读取", "下次保存时编码请选 UTF-8"),
    "site-missing": Entry(
        "error", "这个文件夹里没有 site.yaml，不是一个站点", "请换到站点的文件夹，或者用 --site 指出它在哪里"
    ),
    "site-no-content": Entry("error", "站点里没有 content 文件夹", "请在 site.yaml 旁边新建 content 文件夹"),
    "units-missing": Entry(
        "error",
        "找不到单位名单 content/units.yaml",
        "请新建这个文件，一行写一个单位：- {{名称: 市教育局, 类别: 市直}}",
    ),
    "file-unused": Entry(
        "warning", "程序不用这个文件", "这里只放 {wanted} 文件；Word 文档请把文字复制到这样的文件里"
    ),
    # How YAML is written
    "yaml-wide-colon": Entry(
        "error", "“{key}”后面用了全角冒号“：”", "请改成半角冒号，后面空一格：{key}: {value}"
    ),
    "yaml-no-space": Entry("error", "“{key}:”后面少了一个空格", "请在冒号后面空一格：{key}: {value}"),
    "yaml-tab": Entry("error", "行首用了制表符（Tab 键）", "请改用空格，每退一级空两格"),
    "yaml-wide-comma": Entry(
        "error", "这里用了“{mark}”来分隔", "括号里的各项请用半角逗号加一个空格分开：[甲, 乙]"
    ),
    "yaml-wide-bracket": Entry("error", "这里用了全角括号“{mark}”", "请改成半角括号“{right}”"),
    "yaml-wide-quote": Entry("error", "这里用了全角引号来包住内容", '请改成半角引号 "，前后都要改'),
    "yaml-quote-open": Entry("error", "这里的引号 {mark} 没有配对的另一个", "请在这段内容的末尾补上 {mark}"),
    "yaml-bracket-open": Entry(
        "error", "这里的“{mark}”没有配对的“{right}”", "请在最后一项后面补上“{right}”，各项之间用半角逗号分开"
    ),
    "yaml-colon-in-value": Entry(
        "error",
        "“{key}”的内容里有半角冒号，程序分不清哪里是内容",
        '请把这个冒号改成全角“：”，或者给整个内容加上半角引号 "',
    ),
    "yaml-special-start": Entry("error", "内容不能直接用“{mark}”开头", '请给整个内容加上半角引号："{mark}…"'),
    "yaml-after-quote": Entry("error", "引号后面还有文字", "引号要包住整个内容；内容里面的引号请用全角“”"),
    "yaml-indent": Entry("error", "这一行的缩进和上下行对不齐", "同一级的各行请从同一列开始，下一级多空两格"),
    "yaml-list-mixed": Entry(
        "error", "列表里的这一行没有用“- ”开头", "列表的每一项都要用“- ”开头，并且左边对齐"
    ),
    "yaml-duplicate-key": Entry("error", "“{key}”写了两次，第一次在第 {line} 行", "请只留一处"),
    "yaml-documents": Entry(
        "error", "这里又出现了一条“---”，一个文件里只能有一份内容", "请删掉这条“---”，或者另存成两个文件"
    ),
    "yaml-alias-loop": Entry("error", "“*”引用的内容里又引用了它自己", "请删掉“&”和“*”的写法，直接写内容"),
    "yaml-alias-bomb": Entry("error", "“*”引用展开以后超过 {limit} 项", "请删掉“&”和“*”的写法，直接写内容"),
    "yaml-alias-unknown": Entry("error", "内容不能直接用“*”开头", '请给整个内容加上半角引号："*…"'),
    "yaml-too-deep": Entry("error", "这里套得太深，超过 {limit} 层", "请检查括号和行首的“- ”是不是写多了"),
    "yaml-tag": Entry("error", "内容不能直接用“!”开头", '请给整个内容加上半角引号："!…"'),
    "yaml-control": Entry("error", "这里有一个看不见的控制字符", "请删掉这个字符，重新输入这一处"),
    "yaml-key-not-text": Entry("error", "冒号前面应当只是一个名称", "请写成“名称: 内容”"),
    "yaml-not-mapping": Entry("error", "这里应当是“名称: 内容”的形式", "例如：{example}"),
    "yaml-not-list": Entry("error", "这里应当是一个列表", "每一项各写一行，用“- ”开头"),
    "yaml-syntax": Entry("error", "这里的写法程序读不懂", "请对照上下行，检查冒号、引号、括号和缩进"),
    # Keys and values
    "key-wide-colon": Entry("error", "“{key}”后面是全角冒号“：”", "请改成半角冒号加一个空格，例如“{key}: ”"),
    "key-from-comma": Entry(
        "error",
        "“{key}”被当成了一个键",
        "大概是前面内容里有半角逗号：请改成全角“，”，或者给整句内容加上引号",
    ),
    "key-unknown": Entry("error", "不认识“{key}”", "{near}"),
    "key-twice": Entry("error", "“{key}”和第 {line} 行的“{other}”是同一项", "请只留一处"),
    "key-missing": Entry("error", "缺少“{name}”", "请加上一行，例如：{example}"),
    "key-missing-in-braces": Entry("error", "缺少“{name}”", "请在大括号里加上“, {example}”"),
    "value-blank": Entry("error", "“{name}”没有写内容", "请写上内容，例如：{example}"),
    "value-not-text": Entry("error", "“{name}”只能写一段文字", "请写成一行，例如：{example}"),
    "value-not-list": Entry("error", "“{name}”应当是一个列表", "请写成：{name}: [甲, 乙]"),
    "value-not-mapping": Entry("error", "“{name}”应当分几项来写", "例如：{example}"),
    "value-blank-item": Entry("error", "“{name}”里有一项是空的", "请写上内容，或者删掉这一项"),
    "value-not-yes-no": Entry("error", "“{name}”应当写“是”或“否”，不能是“{text}”", "请写成：{name}: 是"),
    "value-not-count": Entry(
        "error", "“{name}”应当是一个数，不能是“{text}”", "请只写阿拉伯数字，例如：{example}"
    ),
    "value-count-small": Entry("error", "“{name}”不能小于 {least}", "请检查这个数"),
    "value-count-large": Entry("error", "“{name}”不能大于 {most}", "请检查这个数"),
    "value-not-weekday": Entry(
        "error", "“{name}”应当是一周里的一天，不能是“{text}”", "请写周一到周日中的一个，例如：{name}: 周一"
    ),
    "value-not-choice": Entry("error", "“{name}”不能是“{text}”", "可以写：{allowed}"),
    "value-wrong": Entry("error", "“{name}”的内容不对", "请对照手册里的例子改写，例如：{example}"),
    "date-form": Entry("error", "“{text}”不是程序认得的日期", "请写成 2022-06-03、2022年6月3日 或 2022/6/3"),
    "date-impossible": Entry("error", "没有这一天：{year}年{month}月只有 {last} 天", "请检查“{text}”里的日"),
    "date-no-month": Entry("error", "没有这一天：一年没有{month}月", "请检查“{text}”里的月"),
    "date-year": Entry("error", "“{text}”里的年份不对", "年份请写四位数，例如 2022"),
    "time-form": Entry("error", "“{text}”里的时间写法不对", "请写成 2022-06-05 14:30"),
    "time-impossible": Entry("error", "“{text}”里的时间不存在", "时间从 0:00 到 24:00"),
    "period-form": Entry(
        "error",
        "“{text}”不是程序认得的起止日期",
        "请写成 2022-05-30 至 2022-06-05、2022年第22周、2022年5月、2022年第二季度 或 2022年",
    ),
    "period-backwards": Entry(
        "error", "起止日期“{text}”里，后一个日期比前一个早", "请把两个日期对调，或者检查年份"
    ),
    "period-long": Entry(
        "error", "期间“{text}”超过{years}年，多半是年份写错了", "一期最长报道一年；请检查起止日期的年份"
    ),
    "week-impossible": Entry("error", "没有{year}年第{number}周，这一年只有 {count} 周", "请检查周数"),
}
