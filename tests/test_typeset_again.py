"""A page set again after an edit: the same bytes as in a process that starts anew, and nothing piles up."""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pydyf
import pytest
from conftest import SITE
from hypothesis import given
from hypothesis import strategies as st
from prose import report
from weasyprint import CSS, HTML, css
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.css.targets import TargetCollector

from generator.bench.prose import make_issues
from generator.bench.site import write_site
from generator.model.kinds import SHIPPED
from generator.pipeline import build
from generator.typeset import hook, shaping, streams, styles
from generator.typeset.document import Press, make_press, typeset
from generator.typeset.faces import Faces, resolve_faces
from generator.typeset.fontconfig import installed_families
from generator.typeset.recent import Recent
from generator.typeset.shaping import TypeCase
from generator.typeset.streams import pack, packed_streams

ROOT = Path(__file__).parents[1]
SAMPLE = ("gongzuo-jianbao/2026-03", "shehui-minyi/2026-03")
COLD = """
import hashlib, pickle, sys
from pathlib import Path
from generator.typeset.fontconfig import use_fontconfig
from generator.typeset.libraries import plain_names
faces, stylesheet, html, files, cache = pickle.loads(Path(sys.argv[1]).read_bytes())
use_fontconfig(cache)
with plain_names():
    from generator.typeset.document import make_press, typeset
result, _ = typeset(make_press(faces, stylesheet), html, files)
print(hashlib.sha256(result.pdf).hexdigest())
"""

# WeasyPrint itself has no value for the names of borders that depend on the direction of writing.
PROPERTIES = [name for name in INITIAL_VALUES if "_block_" not in name and "_inline_" not in name]

Page = tuple[str, Mapping[str, bytes]]
"""What a page is set from: its HTML and its pictures."""


