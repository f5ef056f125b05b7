"""What editors wrote, checked: every place, exact lines and columns, and nothing told in full."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import duckdb
import pytest
from conftest import ISSUE, REPORT, SITE, UNITS, SiteMaker, picture, told
from statistics_made import put_private

from generator.check.discreet import discreet
from generator.check.output import guard_page, page_text
from generator.check.privacy import check_content, guarded_names
from generator.diagnostics import Diagnostic, Place, ordered
from generator.load.site import load_site
from generator.model.content import Content
from generator.model.ledger import Ledger

PHONE = "13800138000"
ALLOW = "请删去；如果是对外公开的号码、邮箱或者单位的地址，请加到 site.yaml 的“隐私”下的“允许”里"


def ledger(names: Collection[str] = (), identifiers: Collection[str] = ()) -> Ledger:
    """A ledger of no requests, which yet knows persons."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    put_private(connection, identifiers)
    return Ledger(connection, (), 0, None, None, names=frozenset(names))


def checked(
    make_site: SiteMaker, files: dict[str, str | bytes | None], known: Ledger | None = None
) -> tuple[Content | None, list[Diagnostic]]:
    content, findings = load_site(make_site(files))
    assert content is not None, [told(one) for one in findings]
    assert [told(one) for one in findings if one.severity == "error"] == []
    result, found = check_content(content, known)
    return result, ordered(found)


def report(**changed: str) -> str:
    """The sound report with other values; `body` is the text below."""
    values = {"标题": "市经信局召开动员会", "单位": "市经信局", "日期": "2022-05-28"}
    body = changed.pop("body", "会议强调，要走进企业。")
    lines = [f"{key}: {value}" for key, value in {**values, **changed}.items()]
    return "\n".join(("---", *lines, "---", body)) + "\n"


def test_a_sound_site_is_left_as_it_is(make_site: SiteMaker) -> None:
    content, _ = load_site(make_site({}))
    assert content is not None
    assert check_content(content, ledger(["李小明"], ["13900139000"])) == (content, [])


def test_an_identifier_in_the_body_is_told_where_it_stands(make_site: SiteMaker) -> None:
    content, found = checked(
        make_site, {"content/reports/a.md": report(body=f"会议强调。\n\n请打{PHONE}联系。")}
    )
    assert [told(one) for one in found] == [
        f"content/reports/a.md:8:3 错误 正文里有手机号（138********），不能登\n{ALLOW}"
    ]
    assert found[0].excerpt == "请打***********联系。"
    assert content is not None
    assert content.reports == {}
    assert content.broken == {"reports/a.md"}
    assert [day.isoformat() for day in content.broken_dates.values()] == ["2022-05-28"]
    assert [issue.key for issue in content.issues] == ["gongzuo-jianbao/2022-05"]


