"""Issues that are made of figures: words of sections, and what may be left out."""

from __future__ import annotations

from conftest import SITE, SiteMaker, findings

from generator.load.site import load_site

ZHUANBAO = SITE + "  shehui-minyi: {名称: 社情民意每周专报, 类型: 专报, 频次: 周}\n"
FILE = "content/issues/shehui-minyi/2022-05.yaml"


def test_an_issue_of_figures_needs_nothing_but_its_date(make_site: SiteMaker) -> None:
    site = make_site({"site.yaml": ZHUANBAO, FILE: "签发日期: 2022-06-06\n"})
    assert findings(site) == []


def test_the_words_of_a_section_are_markdown_with_their_places(make_site: SiteMaker) -> None:
    issue = (
        "签发日期: 2022-06-06\n栏目:\n  - 名称: 工作建议\n    文字: |\n"
        "      本期共**{{受理量}}**件。\n\n      另起一段。\n"
    )
    content, found = load_site(make_site({"site.yaml": ZHUANBAO, FILE: issue}))
    assert content is not None and found == []
    [loaded] = [one for one in content.issues if one.publication == "shehui-minyi"]
    html = loaded.texts[0].html
    assert "<strong>{{受理量}}</strong>" in html and html.count("<p>") == 2


def test_a_fault_in_the_words_is_told_where_it_stands(make_site: SiteMaker) -> None:
    issue = "签发日期: 2022-06-06\n栏目:\n  - 名称: 工作建议\n    文字: |\n      好的。\n      <b>黑</b>\n"
    site = make_site({"site.yaml": ZHUANBAO, FILE: issue})
    assert findings(site)[0].startswith(f"{FILE}:6:7 错误 ")


def test_one_section_need_not_be_a_list(make_site: SiteMaker) -> None:
    issue = "签发日期: 2022-06-06\n栏目: {名称: 工作建议, 文字: 请各单位抓紧。}\n"
    content, found = load_site(make_site({"site.yaml": ZHUANBAO, FILE: issue}))
    assert content is not None and found == []
    [loaded] = [one for one in content.issues if one.publication == "shehui-minyi"]
    assert loaded.texts[0].html == "<p>请各单位抓紧。</p>"


def test_a_brief_may_hold_words_and_lists_instead_of_reports(make_site: SiteMaker) -> None:
    name = "content/issues/gongzuo-jianbao/2022-05.yaml"
    words = "期号: 5\n签发日期: 2022-06-06\n栏目: [{名称: 提示, 文字: 请抓紧。}]\n"
    assert findings(make_site({name: words, "content/reports/a.md": None})) == []
