"""After any sequence of edits, deletions and mended mistakes: what a clean build gives, byte for byte.

`JIANBAO_SEQUENCES=20` runs so many sequences, each of twice as many steps as in every test run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import incremental_made as made
from conftest import picture
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from incremental_made import clean_build, differing, make, marks, outputs

from generator.diagnostics import has_errors
from generator.model.kinds import SHIPPED
from generator.publish.manifest import MANIFEST, read_manifest

LARGER = int(os.environ.get("JIANBAO_SEQUENCES", "0"))
WORDS = st.sampled_from(["问需", "解忧", "暖心", "便民"])
UNIT = st.sampled_from(["市经信局", "澄湖区", "市水利局"])
TAGS = st.sampled_from(["基层", "简讯"])
SECTIONS = st.sampled_from(
    [
        "{名称: 基层动态, 选取: {标签: [基层]}}",
        "{名称: 工作部署, 文章: [reports/a.md]}",
        "{名称: 简讯, 选取: {标签: [简讯]}}",
    ]
)
REPORTS = [f"content/reports/{name}.md" for name in "abcde"]
ISSUES = [f"content/issues/jianbao/2022-{number:02d}.yaml" for number in range(5, 9)]
MONTHLY = [f"content/issues/dongtai/2022-{number:02d}.yaml" for number in (1, 2)]
LEDGER, LIST = "content/requests/a.csv", "content/lists/wenti.yaml"
BREAKABLE = [*REPORTS[:3], *ISSUES[:2], MONTHLY[0], LIST, "content/units.yaml", "site.yaml"]
Files = dict[str, bytes | None]


class Editing(RuleBasedStateMachine):
    """An editor at work in one site, who builds now and then.

    `sound` are the files of the site without the mistakes in it; `broken` are those that have one now.
    """

    def __init__(self) -> None:
        super().__init__()
        self.scratch = Path(tempfile.mkdtemp(prefix="sequences-"))
        self.site = self.scratch / "site"
        self.sound: Files = {}
        self.broken: set[str] = set()
        self.steps = 0
        self.undo: list[tuple[str, bytes | None]] = []

    @initialize()
    def begin(self) -> None:
        for name, text in made.FILES.items():
            self._put(name, text)
        self.undo.clear()
        self._build(1)

    def teardown(self) -> None:
        """The end of every sequence: all mistakes are mended, and the output is that of a clean build."""
        if self.sound:
            self._mend()
            found = differing(outputs(self.site), clean_build(self.site, self.scratch))
            before = marks(self.site / "output")
            again = make(self.site)
            assert found == set()
            assert (again.set_now, again.written, again.removed) == (0, 0, 0)
            assert marks(self.site / "output") == before
        shutil.rmtree(self.scratch)

    def _mend(self) -> None:
        """Mistakes in a file are undone. An issue that cannot be made for another reason (two of one number,
        a report that is gone) is written anew as it was in the beginning, or else deleted."""
        for name in sorted(self.broken):
            self._write(name, self.sound[name])
        for mended in (made.FILES, {}):
            for key in make(self.site).stopped:
                name = f"content/issues/{key}.yaml"
                text = mended.get(name)
                self._write(name, text.encode() if isinstance(text, str) else None)
        outcome = make(self.site)
        assert not has_errors(outcome.findings), [finding.message for finding in outcome.findings]

    # What an editor does

    @rule(
        name=st.sampled_from(REPORTS),
        unit=UNIT,
        title=WORDS,
        body=WORDS,
        tag=st.sampled_from(["基层", "简讯"]),
    )
    def write_a_report(self, name: str, unit: str, title: str, body: str, tag: str) -> None:
        day = "2022-06-08" if tag == "基层" else "2022-05-31"
        photo = "\n![现场](media/a.png)\n" if body == "暖心" else ""
        front = f"标题: {title}见实效（{name[-4]}）\n单位: {unit}\n日期: {day}\n标签: [{tag}]"
        self._put(name, f"---\n{front}\n---\n上门{body}。\n{photo}")

    @rule(name=st.sampled_from(REPORTS[1:]))
    def delete_a_report(self, name: str) -> None:
        self._put(name, None)

    @rule(old=st.sampled_from(REPORTS), new=st.sampled_from(REPORTS))
    def rename_a_report(self, old: str, new: str) -> None:
        if self.sound.get(old) and not self.sound.get(new):
            self._put(new, self.sound[old])
            self._put(old, None)

    @rule(place=st.integers(0, 3), number=st.integers(5, 9), section=SECTIONS)
    def write_an_issue(self, place: int, number: int, section: str) -> None:
        period = f"2022-06-{1 + place * 7:02d} 至 2022-06-{7 + place * 7:02d}"
        self._put(ISSUES[place], made.issue(number, f"2022-06-{8 + place * 7:02d}", period, section))

    @rule(name=st.sampled_from([*ISSUES, MONTHLY[1]]))
    def delete_an_issue(self, name: str) -> None:
        self._put(name, None)

    @rule(one=st.sampled_from(ISSUES), other=st.sampled_from(ISSUES))
    def exchange_issues(self, one: str, other: str) -> None:
        first, second = self.sound.get(one), self.sound.get(other)
        self._put(one, second)
        self._put(other, first)

    @rule(final=st.booleans(), word=WORDS)
    def write_a_monthly_issue(self, final: bool, word: str) -> None:
        state = "状态: 定稿\n" if final else ""
        self._put(MONTHLY[1], f"{made.monthly(2, '2022-07-01')}{state}".replace("本月", f"{word}本月"))

    @rule(width=st.integers(40, 42))
    def replace_the_photo(self, width: int) -> None:
        self._put("content/media/a.png", picture("PNG", (width, 30)))

    @rule(copies=st.integers(1, 3), former=st.sampled_from(["", ", 曾用名: [市经委]"]), more=st.booleans())
    def write_the_units(self, copies: int, former: str, more: bool) -> None:
        text = made.UNITS.replace("份数: 2", f"份数: {copies}{former}")
        self._put("content/units.yaml", text + ("- {名称: 市林业局, 类别: 市直}\n" if more else ""))

    @rule(row=st.integers(1, 5), word=WORDS, status=st.sampled_from(["办理中,", "已办结,2022-06-30"]))
    def write_a_row(self, row: int, word: str, status: str) -> None:
        lines = made.LEDGER.splitlines()
        parts = lines[row].split(",")
        lines[row] = ",".join([*parts[:4], f"{word}{parts[4]}", parts[5], status])
        self._put(LEDGER, "\n".join(lines) + "\n")

    @rule(word=WORDS)
    def write_the_list(self, word: str) -> None:
        self._put(LIST, made.LIST.replace("水管", f"{word}水管"))

    @rule(own=st.booleans(), name=st.sampled_from(["foot.html", "screen.css", "print.css"]))
    def override_a_template(self, own: bool, name: str) -> None:
        shipped = (SHIPPED / "shared" / name).read_text(encoding="utf-8")
        text = "<footer>自己的版记</footer>" if name == "foot.html" else f"{shipped}\n/* 自己的 */\n"
        self._put(f"templates/shared/{name}", text if own else None)

    @rule(word=WORDS, remark=st.booleans())
    def write_the_site_file(self, word: str, remark: bool) -> None:
        text = made.SITE.replace("名称: 工作简报", f"名称: {word}简报")
        self._put("site.yaml", text + ("# 说明\n" if remark else ""))

    @rule(name=st.sampled_from(BREAKABLE))
    def make_a_mistake(self, name: str) -> None:
        if self.sound.get(name):
            self._write(name, b"\xe6\xa0\x87: [\n" if name.endswith(".yaml") else b"---\n: [\n---\n")
            self.broken.add(name)

    @precondition(lambda self: self.broken)
    @rule()
    def mend_all_mistakes(self) -> None:
        for name in sorted(self.broken):
            self._write(name, self.sound[name])
        self.broken.clear()

    @precondition(lambda self: self.undo)
    @rule()
    def undo_the_last_edit(self) -> None:
        name, text = self.undo.pop()
        self._put(name, text)
        self.undo.pop()

    @rule(number=st.integers(0, 30))
    def harm_the_output(self, number: int) -> None:
        files = sorted(path for path in (self.site / "output").rglob("*") if path.is_file())
        files = [path for path in files if path.name != MANIFEST]
        if files and number % 3:
            files[number % len(files)].unlink()
        elif files:
            files[number % len(files)].write_bytes(b"%PDF")

    @rule(part=st.sampled_from([".cache", ".cache/build", ".cache/media"]))
    def delete_the_cache(self, part: str) -> None:
        shutil.rmtree(self.site / part, ignore_errors=True)

    @rule()
    def build_twice(self) -> None:
        self._build(2)

    @invariant()
    def build_now_and_then(self) -> None:
        self.steps += 1
        if self.sound and self.steps % 3 == 0:
            self._build(1)

    # How it is done

    def _put(self, name: str, text: str | bytes | None) -> None:
        data = text.encode() if isinstance(text, str) else text
        self.undo.append((name, self.sound.get(name)))
        self.sound[name] = data
        self.broken.discard(name)
        self._write(name, data)

    def _write(self, name: str, data: bytes | None) -> None:
        if data is not None:
            made.write(self.site, {name: data})
        else:
            (self.site / name).unlink(missing_ok=True)

    def _build(self, times: int) -> None:
        """Build; of an issue that could not be made and was good before, the output stands as it was."""
        output = self.site / "output"
        before, owned = made.tree(output), read_manifest(output)
        outcome = make(self.site)
        after, owned_now = made.tree(output), read_manifest(output)
        if not (outcome.made or outcome.stopped):
            assert differing(before, after) == set()
        for key in outcome.stopped:
            for path in {*owned.files.get(key, ())} & {*owned_now.files.get(key, ())}:
                assert before.get(path) == after.get(path)
        assert not [path for path in after if path.endswith(".part~")]
        for _ in range(times - 1):
            stamps = marks(self.site / "output")
            again = make(self.site)
            assert (again.set_now, again.written, again.removed) == (0, 0, 0)
            assert marks(self.site / "output") == stamps
            assert (again.made, again.stopped) == (outcome.made, outcome.stopped)


TestEditing = Editing.TestCase
# A sequence that fails is told as it is: to shorten it would take many builds.
TestEditing.settings = settings(
    max_examples=LARGER or 3,
    stateful_step_count=60 if LARGER else 30,
    phases=(Phase.generate,),
    deadline=None,
    derandomize=True,
)
