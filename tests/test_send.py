"""The command `send`, against a real mail server: what goes to whom, once, whatever breaks off when."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import SiteMaker, told
from send_made import Post, certificate, free_port, post_office, settings

from generator.cli import main
from generator.commands.send import size_text
from generator.dispatch.mail import Letter, make_message, message_id
from generator.dispatch.mail_server import is_address, server_of
from generator.dispatch.mail_session import Session
from generator.dispatch.outbox import (
    AGAIN,
    ARRIVED,
    DEFERRED,
    HANDED,
    REFUSED,
    TAKEN,
    Busy,
    Event,
    Log,
    log_file,
    read_log,
    standing,
    turn,
)
from generator.dispatch.register import read_register, register_file
from generator.dispatch.send_delivery import Delivery, Means, deliver
from generator.load.finals import final_file

ROOT = Path(__file__).resolve().parents[1]
KEY = "gongzuo-jianbao/2022-05"
NOW = datetime(2022, 6, 8, 9, 30, tzinfo=UTC)
SITE = """\
单位: 市领导小组办公室
简称: 市活动办
词表: {单位类别: [市直, 县市区]}
刊物:
  gongzuo-jianbao:
    名称: 工作简报
    类型: 简报
    频次: 周
    份号: 是
    报: [市委领导同志]
    发: [市直, 澄湖区]
"""
UNITS = """\
- {名称: 市经济和信息化局, 简称: 市经信局, 类别: 市直, 份数: 2, 邮箱: jxj@unit.example.com, 曾用名: [市经委]}
- {名称: 市教育局, 类别: 市直, 邮箱: jyj@unit.example.com}
- {名称: 澄湖区, 类别: 县市区}
"""
JXJ, JYJ = "jxj@unit.example.com", "jyj@unit.example.com"


# The sending itself


def letters_in(folder: Path, count: int, size: int = 100) -> list[Letter]:
    """Letters to `count` units with one file each."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(count):
        path = folder / f"{number}.pdf"
        path.write_bytes(b"%PDF" + bytes(size))
        files = (("工作简报2022年第5期.pdf", path),)
        made.append(Letter(f"单位{number}", f"u{number}@unit.example.com", "题", ("文",), files, size, "d"))
    return made


class Trial:
    """A delivery that notes the pauses it makes."""

    def __init__(self, site: Path, post: Post | None, environment: Mapping[str, str] | None = None) -> None:
        self.site = site
        self.environment = environment or (settings(post) if post else {})
        self.pauses: list[float] = []
        self.told: list[str] = []

    def __call__(self, letters: list[Letter]) -> Delivery:
        server, findings = server_of(self.environment)
        assert server is not None, findings
        means = Means(
            lambda: NOW,
            self.pauses.append,
            lambda done, total, unit, fate: self.told.append(f"{done}/{total} {unit} {fate}"),
        )
        with Log(self.site, KEY) as log:
            return deliver(letters, log, server, KEY, "市活动办", means)

    def events(self) -> list[tuple[str, str]]:
        events, findings = read_log(self.site, KEY)
        assert findings == []
        return [(event.unit, event.what) for event in events]


def test_each_gets_one_message_over_one_connection(tmp_path: Path) -> None:
    with post_office() as post:
        trial = Trial(tmp_path, post)
        made = trial(letters_in(tmp_path / "f", 3))
        assert trial(letters_in(tmp_path / "f", 3)).having("taken") == ["单位0", "单位1", "单位2"]
        assert post.counts() == {f"u{number}@unit.example.com": 1 for number in range(3)}
    assert made.fates == {"单位0": "taken", "单位1": "taken", "单位2": "taken"}
    assert trial.told[:3] == ["1/3 单位0 taken", "2/3 单位1 taken", "3/3 单位2 taken"]
    assert trial.events() == [(f"单位{n}", what) for n in range(3) for what in (HANDED, TAKEN)]
    line = (tmp_path / log_file(KEY)).read_text(encoding="utf-8").splitlines()[1]
    assert json.loads(line) == {
        "时间": "2022-06-08T09:30:00+00:00",
        "单位": "单位0",
        "事": "收下",
        "邮箱": "u0@unit.example.com",
        "信号": message_id(KEY, "单位0", 0, "banshi@office.example.com"),
        "内容": "d",
        "说明": "250 OK",
    }


