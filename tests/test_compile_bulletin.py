"""Bulletins: masthead, articles, foot, and what they depend on."""

from __future__ import annotations

from typing import Any

import pytest
from compile_made import PUBLICATION, UNITS, codes, content, hand, issue, report, rule, told

from generator.compile.bulletin import compile_issue, compile_site
from generator.compile.byline import make_byline
from generator.compile.foot import _is_slip
from generator.diagnostics import Diagnostic
from generator.model.bulletin import Bulletin
from generator.model.report import Report
from generator.model.unit import Units


def compiled(
    *sections: dict[str, Any], publication: dict[str, Any] | None = None, **keys: Any
) -> tuple[Bulletin, list[Diagnostic]]:
    """The one issue of a site with three reports; `keys` are those of the issue."""
    reports = [
        report("reports/1.md", images=("media/in.png",), photos=[{"file": "media/a.jpg", "caption": "现场"}]),
        report("reports/2.md", subtitle="副题", photos=[{"file": ".\\media\\a.jpg"}]),
        report("reports/3.md"),
    ]
    own = sections or (hand("reports/1.md", "reports/2.md", "reports/3.md"),)
    made = content(
        reports, [issue("2022-05", "2022-06-06", *own, **keys)], {"jb": PUBLICATION | (publication or {})}
    )
    plan, planned = compile_site(made)
    assert [one for one in planned if one.severity == "error"] == []
    bulletin, findings = compile_issue(made, plan, "jb/2022-05")
    assert bulletin is not None
    return bulletin, findings


def test_what_an_issue_is_called_and_where_its_files_go() -> None:
    bulletin, findings = compiled(number=5, total=78)
    assert findings == []
    assert (bulletin.key, bulletin.publication, bulletin.kind) == ("jb/2022-05", "jb", "简报")
    assert (bulletin.folder, bulletin.file_name) == ("jb/2022/05", "工作简报2022年第5期.pdf")
    assert bulletin.title == "工作简报2022年第5期"
    assert (bulletin.year, bulletin.number, bulletin.total, bulletin.supplement) == (2022, 5, 78, False)


def test_masthead() -> None:
    bulletin, _ = compiled(number=5, total=78, publication={"notice": "内部资料 注意保存"})
    masthead = bulletin.masthead
    assert masthead.name == "工作简报"
    assert masthead.number_line == "第5期（总第78期）"
    assert masthead.issuer == "市活动领导小组办公室"
    assert masthead.date_line == "2022年6月6日"
    assert masthead.notice == "内部资料 注意保存"
    assert (masthead.secrecy, masthead.copy_number) == ("", "")


def test_masthead_of_a_supplement() -> None:
    bulletin, _ = compiled(supplement=True)
    assert bulletin.masthead.number_line == "增刊第1期"
    assert (bulletin.folder, bulletin.file_name) == ("jb/2022/z01", "工作简报2022年增刊第1期.pdf")
    assert bulletin.supplement and bulletin.total is None


def test_a_publication_may_have_its_own_issuer() -> None:
    bulletin, _ = compiled(publication={"issuer": "市委宣传部"})
    assert bulletin.masthead.issuer == bulletin.foot.issuer == "市委宣传部"


def test_a_secret_publication_carries_its_level_and_becomes_no_html() -> None:
    secret = {"secrecy": "机密", "secrecy_term": "1年", "copy_numbers": "是"}
    bulletin, _ = compiled(publication=secret)
    assert bulletin.masthead.secrecy == "机密★1年"
    assert bulletin.masthead.copy_number == "000001"
    assert bulletin.html is False
    assert compiled(publication={"secrecy": "秘密"})[0].masthead.secrecy == "秘密"
    assert compiled()[0].html is True


def test_sections_and_articles_are_numbered_through() -> None:
    bulletin, _ = compiled(
        hand("reports/2.md", name="工作部署"),
        {"name": "空栏"},
        hand("reports/3.md", "reports/1.md", name="基层动态"),
    )
    assert [section.name for section in bulletin.sections] == ["工作部署", "基层动态"]
    assert [(article.anchor, article.source) for article in bulletin.articles] == [
        ("a1", "reports/2.md"),
        ("a2", "reports/3.md"),
        ("a3", "reports/1.md"),
    ]
    first = bulletin.articles[0]
    assert (first.subtitle, first.html) == ("副题", "<p>正文。</p>")
    assert "".join(first.title) == "标题reports/2.md"
    assert first.byline == "（市发展局）"


def test_a_long_title_is_broken_into_lines_that_fit() -> None:
    title = "市发展局召开助企纾困百日攻坚行动动员部署会议暨第一次工作调度会"
    made = content([report("reports/1.md", title=title)], [issue("a", "2022-06-06", hand("reports/1.md"))])
    bulletin, _ = compile_issue(made, compile_site(made)[0], "jb/a")
    assert bulletin is not None
    lines = bulletin.articles[0].title
    assert "".join(lines) == title
    assert len(lines) > 1 and all(len(line) <= 20 for line in lines)


def test_images_stand_once_and_sources_name_every_file() -> None:
    bulletin, _ = compiled(note_html="<p>按。</p>", note_images=("media/note.png",))
    assert bulletin.note_html == "<p>按。</p>"
    assert bulletin.images == ("media/note.png", "media/in.png", "media/a.jpg")
    assert bulletin.sources == (
        "site.yaml",
        "content/units.yaml",
        "content/issues/jb/2022-05.yaml",
        "content/reports/1.md",
        "content/reports/2.md",
        "content/reports/3.md",
        "content/media/note.png",
        "content/media/in.png",
        "content/media/a.jpg",
    )


