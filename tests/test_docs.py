"""The documentation against the program: every command, key and target is in it, and its examples work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import docs_made
import pytest
import yaml
from PIL import Image

from generator.cli import main
from generator.compile.bulletin import compile_issue
from generator.compile.issue_figures import compile_figures
from generator.diagnostics import Diagnostic
from generator.diagnostics.show import one
from generator.gather import gather
from generator.load.fields import keys_of, read_record
from generator.load.site import load_site
from generator.load.source import make_source
from generator.load.yaml_nodes import parse_mapping
from generator.model.issue import Amendment, Issue, Revision, Section, Selection
from generator.model.listing import Entry as ListingEntry
from generator.model.listing import Listing
from generator.model.outline import OutlineFile, OutlineSection
from generator.model.profile import STRENGTHS, Amount, Item, Length, Profile, Red, Role, load_profile
from generator.model.record import Record
from generator.model.report import Authors, Photo, Report
from generator.model.request import Request
from generator.model.silence import Proofreading, Silenced
from generator.model.site import Hot, Privacy, Publication, Rate, Site, Vocabularies
from generator.model.unit import Unit
from generator.model.word_lists import Leader, Word, WordLists

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
MANUAL = DOCS / "manual"
PROFILE = ROOT / "templates" / "profiles" / "gbt9704.yaml"

KEYS: dict[type[Record], tuple[str, str]] = {
    Report: ("02-reports.md", "## 项目"),
    Authors: ("02-reports.md", "### 作者"),
    Photo: ("02-reports.md", "### 图片"),
    Issue: ("03-issues.md", "## 项目"),
    Amendment: ("21-corrections.md", "### 更正说明"),
    Revision: ("21-corrections.md", "### 改稿"),
    Section: ("03-issues.md", "### 栏目"),
    Selection: ("03-issues.md", "### 选取"),
    Site: ("04-site.md", "## site.yaml"),
    Publication: ("04-site.md", "### 刊物"),
    Vocabularies: ("04-site.md", "### 词表"),
    Rate: ("04-site.md", "### 指标"),
    Hot: ("04-site.md", "### 热点"),
    Privacy: ("04-site.md", "### 隐私"),
    Request: ("07-ledger.md", "## 一行有哪些项"),
    Listing: ("07-ledger.md", "## 清单"),
    ListingEntry: ("07-ledger.md", "### 条目"),
    OutlineFile: ("09-bulletins.md", "## 提纲"),
    OutlineSection: ("09-bulletins.md", "### 提纲的栏目"),
    Unit: ("04-site.md", "## content/units.yaml"),
    Silenced: ("12-proofreading.md", "### 忽略"),
    Proofreading: ("12-proofreading.md", "### site.yaml 的“校对”"),
    WordLists: ("12-proofreading.md", "### 词表的项目"),
    Leader: ("12-proofreading.md", "### 一个人"),
    Word: ("12-proofreading.md", "### 一个词"),
}
"""Where the manual tells the keys of a record: the page, and the heading above the table."""


OTHERS = (Request, Listing, OutlineFile, WordLists)
"""What stands in files beside reports and issues."""


def pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]


def text_of(page: str) -> str:
    return (MANUAL / page).read_text(encoding="utf-8")


def below(text: str, heading: str) -> str:
    """The text between a heading and the next one."""
    start = text.index(f"\n{heading}\n") + len(heading) + 2
    return re.split(r"^#+ ", text[start:], maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in a text, without heads and rules; a bar behind a backslash is text."""
    found = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        is_head = number + 1 < len(lines) and lines[number + 1].startswith("| ---")
        if line.startswith("| ") and not line.startswith("| ---") and not is_head:
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            found.append([cell.strip().replace("\\|", "|") for cell in cells])
    return found


# Keys


def test_every_record_has_its_table() -> None:
    def records(record: type[Record]) -> Iterator[type[Record]]:
        yield record
        for key in keys_of(record):
            if key.record is not None:
                yield from records(key.record)

    assert {one for top in (Site, Unit, Report, Issue, *OTHERS) for one in records(top)} == set(KEYS)


@pytest.mark.parametrize("record", KEYS, ids=lambda record: record.__name__)
def test_the_manual_has_every_key_with_its_two_names(record: type[Record]) -> None:
    page, heading = KEYS[record]
    table = rows(below(text_of(page), heading))
    assert [row[0] for row in table if len(row) != 4] == []
    told = {(row[0].strip("`"), row[1].strip("`")) for row in table}
    assert told == {(key.chinese, key.english) for key in keys_of(record)}


