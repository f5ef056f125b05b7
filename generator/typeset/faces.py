"""Which families of this machine serve the roles of faces: office faces first, then open ones.

The table of roles is data (`templates/shared/faces.yaml`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.diagnostics import Diagnostic

ROLES = ("仿宋", "楷体", "黑体", "宋体", "小标宋")
_OWN, _OPEN, _FILL = "本单位", "开源", "补字"


@dataclass(frozen=True)
class Faces:
    """`stacks`: the families for each role, the best first, all of them on this machine.

    `marks`: families for marks that must be a full em wide. `title_weight`: the CSS weight in which
    the face of titles is as heavy as 小标宋. `substituted`: roles that no face of their own serves.
    """

    stacks: Mapping[str, tuple[str, ...]]
    marks: tuple[str, ...]
    title_weight: int
    substituted: tuple[str, ...] = ()

    def css(self, role: str) -> str:
        return ", ".join(f'"{family}"' for family in self.stacks[role])


def resolve_faces(
    table: Path, families: Mapping[str, frozenset[int]]
) -> tuple[Faces | None, list[Diagnostic]]:
    """Choose the families for all roles. `families`: what the machine has, with CSS weights of each.

    No Chinese face at all gives None and an error; a role without a face of its own borrows another
    role's, with a notice.
    """
    try:
        roles = yaml.safe_load(table.read_text(encoding="utf-8"))
        for role in ROLES:
            for kind in (_OWN, _OPEN, _FILL):
                [str(name) for name in roles[role][kind]]
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
        reason = f"缺少{error}" if isinstance(error, KeyError) else type(error).__name__
        return None, [Diagnostic("templates-face-table", data={"reason": reason})]
    own = {
        role: tuple(name for name in (*roles[role][_OWN], *roles[role][_OPEN]) if name in families)
        for role in ROLES
    }
    fill = {role: tuple(name for name in roles[role][_FILL] if name in families) for role in ROLES}
    everything = tuple(dict.fromkeys(name for role in ROLES for name in (*own[role], *fill[role])))
    if not everything:
        return None, [Diagnostic("faces-none")]
    findings = []
    stacks = {}
    for role in ROLES:
        stacks[role] = tuple(dict.fromkeys((*own[role][:1], *fill[role], *own[role][1:], *everything)))
        if not own[role]:
            findings.append(Diagnostic("faces-substituted", data={"role": role, "used": stacks[role][0]}))
    return Faces(
        stacks,
        tuple(dict.fromkeys((*own["仿宋"], *own["宋体"], *everything))),
        _title_weight(
            families[stacks["小标宋"][0]],
            bool(own["小标宋"]) and stacks["小标宋"][0] in roles["小标宋"][_OWN],
        ),
        tuple(role for role in ROLES if not own[role]),
    ), findings


def _title_weight(weights: frozenset[int], licensed: bool) -> int:
    """小标宋 proper is heavy as it is and is not emboldened (GB/T 9704-2012, 7.3.1); a 宋体 that stands in
    for it is taken at its heaviest."""
    if licensed:
        return 400
    return next((weight for weight in (900, 700) if weight in weights), 400)
