"""How good and how quick the proofreader is: planted faults, clean prose, the sample, and `autocorrect`.

`python -m generator.bench.proofreading --missed` also lists what was missed and each false alarm. It never
does so of the blind set: whoever mends rules by its sentences has no blind set any more.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from generator.bench.clean_prose import CleanReport, characters_of, clean_reports
from generator.bench.figures import Figure, table
from generator.bench.planted import BLIND, DEVELOPMENT, Planted, planted
from generator.bench.processes import ROOT, BenchFailed, python
from generator.bench.proofreading_beside import GROUP, Beside, measure_beside
from generator.bench.proofreading_sites import report_text, write_clean, write_planted
from generator.check.proofread import proofread
from generator.diagnostics import Diagnostic
from generator.proofreading.report import Told
from generator.proofreading.text import gather_text, proofread_text

Say = Callable[[str], None]

LEAST_RECALL = 95.0
MOST_ERRORS, PER_ERROR = 1.0, 20_000
MOST_WARNINGS, PER_WARNING = 1.0, 5_000
LEAST_SPEED = 1.0
MOST_SAMPLE, MOST_UNCHANGED = 2.0, 0.3
"""The aims (house): per cent; false alarms in so many characters; MB of UTF-8 a second; seconds."""

NOT_COUNTED = frozenset({"sentence-long", "heading-long", "report-unused"})
"""What only reports a length that the office set; and that no issue has used a report, which is true here."""
ROUNDS = 3
ROUNDS_OF_SAMPLE = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found for one planted fault: on its mark, on its line, and elsewhere in its site."""

    entry: Planted
    on_mark: tuple[Told, ...]
    on_line: tuple[Told, ...]
    elsewhere: tuple[Told, ...]

    @property
    def found(self) -> bool:
        return bool(self.on_mark)


@dataclass(frozen=True, slots=True)
class Recall:
    """What was found of a set of planted faults. `name` and `about` are for the reader."""

    name: str
    about: str
    outcomes: tuple[Outcome, ...]

    @property
    def found(self) -> int:
        return sum(outcome.found for outcome in self.outcomes)

    @property
    def percent(self) -> float:
        return 100 * self.found / len(self.outcomes)


@dataclass(frozen=True, slots=True)
class Measured:
    """`speed` in MB of UTF-8 a second, `sample` and `unchanged` in seconds."""

    development: Recall
    blind: Recall
    characters: int
    alarms: tuple[Diagnostic, ...]
    speed: float
    sample: float
    unchanged: float
    beside: Beside | None

    @property
    def recalls(self) -> tuple[Recall, Recall]:
        return self.development, self.blind

    def alarms_of(self, severity: str, per: int) -> float:
        """False alarms of this severity in so many characters."""
        return per * sum(alarm.severity == severity for alarm in self.alarms) / self.characters


def proofreading_lines(say: Say) -> list[str]:
    """Measure the proofreader; the results as lines. Raises BenchFailed when something does not work."""
    return told_lines(measure_proofreading(say))


def measure_proofreading(say: Say) -> Measured:
    """Everything, in folders that are gone afterwards."""
    development, blind, reports = planted(DEVELOPMENT), planted(BLIND), clean_reports()
    with tempfile.TemporaryDirectory(prefix="jianbao-bench-") as name:
        folder = Path(name)
        say(f"正在校对 {len(development) + len(blind)} 处埋下的错……")
        known = Recall("开发集", "规则照它改过", tuple(look_for(development, folder / "development")))
        unknown = Recall("盲测集", "规则没有照它改过", tuple(look_for(blind, folder / "blind")))
        say("正在校对没有错的公文……")
        sites = write_clean(folder / "clean", reports)
        alarms = [told.finding for site in sites for told in findings_of(site)]
        say("正在量校对的快慢……")
        speed = _speed(sites, reports)
        sample, unchanged = _sample_times(folder / "sample")
        beside = measure_beside((*development, *blind), reports)
    counted = tuple(alarm for alarm in alarms if alarm.code not in NOT_COUNTED)
    characters = sum(map(characters_of, reports))
    return Measured(known, unknown, characters, counted, speed, sample, unchanged, beside)


