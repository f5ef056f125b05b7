"""Lists of words and people for the proofreader: those that ship with the program and the office's own.

A word may have two signs in it: 【数】 for a number, … for a few characters. `word_pattern` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # PyYAML without the C library
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

from generator.diagnostics import Diagnostic, has_errors
from generator.load.fields import keys_of, read_record
from generator.load.source import read_source
from generator.load.yaml_nodes import parse_mapping
from generator.model.kinds import SHIPPED
from generator.model.record import Sourced
from generator.model.word_lists import Word, WordLists

FILE = "content/words.yaml"
OURS = SHIPPED / "proofreading" / "words.yaml"
LISTS = ("forbidden", "preferred", "confusable")
"""The fields of WordLists that hold words."""
SIGNS = re.compile(r"…+|[【\[]数[】\]]")
_EXAMPLE = "易混词: [{词: 截止目前, 改为: 截至目前, 理由: 到某时为止用“截至”}]"
_BRACKET = re.compile(r"[【】]")
_SPAN = 12
"""Characters that … may stand for."""
_NUMBER = r"(\d[\d.,]*[十百千万亿]{0,2}|[〇零一二两三四五六七八九十百千万亿几数]+|\ufffc[十百千万亿]{0,2})"
_GAP = rf"([^。！？；\n]{{1,{_SPAN}}}?)"


def word_pattern(word: str) -> str:
    """The regular expression of a word as an office writes it, with a group for each sign in it.

    Raises ValueError where a sign stands first, … stands last, or brackets hold another word than 数.
    """
    pieces: list[str] = []
    last = 0
    for match in SIGNS.finditer(word):
        pieces += [_plain(word[last : match.start()]), _GAP if match[0][0] == "…" else _NUMBER]
        last = match.end()
        if match.start() == 0 or (last == len(word) and match[0][0] == "…"):
            raise ValueError(word)
    return "".join((*pieces, _plain(word[last:])))


def _plain(text: str) -> str:
    if _BRACKET.search(text):
        raise ValueError(text)
    return re.escape(text)


def load_words(root: Path) -> tuple[WordLists, list[Diagnostic]]:
    """The lists that ship with the program, with the office's own behind them, and what is wrong in its file.
    An entry of the office takes the place of ours for the same word, in whatever list it stands. With errors
    ours go alone."""
    if not (root / FILE).is_file():
        return shipped_words(), []
    own, findings = read_words(root / FILE, root)
    return (_joined(shipped_words(), own.record) if own else shipped_words()), findings


@lru_cache(maxsize=1)
def shipped_words() -> WordLists:
    """The lists that ship with the program. They are right, so they are read without the places of their
    values, which takes a third of the time."""
    data = yaml.load(OURS.read_bytes(), Loader)
    fields = {key.chinese: key.name for key in keys_of(WordLists)}
    names = {key.chinese: key.name for key in keys_of(Word)}
    lists = {fields[name]: [_fields(one, names) for one in those] for name, those in data.items()}
    return WordLists.model_validate(lists)


def _fields(entry: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {names[name]: value for name, value in entry.items()}


def read_words(path: Path, root: Path) -> tuple[Sourced[WordLists] | None, list[Diagnostic]]:
    """One file of lists; None with errors."""
    source, findings = read_source(path, root)
    if source is None:
        return None, findings
    node, found = parse_mapping(source, _EXAMPLE)
    findings += found
    if node is None:
        return None, findings
    lists, found = read_record(node, WordLists, source)
    findings += found
    if lists is not None:
        findings += _wrong_patterns(lists)
    return (None if has_errors(findings) else lists), findings


def _wrong_patterns(lists: Sourced[WordLists]) -> Iterator[Diagnostic]:
    for name in LISTS:
        for index, one in enumerate(getattr(lists.record, name)):
            texts = [("词", "word", 0, one.word)]
            texts += [("除外", "unless", at, text) for at, text in enumerate(one.unless)]
            for title, field, at, text in texts:
                try:
                    word_pattern(text)
                except ValueError:
                    place = lists.place(name, index, field, at)
                    data = {"name": title, "example": "词: 截止【数】月"}
                    yield Diagnostic("value-wrong", place, data, lists.excerpt(place))


def _joined(ours: WordLists, own: WordLists) -> WordLists:
    taken = {one.word for name in LISTS for one in getattr(own, name)}
    words = {}
    for name in LISTS:
        those = getattr(ours, name)
        left = tuple(one for one in those if one.word not in taken)
        # A list that nothing is added to or taken from stays the same object: what is made of it is kept.
        untouched = len(left) == len(those) and not getattr(own, name)
        words[name] = those if untouched else (*left, *getattr(own, name))
    return own.model_copy(update=words)
