"""What the public edition of a 采用通报 tells, by today's site; what counts once; what is told to differ."""

from __future__ import annotations

from dataclasses import replace

import pytest
from compile_made import report, site, told
from test_adoption import ISSUES, KEY, PUBLICATIONS, REPORTS, adoption_of, compiled, final, made

from generator.compile.adoption_differences import differences
from generator.compile.adoption_open import open_adoption
from generator.compile.adoption_spans import spans_of
from generator.compile.bulletin import compile_site
from generator.load.records import Records
from generator.model.adoption import Adoption
from generator.model.content import Content
from generator.model.dates import parse_period

OPEN = PUBLICATIONS | {name: PUBLICATIONS[name] | {"public": True} for name in ("jb", "tb")}
BOTH = OPEN | {"jl": PUBLICATIONS["jl"] | {"public": True}}


def titles(sent: Adoption, now: Content) -> list[str]:
    plan, _ = compile_site(now)
    return [use.title for use in open_adoption(sent, now, plan).uses]


def test_titles_of_publications_without_a_public_edition_are_not_told() -> None:
    given = made(publications=OPEN)
    assert titles(adoption_of(given), given) == [
        "修渠引水三村受益",
        "受理……件的背后",
        "（内部稿件）",
        "（内部稿件）",
    ]
    given = made(publications=BOTH)
    assert titles(adoption_of(given), given)[2:] == ["上门问需", "（内部稿件）"]


def test_what_was_sent_is_opened_by_todays_site() -> None:
    """Marked 内部 after signing; taken back; gone."""
    sent = adoption_of(made(publications=OPEN))
    marked = [replace_internal(one, "reports/b.md") for one in REPORTS]
    assert titles(sent, made(reports=marked, publications=OPEN))[:2] == ["（内部稿件）", "受理……件的背后"]
    gone = [one for one in REPORTS if one.path != "reports/c.md"]
    assert titles(sent, made(reports=gone, publications=OPEN))[:2] == ["修渠引水三村受益", "（内部稿件）"]
    assert set(titles(sent, made())) == {"（内部稿件）"}


def replace_internal(one, path):  # type: ignore[no-untyped-def]
    if one.path != path:
        return one
    record = one.front.record.model_copy(update={"internal": True})
    return replace(one, front=replace(one.front, record=record))


def test_the_figures_of_a_site_hold_what_is_opened() -> None:
    _, figures, _ = compiled(made(publications=OPEN))
    assert [use.title for use in figures.opened[KEY].uses][2:] == ["（内部稿件）", "（内部稿件）"]
    assert [use.title for use in figures.adoptions[KEY].uses][2:] == ["上门问需", "河长巡河"]
    assert compiled(made())[1].opened == {}, "没有公开版的不算"


def test_a_publication_that_has_become_secret_stops_what_told_of_it() -> None:
    sent = adoption_of(made())
    last = final("2022-01", "2022-07-05", publication="tb", period="2022年6月")
    issues = [*ISSUES[:-1], replace(last, front=last.front)]
    secret = PUBLICATIONS | {"jl": PUBLICATIONS["jl"] | {"secrecy": "秘密"}}
    given = made(issues, publications=secret)
    bulletin, figures, findings = compiled(given, Records(adoptions={KEY: sent}))
    assert bulletin is None and figures.stopped == {KEY}
    (finding,) = [one for one in findings if one.code == "adoption-secret"]
    assert told([finding]) == [
        (
            "error",
            "content/issues/tb/2022-01.yaml",
            "这一期定稿时统计了《经验交流》，现在标了密级；有密级的刊物不计数，也不提名称，这一期不能再编",
        )
    ]
    assert finding.hint == (
        "它的网页、PDF 和收了它的合订本已从 output 里删去。"
        "请删去“content/records/adoption/tb/2022-01.json”和“content/records/finals/tb/2022-01.txt”，重新生成，"
        "就不再统计它；已经发出的请收回。密级标错了的，在 site.yaml 里删去“密级”"
    )
    # Counted anew it is sound.
    bulletin, _, findings = compiled(given)
    assert bulletin is not None and "adoption-secret" not in [one.code for one in findings]


def test_a_revised_report_is_not_sent_twice() -> None:
    revised = report("reports/b-gai.md", "2022-06-02", unit="东山县", title="修渠引水")
    again = final(
        "2022-07",
        "2022-06-13",
        "reports/b.md",
        number=None,
        reissues="jb/2022-06",
        revisions=[{"report": "reports/b.md", "revised": "reports/b-gai.md"}],
    )
    given = made([*ISSUES[:2], again], [*REPORTS, revised])
    units = {unit.name: (unit.now.sent, unit.now.used) for unit in adoption_of(given).units if unit.now}
    assert units["东山县"] == (1, 1)
    alone = made([*ISSUES[:2], again], [revised, *(one for one in REPORTS if one.path != "reports/b.md")])
    assert next(unit.now.sent for unit in adoption_of(alone).units if unit.name == "东山县") == 1


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        ({"internal": True}, "《修渠引水三村受益》（没有标“内部”）", "《修渠引水三村受益》（标了“内部”）"),
        (
            {"unit": "西河区"},
            "《修渠引水三村受益》（单位是东山县）",
            "《修渠引水三村受益》（单位是西河区）",
        ),
        ({"first": False}, "《修渠引水三村受益》（首次采用）", "《修渠引水三村受益》（重复采用）"),
        ({"title": "引水"}, "《修渠引水三村受益》", "《引水》"),
    ],
)
def test_what_differs_in_the_list_is_said(change: dict[str, object], before: str, after: str) -> None:
    sent = adoption_of(made())
    uses = (replace(sent.uses[0], **change), *sent.uses[1:])  # type: ignore[arg-type]
    assert list(differences(sent, replace(sent, uses=uses))) == [("目录", before, after)]
    missing = replace(sent, uses=sent.uses[:-1])
    assert list(differences(sent, missing)) == [("目录", "有《河长巡河》", "没有")]


def test_both_files_to_delete_are_named() -> None:
    sent = adoption_of(made())
    last = final("2022-01", "2022-07-05", publication="tb", period="2022年6月")
    more = report("reports/g.md", "2022-06-25", unit="西河区", title="又报一篇")
    given = made([*ISSUES[:-1], last], [*REPORTS, more])
    _, _, findings = compiled(given, Records(adoptions={KEY: sent}))
    (finding,) = [one for one in findings if one.code == "adoption-differs"]
    assert finding.hint == (
        "成品仍用定稿时的数，可以不管；如果要按现在的改正这一期，请删去“content/records/adoption/tb/2022-01.json”"
        "和“content/records/finals/tb/2022-01.txt”，重新生成，并另行说明更正"
    )


@pytest.mark.parametrize(
    ("period", "name", "label", "year_label"),
    [
        ("2022-01-01 至 2022-02-28", "2022年1至2月", "1至2月", ""),
        ("2022-01-01 至 2022-05-31", "2022年1至5月", "1至5月", ""),
        ("2022-01-01 至 2022-09-30", "2022年1至9月", "1至9月", ""),
        ("2021-12-01 至 2022-01-31", "2021年12月1日至2022年1月31日", "本期", ""),
    ],
)
def test_months_from_january(period: str, name: str, label: str, year_label: str) -> None:
    spans = spans_of(parse_period(period), "月", site().record)
    assert (spans.name, spans.label, spans.year_label) == (name, label, year_label)
