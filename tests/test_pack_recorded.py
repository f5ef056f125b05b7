"""Where `pack` says that figures were kept."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from generator.commands.pack import pack_lines


def test_figures_of_every_sort_are_said_to_be_where_they_are() -> None:
    register = SimpleNamespace(
        rows=(), withdrawn=(), total=0, first="", publication="采用通报", issue="2022年第1期"
    )
    packed: Any = SimpleNamespace(
        register=register,
        shares=(),
        numbers={},
        secrecy="",
        recalled=(),
        recorded=("caiyong/2022-01",),
        signed=(),
        signer="",
        again=True,
        folder="output",
        record="content/records/dispatch/caiyong/2022-01.yaml",
    )
    assert "这一期的数字记进了 content/records/，请一并存底：caiyong/2022-01" in pack_lines(cast(Any, packed))
