"""The command `watch` as a whole, in a real browser: what an editor sees of every save, of mistakes, of a
program that is killed and comes back, and of its end."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import SITE
from prose import paragraph
from test_browser import ARGUMENTS, CHROMIUM
from watch_made import (
    JIANBAO,
    PATIENCE,
    Running,
    issue,
    issue_file,
    key_of,
    lives,
    page_file,
    put,
    report,
    report_file,
    site_files,
    wait_for,
)

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="没有 /usr/bin/chromium，不做浏览器测试")
sync_api = pytest.importorskip("playwright.sync_api", reason="没有装 playwright，不做浏览器测试")
expect = sync_api.expect

R1, R2 = report_file("r1"), report_file("r2")
TWO_KINDS = SITE + "  neibu-cankao: {名称: 内部参考, 类型: 简报, 密级: 秘密, 保密期限: 1年}\n"
SECRET = "content/issues/neibu-cankao/2022-01.yaml"
LONG = 24
"""Paragraphs: several pages."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = site_files(2) | {R1: report("第1次动员会", body())}
    files |= {
        "site.yaml": TWO_KINDS,
        SECRET: issue(1, "reports/s.md"),
        report_file("s"): report("不公开的会", "这一句不能看。"),
    }
    put(tmp_path, files)
    return tmp_path


def body(**changed: str) -> str:
    """Many paragraphs; `p3="…"` is another text for the fourth."""
    texts = [f"第{number}段。{paragraph(random.Random(number))}" for number in range(LONG)]
    for name, text in changed.items():
        texts[int(name.removeprefix("p"))] = text
    return "\n\n".join(texts)


@pytest.fixture
def running(site: Path) -> Iterator[Running]:
    running = Running(site)
    running.wait_for_builds(1)
    yield running
    running.kill()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS.split())
        yield chromium
        chromium.close()
    expect.set_options(timeout=5000)


