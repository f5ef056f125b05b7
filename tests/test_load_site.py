"""Whole sites: what belongs together, and what stops what."""

from __future__ import annotations

import zlib

import pytest
from conftest import ISSUE, REPORT, SITE, UNITS, SiteMaker, findings, picture

from generator.load.site import load_site

ISSUE_PATH = "content/issues/gongzuo-jianbao/2022-05.yaml"
REPORT_PATH = "content/reports/a.md"


def issue_telling(make_site: SiteMaker, old: str, new: str) -> list[str]:
    assert old in ISSUE
    return findings(make_site({ISSUE_PATH: ISSUE.replace(old, new)}))


def report_telling(make_site: SiteMaker, old: str, new: str, **more: bytes) -> list[str]:
    assert old in REPORT
    files = {f"content/media/{name}.jpg": data for name, data in more.items()}
    return findings(make_site({REPORT_PATH: REPORT.replace(old, new), **files}))


def test_content_of_a_sound_site(make_site: SiteMaker) -> None:
    content, found = load_site(make_site({}))
    assert found == [] and content is not None
    assert list(content.reports) == ["reports/a.md"]
    [issue] = content.issues
    assert (issue.key, issue.publication, issue.front.record.number) == (
        "gongzuo-jianbao/2022-05",
        "gongzuo-jianbao",
        5,
    )
    unit = content.units.find("市经委")
    assert unit is not None and unit.name == "市经济和信息化局"
    assert content.broken == frozenset()


def test_a_folder_that_is_no_site(make_site: SiteMaker) -> None:
    site = make_site({"site.yaml": None})
    assert load_site(site)[0] is None
    assert findings(site) == [
        "site.yaml:1:1 错误 这个文件夹里没有 site.yaml，不是一个站点\n"
        "请换到站点的文件夹，或者用 --site 指出它在哪里"
    ]


def test_a_site_without_units(make_site: SiteMaker) -> None:
    site = make_site({"content/units.yaml": None})
    assert load_site(site)[0] is None
    assert findings(site) == [
        "content/units.yaml:1:1 错误 找不到单位名单 content/units.yaml\n"
        "请新建这个文件，一行写一个单位：- {名称: 市教育局, 类别: 市直}"
    ]


def test_errors_of_site_and_units_stop_all(make_site: SiteMaker) -> None:
    site = make_site({"site.yaml": SITE + "单为: 甲\n", "content/units.yaml": UNITS + "- {类别: 市直}\n"})
    assert load_site(site)[0] is None
    assert findings(site) == [
        "content/units.yaml:3:3 错误 缺少“名称”\n请在大括号里加上“, 名称: 市教育局”",
        "site.yaml:4:1 错误 不认识“单为”\n是不是想写“单位”？",
    ]


@pytest.mark.parametrize("name", ["Gongzuo", "工作简报", "gong_zuo", "-a"])
def test_publication_ids(make_site: SiteMaker, name: str) -> None:
    [message] = findings(make_site({"site.yaml": SITE + f"  {name}: {{名称: 甲, 类型: 简报}}\n"}))
    assert message == (
        f"site.yaml:4:3 错误 刊物的代号“{name}”不能用\n"
        "代号要用作文件夹名，只用小写英文字母、数字和短横，例如 gongzuo-jianbao"
    )


def test_publication_id_that_the_output_needs(make_site: SiteMaker) -> None:
    [message] = findings(make_site({"site.yaml": SITE + "  assets: {名称: 甲, 类型: 简报}\n"}))
    assert message == "site.yaml:4:3 错误 刊物的代号不能是“assets”，程序自己要用这个名称\n请换一个代号"


def test_unit_names_are_unique_over_all_names(make_site: SiteMaker) -> None:
    [message] = findings(make_site({"content/units.yaml": UNITS + "- {名称: 甲局, 曾用名: [市经信局]}\n"}))
    assert message == (
        "content/units.yaml:3:18 错误 “市经信局”这个名称已经用过，在第 1 行\n"
        "单位的名称、简称、曾用名都不能相同，请改其中一处"
    )


def test_unit_class_outside_the_vocabulary_is_a_warning(make_site: SiteMaker) -> None:
    site = make_site({"content/units.yaml": UNITS + "- {名称: 甲局, 类别: 市属}\n"})
    assert load_site(site)[0] is not None
    assert findings(site) == [
        "content/units.yaml:3:16 警告 单位类别“市属”不在词表里\n"
        "词表里有：县市区、功能区、市直、国资、教育；新类别请加到 site.yaml 的“词表”里"
    ]