@pytest.mark.parametrize("record", KEYS, ids=lambda record: record.__name__)
def test_the_example_of_every_key_is_a_value_of_it(record: type[Record]) -> None:
    page, heading = KEYS[record]
    for row in rows(below(text_of(page), heading)):
        if not row[3].startswith("`"):
            continue
        source = make_source("manual.yaml", f"{row[0].strip('`')}: {row[3].strip('`')}\n")
        node, findings = parse_mapping(source, "")
        assert node is not None, told(findings)
        _, findings = read_record(node, record, source)
        assert told([finding for finding in findings if finding.code != "key-missing"]) == []


@pytest.mark.parametrize("record", KEYS, ids=lambda record: record.__name__)
def test_required_keys_are_called_so(record: type[Record]) -> None:
    page, heading = KEYS[record]
    told = {row[0].strip("`") for row in rows(below(text_of(page), heading)) if row[2].startswith("必填")}
    assert told == {key.chinese for key in keys_of(record) if key.required}


# The profile


def test_the_layout_page_has_every_number_as_the_profile_has_it() -> None:
    profile, findings = load_profile(PROFILE)
    assert findings == []
    assert profile is not None
    strengths = {name: word for word, name in STRENGTHS.items()}
    expected = []
    for name, info in Profile.model_fields.items():
        item = getattr(profile, name)
        if isinstance(item, Item):
            value, tolerance = _shown(item)
            names = [f"`{info.title}`", f"`{name}`"]
            expected.append([*names, value, tolerance, item.clause, strengths[item.strength], item.note])
    assert rows(below((DOCS / "layout.md").read_text(encoding="utf-8"), "## 各项")) == expected


def _shown(item: Item) -> tuple[str, str]:
    if isinstance(item, Length):
        return f"{item.value:g} {item.unit}", f"±{item.tolerance:g} {item.unit}"
    if isinstance(item, Amount):
        return f"{item.value} {item.unit}", ""
    if isinstance(item, Role):
        return item.value, ""
    assert isinstance(item, Red)
    return f"CMYK {' '.join(f'{part:g}' for part in item.cmyk)}；屏幕 {item.srgb}", ""


def test_the_layout_page_has_every_part_of_an_item() -> None:
    text = below((DOCS / "layout.md").read_text(encoding="utf-8"), "## 做自己的版式")
    told = {(row[0].strip("`"), row[1].strip("`")) for row in rows(text)}
    parts = {(key.chinese, key.english) for kind in (Length, Amount, Role, Red) for key in keys_of(kind)}
    assert told == parts


def test_the_layout_page_has_the_table_of_faces() -> None:
    roles = yaml.safe_load((ROOT / "templates" / "shared" / "faces.yaml").read_text(encoding="utf-8"))
    table = rows(below((DOCS / "layout.md").read_text(encoding="utf-8"), "## 字体"))
    expected = [[role, *("、".join(names) for names in stacks.values())] for role, stacks in roles.items()]
    assert table == expected


