"""SARIF 2.1.0: the properties that the specification requires, and places that tools can use."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from check_made import check, report_file, site_of

from generator.diagnostics import Diagnostic, Place
from generator.diagnostics.words_proofreading import RULES
from generator.proofreading.report import Told
from generator.proofreading.sarif import sarif


def log_of(told: list[Told]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(sarif(told, "0.1.0"))
    return log


def comma(file: str = "content/reports/r1.md", text: str = ",", fix: str | None = "，") -> Told:
    data = {"mark": ",", "right": "，"}
    return Told(Diagnostic("punctuation-half-width", Place(file, 6, 10), data, "会议由,各县区"), text, fix)


def test_the_log_has_what_is_required() -> None:
    log = log_of([comma(), Told(Diagnostic("faces-substituted", None, {"role": "仿宋", "used": "宋体"}))])
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] and driver["version"] == "0.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids) and set(RULES) <= set(ids)
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        if rule["id"] in RULES:
            assert rule["name"] == RULES[rule["id"]].name
            assert RULES[rule["id"]].why in rule["help"]["text"] and rule["help"]["markdown"]
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"] and result["level"] in ("error", "warning", "note")
        for place in result.get("locations", []):
            physical = place["physicalLocation"]
            assert physical["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
            assert physical["region"]["startLine"] >= 1 and physical["region"]["startColumn"] >= 1
    assert "locations" not in run["results"][1] and run["results"][1]["level"] == "note"


def test_a_result_has_its_place_and_its_mending() -> None:
    (result,) = log_of([comma()])["runs"][0]["results"]
    region = {"startLine": 6, "startColumn": 10, "endColumn": 11}
    artifact = {"uri": "content/reports/r1.md", "uriBaseId": "SITE"}
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": artifact, "region": region}}]
    assert result["message"]["text"] == "中文里用了半角标点“,”。请改成全角的“，”"
    assert result["fixes"] == [
        {
            "description": {"text": "把“,”改成“，”"},
            "artifactChanges": [
                {
                    "artifactLocation": artifact,
                    "replacements": [{"deletedRegion": region, "insertedContent": {"text": "，"}}],
                }
            ],
        }
    ]


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (",", "，", "把“,”改成“，”"),
        (",", "", "删去“,”"),
        (" ", "", "删去这里的空格"),
        ('"', "“", '把 " 改成 “'),
        ("“", "”", "把 “ 改成 ”"),
        ("”", "", "删去 ”"),
    ],
)
def test_a_mending_of_quotation_marks_can_be_read(old: str, new: str, text: str) -> None:
    (result,) = log_of([comma(text=old, fix=new)])["runs"][0]["results"]
    assert result["fixes"][0]["description"]["text"] == text


def test_names_of_files_are_addresses() -> None:
    (result,) = log_of([comma("content/reports/走访 50%#1.md")])["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "content/reports/%E8%B5%B0%E8%AE%BF%2050%25%231.md"
    assert re.fullmatch(r"[A-Za-z0-9%./_~-]+", uri)


def test_results_of_one_line_have_marks_of_their_own() -> None:
    results = log_of([comma(), comma(), comma("b.md")])["runs"][0]["results"]
    marks = [result["partialFingerprints"]["line/v1"] for result in results]
    assert len(set(marks)) == 3
    assert marks[0].partition(":")[0] == marks[1].partition(":")[0]


def test_columns_count_characters_beyond_the_basic_plane_once(tmp_path: Path) -> None:
    site = site_of(tmp_path, "\U00020000村由市教育局主持,各县区参加。\n")
    result = check(site, "--text", "--format", "sarif")
    assert result.exit_code == 1
    found = json.loads(result.stdout)["runs"][0]["results"]
    line = report_file(site).read_text(encoding="utf-8").splitlines()[5]
    regions = [one["locations"][0]["physicalLocation"]["region"] for one in found]
    assert [line[region["startColumn"] - 1] for region in regions if region["startLine"] == 6] == [","]