def test_units_must_be_a_list(make_site: SiteMaker) -> None:
    [message] = findings(make_site({"content/units.yaml": "名称: 甲局\n"}))
    assert message == "content/units.yaml:1:1 错误 这里应当是一个列表\n每一项各写一行，用“- ”开头"


# Reports


def test_unknown_unit(make_site: SiteMaker) -> None:
    assert report_telling(make_site, "单位: 市经信局", "单位: 市经信委") == [
        "content/reports/a.md:3:5 错误 单位名单里没有“市经信委”\n"
        "是不是想写“市经委”“市经信局”“市经济和信息化局”？"
    ]


def test_report_without_front_matter(make_site: SiteMaker) -> None:
    assert findings(make_site({REPORT_PATH: "# 标题\n\n正文\n"})) == [
        "content/reports/a.md:1:1 错误 文件开头没有标题、单位、日期这几行\n"
        "请在第一行写“---”，下面写标题、单位、日期，再用一行“---”结束"
    ]


def test_front_matter_that_does_not_end(make_site: SiteMaker) -> None:
    assert report_telling(make_site, "2022-05-28\n---\n", "2022-05-28\n") == [
        "content/reports/a.md:1:1 错误 开头的“---”没有配对的另一行“---”\n"
        "请在标题、单位、日期这几行下面另起一行写“---”"
    ]


def test_report_without_text(make_site: SiteMaker) -> None:
    assert report_telling(make_site, "会议强调，要走进企业。\n", "") == [
        "content/reports/a.md:6:1 警告 没有正文\n请在第二条“---”下面写正文"
    ]


def test_report_without_chinese(make_site: SiteMaker) -> None:
    assert report_telling(make_site, "会议强调，要走进企业。", "Lorem ipsum.") == [
        "content/reports/a.md:6:1 警告 正文里没有一个汉字\n请检查内容是不是贴错了"
    ]


