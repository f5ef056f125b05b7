"""The commands `key` and `verify`: what is the office's own, and what only looks so."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from conftest import SiteMaker, told
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from generator.cli import main
from generator.commands.verify import verdict_lines
from generator.dispatch.pack import Packed, pack
from generator.dispatch.register import Register
from generator.dispatch.send_sums import record_sums
from generator.publish.manifest import MANIFEST, manifest_bytes, read_manifest
from generator.render.archive import ArchiveEntry
from generator.seal.keys import CERTIFICATE, KEY_FILE, Key, key_folder, load_key, make_key, read_certificates
from generator.seal.sign import sign
from generator.seal.signatures import Signature, read_signature
from generator.seal.sums import Issued, add_sums, digest_of, read_sums, sums_file, volume_key
from generator.seal.verify import verify

MOMENT = datetime(2022, 6, 6, 1, 30, tzinfo=UTC)
ABOUT = "工作简报2022年第5期，份号000004，市教育局"
KEY = "gongzuo-jianbao/2022-05"
SEAL = f"{CERTIFICATE}:1:1 错误 "


def small_pdf(title: str = "简报", **how: object) -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.docinfo["/Title"] = pikepdf.String(title)
        pdf.save(target, deterministic_id=not how, **how)  # type: ignore[arg-type]
    return target.getvalue()


@cache
def kept_key() -> tuple[bytes, bytes]:
    """A key and its certificate, made once."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        site.mkdir()
        made, findings = make_key(site, Path(folder) / "key", "市活动办", MOMENT)
        assert findings == [] and made is not None
        return made.read_bytes(), (site / CERTIFICATE).read_bytes()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a certificate, whose key is in the folder `key` beside it."""
    root = tmp_path / "site"
    private, certificate = kept_key()
    (root / "content" / "records").mkdir(parents=True)
    (root / "site.yaml").write_text("单位: 市领导小组办公室\n简称: 市活动办\n", encoding="utf-8")
    (root / CERTIFICATE).write_bytes(certificate)
    folder = tmp_path / "key"
    folder.mkdir()
    (folder / KEY_FILE).write_bytes(private)
    (folder / KEY_FILE).chmod(0o600)
    return root


@pytest.fixture
def key(site: Path) -> Key:
    found, findings = load_key(site, site.parent / "key")
    assert findings == [] and found is not None
    return found


def judged(site: Path, data: bytes, name: str = "来文.pdf") -> list[str]:
    """What an editor reads of a file."""
    file = site.parent / name
    file.write_bytes(data)
    verdict, findings = verify(site, site / "output", file)
    assert (verdict is None) == any(one.severity == "error" for one in findings)
    return [*(told(one) for one in findings), *(verdict_lines(verdict) if verdict else [])]


def first(site: Path, data: bytes) -> str:
    return judged(site, data)[0].split("\n")[0]


# Keys


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    site, folder = tmp_path / "site", tmp_path / "home" / "key"
    site.mkdir()
    made, findings = make_key(site, folder, "市活动办")
    assert (made, findings) == (folder / KEY_FILE, [])
    assert (folder / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()] == [CERTIFICATE]
    assert b"PRIVATE" not in (site / CERTIFICATE).read_bytes()
    before = (folder / KEY_FILE).read_bytes()
    made, findings = make_key(site, folder, "市活动办")
    assert made is None
    assert [told(one).split("\n")[0] for one in findings] == [SEAL + "私钥和证书都有了，没有重新做"]
    assert (folder / KEY_FILE).read_bytes() == before
    _, findings = make_key(site, tmp_path / "other", "市活动办")
    assert told(findings[0]).split("\n")[0] == (
        f"{SEAL}证书已经有了，可是这台机器上没有它的私钥（{tmp_path / 'other' / KEY_FILE}）"
    )


def test_a_key_without_certificate_gets_one(tmp_path: Path) -> None:
    """The last run was broken off between the two."""
    site = tmp_path / "site"
    site.mkdir()
    make_key(site, tmp_path / "key", "市活动办")
    private = (tmp_path / "key" / KEY_FILE).read_bytes()
    (site / CERTIFICATE).unlink()
    made, findings = make_key(site, tmp_path / "key", "市活动办")
    assert made is not None and findings == []
    assert (tmp_path / "key" / KEY_FILE).read_bytes() == private
    assert load_key(site, tmp_path / "key")[0] is not None


def test_a_key_never_lies_where_files_are_passed_on(tmp_path: Path) -> None:
    site, other = tmp_path / "site", tmp_path / "work"
    (site / "content").mkdir(parents=True)
    (other / ".git").mkdir(parents=True)
    (tmp_path / "link").symlink_to(site / "content")
    for folder in (site, site / "content" / "key", site / ".." / "site" / "key", tmp_path / "link" / "key"):
        made, findings = make_key(site, folder, "市活动办")
        assert made is None
        assert [one.message for one in findings] == [f"私钥不能放在站点里：{folder}"]
    _, findings = make_key(site, other / "deep" / "key", "市活动办")
    assert [one.message for one in findings] == [
        f"私钥不能放在版本管理的文件夹里：{other / 'deep' / 'key'}（{other} 由 git 管着）"
    ]
    assert not list(tmp_path.rglob(KEY_FILE))


def test_where_the_key_lies() -> None:
    assert key_folder("市活动办", {}) == Path("~/.config/jianbao/市活动办").expanduser()
    assert key_folder("../../etc", {}) == Path("~/.config/jianbao/etc").expanduser()
    assert key_folder("市活动办", {"JIANBAO_KEY": "/safe/key"}) == Path("/safe/key")


def test_what_is_wrong_with_a_key_is_told(site: Path, key: Key) -> None:
    folder = site.parent / "key"
    assert "PRIVATE" not in repr(key) and "private" not in repr(key)
    assert load_key(site, site.parent / "none") == (None, [])
    (folder / KEY_FILE).chmod(0o644)
    assert load_key(site, folder)[1][0].message == f"别人也能读这个私钥：{folder / KEY_FILE}"
    (folder / KEY_FILE).chmod(0o600)
    other = site.parent / "other"
    (other / "site").mkdir(parents=True)
    make_key(other / "site", other / "key", "别的办")
    found, findings = load_key(site, other / "key")
    assert found is None
    assert told(findings[0]).startswith(f"{SEAL}私钥（{other / 'key' / KEY_FILE}）同这个证书不是一对")
    (folder / KEY_FILE).write_bytes(b"-----BEGIN PRIVATE KEY-----\n")
    assert load_key(site, folder)[1][0].message == f"私钥读不出来：{folder / KEY_FILE}"
    (site / CERTIFICATE).write_text("没有")
    assert told(load_key(site, folder)[1][0]).startswith(f"{SEAL}证书读不出来")


def test_the_command_key(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / CERTIFICATE).unlink()
    folder = site.parent / "new"
    monkeypatch.setenv("JIANBAO_KEY", str(folder))
    done = CliRunner().invoke(main, ["key", "--site", str(site)])
    assert done.exit_code == 0
    assert done.output == (
        f"私钥做好了，在 {folder / KEY_FILE}。\n"
        "谁拿到它，谁就能冒充本单位签名：不要发给人，不要放进网盘；请拷一份到 U 盘，锁进柜子。\n"
        f"证书在 {site / CERTIFICATE}，请同稿子一起存底，别人靠它验本单位的签名。\n"
    )
    done = CliRunner().invoke(main, ["key", "--site", str(site)])
    assert done.exit_code == 1
    assert "私钥和证书都有了，没有重新做" in done.output and done.output.endswith("没有做；原来的没有动。\n")


# Signing


def test_a_signature_is_added_behind_the_file(key: Key) -> None:
    pdf = small_pdf()
    signed = sign(pdf, key, ABOUT, MOMENT)
    assert signed.startswith(pdf)
    assert sign(pdf, key, ABOUT, MOMENT) == signed
    with pikepdf.open(io.BytesIO(signed)) as read:
        assert str(read.docinfo["/Title"]) == "简报"
        assert set(read.docinfo.keys()) == {"/Title"}
        assert read.Root.AcroForm.Fields[0].Rect == [0, 0, 0, 0]
    assert read_signature(signed, [key.certificate]) == Signature("valid", ABOUT, MOMENT)


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="poppler's pdfsig is not here")
def test_another_reader_finds_the_signature_valid(key: Key, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(sign(small_pdf(), key, ABOUT, MOMENT))
    done = subprocess.run(["pdfsig", "-nocert", tmp_path / "a.pdf"], capture_output=True, text=True)
    assert "Signature is Valid." in done.stdout
    assert "Signature Type: ETSI.CAdES.detached" in done.stdout
    assert "Total document signed" in done.stdout


def test_a_signed_file_is_ours_without_records(site: Path, key: Key) -> None:
    assert judged(site, sign(small_pdf(), key, ABOUT, MOMENT)) == [
        "是本单位发出的，没有改动过。",
        f"签名：有效，2022-06-06 09:30 签，签名里写的是“{ABOUT}”。",
        "记录里没有它的指纹，靠签名认出来的。",
    ]


def test_a_retired_certificate_still_tells_ours(site: Path, key: Key) -> None:
    signed = sign(small_pdf(), key, ABOUT, MOMENT)
    (site / CERTIFICATE).rename(site / "content/records/seal-2026.pem")
    made, findings = make_key(site, site.parent / "new", "市活动办")
    assert made is not None and findings == []
    assert judged(site, signed)[0] == "是本单位发出的，没有改动过。"
    new, _ = load_key(site, site.parent / "new")
    assert new is not None
    assert judged(site, sign(small_pdf(), new))[0] == "是本单位发出的，没有改动过。"


def test_a_signature_of_others_is_not_ours(site: Path, tmp_path: Path) -> None:
    """A certificate may say any name."""
    other = tmp_path / "other"
    other.mkdir()
    make_key(other, tmp_path / "k", "市活动办")
    forged, _ = load_key(other, tmp_path / "k")
    assert forged is not None
    signed = sign(small_pdf(), forged, ABOUT, MOMENT)
    assert first(site, signed) == "错误 “来文.pdf”不是本单位签的，签名的自称“市活动办”"
    (site / CERTIFICATE).unlink()
    assert first(site, signed) == "错误 “来文.pdf”有签名，可是站点里没有本单位的证书，验不了"


def test_what_was_saved_anew_or_changed_is_told(site: Path, key: Key) -> None:
    signed = sign(small_pdf("甲" * 40), key, ABOUT, MOMENT)
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        target = io.BytesIO()
        pdf.save(target)
    altered = "错误 “来文.pdf”带着本单位的签名，可是签过以后内容被改动过"
    assert first(site, target.getvalue()) == altered
    assert first(site, signed.replace(b"/MediaBox [ 0 0 595", b"/MediaBox [ 0 0 596")) == altered


def test_what_was_added_behind_the_signature_is_told(site: Path, key: Key) -> None:
    signed = sign(small_pdf(), key, ABOUT, MOMENT)
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.root["/Lang"] = generic.TextStringObject("en")
    writer.update_root()
    target = io.BytesIO()
    writer.write(target)
    assert first(site, target.getvalue()) == (
        f"错误 “来文.pdf”被改动过：本单位签发的内容（{ABOUT}）还在里面，"
        "签过以后又有人在上面加了东西（另存过 1 次）"
    )
    assert first(site, signed + b"%\n") == "错误 “来文.pdf”被改动过：本单位签过以后，文件末尾加了东西"


@settings(max_examples=60)
@given(data=st.data())
def test_no_signed_byte_can_be_changed(data: st.DataObject) -> None:
    """Outside the hexadecimal digits of the signature itself."""
    signed, certificates = _signed()
    start = signed.index(b"/Contents <") + len(b"/Contents <")
    end = signed.index(b">", start)
    place = data.draw(st.integers(0, start - 1) | st.integers(end + 1, len(signed) - 1))
    other = data.draw(st.integers(1, 255))
    changed = bytearray(signed)
    changed[place] ^= other
    assert read_signature(bytes(changed), certificates).state != "valid"


@settings(max_examples=40)
@given(st.binary(max_size=300), st.integers(0, 5000))
def test_any_bytes_are_judged(tail: bytes, length: int) -> None:
    signed, certificates = _signed()
    assert read_signature(b"%PDF-1.7\n" + tail, certificates).state in ("damaged", "none")
    assert read_signature(signed[:length] + tail, certificates).state != "valid"


@cache
def _signed():  # type: ignore[no-untyped-def]
    import tempfile

    private, certificate = kept_key()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "content/records").mkdir(parents=True)
        (root / CERTIFICATE).write_bytes(certificate)
        outside = Path(tempfile.mkdtemp(dir=root.parent))
        (outside / KEY_FILE).write_bytes(private)
        (outside / KEY_FILE).chmod(0o600)
        key, _ = load_key(root, outside)
        shutil.rmtree(outside)
        assert key is not None
        return sign(small_pdf(), key, ABOUT, MOMENT), read_certificates(root)[0]


# Files from anywhere


def test_files_that_are_not_ours_end_in_a_sentence(site: Path) -> None:
    locked = small_pdf(encryption=pikepdf.Encryption(user="a", owner="b"))
    assert first(site, small_pdf()) == (
        "错误 “来文.pdf”没有本单位的签名，记录里也没有它的指纹，看不出是本单位发出的"
    )
    assert first(site, locked) == "错误 “来文.pdf”加了密码，看不出是谁发的"
    assert first(site, small_pdf()[:200]) == "错误 “来文.pdf”是坏的 PDF，读不下去"
    assert first(site, b"hello") == "错误 “来文.pdf”不是 PDF，也不是本单位发出过的文件"
    assert first(site, b"") == "错误 “来文.pdf”是空的"
    for name, words in (("没有.pdf", "找不到文件“{}”"), ("site", "“{}”是文件夹")):
        file = site.parent / name
        verdict, findings = verify(site, site / "output", file)
        assert verdict is None
        assert [one.message for one in findings] == [words.format(file)]
    done = CliRunner().invoke(main, ["verify", "--site", str(site), str(site.parent / "来文.pdf")])
    assert done.exit_code == 1 and "Traceback" not in done.output


def test_no_site_is_told(tmp_path: Path) -> None:
    _, findings = verify(tmp_path, tmp_path / "output", tmp_path)
    assert [one.code for one in findings] == ["site-missing"]


# Sums


def test_what_is_recorded_once_stays(site: Path) -> None:
    one = Issued("a" * 64, "工作简报", "2022年第5期", "分发件", "市教育局", "000004", "a.pdf")
    two = Issued("b" * 64, "工作简报", "2022年第5期", "办公打印", file="b.pdf")
    assert add_sums(site, KEY, [one]) == []
    before = (site / sums_file(KEY)).stat().st_mtime_ns
    assert add_sums(site, KEY, [one]) == []
    assert (site / sums_file(KEY)).stat().st_mtime_ns == before
    assert add_sums(site, KEY, [two]) == []
    assert read_sums(site) == ({"a" * 64: (one,), "b" * 64: (two,)}, [])
    assert (site / sums_file(KEY)).read_text(encoding="utf-8").splitlines()[0] == (
        f'{{"指纹": "{"a" * 64}", "刊物": "工作简报", "期": "2022年第5期", "种类": "分发件", '
        '"单位": "市教育局", "份号": "000004", "文件": "a.pdf"}'
    )


def test_a_broken_line_is_told_and_the_others_count(site: Path) -> None:
    pdf = small_pdf()
    add_sums(site, KEY, [Issued(digest_of(pdf), "工作简报", "2022年第5期", "办公打印")])
    file = site / sums_file(KEY)
    file.write_text("{坏的\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert judged(site, pdf) == [
        f"{sums_file(KEY)}:1:1 警告 指纹记录的这一行读不懂，没有用它\n这个文件由程序写，请从版本管理里恢复",
        "是本单位发出的，没有改动过。",
        "《工作简报》2022年第5期　办公打印",
        "签名：没有，按指纹（SHA-256）认出来的。",
    ]
    assert add_sums(site, KEY, []) == []
    assert file.read_text(encoding="utf-8").startswith("{坏的\n")


def test_every_file_of_a_pack_is_told(make_site: SiteMaker) -> None:
    """Numbered copies with their unit, the notes, the zips, and the print PDF; a draft is not issued."""
    text = (
        "单位: 市领导小组办公室\n简称: 市活动办\n词表: {单位类别: [市直, 县市区]}\n"
        "刊物:\n  gongzuo-jianbao:\n"
        "    {名称: 工作简报, 类型: 简报, 频次: 周, 份号: 是, 发: [市直, 澄湖区]}\n"
    )
    site = make_site({"site.yaml": text})
    packed, findings = pack(site, site / "output", KEY)
    assert packed is not None, [told(one) for one in findings]
    printed = site / "output/gongzuo-jianbao/2022/05/工作简报2022年第5期.pdf"
    verdict, _ = verify(site, site / "output", printed)
    assert verdict is not None and verdict_lines(verdict) == [
        "同本单位现在编出的定稿一字不差；发没发出，记录里没有。",
        "《工作简报》2022年第5期　办公打印",
        "签名：没有，按指纹（SHA-256）认出来的。",
    ]
    assert record_sums(site, packed) == []
    folder = packed.folder / "001-市经济和信息化局"
    kinds = {}
    for path in [printed, *sorted(packed.folder.rglob("*.pdf")), *sorted(packed.folder.glob("*.zip"))]:
        if path.parent == packed.folder and path.suffix == ".pdf":
            continue
        moved = site.parent / f"copy{path.suffix}"
        moved.write_bytes(path.read_bytes())
        verdict, findings = verify(site, site / "output", moved)
        assert verdict is not None and findings == []
        kinds[path.relative_to(site / "output").as_posix()] = verdict_lines(verdict)[1:-1]
    base = "packs/gongzuo-jianbao/2022/05"
    issue = "《工作简报》2022年第5期　"
    unit = "市经济和信息化局"
    assert kinds == {
        "gongzuo-jianbao/2022/05/工作简报2022年第5期.pdf": [f"{issue}办公打印"],
        f"{base}/001-{unit}/发文通知.pdf": [f"{issue}发文通知　{unit}"],
        f"{base}/001-{unit}/工作简报2022年第5期（000001）.pdf": [f"{issue}分发件　份号 000001　{unit}"],
        f"{base}/001-{unit}/工作简报2022年第5期（000002）.pdf": [f"{issue}分发件　份号 000002　{unit}"],
        f"{base}/002-澄湖区/发文通知.pdf": [f"{issue}发文通知　澄湖区"],
        f"{base}/002-澄湖区/工作简报2022年第5期（000003）.pdf": [f"{issue}分发件　份号 000003　澄湖区"],
        f"{base}/001-{unit}.zip": [f"{issue}压缩包　{unit}"],
        f"{base}/002-澄湖区.zip": [f"{issue}压缩包　澄湖区"],
    }
    copy = (folder / "工作简报2022年第5期（000001）.pdf").read_bytes()
    shutil.rmtree(site / "output")
    assert first(site, copy) == "是本单位发出的，没有改动过。"
    assert first(site, copy + b"\n").startswith(
        "错误 “来文.pdf”写着是“工作简报2022年第5期”，可是同本单位发出的都"
    )


def test_a_draft_is_not_issued(make_site: SiteMaker) -> None:
    issue = f"content/issues/{KEY}.yaml"
    site = make_site()
    (site / issue).write_text((site / issue).read_text().replace("定稿", "草稿"), encoding="utf-8")
    done = CliRunner().invoke(main, ["build", "--site", str(site)])
    assert done.exit_code == 0, done.output
    path = next((site / "output/gongzuo-jianbao").rglob("*.pdf"))
    _, findings = verify(site, site / "output", path)
    name = path.relative_to(site / "output").as_posix()
    assert [one.message for one in findings] == [f"它同现在编出的 {name} 一样，可是“{KEY}”还是草稿，没有发出"]


# What stands in output/ and is in no pack


def stand(site: Path, name: str, owner: str, *, draft: bool | None = False, title: str = "") -> bytes:
    """A PDF in output/ as a build leaves it there; `draft` None: the archive does not know the issue."""
    output = site / "output"
    manifest = read_manifest(output)
    pdf = small_pdf(title or Path(name).stem)
    paths = [*manifest.files.get(owner, ()), name]
    manifest = manifest.with_files(owner, paths)
    if draft is not None:
        pages, file = "gongzuo-jianbao/2022/05", "工作简报2022年第5期.pdf"
        lines = ("第5期（总第78期）", "2022-06-06", "2022年6月6日")
        entry = ArchiveEntry(KEY, "gongzuo-jianbao", "工作简报", pages, file, *lines, 2022, draft, ())
        manifest = manifest.with_entry(owner, entry)
    (output / name).parent.mkdir(parents=True, exist_ok=True)
    (output / name).write_bytes(pdf)
    (output / MANIFEST).write_bytes(manifest_bytes(manifest))
    return pdf


@pytest.mark.parametrize(
    ("name", "owner", "line"),
    [
        ("2022/05/工作简报2022年第5期.pdf", KEY, "《工作简报》2022年第5期　办公打印"),
        ("2022/05/工作简报2022年第5期（归档）.pdf", KEY, "《工作简报》2022年第5期　归档"),
        ("2022/05/工作简报2022年第5期（归档）源文件.zip", KEY, "《工作简报》2022年第5期　归档源文件"),
        ("2022/05/工作简报2022年第5期（付印）.pdf", KEY, "《工作简报》2022年第5期　送印刷厂"),
        ("2022/05/工作简报2022年第5期（小册子）.pdf", KEY, "《工作简报》2022年第5期　小册子"),
        ("2022/05/public/工作简报2022年第5期（公开版）.pdf", KEY, "《工作简报》2022年第5期　公开版"),
        ("2022/05/交办单/02-市教育局.pdf", KEY, "《工作简报》2022年第5期　交办单　市教育局"),
        (
            "2022/05-gengzheng/工作简报2022年第5期（更正）.pdf",
            f"{KEY}-gengzheng",
            "《工作简报》2022年第5期（更正）　办公打印",
        ),
        (
            "2022/工作简报2022年合订本.pdf",
            "@volume gongzuo-jianbao/2022 全年",
            "《工作简报》2022年合订本　办公打印",
        ),
        (
            "2022/工作简报2022年上半年合订本（归档）.pdf",
            "@volume:机密★1年 gongzuo-jianbao/2022 上半年",
            "《工作简报》2022年上半年合订本　归档",
        ),
    ],
)
def test_what_stands_in_output_is_told_by_its_kind(site: Path, name: str, owner: str, line: str) -> None:
    if not owner.startswith("@"):
        stand(site, "gongzuo-jianbao/2022/05/工作简报2022年第5期.pdf", owner, title="印的那一份")
    pdf = stand(site, f"gongzuo-jianbao/{name}", owner, draft=None if owner.startswith("@") else False)
    assert judged(site, pdf) == [
        "同本单位现在编出的定稿一字不差；发没发出，记录里没有。",
        line,
        "签名：没有，按指纹（SHA-256）认出来的。",
    ]


def test_a_public_edition_of_a_draft_is_not_issued(site: Path) -> None:
    name = "gongzuo-jianbao/2022/05/public/工作简报2022年第5期（公开版）.pdf"
    assert first(site, stand(site, name, KEY, draft=True)) == (
        f"错误 它同现在编出的 {name} 一样，可是“{KEY}”还是草稿，没有发出"
    )


def test_a_sheet_of_a_secret_issue_is_told_by_the_name_of_its_issue(site: Path) -> None:
    """The archive says nothing of a secret issue; it has a lock."""
    stand(site, "neican/2022/05/内参2022年第5期.pdf", "neican/2022-05", draft=None)
    sheet = stand(site, "neican/2022/05/交办单/01-市教育局.pdf", "neican/2022-05", draft=None)
    assert "还是草稿" in first(site, sheet)
    lock = site / "content/records/finals/neican/2022-05.txt"
    lock.parent.mkdir(parents=True)
    lock.write_text("", encoding="utf-8")
    assert judged(site, sheet)[1] == "《内参》2022年第5期　交办单　市教育局"


def test_a_file_that_only_says_what_it_is_has_been_changed(site: Path) -> None:
    """Without a signature nobody can tell what was changed, but what it says that it is."""
    told_as = {
        "gongzuo-jianbao/2022/05/工作简报2022年第5期.pdf": "工作简报2022年第5期",
        "gongzuo-jianbao/2022/05/public/工作简报2022年第5期（公开版）.pdf": "工作简报2022年第5期（公开版）",
    }
    for name, title in told_as.items():
        assert first(site, stand(site, name, KEY, title=title) + b"%\n") == (
            f"错误 “来文.pdf”写着是“{title}”，可是同本单位发出的都不一样，不是原来的文件"
        )
    volume = Issued("a" * 64, "工作简报", "2022年合订本", "办公打印")
    assert add_sums(site, volume_key("gongzuo-jianbao"), [volume]) == []
    assert first(site, small_pdf("工作简报2022年合订本")).startswith(
        "错误 “来文.pdf”写着是“工作简报2022年合订本”"
    )
    assert first(site, small_pdf("工作简报2022年第6期")).startswith("错误 “来文.pdf”没有本单位的签名")


def test_a_volume_made_anew_makes_the_former_one_old(site: Path) -> None:
    """Both are the office's own; which is the newer one is told."""
    old, new = small_pdf("合订本"), small_pdf("合订本，添了一期")
    for pdf in (old, new):
        one = Issued(digest_of(pdf), "工作简报", "2022年合订本", "办公打印", file="工作简报2022年合订本.pdf")
        assert add_sums(site, volume_key("gongzuo-jianbao"), [one]) == []
    lines = [
        "是本单位发出的，没有改动过。",
        "《工作简报》2022年合订本　办公打印",
        "签名：没有，按指纹（SHA-256）认出来的。",
    ]
    assert judged(site, old) == [*lines, "注意：后来又编过一次，内容有改动，这份不是最新的。"]
    assert judged(site, new) == lines


def test_a_pack_enters_the_public_edition_and_sheets_of_its_issue(site: Path) -> None:
    pages = site / "output/gongzuo-jianbao/2022/05"
    packs = site / "output/packs/gongzuo-jianbao/2022/05"
    for folder in (pages / "public", pages / "交办单", packs):
        folder.mkdir(parents=True)
    (pages / "public/工作简报2022年第5期（公开版）.pdf").write_bytes(small_pdf("公开"))
    (pages / "交办单/02-市教育局.pdf").write_bytes(small_pdf("交办单"))
    (packs / "工作简报2022年第5期（归档）源文件.zip").write_bytes(b"PK sources")
    register = Register(publication="工作简报", issue="2022年第5期", total=0)
    packed = Packed(packs, register, (), {}, f"content/records/dispatch/{KEY}.yaml")
    assert record_sums(site, packed) == []
    assert judged(site, small_pdf("公开"))[1] == "《工作简报》2022年第5期　公开版"
    assert judged(site, small_pdf("交办单"))[1] == "《工作简报》2022年第5期　交办单　市教育局"
    assert judged(site, b"PK sources")[1] == "《工作简报》2022年第5期　归档源文件"
