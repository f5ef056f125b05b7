"""Findings of the part "privacy", worded."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

_ALLOW = " site.yaml 的“隐私”下的“允许”"

PRIVACY: Mapping[str, Entry] = {
    "identifier-written": Entry(
        "error",
        "{where}里有{kind}（{partial}），不能登",
        f"请删去；如果是对外公开的号码、邮箱或者单位的地址，请加到{_ALLOW}里",
    ),
    "identifier-in-file-name": Entry(
        "error",
        "{where}里有{kind}（{partial}）",
        "文件名也会进成品：请给这个文件改名，再改正用到它的地方",
    ),
    "identifier-of-ledger": Entry(
        "error",
        "{where}里有诉求台账登记的{kind}（{partial}），不能登",
        f"请删去；如果是对外公开的号码或者单位的地址，请加到{_ALLOW}里",
    ),
    "word-forbidden": Entry(
        "error", "{where}里有不准登的词“{word}”", "它列在 site.yaml 的“隐私”下的“禁止”里，请改掉"
    ),
    "person-named": Entry(
        "error",
        "{where}里有诉求台账登记的姓名（{partial}），不能登",
        f"请改成“{{masked}}”；如果说的是同名的另一个人，可以写出名字的，请把姓名加到{_ALLOW}里",
    ),
    "person-without-consent": Entry(
        "warning",
        "{where}里写出了群众的全名（{partial}）",
        "请改成“{masked}”；本人同意写出名字的，请在这个文件开头加一行“实名: 已征得同意”",
    ),
    "identifier-in-page": Entry(
        "error",
        "编出的页面里还有{kind}（{partial}），这一期没有印：……{context}……",
        f"请在这一期用到的文章、清单、台账和模板里找到它，删去；如果是公开的，请加到{_ALLOW}里",
    ),
    "word-in-page": Entry(
        "error",
        "编出的页面里有不准登的词“{word}”，这一期没有印",
        "它列在 site.yaml 的“隐私”下的“禁止”里；请在这一期用到的台账、清单和模板里找到它，改掉",
    ),
    "name-in-page": Entry(
        "error",
        "编出的页面里还有诉求台账登记的姓名（{partial}），这一期没有印：……{context}……",
        f"请在这一期用到的文章、清单和模板里找到它，改成姓加“某”；如果说的是同名的另一个人，请加到{_ALLOW}里",
    ),
}
