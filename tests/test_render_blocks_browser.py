"""A 专报 in a real browser, opened from the disk: width, tables that scroll, tiles, accessibility."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from report_made import ROOT, made_html, many_sections, report
from test_browser import ARGUMENTS, CHROMIUM

from generator.model.blocks import Chart
from generator.render.environment import make_environment, read_shared

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="没有 /usr/bin/chromium，不做浏览器测试")
sync_api = pytest.importorskip("playwright.sync_api", reason="没有装 playwright，不做浏览器测试")


def drawn(chart: Chart) -> str:
    rectangle = '<rect width="442" height="174"/>'
    return f'<svg viewBox="0 0 442 174" role="img"><title>{chart.title}</title>{rectangle}</svg>'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("report")
    made = report(sections=many_sections())
    file = root / made.folder / "index.html"
    file.parent.mkdir(parents=True)
    file.write_text(made_html(made, draw=drawn), encoding="utf-8")
    (root / "assets").mkdir()
    screen, findings = read_shared(make_environment(ROOT), "shared/screen.css")
    assert findings == []
    (root / "assets/screen.css").write_text(screen, encoding="utf-8")
    (root / "assets/print.css").write_text("", encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS.split())
        yield chromium
        chromium.close()


@pytest.fixture(params=[320, 390, 768, 1280])
def page(request: pytest.FixtureRequest, browser: sync_api.Browser, address: str) -> Iterator[sync_api.Page]:
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    page.goto(address)
    yield page
    page.close()


def width_of(page: sync_api.Page) -> int:
    return int(page.evaluate("innerWidth"))


def test_the_page_does_not_scroll_sideways_and_wide_tables_do(page: sync_api.Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width_of(page)
    boxes = page.eval_on_selector_all(
        ".data > .table", "all => all.map(one => [one.scrollWidth > one.clientWidth, one.tabIndex])"
    )
    assert len(boxes) == 4
    assert all(reachable == 0 for _, reachable in boxes)
    if width_of(page) <= 640:
        assert [scrolls for scrolls, _ in boxes[-2:]] == [True, True]  # of nine and of eight columns


def test_tiles_stand_three_in_a_row_or_two_on_a_phone(page: sync_api.Page) -> None:
    tops = page.eval_on_selector_all(
        ".tile", "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
    )
    across = 2 if width_of(page) <= 640 else 3
    assert len(tops) == 6
    assert [tops.count(top) for top in sorted(set(tops))] == [across] * (6 // across)


def test_charts_are_as_wide_as_the_text_and_scroll_on_a_phone(page: sync_api.Page) -> None:
    chart, text = (page.locator(selector).first.bounding_box() for selector in (".chart svg", ".words"))
    assert chart is not None and text is not None
    # 464 px: text of 10.5 pt in a drawing of 442 pt is 11 px high then.
    assert chart["width"] == pytest.approx(max(text["width"], 464), abs=1)
    assert chart["height"] == pytest.approx(chart["width"] * 174 / 442, abs=1)
    box = page.locator(".chart .drawing").first
    assert box.evaluate("one => one.clientWidth") <= text["width"] + 1
    assert box.get_attribute("tabindex") == "0"


def test_contents_lead_to_every_section(page: sync_api.Page) -> None:
    links = page.eval_on_selector_all(".contents a", "all => all.map(one => one.getAttribute('href'))")
    assert links == [
        "#t1",
        "#t2",
        "#t3",
        "#t4",
        "#s1",
        "#s2",
        "#s3",
        "#s4",
        "#s5",
        "#s6",
        "#a1",
        "#s7",
        "#s8",
        "#s9",
    ]
    page.locator('.contents a[href="#s4"]').click()
    page.wait_for_function("Math.abs(document.getElementById('s4').getBoundingClientRect().top) < 60")


def test_what_is_for_paper_alone_is_not_shown(page: sync_api.Page) -> None:
    for selector in ("tr.continued", ".draft-mark"):
        assert all(not one.is_visible() for one in page.locator(selector).all())


def test_numbers_of_a_column_end_at_one_edge(page: sync_api.Page) -> None:
    rights = page.eval_on_selector_all(
        ".data:first-of-type tbody td:nth-child(2)",
        """all => all.map(one => {
            const range = document.createRange();
            range.selectNodeContents(one);
            return range.getBoundingClientRect().right;
        })""",
    )
    assert len(rights) >= 6
    assert max(rights[:6]) - min(rights[:6]) < 1


def test_nothing_stands_in_the_way_of_any_reader(page: sync_api.Page) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="没有装 axe，不做无障碍测试")
    violations = axe.Axe().run(page, options={"preload": False}).response["violations"]
    serious = [found for found in violations if found["impact"] in {"serious", "critical"}]
    assert [(found["id"], [node["html"] for node in found["nodes"]]) for found in serious] == []