def test_long_title_is_a_warning(make_site: SiteMaker) -> None:
    told = report_telling(make_site, "市经信局召开动员会", "会" * 200)
    assert told == [
        "content/reports/a.md:2:5 警告 标题有 200 个字，排出来会占好几行\n标题请控制在 60 个字以内"
    ]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (
            "media/b.jpg",
            "错误 找不到图片“media/b.jpg”\n请把图片放进 content/media 文件夹，并核对文件名和扩展名",
        ),
        ("photos/huiyi.jpg", "错误 找不到图片“photos/huiyi.jpg”\n是不是想写“media/huiyi.jpg”？"),
        ("media/huiyi.jpeg", "错误 找不到图片“media/huiyi.jpeg”\n是不是想写“media/huiyi.jpg”？"),
        (
            "../media/huiyi.jpg",
            "错误 路径“../media/huiyi.jpg”里不能有“..”\n"
            "请写从 content 文件夹算起的路径，例如：media/huiyi.jpg",
        ),
        (
            "/etc/passwd",
            "错误 “/etc/passwd”是电脑上的完整路径\n请写从 content 文件夹算起的路径，例如：media/passwd",
        ),
        (
            "'C:\\照片\\a.jpg'",
            "错误 “C:\\照片\\a.jpg”是电脑上的完整路径\n请写从 content 文件夹算起的路径，例如：media/a.jpg",
        ),
        (
            "file:///etc/passwd",
            "错误 “file:///etc/passwd”是电脑上的完整路径\n"
            "请写从 content 文件夹算起的路径，例如：media/passwd",
        ),
        (
            "http://x.cn/a.jpg",
            "错误 “http://x.cn/a.jpg”是一个网址，这里只能用站点里的文件\n"
            "请把文件存到 content 文件夹里，再写它的路径，例如：media/a.jpg",
        ),
    ],
)
def test_paths_of_photos(make_site: SiteMaker, path: str, message: str) -> None:
    told = report_telling(
        make_site, "日期: 2022-05-28\n", f"日期: 2022-05-28\n图片:\n  - 文件: {path}\n", huiyi=picture()
    )
    assert told == [f"content/reports/a.md:6:9 {message}"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_pictures_of_the_usual_kinds(make_site: SiteMaker, kind: str) -> None:
    photos = "日期: 2022-05-28\n图片: [{文件: 'media\\a.jpg'}]\n"
    assert report_telling(make_site, "日期: 2022-05-28\n", photos, a=picture(kind)) == []


@pytest.mark.parametrize("data", [b"not a picture", picture()[:300], picture("PNG")[:80], b""])
def test_photo_that_is_no_photo(make_site: SiteMaker, data: bytes) -> None:
    photos = "日期: 2022-05-28\n图片: [{文件: media/a.jpg}]\n"
    assert report_telling(make_site, "日期: 2022-05-28\n", photos, a=data) == [
        "content/reports/a.md:5:11 错误 “media/a.jpg”不是图片，或者已经损坏\n"
        "请用看图软件打开检查，另存为 JPG 或 PNG 再放进来"
    ]


def test_photo_of_another_format(make_site: SiteMaker) -> None:
    photos = "日期: 2022-05-28\n图片: [{文件: media/a.jpg}]\n"
    assert report_telling(make_site, "日期: 2022-05-28\n", photos, a=picture("PPM")) == [
        "content/reports/a.md:5:11 错误 “media/a.jpg”是 PPM 格式，不能用来排版\n请另存为 JPG 或 PNG"
    ]


def test_picture_bomb(make_site: SiteMaker) -> None:
    data = bytearray(picture("PNG"))
    data[16:24] = (40_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    photos = "日期: 2022-05-28\n图片: [{文件: media/a.jpg}]\n"
    [told] = report_telling(make_site, "日期: 2022-05-28\n", photos, a=bytes(data))
    assert "个像素，太大了\n请缩小到宽 4000 像素以内再放进来" in told


def test_photo_that_is_a_link_out_of_the_site(make_site: SiteMaker) -> None:
    photos = REPORT.replace("日期: 2022-05-28\n", "日期: 2022-05-28\n图片: [{文件: media/a.jpg}]\n")
    site = make_site({REPORT_PATH: photos})
    outside = site.parent / "outside.jpg"
    outside.write_bytes(picture())
    (site / "content/media").mkdir()
    (site / "content/media/a.jpg").symlink_to(outside)
    assert findings(site) == [
        "content/reports/a.md:5:11 错误 “media/a.jpg”指到了站点的 content 文件夹以外\n"
        "请把文件复制到 content 文件夹里，再写它的路径，例如：media/a.jpg"
    ]


def test_a_broken_report_is_left_out_and_the_rest_goes_on(make_site: SiteMaker) -> None:
    site = make_site({"content/reports/b.md": REPORT.replace("2022-05-28", "2022-02-30")})
    content, _ = load_site(site)
    assert content is not None
    assert content.broken == {"reports/b.md"}
    assert list(content.reports) == ["reports/a.md"]
    assert len(content.issues) == 1


# Issues


def test_final_issue_without_number(make_site: SiteMaker) -> None:
    assert issue_telling(make_site, "期号: 5\n", "") == [
        f"{ISSUE_PATH}:6:5 错误 定稿必须有期号\n请加上一行，例如：期号: 5"
    ]


def test_draft_needs_no_number(make_site: SiteMaker) -> None:
    assert (
        findings(make_site({ISSUE_PATH: "签发日期: 2022-06-06\n栏目: [{名称: 甲, 文章: [reports/a.md]}]\n"}))
        == []
    )


def test_bad_period(make_site: SiteMaker) -> None:
    assert issue_telling(make_site, "2022-05-30 至 2022-06-05", "上周") == [
        f"{ISSUE_PATH}:3:7 错误 “上周”不是程序认得的起止日期\n"
        "请写成 2022-05-30 至 2022-06-05、2022年第22周、2022年5月、2022年第二季度 或 2022年"
    ]


@pytest.mark.parametrize("sections", ["", "栏目: []\n", "栏目:\n", "栏目: [{名称: 甲}]\n"])
def test_empty_issue(make_site: SiteMaker, sections: str) -> None:
    told = findings(make_site({ISSUE_PATH: f"签发日期: 2022-06-06\n{sections}"}))
    assert len(told) == 1
    assert told[0].split(" ", 1)[1] == (
        "错误 这一期没有文章\n请在“栏目”里用“文章”列出报送信息，或者用“选取”写明条件"
    )


def test_missing_report(make_site: SiteMaker) -> None:
    files = {
        "content/reports/2022/0528-jiaoyu.md": REPORT,
        ISSUE_PATH: ISSUE.replace("reports/a.md", "reports/2022/0528-jiaoyv.md"),
    }
    assert findings(make_site(files)) == [
        f"{ISSUE_PATH}:6:10 错误 找不到报送信息“reports/2022/0528-jiaoyv.md”\n"
        "是不是想写“reports/2022/0528-jiaoyu.md”？"
    ]


def test_report_named_twice(make_site: SiteMaker) -> None:
    more = "文章: [reports/a.md]\n  - {名称: 乙, 文章: [./reports/a.md]}"
    assert issue_telling(make_site, "文章: [reports/a.md]", more) == [
        f"{ISSUE_PATH}:7:18 错误 “./reports/a.md”在这一期里用了两次，第一次在第 6 行\n请删掉其中一处"
    ]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (
            "../reports/a.md",
            "错误 路径“../reports/a.md”里不能有“..”\n"
            "请写从 content 文件夹算起的路径，例如：reports/2022/0528-jiaoyu.md",
        ),
        (
            "/etc/passwd",
            "错误 “/etc/passwd”是电脑上的完整路径\n"
            "请写从 content 文件夹算起的路径，例如：reports/2022/0528-jiaoyu.md",
        ),
    ],
)
def test_paths_of_reports(make_site: SiteMaker, path: str, message: str) -> None:
    told = issue_telling(make_site, "[reports/a.md]", f"[{path}]")
    assert told == [f"{ISSUE_PATH}:6:10 {message}"]