@pytest.mark.parametrize(
    ("changed", "place", "where"),
    [
        ({"标题": f"电话{PHONE}的会"}, "2:7", "标题"),
        ({"副题": f"拨打{PHONE}"}, "5:7", "副题"),
        ({"栏目": f"{PHONE}"}, "5:5", "栏目"),
        ({"标签": f"[甲, {PHONE}]"}, "5:9", "标签"),
        ({"作者": f"{{记者: [周某, '{PHONE}']}}"}, "5:16", "记者"),
        ({"图片": f"[{{文件: media/a.jpg, 说明: 请打{PHONE}}}]"}, "5:30", "说明"),
        ({"图片": f"[{{文件: media/a.jpg, 摄影: {PHONE}}}]"}, "5:28", "摄影"),
        ({"body": f"# 小标题{PHONE}\n\n正文。"}, "6:6", "正文"),
        ({"body": f"| 表 | 头 |\n| --- | --- |\n| 甲 | {PHONE} |"}, "8:7", "正文"),
        ({"body": f"![说明{PHONE}](media/a.jpg)"}, "6:5", "正文"),
        ({"body": f"[链接{PHONE}](https://example.cn)正文"}, "6:4", "正文"),
        ({"body": f"[链接](https://example.cn/?tel={PHONE})正文"}, "6:30", "正文"),
        ({"body": f"正文[^1]。\n\n[^1]: 注{PHONE}"}, "8:8", "正文"),
        ({"body": "正文138**0013**8000。"}, "6:3", "正文"),
        ({"body": "正文1380013\n8000。"}, "6:3", "正文"),
        ({"body": "正文一三八〇〇一三八〇〇〇。"}, "6:3", "正文"),
    ],
)
def test_every_place_of_a_report(
    make_site: SiteMaker, changed: dict[str, str], place: str, where: str
) -> None:
    files: dict[str, str | bytes | None] = {
        "content/reports/a.md": report(**changed),
        "content/media/a.jpg": picture(),
    }
    content, found = checked(make_site, files)
    assert content is not None
    assert content.broken == {"reports/a.md"}
    assert [one.code for one in found] == ["identifier-written"]
    assert told(found[0]).startswith(f"content/reports/a.md:{place} 错误 {where}里有手机号（")
    for one in found:
        assert PHONE not in told(one) + one.excerpt
        assert "8000" not in one.excerpt


def test_what_entities_put_together_is_found_as_well(make_site: SiteMaker) -> None:
    _, found = checked(make_site, {"content/reports/a.md": report(body="请打&#49;3800138000联系。")})
    assert [told(one).split("\n")[0] for one in found] == [
        "content/reports/a.md:2:5 错误 正文里有手机号（138********），不能登"
    ]


def test_file_names_are_checked_and_not_repeated(make_site: SiteMaker) -> None:
    files: dict[str, str | bytes | None] = {
        f"content/reports/{PHONE}.md": report(body="正文。"),
        "content/media/鄂A12345.jpg": picture(),
        "content/reports/b.md": report(图片="[{文件: media/鄂A12345.jpg}]"),
        f"content/issues/gongzuo-jianbao/{PHONE}.yaml": ISSUE.replace("期号: 5", "期号: 6"),
    }
    content, found = checked(make_site, files)
    assert [told(one) for one in found if one.code == "identifier-in-file-name"] == [
        "content/issues/gongzuo-jianbao/***********.yaml:1:1 错误 文件名里有手机号（138********）\n"
        "文件名也会进成品：请给这个文件改名，再改正用到它的地方",
        "content/reports/***********.md:1:1 错误 文件名里有手机号（138********）\n"
        "文件名也会进成品：请给这个文件改名，再改正用到它的地方",
        "content/reports/b.md:5:5 错误 图片的文件名里有车牌号（鄂A*****）\n"
        "文件名也会进成品：请给这个文件改名，再改正用到它的地方",
    ]
    assert PHONE not in "".join(told(one) + one.excerpt for one in found)
    assert content is not None
    assert content.broken == {
        f"reports/{PHONE}.md",
        "reports/b.md",
        f"issues/gongzuo-jianbao/{PHONE}.yaml",
    }


def test_every_place_of_an_issue(make_site: SiteMaker) -> None:
    text = ISSUE.replace("工作部署", f"部署{PHONE}").replace(
        "状态: 定稿", f"按语: 请打{PHONE}\n报: [{PHONE}]\n签发: 张某"
    )
    content, found = checked(make_site, {"content/issues/gongzuo-jianbao/2022-05.yaml": text})
    assert [told(one).split("\n")[0] for one in found] == [
        "content/issues/gongzuo-jianbao/2022-05.yaml:5:11 错误 名称里有手机号（138********），不能登",
        "content/issues/gongzuo-jianbao/2022-05.yaml:7:7 错误 按语里有手机号（138********），不能登",
        "content/issues/gongzuo-jianbao/2022-05.yaml:8:5 错误 报里有手机号（138********），不能登",
    ]
    assert content is not None
    assert content.issues == ()
    assert content.broken == {"issues/gongzuo-jianbao/2022-05.yaml"}


