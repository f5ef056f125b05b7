"""Content made by hand, as the loader would hand it on, for the tests of compiling."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Place
from generator.model.content import Content, LoadedIssue, LoadedReport
from generator.model.issue import Issue
from generator.model.record import Record, Sourced
from generator.model.report import Body, Report
from generator.model.site import Site
from generator.model.unit import Unit, Units

PUBLICATION: dict[str, Any] = {"name": "工作简报", "kind": "简报", "cadence": "周"}
UNITS = tuple(
    Unit.model_validate(unit)
    for unit in (
        {
            "name": "市发展局",
            "short_name": "市发改",
            "unit_class": "市直",
            "copies": 2,
            "former_names": ("市计划局",),
        },
        {"name": "市环境局", "unit_class": "市直", "copies": 3},
        {"name": "东山县", "unit_class": "县市区", "copies": 4},
        {"name": "西河区", "unit_class": "县市区"},
    )
)


def site(publications: dict[str, Any] | None = None, **keys: Any) -> Sourced[Site]:
    record = Site.model_validate(
        {"organization": "市活动领导小组办公室", "publications": publications or {"jb": PUBLICATION}} | keys
    )
    return Sourced(record, "site.yaml", {("publications", "jb"): Place("site.yaml", 7, 3)})


def report(
    path: str,
    date: str = "2022-06-01",
    body: str = "<p>正文。</p>",
    images: tuple[str, ...] = (),
    **keys: Any,
) -> LoadedReport:
    front = {"title": f"标题{path}", "unit": "市发展局", "date": date} | keys
    return LoadedReport(path, _sourced(Report, front, f"content/{path}"), Body(body, images))


def issue(
    name: str, date: str, *sections: dict[str, Any], publication: str = "jb", **keys: Any
) -> LoadedIssue:
    """`name` is the file's, without .yaml; each of `sections` is as an editor writes it, in English keys."""
    key = f"{publication}/{name}"
    front: dict[str, Any] = {"date": date, "sections": list(sections)} | keys
    note = Body(front.pop("note_html", ""), front.pop("note_images", ()))
    return LoadedIssue(key, publication, _sourced(Issue, front, f"content/issues/{key}.yaml"), note)


def hand(*paths: str, name: str = "动态") -> dict[str, Any]:
    return {"name": name, "reports": list(paths)}


def rule(name: str = "动态", **select: Any) -> dict[str, Any]:
    return {"name": name, "select": select}


def content(
    reports: list[LoadedReport] | tuple[LoadedReport, ...] = (),
    issues: list[LoadedIssue] | tuple[LoadedIssue, ...] = (),
    publications: dict[str, Any] | None = None,
    broken: tuple[str, ...] = (),
    **keys: Any,
) -> Content:
    """A site of these reports and issues; `keys` are those of site.yaml."""
    return Content(
        root=Path("/nowhere"),
        site=site(publications, **keys),
        units=Units(UNITS),
        reports={made.path: made for made in reports},
        issues=tuple(issues),
        broken=frozenset(broken),
    )


def told(findings: list[Diagnostic]) -> list[tuple[str, str, str]]:
    """Severity, file and message of each finding."""
    return [(one.severity, one.place.file if one.place else "", one.message) for one in findings]


def codes(findings: list[Diagnostic]) -> list[str]:
    return [one.code for one in findings]


def _sourced(kind: type[Record], front: dict[str, Any], file: str) -> Sourced[Any]:
    """Every key stands on its own line, in the order given; lists' members a column further."""
    places: dict[tuple[str | int, ...], Place] = {}

    def walk(value: Any, path: tuple[str | int, ...]) -> None:
        places[path] = Place(file, len(places) + 1, len(path) + 1)
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, (*path, name))
        elif isinstance(value, list | tuple):
            for index, inner in enumerate(value):
                walk(inner, (*path, index))

    walk(front, ())
    return Sourced(kind.model_validate(front), file, places)
