"""What is wrong with sending an issue out: distribution lists, packs, registers, answers of units."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

DISPATCH: Mapping[str, Entry] = {
    "pack-draft": Entry(
        "error",
        "这一期还是草稿，不能封装",
        "签发以后把“状态”改成“定稿”，再运行 make pack ISSUE={key}",
    ),
    "pack-nobody": Entry(
        "error",
        "这一期没有发送名单，不知道封装给谁",
        "请在这一期里，或者在 site.yaml 的这个刊物下写“报”“送”“发”",
    ),
    "pack-copies-short": Entry(
        "error",
        "名单上各单位合计要 {wanted} 份，可是共印 {total} 份，不够发",
        "请把“印数”改成 {wanted} 以上，或者删去“印数”由程序合计；份数多了的，请改 units.yaml 里的“份数”",
    ),
    "pack-copies-left": Entry(
        "warning",
        "共印 {total} 份，名单上各单位合计 {wanted} 份，多出的 {rest} 份登记为“留存”",
        "如果不是有意多印，请核对“印数”和名单",
    ),
    "pack-no-copies": Entry(
        "notice",
        "“{name}”在名单上，可是份数是 0，没有给它封装",
        "要发给它的，请在 units.yaml 里把它的“份数”改成 1 以上",
    ),
    "pack-vanished": Entry(
        "error",
        "刚编出来的“{path}”打不开",
        "可能有别的程序正在删 output 里的文件；请再运行一次",
    ),
    "pack-signed": Entry(
        "notice",
        "没有封装，可是这一期已经按现在的内容定稿留了底（{file}）",
        "改上面的错误要动这一期的内容的，先删去这个文件，再封装，就按新的内容定稿",
    ),
    "pack-copies-differ": Entry(
        "error",
        "各单位合计 {given} 份，可是共印 {total} 份，两个数对不上",
        "请核对“印数”、名单和 units.yaml 里的“份数”",
    ),
    "pack-too-many": Entry(
        "error",
        "共印 {total} 份，一个单位的份号超过了十万个，登记不下",
        "请核对“印数”和 units.yaml 里的“份数”，是不是多写了一个零",
    ),
    "pack-day-early": Entry(
        "error",
        "发出日期（{day}）比签发日期（{signed}）还早",
        "请核对 DATE；没有签发的不能先发出",
    ),
    "pack-numbers-off": Entry(
        "error",
        "这一期已经编过份号，可是这个刊物的“份号”“暗记”都去掉了",
        "号已经登记给了各单位，请写回“份号: 是”（或者“暗记: 是”），再封装",
    ),
    "pack-number-hidden": Entry(
        "error",
        "这一期已经发过首页印着份号的，可是这个刊物的“份号”去掉了，只剩“暗记”",
        "同一期的各份要印得一样，请写回“份号: 是”，再封装",
    ),
    "pack-kept": Entry(
        "warning",
        "封装文件夹里有不是程序做的，或者做好以后改过的文件，另存到“{folder}”：{names}",
        "填过、签过的登记请从那里取；以后请另存到别处，不要存在封装文件夹里",
    ),
    "register-missing": Entry(
        "error",
        "这一期封装过（有 {signs}），可是找不到发文登记“{file}”",
        "没有它，份号会从 000001 重新编，同已经给出去的重复；请从版本管理里恢复那个文件",
    ),
    "register-other": Entry(
        "error",
        "“{title}”已经有发文登记“{other}”，可是这一期的文件改了名",
        "请从版本管理里恢复那个文件名，或者把登记改名为“{file}”；期号写错了的，请改“期号”",
    ),
    "register-empty": Entry(
        "error",
        "发文登记是空的，不知道哪些份号给过谁",
        "请从版本管理里恢复那个文件，不要删去它重新封装",
    ),
    "register-numbers": Entry(
        "error",
        "“{text}”不是份号",
        "份号是六位数字，连着的写成 000004-000005；这个文件由程序写，请从版本管理里恢复",
    ),
    "register-unit-twice": Entry(
        "error",
        "“{name}”在发文登记里有两行",
        "这个文件由程序写，请从版本管理里恢复",
    ),
    "register-number-twice": Entry(
        "error",
        "份号 {number} 登记了两次：“{first}”和“{second}”",
        "这个文件由程序写，请从版本管理里恢复",
    ),
    "answer-header": Entry(
        "error",
        "看不出哪一行是表头",
        "第一行请写列名：单位,收到日期,事项编号,办理结果",
    ),
    "answer-columns": Entry(
        "error",
        "表头里缺少“{missing}”这一列",
        "第一行请写列名：单位,收到日期,事项编号,办理结果",
    ),
    "answer-column-unknown": Entry(
        "warning", "这几列没有用：{names}", "列名只认：单位、收到日期、事项编号、办理结果、收回份号"
    ),
    "answer-unit": Entry("error", "这一期的发文登记里没有“{name}”", "{near}"),
    "answer-matter": Entry(
        "error",
        "“{unit}”的交办单上没有编号是“{id}”的事项",
        "{near}",
    ),
    "answer-twice": Entry(
        "warning",
        "“{unit}”的{what}在第 {line} 行已经记过，按先写的算",
        "请把多记的一行删去",
    ),
    "answer-early": Entry(
        "warning",
        "收到日期（{day}）比发出日期（{sent}）还早",
        "请核对这一行的“收到日期”",
    ),
    "answer-both": Entry(
        "error",
        "同一期的回执有两个文件，另一个是“{other}”",
        "请并成一个文件，删去另一个",
    ),
    "answer-no-register": Entry(
        "error",
        "这个回执文件没有对应的发文登记",
        "文件名要是“期的文件名-回执”，放在这一期的发文登记旁边；还没有封装的，请先运行 make pack",
    ),
    "answer-returned": Entry(
        "error",
        "“{name}”没有要收回的份号 {numbers}",
        "请对照 make status 列出的“待收回的份号”",
    ),
    "answer-numbers": Entry(
        "error",
        "“{text}”不是份号",
        "份号写六位数字，几个之间用顿号隔开，连着的写成 000004-000005",
    ),
    "answer-stray": Entry(
        "warning",
        "这个文件没有用上：文件名不是发文登记，也不是回执",
        "回执的文件名要是“期的文件名-回执.yaml”或者“期的文件名-回执.csv”；.xlsx 的请另存为 CSV；"
        "不是回执的请移走",
    ),
    "answer-encoding": Entry(
        "error",
        "这个回执文件的编码认不出来",
        "请在表格软件里另存为“CSV UTF-8（逗号分隔）”，文件名不变",
    ),
    "status-none": Entry(
        "notice",
        "还没有封装过任何一期",
        "先封装一期：make pack ISSUE=刊物代号/期的文件名",
    ),
    "status-unknown": Entry("error", "“{name}”还没有封装过", "先封装：make pack ISSUE={name}"),
}