def test_a_block_of_text_in_an_issue(make_site: SiteMaker) -> None:
    text = ISSUE + f"按语: |\n  第一行。\n\n  请打{PHONE}。\n"
    _, found = checked(make_site, {"content/issues/gongzuo-jianbao/2022-05.yaml": text})
    assert [one.place for one in found] == [Place("content/issues/gongzuo-jianbao/2022-05.yaml", 11, 5)]
    assert found[0].excerpt == "  请打***********。"


def test_an_issue_written_as_markdown(make_site: SiteMaker) -> None:
    files: dict[str, str | bytes | None] = {
        "content/issues/gongzuo-jianbao/2022-05.yaml": None,
        "content/issues/gongzuo-jianbao/2022-05.md": f"---\n{ISSUE}---\n\n编者按，请打{PHONE}。\n",
    }
    _, found = checked(make_site, files)
    assert [told(one).split("\n")[0] for one in found] == [
        "content/issues/gongzuo-jianbao/2022-05.md:11:7 错误 按语里有手机号（138********），不能登"
    ]


def test_an_error_in_the_site_file_stops_all(make_site: SiteMaker) -> None:
    site = SITE.replace("频次: 周", f"频次: 周, 标注: 拨打{PHONE}")
    content, found = checked(make_site, {"site.yaml": site})
    assert content is None
    assert [told(one).split("\n")[0] for one in found] == [
        "site.yaml:3:52 错误 标注里有手机号（138********），不能登"
    ]


def test_an_error_in_the_units_stops_all_but_contacts_are_officials(make_site: SiteMaker) -> None:
    units = UNITS + "- {名称: 市民政局, 邮箱: minzheng@example.cn, 联系人: 李小明}\n"
    content, found = checked(make_site, {"content/units.yaml": units}, ledger(["李小明"]))
    assert (content is not None, found) == (True, [])
    units += f"- {{名称: 市{PHONE}局}}\n"
    content, found = checked(make_site, {"content/units.yaml": units})
    assert content is None
    assert [told(one).split("\n")[0] for one in found] == [
        "content/units.yaml:4:9 错误 名称里有手机号（138********），不能登"
    ]


def test_what_the_site_allows_and_forbids(make_site: SiteMaker) -> None:
    site = SITE + "隐私: {允许: ['0716-8000000', 'tougao@…'], 禁止: [锦绣家园]}\n"
    body = "投稿tougao@example.cn，电话0716-8000000，锦绣家园的事。"
    _, found = checked(make_site, {"site.yaml": site, "content/reports/a.md": report(body=body)})
    assert [told(one) for one in found] == [
        "content/reports/a.md:6:36 错误 正文里有不准登的词“锦绣家园”\n"
        "它列在 site.yaml 的“隐私”下的“禁止”里，请改掉"
    ]


def test_a_name_of_the_ledger_is_an_error(make_site: SiteMaker) -> None:
    body = "居委会把李小明的诉求转给街道。"
    content, found = checked(make_site, {"content/reports/a.md": report(body=body)}, ledger(["李小明"]))
    assert [told(one) for one in found] == [
        "content/reports/a.md:6:5 错误 正文里有诉求台账登记的姓名（李**），不能登\n"
        "请改成“李某”；如果说的是同名的另一个人，可以写出名字的，请把姓名加到 site.yaml 的“隐私”下的“允许”里"
    ]
    assert found[0].excerpt == "居委会把***的诉求转给街道。"
    assert content is not None
    assert content.broken == {"reports/a.md"}


def test_bylines_and_allowed_names_may_be_those_of_citizens(make_site: SiteMaker) -> None:
    site = SITE + "隐私: {允许: [王国强]}\n"
    text = report(作者="{记者: [李小明]}", body="记者李小明采访了王国强。")
    known = ledger(["李小明", "王国强", "赵大海"])
    content, found = checked(make_site, {"site.yaml": site, "content/reports/a.md": text}, known)
    assert found == []
    assert content is not None
    assert guarded_names(content, known) == {"赵大海"}
    assert guarded_names(content, None) == frozenset()


