"""The preview in a real browser, against a stand-in for its server: pages that change in place, errors over
the page, printed pages, the way to the source, and a program that goes and comes back."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from preview_made import A4, PreviewMade, drawn, pages
from test_browser import ARGUMENTS, CHROMIUM

from generator.model.mark import Mark
from generator.watch.view import FindingView, IssueView, SourceLine, View

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="没有 /usr/bin/chromium，不做浏览器测试")
sync_api = pytest.importorskip("playwright.sync_api", reason="没有装 playwright，不做浏览器测试")
expect = sync_api.expect

KEY = "gongzuo-jianbao/2022-05"
REPORT = "content/reports/0528-jiaoyu.md"
STYLE = "assets/screen.css"
WIDE = {"width": 1440, "height": 900}
HALF = {"width": 683, "height": 768}
TELEPHONE = {"width": 390, "height": 844}

ISSUES = (
    IssueView(
        "gongzuo-jianbao/2022-04",
        "工作简报",
        "第4期",
        "2022-05-30",
        "定稿",
        "gongzuo-jianbao/2022/04",
        "w",
        "p",
        2,
    ),
    IssueView(KEY, "工作简报", "第5期", "2022-06-06", "草稿", "gongzuo-jianbao/2022/05", "w1", "p1", 4, 0, 1),
    IssueView(
        "gongzuo-jianbao/2022-03",
        "工作简报",
        "第3期",
        "2022-05-23",
        "送审",
        "gongzuo-jianbao/2022/03",
        "w",
        "p",
        2,
    ),
    IssueView(
        "dongtai/2022-01",
        "公众诉求动态",
        "第1期",
        "2022-06-01",
        "定稿",
        "dongtai/2022/01",
        "w",
        "p",
        1,
        secret=True,
    ),
    IssueView("dongtai/2022-02", "公众诉求动态", "第2期", "2022-06-15", "草稿", stopped=True, errors=1),
)
WARNING = FindingView("warning", "word", REPORT, 12, 3, "“的的”重复了", "请删去一个", keys=(KEY,))
OTHER = FindingView(
    "error",
    "file-missing",
    "content/issues/dongtai/2022-02.yaml",
    4,
    9,
    "找不到文件“a.md”",
    "",
    keys=("dongtai/2022-02",),
)
BROKEN = FindingView(
    "error",
    "yaml-wide-colon",
    "content/issues/gongzuo-jianbao/2022-05.yaml",
    2,
    5,
    "“签发日期”后面用了全角冒号“：”",
    "请改成半角冒号，后面空一格：签发日期: 2022-06-06",
    (SourceLine(1, "期号: 5"), SourceLine(2, "签发日期：2022-06-06", hit=True), SourceLine(3, "状态: 草稿")),
    (KEY,),
)
VIEW = View(
    "run1", 1, "市领导小组办公室", ISSUES, (OTHER, WARNING), "a1", summary="改了 1 期，用 0.1 秒", editor=True
)

MARKED = "document.getAnimations().filter(one => one.id === 'preview-changed').map(one => one.effect.target)"
"""The elements that are marked as changed just now."""

SHEET = "body { margin: 20px; font: 18px/1.8 serif; color: rgb(30, 30, 30) }"


def document(texts: list[str], *, first_line: int = 10) -> str:
    """A page as the generator makes it: one paragraph for each text, and a part that can be opened."""
    lines = "\n".join(
        f'<p id="p{number}" data-source="{REPORT}:{first_line + 2 * number}">{text}</p>'
        for number, text in enumerate(texts)
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh-Hans-CN">\n<head>\n<meta charset="utf-8">\n'
        "<title>工作简报第5期</title>\n"
        f'<link rel="stylesheet" href="../../../{STYLE}" media="screen">\n</head>\n<body>\n'
        '<h1 data-source="content/issues/gongzuo-jianbao/2022-05.yaml:1">工作简报</h1>\n'
        f"<details>\n<summary>目录</summary>\n<p>标题一</p>\n</details>\n<main>\n{lines}\n</main>\n</body>\n</html>\n"
    )


def paragraphs(count: int = 60) -> list[str]:
    return [
        f"第{number}段。会议强调，要走进企业、走进群众，把问题一个一个解决。" * 3 for number in range(count)
    ]


@pytest.fixture
def made() -> Iterator[PreviewMade]:
    made = PreviewMade(VIEW)
    made.styles[STYLE] = SHEET
    for issue in ISSUES:
        if issue.folder:
            made.html[issue.folder] = document(paragraphs())
            made.note(issue.key)
    made.html[""] = "<!DOCTYPE html><title>全部</title><body><h1>全部刊物</h1></body>"
    made.start()
    for key in (KEY, ISSUES[0].key, ISSUES[2].key):
        made.print(key, "p1", pages("s1", "s2", "s3", "s4", marks=(Mark(80, 100, 400, 40, REPORT, 12),)))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS.split())
        yield chromium
        chromium.close()


@pytest.fixture
def troubles() -> list[str]:
    """What the browser complained of; a test that expects something takes it out."""
    return []


@pytest.fixture
def page(browser: Any, troubles: list[str], made: PreviewMade) -> Iterator[Any]:
    """A window that fails the test when the browser complains; it closes before the stand-in stops."""
    assert made.port
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.on("console", lambda said: troubles.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: None if "127.0.0.1" in request.url else troubles.append(request.url))
    yield page
    context.close()
    assert troubles == []


def enter(page: Any, made: PreviewMade, look: str = "web", key: str = KEY) -> Any:
    """Opens the preview at an issue; returns the frame of its page once it is alive."""
    page.goto(f"{made.address}/#/{key}?look={look}")
    frame = page.frame_locator("#page")
    expect(frame.locator("preview-notes")).to_be_attached()
    until(lambda: made.lines)
    return frame


def until(condition: Any, seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "没有等到"
        time.sleep(0.01)


def script(page: Any, code: str, argument: Any = None) -> Any:
    """Evaluates in the frame of the web page."""
    return page.frames[1].evaluate(code, argument)


def edited(number: int, text: str) -> str:
    texts = paragraphs()
    texts[number] = text
    return document(texts)


# ---- the list


def test_issues_stand_by_publication_newest_first_with_state_and_findings(
    page: Any, made: PreviewMade
) -> None:
    enter(page, made)
    group = page.locator('.group[data-publication="工作简报"]')
    assert group.locator(".item-name").all_text_contents() == ["第5期", "第4期", "第3期"]
    assert group.locator(".item-date").all_text_contents() == ["2022-06-06", "2022-05-30", "2022-05-23"]
    assert group.locator(".state").all_text_contents() == ["草稿", "定稿", "送审"]
    expect(group.locator('[aria-current="page"]')).to_contain_text("1 个警告")
    stopped = page.locator('[data-key="dongtai/2022-02"]')
    expect(stopped).to_contain_text("编不出来")
    expect(stopped).to_contain_text("1 个错误")
    expect(page.locator("#chosen")).to_contain_text("工作简报 第5期")
    expect(page.locator("#summary")).to_have_text("改了 1 期，用 0.1 秒")


def test_a_secret_issue_is_listed_and_cannot_be_opened(page: Any, made: PreviewMade) -> None:
    enter(page, made)
    secret = page.locator('[data-key="dongtai/2022-01"]')
    expect(secret).to_contain_text("涉密")
    expect(secret).to_contain_text("不在预览里显示")
    assert secret.evaluate("item => item.localName") == "span"
    page.goto(f"{made.address}/#/dongtai/2022-01")
    expect(page.locator("#empty")).to_contain_text("这一期涉密，不在预览里显示")
    expect(page.locator("#page")).not_to_be_visible()
    assert not [path for path in made.asked if path.startswith(("/site/dongtai", "/api/print/dongtai"))]


def test_the_list_is_searched_by_any_of_its_words(page: Any, made: PreviewMade) -> None:
    enter(page, made)
    page.keyboard.press("/")
    expect(page.locator("#filter")).to_be_focused()
    page.keyboard.type("简报 送审")
    assert page.locator(".item-name").all_text_contents() == ["第3期"]
    page.fill("#filter", "没有的")
    expect(page.locator("#list-body")).to_have_text("没有找到。换一个词，或者清空上面的框。")
    page.fill("#filter", "")
    assert page.locator(".item").count() == len(ISSUES)


def test_a_long_list_shows_the_newest_first_and_the_rest_when_asked(page: Any, made: PreviewMade) -> None:
    many = tuple(
        IssueView(f"zhoubao/{n:04}", "周报", f"第{n}期", f"{2000 + n // 50}-01-{n % 28 + 1:02}", "定稿")
        for n in range(400)
    )
    made.show(issues=(*ISSUES, *many))
    enter(page, made)
    group = page.locator('.group[data-publication="周报"]')
    assert group.locator(".item").count() == 60
    group.get_by_text("更早的 340 期").click()
    assert group.locator(".item").count() == 400


def test_another_issue_is_chosen_and_the_way_back_leads_to_the_first(page: Any, made: PreviewMade) -> None:
    frame = enter(page, made)
    made.html["gongzuo-jianbao/2022/04"] = edited(0, "第四期的第一段。")
    page.click('[data-key="gongzuo-jianbao/2022-04"]')
    expect(frame.locator("#p0")).to_have_text("第四期的第一段。")
    assert page.url.endswith("#/gongzuo-jianbao/2022-04?look=web")
    until(lambda: made.keys[-1] == "gongzuo-jianbao/2022-04")
    page.go_back()
    expect(frame.locator("#p0")).to_contain_text("第0段")
    until(lambda: made.keys[-1] == KEY)


def test_a_link_in_the_page_leads_the_preview_along(page: Any, made: PreviewMade) -> None:
    made.html["gongzuo-jianbao/2022/05"] = edited(0, '<a href="../04/index.html">上一期</a>')
    frame = enter(page, made)
    frame.locator("#p0 a").click()
    expect(page.locator("#chosen")).to_contain_text("工作简报 第4期")
    expect(page.locator('[aria-current="page"]')).to_have_attribute("data-key", "gongzuo-jianbao/2022-04")
    # The page is alive there too.
    expect(frame.locator("preview-notes")).to_be_attached()
    made.web("gongzuo-jianbao/2022-04", "w9", edited(0, "第四期改过了。"))
    expect(frame.locator("#p0")).to_have_text("第四期改过了。")


# ---- the web page changes in place


def test_a_paragraph_changes_and_everything_else_stays(page: Any, made: PreviewMade) -> None:
    frame = enter(page, made)
    script(page, "document.querySelector('details').open = true")
    script(page, "window.scrollTo(0, document.querySelector('#p30').offsetTop - 40)")
    script(page, "window.kept = [...document.querySelectorAll('p')]")
    script(
        page,
        """() => { const text = document.querySelector('#p31').firstChild;
        getSelection().setBaseAndExtent(text, 2, text, 9); }""",
    )
    chosen = script(page, "getSelection().toString()")
    before = script(page, "window.scrollY")
    made.web(KEY, "w2", edited(32, "第32段改过了。"))
    expect(frame.locator("#p32")).to_have_text("第32段改过了。")
    assert script(page, "window.scrollY") == before
    assert script(page, "document.querySelector('details').open") is True
    assert script(page, "kept.every(one => one.isConnected)") is True
    assert script(page, "getSelection().toString()") == chosen
    assert script(page, f"{MARKED}.map(element => element.id)") == ["p32"]


def test_what_the_reader_sees_stays_when_something_above_grows(page: Any, made: PreviewMade) -> None:
    frame = enter(page, made)
    script(page, "window.scrollTo(0, document.querySelector('#p30').offsetTop - 40)")
    top = "document.querySelector('#p30').getBoundingClientRect().top"
    before, scrolled = script(page, top), script(page, "window.scrollY")
    made.web(KEY, "w2", edited(3, "第3段长了许多。" * 200))
    expect(frame.locator("#p3")).to_contain_text("长了许多")
    assert abs(script(page, top) - before) < 1
    assert script(page, "window.scrollY") > scrolled + 100
    texts = paragraphs()
    made.web(KEY, "w3", document(["新的一段。" * 60, *texts[:3], *texts[4:]]))
    expect(frame.locator("#p0")).to_contain_text("新的一段")
    seen = "document.elementFromPoint(300, 60).closest('p').textContent.slice(0, 5)"
    assert script(page, seen) == "第30段。"[:5]


def test_a_moved_source_line_marks_nothing_but_leads_to_the_new_line(page: Any, made: PreviewMade) -> None:
    frame = enter(page, made)
    made.web(KEY, "w2", document(paragraphs(), first_line=50))
    expect(frame.locator("#p1")).to_have_attribute("data-source", f"{REPORT}:52")
    assert script(page, "document.getAnimations().length") == 0


def test_a_change_out_of_sight_offers_the_way_to_it(page: Any, made: PreviewMade) -> None:
    frame = enter(page, made)
    made.web(KEY, "w2", edited(55, "第55段改过了。"))
    way = frame.get_by_role("button", name="改动在下面 ↓")
    way.click()
    expect(frame.locator("#p55")).to_be_in_viewport()
    expect(way).to_be_hidden()
    made.web(KEY, "w3", edited(55, "第55段改过了。").replace("第0段", "第零段"))
    expect(frame.get_by_role("button", name="改动在上面 ↑")).to_be_visible()


def test_a_style_sheet_changes_without_the_page_being_loaded_again(page: Any, made: PreviewMade) -> None:
    frame = enter(page, made)
    script(page, "window.same = true; window.scrollTo(0, 500)")
    made.styles[STYLE] = SHEET.replace("30, 30, 30", "0, 0, 200")
    made.assets("a2")
    expect(frame.locator("body")).to_have_css("color", "rgb(0, 0, 200)")
    assert script(page, "[window.same, window.scrollY]") == [True, 500]
    assert script(page, "document.querySelectorAll('link[rel=stylesheet]').length") == 1


def test_any_tree_becomes_any_other(page: Any, made: PreviewMade) -> None:
    page.goto(f"{made.address}/")
    failed = page.evaluate(
        """async () => {
          const { morph } = await import("/preview/morph.js");
          let seed = 7;
          const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
          const tree = (depth) => {
            const element = document.createElement(["p", "div", "li", "section"][random(4)]);
            if (random(3) === 0) element.id = "i" + random(4);
            if (random(3) === 0) element.setAttribute("data-source", "a.md:" + random(5));
            const children = random(depth ? 6 : 1);
            for (let n = 0; n < children; n += 1) {
              const text = ["甲", "乙乙\\n", "丙\\n丁", "\\n"][random(4)];
              element.append(random(3) && depth ? tree(depth - 1) : text);
            }
            element.normalize();
            return element;
          };
          const failed = [];
          for (let round = 0; round < 600; round += 1) {
            const [live, wanted] = [document.createElement("div"), document.createElement("div")];
            for (let n = 0; n < 4; n += 1) {
              live.append(tree(3));
              wanted.append(random(2) ? tree(3) : live.lastChild.cloneNode(true));
            }
            const text = wanted.outerHTML;
            morph(live, wanted);
            if (live.outerHTML !== text || wanted.outerHTML !== text) failed.push(round);
          }
          return failed;
        }"""
    )
    assert failed == []


def test_a_long_page_changes_in_place_at_every_save(page: Any, made: PreviewMade) -> None:
    enter(page, made)
    texts = paragraphs(180)
    assert 55_000 < len(document(texts).encode()) < 70_000
    made.web(KEY, "w0", document(texts))
    until(lambda: script(page, "document.querySelectorAll('p').length") > 170)
    script(page, "window.stays = 1; window.kept = document.querySelectorAll('main p')[100]")
    for turn in range(25):
        texts[5] = f"第5段改了{turn}次。"
        made.web(KEY, f"x{turn}", document(texts))
        until(lambda turn=turn: f"第5段改了{turn}次。" in script(page, "document.body.textContent"))
    assert script(page, "window.stays") == 1
    assert script(page, "kept.isConnected")


# ---- errors


def test_errors_stand_over_the_last_good_page_until_mended(page: Any, made: PreviewMade) -> None:
    frame = enter(page, made)
    script(page, "window.scrollTo(0, 700)")
    made.note(KEY, stopped=True, errors=1)
    made.show(findings=(BROKEN, OTHER, WARNING))
    stopped = page.locator("#stopped")
    expect(stopped).to_contain_text("这一期现在编不出来")
    expect(stopped.locator(".message")).to_have_text("错误“签发日期”后面用了全角冒号“：”")
    expect(stopped.locator(".place")).to_contain_text("content/issues/gongzuo-jianbao/2022-05.yaml第2行")
    expect(stopped.locator(".hit")).to_have_text("2签发日期：2022-06-06")
    expect(stopped.locator(".hit mark")).to_have_text("：")
    expect(stopped.locator(".hint")).to_have_text("请改成半角冒号，后面空一格：签发日期: 2022-06-06")
    expect(stopped).not_to_contain_text("找不到文件")
    expect(frame.locator("h1")).to_be_attached()
    expect(page.locator("#page")).to_have_css("opacity", "0.55")
    stopped.get_by_role("button", name="收小").click()
    expect(stopped.locator(".message")).to_have_count(0)
    expect(stopped).to_contain_text("1 个错误")
    stopped.get_by_role("button", name="看是什么错").click()
    expect(stopped.locator(".message")).to_have_count(1)
    made.note(KEY, stopped=False, errors=0)
    made.show(findings=(OTHER, WARNING))
    expect(stopped).to_be_hidden()
    assert script(page, "window.scrollY") == 700


def test_an_issue_that_was_never_made_says_so_and_why(page: Any, made: PreviewMade) -> None:
    page.goto(f"{made.address}/#/dongtai/2022-02")
    expect(page.locator("#empty")).to_contain_text("这一期还没有编成过")
    expect(page.locator("#stopped")).to_contain_text("找不到文件“a.md”")
    expect(page.locator("#stopped button[data-do=shrink]")).to_have_count(0)


def test_findings_of_the_issue_stand_first_and_the_others_folded(page: Any, made: PreviewMade) -> None:
    everywhere = FindingView("notice", "gb", "content/units.yaml", 1, 1, "编码是 GB 18030", "请选 UTF-8")
    made.show(findings=(OTHER, everywhere, WARNING))
    enter(page, made)
    body = page.locator("#findings-body")
    assert body.locator("h3").all_text_contents() == ["这一期", "各期都有关系"]
    assert body.locator("section .message").all_text_contents() == ["警告“的的”重复了", "注意编码是 GB 18030"]
    expect(body.locator("summary")).to_have_text("其他各期（1 个错误）")
    body.locator("summary").click()
    made.show(summary="又编了一次")
    expect(page.locator("#summary")).to_have_text("又编了一次")
    expect(body.get_by_text("找不到文件“a.md”")).to_be_visible()
    page.click("#findings-close")
    expect(body).to_be_hidden()
    page.keyboard.press("p")
    expect(body).to_be_visible()


def test_a_finding_opens_the_editor_or_says_what_was_copied(page: Any, made: PreviewMade) -> None:
    enter(page, made)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#findings-body .place")
    expect(page.locator("#said")).to_have_text("已在编辑器里打开 0528-jiaoyu.md 第12行")
    assert made.opened == [{"file": REPORT, "line": 12, "column": 3}]
    made.show(editor=False, summary="没有编辑器")
    expect(page.locator("#summary")).to_have_text("没有编辑器")
    page.click("#findings-body .place")
    expect(page.locator("#said")).to_have_text(f"已复制 {REPORT}:12")
    assert page.evaluate("navigator.clipboard.readText()") == f"{REPORT}:12"


def test_text_of_a_finding_is_never_markup(page: Any, made: PreviewMade) -> None:
    made.show(findings=(replace(WARNING, message='<img src=x onerror="document.title=1">'),))
    enter(page, made)
    expect(page.locator("#findings-body .message")).to_contain_text("<img src=x")
    assert page.locator("#findings-body img").count() == 0


# ---- from a paragraph to its line


def test_a_paragraph_shows_its_line_and_opens_the_editor_there(page: Any, made: PreviewMade) -> None:
    frame = enter(page, made)
    frame.locator("#p1").hover()
    tag = frame.get_by_role("button", name="0528-jiaoyu.md 第12行")
    tag.click()
    expect(page.locator("#said")).to_have_text("已在编辑器里打开 0528-jiaoyu.md 第12行")
    assert made.opened == [{"file": REPORT, "line": 12, "column": 1}]


def test_the_line_is_reached_by_keys_too(page: Any, made: PreviewMade) -> None:
    frame = enter(page, made)
    frame.locator("body").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(frame.get_by_role("button", name="2022-05.yaml 第1行")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Enter")
    until(lambda: made.opened)
    assert made.opened == [{"file": REPORT, "line": 10, "column": 1}]
    page.keyboard.press("Escape")
    expect(frame.locator("preview-tag button")).to_be_hidden()


def test_a_long_touch_shows_the_line_and_a_short_one_does_not(page: Any, made: PreviewMade) -> None:
    frame = enter(page, made)
    touch = """([type, wait]) => new Promise(done => {
      const at = document.querySelector('#p1').getBoundingClientRect();
      const about = {pointerType: 'touch', bubbles: true, clientX: at.left + 40, clientY: at.top + 20};
      document.querySelector('#p1').dispatchEvent(new PointerEvent(type, about));
      setTimeout(done, wait);
    })"""
    tag = frame.locator("preview-tag button")
    script(page, touch, ["pointerdown", 100])
    script(page, touch, ["pointerup", 600])
    expect(tag).to_be_hidden()
    script(page, touch, ["pointerdown", 600])
    expect(tag).to_have_text("0528-jiaoyu.md 第12行")


def test_a_printed_paragraph_shows_its_line(page: Any, made: PreviewMade) -> None:
    enter(page, made, "print")
    sheet = page.locator('.sheet[data-page="1"]')
    expect(sheet.locator("img")).to_be_visible()
    box = sheet.bounding_box()
    scale = box["width"] / A4[0]
    page.mouse.move(box["x"] + 200 * scale, box["y"] + 120 * scale)
    tag = page.get_by_role("button", name="0528-jiaoyu.md 第12行")
    expect(tag).to_be_visible()
    frame = page.locator("preview-tag .frame").bounding_box()
    assert abs(frame["y"] + 4 - (box["y"] + 100 * scale)) < 2
    tag.click()
    until(lambda: made.opened)
    assert made.opened == [{"file": REPORT, "line": 12, "column": 1}]


# ---- printed pages


def pictures(made: PreviewMade) -> list[str]:
    return [path.rsplit("/", 1)[1] for path in made.asked if path.endswith(".png")]


@pytest.mark.parametrize("announced", [True, False])
def test_only_pictures_of_changed_pages_are_fetched_and_the_place_is_kept(
    page: Any, made: PreviewMade, announced: bool
) -> None:
    enter(page, made, "print")
    for number in (1, 2):
        expect(page.locator(f'.sheet[data-page="{number}"] img')).to_be_attached()
    page.locator("#zoom").select_option("0.5")
    page.locator("#sheets").evaluate("sheets => sheets.scrollTo(0, 420)")
    page.wait_for_timeout(300)
    page.evaluate("window.kept = document.querySelector('.sheet[data-page=\"1\"] img')")
    made.asked.clear()
    made.print(KEY, "p2", pages("s1", "s2b", "s3", "s4"), announced=announced)
    expect(page.locator('.sheet[data-page="2"]')).to_have_attribute("data-signature", "s2b")
    page.wait_for_timeout(200)
    assert pictures(made) == ["2.png"]
    assert page.evaluate("[kept.isConnected, document.querySelector('#sheets').scrollTop]") == [True, 420]
    assert page.evaluate(f"{MARKED}.map(element => element.dataset.page)") == ["2"]


def test_a_picture_comes_before_the_list_of_pages_and_only_once(page: Any, made: PreviewMade) -> None:
    enter(page, made, "print")
    page.locator("#zoom").select_option("0.5")
    changed = page.locator('.sheet[data-page="1"]')
    expect(changed).to_have_attribute("data-signature", "s1")
    expect(page.locator('.sheet[data-page="2"] img')).to_be_attached()
    page.wait_for_timeout(200)
    page.evaluate(
        """() => { window.marked = []; const animate = Element.prototype.animate;
          Element.prototype.animate = function (...how) {
            window.marked.push(this.dataset.page);
            return animate.apply(this, how);
          }; }"""
    )
    made.asked.clear()
    made.listing.clear()
    made.print(KEY, "p2", pages("s1b", "s2", "s3b", "s4", "s5"))
    expect(changed).to_have_attribute("data-signature", "s1b")
    expect(page.locator("#page-count")).to_have_text("4")
    made.listing.set()
    expect(page.locator("#page-count")).to_have_text("5")
    page.wait_for_timeout(200)
    # What is near the view, and nothing twice.
    assert sorted(pictures(made)) == ["1.png", "3.png"]
    assert made.asked.count(f"/api/print/{KEY}") == 1
    assert page.evaluate("window.marked") == ["1"]


def test_pages_that_change_back_before_their_list_is_there(page: Any, made: PreviewMade) -> None:
    enter(page, made, "print")
    changed = page.locator('.sheet[data-page="1"]')
    expect(changed).to_have_attribute("data-signature", "s1")
    made.listing.clear()
    made.print(KEY, "p2", pages("s1b", "s2", "s3", "s4"))
    expect(changed).to_have_attribute("data-signature", "s1b")
    made.print(KEY, "p3", pages("s1", "s2", "s3", "s4"))
    expect(changed).to_have_attribute("data-signature", "s1")
    made.listing.set()
    page.wait_for_timeout(200)
    expect(changed).to_have_attribute("data-signature", "s1")
    expect(page.locator("#jump")).to_be_hidden()


def test_a_picture_that_comes_too_late_does_not_take_the_place_of_the_right_one(
    page: Any, made: PreviewMade
) -> None:
    drawing = threading.Event()

    def picture(key: str, number: int, dpi: int) -> bytes:
        drawing.wait(10)
        return drawn(key, number, dpi)

    enter(page, made, "print")
    changed = page.locator('.sheet[data-page="1"]')
    expect(changed).to_have_attribute("data-signature", "s1")
    page.wait_for_timeout(200)
    made.asked.clear()
    made.picture = picture
    made.print(KEY, "p2", pages("s1b", "s2", "s3", "s4"))
    until(lambda: pictures(made) == ["1.png"])
    made.print(KEY, "p3", pages("s1", "s2", "s3", "s4"))
    page.wait_for_timeout(200)
    drawing.set()
    page.wait_for_timeout(200)
    expect(changed).to_have_attribute("data-signature", "s1")


def test_a_page_keeps_its_picture_until_the_new_one_is_there(page: Any, made: PreviewMade) -> None:
    enter(page, made, "print")
    expect(page.locator('.sheet[data-page="1"] img')).to_be_attached()
    page.evaluate(
        """() => { window.empty = 0; new MutationObserver(() => {
          if (!document.querySelector('.sheet[data-page="1"] img')?.complete) window.empty += 1;
        }).observe(document.querySelector('#book'), {subtree: true, childList: true, attributes: true}); }"""
    )
    made.print(KEY, "p2", pages("s1b", "s2", "s3", "s4"))
    expect(page.locator('.sheet[data-page="1"]')).to_have_attribute("data-signature", "s1b")
    assert page.evaluate("window.empty") == 0


def test_pages_have_their_size_before_their_pictures_and_come_when_they_are_near(
    page: Any, made: PreviewMade
) -> None:
    made.print(KEY, "p2", pages(*(f"s{number}" for number in range(12))))
    enter(page, made, "print")
    expect(page.locator(".sheet")).to_have_count(12)
    expect(page.locator('.sheet[data-page="1"] img')).to_be_visible()
    page.wait_for_timeout(300)
    assert "12.png" not in pictures(made)
    last = page.locator('.sheet[data-page="12"]').evaluate("sheet => sheet.offsetHeight / sheet.offsetWidth")
    assert abs(last - A4[1] / A4[0]) < 0.01
    page.locator("#sheets").focus()
    page.keyboard.press("End")
    expect(page.locator('.sheet[data-page="12"] img')).to_be_in_viewport()


def test_a_change_on_another_page_offers_the_way_there(page: Any, made: PreviewMade) -> None:
    enter(page, made, "print")
    expect(page.locator('.sheet[data-page="1"] img')).to_be_visible()
    made.print(KEY, "p2", pages("s1", "s2", "s3b", "s4"))
    page.get_by_role("button", name="改动在第 3 页 ↓").click()
    expect(page.locator('.sheet[data-page="3"]')).to_be_in_viewport()
    expect(page.locator("#jump")).to_be_hidden()
    expect(page.locator("#page-number")).to_have_value("3")


def test_pages_are_added_and_removed(page: Any, made: PreviewMade) -> None:
    enter(page, made, "print")
    made.print(KEY, "p2", pages("s1", "s2", "s3", "s4", "s5", "s6"))
    expect(page.locator(".sheet")).to_have_count(6)
    expect(page.locator("#page-count")).to_have_text("6")
    made.print(KEY, "p3", pages("s1"))
    expect(page.locator(".sheet")).to_have_count(1)


def test_pages_are_turned_and_sized_by_keys(page: Any, made: PreviewMade) -> None:
    enter(page, made, "print")
    number, zoom = page.locator("#page-number"), page.locator("#zoom")
    expect(page.locator("#page-count")).to_have_text("4")
    for key, expected in [
        *[("PageDown", "2"), ("ArrowRight", "3"), ("ArrowLeft", "2"), ("PageUp", "1")],
        *[("End", "4"), ("Home", "1")],
    ]:
        page.keyboard.press(key)
        expect(number).to_have_value(expected)
    expect(zoom).to_have_value("width")
    width = page.locator(".sheet").first.evaluate("sheet => sheet.offsetWidth")
    page.keyboard.press("-")
    assert page.locator(".sheet").first.evaluate("sheet => sheet.offsetWidth") < width
    page.keyboard.press("0")
    expect(zoom).to_have_value("width")
    assert page.locator(".sheet").first.evaluate("sheet => sheet.offsetWidth") == width
    zoom.select_option("page")
    height = page.locator(".sheet").first.evaluate("sheet => sheet.offsetHeight")
    room = page.locator("#sheets").evaluate("sheets => sheets.clientHeight")
    assert room - 60 < height <= room - 30


def test_the_wheel_with_ctrl_zooms_at_the_pointer(page: Any, made: PreviewMade) -> None:
    enter(page, made, "print")
    page.locator("#zoom").select_option("1")
    expect(page.locator('.sheet[data-page="1"] img')).to_be_visible()
    sheet = page.locator(".sheet").first
    before = sheet.bounding_box()
    x, y = before["x"] + 200, before["y"] + 300
    page.mouse.move(x, y)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    expect(page.locator("#zoom")).to_have_value("own")
    after = sheet.bounding_box()
    assert after["width"] > before["width"] * 1.1
    assert abs((y - after["y"]) / after["height"] - (y - before["y"]) / before["height"]) < 0.01


def test_facing_pages_stand_as_in_a_bound_book(page: Any, made: PreviewMade) -> None:
    enter(page, made, "print")
    page.get_by_role("button", name="对开").click()
    place = "sheets => sheets.map(sheet => [Math.round(sheet.offsetLeft), Math.round(sheet.offsetTop)])"
    one, two, three, four = page.locator(".sheet").evaluate_all(place)
    assert two[0] < one[0] == three[0] and two[0] == four[0]
    assert one[1] < two[1] == three[1] < four[1]
    page.keyboard.press("PageDown")
    expect(page.locator("#page-number")).to_have_value("2")
    page.keyboard.press("PageDown")
    expect(page.locator("#page-number")).to_have_value("4")
    page.reload()
    expect(page.get_by_role("button", name="对开")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("ratio", [1, 2])
def test_a_dot_of_the_picture_is_a_dot_of_the_screen(browser: Any, made: PreviewMade, ratio: int) -> None:
    context = browser.new_context(viewport=HALF, device_scale_factor=ratio)
    page = context.new_page()
    enter(page, made, "print")
    page.wait_for_timeout(400)
    image = page.locator('.sheet[data-page="1"] img')
    expect(image).to_be_visible()
    shown = image.evaluate(
        "image => [image.naturalWidth, image.getBoundingClientRect().width * devicePixelRatio]"
    )
    assert abs(shown[0] - shown[1]) < 0.1
    context.close()


def test_the_printed_pages_are_fetched_only_when_they_are_looked_at(page: Any, made: PreviewMade) -> None:
    enter(page, made)
    made.print(KEY, "p2", pages("s1b", "s2"))
    page.wait_for_timeout(200)
    assert not [path for path in made.asked if path.startswith("/api/print/")]
    page.keyboard.press("2")
    expect(page.locator('.sheet[data-page="1"] img')).to_be_visible()
    expect(page.locator("#page-count")).to_have_text("2")


def test_both_looks_stand_side_by_side_and_keep_their_places(page: Any, made: PreviewMade) -> None:
    enter(page, made, "both")
    expect(page.locator('.sheet[data-page="1"] img')).to_be_visible()
    expect(page.locator("#page")).to_be_visible()
    script(page, "window.scrollTo(0, 900)")
    seen = "[...document.querySelectorAll('p')].find(one => one.getBoundingClientRect().bottom > 30).id"
    paragraph = script(page, seen)
    page.keyboard.press("2")
    page.locator("#sheets").evaluate("sheets => sheets.scrollTo(0, 300)")
    page.keyboard.press("1")
    assert paragraph and script(page, seen) == paragraph
    page.keyboard.press("2")
    assert page.locator("#sheets").evaluate("sheets => sheets.scrollTop") == 300


def test_the_pdf_is_opened_and_saved(page: Any, made: PreviewMade) -> None:
    enter(page, made, "print")
    assert page.locator("#pdf-open").get_attribute("href") == f"/api/pdf/{KEY}"
    assert page.locator("#pdf-open").get_attribute("target") == "_blank"
    assert page.locator("#pdf-save").get_attribute("download") == ""


# ---- the line to the program


def test_the_page_reconnects_when_the_program_comes_back(
    page: Any, made: PreviewMade, troubles: list[str]
) -> None:
    frame = enter(page, made)
    script(page, "window.scrollTo(0, 800); window.same = true")
    made.stop()
    expect(page.locator("#offline")).to_have_text("预览程序没有在运行，正在重新连接……")
    expect(page.locator("#offline")).to_be_visible()
    expect(frame.locator("#p1")).to_be_attached()
    made.html["gongzuo-jianbao/2022/05"] = edited(1, "程序停着的时候改的。")
    made.view = replace(made.view, run="run2", serial=1, summary="重新开始")
    made.start()
    expect(frame.locator("#p1")).to_have_text("程序停着的时候改的。")
    expect(page.locator("#offline")).to_be_hidden()
    expect(page.locator("#summary")).to_have_text("重新开始")
    assert script(page, "window.same") is True
    assert script(page, "window.scrollY") > 700
    refused = [text for text in troubles if re.search("ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY", text)]
    assert refused == troubles
    troubles.clear()


def test_what_came_while_the_line_was_closed_is_caught_up(page: Any, made: PreviewMade) -> None:
    frame = enter(page, made, "both")
    expect(page.locator('.sheet[data-page="1"] img')).to_be_visible()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    until(lambda: len(made.lines) == 1)
    made.lines.clear()
    made.web(KEY, "w5", edited(1, "睡着的时候改的。"))
    made.print(KEY, "p5", pages("s1b", "s2", "s3", "s4"))
    made.show(summary="睡醒了")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(frame.locator("#p1")).to_have_text("睡着的时候改的。")
    expect(page.locator('.sheet[data-page="1"]')).to_have_attribute("data-signature", "s1b")
    expect(page.locator("#summary")).to_have_text("睡醒了")


def test_a_hidden_window_gives_its_line_back_and_takes_it_again(page: Any, made: PreviewMade) -> None:
    page.clock.install()
    frame = enter(page, made)
    hide = """state => {
      Object.defineProperty(document, 'hidden', {value: state, configurable: true});
      document.dispatchEvent(new Event('visibilitychange'));
    }"""
    page.evaluate(
        """() => { window.ended = 0; const end = EventSource.prototype.close;
        EventSource.prototype.close = function () { window.ended += 1; end.call(this); }; }"""
    )
    page.evaluate(hide, True)
    page.clock.run_for(29_000)
    assert page.evaluate("window.ended") == 0
    page.clock.run_for(2_000)
    assert page.evaluate("window.ended") == 1
    made.note(KEY, web="w7")
    made.html["gongzuo-jianbao/2022/05"] = edited(1, "没人看的时候改的。")
    made.view = replace(made.view, serial=2)
    page.evaluate(hide, False)
    expect(frame.locator("#p1")).to_have_text("没人看的时候改的。")


def test_two_windows_show_two_issues(page: Any, made: PreviewMade) -> None:
    first = enter(page, made)
    other = page.context.new_page()
    second = enter(other, made, key="gongzuo-jianbao/2022-04")
    made.web(KEY, "w2", edited(1, "只在第五期里。"))
    expect(first.locator("#p1")).to_have_text("只在第五期里。")
    expect(second.locator("#p1")).to_contain_text("第1段")
    assert {KEY, "gongzuo-jianbao/2022-04"} <= set(made.keys)


def test_a_build_under_way_is_shown_with_its_progress(page: Any, made: PreviewMade) -> None:
    enter(page, made)
    made.show(busy=True, done=3, total=42)
    expect(page.locator("#busy")).to_have_text("正在编：3/42 期")
    assert page.locator("#progress").get_attribute("aria-valuenow") == "3"
    made.show(busy=False)
    expect(page.locator("#progress")).to_be_hidden()
    expect(page.locator("#busy")).to_have_text("")


def test_issues_that_come_and_go(page: Any, made: PreviewMade) -> None:
    frame = enter(page, made)
    new = replace(ISSUES[1], key="gongzuo-jianbao/2022-06", label="第6期", folder="gongzuo-jianbao/2022/06")
    made.html[new.folder] = edited(0, "第六期的第一段。")
    made.show(issues=(*made.view.issues, new))
    page.click(f'[data-key="{new.key}"]')
    expect(frame.locator("#p0")).to_have_text("第六期的第一段。")
    made.show(issues=ISSUES)
    expect(page.locator("#empty")).to_contain_text("没有这一期")
    expect(page.locator(f'[data-key="{new.key}"]')).to_have_count(0)


def test_the_page_of_all_issues_is_shown_in_the_frame_and_leads_back(page: Any, made: PreviewMade) -> None:
    made.html["gongzuo-jianbao/2022/05"] = edited(0, '<a href="../../../index.html">全部刊物</a>')
    made.html[""] = made.html[""].replace(
        "</h1>", '</h1><a href="gongzuo-jianbao/2022/04/index.html">第4期</a>'
    )
    frame = enter(page, made)
    frame.locator("#p0 a").click()
    expect(frame.locator("h1")).to_have_text("全部刊物")
    made.html[""] = made.html[""].replace("全部刊物", "全部刊物改了")
    made.show()
    expect(frame.locator("h1")).to_have_text("全部刊物改了")
    frame.get_by_text("第4期").click()
    expect(page.locator("#chosen")).to_contain_text("第4期")
    page.click(f'[data-key="{KEY}"]')
    expect(frame.locator("#p0")).to_have_text("全部刊物")


# ---- alone in a tab


def test_a_page_alone_in_a_tab_changes_in_place_too(page: Any, made: PreviewMade) -> None:
    page.goto(f"{made.address}/site/gongzuo-jianbao/2022/05/index.html")
    until(lambda: KEY in made.keys)
    page.evaluate("window.same = true; window.scrollTo(0, 600)")
    made.web(KEY, "w2", edited(8, "第8段改过了。"))
    expect(page.locator("#p8")).to_have_text("第8段改过了。")
    assert page.evaluate("[window.same, window.scrollY]") == [True, 600]
    made.note(KEY, stopped=True)
    made.show(findings=(BROKEN,))
    expect(page.get_by_role("alert")).to_contain_text("2022-05.yaml 第2行：“签发日期”后面用了全角冒号“：”")
    made.note(KEY, stopped=False)
    made.show(findings=())
    expect(page.get_by_role("alert")).to_be_hidden()
    page.locator("#p8").hover()
    page.get_by_role("button", name="0528-jiaoyu.md 第26行").click()
    until(lambda: made.opened)


# ---- the window


@pytest.mark.parametrize("size", [WIDE, HALF, TELEPHONE], ids=["desktop", "half", "telephone"])
@pytest.mark.parametrize("look", ["web", "print"])
def test_nothing_is_wider_than_the_window_or_in_a_readers_way(
    page: Any, made: PreviewMade, size: Any, look: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="没有装 axe，不做无障碍测试")
    page.set_viewport_size(size)
    made.note(KEY, stopped=True, errors=1)
    made.show(findings=(BROKEN, OTHER, WARNING))
    enter(page, made, look)
    expect(page.locator("#stopped")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    for prepare in (lambda: None, lambda: page.keyboard.press("l"), lambda: page.keyboard.press("Escape")):
        prepare()
        found = axe.Axe().run(page).response["violations"]
        serious = [one for one in found if one["impact"] in {"serious", "critical"}]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in serious] == []


def test_in_half_a_screen_the_list_is_a_drawer(page: Any, made: PreviewMade) -> None:
    page.set_viewport_size(HALF)
    frame = enter(page, made)
    expect(page.locator("#list")).to_be_hidden()
    assert page.locator("#page").evaluate("frame => frame.clientWidth") == HALF["width"]
    expect(page.get_by_role("button", name="并排")).to_be_hidden()
    page.click("#list-toggle")
    expect(page.locator("#filter")).to_be_focused()
    made.html["gongzuo-jianbao/2022/04"] = edited(0, "第四期的第一段。")
    page.click('[data-key="gongzuo-jianbao/2022-04"]')
    expect(frame.locator("#p0")).to_have_text("第四期的第一段。")
    expect(page.locator("#list")).to_be_hidden()
    page.keyboard.press("l")
    page.keyboard.press("Escape")
    expect(page.locator("#list")).to_be_hidden()
    expect(page.locator("#list-toggle")).to_be_focused()


def test_choices_are_remembered_and_nothing_needs_them(page: Any, made: PreviewMade, browser: Any) -> None:
    enter(page, made, "print")
    page.locator("#zoom").select_option("1.5")
    page.locator("#splitter").focus()
    page.keyboard.press("ArrowRight")
    page.goto("about:blank")
    page.goto(f"{made.address}/")
    expect(page.locator("#zoom")).to_have_value("1.5")
    expect(page.locator("#splitter")).to_have_attribute("aria-valuenow", "292")
    expect(page.get_by_role("button", name="印出来的页")).to_have_attribute("aria-pressed", "true")
    assert page.url.endswith(f"#/{KEY}?look=print")
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
    )
    bare = context.new_page()
    frame = enter(bare, made)
    expect(frame.locator("#p1")).to_be_visible()
    context.close()


def test_help_stands_where_it_is_needed(page: Any, made: PreviewMade) -> None:
    enter(page, made)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="怎么用")).to_contain_text("一保存，这里就跟着变")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_an_empty_site_says_how_to_begin(page: Any, made: PreviewMade) -> None:
    made.show(issues=(), findings=(), busy=True)
    page.goto(f"{made.address}/")
    expect(page.locator("#empty")).to_contain_text("正在编第一遍")
    made.show(busy=False)
    expect(page.locator("#empty")).to_contain_text("make new ISSUE=gongzuo-jianbao")
    site = FindingView("error", "yaml-tab", "site.yaml", 3, 1, "行首用了制表符（Tab 键）", "请改用空格")
    made.show(findings=(site,))
    expect(page.locator("#stopped")).to_contain_text("行首用了制表符")


def test_who_wants_no_movement_gets_none(page: Any, made: PreviewMade) -> None:
    page.emulate_media(reduced_motion="reduce")
    frame = enter(page, made)
    made.web(KEY, "w2", edited(1, "第1段改过了。"))
    expect(frame.locator("#p1")).to_have_text("第1段改过了。")
    colours = (
        "document.getAnimations().flatMap(one => one.effect.getKeyframes()).map(frame => frame.outlineColor)"
    )
    assert len(set(script(page, colours))) == 1