def look_for(entries: Sequence[Planted], folder: Path) -> list[Outcome]:
    """The entries proofread, each in a site of its own in `folder`."""
    sites = write_planted(folder, entries)
    return [outcome_of(entry, findings_of(site)) for entry, site in zip(entries, sites, strict=True)]


def findings_of(site: Path) -> list[Told]:
    """All that a check of the text says of a site, places with the words that they are about."""
    gathered, findings = gather_text(site)
    return [Told(finding) for finding in findings] + (proofread_text(gathered) if gathered else [])


def outcome_of(entry: Planted, told: Iterable[Told]) -> Outcome:
    """A finding is on the mark where its characters, or the one that it points to, are of it."""
    on_mark: list[Told] = []
    on_line: list[Told] = []
    elsewhere: list[Told] = []
    for one in told:
        place = one.finding.place
        if place is None or one.finding.code in NOT_COUNTED:
            continue
        lines = [mark for mark in entry.marks if (mark.file, mark.line) == (place.file, place.line)]
        end = place.column + max(1, len(one.text))
        if any(place.column < mark.end and end > mark.start for mark in lines):
            on_mark.append(one)
        else:
            (on_line if lines else elsewhere).append(one)
    return Outcome(entry, tuple(on_mark), tuple(on_line), tuple(elsewhere))


def _speed(sites: Sequence[Path], reports: Sequence[CleanReport]) -> float:
    """Reading into blocks and all rules on one core, files loaded already: the median of some rounds."""
    gathered = [one for one, _ in map(gather_text, sites) if one is not None]
    if len(gathered) != len(sites):
        raise BenchFailed("没有错的公文读不进来。")
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for one in gathered:
            proofread(one.content, one.plan)
        times.append(time.process_time() - began)
    size = sum(len(report_text(report).encode()) for report in reports)
    return size / 1e6 / median(times)


def _sample_times(folder: Path) -> tuple[float, float]:
    """Seconds that a check of the sample's text takes as a whole process, and one after no change."""
    folder.mkdir()
    shutil.copy(ROOT / "site.yaml", folder)
    shutil.copytree(ROOT / "content", folder / "content")
    whole, again = [], []
    for number in range(ROUNDS_OF_SAMPLE):
        command = ("-m", "generator", "check", "--text", "--site", folder, "--output", folder / f"o{number}")
        whole.append(python("样例的校对", *command).seconds)
        again.append(python("样例的校对", *command).seconds)
    return median(whole), median(again)


def told_lines(measured: Measured) -> list[str]:
    """The figures beside their aims, recall by kind, and how it was measured."""
    return [
        "校对",
        "",
        *_quality(measured),
        "",
        *table(
            [
                Figure("样例的文字校对一遍，整个进程", measured.sample, "s", aim=MOST_SAMPLE),
                Figure("什么都没有改，再校对一遍", measured.unchanged, "s", aim=MOST_UNCHANGED),
            ]
        ),
        "",
        *_kinds(measured.development),
        "",
        *_kinds(measured.blind),
        "",
        *_beside(measured),
        "",
        "说明：",
        "  埋下的错一处一个站点，报的地方落在错处上才算找到。",
        f"  没有错的公文有 {measured.characters:,} 字，报出来的都算误报，只说长短的不算。",
        "  速度是把文字分成段落并用全部规则查一遍，一个核，不算读文件。",
    ]