def test_the_layout_page_names_every_template() -> None:
    text = below((DOCS / "layout.md").read_text(encoding="utf-8"), "## 改模板")
    there = {path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*.*")}
    # The pages of the preview and the proofreader's words are the program's own and nothing that is printed:
    # no site has others here.
    there = {name for name in there if not name.startswith(("preview/", "proofreading/"))}
    assert set(re.findall(r"`((?:[a-z0-9-]+/)+[a-z0-9-]+\.[a-z]+)`", text)) == there


# Commands, targets, messages


@pytest.mark.parametrize("page", docs_made.PAGES)
def test_generated_pages_are_up_to_date(page: str) -> None:
    assert (DOCS / page).read_text(encoding="utf-8") == docs_made.PAGES[page](), "run: make docs"


def test_every_command_and_option_is_in_the_list_of_commands() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    for name, command in main.commands.items():
        section = below(text, f"## {name}")
        for option in (param.opts[0] for param in command.params if param.opts[0].startswith("--")):
            assert f"`{option} " in section or f"`{option}`" in section, f"{name} {option}"


def test_the_fields_of_a_json_line_are_in_the_list_of_commands() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert [name for name in Diagnostic("file-empty").as_json() if f"`{name}` " not in text] == []


def test_every_target_is_in_the_manual() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    for name, _ in docs_made.targets():
        assert "`make`" in text if name == "all" else f"`make {name}`" in text


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_targets_that_are_named_exist(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    existing = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8")))
    assert named - existing == set()


# Links and places


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", re.sub(r"`[^`]*`", "", text))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", [DOCS / "architecture.md", *sorted((DOCS / "decisions").glob("*.md"))])
def test_files_that_are_named_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:generator|templates|tests|docs)/[\w/.-]+\.\w+)", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_pictures_are_small() -> None:
    pictures = sorted((DOCS / "images").iterdir())
    assert [picture.name for picture in pictures] == [
        "first-page.png",
        "preview-error.png",
        "preview.png",
        "proofreading.png",
        "proofs.png",
        "web-page.png",
    ]
    assert all(picture.stat().st_size < 150_000 for picture in pictures)


# Examples


def test_the_examples_of_the_manual_make_an_issue(tmp_path: Path) -> None:
    """Every fence that names a file is written there; together they are a site without a fault."""
    for page in sorted(MANUAL.glob("*.md")):
        fences = re.findall(r"^```\w+ (\S+)\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
        for name, text in fences:
            write(tmp_path / name, text)
    other = "---\n标题: 市水利局巡堤\n单位: 市水务局\n日期: 2022-05-27\n---\n\n巡堤三天。\n"
    write(tmp_path / "content/reports/2022/0527-shuili.md", other)
    add_photo(tmp_path)
    gathered, findings = gather(tmp_path)
    assert told(findings) == []
    assert gathered is not None and gathered.ledger is not None
    content, plan = gathered.content, gathered.plan
    figures, findings = compile_figures(content, plan, gathered.ledger, gathered.records)
    assert told(findings) == []
    for key in plan.numbers:
        bulletin, findings = compile_issue(content, plan, key, figures)
        assert bulletin is not None and bulletin.sections and told(findings) == []
    bulletin, findings = compile_issue(content, plan, "gongzuo-jianbao/2022-05")
    assert told(findings) == []
    assert bulletin is not None
    assert bulletin.masthead.number_line == "第5期（总第74期）"
    assert [article.title for article in bulletin.articles] == [
        ("市水利局巡堤",),
        ("市教育局走访校园周边", "一次解决十二个问题"),
    ]
    assert bulletin.articles[1].byline == "（市教育局　记者　周某　通讯员　李某　王某）"
    assert bulletin.folder == "gongzuo-jianbao/2022/05"
    assert bulletin.file_name == "工作简报2022年第5期.pdf"
    rows_of_foot = dict(bulletin.foot.rows)
    assert rows_of_foot["发"] == ("各县市区", "各市直单位")


def slips(heading: str) -> list[tuple[str, str, str]]:
    """What was written, what the program says, and what to write instead."""
    table = rows(below(text_of("06-trouble.md"), heading))
    return [(row[0].strip("`"), row[1], row[2].strip("`")) for row in table]


@pytest.mark.parametrize(("written", "message", "mended"), slips("### 两条“---”之间"))
def test_slips_in_front_matter_are_told_as_the_manual_says(
    tmp_path: Path, written: str, message: str, mended: str
) -> None:
    assert messages(report_with(tmp_path / "a", written)) == [message]
    assert messages(report_with(tmp_path / "b", mended)) == []


@pytest.mark.parametrize(("written", "message", "mended"), slips("### 正文里"))
def test_slips_in_the_text_are_told_as_the_manual_says(
    tmp_path: Path, written: str, message: str, mended: str
) -> None:
    assert messages(report_with(tmp_path, body=written)) == [message]


@pytest.mark.parametrize("page", ["README.md", "docs/manual/06-trouble.md"])
def test_the_message_that_is_shown_is_the_programs_own(tmp_path: Path, page: str) -> None:
    site = report_with(tmp_path, "单位： 市教育局")
    _, findings = load_site(site)
    shown = one(findings[0]).replace("content/reports/a.md:4:3", "content/reports/2022/0528-jiaoyu.md:3:3")
    assert shown in (ROOT / page).read_text(encoding="utf-8")


def report_with(root: Path, line: str = "", body: str = "走访三所学校。") -> Path:
    """A site with one report, in whose front matter `line` stands instead of the line of the same key."""
    front = {"标题": "标题: 走访学校", "日期": "日期: 2022-05-28", "单位": "单位: 市教育局"}
    key = re.split("[:：]", line)[0]
    if line:
        front.pop(key, None)
        front[key] = line
    write(root / "site.yaml", "单位: 市活动办\n")
    write(root / "content" / "units.yaml", "- {名称: 市教育局, 类别: 市直}\n")
    text = "\n".join(["---", *front.values(), "---", "", body, ""])
    write(root / "content" / "reports" / "a.md", text)
    add_photo(root)
    return root


def messages(site: Path) -> list[str]:
    _, findings = load_site(site)
    return [finding.message for finding in findings]


def told(findings: list[Diagnostic]) -> list[str]:
    return [f"{finding.place}: {finding.message}" for finding in findings]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def add_photo(site: Path) -> None:
    path = site / "content" / "media" / "xiaoyuan.jpg"
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (40, 30), "white").save(path)
