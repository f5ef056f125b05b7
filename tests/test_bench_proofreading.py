"""The texts that the proofreader is measured on, and how a finding is counted. No times are looked at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from string import Formatter

import pytest

from generator.bench.clean_prose import CHARACTERS, CleanReport, characters_of, clean_reports
from generator.bench.planted import BLIND, CLOSE, DEVELOPMENT, OPEN, Planted, planted
from generator.bench.planted.identifiers import MAKERS
from generator.bench.proofreading import (
    Measured,
    Outcome,
    Recall,
    findings_of,
    look_for,
    missed_lines,
    outcome_of,
    told_lines,
)
from generator.bench.proofreading_beside import Beside, measure_beside
from generator.bench.proofreading_sites import write_clean, write_planted
from generator.diagnostics import Diagnostic, Place
from generator.diagnostics.catalogue import CATALOGUE
from generator.privacy.identifiers import find_identifiers
from generator.proofreading.report import Told

ENTRIES = planted(DEVELOPMENT)
SETS = {"development": ENTRIES, "blind": planted(BLIND)}
REPORTS = clean_reports()
TABLE_RULE = re.compile(r"\|[\s|:-]+\|")
NUMBER = re.compile(r"−?\d+(?:\.\d+)?")
PHRASE = re.compile(r"[\u4e00-\u9fff]{11,}")
"""So many Han without a figure or a mark that two writers do not come to them by chance."""
WEEKDAYS = "一二三四五六日"


@pytest.fixture(params=SETS)
def entries(request: pytest.FixtureRequest) -> tuple[Planted, ...]:
    return SETS[request.param]


def test_a_planted_set_is_large_and_of_many_kinds(entries: tuple[Planted, ...]) -> None:
    kinds = Counter(entry.kind for entry in entries)
    assert len(entries) >= 400
    assert len(kinds) >= 60
    assert max(kinds.values()) <= 12
    assert len({entry.name for entry in entries}) == len(entries)


def test_the_blind_set_has_every_kind_of_the_other_and_each_twice() -> None:
    first, blind = (Counter(entry.kind for entry in entries) for entries in SETS.values())
    assert first.keys() <= blind.keys()
    assert min(blind.values()) >= 2


def test_every_fault_stands_where_its_mark_says(entries: tuple[Planted, ...]) -> None:
    for entry in entries:
        for text in entry.files.values():
            assert OPEN not in text and CLOSE not in text, entry.name
        assert entry.marks, entry.name
        for mark in entry.marks:
            line = entry.files[mark.file].split("\n")[mark.line - 1]
            assert mark.text and line[mark.start - 1 : mark.end - 1] == mark.text, entry.name


def test_no_two_faults_share_a_text() -> None:
    texts = Counter("".join(entry.files.values()) for entries in SETS.values() for entry in entries)
    assert [text for text, count in texts.items() if count > 1] == []


def test_no_phrase_stands_in_both_sets() -> None:
    first, blind = (
        {phrase for entry in entries for text in entry.files.values() for phrase in PHRASE.findall(text)}
        for entries in SETS.values()
    )
    assert len(blind) >= 300
    assert first & blind == set()


def test_faults_stand_in_places_of_every_kind(entries: tuple[Planted, ...]) -> None:
    lines = [
        entry.files[mark.file].split("\n")[mark.line - 1].strip() for entry in entries for mark in entry.marks
    ]
    for begins in ("标题:", "副题:", "说明:", "## ", "### ", "- ", "|", "表", "按语:", "- 名称:"):
        assert any(line.startswith(begins) for line in lines), begins


def test_a_planted_set_is_the_same_every_time() -> None:
    assert {"development": planted(DEVELOPMENT), "blind": planted(BLIND)} == SETS


def test_made_identifiers_are_what_they_are_called() -> None:
    told = {
        "手机": "联系电话",
        "身份证": "身份证号",
        "银行卡": "卡号",
        "车牌": "车牌",
        "邮箱": "邮箱",
        "微信": "微信号",
    }
    whole = [entry for entries in SETS.values() for entry in entries if entry.group == "privacy"]
    numbers = [mark.text for entry in whole for mark in entry.marks if re.search(r"\d{4}", mark.text)]
    assert len(numbers) >= 15
    assert len(set(numbers)) == len(numbers)
    assert told.keys() <= MAKERS.keys()
    for number in numbers:
        assert any(find_identifiers(f"{word}{number}") for word in told.values()), number


def test_every_site_of_a_set_can_be_read(tmp_path: Path, entries: tuple[Planted, ...]) -> None:
    """A site that stops at an error of its format would be looked through by no rule."""
    for site in write_planted(tmp_path, entries[:: len(entries) // 40]):
        codes = {told.finding.code for told in findings_of(site)}
        assert not {code for code in codes if code.startswith(("yaml-", "value-", "key-", "file-"))}


def test_the_clean_prose_is_long_and_the_same_every_time() -> None:
    assert sum(map(characters_of, REPORTS)) >= CHARACTERS
    assert clean_reports(10_000) == clean_reports(10_000)
    sentences = {
        one for report in REPORTS if report.office == 0 for one in re.split(r"[。！？；\n]", report.body)
    }
    assert len([one for one in sentences if len(one) > 3]) >= 500


def test_nothing_of_the_clean_prose_is_left_unfilled() -> None:
    for report in REPORTS:
        assert not re.search(r"[{}]", report.title + report.caption + report.body), report.stem


def test_no_sentence_of_a_clean_report_stands_twice() -> None:
    for report in REPORTS:
        sentences = Counter(re.split(r"(?<=[。！？])|\n", report.body))
        assert [one for one, count in sentences.items() if len(one) >= 15 and count > 1] == [], report.stem


def test_titles_of_an_office_are_all_different() -> None:
    titles = Counter((report.office, report.title) for report in REPORTS)
    assert [title for title, count in titles.items() if count > 1] == []


def test_weekdays_of_the_clean_prose_are_right() -> None:
    seen = 0
    for report in REPORTS:
        for match in re.finditer(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日（星期(.)）", report.body):
            day = date(int(match[1] or report.day.year), int(match[2]), int(match[3]))
            assert WEEKDAYS[day.weekday()] == match[4], (report.stem, match[0])
            seen += 1
    assert seen >= 40


def test_tables_of_the_clean_prose_sum_up() -> None:
    seen = 0
    for report in REPORTS:
        for rows in tables(report):
            if rows[-1][0] not in ("合计", "总计"):
                continue
            for column in range(1, len(rows[0])):
                cells = [row[column] for row in rows[1:]]
                if "%" in "".join(cells) or not all(NUMBER.fullmatch(cell) for cell in cells):
                    continue
                values = [Decimal(cell.replace("−", "-")) for cell in cells]
                assert sum(values[:-1]) == values[-1], (report.stem, rows[0][column], cells)
                seen += 1
    assert seen >= 150


def test_shares_in_tables_of_the_clean_prose_are_right() -> None:
    seen = 0
    for report in REPORTS:
        for rows in tables(report):
            for head, upper, lower in (("占比", 1, None), ("按时办结率", 2, 1), ("完成率", 4, 3)):
                if head not in rows[0]:
                    continue
                for row in rows[1:]:
                    base = row[lower] if lower is not None else rows[-1][upper]
                    share = Decimal(row[upper]) * 100 / Decimal(base)
                    rounded = share.quantize(Decimal("0.1"), ROUND_HALF_UP)
                    assert row[rows[0].index(head)] == f"{rounded}%", (report.stem, row)
                    seen += 1
    assert seen >= 100


def tables(report: CleanReport) -> Iterator[list[list[str]]]:
    rows: list[list[str]] = []
    for line in [*report.body.split("\n"), ""]:
        if line.startswith("|"):
            if not TABLE_RULE.fullmatch(line):
                rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            yield rows
            rows = []


@pytest.fixture
def entry() -> Planted:
    return next(one for one in ENTRIES if one.kind == "汉字间用半角逗号")


def told(entry: Planted, line: int, column: int, text: str = "") -> Told:
    return Told(Diagnostic("marks-doubled", Place(entry.marks[0].file, line, column)), text)


def test_a_finding_counts_only_on_the_fault(entry: Planted) -> None:
    mark = entry.marks[0]
    on = told(entry, mark.line, mark.start)
    before = told(entry, mark.line, mark.start - 2, "员,")
    across = told(entry, mark.line, mark.start - 1, "员,逐")
    behind = told(entry, mark.line, mark.end)
    other = told(entry, mark.line - 1, mark.start)
    outcome = outcome_of(entry, [on, before, across, behind, other])
    assert outcome.on_mark == (on, across)
    assert outcome.on_line == (before, behind)
    assert outcome.elsewhere == (other,)
    assert outcome.found
    assert not outcome_of(entry, [behind, other]).found


def test_a_fault_is_looked_for_in_its_own_site(tmp_path: Path, entry: Planted) -> None:
    outcomes = look_for([entry], tmp_path)
    assert [outcome.found for outcome in outcomes] == [True]


def test_clean_reports_make_a_site_for_each_office(tmp_path: Path) -> None:
    reports = [report for report in REPORTS if report.office < 2]
    sites = write_clean(tmp_path, reports)
    assert len(sites) == 2
    written = [path for site in sites for path in (site / "content" / "reports").iterdir()]
    assert len(written) == len(reports)
    codes = {one.finding.code for one in findings_of(sites[0])}
    assert not {code for code in codes if code.startswith(("value-", "key-", "unit-unknown"))}


def test_the_lines_say_what_was_found_and_what_was_missed(entry: Planted) -> None:
    found = outcome_of(entry, [told(entry, entry.marks[0].line, entry.marks[0].start)])
    missed = outcome_of(ENTRIES[0], [])
    names = [name for _, name, _, _ in Formatter().parse(CATALOGUE["marks-doubled"].message) if name]
    alarm = Diagnostic("marks-doubled", Place("content/reports/r1.md", 3, 4), dict.fromkeys(names, "，，"))
    beside = Beside(1, 1, 2, 1, 30, 10_000)
    unseen = outcome_of(SETS["blind"][0], [])
    recalls = recalls_of((found, missed), (found, found, found, unseen))
    measured = Measured(*recalls, 10_000, (alarm,), 1.2, 1.5, 0.2, beside)
    lines = told_lines(measured)
    assert "开发集（规则照它改过）里找到的错（1/2）：50.0%，未达到目标" in lines
    assert "盲测集（规则没有照它改过）里找到的错（3/4）：75.0%，未达到目标" in lines
    assert "每 20,000 字误报的错误：2.00 处，未达到目标" in lines
    assert "每 5,000 字误报的警告：0.00 处，达到目标" in lines
    assert "一秒校对的文字（UTF-8）：1.20 MB，达到目标" in lines
    assert f"  {ENTRIES[0].kind}：0/1" in lines
    assert "盲测集 2 种错里，1 种全部找到；没有全部找到的：" in lines
    assert "没有错的公文（10,000 字符）：autocorrect 改动 30 个字符" in lines
    listed = missed_lines(measured)
    assert any(line.startswith(f"  {ENTRIES[0].name}：") for line in listed)
    assert "  marks-doubled（error）1 处" in listed
    text = "".join(mark.text for mark in unseen.entry.marks)
    assert text not in "".join(lines + listed), "the blind set stays blind"


def recalls_of(known: tuple[Outcome, ...], unknown: tuple[Outcome, ...]) -> tuple[Recall, Recall]:
    return Recall("开发集", "规则照它改过", known), Recall("盲测集", "规则没有照它改过", unknown)


def test_without_autocorrect_nothing_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.bench.proofreading_beside._MODULE", "no_such_module")
    assert measure_beside(ENTRIES[:1], REPORTS[:1]) is None
    missed = outcome_of(ENTRIES[0], [])
    measured = Measured(*recalls_of((missed,), (missed,)), 10_000, (), 1.0, 1.0, 0.1, None)
    assert "没有装 autocorrect（autocorrect-py），没有同它比。" in told_lines(measured)