def test_what_fails_for_the_moment_is_tried_again_and_what_is_refused_is_not(tmp_path: Path) -> None:
    with post_office() as post:
        post.answers["u0@unit.example.com"] = ["451 4.7.1 Greylisted", "450 Busy"]
        post.answers["u1@unit.example.com"] = ["550 5.1.1 No such user"]
        post.afterwards["u2@unit.example.com"] = ["452 Disk full"]
        post.afterwards["u3@unit.example.com"] = ["554 5.7.1 Not wanted"]
        trial = Trial(tmp_path, post)
        made = trial(letters_in(tmp_path / "f", 5))
        assert post.counts() == {f"u{number}@unit.example.com": 1 for number in (0, 2, 4)}
        assert post.tries["u1@unit.example.com"] == 1
    assert made.fates == {
        **{"单位0": "taken", "单位1": "refused", "单位2": "taken", "单位3": "refused", "单位4": "taken"}
    }
    assert (made.words["单位1"], made.words["单位3"]) == ("550 5.1.1 No such user", "554 5.7.1 Not wanted")
    assert trial.pauses == [5.0, 30.0]
    assert trial.events()[:2] == [("单位0", DEFERRED), ("单位1", REFUSED)]
    assert ("单位3", HANDED) in trial.events() and ("单位3", REFUSED) in trial.events()


def test_a_unit_that_never_takes_it_stays_open(tmp_path: Path) -> None:
    with post_office() as post:
        post.answers["u0@unit.example.com"] = ["451 Later"] * 9
        trial = Trial(tmp_path, post)
        made = trial(letters_in(tmp_path / "f", 2))
        assert post.tries == {"u0@unit.example.com": 4, "u1@unit.example.com": 1}
    assert made.fates == {"单位0": "deferred", "单位1": "taken"}
    assert trial.pauses == [5.0, 30.0, 120.0]


def test_without_a_server_nothing_is_sent_and_nothing_logged(tmp_path: Path) -> None:
    post = Post(port=free_port())
    trial = Trial(tmp_path, post)
    made = trial(letters_in(tmp_path / "f", 2))
    assert made.fates == {"单位0": "deferred", "单位1": "deferred"}
    assert made.words["单位0"] == "对方没有开这个端口"
    assert trial.pauses == [5.0, 30.0, 120.0]
    assert trial.events() == []


def test_no_answer_to_the_dot_is_not_tried_again_before_somebody_decides(tmp_path: Path) -> None:
    with post_office() as post:
        post.afterwards["u0@unit.example.com"] = ["lost"]
        trial = Trial(tmp_path, post)
        letters = letters_in(tmp_path / "f", 2)
        made = trial(letters)
        assert made.fates == {"单位0": "unknown", "单位1": "taken"}
        assert trial(letters).fates == {"单位0": "unknown", "单位1": "taken"}
        assert trial.pauses == []
        assert post.counts() == {"u0@unit.example.com": 1, "u1@unit.example.com": 1}
        with Log(tmp_path, KEY) as log:
            log.add(Event("t", "单位0", AGAIN))
        assert trial(letters).fates == {"单位0": "taken", "单位1": "taken"}
        first, second = (data for to, data in post.taken if to == "u0@unit.example.com")
        assert first == second, "a server or a reader that meets it twice can tell"


def test_a_message_that_was_taken_is_another_the_next_time() -> None:
    taken = (Event("t", "市教育局", HANDED), Event("t", "市教育局", TAKEN))
    assert (turn((), "市教育局"), turn(taken[:1], "市教育局"), turn(taken, "市教育局")) == (0, 0, 1)
    names = {
        message_id(key, unit, number, "a@b.example.com")
        for key, unit, number in (("a/1", "甲", 0), ("a/2", "甲", 0), ("a/1", "乙", 0), ("a/1", "甲", 1))
    }
    assert len(names) == 4
    assert all(name.endswith("@b.example.com>") and name.isascii() for name in names)


