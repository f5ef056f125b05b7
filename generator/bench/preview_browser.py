"""From a save to what a browser has painted: the preview of one issue in a real browser, timed there.

The one who saves and the browser read the clock of the same machine; by how much the browser's is off is
measured and taken away.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.bench.preview_site import Edited, marker
from generator.bench.preview_watch import PATIENCE, Watching
from generator.bench.processes import BenchFailed
from generator.setup.system import browser as browser_path

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

PAUSE = 0.5
"""Seconds of rest after an edit is seen, so that none meets the work of another."""
_ARGUMENTS = "--disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"
_LOOKS_AT_CLOCK = 20

# The first callback comes before the frame with the change is painted, the second when the next one begins.
_EXPECT = f"""
  const limit = {PATIENCE * 1000};
  const expect = (target, kinds, isThere) => new Promise((done) => {{
    setTimeout(() => done(null), limit);
    const stamp = () => done(performance.timeOrigin + performance.now());
    const observer = new MutationObserver(() => {{
      if (!isThere()) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(stamp));
    }});
    observer.observe(target, kinds);
  }});
"""
_EXPECT_TEXT = f"""(marker) => {{
  {_EXPECT}
  const kinds = {{ subtree: true, childList: true, characterData: true }};
  window.benchPainted = expect(document.body, kinds, () => document.body.textContent.includes(marker));
}}"""
_EXPECT_PICTURE = f"""(number) => {{
  {_EXPECT}
  const sheet = document.querySelector(`.sheet[data-page="${{number}}"]`);
  const before = sheet.querySelector("img").src;
  const isThere = () => sheet.querySelector("img")?.complete && sheet.querySelector("img").src !== before;
  window.benchPainted = expect(sheet, {{ childList: true }}, isThere);
}}"""
_PAINTED = "() => window.benchPainted"
_CLOCK = "() => performance.timeOrigin + performance.now()"
_TO_TEXT = """(marker) => {
  const found = [...document.querySelectorAll("p")].filter((one) => one.textContent.includes(marker));
  found.at(-1).scrollIntoView({ block: "center", behavior: "instant" });
}"""
_TO_SHEET = """(number) =>
  document.querySelector(`.sheet[data-page="${number}"]`).scrollIntoView({ behavior: "instant" })"""
_SHOWS = """([number, signature]) => {
  const sheet = document.querySelector(`.sheet[data-page="${number}"]`);
  return sheet?.querySelector("img") && sheet.dataset.signature === signature;
}"""


@contextmanager
def open_browsers(number: int) -> Iterator[list[Page]]:
    """Windows of browsers without a screen, each of a browser of its own. Raises BenchFailed where there is
    none, or where it fails."""
    path = browser_path()
    if path is None:
        raise BenchFailed("没有找到浏览器 Chromium，量不了预览。请先装好（make doctor 会说怎么装）。")
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise BenchFailed(
            "没有装 playwright，量不了预览。请运行 make bench，它会先装好测试用的组件。"
        ) from error
    # Faces are set up in this process for typst; the browser is one as people have it.
    environment: dict[str, str | float | bool] = dict(os.environ)
    environment.pop("FONTCONFIG_FILE", None)
    try:
        with sync_playwright() as playwright:
            launched = [
                playwright.chromium.launch(executable_path=path, args=_ARGUMENTS.split(), env=environment)
                for _ in range(number)
            ]
            try:
                pages = [
                    one.new_context(viewport={"width": 1440, "height": 900}).new_page() for one in launched
                ]
                for page in pages:
                    page.set_default_timeout(PATIENCE * 1000)
                yield pages
            finally:
                for one in launched:
                    one.close()
    except Error as error:
        raise BenchFailed(f"浏览器里没有量成：\n{error.message.strip()[-2000:]}") from error


@dataclass(frozen=True, slots=True)
class Saves:
    """Edits of one site while its preview is open; each takes its number from `numbers`. The first `warm`
    of them are not counted, the next `counted` are."""

    watching: Watching
    edited: Edited
    numbers: Iterator[int]
    warm: int
    counted: int

    def web_times(self, page: Page) -> Iterator[float]:
        """Seconds from a save until the changed text stands painted in the web page, of one edit after the
        other."""
        self._open(page, "web")
        frame = page.locator("#page").element_handle().content_frame()
        assert frame is not None
        # What keeps the page up to date has put this there.
        frame.wait_for_selector("preview-tag", state="attached")
        self.watching.settle()
        number = next(self.numbers)
        self._time(frame, number, _EXPECT_TEXT, marker(number))
        frame.evaluate(_TO_TEXT, marker(number))
        for edit in range(self.warm + self.counted):
            number = next(self.numbers)
            seconds = self._time(frame, number, _EXPECT_TEXT, marker(number))
            if edit >= self.warm:
                yield seconds

    def print_times(self, page: Page) -> Iterator[float]:
        """The same for the printed page in which the text stands: until its new picture is painted."""
        self._open(page, "print")
        page.wait_for_selector(".sheet img")
        self.watching.settle()
        self.change_pages()
        # Where the first edit added a sentence, the pages behind it changed too; from now on it is one page.
        place = self.change_pages()
        page.evaluate(_TO_SHEET, place)
        self._wait_for_picture(page, place)
        for edit in range(self.warm + self.counted):
            seconds = self._time(page.main_frame, next(self.numbers), _EXPECT_PICTURE, place)
            if edit >= self.warm:
                yield seconds
        self._wait_for_picture(page, place)

    def change_pages(self) -> int:
        """Make an edit, wait until it is printed, and tell which page is the first that it changed."""
        before = self.watching.pages(self.edited.key)
        self.edited.save(next(self.numbers))
        end = time.monotonic() + PATIENCE
        while (after := self.watching.pages(self.edited.key)) == before:
            if time.monotonic() > end:
                raise self.watching.failed(f"保存以后 {PATIENCE:.0f} 秒，印出来的页还是原来的")
            time.sleep(PAUSE)
        self.watching.settle()
        return next(place for place, one in enumerate(after, start=1) if one not in before)

    def _open(self, page: Page, look: str) -> None:
        # From an empty page: the preview starts anew.
        page.goto("about:blank")
        page.goto(f"{self.watching.address}#/{self.edited.key}?look={look}")

    def _time(self, frame: Frame, number: int, expect: str, what: str | int) -> float:
        """Make an edit, with the browser told before by the script `expect` what to look out for; the
        seconds until it was painted."""
        ahead = clock_ahead(frame)
        frame.evaluate(expect, what)
        began = self.edited.save(number)
        painted = frame.evaluate(_PAINTED)
        if painted is None:
            raise self.watching.failed(f"保存以后 {PATIENCE:.0f} 秒，浏览器里还没有变")
        time.sleep(PAUSE)
        self.watching.settle()
        return float(painted) / 1000 - ahead - began

    def _wait_for_picture(self, page: Page, place: int) -> None:
        """Wait until the picture of a page is the one of the page as it is now."""
        page.wait_for_function(_SHOWS, arg=[place, self.watching.pages(self.edited.key)[place - 1]])


def clock_ahead(frame: Frame) -> float:
    """By how many seconds the browser's clock is ahead of ours; exact to half the quickest answer, under a
    millisecond."""
    looks: list[tuple[float, float]] = []
    for _ in range(_LOOKS_AT_CLOCK):
        before = time.time()
        there = float(frame.evaluate(_CLOCK)) / 1000
        after = time.time()
        looks.append((after - before, there - (before + after) / 2))
    return min(looks)[1]