def test_folder_of_no_publication(make_site: SiteMaker) -> None:
    [told] = findings(make_site({"content/issues/gongzuo-jianbo/2022-05.yaml": ISSUE}))
    assert told == (
        "content/issues/gongzuo-jianbo/2022-05.yaml:1:1 错误 文件夹“gongzuo-jianbo”不是 site.yaml 里的刊物\n"
        "是不是想写“gongzuo-jianbao”？"
    )


def test_issue_outside_of_a_folder(make_site: SiteMaker) -> None:
    [told] = findings(make_site({"content/issues/2022-05.yaml": ISSUE}))
    assert told == (
        "content/issues/2022-05.yaml:1:1 错误 这一期没有放在刊物的文件夹里\n"
        "请移到 content/issues/刊物的代号/ 里面"
    )


def test_issue_in_two_files(make_site: SiteMaker) -> None:
    files = {"content/issues/gongzuo-jianbao/2022-05.md": f"---\n{ISSUE}---\n按语。\n"}
    [told] = findings(make_site(files))
    assert told == (
        "content/issues/gongzuo-jianbao/2022-05.yaml:1:1 错误 这一期有两个文件，另一个是“2022-05.md”\n"
        "请只留一个"
    )


def test_note_in_yaml_and_below_front_matter(make_site: SiteMaker) -> None:
    site = make_site(
        {
            ISSUE_PATH: ISSUE + "按语: |\n  各单位要**深入基层**，\n  解决问题。\n",
            "content/issues/gongzuo-jianbao/2022-06.md": f"---\n{ISSUE}---\n各单位要深入基层。\n",
        }
    )
    content, found = load_site(site)
    assert found == [] and content is not None
    assert [issue.note.html for issue in content.issues] == [
        "<p>各单位要<strong>深入基层</strong>，解决问题。</p>",
        "<p>各单位要深入基层。</p>",
    ]


def test_note_written_twice(make_site: SiteMaker) -> None:
    files = {
        ISSUE_PATH: None,
        "content/issues/gongzuo-jianbao/2022-05.md": f"---\n{ISSUE}按语: 甲\n---\n乙\n",
    }
    [told] = findings(make_site(files))
    assert told == (
        "content/issues/gongzuo-jianbao/2022-05.md:9:5 错误 按语写了两次：上面的“按语”和下面的正文\n"
        "请只留一处"
    )


@pytest.mark.parametrize(
    ("note", "place"),
    [
        ("按语: 深入<b>基层\n", "8:7"),
        ('按语: "深入<b>基层"\n', "8:8"),
        ("按语: |\n  要求：\n  深入<b>基层\n", "10:5"),
    ],
)
def test_places_inside_a_note(make_site: SiteMaker, note: str, place: str) -> None:
    [told] = findings(make_site({ISSUE_PATH: ISSUE + note}))
    assert told.startswith(f"{ISSUE_PATH}:{place} 错误 正文里不能写网页代码“<b>”")


def test_unit_class_of_a_selection(make_site: SiteMaker) -> None:
    told = issue_telling(make_site, "文章: [reports/a.md]", "选取: {单位类别: 县区}")
    assert told == [
        f"{ISSUE_PATH}:6:16 警告 单位类别“县区”不在词表里\n"
        "词表里有：县市区、功能区、市直、国资、教育；新类别请加到 site.yaml 的“词表”里"
    ]


def test_a_broken_issue_is_named_and_the_rest_goes_on(make_site: SiteMaker) -> None:
    site = make_site({"content/issues/gongzuo-jianbao/2022-06.yaml": ISSUE + "期好: 6\n"})
    content, _ = load_site(site)
    assert content is not None
    assert content.broken == {"issues/gongzuo-jianbao/2022-06.yaml"}
    assert [issue.key for issue in content.issues] == ["gongzuo-jianbao/2022-05"]
