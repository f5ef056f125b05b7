"""Keys of issues, in every way that people name them, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dispatch.register import FOLDER, register_file
from generator.model.issue_keys import is_key, key_of

KEY = "jianbao/2022-05"


@pytest.mark.parametrize(
    "name",
    [
        *(KEY, f"issues/{KEY}", f"content/issues/{KEY}", f"./content/issues/{KEY}.yaml"),
        *(f"{KEY}.yml", f"{KEY}.md", f"issues/{KEY}.yaml", "content\\issues\\jianbao\\2022-05.yaml"),
        ".\\content\\issues\\jianbao\\2022-05.yaml",
    ],
)
def test_all_names_of_an_issue_come_to_its_key(name: str) -> None:
    assert key_of(name) == KEY
    assert is_key(KEY)


def test_a_name_may_have_blanks_and_dots() -> None:
    assert key_of("content/issues/jianbao/2022 05.2.yaml") == "jianbao/2022 05.2"
    assert is_key("jianbao/2022 05.2")


@pytest.mark.parametrize(
    "text",
    [
        *("", "jianbao", "/", "jianbao/", "/2022-05", "jianbao/..", "../2022-05", "./2022-05", "jianbao/."),
        *("jianbao/../../x", "a/b/c", "jianbao/..\\..\\x", "jianbao/2022\0", "/etc/x"),
    ],
)
def test_what_leads_elsewhere_is_no_key_and_no_register(text: str) -> None:
    assert not is_key(text)
    with pytest.raises(ValueError, match="no key of an issue"):
        register_file(text)


@given(st.text(alphabet="a./\\ 期", max_size=12))
def test_no_key_leads_out_of_the_folder_of_registers(text: str) -> None:
    key = key_of(text)
    if is_key(key):
        file = Path("/site", register_file(key))
        assert file.parents[1] == Path("/site", FOLDER)
        assert Path(*file.parts).resolve() == file
