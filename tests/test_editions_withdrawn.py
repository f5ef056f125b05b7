"""What was public and must not stay so: after a reissue, or with errors; and names that were left."""

from __future__ import annotations

from pathlib import Path

import incremental_made as made
import pytest
from conftest import told
from incremental_made import copy_of, make, outputs, replace
from test_editions import FIVE, INNER, KEY, OPEN, OWN_PDF, PUBLIC, SECTIONS, codes, said, write_site

ISSUE = "content/issues/jianbao/2022-05.yaml"
AGAIN = "jianbao/2022/05-chongfa"
REISSUE = SECTIONS.replace("期号: 5", "重发: jianbao/2022-05").replace("2022-06-06", "2022-06-08")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = write_site(tmp_path_factory.mktemp("withdrawn"))
    made.write(site, {"content/reports/inner.md": INNER.replace("内部: 是", "内部: 否")})
    assert not make(site).stopped
    return site


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    site = copy_of(built, tmp_path / "site")
    make(site)
    assert "查了八家" in said(site, f"{PUBLIC}/index.html")
    return site


def gone(site: Path) -> bool:
    """Whether nothing of the public edition is left, and no page leads to it."""
    links = (site / "output/index.html").read_text(encoding="utf-8")
    return not (site / "output" / PUBLIC).exists() and f"{PUBLIC}/" not in links


def test_what_was_reissued_is_public_no_more(site: Path, tmp_path: Path) -> None:
    replace(site, ISSUE, "草稿", "定稿")
    made.write(site, {"content/issues/jianbao/2022-05-chongfa.yaml": REISSUE})
    make(site)
    assert (site / "output" / PUBLIC).is_dir(), "重发还是草稿"
    replace(site, "content/issues/jianbao/2022-05-chongfa.yaml", "草稿", "定稿")
    assert not make(site).stopped
    assert gone(site)
    assert (site / "output" / OWN_PDF).is_file() and (site / "output" / FIVE / "index.html").is_file()
    assert "公开版" not in said(site, f"{FIVE}/index.html")
    assert (site / "output" / AGAIN / "public/index.html").is_file()
    assert outputs(site) == made.clean_build(site, tmp_path)


def test_a_second_reissue_takes_the_place_of_the_first(site: Path) -> None:
    replace(site, ISSUE, "草稿", "定稿")
    text = REISSUE.replace("草稿", "定稿")
    made.write(site, {"content/issues/jianbao/2022-05-chongfa.yaml": text})
    make(site)
    second = text.replace("2022-06-08", "2022-06-09")
    made.write(site, {"content/issues/jianbao/2022-05-chongfa-2.yaml": second})
    assert not make(site).stopped
    assert gone(site) and not (site / "output" / AGAIN / "public").exists()
    assert (site / "output" / f"{AGAIN}-2/public/index.html").is_file()


def test_a_report_that_became_internal_goes_though_its_issue_has_an_error(site: Path) -> None:
    replace(site, "content/reports/inner.md", "内部: 否", "内部: 是")
    replace(site, "content/reports/open.md", "单位: 澄湖区", "单位: 澄湖局")
    assert KEY in make(site).stopped
    assert gone(site)
    assert (site / "output" / OWN_PDF).is_file(), "内部版留着"


def test_it_goes_too_where_the_error_is_found_when_the_issue_is_made(site: Path) -> None:
    replace(site, "content/reports/inner.md", "内部: 否", "内部: 是")
    replace(site, ISSUE, "请对照看一看", "请对照看一看，见{{没有这个数}}")
    assert KEY in make(site).stopped
    assert gone(site) and (site / "output" / OWN_PDF).is_file()


def test_an_issue_file_that_cannot_be_read_has_no_public_edition(site: Path) -> None:
    replace(site, ISSUE, "期号: 5", "期号: 五五")
    assert KEY in make(site).stopped
    assert gone(site) and (site / "output" / OWN_PDF).is_file()


def test_an_error_beside_public_reports_keeps_it(site: Path) -> None:
    replace(site, ISSUE, "请对照看一看", "请对照看一看，见{{没有这个数}}")
    assert KEY in make(site).stopped
    assert (site / "output" / PUBLIC / "index.html").is_file()


def test_a_name_that_was_left_is_told_at_its_line(site: Path) -> None:
    replace(site, "content/reports/open.md", "路修好了。李小明", "路修好了。村民王也平种树。李小明")
    found = [one for one in make(site).findings if one.code == "public-named"]
    assert [told(one) for one in found] == [
        "content/reports/open.md:8:15 警告 公开版里“村民王**”像是群众的姓名，没有隐去（jianbao/2022-05）\n"
        "是姓名的，请在稿件里只写姓，例如“村民王某”；不是姓名的，不用改"
    ]
    assert "王也平" not in found[0].excerpt
    assert "public-named" not in codes(write_site(site.parent / "other"))
    assert "村民李小明说" in OPEN
