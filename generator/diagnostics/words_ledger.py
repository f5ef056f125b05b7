"""What is wrong with the ledger's files, rows and values, and with lists, worded."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

LEDGER: Mapping[str, Entry] = {
    # Files
    "ledger-file-large": Entry(
        "error", "这个文件有 {size} GB，超过了 1 GB", "请按年份分成几个文件，都放在 content/requests 里"
    ),
    "ledger-yaml-large": Entry(
        "error", "这个文件超过 {limit} 项，太长了", "行数多的台账请存成 .csv 或者 .xlsx，再放进来"
    ),
    "ledger-utf16": Entry(
        "error",
        "这个文件的编码是 UTF-16（表格软件里叫“Unicode 文本”），读不了",
        "请用表格软件打开，另存为“CSV UTF-8（逗号分隔）”，或者直接存成 .xlsx",
    ),
    "ledger-book-locked": Entry(
        "error", "这个表格加了密码，打不开", "请在表格软件里去掉打开密码，另存后再放进来"
    ),
    "ledger-book-broken": Entry(
        "error",
        "这个表格打不开，可能已经损坏，或者扩展名不对",
        "请用表格软件打开检查，另存为 .xlsx 再放进来",
    ),
    "ledger-book-markup": Entry(
        "error",
        "这个文件的扩展名是表格，里面其实是网页，读不了",
        "有些系统导出的 .xls 就是这样：请用表格软件打开，另存为 .xlsx 再放进来",
    ),
    "ledger-sheet-broken": Entry(
        "error", "工作表“{sheet}”读不出来", "请用表格软件打开检查这个工作表，另存为 .xlsx 再放进来"
    ),
    "ledger-sheet-skipped": Entry(
        "notice",
        "工作表“{sheet}”的表头里没有编号和受理时间，没有读它",
        "里面如果是诉求，请把列名改成手册里的，或者在 site.yaml 的“列名”里写明",
    ),
    # The header
    "ledger-no-header": Entry(
        "error",
        "{sheet}找不到表头：前 10 行里没有一个认得的列名",
        "表头至少要有“编号”和“受理时间”；列名不同的，请用 columns 命令列出“列名”，抄进 site.yaml",
    ),
    "ledger-header-comma": Entry(
        "error",
        "这一行用全角逗号“，”隔开，分不出列",
        "请把隔开各列的逗号都改成半角“,”，或者存成 .xlsx",
    ),
    "ledger-column-missing": Entry("error", "{sheet}表头里没有“{key}”这一列", "{near}"),
    "ledger-column-twice": Entry(
        "error",
        "{sheet}表头里“{first}”和“{second}”两列都是“{key}”",
        "请删去其中一列，或者在 site.yaml 的“列名”里把其中一个对应到别的名称",
    ),
    "ledger-columns-ignored": Entry(
        "notice",
        "{sheet}表头里这些列没有读：{names}",
        "用不着的不必管；要用的，请在 site.yaml 的“列名”里写明它是哪一项",
    ),
    "ledger-columns-key": Entry("error", "“列名”里“{name}”对应的“{key}”不是诉求的一项", "{near}"),
    "ledger-columns-file": Entry(
        "warning",
        "“列名”里写的文件“{file}”不在 content/requests 里",
        "请核对文件名；是列名的，请写成一行，例如：{file}: 编号",
    ),
    # Rows
    "ledger-row-cells": Entry(
        "error",
        "这一行有 {cells} 格，表头有 {width} 格，没有读这一行",
        '请检查是不是多了或者少了逗号；内容里有逗号的，整格要用半角引号 " 包住',
    ),
    "ledger-quote": Entry(
        "error",
        "从这一行起引号没有配好对，没有读这一行",
        '请检查这一行里的半角引号 "：包住内容的要成对，内容里面的要写成两个 ""',
    ),
    "ledger-cell-blank": Entry(
        "error",
        "{where}没有内容，没有读这一行",
        "每一件诉求都要有编号和受理时间；合计、说明这样的行请从表里删去",
    ),
    "ledger-cell": Entry("error", "{where}：{fault}", "{advice}"),
    "ledger-term": Entry(
        "error",
        "“{text}”不是程序认得的办理时限",
        "请写成日期（2022-06-03），或者“5个工作日”“15天”",
    ),
    "ledger-id-twice": Entry(
        "error",
        "{where}：编号“{id}”用过了，在 {other}",
        "一个编号只能有一行；同一件登记了两次的，请删去一行；是两件不同的，请改其中一件的编号",
    ),
    "ledger-id-rounded": Entry(
        "error",
        "{where}：编号“{id}”被表格软件改写过，后面几位已经丢了",
        "请从原来的系统重新导出，把编号这一列设成“文本”再保存",
    ),
    "ledger-closed-early": Entry(
        "error",
        "{where}：办结时间 {closed} 比受理时间 {received} 早",
        "请核对这两个时间",
    ),
    "ledger-due-early": Entry("warning", "{where}：办理时限比受理时间还早", "请核对这两个时间"),
    "ledger-repeat-self": Entry(
        "error", "{where}：编号“{id}”的重复件写的是它自己", "请写它重复的那一件的编号；没有重复的请留空"
    ),
    "ledger-repeat-circle": Entry(
        "error",
        "{where}：重复件绕成了圈（{ids}），看不出哪一件在先",
        "最早的一件请把“重复件”留空",
    ),
    "ledger-repeat-unknown": Entry(
        "warning", "{where}：台账里没有编号“{id}”", "请核对编号；那一件在别的表里的，请把那个表也放进来"
    ),
    "ledger-unit-unknown": Entry(
        "error",
        "{where}：单位名单里没有“{text}”（{rows}），没有读",
        "{near}（老名称、别的叫法，可以加进 content/units.yaml 那个单位的“曾用名”）",
    ),
    "ledger-word-unknown": Entry("warning", "{where}：“{text}”不在词表里（{rows}）", "{near}"),
    "ledger-satisfaction-unknown": Entry(
        "warning", "{where}：“{text}”不知道是满意还是不满意，按没有回访算（{rows}）", "{near}"
    ),
    "ledger-closed-undated": Entry(
        "warning",
        "{where}：状态是“{text}”，没有办结时间（{rows}）",
        "这些件算已办结，但算不出是哪一期办结的、有没有超期，请补上办结时间",
    ),
    "ledger-closed-status": Entry(
        "warning",
        "{where}：状态是“{text}”，却有办结时间，按已办结算（{rows}）",
        "请核对；“{text}”就是办结的，请加到 site.yaml 词表的“办结状态”里",
    ),
    "ledger-more-errors": Entry(
        "error", "这样的错误还有 {count} 处，没有一一列出", "请先改正前面的，再运行一次"
    ),
    "ledger-more-warnings": Entry(
        "warning", "这样的警告还有 {count} 处，没有一一列出", "请先改正前面的，再运行一次"
    ),
    "ledger-calendar": Entry(
        "warning",
        "{years}没有官方的放假安排可查，工作日按周一到周五算",
        "节假日前后的时限可能差几天；有新的安排以后，请升级 chinese-calendar 这个程序包",
    ),
    # site.yaml
    "ledger-term-rule": Entry("error", "“{name}”的办理时限“{text}”读不懂", "请写成“5个工作日”或者“15天”"),
    "ledger-term-type": Entry("warning", "办理时限里的“{name}”不是词表里的诉求类型", "{near}"),
    # The command columns
    "columns-file-kind": Entry("error", "这种文件不能列出列名", "请用这些扩展名的文件：{wanted}"),
    "columns-file-missing": Entry(
        "error",
        "找不到这个文件，找过：{tried}",
        "请核对路径和文件名；可以写相对当前文件夹的路径、相对站点的路径，或者完整的路径",
    ),
    # Lists
    "list-name-twice": Entry("error", "清单“{name}”有两份，另一份在 {other}", "请给其中一份改名"),
    "list-no-header": Entry(
        "error", "{sheet}找不到表头：前 10 行里没有“事项”这一列", "表头可以用：{known}，其中“事项”必须有"
    ),
    "list-column-twice": Entry("error", "{sheet}表头里有两列都是“{key}”", "请删去或者改名其中一列"),
    "list-columns-ignored": Entry("notice", "{sheet}表头里这些列没有读：{names}", "清单只有这些列：{known}"),
    "list-matter-blank": Entry("error", "{where}没有内容", "清单的每一行都要写事项；不是事项的行请删去"),
}
