"""What is wrong with corrections, reissues and recalls of issues that were sent."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

CORRECTIONS: Mapping[str, Entry] = {
    "again-both": Entry(
        "error",
        "“更正”和“重发”只能写一样",
        "只改几处的写“更正”和“更正说明”，整期重新印的写“重发”；两样都要的，分成两个文件",
    ),
    "amendments-of-nothing": Entry(
        "error",
        "写了“更正说明”，没有写更正哪一期",
        "请加上一行，例如：更正: gongzuo-jianbao/2022-05",
    ),
    "reissue-amendments": Entry(
        "error",
        "“重发”是整期重新印，不写“更正说明”",
        "请直接改好文章；要说明改了什么，写在“按语”里",
    ),
    "revisions-of-nothing": Entry(
        "error",
        "“改稿”只用在重发的一期里",
        "请写明重发的是哪一期，例如：重发: gongzuo-jianbao/2022-05；还没有发出的，直接改原稿",
    ),
    "revision-same": Entry(
        "error",
        "这一条“改稿”的“原稿”和“改为”是同一个文件",
        "第一次印的那一稿不要动：把它另存一个文件，在另存的里面改，“改为”写另存的",
    ),
    "revision-unused": Entry(
        "warning",
        "这一期没有印“{path}”，这一条“改稿”没有用上",
        "请核对“原稿”的路径，要同第一次印的是同一个文件",
    ),
    "correction-empty": Entry(
        "error",
        "这是更正，没有写“更正说明”",
        "请写明哪里、原来印的是什么、应当是什么，例如："
        "更正说明: [{{位置: 第2版第3段, 原文: 1200件, 应为: 1020件}}]",
    ),
    "correction-figures": Entry(
        "error", "这一期是更正，没有台账里的数", "请看它更正的那一期：make figures ISSUE={first}"
    ),
    "correction-sections": Entry(
        "error",
        "更正只印“更正说明”，不写“栏目”",
        "请删去“栏目”；要把整期重新印的，把“更正”改成“重发”",
    ),
    "amendment-empty": Entry(
        "error",
        "这一条“更正说明”没有写“原文”，也没有写“应为”",
        "漏印的只写“应为”，要删去的只写“原文”，其余两样都写",
    ),
    "amendment-same": Entry(
        "error",
        "这一条“更正说明”的“原文”和“应为”一样",
        "“原文”照印错的抄，“应为”写改正以后的",
    ),
    "amendment-figure": Entry(
        "error",
        "“更正说明”里不填台账的数",
        "请直接写数字：更正印出去以后，不能跟着台账变",
    ),
    "again-itself": Entry(
        "error",
        "“{what}”写的是这一期自己",
        "请写第一次发出的那一期的文件；更正、重发要另建一个文件，例如 2022-05-gengzheng.yaml",
    ),
    "again-missing": Entry("error", "“{what}”写的“{key}”，站点里没有这一期", "{near}"),
    "again-broken": Entry(
        "error",
        "“{what}”写的“{key}”有错误，读不进来，这一期先不编",
        "请先按提示改正那一期的文件，再编一次",
    ),
    "again-elsewhere": Entry(
        "error",
        "“{what}”写的“{key}”是另一种刊物（《{name}》）的",
        "更正、重发同第一次放在同一个文件夹里，请把这个文件移到 {folder}/",
    ),
    "again-of-again": Entry(
        "error",
        "“{what}”写的“{key}”自己就是{other}",
        "请写第一次发出的那一期：{first}；更正、重发了一次还有错的，再更正、重发一次，程序接着编第几次",
    ),
    "again-draft": Entry(
        "error",
        "{label}还是草稿，没有发出，不用{what}",
        "请直接改那一期的文件，删去这一个；已经发出了的，先把那一期的“状态”改成“定稿”",
    ),
    "again-early": Entry(
        "error",
        "签发日期（{own}）比第一次的（{first}）还早",
        "请核对“签发日期”；{what}只能在第一次发出以后",
    ),
    "again-number": Entry(
        "error",
        "{what}用第一次的期号：第一次的“{name}”是{first}，这里写的是{written}",
        "请删去“{name}”这一行，程序照第一次的印",
    ),
    "reissue-period": Entry(
        "error",
        "重发的一期要写明“报道期间”，同第一次的一样",
        "请加上一行：报道期间: {example}",
    ),
    "again-unpacked": Entry(
        "error",
        "第一次的“{first}”没有发文登记，不知道{what}发给谁",
        "{what}只发给收到第一次的单位。第一次的还没有封装：先运行 make pack ISSUE={first}；"
        "封装过、登记丢了的，请从版本管理里恢复 {file}",
    ),
    "again-nobody": Entry(
        "error",
        "第一次的“{first}”没有单位还拿着，{what}不用发给谁",
        "请对照发文登记 {file} 和旁边的回执",
    ),
    "again-copies": Entry(
        "warning",
        "版记印的是共印 {total} 份，可是按第一次的发文登记是 {wanted} 份",
        "发给谁、几份，都照登记封装；请把这一期的“印数”改成 {wanted}，或者删去“印数”，版记就不印份数",
    ),
    "again-replaced": Entry(
        "warning",
        "这一期已经重发（{keys}），封装的是第一次的、有错的那一稿",
        "给收到第一次的单位重发：make pack ISSUE={key}",
    ),
    "recall-unpacked": Entry(
        "error", "“{key}”没有封装过，没有可以收回的", "请核对是哪一期：make status 列出封装过的各期"
    ),
    "recall-unnumbered": Entry(
        "error",
        "“{title}”没有编份号，没有办法一份一份收回",
        "份数见发文登记 {file}；以后要能收回的，在 site.yaml 的这个刊物下写“份号: 是”，再封装",
    ),
    "recall-again": Entry(
        "error",
        "“{title}”在 {day} 已经要求收回了",
        "还有哪些没有收回，见 make status ISSUE={key}；要撤销：make recall ISSUE={key} UNDO=1",
    ),
    "recall-none": Entry(
        "error", "“{title}”没有要求过收回，没有可以撤销的", "要收回：make recall ISSUE={key}"
    ),
    "recall-early": Entry(
        "error",
        "收回的日期（{day}）比发出日期（{sent}）还早",
        "请核对 DATE",
    ),
    "recall-returned": Entry(
        "error",
        "“{title}”已经记下退回来的份号 {numbers}（{file} 第 {lines} 行），不能撤销收回的要求",
        "退回来的仍算收回了。记错了的，先把这几行的“收回份号”删去，再撤销：make recall ISSUE={key} UNDO=1",
    ),
    "back-early": Entry(
        "error",
        "退回来的日期（{day}）比{what}（{since}）还早",
        "请核对 DATE",
    ),
    "back-unit": Entry("error", "“{name}”没有要收回的份号", "{near}"),
    "back-numbers": Entry(
        "error", "“{text}”读不懂", "请写成：BACK=市教育局，或者 BACK=市教育局:000004-000005"
    ),
    "back-not-out": Entry(
        "error",
        "“{name}”没有还在外面的份号 {numbers}",
        "请对照 make status ISSUE={key} 列出的“待收回的份号”",
    ),
    "back-form": Entry(
        "error",
        "这个回执文件不是一行一条的写法，程序没有改它",
        "请自己加一行，例如：- {{单位: 市教育局, 收到日期: 2026-06-20, 收回份号: [000004-000005]}}",
    ),
    "back-csv": Entry(
        "error",
        "这一期的回执记在表格里（{file}），程序不改别人填的表",
        "请在表里加一行，写“单位”“收到日期”“收回份号”三列",
    ),
}
