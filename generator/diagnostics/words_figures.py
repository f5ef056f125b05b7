"""Findings of figures: their names in texts, figures typed by hand, the records of final issues."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

FIGURES: Mapping[str, Entry] = {
    # Names in texts
    "figure-unknown": Entry("error", "没有“{name}”这个数{reason}", "{near}"),
    "figure-incomplete": Entry(
        "error", "“{name}”没有写完：“{part}”后面还要写是哪一项", "请写成“{name}.某一项”；{near}"
    ),
    "figure-misplaced": Entry(
        "error", "“{name}”里的“{part}”用得不对：{reason}", "请删去“{part}”，或者改成别的数"
    ),
    "figure-expression": Entry(
        "error",
        "“{name}”不是数的名称",
        "双花括号里只能写一个数的名称，例如“{{{{受理量}}}}”，不能写算式；名称可以用命令 figures 查到",
    ),
    "figure-unclosed": Entry(
        "error",
        "“{text}”前面的两层花括号没有成对",
        "数的名称前后各要两个花括号，例如“{{{{受理量}}}}”",
    ),
    "figure-no-ledger": Entry(
        "error",
        "“{{{{{name}}}}}”要从台账里取数，这一期没有台账的数据",
        "请把台账放进 content/requests，并写明这一期的“报道期间”；不用台账的话，请直接写数",
    ),
    "figure-not-recorded": Entry(
        "error",
        "这一期留存的数据里没有“{name}”",
        "定稿的数以留存的为准，不再重算；请改用别的数，或者直接写出这个数。"
        "确实要重算的，请删去 content/records/figures 里这一期的文件，再编一次，核对全部的数",
    ),
    "figure-all-zero": Entry("error", "“{name}”下面没有可以列的数", "各项都是零；请换一个数的名称"),
    # Figures that are not to be believed
    "ledger-ends-before": Entry(
        "error",
        "台账{until}，这一期（{period}）一件也没有，不能定稿",
        "多半是忘了把新导出的表格放进 content/requests；确实没有诉求的，请先编成草稿核对",
    ),
    "ledger-ends-before-draft": Entry(
        "warning",
        "台账{until}，这一期（{period}）的数都是零",
        "请把新导出的表格放进 content/requests，再编一次",
    ),
    "ledger-ends-early": Entry(
        "warning",
        "台账只到{last}，这一期（{period}）最后 {days} 天没有数据",
        "请核对导出的表格全不全；定稿以后数字就定住了",
    ),
    "standing-unknown": Entry(
        "error",
        "前面有一期读不进来（{path}），这一期各件登过几期算不准，不能定稿",
        "请先改正那一期的错误，再编一次",
    ),
    "standing-unknown-draft": Entry(
        "warning",
        "前面有一期读不进来（{path}），这一期各件登过几期可能少算",
        "请先改正那一期的错误，再编一次",
    ),
    # Figures typed by hand
    "figure-contradicts": Entry(
        "error",
        "写的是“{written}”，台账里{name}是{right}",
        "请改成“{right}”，或者写成“{{{{{name}}}}}”，由程序填写；如果说的不是本期的数，请写明是哪一段时间的",
    ),
    "figure-contradicts-report": Entry(
        "warning",
        "文章里写的是“{written}”，台账里{name}是{right}",
        "请核对；如果说的不是同一个数，可以不改",
    ),
    # Records of final issues
    "record-broken": Entry(
        "error",
        "这个文件是程序留存的定稿数据，读不出来：{reason}",
        "请从版本库恢复这个文件；没有的话，请删去它，程序会按现在的台账重新计算，请核对以后再付印",
    ),
    "record-version": Entry(
        "error",
        "这个文件是用更新的程序留存的（格式 {version}），现在的程序读不了",
        "请升级程序，再做一次",
    ),
    "record-differs": Entry(
        "warning",
        "这一期已经定稿，现在的台账算出来有 {count} 个数和定稿时不同：{differences}",
        "成品仍用定稿时的数，可以不管；如果要按现在的台账改正这一期，请删去“{file}”，重新生成，并另行说明更正",
    ),
    "record-texts-differ": Entry(
        "notice",
        "这一期已经定稿，数字没有变，但台账里这些诉求的内容改过：{ids}",
        "成品仍用定稿时的内容，可以不管；如果要改用现在的，请删去“{file}”，重新生成，并另行说明更正",
    ),
    "record-elsewhere": Entry(
        "error",
        "这一期已经定稿，同样几天的数字早已留存在“{former}”里，那一份没有对应的一期",
        "如果这一期的文件改过名，请把留存的文件改名为“{file}”；如果是另编的一期，请删去原来留存的那一份",
    ),
    "record-of-draft": Entry(
        "notice",
        "这一期是草稿，按现在的台账计算，不用以前定稿时留存的数",
        "再次定稿以前，请删去“{file}”；不删的话，定稿后仍用留存的数",
    ),
}