def _quality(measured: Measured) -> Iterator[str]:
    errors = measured.alarms_of("error", PER_ERROR)
    warnings = measured.alarms_of("warning", PER_WARNING)
    rows = (
        *(
            (
                f"{recall.name}（{recall.about}）里找到的错（{recall.found}/{len(recall.outcomes)}）",
                f"{recall.percent:.1f}%",
                recall.percent >= LEAST_RECALL,
            )
            for recall in measured.recalls
        ),
        (f"每 {PER_ERROR:,} 字误报的错误", f"{errors:.2f} 处", errors <= MOST_ERRORS),
        (f"每 {PER_WARNING:,} 字误报的警告", f"{warnings:.2f} 处", warnings <= MOST_WARNINGS),
        ("一秒校对的文字（UTF-8）", f"{measured.speed:.2f} MB", measured.speed >= LEAST_SPEED),
    )
    for name, value, met in rows:
        yield f"{name}：{value}，{'达到' if met else '未达到'}目标"
    for recall in measured.recalls:
        line = sum(bool(outcome.found or outcome.on_line) for outcome in recall.outcomes)
        elsewhere = sum(len(outcome.elsewhere) for outcome in recall.outcomes)
        yield f"{recall.name}：找到的地方在同一行的 {line}；报在别处的 {elsewhere}"


def _kinds(recall: Recall) -> Iterator[str]:
    """The kinds that were not all found, those with most missed first."""
    whole = Counter(outcome.entry.kind for outcome in recall.outcomes)
    missed = Counter(outcome.entry.kind for outcome in recall.outcomes if not outcome.found)
    yield f"{recall.name} {len(whole)} 种错里，{len(whole) - len(missed)} 种全部找到；没有全部找到的："
    yield from (f"  {kind}：{whole[kind] - count}/{whole[kind]}" for kind, count in missed.most_common())


def _beside(measured: Measured) -> Iterator[str]:
    beside = measured.beside
    if beside is None:
        yield "没有装 autocorrect（autocorrect-py），没有同它比。"
        return
    outcomes = [outcome for recall in measured.recalls for outcome in recall.outcomes]
    own = sum(outcome.found for outcome in outcomes if outcome.entry.group == GROUP)
    yield f"两集里标点的错（{beside.asked} 处）：本程序找到 {own} 处，autocorrect 改动 {beside.changed} 处"
    yield f"全部的错（{beside.all} 处）：autocorrect 改动 {beside.changed_all} 处"
    yield f"没有错的公文（{beside.characters:,} 字符）：autocorrect 改动 {beside.touched:,} 个字符"
    yield "（autocorrect 还在汉字与数字之间加空格；改动不等于改对。）"


def missed_lines(measured: Measured) -> list[str]:
    """Each fault of the development set that was missed, findings beside its faults, false alarms by code."""
    outcomes = measured.development.outcomes
    lines = ["", f"{measured.development.name}里没有找到的："]
    for outcome in outcomes:
        if not outcome.found:
            wrong = "｜".join(mark.text for mark in outcome.entry.marks)
            codes = " ".join(one.finding.code for one in (*outcome.on_line, *outcome.elsewhere))
            lines.append(f"  {outcome.entry.name}：{wrong}" + (f"（报了 {codes}）" if codes else ""))
    lines += ["", "埋下的错以外报的："]
    for outcome in outcomes:
        for one in (*outcome.on_line, *outcome.elsewhere):
            lines.append(f"  {outcome.entry.name}：{_told(one.finding)}")
    lines += ["", "误报："]
    by_code = Counter((alarm.severity, alarm.code) for alarm in measured.alarms)
    for (severity, code), count in by_code.most_common():
        lines.append(f"  {code}（{severity}）{count} 处")
        lines += [f"    {_told(alarm)}" for alarm in measured.alarms if alarm.code == code]
    return lines


def _told(finding: Diagnostic) -> str:
    place = finding.place
    where = f"{place.file}:{place.line}:{place.column}" if place else ""
    return f"{finding.code} {where} {finding.message}"


def main(arguments: Sequence[str]) -> None:
    def say(text: str) -> None:
        sys.stderr.write(f"{text}\n")

    measured = measure_proofreading(say)
    lines = told_lines(measured) + (missed_lines(measured) if "--missed" in arguments else [])
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