def test_lines_that_begin_with_a_dot_arrive_as_they_are(tmp_path: Path) -> None:
    message = b"Subject: x\r\n\r\n.\r\n..\r\n.a\r\nend"
    with post_office() as post:
        server, _ = server_of(settings(post))
        assert server is not None
        session = Session(server)
        assert session.offer(JYJ, len(message)).code == 354
        session.put(message)
        assert session.end().good
        session.leave()
        assert post.taken == [(JYJ, message + b"\r\n")]


def test_the_message(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 \xff\r\n.\r\n")
    files = (("工作简报2022年第5期（000004）.pdf", path),)
    letter = Letter("市教育局", JYJ, "《工作简报》2022年第5期", ("请查收。",), files, 9, "")
    name = message_id(KEY, letter.unit, 0, "banshi@office.example.com")
    data = make_message(letter, name, "市活动办", "banshi@office.example.com", NOW)
    assert data == make_message(letter, name, "市活动办", "banshi@office.example.com", NOW)
    assert data.isascii() and max(map(len, data.split(b"\r\n"))) <= 78
    assert b"filename*0*=utf-8''" in data
    post = Post(taken=[(JYJ, data)])
    message = post.message(JYJ)
    assert {key: str(message[key]) for key in ("From", "To", "Subject", "Date", "Message-ID")} == {
        "From": "市活动办 <banshi@office.example.com>",
        "To": f"市教育局 <{JYJ}>",
        "Subject": "《工作简报》2022年第5期",
        "Date": "Wed, 08 Jun 2022 09:30:00 +0000",
        "Message-ID": name,
    }
    assert text_of(message) == "市教育局：\n\n请查收。\n\n市活动办\n2022年6月8日\n"
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "工作简报2022年第5期（000004）.pdf"
    assert attached.get_content() == path.read_bytes()


def text_of(message: EmailMessage) -> str:
    body = message.get_body()
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


# Connections


# The server's own library warns of itself.
@pytest.mark.filterwarnings("ignore:Session.login_data:DeprecationWarning")
def test_encrypted_with_login(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tls = tmp_path / "tls"
    with post_office(tls, login=True) as post:
        named = settings(post, tls)
        monkeypatch.setenv("SSL_CERT_FILE", named["SSL_CERT_FILE"])
        user = {"JIANBAO_SMTP_USER": "banshi", "JIANBAO_SMTP_PASSWORD": "shouquanma"}
        letters = letters_in(tmp_path / "f", 1)
        wrong = Trial(tmp_path, post, {**named, **user, "JIANBAO_SMTP_PASSWORD": "cuo"})(letters)
        assert wrong.stopped is not None
        assert wrong.stopped.message.startswith(f"邮件服务器 127.0.0.1:{post.port} 不让登录（535 ")
        assert "cuo" not in told(wrong.stopped)
        assert Trial(tmp_path, post, {**named, **user})(letters).fates == {"单位0": "taken"}
        assert post.counts() == {"u0@unit.example.com": 1}


def test_a_server_that_cannot_be_trusted_gets_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = letters_in(tmp_path / "f", 2)
    certificate(tmp_path / "other")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "other" / "cert.pem"))
    with post_office(tmp_path / "tls") as post:
        trial = Trial(tmp_path, post, settings(post, tmp_path / "tls"))
        made = trial(letters)
        assert post.taken == []
    assert made.stopped is not None and made.stopped.code == "send-certificate"
    assert made.having("deferred") == ["单位0", "单位1"] and trial.pauses == []
    with post_office() as post:
        named = {**settings(post), "JIANBAO_SMTP_SECURITY": "starttls"}
        made = Trial(tmp_path, post, named)(letters)
        assert made.stopped is not None
        assert made.stopped.message == f"邮件服务器 127.0.0.1:{post.port} 不会 STARTTLS 加密，没有发"
        made = Trial(tmp_path, post, {**named, "JIANBAO_SMTP_SECURITY": "tls"})(letters)
        assert made.stopped is not None and made.stopped.code == "send-tls"
        assert post.taken == []
    assert trial.events() == []