@pytest.fixture
def page(browser: Any, running: Running) -> Iterator[Any]:
    """A window of 1440 × 900; nothing but the preview may be asked."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    strange: list[str] = []
    errors: list[str] = []
    page.on("request", lambda asked: None if running.address in asked.url else strange.append(asked.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert (strange, errors) == ([], [])


def enter(page: Any, running: Running, number: int = 1, look: str = "web") -> Any:
    page.goto(f"{running.address}/#/{key_of(number)}?look={look}")
    frame = page.frame_locator("#page")
    expect(frame.locator("[data-source]").first).to_be_attached()
    return frame


def script(page: Any, code: str) -> Any:
    """Evaluates in the frame of the web page."""
    return page.frames[1].evaluate(code)


def pictures(page: Any) -> list[str]:
    """The pictures of the printed pages that are there, as digests of what is drawn of them."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('#book img')].filter((one) => one.complete && one.naturalWidth)
        .map((one) => { const canvas = document.createElement('canvas');
          [canvas.width, canvas.height] = [one.naturalWidth, one.naturalHeight];
          const pen = canvas.getContext('2d'); pen.drawImage(one, 0, 0);
          return canvas.toDataURL('image/png'); })"""
    )
    return [hashlib.sha256(one.encode()).hexdigest() for one in found]


def test_a_save_changes_the_web_page_in_its_place(page: Any, running: Running, site: Path) -> None:
    frame = enter(page, running)
    expect(frame.locator("body")).to_contain_text("第12段")
    script(page, "window.kept = document")
    script(page, "window.scrollTo(0, document.body.scrollHeight / 2)")
    before = script(page, "window.scrollY")
    assert before > 300
    builds = len(running.builds)
    put(site, {R1: report("第1次动员会", body(p12="第12段改过了，会议指出，要走进村庄。"))})
    expect(frame.get_by_text("要走进村庄")).to_be_attached()
    changed = frame.get_by_text("要走进村庄")
    expect(changed).to_have_attribute("data-source", f"{R1}:{6 + 24}")
    assert abs(script(page, "window.scrollY") - before) < 400
    assert script(page, "window.kept === document") is True
    wait_for(lambda: len(running.builds) > builds)
    assert re.fullmatch(
        rf"\d\d:\d\d:\d\d  改了 {R1}：编了 1 期（{key_of(1)}），\d+\.\d\d 秒；.*", running.builds[-1]
    )
    assert "要走进村庄" in (site / "output" / page_file(1)).read_text(encoding="utf-8")


def test_a_save_changes_the_printed_page_in_its_place(page: Any, running: Running, site: Path) -> None:
    page.goto(f"{running.address}/#/{key_of(1)}?look=print")
    expect(page.locator("#page-count")).not_to_have_text("0")
    wait_for(lambda: pictures(page))
    sheets = page.locator("#sheets")
    sheets.evaluate("(one) => { one.scrollTop = 300; }")
    before = sheets.evaluate("(one) => one.scrollTop")
    first = pictures(page)
    put(site, {R1: report("第1次动员会", body(p0="第0段改过了。"))})
    wait_for(lambda: set(pictures(page)) - set(first))
    assert sheets.evaluate("(one) => one.scrollTop") == before
    # Back to what it was: the pictures too.
    put(site, {R1: report("第1次动员会", body())})
    wait_for(lambda: pictures(page)[:1] == first[:1])


def test_both_looks_change_side_by_side(page: Any, running: Running, site: Path) -> None:
    frame = enter(page, running, 2, "both")
    wait_for(lambda: pictures(page))
    first = pictures(page)
    put(site, {R2: report("第2次动员会", "要走进村庄。")})
    expect(frame.locator("body")).to_contain_text("要走进村庄")
    wait_for(lambda: set(pictures(page)) - set(first))


def test_a_mistake_stands_over_the_last_good_page_until_it_is_mended(
    page: Any, running: Running, site: Path
) -> None:
    frame = enter(page, running)
    good = issue(1, "reports/r1.md")
    put(site, {issue_file(1): good.replace("签发日期:", "签发日期：")})
    stopped = page.locator("#stopped")
    expect(stopped).to_be_visible()
    expect(stopped).to_contain_text("这一期现在编不出来")
    expect(stopped).to_contain_text("全角冒号")
    expect(stopped.locator(".file")).to_have_text(issue_file(1))
    expect(stopped.locator(".place")).to_contain_text("第2行")
    expect(stopped.locator(".line.hit")).to_contain_text(re.compile(r"签发日期：\s*2022-06-01"))
    expect(stopped.locator(".line")).to_have_count(4)
    expect(frame.locator("body")).to_contain_text("第12段")
    put(site, {issue_file(1): good.replace("期号: 1", "期号: 一")})
    expect(stopped.locator(".place")).to_contain_text("第1行")
    put(site, {issue_file(1): good})
    expect(stopped).to_be_hidden()
    expect(frame.locator("body")).to_contain_text("第12段")


def test_a_mistake_in_a_report_and_in_the_site_file(page: Any, running: Running, site: Path) -> None:
    frame = enter(page, running)
    stopped = page.locator("#stopped")
    put(site, {R1: report("第1次动员会", body()).replace("单位: 市经信局", "单位: 市经新局")})
    expect(stopped.locator(".place").filter(has_text=R1)).to_contain_text("第3行")
    put(site, {R1: report("第1次动员会", body())})
    expect(stopped).to_be_hidden()
    put(site, {"site.yaml": TWO_KINDS.replace("单位:", "单位：")})
    expect(stopped.locator(".place")).to_contain_text("site.yaml")
    expect(stopped.locator(".place")).to_contain_text("第1行")
    expect(frame.locator("body")).to_contain_text("第12段")
    put(site, {"site.yaml": TWO_KINDS})
    expect(stopped).to_be_hidden()


def test_an_issue_comes_and_goes(page: Any, running: Running, site: Path) -> None:
    enter(page, running)
    item = page.locator(f'[data-key="{key_of(3)}"]')
    expect(item).to_have_count(0)
    put(site, {report_file("r3"): report("第3次动员会"), issue_file(3): issue(3, "reports/r3.md")})
    expect(item).to_contain_text("第3期")
    item.click()
    frame = page.frame_locator("#page")
    expect(frame.locator("body")).to_contain_text("第3次动员会")
    assert (site / "output" / page_file(3)).is_file()
    put(site, {issue_file(3): None})
    expect(item).to_have_count(0)
    wait_for(lambda: not (site / "output" / page_file(3)).parent.exists())
    expect(page.locator("#empty")).to_contain_text("没有这一期")


def test_a_secret_issue_is_listed_and_not_shown(page: Any, running: Running, site: Path) -> None:
    enter(page, running)
    item = page.locator('[data-key="neibu-cankao/2022-01"]')
    expect(item).to_contain_text("涉密")
    page.goto(f"{running.address}/#/neibu-cankao/2022-01?look=both")
    expect(page.locator("#empty")).to_contain_text("这一期涉密，不在预览里显示")
    put(site, {report_file("s"): report("不公开的会", "这一句也不能看。")})
    running.wait_for_builds(2)
    for path in (
        "/site/neibu-cankao/2022/01/index.html",
        "/api/print/neibu-cankao/2022-01",
        "/api/print/neibu-cankao/2022-01/1.png?dpi=96",
        "/api/pdf/neibu-cankao/2022-01",
    ):
        assert page.request.get(f"{running.address}{path}").status == 403
    assert "不能看" not in page.content()
    assert not list((site / "output" / "neibu-cankao").rglob("index.html"))


def test_a_killed_program_comes_back_to_its_windows(page: Any, running: Running, site: Path) -> None:
    frame = enter(page, running)
    children = running.children()
    running.kill()
    expect(page.locator("#offline")).to_be_visible()
    # No process of it goes on by itself.
    wait_for(lambda: not any(lives(child) for child in children))
    put(site, {R1: report("第1次动员会", body(p0="关着的时候改的。"))})
    put(site, {report_file("r3"): report("第3次动员会"), issue_file(3): issue(3, "reports/r3.md")})
    again = Running(site, running.port)
    try:
        assert again.address == running.address
        expect(page.locator("#offline")).to_be_hidden()
        expect(frame.get_by_text("关着的时候改的")).to_be_attached()
        expect(page.locator(f'[data-key="{key_of(3)}"]')).to_contain_text("第3期")
        put(site, {R1: report("第1次动员会", body(p1="后来又改的。"))})
        expect(frame.get_by_text("后来又改的")).to_be_attached()
    finally:
        again.kill()


def test_control_c_ends_it_with_the_browser_connected(page: Any, running: Running, site: Path) -> None:
    enter(page, running)
    children = running.children()
    assert children
    # In the middle of work.
    put(site, {R1: report("第1次动员会", body(p0="正在编。"))})
    seconds = running.interrupt()
    assert running.process.returncode == 0
    assert seconds < PATIENCE / 4
    assert running.lines[-1] == "预览已经结束。成品都是完整的，在 output 文件夹里。"
    assert not any("Traceback" in line or "Error" in line for line in running.lines)
    wait_for(lambda: not any(lives(child) for child in children))
    expect(page.locator("#offline")).to_contain_text("预览程序没有在运行，正在重新连接")


def test_one_line_for_each_build(running: Running, site: Path) -> None:
    (first,) = running.builds
    assert re.fullmatch(
        rf"\d\d:\d\d:\d\d  第一次编：编了 3 期（{key_of(1)}、{key_of(2)}、neibu-cankao/2022-01），"
        r"\d+\.\d\d 秒；.*",
        first,
    )
    # The long report says some sentences twice, which is told as well: the errors counted are to be one.
    put(site, {R1: report("第1次动员会")})
    running.wait_for_builds(2)
    put(site, {issue_file(2): "期号：2\n"})
    running.wait_for_builds(3)
    assert f"改了 {issue_file(2)}：没有要编的" in running.builds[2]
    assert "；1 个错误" in running.builds[2] and f"先看 {issue_file(2)}:1:3 " in running.builds[2]
    put(site, {issue_file(2): None, R2: None})
    wait_for(lambda: any("删去 2 个文件" in line for line in running.builds))
    assert len(running.lines) == 1 + len(running.builds)
    assert JIANBAO in running.builds[0]