def test_a_draft_is_one_until_it_is_final() -> None:
    assert compiled()[0].draft is True
    assert compiled(state="定稿", number=1)[0].draft is False


def test_even_foot_comes_from_the_publication() -> None:
    assert compiled(publication={"even_foot": "是"})[0].even_foot is True


def test_foot_prints_names_classes_and_officers() -> None:
    bulletin, findings = compiled(
        publication={
            "report_to": ["市委办公室", "市政府办公室"],
            "send_to": ["市发改", "市计划局。"],
            "issue_to": ["县市区", "市直"],
            "approved_by": "张某",
            "reviewed_by": "李某",
        },
        edited_by="王某",
    )
    assert findings == []
    assert bulletin.foot.rows == (
        ("报", ("市委办公室", "市政府办公室")),
        ("送", ("市发改", "市发展局")),
        ("发", ("各县市区", "各市直单位")),
    )
    assert bulletin.foot.officers == (("签发", "张某"), ("审核", "李某"), ("责编", "王某"))
    assert bulletin.foot.date_line == "2022年6月6日印发"


@pytest.mark.parametrize(
    ("names", "copies"),
    [
        ({"issue_to": ["县市区"]}, 5),
        ({"issue_to": ["各县市区"]}, 5),
        ({"issue_to": ["市直各单位"]}, 5),
        ({"issue_to": ["各市直单位"]}, 5),
        ({"issue_to": ["县市区", "东山县"], "send_to": ["东山县", "市发改", "市计划局"]}, 7),
        ({"report_to": ["市委办公室"], "send_to": ["市委办公室", "市政府办公室"]}, 2),
        ({"issue_to": ["县市区"], "copies": 60}, 60),
        ({}, 0),
    ],
)
def test_copies_count_each_unit_once(names: dict[str, Any], copies: int) -> None:
    assert compiled(publication=names)[0].foot.copies == copies


def test_an_issue_sets_the_foot_of_its_publication_anew() -> None:
    office = {"report_to": ["市委办公室"], "send_to": ["东山县"], "copies": 60, "approved_by": "张某"}
    foot = compiled(publication=office, report_to=[], send_to=["西河区"], copies=7, approved_by="王某")[
        0
    ].foot
    assert foot.rows == (("送", ("西河区",)),)
    assert (foot.copies, foot.officers) == (7, (("签发", "王某"),))


def test_a_class_without_units_is_a_warning() -> None:
    bulletin, findings = compiled(issue_to=["国资"])
    assert bulletin.foot.rows == (("发", ("各国资单位",)),)
    assert told(findings) == [
        (
            "warning",
            "content/issues/jb/2022-05.yaml",
            "“国资”是单位类别，但 units.yaml 里没有这一类的单位，印数没有算上它",
        )
    ]
    _, findings = compiled(publication={"issue_to": ["国资"]})
    assert findings[0].place is not None and findings[0].place.file == "site.yaml"


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ({}, "（市发展局）"),
        ({"reporters": ["周某"]}, "（市发展局　记者　周某）"),
        (
            {"reporters": ["周某"], "correspondents": ["李某", "王某"]},
            "（市发展局　记者　周某　通讯员　李某　王某）",
        ),
        ({"correspondents": ["李某、王某"]}, "（市发展局　通讯员　李某　王某）"),
        ({"reporters": [" "]}, "（市发展局）"),
    ],
)
def test_byline(authors: dict[str, Any], expected: str) -> None:
    front = Report.model_validate({"title": "题", "unit": "市发改", "date": "2022-06-01", "authors": authors})
    assert make_byline(front, Units(UNITS)) == expected


def test_an_error_in_one_issue_leaves_the_others() -> None:
    made = content(
        [report("reports/1.md"), report("reports/2.md")],
        [issue("a", "2022-06-06", hand("reports/x.md")), issue("b", "2022-06-13", hand("reports/1.md"))],
        broken=("reports/x.md",),
    )
    plan, findings = compile_site(made)
    assert codes(findings) == ["report-broken", "report-unused"]
    assert compile_issue(made, plan, "jb/a") == (None, [])
    bulletin, _ = compile_issue(made, plan, "jb/b")
    assert bulletin is not None and bulletin.number == 2


def test_compiling_twice_gives_the_same() -> None:
    assert compiled(rule(), period="2022年6月") == compiled(rule(), period="2022年6月")


def test_a_name_that_the_plan_does_not_hold_is_a_key_error() -> None:
    made = content()
    with pytest.raises(KeyError):
        compile_issue(made, compile_site(made)[0], "jb/none")


@pytest.mark.parametrize(
    ("written", "name", "slip"),
    [
        ("市委宣传局", "市委宣传部", True),
        ("市住房城乡建设局", "市住房和城乡建设局", True),
        ("市政协办公室", "市政府办公室", False),
        ("市委办", "市委部", False),
        ("省进万家活动办公室", "市进万家活动办公室", False),
    ],
)
def test_what_a_slip_for_a_unit_is(written: str, name: str, slip: bool) -> None:
    assert _is_slip(written, name) is slip