PLAIN = {"JIANBAO_SMTP_HOST": "mail.example.com", "JIANBAO_SMTP_FROM": "a@b.example.com"}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"JIANBAO_SMTP_HOST": ""}, "没有设 JIANBAO_SMTP_HOST，不知道从哪里发"),
        ({"JIANBAO_SMTP_USER": "a"}, "没有设 JIANBAO_SMTP_PASSWORD，不知道从哪里发"),
        ({"JIANBAO_SMTP_SECURITY": "ssl"}, "环境变量 JIANBAO_SMTP_SECURITY 写得不对"),
        ({"JIANBAO_SMTP_SECURITY": "none"}, "环境变量 JIANBAO_SMTP_SECURITY 写得不对"),
        ({"JIANBAO_SMTP_PORT": "99999"}, "环境变量 JIANBAO_SMTP_PORT 写得不对"),
        ({"JIANBAO_SMTP_FROM": "市活动办 <a@b.cn>"}, "环境变量 JIANBAO_SMTP_FROM 写得不对"),
    ],
)
def test_wrong_settings_are_told(changed: dict[str, str], message: str) -> None:
    server, findings = server_of({**PLAIN, **changed})
    assert server is None
    assert [one.message for one in findings] == [message]


def test_settings() -> None:
    server, _ = server_of({**PLAIN, "JIANBAO_SMTP_USER": "u", "JIANBAO_SMTP_PASSWORD": "geheim"})
    assert server is not None and (server.port, server.security) == (587, "starttls")
    assert "geheim" not in repr(server)
    server, _ = server_of({**PLAIN, "JIANBAO_SMTP_SECURITY": "TLS"})
    assert server is not None and server.port == 465
    bad = (
        "a",
        "a@b",
        "a@b.cn, c@d.cn",
        "a@b.cn\r\nBcc: x@y.cn",
        "甲@b.cn",
        "a b@c.cn",
        "<a@b.cn>",
        "a@@b.cn",
    )
    assert [text for text in bad if is_address(text)] == []
    assert is_address("shi.banshi+jianbao@mail.example.com")


# The log


def test_what_a_line_means() -> None:
    def after(*what: str) -> str:
        return standing([Event("t", "甲", one) for one in what], "甲")

    assert after() == "open"
    assert after(HANDED) == "unknown"
    assert after(HANDED, TAKEN) == "done"
    assert after(HANDED, DEFERRED) == "open"
    assert after(REFUSED) == "refused"
    assert after(HANDED, ARRIVED) == "done"
    assert after(HANDED, AGAIN) == "open"
    assert standing([Event("t", "乙", TAKEN)], "甲") == "open"


def test_a_torn_line_counts_as_not_written(tmp_path: Path) -> None:
    with Log(tmp_path, KEY) as log:
        log.add(Event("t", "甲", HANDED))
    path = tmp_path / log_file(KEY)
    whole = path.read_bytes()
    for length in range(1, len(whole)):
        path.write_bytes(whole + whole[:length])
        with Log(tmp_path, KEY) as log:
            assert log.events() == ((Event("t", "甲", HANDED),), [])
        assert path.read_bytes() == whole


def test_with_a_broken_line_nothing_is_sent(tmp_path: Path) -> None:
    path = tmp_path / log_file(KEY)
    path.parent.mkdir(parents=True)
    path.write_text('{"时间": "t", "单位": "甲", "事": "收下"}\n收下了\n', encoding="utf-8")
    with post_office() as post:
        made = Trial(tmp_path, post)(letters_in(tmp_path / "f", 1))
        assert post.taken == []
    assert made.stopped is not None
    assert told(made.stopped) == (
        f"{log_file(KEY)}:2:1 错误 发送记录的这一行读不懂，不知道发过谁，没有发\n"
        "这个文件由程序写，请从版本管理里恢复，不要自己改"
    )


def test_one_process_sends_at_a_time(tmp_path: Path) -> None:
    with Log(tmp_path, KEY), pytest.raises(Busy), Log(tmp_path, KEY):
        pass


# Cut off


