"""The pages in a real browser, opened from the disk: reach, width, accessibility, addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from render_made import ISSUER, bulletin, picture

from generator.model.bulletin import Bulletin
from generator.publish.manifest import Manifest, Package
from generator.publish.media import place_pictures, prepare_media, used_pictures
from generator.publish.write import archive, assets, bulletin_package, finish, write_package
from generator.render.archive import render_archive
from generator.render.bulletin import Neighbour, render_bulletin
from generator.render.environment import make_environment, read_shared
from generator.render.photos import read_sizes

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
PHOTOS = {"a.jpg": (2400, 1500), "b.jpg": (600, 400), "c.jpg": (600, 900), "d.png": (800, 1200)}
WIDTHS = (320, 360, 390, 768, 1280)

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="没有 /usr/bin/chromium，不做浏览器测试")
sync_api = pytest.importorskip("playwright.sync_api", reason="没有装 playwright，不做浏览器测试")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a small site: three issues, one a draft with a very long name."""
    root = tmp_path_factory.mktemp("site")
    media = root / "content" / "media"
    media.mkdir(parents=True)
    for name, size in PHOTOS.items():
        (media / name).write_bytes(picture(size, "PNG" if name.endswith("png") else "JPEG"))
    long_name = replace(bulletin().masthead, name="基层治理与营商环境建设动态参考")
    issues = [
        bulletin(5),
        bulletin(6),
        bulletin(7, draft=True, masthead=long_name, publication="dongtai", folder="dongtai/2022/07"),
    ]
    environment = make_environment(root)
    screen, _ = read_shared(environment, "shared/screen.css")
    manifest = write(root, assets(screen.encode(), b"nav { display: none }"), Manifest())
    for issue in issues:
        manifest = write_issue(root, issue, issues, manifest)
    manifest, _, _ = finish(root / "output", manifest, {issue.key for issue in issues})
    html, findings = render_archive(ISSUER, manifest.entries.values(), environment)
    assert findings == []
    write(root, archive(html.encode()), manifest)
    return root / "output"


def write(root: Path, package: Package, manifest: Manifest) -> Manifest:
    manifest, _, findings = write_package(root / "output", package, manifest)
    assert findings == []
    return manifest


def write_issue(root: Path, issue: Bulletin, issues: list[Bulletin], manifest: Manifest) -> Manifest:
    content = root / "content"
    html, findings = render_bulletin(
        issue,
        make_environment(root),
        previous=Neighbour(issues[0].folder, issues[0].masthead.number_line),
        next=Neighbour(issues[1].folder, issues[1].masthead.number_line),
        sizes=read_sizes(content, issue.images),
    )
    assert findings == []
    media, findings = prepare_media(content, used_pictures(html), root / ".cache" / "media")
    assert findings == []
    html = place_pictures(html, media)
    pdfs = {issue.file_name: b"%PDF-1.7"}
    return write(root, bulletin_package(issue, html, pdfs, media.values(), pages=4), manifest)


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS.split())
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: sync_api.Browser) -> Iterator[sync_api.Page]:
    """A page that fails the test when it asks for anything outside the disk, or reports an error."""
    page = browser.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: errors.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    page.close()
    assert [url for url in asked if not url.startswith("file://")] == []
    assert errors == []


PAGES = pytest.mark.parametrize(
    "address", ["index.html", "gongzuo-jianbao/2022/05/index.html", "dongtai/2022/07/index.html"]
)


@PAGES
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_screen(site: Path, page: sync_api.Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((site / address).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@PAGES
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_stands_in_the_way_of_any_reader(
    site: Path, page: sync_api.Page, address: str, width: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="没有装 axe，不做无障碍测试")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((site / address).as_uri())
    # Without preloading, axe does not fetch the style sheets itself, which file:// forbids.
    violations = axe.Axe().run(page, options={"preload": False}).response["violations"]
    serious = [found for found in violations if found["impact"] in {"serious", "critical"}]
    assert [(found["id"], [node["html"] for node in found["nodes"]]) for found in serious] == []


def test_every_link_leads_to_something_that_is_there(site: Path, page: sync_api.Page) -> None:
    for file in sorted(site.rglob("index.html")):
        page.goto(file.as_uri())
        for href in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            target, _, anchor = href.partition("#")
            path = Path(unquote(urlsplit(target).path))
            assert path.is_file(), href
            assert not anchor or f'id="{anchor}"' in path.read_text(encoding="utf-8"), href


def test_all_pictures_show_upright_and_pairs_are_of_one_height(site: Path, page: sync_api.Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto((site / "gongzuo-jianbao/2022/05/index.html").as_uri())
    pictures = page.eval_on_selector_all(
        ".photo img", "all => all.map(one => [one.naturalWidth, one.clientWidth, one.clientHeight])"
    )
    assert len(pictures) == len(PHOTOS)
    assert all(natural > 0 for natural, _, _ in pictures)
    heights = page.eval_on_selector_all(".photo.half img", "all => all.map(one => one.clientHeight)")
    assert len(heights) == 2
    assert abs(heights[0] - heights[1]) <= 2


def test_the_first_key_leads_past_the_navigation(site: Path, page: sync_api.Page) -> None:
    page.goto((site / "gongzuo-jianbao/2022/05/index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_wide_table_scrolls_in_its_box(site: Path, page: sync_api.Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto((site / "gongzuo-jianbao/2022/05/index.html").as_uri())
    box = page.locator(".table").first
    assert box.evaluate("one => one.scrollWidth > one.clientWidth")
    assert box.evaluate("one => getComputedStyle(one).overflowX") == "auto"
    assert not page.locator("tr.continued").first.is_visible()


def test_the_name_stays_in_one_line_where_there_is_room(site: Path, page: sync_api.Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((site / "dongtai/2022/07/index.html").as_uri())
    lines = page.locator("h1 span").evaluate("one => one.getClientRects().length")
    assert lines == 1


def test_screen_and_print_have_a_style_sheet_each(site: Path, page: sync_api.Page) -> None:
    page.goto((site / "gongzuo-jianbao/2022/05/index.html").as_uri())
    assert page.locator(".site-bar").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".site-bar").is_visible()


def test_motion_can_be_turned_off(site: Path, page: sync_api.Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto((site / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
