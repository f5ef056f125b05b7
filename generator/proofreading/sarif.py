"""A report as SARIF 2.1.0 (OASIS), which editors and code hosts read.

Columns count Unicode code points (`columnKind`, 3.14.17); addresses are relative to the site and
percent-encoded (3.4.3).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from generator.diagnostics.catalogue import CATALOGUE
from generator.diagnostics.rule_words import RuleWords
from generator.diagnostics.words_proofreading import RULES
from generator.proofreading.listing import name_of
from generator.proofreading.report import Told

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "notice": "note"}
_BASE = "SITE"
_QUOTES = frozenset("“”‘’\"'")


def sarif(told: Sequence[Told], version: str) -> str:
    """The findings as one SARIF log. `version` is the program's."""
    codes = sorted({one.finding.code for one in told} | set(RULES))
    numbers = {code: number for number, code in enumerate(codes)}
    driver = {"name": "jianbao", "version": version, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "站点文件夹"}}},
        "results": _results(told, numbers),
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(code: str) -> dict[str, Any]:
    words = RULES.get(code)
    rule: dict[str, Any] = {
        "id": code,
        "name": name_of(code),
        "shortDescription": {"text": words.what if words else name_of(code)},
        "defaultConfiguration": {"level": _LEVELS[CATALOGUE[code].severity]},
    }
    if words:
        rule["fullDescription"] = {"text": f"{words.what}{words.why}"}
        rule["help"] = _help(words)
    return rule


def _help(words: RuleWords) -> dict[str, str]:
    text, markdown = [words.what, words.why], [words.what, "", words.why]
    for label, examples in (("不对", words.bad), ("对", words.good)):
        if examples:
            text.append(f"{label}：{examples[0].strip()}")
            fence = "```"
            markdown += ["", f"{label}：", "", fence, examples[0].strip(), fence]
    return {"text": "\n".join(text), "markdown": "\n".join(markdown)}


def _change(old: str, new: str) -> str:
    """What a mending does. Quotation marks among quotation marks could not be read."""
    if old.isspace() and not new:
        return "删去这里的空格"
    quoted = _QUOTES.isdisjoint(old + new)
    before, after = (f"“{old}”", f"“{new}”") if quoted else (f" {old} ", f" {new}")
    return f"把{before}改成{after}" if new else f"删去{before.rstrip()}"


def _results(told: Iterable[Told], numbers: dict[str, int]) -> list[dict[str, Any]]:
    seen: dict[str, int] = {}
    results = []
    for one in told:
        finding, place = one.finding, one.finding.place
        text = f"{finding.message}。{finding.hint}" if finding.hint else finding.message
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": numbers[finding.code],
            "level": _LEVELS[finding.severity],
            "message": {"text": text},
        }
        file = place.file if place else ""
        mark = hashlib.sha256(
            f"{finding.code}\0{file}\0{finding.excerpt}\0{finding.message}".encode()
        ).hexdigest()[:16]
        seen[mark] = seen.get(mark, 0) + 1
        result["partialFingerprints"] = {"line/v1": f"{mark}:{seen[mark]}"}
        if place and place.file:
            region = {"startLine": place.line, "startColumn": place.column}
            if one.text:
                region["endColumn"] = place.column + len(one.text)
            artifact = {"uri": quote(place.file, safe="/"), "uriBaseId": _BASE}
            result["locations"] = [{"physicalLocation": {"artifactLocation": artifact, "region": region}}]
            if one.fix is not None:
                replacement = {"deletedRegion": region, "insertedContent": {"text": one.fix}}
                change = {"artifactLocation": artifact, "replacements": [replacement]}
                hint = {"text": _change(one.text, one.fix)}
                result["fixes"] = [{"description": hint, "artifactChanges": [change]}]
        results.append(result)
    return results