def test_what_the_ledger_holds_of_persons_is_an_error(make_site: SiteMaker) -> None:
    body = "号码是812-3456，家在澜中区文昌里三十二组。"
    known = ledger(identifiers=["8123456", "澜中区文昌里三十二组"])
    _, found = checked(make_site, {"content/reports/a.md": report(body=body)}, known)
    assert [told(one).split("\n")[0] for one in found] == [
        "content/reports/a.md:6:4 错误 正文里有诉求台账登记的固定电话（81******），不能登",
        "content/reports/a.md:6:15 错误 正文里有诉求台账登记的住址（澜中区*******），不能登",
    ]
    assert "".join(one.excerpt for one in found).count("8123456") == 0


@pytest.mark.parametrize(("consent", "count"), [("", 1), ("否", 1), ("已征得同意", 0)])
def test_a_citizen_with_a_full_name_needs_consent(make_site: SiteMaker, consent: str, count: int) -> None:
    more = {"实名": consent} if consent else {}
    content, found = checked(
        make_site, {"content/reports/a.md": report(body="居民李小明说，暖气热了。", **more)}
    )
    assert content is not None
    assert "reports/a.md" in content.reports
    lines = [told(one) for one in found]
    assert len(lines) == count
    if lines:
        assert lines[0].endswith(
            "警告 正文里写出了群众的全名（李**）\n"
            "请改成“李某”；本人同意写出名字的，请在这个文件开头加一行“实名: 已征得同意”"
        )


def test_a_list_with_an_identifier_stops_the_issues_that_print_it(make_site: SiteMaker) -> None:
    entry = f"名称: 问题清单\n条目:\n  - {{序号: 1, 事项: 请打{PHONE}, 责任人: 李小明}}\n"
    issue = ISSUE + ""
    using = ISSUE.replace("期号: 5", "期号: 6").replace("    文章: [reports/a.md]", "    清单: 问题清单")
    content, found = checked(
        make_site,
        {
            "content/lists/wenti.yaml": entry,
            "content/issues/gongzuo-jianbao/2022-05.yaml": issue,
            "content/issues/gongzuo-jianbao/2022-06.yaml": using,
        },
        ledger(["李小明"]),
    )
    assert [told(one).split("\n")[0] for one in found] == [
        "content/lists/wenti.yaml:3:19 错误 事项里有手机号（138********），不能登"
    ]
    assert content is not None
    assert [one.key for one in content.issues] == ["gongzuo-jianbao/2022-05"]
    assert content.broken == {"lists/wenti.yaml", "issues/gongzuo-jianbao/2022-06.yaml"}


def test_findings_of_other_stages_are_made_discreet() -> None:
    place = Place(f"content/reports/{PHONE}.md", 3, 5)
    finding = Diagnostic(
        "unit-unknown", place, {"name": f"李小明 {PHONE}", "near": ""}, f"单位: 李小明 {PHONE}"
    )
    (shown,) = discreet([finding], frozenset(("李小明",)), ("12345",))
    assert told(shown) == "content/reports/***********.md:3:5 错误 单位名单里没有“*** ***********”"
    assert shown.excerpt == "单位: *** ***********"
    assert discreet([Diagnostic("file-empty", Place("content/reports/2022/0528-a.md"))]) == [
        Diagnostic("file-empty", Place("content/reports/2022/0528-a.md"))
    ]


# The last guard


def guarded(html: str, **more: Any) -> list[str]:
    return [told(one) for one in guard_page(html, frozenset(("李小明",)), ("12345",), **more)]


