"""Packs that are signed: what goes out tells who issued it, and a second pack changes nothing."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from conftest import SiteMaker, told
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_archive_made import ARCHIVED, preflight_findings
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdfium2 import PdfDocument
from send_made import post_office
from send_made import settings as post_settings

from generator.cli import main
from generator.dispatch.pack import Packed, pack
from generator.dispatch.register import register_file
from generator.seal import sign as signing
from generator.seal.keys import CERTIFICATE, KEY_FILE, load_key, make_key, read_certificates
from generator.seal.sign import sign
from generator.seal.signatures import read_signature
from generator.seal.sums import sums_file

KEY = "gongzuo-jianbao/2022-05"
RECORD = register_file(KEY)
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
    暗记: 是
    发: [市直, 澄湖区]
"""
UNITS = """\
- {名称: 市经济和信息化局, 简称: 市经信局, 类别: 市直, 份数: 2, 邮箱: jxj@unit.example.com}
- {名称: 市教育局, 类别: 市直}
- {名称: 澄湖区, 类别: 县市区}
"""
ISSUE = """\
期号: 5
总期号: 5
签发日期: 2022-06-06
报道期间: 2022-05-28 至 2022-06-05
栏目:
  - 名称: 工作部署
    文章: [reports/a.md]
状态: 定稿
"""
SIGNED = "各单位的 PDF 都用“市活动办”的私钥签了名，是谁的、改没改过，用 make verify 看。"
UNSIGNED = "这台机器上没有本单位的私钥，没有签名，以后靠指纹认。要签名，先运行 make key，或者把私钥拷过来。\n"
COPY = "001-市经济和信息化局/工作简报2022年第5期（000002）.pdf"