MOTHER = """
import os, sys, time
from datetime import datetime
from pathlib import Path
from generator.dispatch.mail import Letter
from generator.dispatch.mail_server import server_of
from generator.dispatch.outbox import Log
from generator.dispatch.send_delivery import Means, deliver
site, files = Path(sys.argv[1]), sorted(Path(sys.argv[2]).iterdir(), key=lambda path: int(path.stem))
letters = [Letter(f"单位{p.stem}", f"u{p.stem}@unit.example.com", "题", ("文",), ((p.name, p),), 9, "d")
           for p in files]
means = Means(lambda: datetime.now().astimezone(), time.sleep, lambda *told: None)
server, _ = server_of(os.environ)
for order in iter(sys.stdin.readline, ""):
    pid = os.fork()
    if not pid:
        with Log(site, sys.argv[3]) as log:
            print(os.getpid(), flush=True)
            deliver(letters, log, server, sys.argv[3], "市活动办", means)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""
"""Begins a process that sends as often as it is told to, which saves all but the first of these starting."""


class Senders:
    """Processes that send to the units of `files`, one after the other."""

    def __init__(self, site: Path, files: Path, post: Post) -> None:
        self._mother = subprocess.Popen(
            [sys.executable, "-c", MOTHER, str(site), str(files), KEY],
            cwd=ROOT,
            env={**os.environ, **settings(post)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self) -> int:
        """The id of a new one that is about to send."""
        assert self._mother.stdin is not None
        self._mother.stdin.write("go\n")
        self._mother.stdin.flush()
        return self.read()

    def read(self) -> int:
        """Its exit status, when it has ended."""
        assert self._mother.stdout is not None
        return int(self._mother.stdout.readline())

    def __enter__(self) -> Senders:
        return self

    def __exit__(self, *error: object) -> None:
        self._mother.communicate()


def decide(site: Path, post: Post, units: list[str]) -> int:
    """What an editor does after a break: asks the server about each unit of which nobody can tell."""
    with Log(site, KEY) as log:
        events, findings = log.events()
        assert findings == []
        unknown = [unit for unit in units if standing(events, unit) == "unknown"]
        assert len(unknown) <= 1, "only what was under way can be unknown"
        for unit in unknown:
            has = post.counts()[f"u{unit.removeprefix('单位')}@unit.example.com"]
            log.add(Event("t", unit, ARRIVED if has else AGAIN))
    return len(unknown)


def test_a_sending_cut_off_twenty_times_reaches_everyone_once(tmp_path: Path) -> None:
    chance = random.Random(6)
    count = 120
    units = [letter.unit for letter in letters_in(tmp_path / "f", count, 100_000)]
    unknown = 0
    with post_office() as post, Senders(tmp_path, tmp_path / "f", post) as senders:
        for place in range(20):
            # Half of the turns at any moment, half while the server takes its time over the dot.
            post.slow = 0.2 if place % 2 else 0.0
            process = senders.begin()
            if place % 2:
                wait_for_the_dot(tmp_path)
            time.sleep(chance.uniform(0.0, 0.08))
            os.kill(process, signal.SIGKILL)
            assert senders.read() == -signal.SIGKILL
            settle(post)
            assert max(post.counts().values(), default=0) <= 1
            unknown += decide(tmp_path, post, units)
        post.slow = 0.0
        assert len(post.counts()) < count, "there was something left to cut off"
        senders.begin()
        assert senders.read() == 0
        assert post.counts() == {f"u{number}@unit.example.com": 1 for number in range(count)}
    assert unknown >= 5, "the hard moment was hit"
    events, _ = read_log(tmp_path, KEY)
    assert all(standing(events, unit) == "done" for unit in units)


def wait_for_the_dot(site: Path) -> None:
    """Until one more message is handed over."""
    before = len(read_log(site, KEY)[0])
    while sum(event.what == HANDED for event in read_log(site, KEY)[0][before:]) == 0:
        time.sleep(0.002)


def settle(post: Post) -> None:
    """Until the server has done what it was doing when the sender died."""
    time.sleep(0.1)
    seen = -1
    while seen != len(post.taken):
        seen = len(post.taken)
        time.sleep(post.slow + 0.05)


def test_an_end_that_is_asked_for_waits_for_the_answer(tmp_path: Path) -> None:
    letters_in(tmp_path / "f", 2)
    with post_office() as post, Senders(tmp_path, tmp_path / "f", post) as senders:
        post.slow = 0.5
        process = senders.begin()
        while not read_log(tmp_path, KEY)[0]:
            time.sleep(0.01)
        os.kill(process, signal.SIGTERM)
        assert senders.read() == -signal.SIGTERM
    assert [(event.unit, event.what) for event in read_log(tmp_path, KEY)[0]] == [
        ("单位0", HANDED),
        ("单位0", TAKEN),
    ]


# The command


@pytest.fixture
def site(make_site: SiteMaker) -> Path:
    return make_site({"site.yaml": SITE, "content/units.yaml": UNITS})


def run(*words: str, site: Path, named: Mapping[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, [words[0], "--site", str(site), *words[1:]], env=dict(named or {}))


def change(site: Path, file: str, old: str, new: str) -> None:
    path = site / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def told_lines(done: Result) -> list[str]:
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return [line for line in done.stdout.splitlines() if line]


def test_a_pack_is_shown_sent_and_never_sent_twice(site: Path, tmp_path: Path) -> None:
    tls = tmp_path / "tls"
    done = run("send", KEY, site=site)
    assert done.exit_code == 1
    assert told_lines(done) == [
        f"错误 “{KEY}”还没有封装，不能发",
        f"  提示：先封装，看过以后再发：make pack ISSUE={KEY}",
        "1 个错误",
        "没有发。",
    ]
    assert run("pack", KEY, site=site).exit_code == 0
    with post_office(tls) as post:
        named = settings(post, tls)
        shown = run("send", KEY, site=site, named=named)
        assert shown.exit_code == 0
        lines = told_lines(shown)
        assert lines[0] == "《工作简报》2022年第5期，要发给："
        assert lines[2].split()[:3] == ["市经济和信息化局", JXJ, "工作简报2022年第5期（000002）.pdf"]
        assert lines[-3:] == [
            *("  市委领导同志", "  澄湖区", f"没有发。要发：make send ISSUE={KEY} YES=1"),
        ]
        assert post.taken == [] and not (site / log_file(KEY)).exists()

        post.answers[JXJ] = ["550 5.1.1 No such user"]
        done = run("send", "--yes", KEY, site=site, named=named)
        assert done.exit_code == 1
        assert told_lines(done)[-4:] == [
            "发出 1 个，共 2 个。",
            "对方的服务器不收（改好邮箱以后再运行一次，只发这几个）：",
            "  市经济和信息化局：550 5.1.1 No such user",
            f"发送记录在 {log_file(KEY)}，请同稿子一起存底。",
        ]
        assert states(site) == ["已封装", "已封装", "已发出", "已封装"]

        change(site, "content/units.yaml", JXJ, "new@unit.example.com")
        done = run("send", "--yes", KEY, site=site, named=named)
        assert done.exit_code == 0, done.stdout
        assert "已经发过，不再发：" in told_lines(done) and told_lines(done)[-2] == "发出 1 个，共 1 个。"
        assert states(site) == ["已封装", "已发出", "已发出", "已封装"]
        done = run("send", "--yes", KEY, site=site, named=named)
        assert done.exit_code == 0 and told_lines(done)[-1] == "没有要发的。"
        assert post.counts() == {JYJ: 1, "new@unit.example.com": 1}
        record = site / register_file(KEY)
        record.write_text(record.read_text(encoding="utf-8").replace("已发出", "已封装"), encoding="utf-8")
        assert run("send", KEY, site=site, named=named).exit_code == 0
        assert states(site) == ["已封装", "已发出", "已发出", "已封装"], "a run that broke off left it behind"

        message = post.message("new@unit.example.com")
        folder = site / "output/packs/gongzuo-jianbao/2022/05/002-市经济和信息化局"
        assert {part.get_filename(): part.get_content() for part in message.iter_attachments()} == {
            path.name: path.read_bytes() for path in folder.iterdir() if path.name != "SHA256SUMS"
        }
        assert text_of(message).splitlines()[:5] == [
            "市经济和信息化局：",
            "",
            "现发去《工作简报》2022年第5期，共2份（份号000002至000003），请查收。",
            "收到后请回复，不要转发给发送范围以外的单位和个人。",
            "",
        ]
        done = run("send", "--yes", "--again", "市经委、市教育局", KEY, site=site, named=named)
        assert done.exit_code == 0, done.stdout
        assert post.counts() == {JYJ: 2, "new@unit.example.com": 2}
        done = run("send", "--yes", KEY, site=site, named=named)
        assert post.counts() == {JYJ: 2, "new@unit.example.com": 2}


def states(site: Path) -> list[str]:
    register, findings = read_register(site, KEY)
    assert register is not None and findings == []
    return [row.state for row in register.record.rows]


def test_what_nobody_can_tell_is_told_and_decided(site: Path) -> None:
    assert run("pack", KEY, site=site).exit_code == 0
    with post_office() as post:
        named = settings(post)
        post.afterwards[JXJ], post.afterwards[JYJ] = ["lost"], ["lost"]
        done = run("send", "--yes", KEY, site=site, named=named)
        assert done.exit_code == 1
        question = "交给了邮件服务器，还没有听到回话就断了，说不准收到没有，没有再发："
        assert told_lines(done)[-8:] == [
            "发出 0 个，共 2 个。",
            question,
            "  市经济和信息化局",
            "  市教育局",
            "请问一问对方，或者请管邮箱的人查一查，再选一样：",
            f"  收到了：make send ISSUE={KEY} ARRIVED=单位",
            f"  没收到：make send ISSUE={KEY} AGAIN=单位",
            f"发送记录在 {log_file(KEY)}，请同稿子一起存底。",
        ]
        done = run("send", "--yes", KEY, site=site, named=named)
        assert done.exit_code == 1 and question in told_lines(done)
        assert told_lines(done)[-1] == "没有要发的。"
        assert post.counts() == {JXJ: 1, JYJ: 1}
        done = run("send", "--arrived", "市经信局", KEY, site=site, named=named)
        assert told_lines(done)[0] == "记下了，已经收到：市经济和信息化局"
        assert states(site)[1:3] == ["已发出", "已封装"]
        done = run("send", "--yes", "--again", "市教育局", KEY, site=site, named=named)
        assert done.exit_code == 0, done.stdout
        assert post.counts() == {JXJ: 1, JYJ: 2}
        for name, message in (
            ("市教育局", "“市教育局”收到了，已经记过"),
            ("市教育", "这一期不发给“市教育”"),
        ):
            done = run("send", "--arrived", name, KEY, site=site, named=named)
            assert done.exit_code == 1 and told_lines(done)[0] == f"错误 {message}"


def test_what_was_not_looked_at_is_not_sent(site: Path) -> None:
    """After a change the pack is another one; drafts and errors do not get that far."""
    assert run("pack", KEY, site=site).exit_code == 0
    with post_office() as post:
        named = settings(post)
        change(site, "content/units.yaml", "市教育局, 类别: 市直", "市教育局, 类别: 市直, 份数: 2")
        done = run("send", "--yes", KEY, site=site, named=named)
        assert done.exit_code == 1
        assert "共印5份”改成了“…日印发\u3000共印6份”" in done.output, "it was signed otherwise"
        (site / final_file(KEY)).unlink()
        done = run("send", "--yes", KEY, site=site, named=named)
        assert done.exit_code == 1
        assert "错误 封装以后又改过，已经按现在的样子重新封装，还没有发" in told_lines(done)
        change(site, "content/units.yaml", JXJ, "不对的邮箱")
        done = run("send", "--yes", KEY, site=site, named=named)
        assert done.exit_code == 1
        assert told_lines(done)[0].endswith("错误 “市经济和信息化局”的邮箱写得不对")
        change(site, "content/reports/a.md", "强调，", "强调,")
        done = run("send", "--yes", KEY, site=site, named=named)
        assert told_lines(done)[0].endswith("错误 中文里用了半角标点“,”")
        change(site, f"content/issues/{KEY}.yaml", "定稿", "草稿")
        done = run("send", "--yes", KEY, site=site, named=named)
        assert told_lines(done)[0].endswith("错误 这一期还是草稿，不能封装")
        assert post.taken == [] and not (site / log_file(KEY)).exists()


def test_a_secret_publication_is_never_mailed(site: Path) -> None:
    change(site, "site.yaml", "    份号: 是\n", "    份号: 是\n    密级: 机密\n    保密期限: 1年\n")
    done = run("send", KEY, site=site)
    assert done.exit_code == 1
    assert told_lines(done)[0] == "错误 这一期有密级（机密★1年），不能用邮件发", "also before it is packed"
    assert run("pack", KEY, site=site).exit_code == 0
    with post_office() as post:
        done = run("send", "--yes", KEY, site=site, named=settings(post))
        assert done.exit_code == 1
        assert told_lines(done)[0] == "错误 这一期有密级（机密★1年），不能用邮件发"
        assert post.taken == []


def test_what_went_by_hand_is_noted(site: Path) -> None:
    """Who has no mailbox would be 已封装 for ever; also of a secret issue, which no mail may carry."""
    assert run("pack", KEY, site=site).exit_code == 0
    done = run("send", "--arrived", "澄湖区、市经委", KEY, site=site)
    assert done.exit_code == 0
    assert told_lines(done) == [
        "记下了，已经收到：澄湖区、市经济和信息化局",
        f"各单位的情况：make status ISSUE={KEY}；还有要用邮件发的：make send ISSUE={KEY}",
    ]
    assert states(site) == ["已封装", "已送达", "已封装", "已送达"]
    assert [(event.unit, event.what) for event in read_log(site, KEY)[0]] == [
        ("澄湖区", "送达"),
        ("市经济和信息化局", "送达"),
    ]
    done = run("send", KEY, site=site)
    lines = told_lines(done)
    assert done.exit_code == 0 and lines[2].split()[0] == "市教育局"
    start = lines.index("已经发过，不再发：")
    assert [line.partition("（")[0] for line in lines[start + 1 : start + 3]] == [
        "  市经济和信息化局",
        "  澄湖区",
    ]
    assert lines[start + 3 :] == [
        f"没有写邮箱，请用别的办法送；送到了记一笔（make send ISSUE={KEY} ARRIVED=单位）：",
        "  市委领导同志",
        f"没有发。要发：make send ISSUE={KEY} YES=1",
    ]
    done = run("send", "--arrived", "其余", KEY, site=site)
    assert done.exit_code == 0 and told_lines(done)[0] == "记下了，已经收到：市委领导同志"
    assert states(site) == ["已送达", "已送达", "已封装", "已送达"]
    for name, message in (
        ("其余", "没有写邮箱的单位，都已经记下送到了"),
        ("留存", "这一期不发给“留存”"),
        ("澄湖区", "“澄湖区”收到了，已经记过"),
    ):
        done = run("send", "--arrived", name, KEY, site=site)
        assert done.exit_code == 1 and told_lines(done)[0] == f"错误 {message}"
    assert "同上次封装的一样，没有要做的" not in run("pack", KEY, site=site).stdout
    assert states(site) == ["已送达", "已送达", "已封装", "已送达"], "packed again, it stays"
    change(site, "site.yaml", "发: [市直, 澄湖区]", "发: [市直]")
    (site / f"content/records/finals/{KEY}.txt").unlink()
    assert run("pack", KEY, site=site).exit_code == 0
    register, _ = read_register(site, KEY)
    assert register is not None
    assert [(row.unit, row.state) for row in register.record.withdrawn] == [("澄湖区", "已送达")]


def test_what_went_by_hand_of_a_secret_issue_is_noted(site: Path) -> None:
    change(site, "site.yaml", "    份号: 是\n", "    份号: 是\n    密级: 机密\n    保密期限: 1年\n")
    assert run("pack", KEY, site=site).exit_code == 0
    done = run("send", "--arrived", "澄湖区", KEY, site=site)
    assert done.exit_code == 0 and told_lines(done)[0] == "记下了，已经收到：澄湖区"
    assert states(site) == ["已封装", "已封装", "已封装", "已送达"]


def test_sizes_as_people_say_them() -> None:
    assert [size_text(size) for size in (1, 350_000, 2_200_000)] == ["1 KB", "342 KB", "2.1 MB"]