def pages_of(output: Path) -> Iterator[Page]:
    for path in sorted(output.glob("*/*/*/index.html")):
        pictures = {f"media/{file.name}": file.read_bytes() for file in path.parent.glob("media/*")}
        yield path.read_text(encoding="utf-8"), pictures


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of the sample, of invented issues, and of one with two characters that share a glyph."""
    folder = tmp_path_factory.mktemp("again")
    build(ROOT, folder / "output" / "a", SAMPLE, jobs=1)
    write_site(folder / "bench", make_issues(1))
    build(folder / "bench", folder / "output" / "b", jobs=1)
    texts = {
        "site.yaml": SITE,
        "content/units.yaml": "- {名称: 市经信局, 类别: 市直}\n",
        "content/reports/a.md": report(7, 30) + "\n一和⼀。35 kg的**重要**内容[^1]。\n\n[^1]: 见⼀号文。\n",
        "content/issues/gongzuo-jianbao/2022-05.yaml": "期号: 5\n签发日期: 2022-06-06\n"
        "报道期间: 2022-05-30 至 2022-06-05\n栏目:\n  - {名称: 工作部署, 文章: [reports/a.md]}\n状态: 定稿\n",
    }
    for name, text in texts.items():
        path = folder / "invented" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    build(folder / "invented", folder / "output" / "c", jobs=1)
    return folder


@pytest.fixture(scope="module")
def pages(folder: Path) -> list[Page]:
    found = [page for part in "abc" for page in pages_of(folder / "output" / part)]
    assert len(found) == len(SAMPLE) + 1 + 1
    return found


@pytest.fixture(scope="module")
def faces() -> Faces:
    found, _ = resolve_faces(SHIPPED / "shared" / "faces.yaml", installed_families())
    assert found is not None
    return found


@pytest.fixture(scope="module")
def stylesheet(folder: Path) -> str:
    return (folder / "output" / "a" / "assets" / "print.css").read_text(encoding="utf-8")


def edited(page: Page, place: int, sentence: str) -> Page:
    """The page with one sentence more in a paragraph, after `place` thousandths of its text."""
    html, files = page
    at = html.index("。", html.index("<main") + place * (html.rindex("</main") - html.index("<main")) // 1000)
    return html[:at] + "。" + sentence + html[at + 1 :], files


def cold_digest(task: Path) -> str:
    """The digest of the PDF that a new process makes of a task."""
    done = subprocess.run([sys.executable, "-c", COLD, task], cwd=ROOT, capture_output=True, check=True)
    return done.stdout.decode().strip()


def digest(press: Press, page: Page) -> str:
    result, findings = typeset(press, *page)
    assert result is not None, findings
    return hashlib.sha256(result.pdf).hexdigest()


def test_a_warm_process_gives_the_bytes_of_a_cold_one(
    pages: list[Page], faces: Faces, stylesheet: str, folder: Path
) -> None:
    edits = [
        edited(pages[2], 500, "各单位逐件登记，限时办结。"),
        edited(pages[0], 100, "“⼀件事”一次办好，共35件，办结率95.0%。"),
    ]
    tasks = [folder / f"{number}.pickle" for number in range(len(pages) + len(edits))]
    for task, page in zip(tasks, [*pages, *edits], strict=True):
        task.write_bytes(pickle.dumps((faces, stylesheet, *page, folder / "cache")))
    with ThreadPoolExecutor(2) as threads:
        cold = list(threads.map(cold_digest, tasks))
    press = make_press(faces, stylesheet)
    assert [digest(press, page) for page in [*pages, *edits]] == cold  # after other issues
    assert [digest(press, page) for page in reversed([*pages, *edits])] == cold[::-1]  # and a second time
    for place in range(0, 900, 90):  # after many edits of the same issue
        digest(press, edited(pages[2], place, f"第{place}件办结。"))
    assert [digest(press, pages[2]), digest(press, edits[0])] == [cold[2], cold[-2]]


def test_what_is_kept_does_not_pile_up(
    pages: list[Page], faces: Faces, stylesheet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "MOST", 200_000)
    monkeypatch.setattr(shaping, "MOST", 4_000)
    monkeypatch.setattr(shaping, "MOST_DRAWN", 100)
    press = make_press(faces, stylesheet)
    counts = []
    for number in range(8):
        digest(press, edited(pages[2], 100 * number, f"第{number}次走访，办结{number * 7}件。"))
        counts.append((len(press.packed), len(press.case.paragraphs), len(press.case.drawn)))
    assert all(packed <= 40 and paragraphs <= 500 and drawn <= 100 for packed, paragraphs, drawn in counts)
    monkeypatch.undo()
    assert digest(press, pages[2]) == digest(make_press(faces, stylesheet), pages[2])


def test_styles_are_those_that_weasyprint_computes(
    pages: list[Page], stylesheet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook.install()
    ours = computed(pages[-1][0], stylesheet)
    monkeypatch.setattr(css, "StyleFor", styles.Styles.__base__)
    monkeypatch.setattr(css, "ComputedStyle", styles.ComputedStyle.__base__)
    monkeypatch.setattr(css, "AnonymousStyle", styles.AnonymousStyle.__base__)
    theirs = computed(pages[-1][0], stylesheet)
    assert len(ours) == len(theirs) > 200
    for (name, one), (_, other) in zip(ours, theirs, strict=True):
        differing = [key for key in PROPERTIES if repr(one[key]) != repr(other[key])]
        assert differing == [], name


def computed(html: str, stylesheet: str) -> list[tuple[str, Mapping[str, object]]]:
    """The styles of all elements of a page, of their marks, and of a box in them without an element."""
    case = TypeCase(())
    sheet = CSS(string=stylesheet, font_config=case)
    source = HTML(string=html, url_fetcher=lambda *_: {"string": "", "mime_type": "text/css"})
    style_for = css.get_all_computed_styles(
        source, [sheet], font_config=case, target_collector=TargetCollector(), page_rules=[], layers=[]
    )
    found = []
    for element in source.etree_element.iter():
        for mark in (None, "before", "after", "marker", "footnote-call", "first-line"):
            if isinstance(element.tag, str) and (style := style_for(element, mark)) is not None:
                found += [(f"{element.tag}::{mark}", style), (f"in {element.tag}", style.anonymous_style)]
    return found


def test_streams_are_packed_as_pydyf_packs_them() -> None:
    def document() -> pydyf.PDF:
        pdf = pydyf.PDF()
        for number in range(3):
            parts = [b"q", f"{number} 0 0 1 0 0 cm", 1.5, b"Q" * 500]
            pdf.add_object(pydyf.Stream(parts, {"Type": "/XObject"}, compress=number != 1))
        return pdf

    kept = packed_streams()
    theirs = [item.indirect for item in document().objects[3:]]
    for _ in range(2):
        ours = document()
        pack(ours, kept)
        assert [item.indirect for item in ours.objects[3:]] == theirs
    assert len(kept) == 2


def test_what_was_not_asked_for_the_longest_is_forgotten_first() -> None:
    recent: Recent[str] = Recent(3)
    for key in "abc":
        recent.keep(key, key.upper())
    assert recent.get("a") == "A"
    recent.keep("d", "D")
    assert [recent.get(key) for key in "abcd"] == ["A", None, "C", "D"]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 40))))
def test_no_more_is_kept_than_was_said(asked: list[tuple[int, int]]) -> None:
    recent: Recent[bytes] = Recent(60, len)
    for number, size in asked:
        key = (number, size)
        value = recent.get(key)
        assert value is None or value == bytes(size)
        if value is None:
            recent.keep(key, bytes(size))
        held = [recent.get((n, s)) for n in range(10) for s in range(1, 41)]
        assert sum(len(value) for value in held if value is not None) <= 60
    assert len(recent) <= 60