@pytest.mark.parametrize(
    "html",
    [
        f"<p>请打{PHONE}</p>",
        "<p>请打138<b>0013</b>8000</p>",
        "<p>138<wbr>0013<span class='x'>8000</span></p>",
        "<p>&#49;380013&#x38;000</p>",
        f'<img alt="请打{PHONE}" src="a.jpg">',
        f"<img alt='请打{PHONE}' src='a.jpg'>",
        f'<a href="tel:{PHONE}">电话</a>',
        f'<meta name="description" content="{PHONE}">',
        f"<svg><text>138<tspan>0013</tspan>8000</text></svg><title>{PHONE}</title>",
        f"<!-- {PHONE} -->",
        f'<p data-tel="{PHONE}"></p>',
        f"<figure aria-label='{PHONE}'></figure>",
    ],
)
def test_the_last_guard_looks_everywhere(html: str) -> None:
    (finding, *_) = guarded(html)
    assert finding.startswith("错误 编出的页面里还有手机号（138********），这一期没有印：")
    assert PHONE not in finding


def test_the_last_guard_tells_names_and_words_at_the_place_of_the_issue() -> None:
    place = Place("content/issues/a/1.yaml")
    assert guarded("<p>居委会说李小明家漏水，锦绣家园</p>", forbid=("锦绣家园",), place=place) == [
        "content/issues/a/1.yaml:1:1 错误 编出的页面里还有诉求台账登记的姓名（李**），这一期没有印："
        "……居委会说***家漏水，锦绣家园……\n请在这一期用到的文章、清单和模板里找到它，改成姓加“某”；"
        "如果说的是同名的另一个人，请加到 site.yaml 的“隐私”下的“允许”里",
        "content/issues/a/1.yaml:1:1 错误 编出的页面里有不准登的词“锦绣家园”，这一期没有印\n"
        "它列在 site.yaml 的“隐私”下的“禁止”里；请在这一期用到的台账、清单和模板里找到它，改掉",
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<td>138</td><td>0013</td><td>8000</td>",
        "<text x='1'>1380</text><text x='2'>0138000</text>",
        "<style>.a{width:13800138000px}</style><script>var a=13800138000</script>",
        '<path d="M13800138000 2"/><p class="p13800138000">热线12345</p>',
        "<li>13800</li><li>138000</li>",
    ],
)
def test_the_last_guard_raises_no_false_alarm(html: str) -> None:
    assert guarded(html) == []


def test_texts_of_blocks_stand_apart() -> None:
    assert page_text("<p>甲<i>乙</i></p><p>丙<br>丁</p>").split() == ["甲乙", "丙", "丁"]


def test_the_sound_report_of_the_tests_holds_nothing() -> None:
    assert guarded(f"<article>{REPORT}{ISSUE}</article>") == []


@pytest.mark.parametrize(
    ("sentence", "column", "name"),
    [
        ("家住城东的张建国说，路灯修好了。", 6, "张"),
        ("居民刘大民送来锦旗。", 3, "刘"),
        ("群众王秀兰说，办事快了。", 3, "王"),
        ("家住鹿汀区的居民陈志强打了12345。", 9, "陈"),
    ],
)
def test_a_citizen_named_without_consent_is_a_warning(
    make_site: SiteMaker, sentence: str, column: int, name: str
) -> None:
    content, found = checked(make_site, {"content/reports/a.md": report(body=sentence)})
    assert [told(one) for one in found] == [
        f"content/reports/a.md:6:{column} 警告 正文里写出了群众的全名（{name}**）\n"
        f"请改成“{name}某”；本人同意写出名字的，请在这个文件开头加一行“实名: 已征得同意”"
    ]
    assert content is not None and "reports/a.md" in content.reports
    assert checked(make_site, {"content/reports/a.md": report(body=sentence, 实名="已征得同意")})[1] == []


def test_leaders_and_officials_may_be_named(make_site: SiteMaker) -> None:
    files = {
        "content/reports/a.md": report(body="市民张建国说，群众李秀英也说。", 作者="{记者: [李秀英]}"),
        "content/words.yaml": "人员: [{姓名: 张建国, 职务: [市水利局局长]}]\n",
    }
    assert checked(make_site, dict(files))[1] == []