@cache
def kept_key() -> tuple[bytes, bytes]:
    """A key and its certificate, made once: making one takes its time."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        site.mkdir()
        made, findings = make_key(site, Path(folder) / "key", "市活动办", datetime(2022, 6, 1, tzinfo=UTC))
        assert made is not None and findings == []
        return made.read_bytes(), (site / CERTIFICATE).read_bytes()


def place_key(folder: Path) -> dict[str, str]:
    """The environment that leads to the key, which is put into `folder`."""
    folder.mkdir(exist_ok=True)
    (folder / KEY_FILE).write_bytes(kept_key()[0])
    (folder / KEY_FILE).chmod(0o600)
    return {"JIANBAO_KEY": str(folder)}


@pytest.fixture
def site(make_site: SiteMaker) -> Path:
    return make_site(
        {
            **{"site.yaml": SITE, "content/units.yaml": UNITS, f"content/issues/{KEY}.yaml": ISSUE},
            CERTIFICATE: kept_key()[1],
        }
    )


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return place_key(tmp_path / "key")


def packed(site: Path, environment: Mapping[str, str]) -> Packed:
    made, findings = pack(site, site / "output", KEY, environment=environment)
    assert made is not None, [told(one) for one in findings]
    return made


def run(*words: str, site: Path, environment: Mapping[str, str]) -> Result:
    return CliRunner().invoke(main, [words[0], "--site", str(site), *words[1:]], env=dict(environment))


def judged(site: Path, data: bytes) -> list[str]:
    file = site.parent / "来文.pdf"
    file.write_bytes(data)
    done = run("verify", str(file), site=site, environment={})
    assert not (done.exception and not isinstance(done.exception, SystemExit)), done.output
    return [line for line in done.stdout.splitlines() if line]


def change(site: Path, file: str, old: str, new: str) -> None:
    text = (site / file).read_text(encoding="utf-8")
    assert old in text
    (site / file).write_text(text.replace(old, new), encoding="utf-8")


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}


def test_a_copy_says_which_it_is_whose_and_that_it_is_unchanged(
    site: Path, environment: dict[str, str]
) -> None:
    done = run("pack", KEY, site=site, environment=environment)
    assert done.exit_code == 0, done.output
    assert SIGNED in done.stdout.splitlines() and UNSIGNED not in done.stderr
    folder = site / "output/packs/gongzuo-jianbao/2022/05"
    copy = (folder / COPY).read_bytes()
    about = "签名：有效，2022-06-06 签，签名里写的是“市活动办：工作简报2022年第5期，"
    assert judged(site, copy) == [
        "是本单位发出的，没有改动过。",
        "《工作简报》2022年第5期　分发件　份号 000002　市经济和信息化局",
        f"{about}份号000002，市经济和信息化局”。",
    ]
    note = (folder / "001-市经济和信息化局/发文通知.pdf").read_bytes()
    assert judged(site, note)[2] == f"{about}发文通知，市经济和信息化局”。"
    certificates, _ = read_certificates(site)
    out = sorted(folder.glob("*/*.pdf"))
    assert len(out) == 7
    assert {read_signature(path.read_bytes(), certificates).state for path in out} == {"valid"}
    # Who has nothing but the certificate can tell as much, the unit too.
    shutil.rmtree(site / "content/records/dispatch")
    assert judged(site, copy) == [
        "是本单位发出的，没有改动过。",
        f"{about}份号000002，市经济和信息化局”。",
        "记录里没有它的指纹，靠签名认出来的。",
    ]


def test_a_signed_copy_that_was_changed_is_told(site: Path, environment: dict[str, str]) -> None:
    assert run("pack", KEY, site=site, environment=environment).exit_code == 0
    copy = (site / "output/packs/gongzuo-jianbao/2022/05" / COPY).read_bytes()
    place = len(copy) // 3
    other = copy[:place] + bytes([copy[place] ^ 1]) + copy[place + 1 :]
    assert judged(site, other)[0] == "错误 “来文.pdf”带着本单位的签名，可是签过以后内容被改动过"
    writer = IncrementalPdfFileWriter(io.BytesIO(copy))
    writer.root["/Lang"] = generic.TextStringObject("en")
    writer.update_root()
    target = io.BytesIO()
    writer.write(target)
    (first, *_) = judged(site, target.getvalue())
    assert first == (
        "错误 “来文.pdf”被改动过：本单位签发的内容（市活动办：工作简报2022年第5期，份号000002，"
        "市经济和信息化局）还在里面，签过以后又有人在上面加了东西（另存过 1 次）"
    )
    assert judged(site, copy + b"\n")[0] == "错误 “来文.pdf”被改动过：本单位签过以后，文件末尾加了东西"


def test_what_is_printed_on_a_signed_copy_is_what_was_stamped(
    site: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    signed = packed(site, environment).folder
    bare, _ = pack(site, tmp_path / "bare", KEY)
    assert bare is not None and bare.signer == ""
    for path in sorted(bare.folder.glob("*/*.pdf")):
        own = signed / path.relative_to(bare.folder)
        assert own.read_bytes().startswith(path.read_bytes()), "the signature stands behind it"
        one, two = PdfDocument(path), PdfDocument(own)
        assert [page.render().to_numpy().tobytes() for page in one] == [
            page.render().to_numpy().tobytes() for page in two
        ]
        one.close()
        two.close()


def test_packing_again_does_not_sign_again(
    site: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = packed(site, environment)
    assert first.signer == "市活动办" and not first.again
    before = tree(site / "output"), tree(site / "content")
    shutil.copytree(site / ".cache", site.parent / "cache")
    shutil.rmtree(site / ".cache")
    # Made anew from nothing it is the same bytes, and left alone.
    assert packed(site, environment).again
    assert (tree(site / "output"), tree(site / "content")) == before

    def never(*_: object, **__: object) -> bytes:
        raise AssertionError("signed again")

    monkeypatch.setattr(signing, "sign", never)
    again = packed(site, environment)
    assert again.again and again.signer == "市活动办"
    assert (tree(site / "output"), tree(site / "content")) == before


def test_without_a_key_it_says_so_and_copies_are_known_by_their_sums(site: Path) -> None:
    nowhere = {"JIANBAO_KEY": str(site.parent / "nowhere")}
    done = run("pack", KEY, site=site, environment=nowhere)
    assert done.exit_code == 0
    # Progress may be told before it on a slow machine.
    assert done.stderr.splitlines(keepends=True).count(UNSIGNED) == 1
    assert "签了名" not in done.stdout
    copy = (site / "output/packs/gongzuo-jianbao/2022/05" / COPY).read_bytes()
    assert judged(site, copy) == [
        "是本单位发出的，没有改动过。",
        "《工作简报》2022年第5期　分发件　份号 000002　市经济和信息化局",
        "签名：没有，按指纹（SHA-256）认出来的。",
    ]
    assert judged(site, copy + b"\n")[0] == (
        "错误 “来文.pdf”写着是“工作简报2022年第5期”，可是同本单位发出的都不一样，不是原来的文件"
    )


def test_a_key_that_comes_later_signs_what_was_packed_before(site: Path, environment: dict[str, str]) -> None:
    bare = packed(site, {"JIANBAO_KEY": str(site.parent / "nowhere")})
    assert bare.signer == ""
    signed = packed(site, environment)
    assert (signed.again, signed.signer) == (False, "市活动办")
    assert signed.register == bare.register, "numbers and days stay"


def test_a_pack_that_another_machine_signed_stays_signed(site: Path, environment: dict[str, str]) -> None:
    folder = packed(site, environment).folder
    before = tree(folder)
    here = packed(site, {"JIANBAO_KEY": str(site.parent / "nowhere")})
    assert (here.again, here.signer) == (True, "市活动办")
    assert tree(folder) == before


def test_a_new_key_signs_anew_and_what_the_old_one_signed_is_known(
    site: Path, environment: dict[str, str]
) -> None:
    assert run("pack", KEY, site=site, environment=environment).exit_code == 0
    folder = site / "output/packs/gongzuo-jianbao/2022/05"
    old = (folder / COPY).read_bytes()
    (site / CERTIFICATE).rename(site / "content/records/seal-2022.pem")
    made, _ = make_key(site, site.parent / "new", "市活动办")
    assert made is not None
    done = run("pack", KEY, site=site, environment={"JIANBAO_KEY": str(site.parent / "new")})
    assert done.exit_code == 0
    assert (folder / COPY).read_bytes() != old
    for data in (old, (folder / COPY).read_bytes()):
        assert judged(site, data)[:2] == [
            "是本单位发出的，没有改动过。",
            "《工作简报》2022年第5期　分发件　份号 000002　市经济和信息化局",
        ]


def test_a_key_that_nobody_could_verify_signs_nothing(site: Path, environment: dict[str, str]) -> None:
    folder = packed(site, environment).folder
    before = tree(folder), (site / RECORD).read_bytes()
    key = Path(environment["JIANBAO_KEY"]) / KEY_FILE
    key.chmod(0o644)
    done = run("pack", KEY, site=site, environment=environment)
    assert done.exit_code == 1
    assert f"错误 别人也能读这个私钥：{key}" in done.stdout
    assert done.stdout.endswith("没有封装；原来封装的没有动。\n")
    key.chmod(0o600)
    other = site.parent / "other"
    (other / "site").mkdir(parents=True)
    make_key(other / "site", other / "key", "别的办")
    made, findings = pack(site, site / "output", KEY, environment={"JIANBAO_KEY": str(other / "key")})
    assert made is None
    assert [one.message for one in findings] == [f"私钥（{other / 'key' / KEY_FILE}）同这个证书不是一对"]
    assert (tree(folder), (site / RECORD).read_bytes()) == before


def test_a_signed_pack_is_mailed_as_it_is(site: Path, environment: dict[str, str]) -> None:
    assert run("pack", KEY, site=site, environment=environment).exit_code == 0
    before = tree(site / "output/packs")
    with post_office() as post:
        done = run("send", "--yes", KEY, site=site, environment={**environment, **post_settings(post)})
        assert done.exit_code == 0, done.output
        message = post.message("jxj@unit.example.com")
    sent = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
    name = "工作简报2022年第5期（000002）.pdf"
    assert judged(site, sent[name])[1] == "《工作简报》2022年第5期　分发件　份号 000002　市经济和信息化局"
    assert tree(site / "output/packs") == before


def test_without_numbers_all_have_one_signed_file(site: Path, environment: dict[str, str]) -> None:
    change(site, "site.yaml", "    份号: 是\n    暗记: 是\n", "")
    assert run("pack", KEY, site=site, environment=environment).exit_code == 0
    copies = list((site / "output/packs").rglob("工作简报2022年第5期.pdf"))
    assert len(copies) == 3 and len({path.read_bytes() for path in copies}) == 1
    assert judged(site, copies[0].read_bytes()) == [
        "是本单位发出的，没有改动过。",
        "《工作简报》2022年第5期　分发件　3 个单位的都是这一个文件",
        "签名：有效，2022-06-06 签，签名里写的是“市活动办：工作简报2022年第5期”。",
    ]


def test_the_signed_archive_copy_passes_preflight(
    site: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    change(site, "site.yaml", "    频次: 周\n", "    频次: 周\n    成品: [print, archive]\n")
    assert run("pack", KEY, site=site, environment=environment).exit_code == 0
    folder = site / "output/packs/gongzuo-jianbao/2022/05"
    copy = folder / f"工作简报2022年第5期{ARCHIVED}"
    sources = "工作简报2022年第5期（归档）源文件.zip"
    pages = site / "output/gongzuo-jianbao/2022/05"
    assert copy.read_bytes().startswith((pages / copy.name).read_bytes())
    assert (folder / sources).read_bytes() == (pages / sources).read_bytes()
    assert judged(site, copy.read_bytes()) == [
        "是本单位发出的，没有改动过。",
        "《工作简报》2022年第5期　归档",
        "签名：有效，2022-06-06 签，签名里写的是“市活动办：工作简报2022年第5期，归档”。",
    ]
    assert preflight_findings([copy], tmp_path) == {"0000.pdf": []}


def test_numbers_do_not_go_from_the_masthead_into_the_mark_alone(site: Path) -> None:
    packed(site, {})
    assert "只印暗记" not in (site / RECORD).read_text(encoding="utf-8")
    change(site, "site.yaml", "    份号: 是\n", "")
    made, findings = pack(site, site / "output", KEY)
    assert made is None
    assert [told(one) for one in findings] == [
        "site.yaml:5:3 错误 这一期已经发过首页印着份号的，可是这个刊物的“份号”去掉了，只剩“暗记”\n"
        "同一期的各份要印得一样，请写回“份号: 是”，再封装"
    ]


def test_numbers_that_stood_in_the_mark_alone_may_stay_there(site: Path) -> None:
    change(site, "site.yaml", "    份号: 是\n", "")
    packed(site, {})
    assert "共印: 4\n只印暗记: 是\n登记:\n" in (site / RECORD).read_text(encoding="utf-8")
    assert packed(site, {}).again
    # They may come out on the masthead later: nothing that was given is taken away.
    change(site, "site.yaml", "    暗记: 是\n", "    份号: 是\n    暗记: 是\n")
    assert packed(site, {}).numbers["市教育局"] == (3,)
    assert "只印暗记" not in (site / RECORD).read_text(encoding="utf-8")


@settings(max_examples=150)
@given(data=st.data())
def test_no_byte_of_a_signed_file_can_be_changed(data: st.DataObject) -> None:
    """Not in the digits of the signature either, which it does not cover itself."""
    signed, certificate = _signed()
    start = signed.index(b"/Contents <") + len(b"/Contents <")
    digits = st.integers(start, start + 3600) | st.integers(start, signed.index(b">", start))
    place = data.draw(digits | st.integers(0, len(signed) - 1))
    changed = bytearray(signed)
    changed[place] ^= data.draw(st.sampled_from([1, 0x20]) | st.integers(1, 255))
    assert read_signature(bytes(changed), [certificate]).state != "valid"


@cache
def _signed():  # type: ignore[no-untyped-def]
    import tempfile

    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(target, deterministic_id=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "site")
        (root / "content/records").mkdir(parents=True)
        (root / CERTIFICATE).write_bytes(kept_key()[1])
        key, _ = load_key(root, Path(place_key(Path(folder, "key"))["JIANBAO_KEY"]))
    assert key is not None
    signed = sign(target.getvalue(), key, "简报", datetime(2022, 6, 6, tzinfo=UTC))
    assert read_signature(signed, [key.certificate]).state == "valid"
    return signed, key.certificate


def test_sums_are_there_for_what_was_signed(site: Path, environment: dict[str, str]) -> None:
    assert run("pack", KEY, site=site, environment=environment).exit_code == 0
    lines = (site / sums_file(KEY)).read_text(encoding="utf-8").splitlines()
    assert run("pack", KEY, site=site, environment=environment).exit_code == 0
    assert (site / sums_file(KEY)).read_text(encoding="utf-8").splitlines() == lines
    # The print PDF, four copies, three notes, three zips.
    assert len(lines) == 11
